//! What a request holds at most.

/// How deeply arrays and objects may be nested in a value: what a JSON parser takes.
pub(crate) const DEEPEST: u32 = 128;

/// The longest URL that is sent: what the HTTP stack takes, with room to spare.
pub(crate) const LONGEST: usize = 65_000;
