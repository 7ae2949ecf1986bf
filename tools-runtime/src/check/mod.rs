//! The argument checker: a [`Val`](crate::value::Val) against a [`Schema`](crate::table::Schema).

mod pattern;

pub(crate) use pattern::CompiledPattern;
