//! Mocks: tools without secrets and sockets.

use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::expectation::Expectation;
use super::stand_ins;
use super::state::{Arrived, Expected, Reply, State};
use crate::boxed::BoxFuture;
use crate::cassette::{stable, token};
use crate::core::{Builder, Built, Complete};
use crate::error::{BuildError, ToolError};
use crate::native::NativeTools;
use crate::request::Request;
use crate::toolset::Tool;
use crate::transport::{Limits, RawResponse, Transport, TransportError};
use typed_tools_core::json::to_value;
use typed_tools_core::value::{Fields, Val};

/// Tools whose services are a [`Mock`]: every generated `Tools` has it, once this trait is in scope.
pub trait Mocked: Built {
    /// The tools, and the mock behind them. They need no secrets (each has the value `mock-` and its name), open no
    /// socket, and check, build, repeat and redact as in production. Native tools are mocked, too.
    #[must_use]
    fn mocked() -> (Self, Mock) {
        let mock = Mock::default();
        let tools = mock.builder().build();
        // Values of its own making are usable in every place that a definition can name.
        (tools.unwrap_or_else(|error: BuildError| panic!("the tools cannot be mocked: {error}")), mock)
    }

    /// As [`mocked`](Self::mocked), with settings of the test's own: `lenient`, `observe`, `parallel`.
    ///
    /// # Errors
    /// Those of [`Builder::build`].
    fn mocked_with(
        settings: impl FnOnce(Builder<Self, Complete>) -> Builder<Self, Complete>,
    ) -> Result<(Self, Mock), BuildError> {
        let mock = Mock::default();
        Ok((settings(mock.builder()).build()?, mock))
    }
}

impl<T: Built> Mocked for T {}

/// Stands for all services of a set.
#[derive(Clone, Default)]
pub struct Mock {
    state: Arc<Mutex<State>>,
}

impl Mock {
    fn builder<T: Built>(&self) -> Builder<T, Complete> {
        stand_ins::builder(T::parts()).transport(self.clone()).runs(Arc::new(self.clone()))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Expects a call of the tool `T` with arguments for which `matches` holds. Of several expectations that fit, the
    /// first that is not used up answers.
    #[track_caller]
    pub fn on<T: Tool>(&self, matches: impl Fn(&T) -> bool + Send + 'static) -> Expectation {
        let matches = move |arguments: &Value| T::parse(arguments).is_ok_and(|arguments| matches(&arguments));
        let json = [("content-type", "application/json")];
        let mut state = self.state();
        state.expected.push(Expected {
            tool: T::name(),
            matches: Box::new(matches),
            answer: Reply::Response(RawResponse::new(200, json, "{}")),
            times: None,
            came: 0,
            at: Location::caller(),
        });
        let index = state.expected.len() - 1;
        Expectation { state: Arc::clone(&self.state), index }
    }

    /// The arguments of all calls of a tool that came, in their order; a repeated attempt counts as one more.
    #[must_use]
    pub fn calls<T: Tool>(&self) -> Vec<T> {
        let state = self.state();
        let calls = state.arrived.iter().filter(|arrived| arrived.tool == T::name());
        calls.filter_map(|arrived| T::parse(&arrived.arguments).ok()).collect()
    }

    /// All requests that came, as redacted `curl` commands that are the same in every run: for snapshots.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.state().arrived.iter().filter_map(|arrived| arrived.request.clone()).collect()
    }

    /// Checks that all that was expected has come, and nothing else.
    ///
    /// # Panics
    /// It has not; the message lists what is missing, and what nobody expected with the expectations that were
    /// nearest.
    #[track_caller]
    pub fn done(&self) {
        let state = self.state();
        let missing = state.expected.iter().filter_map(Expected::missing);
        let lines: Vec<String> = missing.chain(state.unexpected.iter().cloned()).collect();
        drop(state);
        assert!(lines.is_empty(), "the calls are not those that were expected:\n  {}", lines.join("\n  "));
    }

    /// The answer to a call, which is noted.
    fn answer(&self, tool: &'static str, arguments: Value, request: Option<String>) -> Result<Reply, String> {
        let mut state = self.state();
        let State { expected, arrived, unexpected } = &mut *state;
        let fitting = |expected: &&mut Expected| {
            expected.tool == tool && expected.is_open() && (expected.matches)(&arguments)
        };
        let answer = match expected.iter_mut().find(fitting) {
            Some(expected) => {
                expected.came += 1;
                Ok(expected.answer.clone())
            }
            None => {
                let near: Vec<_> = expected
                    .iter()
                    .filter(|expected| expected.tool == tool)
                    .map(|expected| {
                        let why = if expected.is_open() { "other arguments" } else { "used up" };
                        format!("{} ({why})", expected.at)
                    })
                    .collect();
                let near = match near.as_slice() {
                    [] => "nothing is expected of this tool".to_owned(),
                    near => format!("expected of it: {}", near.join(", ")),
                };
                let line = format!("{tool}: nobody expected {arguments}; {near}");
                unexpected.push(line.clone());
                Err(line)
            }
        };
        arrived.push(Arrived { tool, arguments, request });
        answer
    }
}

impl Transport for Mock {
    fn send(&self, request: Request, _: Limits) -> BoxFuture<'_, Result<RawResponse, TransportError>> {
        let answer = match request.arguments() {
            Some(arguments) => self.answer(request.tool(), arguments.clone(), Some(stable(&request))),
            // The request for an access token.
            None => Ok(Reply::Response(token())),
        };
        Box::pin(async move {
            match answer {
                Ok(Reply::Response(response)) => Ok(response),
                Ok(Reply::Unreachable) => Err(TransportError::connect("the mock is unreachable")),
                Err(why) => Err(TransportError::interrupted(why)),
            }
        })
    }

    fn wants_arguments(&self) -> bool {
        true
    }
}

impl NativeTools for Mock {
    fn run<'a>(
        &'a self,
        tool: &'static str,
        arguments: &'a dyn Fields,
        _: &'a dyn Fields,
    ) -> BoxFuture<'a, Result<Value, ToolError>> {
        let answer = self.answer(tool, to_value(Val::Object(arguments)), None);
        Box::pin(async move {
            match answer {
                Ok(Reply::Response(response)) if (200..300).contains(&response.status()) => {
                    Ok(serde_json::from_slice(response.body())?)
                }
                Ok(Reply::Response(response)) => {
                    Err(ToolError::new(String::from_utf8_lossy(response.body()).into_owned()))
                }
                Ok(Reply::Unreachable) => Err(ToolError::new("The mock is unreachable.")),
                Err(why) => Err(ToolError::new(why)),
            }
        })
    }
}
