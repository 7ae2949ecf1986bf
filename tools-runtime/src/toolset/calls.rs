//! Calls of a set: which tool, and its arguments.

use crate::core::Built;
use crate::read::{self, ArgumentError, Arguments, FromObject, Note, NoteKind};
use typed_tools_core::table::{ContextType, Definitions, Table};
use typed_tools_core::text;
use typed_tools_core::value::Fields;

/// A call of one tool of a set: what every generated `ToolCall` implements.
pub trait CallSet: Sized + Clone + Send + Sync + 'static {
    /// The tables of the set, sorted by name.
    #[doc(hidden)]
    const DEFINITIONS: Definitions;

    /// Reads the arguments of the tool of this index.
    #[doc(hidden)]
    fn read(index: usize, reading: Reading<'_>) -> Result<Self, ArgumentError>;

    /// The tool's table, and the arguments.
    #[doc(hidden)]
    fn parts(&self) -> (Table, &dyn Fields);

    /// Reads a call, lenient or not, and says what was coerced or left out.
    ///
    /// # Errors
    /// The name is unknown, the JSON is broken, or the arguments violate the schema.
    fn read_call(name: &str, arguments: Arguments, lenient: bool) -> Result<Read<Self>, ArgumentError> {
        read_within(name, arguments, lenient, None)
    }
}

/// A set's `Tools`, as far as its calls are known without a session.
pub trait HasCalls: Built {
    /// The set's `ToolCall`.
    type Call: CallSet;

    /// The names and types of its context.
    #[doc(hidden)]
    const CONTEXT: &'static [(&'static str, ContextType)];
}

/// As [`CallSet::read_call`], where only some tools are offered.
pub(super) fn read_within<C: CallSet>(
    name: &str,
    arguments: Arguments,
    lenient: bool,
    only: Option<&[&'static str]>,
) -> Result<Read<C>, ArgumentError> {
    let mut notes = Vec::new();
    let call = read_noting(name, arguments, lenient, &mut notes, only)?;
    Ok(Read { call, notes })
}

fn read_noting<C: CallSet>(
    name: &str,
    arguments: Arguments,
    lenient: bool,
    notes: &mut Vec<Note>,
    only: Option<&[&'static str]>,
) -> Result<C, ArgumentError> {
    let find = |name: &str| {
        let found = C::DEFINITIONS.binary_search_by(|definition| definition().name.cmp(name)).ok();
        found.filter(|_| only.is_none_or(|only| only.contains(&name)))
    };
    let mut found = find(name);
    if found.is_none() && lenient {
        found = read::undecorated(name).and_then(find);
        notes.extend(found.map(|_| Note::new("", NoteKind::ToolName, text::quoted(&text::cut(name, 80)))));
    }
    match (found, only) {
        (Some(index), _) => {
            C::read(index, Reading { definition: C::DEFINITIONS[index](), arguments, lenient, notes })
        }
        (_, Some(only)) => Err(ArgumentError::unknown_tool(name, only)),
        (_, None) => {
            let known: Vec<_> = C::DEFINITIONS.iter().map(|definition| definition().name).collect();
            Err(ArgumentError::unknown_tool(name, &known))
        }
    }
}

/// Arguments on their way into a [`CallSet`].
pub struct Reading<'a> {
    definition: Table,
    arguments: Arguments,
    lenient: bool,
    notes: &'a mut Vec<Note>,
}

impl Reading<'_> {
    /// The call that `variant` makes of the arguments.
    ///
    /// # Errors
    /// The JSON is broken or violates the schema.
    pub fn call<T: FromObject, C>(self, variant: fn(T) -> C) -> Result<C, ArgumentError> {
        read::read(self.definition, self.arguments, self.lenient, self.notes).map(variant)
    }

    /// The error for an index that the set does not have.
    #[must_use]
    pub fn unknown(self) -> ArgumentError {
        ArgumentError::unknown_tool(self.definition.name, &[])
    }
}

/// A call, and what was coerced or left out while it was read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Read<C> {
    /// The call.
    pub call: C,
    /// What was coerced or dropped; within an object, in the order of the names.
    pub notes: Vec<Note>,
}

/// Reads a call strictly and silently.
///
/// # Errors
/// The name is unknown, the JSON is broken, or the arguments violate the schema.
pub fn parse<C: CallSet>(name: &str, arguments: Arguments) -> Result<C, ArgumentError> {
    read_noting(name, arguments, false, &mut Vec::new(), None)
}
