//! What generated sets share: the traits that generic code works with, and the code behind the
//! generated `Tools`, `Session` and `ToolCall`.

#[cfg(feature = "http")]
mod answer;

#[cfg(feature = "http")]
use std::pin::Pin;
#[cfg(feature = "http")]
use std::task::{Context, Poll};

use serde::de::DeserializeOwned;
use serde::{Serializer, ser::SerializeMap};
#[cfg(feature = "http")]
use serde_json::Value;

use crate::core::Core;
use crate::error::CallError;
use crate::read::{self, ArgumentError, Arguments, FromArguments, FromObject, Note};
use crate::request::Request;
#[cfg(feature = "http")]
use crate::{Outcome, ReplyError};
use crate::{Provider, Specs};
use typed_tools_core::json::lit_value;
use typed_tools_core::json::to_value;
use typed_tools_core::slot::Slot;
use typed_tools_core::table::{Definitions, Lit, Table};
use typed_tools_core::value::{Fields, Val};

/// The arguments of one tool: what every generated argument struct implements.
pub trait Tool: Fields + FromObject + Clone + 'static {
    /// What a call of the tool gives.
    type Output: DeserializeOwned;

    /// The set that the tool belongs to: its generated `Session`.
    type Toolset: Toolset;

    /// The tool's table.
    #[doc(hidden)]
    fn definition() -> Table;

    /// The name that a model calls.
    #[must_use]
    fn name() -> &'static str {
        Self::definition().name
    }

    /// What a model reads.
    #[must_use]
    fn description() -> &'static str {
        Self::definition().description
    }

    /// Reads the arguments as a model sends them, strictly.
    ///
    /// # Errors
    /// The JSON is broken or violates the schema.
    fn parse(arguments: impl Into<Arguments>) -> Result<Self, ArgumentError> {
        read::read(Self::definition(), arguments.into(), false, &mut Vec::new())
    }

    /// The tools field of a request that offers this tool alone; its schema is in it.
    #[must_use]
    fn specs(provider: Provider) -> Specs {
        Self::Toolset::specs(provider).only(&[Self::name()])
    }

    /// The request that a call would send; nothing is sent.
    ///
    /// # Errors
    /// Those of [`Toolset::request`].
    fn request(&self, session: &Self::Toolset) -> Result<Request, CallError> {
        session.core().request(Self::definition(), self, session.context())
    }

    /// Sends a call.
    ///
    /// # Errors
    /// See [`CallError`].
    #[cfg(feature = "http")]
    fn call(
        &self,
        session: &Self::Toolset,
    ) -> impl Future<Output = Result<crate::Response<Self::Output>, CallError>> + Send {
        async { call(self, session).await?.typed() }
    }
}

/// The tool's table, and the arguments: what [`CallSet::parts`] gives for every tool.
#[inline]
pub fn parts<T: Tool>(arguments: &T) -> (Table, &dyn Fields) {
    (T::definition(), arguments)
}

/// Sends a call of one tool: what every generated method of a `Session` awaits.
#[cfg(feature = "http")]
pub fn call<'a, T: Tool>(arguments: &'a T, session: &'a T::Toolset) -> Calling<'a> {
    Calling(Box::pin(session.core().call(T::definition(), arguments, session.context())))
}

/// A call on its way.
///
/// One boxed future for all tools: rustc compiles its innards once, not for each of them. It has a name
/// because rustc proves less of one than of a `Pin<Box<dyn Future>>` wherever it is awaited.
#[cfg(feature = "http")]
pub struct Calling<'a>(Pin<Box<dyn Future<Output = Called> + Send + 'a>>);

#[cfg(feature = "http")]
type Called = Result<crate::Response<Value>, CallError>;

#[cfg(feature = "http")]
impl Future for Calling<'_> {
    type Output = Called;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Called> {
        self.0.as_mut().poll(context)
    }
}

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
        let mut notes = Vec::new();
        let call = read_noting(name, arguments, lenient, &mut notes)?;
        Ok(Read { call, notes })
    }
}

fn read_noting<C: CallSet>(
    name: &str,
    arguments: Arguments,
    lenient: bool,
    notes: &mut Vec<Note>,
) -> Result<C, ArgumentError> {
    let Ok(index) = C::DEFINITIONS.binary_search_by(|definition| definition().name.cmp(name)) else {
        let known: Vec<_> = C::DEFINITIONS.iter().map(|definition| definition().name).collect();
        return Err(ArgumentError::unknown_tool(name, &known));
    };
    C::read(index, Reading { definition: C::DEFINITIONS[index](), arguments, lenient, notes })
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
    read_noting(name, arguments, false, &mut Vec::new())
}

