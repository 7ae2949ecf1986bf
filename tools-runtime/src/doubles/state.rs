//! What a mock expects, and what has come.

use std::panic::Location;

use serde_json::Value;

use crate::transport::RawResponse;

#[derive(Default)]
pub(super) struct State {
    pub(super) expected: Vec<Expected>,
    pub(super) arrived: Vec<Arrived>,
    pub(super) unexpected: Vec<String>,
}

/// A call that came.
pub(super) struct Arrived {
    pub(super) tool: &'static str,
    pub(super) arguments: Value,
    /// `None` of a native tool.
    pub(super) request: Option<String>,
}

/// One expectation, as the mock keeps it.
pub(super) struct Expected {
    pub(super) tool: &'static str,
    pub(super) matches: Box<dyn Fn(&Value) -> bool + Send>,
    pub(super) answer: Reply,
    /// How often it is to come; `None` for at least once.
    pub(super) times: Option<usize>,
    pub(super) came: usize,
    pub(super) at: &'static Location<'static>,
}

/// An answer.
#[derive(Clone)]
pub(super) enum Reply {
    Response(RawResponse),
    /// No connection.
    Unreachable,
}

impl Expected {
    /// Whether it takes one more call.
    pub(super) fn is_open(&self) -> bool {
        self.times.is_none_or(|times| self.came < times)
    }

    /// What is still to come of it; `None` where all has come.
    pub(super) fn missing(&self) -> Option<String> {
        let wanted = self.times.unwrap_or(1);
        (self.came < wanted)
            .then(|| format!("{}: came {} of {wanted} times (expected at {})", self.tool, self.came, self.at))
    }
}
