//! One tool of a set, by the type of its arguments.

use std::pin::Pin;
use std::task::{Context, Poll};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::conversation::Conversation as _;
use super::set::Toolset;
use crate::error::CallError;
use crate::options::CallOptions;
use crate::read::{self, ArgumentError, Arguments, FromObject};
use crate::request::Request;
use crate::response::Response;
use crate::specs::Specs;
use typed_tools_core::provider::Provider;
use typed_tools_core::table::Table;
use typed_tools_core::value::Fields;

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
        Self::Toolset::all_specs(provider).only(&[Self::name()])
    }

    /// The request that a call would send; nothing is sent.
    ///
    /// # Errors
    /// Those of [`Toolset::request`].
    fn request(&self, session: &Self::Toolset) -> Result<Request, CallError> {
        session.scope().request(Self::definition(), self, session.fields())
    }

    /// Makes a call.
    ///
    /// # Errors
    /// See [`CallError`].
    fn call(
        &self,
        session: &Self::Toolset,
    ) -> impl Future<Output = Result<Response<Self::Output>, CallError>> + Send {
        self.call_with(session, CallOptions::new())
    }

    /// Makes a call with options.
    ///
    /// # Errors
    /// See [`CallError`].
    fn call_with(
        &self,
        session: &Self::Toolset,
        options: CallOptions,
    ) -> impl Future<Output = Result<Response<Self::Output>, CallError>> + Send {
        async { Ok(calling(self, session, options).await?.typed()?) }
    }
}

/// The tool's table, and the arguments: what [`CallSet::parts`](super::CallSet::parts) gives for every tool.
#[inline]
pub fn parts<T: Tool>(arguments: &T) -> (Table, &dyn Fields) {
    (T::definition(), arguments)
}

/// Makes a call of one tool: what every generated method of a `Session` awaits.
pub fn call<'a, T: Tool>(arguments: &'a T, session: &'a T::Toolset) -> Calling<'a> {
    calling(arguments, session, CallOptions::new())
}

fn calling<'a, T: Tool>(arguments: &'a T, session: &'a T::Toolset, options: CallOptions) -> Calling<'a> {
    Calling(Box::pin(session.scope().call(T::definition(), arguments, session.fields(), options)))
}

/// A call on its way.
///
/// One boxed future for all tools: rustc compiles its innards once, not for each of them. It has a name
/// because rustc proves less of one than of a `Pin<Box<dyn Future>>` wherever it is awaited.
pub struct Calling<'a>(Pin<Box<dyn Future<Output = Called> + Send + 'a>>);

type Called = Result<Response<Value>, CallError>;

impl Future for Calling<'_> {
    type Output = Called;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Called> {
        self.0.as_mut().poll(context)
    }
}
