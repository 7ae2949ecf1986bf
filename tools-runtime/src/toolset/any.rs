//! Tools without their types: for servers, and for adapters to other frameworks.

use std::sync::Arc;

use serde_json::Value;
use serde_json::value::RawValue;

use super::calls::{CallSet as _, read_within};
use super::conversation::Conversation;
use crate::boxed::BoxFuture;
use crate::error::CallError;
use crate::options::CallOptions;
use crate::response::Response;
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::Outcome;
use typed_tools_core::table::{Exports, Hints, Spec, Table};

/// One tool of a session, without its types.
///
/// ```
/// use std::sync::Arc;
/// use typed_tools_runtime::serde_json::Value;
/// use typed_tools_runtime::{AnyTool, CallOptions, Provider};
///
/// /// What a server does with a call.
/// async fn serve(tools: &[Arc<dyn AnyTool>], name: &str, arguments: Value) -> Option<(String, bool)> {
///     let tool = tools.iter().find(|tool| tool.name() == name)?;
///     let answer = tool.call(arguments, CallOptions::new()).await;
///     Some((answer.for_model(), answer.is_error()))
/// }
/// ```
pub trait AnyTool: Send + Sync + 'static {
    /// The name by which a model calls it.
    fn name(&self) -> &'static str;
    /// A name for people, where its annotations have one.
    fn title(&self) -> Option<&'static str>;
    /// What a model reads of it.
    fn description(&self) -> &'static str;
    /// The schema of its arguments in the provider's dialect; `None` where the provider cannot take the tool, or wants
    /// the field left out.
    fn schema(&self, provider: Provider) -> Option<&'static RawValue>;
    /// The schema of its result (`response.schema`), where results are given as the service sends them: a tool with
    /// `response.select` has none.
    fn output_schema(&self) -> Option<Value>;
    /// What it does to the world, in the terms of MCP's tool annotations.
    fn annotations(&self) -> Hints<'static>;
    /// Reads the arguments as the set reads them, and makes the call. Nothing fails: what goes wrong is an answer, also a
    /// result that is not as [`output_schema`](Self::output_schema) promises.
    fn call(&self, arguments: Value, options: CallOptions) -> BoxFuture<'static, Answer>;
}

/// The answer to a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    outcome: Outcome,
    structured: Option<Value>,
}

impl Answer {
    /// The words for the model.
    #[must_use]
    pub fn for_model(&self) -> String {
        self.outcome.text().to_owned()
    }

    /// The result as JSON, without secrets, and no more of it than `response.select` lets a model see; whole, however
    /// long. `None` where the call failed or its result is not JSON.
    #[must_use]
    pub fn structured(&self) -> Option<Value> {
        self.structured.clone()
    }

    /// Whether there is a result as JSON.
    #[must_use]
    pub fn is_structured(&self) -> bool {
        self.structured.is_some()
    }

    /// The result as JSON, as [`structured`](Self::structured) gives it, without a copy.
    #[must_use]
    pub fn into_structured(self) -> Option<Value> {
        self.structured
    }

    /// Whether the call failed.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.outcome.is_error()
    }

    /// What the model is told, images and audio too.
    #[must_use]
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }
}

/// What a model is told of a call. A result that is not what the tool's output schema promises is an error.
impl From<Result<Response<Value>, CallError>> for Answer {
    fn from(result: Result<Response<Value>, CallError>) -> Self {
        let failed = |words: String| Self { outcome: Outcome::error(words), structured: None };
        match result {
            Ok(response) => {
                let outcome = response.outcome();
                let promised = response.raw.rules.schema.is_some().then(|| response.conforms());
                let structured = response.into_structured();
                let broken = match promised {
                    Some(Err(why)) => Some(format!("{PROMISE}: {why}.")),
                    Some(Ok(())) if structured.is_none() => Some(format!("{PROMISE}: it is not JSON.")),
                    _ => None,
                };
                match broken {
                    None => Self { outcome, structured },
                    Some(why) => failed(format!("{why} What it says is: {}", outcome.text())),
                }
            }
            Err(error) => failed(error.for_model()),
        }
    }
}

const PROMISE: &str = "The service answered, but not as the tool's output schema promises";

/// The tool of this index in a session.
struct Erased<S> {
    session: S,
    index: usize,
}

/// The tools of a session, sorted by name.
pub(super) fn all<S: Conversation>(session: &S) -> Vec<Arc<dyn AnyTool>> {
    let shown = S::Call::DEFINITIONS.iter().enumerate();
    let shown = shown.filter(|(_, definition)| session.scope().has(definition().name));
    shown.map(|(index, _)| one(session, index)).collect()
}

pub(super) fn one<S: Conversation>(session: &S, index: usize) -> Arc<dyn AnyTool> {
    Arc::new(Erased { session: session.clone(), index })
}

impl<S: Conversation> Erased<S> {
    fn table(&self) -> Table {
        S::Call::DEFINITIONS[self.index]()
    }

    fn spec(&self, provider: Provider) -> Spec<'static> {
        let specs = <S::Exports as Exports>::dialect(provider.dialect());
        specs.get(self.index).copied().unwrap_or(Spec::Impossible)
    }
}

impl<S: Conversation> AnyTool for Erased<S> {
    fn name(&self) -> &'static str {
        self.table().name
    }

    fn title(&self) -> Option<&'static str> {
        self.table().settings.hints.title
    }

    fn description(&self) -> &'static str {
        self.table().description
    }

    fn schema(&self, provider: Provider) -> Option<&'static RawValue> {
        serde_json::from_str(self.spec(provider).schema()?).ok()
    }

    fn output_schema(&self) -> Option<Value> {
        if !self.table().settings.response.select.is_empty() {
            return None;
        }
        let members = self.spec(Provider::Mcp).members(Provider::Mcp.as_str());
        let mut members: Value = serde_json::from_str(&format!("{{{members}}}")).ok()?;
        Some(members.get_mut("outputSchema")?.take())
    }

    fn annotations(&self) -> Hints<'static> {
        self.table().settings.hints
    }

    fn call(&self, arguments: Value, options: CallOptions) -> BoxFuture<'static, Answer> {
        let (session, name) = (self.session.clone(), self.name());
        Box::pin(async move {
            let scope = session.scope();
            let read =
                match read_within::<S::Call>(name, arguments.into(), scope.core().lenient(), scope.only()) {
                    Ok(read) => read,
                    Err(error) => {
                        session.scope().tell(name, "arguments", options.call_id.as_deref());
                        return Answer::from(Err(error.into()));
                    }
                };
            let (definition, arguments) = read.call.parts();
            session.scope().call(definition, arguments, session.fields(), options).await.into()
        })
    }
}
