//! The documented rules of each dialect, as checks over what was written.

use super::super::alias::{anthropic_takes, gemini_takes};
use super::super::pattern::Patterns;
use super::super::tree::{as_f64, as_str, find, items, members, types};
use super::super::walk::circular;
use super::super::{Dialect, Exports};
use super::json;
use crate::json::Json;

/// Holds every dialect of a tool to its rules.
pub(super) fn all(exports: &Exports) {
    for dialect in Dialect::ALL.iter().copied() {
        let Some(text) = &exports.get(dialect).unwrap().schema else {
            assert!(!exports.get(dialect).unwrap().why.is_empty(), "{dialect:?}: no schema and no reason");
            continue;
        };
        if text.is_empty() {
            assert!(
                matches!(dialect, Dialect::Gemini | Dialect::GeminiLive),
                "{dialect:?} needs its parameters"
            );
            continue;
        }
        let schema = json(text);
        let kind = if dialect == Dialect::GeminiLive { "OBJECT" } else { "object" };
        assert_eq!(types(members(&schema)), [kind], "{dialect:?}: {text}");
        if dialect != Dialect::Mcp {
            for key in ["anyOf", "oneOf", "allOf", "enum", "not", "$ref"] {
                assert_eq!(schema.get(key), None, "{dialect:?}: `{key}` at the top of {text}");
            }
            assert!(schema.get("properties").is_some() || dialect == Dialect::Gemini, "{dialect:?}: {text}");
        }
        if matches!(dialect, Dialect::Xai | Dialect::LocalGrammar) {
            let defs = schema.get("$defs").map(members).unwrap_or_default();
            assert_eq!(circular(defs).len(), 0, "{dialect:?}: a circle of references in {text}");
        }
        let rules = Rules::of(dialect);
        node(&rules, &schema, &schema, text, 0);
    }
}

struct Rules {
    dialect: Dialect,
    /// All keywords there may be; empty for no such list.
    keys: Vec<&'static str>,
    strict: bool,
    all_required: bool,
    names: fn(&str) -> bool,
}

impl Rules {
    fn of(dialect: Dialect) -> Self {
        let base = ["type", "description", "enum", "properties", "required", "items", "anyOf"];
        let more: &[&str] = match dialect {
            Dialect::OpenAiStrict => &[
                "additionalProperties",
                "$defs",
                "$ref",
                "pattern",
                "format",
                "multipleOf",
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
                "minItems",
                "maxItems",
            ],
            Dialect::AzureStrict => &["additionalProperties", "$defs", "$ref"],
            Dialect::DeepSeekStrict => &["additionalProperties"],
            Dialect::AnthropicStrict => &["additionalProperties", "format"],
            Dialect::Gemini => &[
                "additionalProperties",
                "$defs",
                "$ref",
                "format",
                "minimum",
                "maximum",
                "minItems",
                "maxItems",
                "prefixItems",
            ],
            Dialect::GeminiLive => &[
                "format",
                "minimum",
                "maximum",
                "minItems",
                "maxItems",
                "minLength",
                "maxLength",
                "pattern",
                "minProperties",
                "maxProperties",
                "nullable",
            ],
            Dialect::Ollama => &["additionalProperties", "prefixItems"],
            Dialect::Xai => &[
                "additionalProperties",
                "$defs",
                "$ref",
                "prefixItems",
                "format",
                "pattern",
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
                "minLength",
                "maxLength",
                "minItems",
                "maxItems",
                "minProperties",
                "maxProperties",
            ],
            Dialect::LocalGrammar => &[
                "additionalProperties",
                "$defs",
                "$ref",
                "format",
                "pattern",
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
                "minLength",
                "maxLength",
                "minItems",
                "maxItems",
            ],
            Dialect::Plain | Dialect::Mcp | Dialect::Anthropic | Dialect::Groq => {
                return Self {
                    dialect,
                    keys: Vec::new(),
                    strict: false,
                    all_required: false,
                    names: any_of(dialect),
                };
            }
        };
        let strict = matches!(
            dialect,
            Dialect::OpenAiStrict | Dialect::AzureStrict | Dialect::DeepSeekStrict | Dialect::AnthropicStrict
        );
        let all_required = strict && dialect != Dialect::AnthropicStrict;
        let keys = base.iter().chain(more).copied().collect();
        Self { dialect, keys, strict, all_required, names: any_of(dialect) }
    }
}

fn any_of(dialect: Dialect) -> fn(&str) -> bool {
    match dialect {
        Dialect::Anthropic | Dialect::AnthropicStrict => anthropic_takes,
        Dialect::Gemini | Dialect::GeminiLive => gemini_takes,
        _ => |_| true,
    }
}