/// A conversation with a set of tools: what every generated `Session` implements, so that generic
/// code (an MCP server, an adapter for another framework) works on any set:
///
/// ```
/// use typed_tools_runtime::serde_json::Value;
/// use typed_tools_runtime::{ArgumentError, Provider, Request, Toolset};
///
/// /// What a server lists.
/// fn list<S: Toolset>() -> (Vec<&'static str>, String) {
///     (S::tools().map(|(name, _)| name).collect(), S::specs(Provider::Mcp).as_str().to_owned())
/// }
///
/// /// What a call would send.
/// fn preview<S: Toolset>(session: &S, name: &str, arguments: &Value) -> Result<Option<Request>, ArgumentError> {
///     let call = S::parse(name, arguments)?;
///     Ok(session.request(&call).ok())
/// }
/// ```
pub trait Toolset: Clone + Send + Sync + 'static {
    /// The set's `ToolCall`.
    type Call: CallSet;

    /// What goes into the tools field of a request to `provider`.
    #[must_use]
    fn specs(provider: Provider) -> Specs;

    /// As [`Toolset::specs`], strict for every tool that the provider can take so.
    #[must_use]
    fn strict_specs(provider: Provider) -> Specs;

    /// The name and the description of each tool, sorted by name. The schemas are in
    /// [`Toolset::specs`], those of one tool in `specs(provider).only(&[name])`.
    fn tools() -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
        Self::Call::DEFINITIONS.iter().map(|definition| (definition().name, definition().description))
    }

    /// Reads a call strictly and silently; [`Toolset::read`] says what it coerced.
    ///
    /// # Errors
    /// The name is unknown, the JSON is broken, or the arguments violate the schema.
    fn parse(name: &str, arguments: impl Into<Arguments>) -> Result<Self::Call, ArgumentError> {
        parse(name, arguments.into())
    }

    /// The shared client.
    #[doc(hidden)]
    fn core(&self) -> &Core;

    /// The context's values.
    #[doc(hidden)]
    fn context(&self) -> &dyn Fields;

    /// Reads a call with the set's reading (lenient or not).
    ///
    /// # Errors
    /// The name is unknown, the JSON is broken, or the arguments violate the schema.
    fn read(&self, name: &str, arguments: Arguments) -> Result<Read<Self::Call>, ArgumentError> {
        Self::Call::read_call(name, arguments, self.core().lenient())
    }

    /// The request that a call would send; nothing is sent.
    ///
    /// # Errors
    /// A value that cannot stand where the template puts it, or an origin that is not one.
    fn request(&self, call: &Self::Call) -> Result<Request, CallError> {
        let (definition, arguments) = call.parts();
        self.core().request(definition, arguments, self.context())
    }

    /// Sends a call.
    ///
    /// # Errors
    /// See [`CallError`].
    #[cfg(feature = "http")]
    fn call(
        &self,
        call: &Self::Call,
    ) -> impl Future<Output = Result<crate::Response<serde_json::Value>, CallError>> + Send {
        let (definition, arguments) = call.parts();
        self.core().call(definition, arguments, self.context())
    }

    /// Reads and sends every call in a provider's reply, concurrently, and gives the messages that
    /// follow the assistant's turn. A call that cannot be read or fails is answered with what was
    /// wrong; it stops no other.
    ///
    /// # Errors
    /// `reply` does not have the shape of this provider, it is the provider's own error, or the turn ended early
    /// (see [`ReplyErrorKind`](crate::ReplyErrorKind)); nothing was sent then.
    #[cfg(feature = "http")]
    fn answer(
        &self,
        provider: Provider,
        reply: &Value,
    ) -> impl Future<Output = Result<Vec<Value>, ReplyError>> + Send {
        answer::answer(provider, reply, move |call| async move {
            let read = match self.read(&call.name, call.arguments.into()) {
                Ok(read) => read,
                Err(error) => return Outcome::error(error.for_model()),
            };
            match self.call(&read.call).await {
                Ok(response) => response.outcome(),
                Err(error) => Outcome::error(error.for_model()),
            }
        })
    }
}

/// A call as `{"name": .., "arguments": {..}}`.
pub fn serialize_call<C: CallSet, S: Serializer>(call: &C, serializer: S) -> Result<S::Ok, S::Error> {
    let (definition, arguments) = call.parts();
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("name", definition.name)?;
    map.serialize_entry("arguments", &to_value(Val::Object(arguments)))?;
    map.end()
}

/// A default value that has no plain Rust literal.
///
/// # Panics
/// The literal does not fit the type, which the compiler of definitions has ruled out.
#[must_use]
pub fn from_lit<T: FromArguments>(lit: Lit<'static>) -> T {
    let mut notes = Vec::new();
    let taken = T::take(Slot::Json(lit_value(&lit)), &mut read::Reader::new(&mut notes));
    taken.expect("a default that the compiler has checked fits its type")
}
