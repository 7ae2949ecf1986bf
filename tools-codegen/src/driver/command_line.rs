//! What the command line asks of a run.

use super::Outcome;
use crate::diag::Diagnostic;
use crate::export::{self, Offered};
use crate::render;

impl Outcome {
    /// Every tool at every provider whose name `wanted` wants: tools in the order of their names,
    /// for each the providers.
    #[must_use]
    pub fn offered(&self, wanted: impl Fn(&str) -> bool) -> Vec<Vec<Offered>> {
        export::offered(&self.model, wanted)
    }

    /// The set as the command line runs it; only where there are no errors.
    #[doc(hidden)]
    #[must_use]
    pub fn runnable(&self) -> crate::run::Runnable {
        crate::run::runnable(&self.model)
    }

    /// A call of a tool in Rust, with arguments that satisfy its schema; only where there are no errors.
    #[doc(hidden)]
    #[must_use]
    pub fn rust_call(&self, tool: &str, arguments: &serde_json::Value) -> Option<String> {
        let tool = self.model.tools.iter().find(|known| known.name == tool)?;
        Some(crate::run::rust::call(tool, arguments))
    }

    /// One diagnostic as a JSON object in one line.
    #[must_use]
    pub fn json_line(&self, diagnostic: &Diagnostic) -> String {
        render::json_line(diagnostic, &self.sources)
    }
}

/// The last line behind [`Outcome::json_line`]s: how much was looked at and what was found.
#[must_use]
pub fn summary_line(outcomes: &[Outcome]) -> String {
    let sum = |count: fn(&Outcome) -> usize| outcomes.iter().map(count).sum();
    render::summary_line(
        sum(|it| it.sources.files().len()),
        sum(Outcome::tools),
        sum(Outcome::errors),
        sum(Outcome::warnings),
    )
}

/// What several runs have found, as one SARIF 2.1.0 document.
#[must_use]
pub fn sarif(outcomes: &[Outcome]) -> String {
    let found =
        outcomes.iter().flat_map(|outcome| outcome.diagnostics.iter().map(|one| (one, &outcome.sources)));
    render::sarif(&found.collect::<Vec<_>>())
}
