//! The argument checker: a [`Val`] against a [`Schema`].
//!
//! One walk for both kinds of values, parsed JSON and typed Rust. `probe` says yes or no; only
//! where it says no, `explain` walks again, over JSON, and finds all that is wrong.

mod compiled;
mod describe;
mod evaluated;
mod explain;
mod flat;
mod format;
mod hostname;
mod marks;
mod pattern;
mod probe;
mod shape;
mod uri;
mod violation;

use serde_json::Value;

pub use describe::types_of;
pub use explain::Violations;
pub use explain::{explain, explain_digits};
pub use pattern::{Match, PatternBudget};
pub use probe::{Probe, Verdict, nodes_for};
pub use shape::shape;
pub use violation::Violation;

use crate::json::copy;
use crate::table::{NodeId, Schema};
use crate::value::Val;

/// Values that nest deeper are refused.
const MAX_NESTING: usize = 512;

/// Whether a value satisfies a schema, exactly as JSON Schema 2020-12 has it. Values nested
/// beyond what JSON text may hold are refused.
#[must_use]
pub fn accepts(schema: &Schema<'_>, value: Val<'_>) -> bool {
    accepts_at(schema, 0, value)
}

/// Whether a value satisfies one node of a schema.
pub fn accepts_at(schema: &Schema<'_>, node: NodeId, value: Val<'_>) -> bool {
    match Probe::bounded(schema).verdict_at(node, value) {
        Verdict::Accepted => true,
        Verdict::Rejected | Verdict::TooDeep => false,
        // Rare: begun again with a memory, which needs values that stay in place.
        Verdict::TooLong => match value {
            Val::Json(json) => {
                Probe::remembering(schema).verdict_at(node, Val::Json(json)) == Verdict::Accepted
            }
            typed => copy(typed, MAX_NESTING).is_some_and(|json| {
                Probe::remembering(schema).verdict_at(node, Val::Json(&json)) == Verdict::Accepted
            }),
        },
    }
}

/// Checks a value and finds everything that is wrong with it.
///
/// # Errors
/// All violations, in the order of the schema.
pub fn check(schema: &Schema<'_>, value: Val<'_>) -> Result<(), Violations> {
    if accepts(schema, value) {
        return Ok(());
    }
    Err(match value {
        Val::Json(json) => explain(schema, json),
        typed => explain(schema, &copy(typed, MAX_NESTING).unwrap_or(Value::Null)),
    })
}

#[cfg(test)]
mod tests;
