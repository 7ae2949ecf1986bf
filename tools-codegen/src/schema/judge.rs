//! Whether a value satisfies a schema, at build time, by the checker that judges at run time: for defaults and
//! examples.

use std::cell::Cell;

use typed_tools_core::check::{Probe, Purse, Verdict};
use typed_tools_core::table::{NodeId, Schema};
use typed_tools_core::value::Val;

use crate::json::Json;
use crate::lower;

/// What may be spent on the patterns of one schema: a character costs what its pattern's `cost` says. A
/// matcher takes seconds for so much without optimisations, as build scripts and macros run.
const PATTERNS: u64 = 2_000_000;

/// How many steps one value may take.
const STEPS: u32 = 200_000;

/// A schema as the runtime will have it.
pub(super) struct Judge<'t> {
    schema: Schema<'t>,
    left: Cell<u64>,
}

impl<'t> Judge<'t> {
    pub(super) fn new(schema: Schema<'t>) -> Self {
        Self { schema, left: Cell::new(PATTERNS) }
    }

    /// Whether a value satisfies a node; `None` where that takes too long to find out.
    pub(super) fn accepts(&self, node: NodeId, json: &Json) -> Option<bool> {
        let value = lower::value(json);
        let probe = Probe::within(&self.schema, STEPS, Purse::of(self.left.get()));
        let verdict = probe.verdict_at(node, Val::Json(&value));
        self.left.set(probe.purse().left());
        match verdict {
            Verdict::Accepted => Some(true),
            Verdict::Rejected => Some(false),
            Verdict::TooDeep | Verdict::TooLong => None,
        }
    }
}
