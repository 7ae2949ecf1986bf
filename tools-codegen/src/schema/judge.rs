//! Whether a value satisfies a schema, at build time, by the checker that judges at run time: for defaults and
//! examples.

use typed_tools_core::budget::Budget;
use typed_tools_core::check::{Probe, Verdict};
use typed_tools_core::table::{NodeId, Schema};
use typed_tools_core::value::Val;

use crate::json::Json;
use crate::lower;

/// What may be spent on the patterns of one schema: a character costs what its pattern's `cost` says. A
/// matcher takes seconds for so much without optimisations, as build scripts and macros run.
const PATTERNS: u64 = 2_000_000;

/// How many steps one value may take.
const STEPS: u64 = 200_000;

/// A schema as the runtime will have it.
pub(super) struct Judge<'t> {
    schema: Schema<'t>,
    patterns: Budget,
}

impl<'t> Judge<'t> {
    pub(super) fn new(schema: Schema<'t>) -> Self {
        Self { schema, patterns: Budget::of(PATTERNS) }
    }

    /// Whether a value satisfies a node; `None` where that takes too long to find out.
    pub(super) fn accepts(&self, node: NodeId, json: &Json) -> Option<bool> {
        let value = lower::value(json);
        let steps = Budget::of(STEPS);
        let probe = Probe::within(&self.schema, &steps, &self.patterns);
        let verdict = probe.verdict_at(node, Val::Json(&value));
        probe.charge_to(&steps, &self.patterns);
        match verdict {
            Verdict::Accepted => Some(true),
            Verdict::Rejected => Some(false),
            Verdict::TooDeep | Verdict::TooLong => None,
        }
    }
}
