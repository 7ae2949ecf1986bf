//! The keywords of JSON Schema: a table, and what looks like one of them.

mod near;
mod table;

pub(crate) use near::{is_known, meant};
pub use table::{Bound, Holds, KEYWORDS, Keyword, find};
pub(crate) use table::{Role, Words, bound, has_role, holds, is_in_place, is_validating};
