//! Patterns, compiled at first use.

use regex_lite::Regex;

use crate::table::Pattern;

/// The expressions of a [`Pattern`].
#[derive(Debug)]
pub(crate) struct CompiledPattern {
    matches: Vec<Regex>,
    rejects: Vec<Regex>,
}

impl Pattern {
    /// Whether `text` satisfies the pattern. `None` where an expression does not compile, which
    /// the compiler of definitions has ruled out.
    pub(crate) fn accepts(&self, text: &str) -> Option<bool> {
        let compile =
            |sources: &[&str]| sources.iter().map(|s| Regex::new(s).ok()).collect::<Option<Vec<_>>>();
        let compiled = self.compiled.get_or_init(|| {
            Some(CompiledPattern { matches: compile(self.matches)?, rejects: compile(self.rejects)? })
        });
        let compiled = compiled.as_ref()?;
        Some(
            compiled.matches.iter().all(|re| re.is_match(text))
                && !compiled.rejects.iter().any(|re| re.is_match(text)),
        )
    }
}
