//! Matching at build time, for defaults and examples: never longer than a build may take.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use regex_lite::Regex;

use crate::model::Pattern;

use super::{Ast, parse};

/// What may be spent on the patterns of one schema: a character against a state is one. A matcher
/// takes seconds for so many without optimisations, as build scripts and macros run.
const MOST: u64 = 4_000_000;

/// The patterns of a schema, each compiled once, and what may still be spent on them.
#[derive(Debug)]
pub(in crate::schema) struct Matching {
    left: Cell<u64>,
    compiled: RefCell<BTreeMap<usize, Compiled>>,
}

#[derive(Debug)]
struct Compiled {
    states: u64,
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
        let mut compiled = self.compiled.borrow_mut();
        let compiled = compiled.entry(index).or_insert_with(|| Compiled::new(pattern));
        let cost = compiled.states.saturating_mul(text.len() as u64 + 1);
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
        // A pattern that was translated has been parsed before.
        let states = parse::parse(&pattern.source).map_or(u64::MAX, |ast| states(&ast));
        Self { states, matches: regexes(&pattern.matches), rejects: regexes(&pattern.rejects) }
    }
}

/// About how many states a matcher has, and how many ranges they look at.
fn states(ast: &Ast) -> u64 {
    let sum = |parts: &[Ast]| parts.iter().fold(1_u64, |sum, part| sum.saturating_add(states(part)));
    match ast {
        Ast::Class(class) => class.size() as u64 + 1,
        Ast::Start | Ast::End | Ast::Boundary(_) => 1,
        Ast::Concat(parts) | Ast::Alternation(parts) => sum(parts),
        Ast::Repeat { inner, min, max } => {
            let times = u64::from(max.unwrap_or(*min)).saturating_add(1);
            states(inner).saturating_add(1).saturating_mul(times)
        }
        Ast::Look { inner, .. } => states(inner),
    }
}
