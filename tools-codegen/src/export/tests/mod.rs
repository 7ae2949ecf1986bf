mod checks;
mod dialects;
mod hostile;
mod providers;
mod reasons;

use super::dialects::schema;
use super::{Dialect, Exports};
use crate::diag::Sink;
use crate::json::{Json, read};

pub(super) fn json(text: &str) -> Json {
    let mut sink = Sink::new(&[], false);
    read(0, text, &mut sink).node.unwrap_or_else(|| panic!("no JSON: {text}")).to_json()
}

/// Exports a schema whose properties stand in `text`, all of them optional but `required`.
pub(super) fn object(properties: &str, required: &str) -> Exports {
    whole(&format!(r#"{{"type":"object","properties":{{{properties}}},"required":[{required}]}}"#))
}

/// Exports a whole schema, and holds each dialect to its rules.
pub(super) fn whole(text: &str) -> Exports {
    let exports = schema(&json(text), false);
    checks::all(&exports);
    exports
}

pub(super) fn text(exports: &Exports, dialect: Dialect) -> &str {
    let export = exports.get(dialect).unwrap();
    export.schema.as_deref().unwrap_or_else(|| panic!("{dialect:?}: {:?}", export.why))
}

/// The property `p` in `dialect`.
pub(super) fn property(exports: &Exports, dialect: Dialect) -> String {
    let schema = json(text(exports, dialect));
    schema.get("properties").and_then(|named| named.get("p")).map_or_else(String::new, Json::to_text)
}

pub(super) fn why(exports: &Exports, dialect: Dialect) -> String {
    exports.get(dialect).unwrap().why.join("; ")
}
