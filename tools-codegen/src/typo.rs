//! When two names are one typo apart.

use crate::map::{SortedMap, SortedSet};

/// Whether two names are one typo apart: the rule by which a context name counts as a misspelt
/// one. Both have five characters or more; one character is added, left out, changed or has
/// changed places with its neighbour; and it is no digit (`line1` and `line2` are two names).
pub(crate) fn is_typo(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(201).collect(), b.chars().take(201).collect());
    let shortest = a.len().min(b.len());
    if shortest < 5 || a.len().max(b.len()) > 200 {
        return false;
    }
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let behind = shortest - prefix;
    let suffix = a.iter().rev().zip(b.iter().rev()).take(behind).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(prefix..a.len() - suffix), b.get(prefix..b.len() - suffix));
    match (a.unwrap_or_default(), b.unwrap_or_default()) {
        ([one], []) | ([], [one]) => !one.is_ascii_digit(),
        ([x], [y]) => !(x.is_ascii_digit() && y.is_ascii_digit()),
        ([x, y], [v, w]) => x == w && y == v && !(x.is_ascii_digit() && y.is_ascii_digit()),
        _ => false,
    }
}

/// Names by their forms with one character less. Two names that are one typo apart share a form,
/// so that finding them takes no look at every pair.
#[derive(Debug, Default)]
pub(crate) struct Typos {
    forms: SortedMap<String, Vec<u32>>,
    count: u32,
}

impl Typos {
    /// Adds a name; its index is how many came before it.
    pub(crate) fn add(&mut self, name: &str) {
        for form in forms(name) {
            let users = self.forms.entry(form).get_or_insert_default();
            // A form that many names share (`line1` to `line999`) is that of no typo.
            if users.len() < 32 && users.last() != Some(&self.count) {
                users.push(self.count);
            }
        }
        self.count += 1;
    }

    /// The indices of names that may be one typo away from this one, in order.
    pub(crate) fn near(&self, name: &str) -> impl Iterator<Item = usize> {
        let found: SortedSet<u32> =
            forms(name).filter_map(|form| self.forms.get(&form)).flatten().copied().collect();
        found.into_iter().map(|index| index as usize)
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
    fn typos() {
        for (a, b, typo) in [
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
            assert_eq!(is_typo(a, b), typo, "{a} {b}");
            assert_eq!(is_typo(b, a), typo, "{b} {a}");
        }
    }
}
