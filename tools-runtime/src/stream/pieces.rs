//! What the streams of several providers are put together with.

use serde_json::{Map, Value};

/// Appends a fragment to the text under `key`.
pub(super) fn append(object: &mut Map<String, Value>, key: &str, fragment: &str) {
    match object.get_mut(key) {
        Some(Value::String(text)) => text.push_str(fragment),
        _ => {
            object.insert(key.to_owned(), fragment.into());
        }
    }
}

/// JSON that came in fragments: the value, or the text where it is not (yet) JSON, so that
/// reading the call says what is wrong with it.
pub(super) fn parsed(text: String) -> Value {
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

/// The text under `key`, where there is one: an empty one says as much as none.
pub(super) fn said<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    object.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// Whether two marks do not contradict each other: what is not said agrees with all.
pub(super) fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// An event's `index` or the like.
pub(super) fn index(event: &Value, key: &str) -> Option<u64> {
    event.get(key).and_then(Value::as_u64)
}
