//! The calls of one reply as they are found.

use std::collections::BTreeSet;

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::provider::Provider;
use crate::reply::call::Call;
use crate::reply::ended::early;
use crate::reply::error::{ReplyError, ReplyErrorKind};
use crate::text;

/// The calls so far, and what else must be known of the reply to judge them.
pub(super) struct Calls {
    provider: Provider,
    found: Vec<Call>,
    /// The first entry that is no call as it should be. It is told only where there is no sound call beside it:
    /// what is wrong with one must not stop the others.
    broken: Option<ReplyError>,
    /// The reply is the beginning of one: its reason to end is there, and empty.
    is_open: bool,
}

impl Calls {
    pub(super) fn new(provider: Provider) -> Self {
        Self { provider, found: Vec::new(), broken: None, is_open: false }
    }

    pub(super) fn provider(&self) -> Provider {
        self.provider
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How the turn ended, where it is said.
    pub(super) fn ended(
        &mut self,
        reason: Option<&Value>,
        message: Option<&Value>,
    ) -> Result<(), ReplyError> {
        match reason {
            Some(Value::Null) => self.is_open = true,
            Some(Value::String(reason)) => early(self.provider, reason, message)?,
            // Vercel's SDK has both its own word and the provider's.
            Some(Value::Object(reason)) => {
                if let Some(Value::String(reason)) = reason.get("unified") {
                    early(self.provider, reason, message)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// One call: the object that holds its name and its arguments. Arguments that are missing are none: whether the
    /// tool can do without is for its schema to say.
    pub(super) fn call(&mut self, id: Option<&Value>, call: &Value, name: &str, arguments: &str) {
        let tool = call.get(name).and_then(Value::as_str).unwrap_or_default();
        if tool.is_empty() {
            self.broken(&format!("a call with a `{name}`"), call);
        }
        let id = match id {
            // An empty one tells no call from another.
            Some(Value::String(id)) if !id.is_empty() => Some(id.clone()),
            None | Some(Value::Null | Value::String(_)) => None,
            // MCP's request ids may be numbers.
            Some(other) => Some(other.to_string()),
        };
        let arguments = call.get(arguments).cloned().unwrap_or(Value::Null);
        self.found.push(Call { id, name: tool.to_owned(), arguments });
    }

    /// An entry of a list of calls that is none: it is answered as one without a name.
    pub(super) fn nameless(&mut self, expected: &str, entry: &Value) {
        self.broken(expected, entry);
        self.found.push(Call { id: None, name: String::new(), arguments: Value::Null });
    }

    /// An entry of some other list that is not of the shape.
    pub(super) fn broken(&mut self, expected: &str, entry: &Value) {
        if self.broken.is_none() {
            self.broken = Some(ReplyError::unrecognised(self.provider, expected, entry));
        }
    }

    /// The list of calls in which there is one that the provider itself says is half a call.
    pub(super) fn unfinished(&self, name: Option<&str>) -> ReplyError {
        let name = name.filter(|name| !name.is_empty()).map(|name| text::cut(name, 64));
        ReplyError::new(self.provider, ReplyErrorKind::UnfinishedCall, None, name.as_deref())
    }

    /// The entries of a list; several providers send `null` for an empty one.
    pub(super) fn list<'a>(&self, value: &'a Value, expected: &str) -> Result<&'a [Value], ReplyError> {
        match value {
            Value::Array(items) => Ok(items),
            Value::Null => Ok(&[]),
            _ => Err(ReplyError::unrecognised(self.provider, expected, value)),
        }
    }

    pub(super) fn finish(self) -> Result<Vec<Call>, ReplyError> {
        if let Some(broken) = &self.broken
            && self.found.iter().all(|call| call.name.is_empty())
        {
            return Err(broken.clone());
        }
        if self.is_open
            && let Some(half) = self.found.iter().find(|call| is_half(call))
        {
            return Err(self.unfinished(Some(&half.name)));
        }
        Ok(once(self.found))
    }
}

/// Every call once: one that is there twice, under one id, with one name and the same arguments, is one.
fn once(calls: Vec<Call>) -> Vec<Call> {
    let ids: Vec<&String> = calls.iter().filter_map(|call| call.id.as_ref()).collect();
    if ids.iter().collect::<BTreeSet<_>>().len() == ids.len() {
        return calls;
    }
    let mut known = BTreeSet::new();
    let is_new = |call: &Call| match &call.id {
        Some(id) => known.insert((id.clone(), call.name.clone(), call.arguments.to_string())),
        None => true,
    };
    let kept: Vec<bool> = calls.iter().map(is_new).collect();
    calls.into_iter().zip(kept).filter_map(|(call, kept)| kept.then_some(call)).collect()
}

/// Whether the arguments have not come as far as their end. An entry without id and name has not even begun.
fn is_half(call: &Call) -> bool {
    match &call.arguments {
        _ if call.id.is_none() && call.name.is_empty() => false,
        Value::Null => true,
        Value::String(text) => serde_json::from_str::<IgnoredAny>(text).is_err_and(|error| error.is_eof()),
        _ => false,
    }
}
