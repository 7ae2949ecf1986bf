//! Regular expressions, compiled at first use and found by their text.
//!
//! Tables hold texts alone, so that they are plain constants. A program has the patterns of its
//! definitions and no others; a compiler that lives for days may see many, so the memory is bounded.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use regex_lite::Regex;

/// So many are remembered.
const KEPT: usize = 4096;

static KNOWN: LazyLock<RwLock<HashMap<Box<str>, Option<Regex>>>> = LazyLock::new(RwLock::default);

/// Whether an expression, in the syntax of `regex-lite`, matches some part of a text; `None` where it does not
/// compile, which the compiler of definitions has ruled out.
pub(super) fn is_match(source: &str, text: &str) -> Option<bool> {
    regex(source).map(|regex| regex.is_match(text))
}

fn regex(source: &str) -> Option<Regex> {
    if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(source) {
        return known.clone();
    }
    let regex = Regex::new(source).ok();
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= KEPT {
        known.clear();
    }
    known.insert(source.into(), regex.clone());
    regex
}
