//! What a mock expects, and what it answers.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use super::state::{Expected, Reply, State};
use crate::transport::RawResponse;

/// A call that a mock expects, and its answer: 200 with the JSON `{}` where nothing is said.
pub struct Expectation {
    pub(super) state: Arc<Mutex<State>>,
    pub(super) index: usize,
}

impl Expectation {
    /// Answers with this JSON.
    pub fn reply(self, body: impl Into<Value>) -> Self {
        let body = body.into().to_string();
        self.response(|response| response.body = body.into_bytes())
    }

    /// Answers with this status.
    pub fn status(self, status: u16) -> Self {
        self.response(|response| response.status = status)
    }

    /// Answers with this header, in place of one of the same name.
    pub fn header(self, name: &str, value: &str) -> Self {
        let name = name.to_ascii_lowercase();
        self.response(|response| {
            let others = response.headers.iter().filter(|(known, _)| *known != name);
            response.headers = others.chain([(&*name, value)]).collect();
        })
    }

    /// Answers with these bytes.
    pub fn body(self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        self.header("content-type", content_type).response(|response| response.body = body)
    }

    /// Does not answer: no connection is made.
    pub fn unreachable(self) -> Self {
        self.change(|expected| expected.answer = Reply::Unreachable)
    }

    /// It comes so often, and then no more: at least once, and any number of times, where nothing is said.
    pub fn times(self, times: usize) -> Self {
        self.change(|expected| expected.times = Some(times))
    }

    fn response(self, change: impl FnOnce(&mut RawResponse)) -> Self {
        self.change(|expected| {
            if let Reply::Response(response) = &mut expected.answer {
                change(response);
            }
        })
    }

    fn change(self, change: impl FnOnce(&mut Expected)) -> Self {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(expected) = state.expected.get_mut(self.index) {
            change(expected);
        }
        drop(state);
        self
    }
}
