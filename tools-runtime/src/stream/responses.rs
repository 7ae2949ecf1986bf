//! OpenAI Responses.

use serde_json::{Map, Value, json};

use super::pieces::{agree, append, index, said};
use super::scan::Scan;
use typed_tools_core::provider::Provider;
use typed_tools_core::reply::ReplyError;

/// The response so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Responses {
    items: Vec<Begun>,
    /// The response as its last event has it.
    whole: Option<Value>,
}

/// An output item so far.
#[derive(Debug, Clone, Default)]
struct Begun {
    index: Option<u64>,
    item: Map<String, Value>,
    /// The arguments of a call as they came in deltas.
    text: String,
    /// The item itself has come; before that there are only deltas that name it.
    is_announced: bool,
    /// Its last event has come.
    is_done: bool,
}

impl Begun {
    fn id(&self) -> Option<&str> {
        said(&self.item, "id")
    }

    fn call_id(&self) -> Option<&str> {
        said(&self.item, "call_id")
    }

    fn kind(&self) -> Option<&str> {
        said(&self.item, "type")
    }

    fn is_call(&self) -> bool {
        !self.is_announced || self.kind() == Some("function_call")
    }
}

impl Responses {
    pub(super) fn event(&mut self, provider: Provider, event: &Value) -> Result<(), ReplyError> {
        let Some(kind) = event.get("type").and_then(Value::as_str) else {
            return Err(ReplyError::expected(provider, "an event with a `type`", event));
        };
        match kind {
            "response.output_item.added" => self.item(event, false),
            "response.output_item.done" => self.item(event, true),
            "response.function_call_arguments.delta" => {
                if let Some(delta) = event.get("delta").and_then(Value::as_str) {
                    self.call_of(event).text.push_str(delta);
                }
            }
            "response.function_call_arguments.done" => {
                let name = event.get("name").filter(|name| name.is_string());
                let call = self.call_of(event);
                call.is_done = true;
                if let Some(arguments) = event.get("arguments").and_then(Value::as_str) {
                    call.text = arguments.to_owned();
                }
                if let Some(name) = name.filter(|_| said(&call.item, "name").is_none()) {
                    call.item.insert("name".to_owned(), name.clone());
                }
            }
            "response.completed" | "response.incomplete" | "response.failed" => {
                self.whole = event.get("response").filter(|response| response.is_object()).cloned();
                if kind == "response.failed" {
                    let error = event.get("response").and_then(|response| response.get("error"));
                    return Err(ReplyError::of_error(provider, error.unwrap_or(&Value::Null)));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// An item that begins or is done. Servers repeat an `output_index`, and make up an `id` at every event: two
    /// events are of one item where an id says so and no other contradicts it, or where they have no ids and one index.
    fn item(&mut self, event: &Value, is_done: bool) {
        let Some(Value::Object(item)) = event.get("item") else { return };
        let (id, call_id, kind) = (said(item, "id"), said(item, "call_id"), said(item, "type"));
        let index = index(event, "output_index");
        let last = |fits: &dyn Fn(&Begun) -> bool| self.items.iter().rposition(fits);
        let by_id =
            || id.and_then(|id| last(&|known| known.id() == Some(id) && agree(known.call_id(), call_id)));
        let by_call = || call_id.and_then(|call_id| last(&|known| known.call_id() == Some(call_id)));
        let by_index = || {
            last(&|known| {
                index.is_some()
                    && known.index == index
                    && !(known.is_done && known.is_announced)
                    && agree(known.id(), id)
                    && agree(known.call_id(), call_id)
                    && agree(known.kind(), kind)
                    // Only calls are named before they are announced.
                    && (known.is_announced || kind == Some("function_call"))
            })
        };
        let at = by_id().or_else(by_call).or_else(by_index).unwrap_or_else(|| {
            self.items.push(Begun::default());
            self.items.len() - 1
        });
        let known = &mut self.items[at];
        known.index = index.or(known.index);
        // An item that is done is not begun anew by an event that came late.
        if is_done || !known.is_announced {
            let name = known.item.remove("name");
            known.item = item.clone();
            if let Some(name) = name.filter(|_| said(item, "name").is_none()) {
                known.item.insert("name".to_owned(), name);
            }
        }
        known.is_announced = true;
        known.is_done |= is_done;
    }

    /// The call that an event of its arguments names: by item, else by index, else the one that began last. What is
    /// not known yet may be announced later.
    fn call_of(&mut self, event: &Value) -> &mut Begun {
        let id = event.get("item_id").and_then(Value::as_str).filter(|id| !id.is_empty());
        let index = index(event, "output_index");
        let last = |fits: &dyn Fn(&Begun) -> bool| {
            self.items.iter().rposition(|known| known.is_call() && fits(known))
        };
        let at = match (id, index) {
            (Some(id), _) => last(&|known| known.id() == Some(id) && agree(known.index, index))
                .or_else(|| last(&|known| known.id() == Some(id)))
                .or_else(|| last(&|known| known.id().is_none() && index.is_some() && known.index == index)),
            (None, Some(_)) => last(&|known| known.index == index && !known.is_done)
                .or_else(|| last(&|known| known.index == index)),
            (None, None) => last(&|_| true),
        };
        let at = at.unwrap_or_else(|| {
            let mut item = Map::new();
            if let Some(id) = id {
                item.insert("id".to_owned(), id.into());
            }
            self.items.push(Begun { index, item, ..Begun::default() });
            self.items.len() - 1
        });
        &mut self.items[at]
    }

    pub(super) fn has_ended(&self) -> bool {
        self.whole.is_some()
    }

    pub(super) fn finish(mut self) -> Value {
        self.adopt();
        let has_ended = self.whole.is_some();
        // Where the server says of some calls that they are done, those of which it does not are not.
        let says_done = self.items.iter().any(|known| known.is_call() && known.is_done);
        let mut place = 0;
        let mut items: Vec<(u64, Value)> = Vec::with_capacity(self.items.len());
        for known in self.items {
            place = known.index.unwrap_or(place);
            let item = if known.is_call() { call(known, has_ended, says_done) } else { known.item };
            items.push((place, Value::Object(item)));
        }
        items.sort_by_key(|(place, _)| *place);
        let items: Vec<Value> = items.into_iter().map(|(_, item)| item).collect();
        match self.whole {
            Some(mut whole) => {
                let output = whole.get_mut("output").map(Value::take);
                let output = match output {
                    Some(Value::Array(output)) if !output.is_empty() => together(output, items),
                    // A response that is not stored may come back with an empty output.
                    _ => items,
                };
                if let Some(object) = whole.as_object_mut() {
                    object.insert("output".to_owned(), output.into());
                }
                whole
            }
            None => json!({ "object": "response", "output": items }),
        }
    }

    /// Gives arguments that name an unknown item to the call that has none, where there is one of each.
    fn adopt(&mut self) {
        let mut strays =
            self.items.iter().enumerate().filter(|(_, known)| !known.is_announced).map(|(at, _)| at);
        let lacks = |known: &Begun| {
            known.is_announced
                && known.is_call()
                && known.text.is_empty()
                && said(&known.item, "arguments").is_none()
        };
        let mut lacking = self.items.iter().enumerate().filter(|(_, known)| lacks(known)).map(|(at, _)| at);
        if let (Some(stray), None, Some(call), None) =
            (strays.next(), strays.next(), lacking.next(), lacking.next())
            && agree(self.items[stray].index, self.items[call].index)
        {
            self.items[call].text = std::mem::take(&mut self.items[stray].text);
            self.items[call].is_done |= self.items[stray].is_done;
            self.items.remove(stray);
        }
    }
}

/// A call as a whole response has it; what is half a call says so.
fn call(known: Begun, has_ended: bool, says_done: bool) -> Map<String, Value> {
    let mut item = known.item;
    if !known.is_announced {
        item.insert("type".to_owned(), "function_call".into());
    }
    // What the item itself says at its end is what counts.
    let is_whole = known.is_done && said(&item, "arguments").is_some();
    if !known.text.is_empty() && !is_whole {
        item.insert("arguments".to_owned(), known.text.into());
    }
    let mut scan = Scan::default();
    scan.push(said(&item, "arguments").unwrap_or_default().as_bytes());
    let is_whole = match known.is_done {
        true => true,
        false if has_ended && says_done => false,
        // A call without arguments may have no text.
        false => scan.is_closed() || (has_ended && scan.is_blank()),
    };
    let status = item.get("status").and_then(Value::as_str);
    match is_whole {
        false => drop(item.insert("status".to_owned(), "incomplete".into())),
        true if status == Some("in_progress") => drop(item.insert("status".to_owned(), "completed".into())),
        true => {}
    }
    item
}

/// The output of the last event, with the calls that came before and are not in it.
fn together(mut output: Vec<Value>, items: Vec<Value>) -> Vec<Value> {
    let is_call = |item: &Value| item.get("type").is_some_and(|kind| kind == "function_call");
    let mut taken = vec![false; output.len()];
    for item in items.into_iter().filter(is_call) {
        let same = |keys: &[&str], other: &Value| {
            keys.iter().all(|key| item.get(*key).is_some_and(|value| other.get(*key) == Some(value)))
        };
        let find = |keys: &[&str]| {
            (0..taken.len()).find(|at| !taken[*at] && is_call(&output[*at]) && same(keys, &output[*at]))
        };
        // A server may make up ids at every event: then it is the same that says the same.
        let found = find(&["call_id"]).or_else(|| find(&["id"])).or_else(|| find(&["name", "arguments"]));
        match found {
            None => output.push(item),
            Some(at) => {
                taken[at] = true;
                let whole = output[at].as_object_mut();
                if let (Some(whole), Some(text)) = (whole, item.get("arguments").and_then(Value::as_str))
                    && said(whole, "arguments").is_none()
                {
                    append(whole, "arguments", text);
                }
            }
        }
    }
    output
}
