//! What a set consists of.

use typed_tools_core::table::{Definitions, OriginRules};

/// What a set consists of, beside its types.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// The names of its secrets, sorted.
    pub secrets: &'static [&'static str],
    /// Where its requests may go.
    pub origins: &'static OriginRules<'static>,
    /// The tables of its tools, sorted by name.
    pub definitions: Definitions,
}
