//! What was done to arguments while they were read.

use std::fmt;

/// Something about the arguments that was repaired or left out while they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// The JSON pointer (RFC 6901) of the value.
    pub pointer: String,
    /// What was done.
    pub kind: NoteKind,
    /// What had been sent, as JSON, cut to a sane length.
    pub sent: String,
}

/// What was done to a value while it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoteKind {
    /// A property that the tool does not have was left out.
    Dropped,
    /// A string was read as the number that it spells.
    TextAsNumber,
    /// A string was read as the boolean that it spells.
    TextAsBoolean,
    /// A string was read as the enum value that differs from it in case only.
    EnumCase,
    /// A single value was read as an array of one.
    ValueAsArray,
    /// A string was read as the JSON object or array that it holds.
    TextAsJson,
    /// A string was read as the null that it spells.
    TextAsNull,
    /// The call's name was read as that of the tool which stands in it, without the prompt format's decoration.
    ToolName,
    /// An optional property whose value only says that there is none (`""`, `"null"`, `"None"`, `"undefined"`, or a
    /// list of one of these) was left out.
    Absent,
    /// An empty object in front of the arguments (`{}{"a":1}`) was left out.
    LeadingObject,
    /// A control character stood raw in a string (a line break, in most cases) and was kept.
    ControlCharacter,
    /// A backslash stood in a string before a character that JSON does not escape (`\d`), and was read as a backslash.
    Escape,
    /// An escape stood between values (`[1,\n2]`, with a backslash), and was read as the blank that it is in a string.
    EscapedBlank,
    /// The entities of HTML stood in place of all quotes (`&quot;`), and were read as the characters.
    Entity,
}

impl Note {
    pub(crate) fn new(pointer: &str, kind: NoteKind, sent: String) -> Self {
        Self { pointer: pointer.to_owned(), kind, sent }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match (self.kind, self.pointer.as_str()) {
            (NoteKind::ToolName, _) => "the tool",
            (_, "") => "the arguments",
            (_, pointer) => pointer,
        };
        write!(f, "{place}: {} {}", self.sent, self.kind)
    }
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dropped => "was left out, since the tool has no such property",
            Self::TextAsNumber => "was read as a number",
            Self::TextAsBoolean => "was read as a boolean",
            Self::EnumCase => "was read as the value that differs in case only",
            Self::ValueAsArray => "was read as an array of one",
            Self::TextAsJson => "was read as the JSON that it holds",
            Self::TextAsNull => "was read as null",
            Self::ToolName => "was read as the name of the tool that stands in it",
            Self::Absent => "was read as no value, and the property was left out",
            Self::LeadingObject => "was left out, which stood in front of them",
            Self::ControlCharacter => "was read as part of the string in which it stood raw",
            Self::Escape => "was read as the characters themselves, since it is no escape of JSON",
            Self::EscapedBlank => "was read as a blank, since it stood outside of a string",
            Self::Entity => "was read as the character that it stands for",
        })
    }
}