fn node(rules: &Rules, schema: &Json, root: &Json, text: &str, depth: usize) {
    let at = |what: &str| format!("{:?}: {what} in {} of {text}", rules.dialect, schema.to_text());
    let own = members(schema);
    for (key, _) in own {
        assert!(rules.keys.is_empty() || rules.keys.contains(&key.as_str()), "{}", at(key));
        let annotation = ["title", "$schema", "$id", "$comment", "$anchor", "examples", "x-mcp-header"];
        assert!(rules.dialect == Dialect::Mcp || !annotation.contains(&key.as_str()), "{}", at(key));
    }
    if let Some(reference) = find(own, "$ref").and_then(as_str) {
        let name =
            reference.strip_prefix("#/$defs/").unwrap_or_else(|| panic!("{}", at("a foreign reference")));
        let name = name.replace("~1", "/").replace("~0", "~");
        assert!(
            root.get("$defs").and_then(|defs| defs.get(&name)).is_some(),
            "{}",
            at("a reference to nothing")
        );
        assert!(
            own.len() == 1
                || !(rules.strict
                    || matches!(rules.dialect, Dialect::Gemini | Dialect::Xai | Dialect::LocalGrammar)),
            "{}",
            at("`$ref` beside others")
        );
    }
    let is_object = types(own).iter().any(|kind| matches!(*kind, "object" | "OBJECT"));
    let properties = find(own, "properties").map(members);
    if is_object && rules.strict {
        assert!(properties.is_some(), "{}", at("an object without properties"));
        assert_eq!(find(own, "additionalProperties"), Some(&Json::Bool(false)), "{}", at("an open object"));
        assert!(
            rules.dialect != Dialect::DeepSeekStrict || depth == 0 || properties != Some(&[]),
            "{}",
            at("empty")
        );
    }
    if rules.all_required {
        let names: Vec<_> =
            properties.unwrap_or_default().iter().map(|(name, _)| Json::String(name.clone())).collect();
        let required = find(own, "required").map(items).unwrap_or_default();
        assert_eq!(required, names.as_slice(), "{}", at("a property that is not required"));
    }
    if rules.strict && types(own).is_empty() {
        assert!(find(own, "anyOf").is_some() || find(own, "$ref").is_some(), "{}", at("no type"));
    }
    if rules.strict || rules.dialect == Dialect::GeminiLive {
        let array = types(own).iter().any(|kind| matches!(*kind, "array" | "ARRAY"));
        assert!(!array || find(own, "items").is_some(), "{}", at("an array without items"));
    }
    let values = find(own, "enum").map(items).unwrap_or_default();
    assert!(!values.contains(&Json::Null), "{}", at("null in `enum`"));
    match rules.dialect {
        Dialect::Gemini => assert!(!values.iter().any(|value| as_str(value) == Some("")), "{}", at("enum")),
        Dialect::GeminiLive => live(own, &at),
        Dialect::Xai => always_strict(own, &at),
        Dialect::LocalGrammar => grammar(own, &at),
        _ => {}
    }
    for (name, property) in properties.unwrap_or_default() {
        assert!((rules.names)(name), "{}", at(name));
        node(rules, property, root, text, depth + 1);
    }
    for key in ["anyOf", "prefixItems"] {
        for branch in find(own, key).map(items).unwrap_or_default() {
            node(rules, branch, root, text, depth + 1);
        }
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner @ Json::Object(_)) = find(own, key) {
            node(rules, inner, root, text, depth + 1);
        }
    }
    for (_, def) in find(own, "$defs").map(members).unwrap_or_default() {
        node(rules, def, root, text, depth + 1);
    }
}

/// What xAI asks beside its list of keywords.
fn always_strict(own: &[(String, Json)], at: &dyn Fn(&str) -> String) {
    let rest = find(own, "additionalProperties");
    assert!(rest.is_none_or(|rest| matches!(rest, Json::Bool(_))), "{}", at("a schema of free keys"));
    if types(own).contains(&"object") && find(own, "properties").is_none() {
        assert!(rest.is_some(), "{}", at("an object that can only be empty"));
    }
    let pattern = find(own, "pattern").and_then(as_str);
    assert!(pattern.is_none_or(|pattern| Patterns::Whole.keep(pattern)), "{}", at("a pattern"));
}

/// What the compilers of grammars ask beside their list of keywords.
fn grammar(own: &[(String, Json)], at: &dyn Fn(&str) -> String) {
    assert!(matches!(find(own, "type"), None | Some(Json::String(_))), "{}", at("a list of types"));
    let says = ["type", "anyOf", "$ref"].iter().any(|key| find(own, key).is_some());
    assert!(says, "{}", at("a schema that says nothing"));
    let pattern = find(own, "pattern").and_then(as_str);
    assert!(pattern.is_none_or(|pattern| Patterns::Grammar.keep(pattern)), "{}", at("a pattern"));
    for key in ["minLength", "maxLength", "minItems", "maxItems"] {
        let size = find(own, key).and_then(as_f64).unwrap_or_default();
        assert!(size <= 200.0, "{}", at(key));
    }
}

/// What Gemini's OpenAPI subset asks beside its list of keywords.
fn live(own: &[(String, Json)], at: &dyn Fn(&str) -> String) {
    assert!(!matches!(find(own, "type"), Some(Json::Array(_))), "{}", at("a list of types"));
    assert!(find(own, "type").is_some() || find(own, "anyOf").is_some(), "{}", at("no type"));
    if let Some(values) = find(own, "enum").map(items) {
        assert_eq!(types(own), ["STRING"], "{}", at("an enum of others than strings"));
        assert!(
            values.iter().all(|value| as_str(value).is_some_and(|text| !text.is_empty())),
            "{}",
            at("enum")
        );
    }
    if types(own) == ["OBJECT"] {
        assert!(
            find(own, "properties").is_some_and(|named| !members(named).is_empty()),
            "{}",
            at("empty object")
        );
    }
    assert!(
        find(own, "format").is_none_or(|format| as_str(format) == Some("date-time")),
        "{}",
        at("a format")
    );
}
