//! Patterns, compiled at first use, and what may be spent on them.
//!
//! A matcher takes time in proportion to its states and to the text. Both are bounded, their
//! product is not: the text is the model's. A text that costs too much is not checked, and what is
//! not checked is refused.

use std::cell::RefCell;
use std::collections::HashMap;

use super::compiled::is_match;
use crate::budget::Budget;
use crate::table::Pattern;

/// What one text may cost: a character costs [`Pattern::cost`]. A tenth to a quarter of a second
/// with optimisations; a plain pattern such as `^[a-z]+$` takes two million characters for it.
const TEXT: u64 = 10_000_000;

/// What became of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// It matches.
    Yes,
    /// It does not match.
    No,
    /// It alone costs too much.
    TooLong,
    /// It costs more than the other texts have left.
    Spent,
}

impl Pattern<'_> {
    /// Whether `text` satisfies the pattern, whatever that takes.
    fn accepts(&self, text: &str) -> bool {
        // The compiler of definitions has ruled out that an expression does not compile.
        self.matches.iter().all(|source| is_match(source, text) == Some(true))
            && self.rejects.iter().all(|source| is_match(source, text) == Some(false))
    }

    /// What it takes to check a text.
    pub fn price(&self, text: &str) -> u64 {
        let price = |length: usize| u64::from(self.cost).saturating_mul(length as u64 + 1);
        // Bytes are more than characters, and need no counting.
        Some(price(text.len())).filter(|most| *most <= TEXT).unwrap_or_else(|| price(text.chars().count()))
    }

    /// The longest text that is checked, in characters.
    pub fn longest(&self) -> u64 {
        (TEXT / u64::from(self.cost.max(1))).saturating_sub(1)
    }
}

/// The places of a pattern and of a text, and the text's length.
type Asked = (usize, usize, usize);

/// What may be spent on the patterns of one check.
pub struct PatternBudget {
    left: Budget,
    /// Verdicts by the places of pattern and text, where texts stay in place.
    known: Option<RefCell<HashMap<Asked, Match>>>,
}

impl PatternBudget {
    /// What all texts of one check may cost together, or of several that share it. Only patterns that keep hundreds of
    /// states at once come near.
    pub const ALL: u64 = 40_000_000;

    /// What they may cost before verdicts are remembered.
    pub const UNREMEMBERED: u64 = TEXT;

    /// Of a check that may visit a text again and again.
    pub fn remembering() -> Self {
        Self { left: Budget::of(Self::ALL), known: Some(RefCell::default()) }
    }

    /// Of a check without memory.
    pub fn of(left: u64) -> Self {
        Self { left: Budget::of(left), known: None }
    }

    /// What is left.
    pub fn left(&self) -> u64 {
        self.left.left()
    }

    /// Whether a text matches, if what is left allows asking.
    pub fn matches(&self, pattern: &Pattern<'_>, text: &str) -> Match {
        let Some(known) = &self.known else { return self.pay(pattern, text) };
        let key = (std::ptr::from_ref(pattern).addr(), text.as_ptr().addr(), text.len());
        if let Some(known) = known.borrow().get(&key) {
            return *known;
        }
        let verdict = self.pay(pattern, text);
        known.borrow_mut().insert(key, verdict);
        verdict
    }

    fn pay(&self, pattern: &Pattern<'_>, text: &str) -> Match {
        let price = pattern.price(text);
        if price > TEXT {
            return Match::TooLong;
        }
        match self.left.take(price) {
            false => Match::Spent,
            true if pattern.accepts(text) => Match::Yes,
            true => Match::No,
        }
    }
}
