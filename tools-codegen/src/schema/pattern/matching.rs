//! Matching at build time, for defaults and examples: never longer than a build may take.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use regex_lite::Regex;

use crate::model::Pattern;

/// What may be spent on the patterns of one schema: a character costs what [`Pattern::cost`] says. A
/// matcher takes seconds for so much without optimisations, as build scripts and macros run.
const MOST: u64 = 2_000_000;

/// The patterns of a schema, each compiled once, and what may still be spent on them.
#[derive(Debug)]
pub(in crate::schema) struct Matching {
    left: Cell<u64>,
    compiled: RefCell<BTreeMap<usize, Compiled>>,
}

#[derive(Debug)]
struct Compiled {
    matches: Vec<Regex>,
    rejects: Vec<Regex>,
}

impl Default for Matching {
    fn default() -> Self {
        Self { left: Cell::new(MOST), compiled: RefCell::default() }
    }
}

impl Matching {
    /// Whether a text satisfies the pattern of this index. `None` where that takes too long to
    /// find out.
    pub(in crate::schema) fn accepts(&self, index: usize, pattern: &Pattern, text: &str) -> Option<bool> {
        // The runtime alone follows programs.
        if !pattern.program.is_empty() {
            return None;
        }
        let mut compiled = self.compiled.borrow_mut();
        let compiled = compiled.entry(index).or_insert_with(|| Compiled::new(pattern));
        let cost = u64::from(pattern.cost).saturating_mul(text.len() as u64 + 1);
        // Of what is too much nothing is spent: the next may be cheap.
        self.left.set(self.left.get().checked_sub(cost)?);
        let is_match = |regex: &Regex| regex.is_match(text);
        Some(compiled.matches.iter().all(is_match) && !compiled.rejects.iter().any(is_match))
    }
}

impl Compiled {
    fn new(pattern: &Pattern) -> Self {
        let regexes =
            |sources: &[String]| sources.iter().filter_map(|source| Regex::new(source).ok()).collect();
        Self { matches: regexes(&pattern.matches), rejects: regexes(&pattern.rejects) }
    }
}
