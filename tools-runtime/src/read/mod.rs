//! What a model sends: from text or JSON to checked, typed arguments.

mod reader;

pub use reader::{ObjectReader, Reader};

/// Something about the arguments that was mended or left out while they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// The JSON pointer (RFC 6901) of the value.
    pub pointer: String,
    /// What was done.
    pub kind: NoteKind,
}

/// What was done to a value while it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoteKind {
    /// A property that the tool does not have was left out.
    Dropped,
}

impl Note {
    pub(crate) fn dropped(pointer: String) -> Self {
        Self { pointer, kind: NoteKind::Dropped }
    }
}

/// A key as a step of a JSON pointer (RFC 6901, section 3).
pub(crate) fn pointer_step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
