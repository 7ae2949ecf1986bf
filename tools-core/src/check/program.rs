//! Patterns with look-aheads: their programs, followed from the end of a text to its beginning.
//!
//! At each place it is worked out for every step whether the text from there on can be led from that
//! step to a match. That takes the answers of the next place and no others, so the time is in
//! proportion to steps and characters, whatever the pattern; [`Pattern::cost`] says how many a
//! character takes.
//!
//! [`Pattern::cost`]: crate::table::Pattern::cost

use std::ops::Range;

use crate::table::Step;

/// Whether some part of a text matches.
pub(super) fn matches(steps: &[Step<'_>], text: &str) -> bool {
    let parts = parts(steps);
    let places = text.char_indices().rev().map(|(place, _)| place);
    let mut later = vec![false; steps.len()];
    for place in std::iter::once(text.len()).chain(places) {
        let (before, after) = text.split_at(place);
        let here = Here { before: before.chars().next_back(), next: after.chars().next() };
        let mut now = vec![false; steps.len()];
        for part in &parts {
            settle(steps, part.clone(), here, &later, &mut now);
        }
        if is(&now, 0) {
            return true;
        }
        later = now;
    }
    false
}

/// The steps inside each look-ahead, those that stand in another first; and then all. What a part
/// leads to is in it, or in one before it.
fn parts(steps: &[Step<'_>]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        if let Step::Look { next, .. } = step {
            parts.push(at + 1..usize::from(*next));
        }
    }
    parts.sort_by_key(ExactSizeIterator::len);
    parts.push(0..steps.len());
    parts
}

/// Works out the steps of a part. They lead forwards but for those that repeat, so few rounds are
/// needed, and it ends: an answer only ever turns to "yes".
fn settle(steps: &[Step<'_>], part: Range<usize>, here: Here, later: &[bool], now: &mut [bool]) {
    let mut settled = false;
    while !settled {
        settled = true;
        for at in part.clone().rev() {
            if !is(now, at) && here.leads(steps, at, later, now) {
                now[at] = true;
                settled = false;
            }
        }
    }
}

fn is(answers: &[bool], at: usize) -> bool {
    answers.get(at) == Some(&true)
}

/// A place in a text: the characters on its two sides.
#[derive(Clone, Copy)]
struct Here {
    before: Option<char>,
    next: Option<char>,
}

impl Here {
    fn leads(self, steps: &[Step<'_>], at: usize, later: &[bool], now: &[bool]) -> bool {
        let on = at + 1;
        match steps[at] {
            Step::Class(ranges) => {
                let holds = |c: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
                is(later, on) && self.next.is_some_and(holds)
            }
            Step::Start => self.before.is_none() && is(now, on),
            Step::End => self.next.is_none() && is(now, on),
            Step::Boundary(wanted) => (word(self.before) != word(self.next)) == wanted && is(now, on),
            Step::Fork(other) => is(now, on) || is(now, usize::from(other)),
            Step::Jump(to) => is(now, usize::from(to)),
            Step::Look { negative, next } => is(now, on) != negative && is(now, usize::from(next)),
            Step::Match => true,
        }
    }
}

/// `\w`, as ECMA-262 has it.
fn word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
}
