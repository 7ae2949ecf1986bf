//! What a pattern costs for each character of a text, as an upper bound.
//!
//! `regex-lite` looks, at each character, at every state that it is in. One unit is one of these
//! states: some ten nanoseconds, more without optimisations.

use super::ast::Ast;

/// So many ranges of a class are looked through in the time of a state.
const RANGES: u64 = 8;

/// The most states that a matcher can be in at once.
pub(super) fn cost(ast: &Ast) -> u32 {
    // Behind a leading `^` there is one way in; else there is one more at each character.
    let most = if is_anchored(ast) { entered_once(ast).most } else { until_match(ast) };
    u32::try_from(most).unwrap_or(u32::MAX)
}

fn is_anchored(ast: &Ast) -> bool {
    match ast {
        Ast::Start => true,
        Ast::Concat(parts) => parts.first().is_some_and(is_anchored),
        Ast::Alternation(branches) => branches.iter().all(is_anchored),
        _ => false,
    }
}

/// All states: so many are entered where the way in is open at each character.
fn states(ast: &Ast) -> u64 {
    let sum = |parts: &[Ast]| parts.iter().fold(0_u64, |sum, part| sum.saturating_add(states(part)));
    match ast {
        Ast::Class(class) => class.size() as u64 / RANGES + 1,
        Ast::Start | Ast::End | Ast::Boundary(_) => 1,
        Ast::Concat(parts) => sum(parts),
        Ast::Alternation(branches) => sum(branches).saturating_add(1),
        Ast::Repeat { inner, min, max } => copies(inner, max.unwrap_or(*min)),
        Ast::Look { inner, .. } => states(inner),
    }
}

fn copies(inner: &Ast, times: u32) -> u64 {
    states(inner).saturating_add(1).saturating_mul(u64::from(times.max(1)))
}

/// [`states`], of which those are never entered that come after the first match: of a repetition at
/// the very end, what it needs not.
fn until_match(ast: &Ast) -> u64 {
    match ast {
        Ast::Repeat { inner, min, .. } => copies(inner, *min),
        Ast::Concat(parts) => match parts.split_last() {
            Some((last @ Ast::Repeat { .. }, before)) => {
                before.iter().fold(until_match(last), |sum, part| sum.saturating_add(states(part)))
            }
            _ => states(ast),
        },
        _ => states(ast),
    }
}

/// An expression that is entered at one character only.
struct Once {
    /// How many of its states a matcher can be in at once.
    most: u64,
    /// How many characters it takes, where that is always the same number: then it is left at one
    /// character only, too.
    length: Option<u64>,
}

fn entered_once(ast: &Ast) -> Once {
    match ast {
        Ast::Class(_) => Once { most: states(ast), length: Some(1) },
        Ast::Start | Ast::End | Ast::Boundary(_) => Once { most: 1, length: Some(0) },
        // A condition of its own beside the rest.
        Ast::Look { inner, .. } => Once { most: entered_once(inner).most, length: Some(0) },
        Ast::Alternation(branches) => {
            let mut all = branches.iter().map(entered_once);
            let first = all.next().unwrap_or(Once { most: 0, length: Some(0) });
            all.fold(Once { most: first.most.saturating_add(1), ..first }, |so_far, branch| Once {
                most: so_far.most.saturating_add(branch.most),
                length: so_far.length.filter(|_| so_far.length == branch.length),
            })
        }
        Ast::Concat(parts) => one_after_the_other(parts),
        Ast::Repeat { inner, min, max } => {
            let once = entered_once(inner);
            match once.length {
                // Of copies that take as many characters each, one is entered at a time.
                Some(length @ 1..) => Once {
                    most: once.most.saturating_add(1),
                    length: Some(length.saturating_mul(u64::from(*min))).filter(|_| *max == Some(*min)),
                },
                _ => Once { most: states(ast), length: None },
            }
        }
    }
}

fn one_after_the_other(parts: &[Ast]) -> Once {
    let (mut beside, mut most, mut length) = (0_u64, 0_u64, 0_u64);
    for (index, part) in parts.iter().enumerate() {
        let once = entered_once(part);
        match once.length {
            // Between two characters all of these are looked at.
            Some(0) => beside = beside.saturating_add(once.most),
            Some(taken) => {
                most = most.max(once.most);
                length = length.saturating_add(taken);
            }
            // What comes now is entered at any character.
            None => {
                let later = parts.iter().skip(index + 1);
                let open = later.fold(once.most, |sum, part| sum.saturating_add(states(part)));
                return Once { most: most.max(open).saturating_add(beside), length: None };
            }
        }
    }
    Once { most: most.saturating_add(beside), length: Some(length) }
}

#[cfg(test)]
mod tests {
    use super::super::translate;

    #[test]
    fn only_what_can_be_entered_at_once_counts() {
        for (pattern, cost) in [
            ("^[a-z]+$", 4),
            ("^[A-Za-z0-9_-]*$", 4),
            ("^[a-z]{1,4096}$", 4),
            ("^.{1,4096}", 3),
            (".{1,4096}", 2),
            ("^[0-9]{4}-[0-9]{2}$", 4),
            ("^(?:ab|cd)$", 5),
            ("^(?=.*[0-9])[a-z0-9]+$", 7),
            // Left, and with it the rest entered, at any character.
            ("^[a-z]+[0-9]{1,100}$", 204),
            ("[a-z]{1,100}$", 201),
            ("^a|[a-z]{1,100}$", 204),
            ("^(?:[a-z]{1,60}[.-]?){1,40}$", 4_922),
            ("^(?:a*){60}$", 182),
            ("^(?:a|bc){1,50}$", 252),
        ] {
            assert_eq!(translate(pattern).unwrap().cost, cost, "{pattern}");
        }
    }
}
