//! When two names are one slip of the pen apart.

use std::collections::{BTreeMap, BTreeSet};

/// Whether two names are one slip apart: the rule by which a context name counts as a misspelled
/// one. Both have five characters or more, and they differ in more than a digit (`line1` and
/// `line2` are two names).
pub(crate) fn is_slip(a: &str, b: &str) -> bool {
    let long_enough = |s: &str| s.chars().count() >= 5 && s.chars().count() <= 200;
    if a == b || !long_enough(a) || !long_enough(b) || a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    strsim::damerau_levenshtein(a, b) == 1 && !differ_in_digit(a, b)
}

/// Whether the one edit between two names changes, adds or removes a digit.
fn differ_in_digit(a: &str, b: &str) -> bool {
    let same = |(x, y): &(char, char)| x == y;
    let prefix = a.chars().zip(b.chars()).take_while(same).count();
    let (rest_a, rest_b): (Vec<char>, Vec<char>) =
        (a.chars().skip(prefix).collect(), b.chars().skip(prefix).collect());
    let shortest = rest_a.len().min(rest_b.len());
    let suffix =
        rest_a.iter().rev().zip(rest_b.iter().rev()).take(shortest).take_while(|(x, y)| x == y).count();
    let changed_a = rest_a.iter().take(rest_a.len() - suffix);
    let changed_b = rest_b.iter().take(rest_b.len() - suffix);
    changed_a.chain(changed_b).all(char::is_ascii_digit)
}

/// Names by their forms with one character less. Two names that are one slip apart share a form,
/// so that finding them takes no look at every pair.
#[derive(Debug, Default)]
pub(crate) struct Slips {
    forms: BTreeMap<String, Vec<usize>>,
    count: usize,
}

impl Slips {
    /// Adds a name; its index is how many came before it.
    pub(crate) fn add(&mut self, name: &str) {
        for form in forms(name) {
            let users = self.forms.entry(form).or_default();
            // A form that many names share (`line1` to `line999`) is that of no slip.
            if users.len() < 64 && users.last() != Some(&self.count) {
                users.push(self.count);
            }
        }
        self.count += 1;
    }

    /// The indices of names that may be one slip from this one, in order.
    pub(crate) fn near(&self, name: &str) -> impl Iterator<Item = usize> {
        let found: BTreeSet<usize> =
            forms(name).filter_map(|form| self.forms.get(&form)).flatten().copied().collect();
        found.into_iter()
    }
}

/// The name, and the name without each of its characters.
fn forms(name: &str) -> impl Iterator<Item = String> {
    let short = (name.len() <= 200).then_some(name);
    short.into_iter().flat_map(|name| {
        let without = name.char_indices().map(move |(at, c)| {
            let (before, rest) = name.split_at(at);
            format!("{before}{}", rest.strip_prefix(c).unwrap_or_default())
        });
        std::iter::once(name.to_owned()).chain(without)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        for (a, b, slip) in [
            ("contact_id", "contcat_id", true),
            ("contact_id", "contact_ids", true),
            ("contact_id", "contactid", true),
            ("contact_id", "contact_id", false),
            ("from_number", "to_number", false),
            ("line1", "line2", false),
            ("address", "address2", false),
            ("address1", "address12", false),
            ("name", "nama", false),
            ("größe", "grösse", false),
            ("größe", "groeße", false),
            ("größe", "große", true),
            ("call1_sid", "calls_sid", true),
        ] {
            assert_eq!(is_slip(a, b), slip, "{a} {b}");
            assert_eq!(is_slip(b, a), slip, "{b} {a}");
        }
    }
}
