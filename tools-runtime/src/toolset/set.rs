//! What can be done with a conversation, whatever its tools are.

use std::sync::Arc;

use serde_json::Value;

use super::answer;
use super::any::{self, AnyTool};
use super::calls::{CallSet as _, Read, parse, read_within};
use super::conversation::Conversation;
use super::pending::Pending;
use super::scope::UnknownTool;
use crate::boxed::BoxFuture;
use crate::error::CallError;
use crate::options::CallOptions;
use crate::read::{ArgumentError, Arguments};
use crate::request::Request;
use crate::response::Response;
use crate::specs::Specs;
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::{Call, Outcome, ReplyError};

/// A conversation with a set of tools: what every generated `Session` implements, so that generic
/// code (an MCP server, an adapter for another framework) works on any set:
///
/// ```
/// use typed_tools_runtime::serde_json::Value;
/// use typed_tools_runtime::{ArgumentError, Provider, Request, Toolset};
///
/// /// What a server lists.
/// fn list<S: Toolset>(session: &S) -> (Vec<&'static str>, String) {
///     (session.tools().map(|tool| tool.name()).collect(), session.specs(Provider::Mcp).as_str().to_owned())
/// }
///
/// /// What a call would send.
/// fn preview<S: Toolset>(session: &S, name: &str, arguments: &Value) -> Result<Option<Request>, ArgumentError> {
///     let call = S::parse(name, arguments)?;
///     Ok(session.request(&call).ok())
/// }
/// ```
pub trait Toolset: Conversation {
    /// What goes into the tools field of a request to `provider`: all tools of the set.
    #[must_use]
    fn all_specs(provider: Provider) -> Specs {
        Specs::plain::<Self::Exports>(provider, Self::Call::DEFINITIONS)
    }

    /// As [`Toolset::all_specs`], strict for every tool that the provider can take so.
    #[must_use]
    fn all_strict_specs(provider: Provider) -> Specs {
        Specs::strict::<Self::Exports>(provider, Self::Call::DEFINITIONS)
    }

    /// What goes into the tools field of a request to `provider`: the tools that this session offers.
    fn specs(&self, provider: Provider) -> Specs {
        offered(self, Self::all_specs(provider))
    }

    /// As [`Toolset::specs`], strict for every tool that the provider can take so.
    fn strict_specs(&self, provider: Provider) -> Specs {
        offered(self, Self::all_strict_specs(provider))
    }

    /// A session that offers and runs these tools alone. It can only narrow: a name that this session does not have is
    /// an error.
    ///
    /// # Errors
    /// There is no such tool here; the error names the nearest.
    fn only(&self, names: &[&str]) -> Result<Self, UnknownTool> {
        Ok(self.within(self.scope().narrowed(names, Self::Call::DEFINITIONS)?))
    }

    /// The tools that this session offers, without their types, sorted by name.
    fn tools(&self) -> impl ExactSizeIterator<Item = Arc<dyn AnyTool>> + use<Self> {
        any::all(self).into_iter()
    }

    /// The tool of this name, without its types; `None` where the session does not offer it.
    fn tool(&self, name: &str) -> Option<Arc<dyn AnyTool>> {
        let index =
            Self::Call::DEFINITIONS.binary_search_by(|definition| definition().name.cmp(name)).ok()?;
        self.scope().has(name).then(|| any::one(self, index))
    }

    /// Reads a call strictly and silently; [`Toolset::read`] says what it coerced.
    ///
    /// # Errors
    /// The name is unknown, the JSON is broken, or the arguments violate the schema.
    fn parse(name: &str, arguments: impl Into<Arguments>) -> Result<Self::Call, ArgumentError> {
        parse(name, arguments.into())
    }

    /// Reads a call with the set's reading (lenient or not).
    ///
    /// # Errors
    /// The name is unknown, the JSON is broken, or the arguments violate the schema.
    fn read(&self, name: &str, arguments: Arguments) -> Result<Read<Self::Call>, ArgumentError> {
        read_within(name, arguments, self.scope().core().lenient(), self.scope().only())
    }

    /// The request that a call would send; nothing is sent.
    ///
    /// # Errors
    /// A value that cannot stand where the template puts it, an origin that is not one, or a native tool, which sends
    /// none.
    fn request(&self, call: &Self::Call) -> Result<Request, CallError> {
        let (definition, arguments) = call.parts();
        self.scope().request(definition, arguments, self.fields())
    }

    /// Makes a call.
    ///
    /// # Errors
    /// See [`CallError`].
    fn call(&self, call: &Self::Call) -> impl Future<Output = Result<Response<Value>, CallError>> + Send {
        self.call_with(call, CallOptions::new())
    }

    /// Makes a call with options.
    ///
    /// # Errors
    /// See [`CallError`].
    fn call_with(
        &self,
        call: &Self::Call,
        options: CallOptions,
    ) -> impl Future<Output = Result<Response<Value>, CallError>> + Send {
        let (definition, arguments) = call.parts();
        self.scope().call(definition, arguments, self.fields(), options)
    }

    /// Reads and makes every call in a provider's reply, concurrently, and gives the messages that
    /// follow the assistant's turn. A call that cannot be read or fails is answered with what was
    /// wrong; it stops no other.
    ///
    /// # Errors
    /// `reply` does not have the shape of this provider, it is the provider's own error, or the turn ended early
    /// (see [`ReplyErrorKind`](crate::ReplyErrorKind)); nothing was sent then.
    fn answer<'a>(
        &'a self,
        provider: Provider,
        reply: &Value,
    ) -> BoxFuture<'a, Result<Vec<Value>, ReplyError>> {
        self.answer_with(provider, reply, Pending::send)
    }

    /// As [`Toolset::answer`], but each call that reads well is handed to `decide`, which sends it, refuses it,
    /// answers it, or sends another in its place.
    ///
    /// # Errors
    /// As there.
    fn answer_with<'a, R>(
        &'a self,
        provider: Provider,
        reply: &Value,
        decide: impl FnMut(Pending<'a, Self::Call>) -> R + Send + 'a,
    ) -> BoxFuture<'a, Result<Vec<Value>, ReplyError>>
    where
        R: Future<Output = Outcome> + Send + 'a,
    {
        let calls = provider.calls(reply);
        Box::pin(async move { Ok(provider.results(&answer::answered(self, calls?, decide).await)) })
    }

    /// As [`Toolset::answer_with`], for calls that the application has from elsewhere: a reply that it parsed itself,
    /// or a store. Each comes back with its outcome, in their order; [`Provider::results`] makes messages of them.
    fn answer_calls<'a, R>(
        &'a self,
        calls: Vec<Call>,
        decide: impl FnMut(Pending<'a, Self::Call>) -> R + Send + 'a,
    ) -> BoxFuture<'a, Vec<(Call, Outcome)>>
    where
        R: Future<Output = Outcome> + Send + 'a,
    {
        Box::pin(answer::answered(self, calls, decide))
    }
}

impl<S: Conversation> Toolset for S {}

fn offered<S: Toolset>(session: &S, specs: Specs) -> Specs {
    match session.scope().only() {
        Some(only) => specs.only(only),
        None => specs,
    }
}
