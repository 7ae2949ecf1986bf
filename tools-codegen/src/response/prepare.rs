//! A response schema as typify can read it: types and structure, no constraints.

use heck::{ToPascalCase, ToSnakeCase};

use crate::emit::prose;
use crate::json::Json;

/// What the root is called.
const ROOT: &str = "Output";

/// The root and its definitions, by name.
pub(super) fn definitions(schema: &Json) -> Result<Vec<(String, Json)>, String> {
    let mut found = vec![(ROOT.to_owned(), prepare(schema)?)];
    for key in ["$defs", "definitions"] {
        if let Some(Json::Object(entries)) = get(schema, key) {
            for (name, schema) in entries {
                if let Some((other, _)) = found.iter().find(|(other, _)| pascal(other) == pascal(name)) {
                    return Err(format!("the definitions `{other}` and `{name}` become one type"));
                }
                found.push((name.clone(), prepare(schema)?));
            }
        }
    }
    Ok(found)
}

fn get<'a>(schema: &'a Json, key: &str) -> Option<&'a Json> {
    match schema {
        Json::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    }
}

/// Keeps what shapes a type. The depth is that of the file, which the parser bounds.
fn prepare(schema: &Json) -> Result<Json, String> {
    let Json::Object(entries) = schema else {
        return Ok(Json::Object(Vec::new()));
    };
    let mut kept = Vec::new();
    for (key, value) in entries {
        let value = match (key.as_str(), value) {
            ("type" | "required", value) => value.clone(),
            ("description", Json::String(text)) => Json::String(prose(text).trim().to_owned()),
            ("enum", Json::Array(values)) if !distinct_strings(values) => continue,
            ("const", Json::String(_)) | ("enum", Json::Array(_)) => value.clone(),
            ("$ref", Json::String(target)) => Json::String(reference(target)?),
            ("properties", Json::Object(properties)) => properties_of(properties)?,
            // `false` would refuse what the service adds one day.
            ("items" | "additionalProperties", Json::Object(_)) => prepare(value)?,
            ("oneOf" | "anyOf" | "allOf", Json::Array(branches)) => {
                Json::Array(branches.iter().map(prepare).collect::<Result<_, _>>()?)
            }
            _ => continue,
        };
        kept.push((key.clone(), value));
    }
    if get(schema, "nullable") == Some(&Json::Bool(true)) {
        nullable(&mut kept);
    }
    Ok(Json::Object(kept))
}

fn properties_of(properties: &[(String, Json)]) -> Result<Json, String> {
    let mut kept: Vec<(String, Json)> = Vec::new();
    for (name, schema) in properties {
        if let Some((other, _)) = kept.iter().find(|(other, _)| snake(other) == snake(name)) {
            return Err(format!("the properties `{other}` and `{name}` become one field"));
        }
        kept.push((name.clone(), prepare(schema)?));
    }
    Ok(Json::Object(kept))
}

fn reference(target: &str) -> Result<String, String> {
    if target == "#" {
        return Ok(format!("#/definitions/{ROOT}"));
    }
    let name = target.strip_prefix("#/$defs/").or_else(|| target.strip_prefix("#/definitions/"));
    match name.filter(|name| !name.contains('/')) {
        Some(name) => Ok(format!("#/definitions/{}", name.replace("~1", "/").replace("~0", "~"))),
        None => Err(format!("`$ref` to `{target}`: a response's references go to `#/$defs/..`")),
    }
}

/// OpenAPI's `nullable`, as a type list.
fn nullable(kept: &mut [(String, Json)]) {
    for (key, value) in kept {
        if key == "type" && matches!(value, Json::String(_)) {
            *value = Json::Array(vec![value.clone(), Json::String("null".to_owned())]);
        }
    }
}

/// typify panics on values that become one variant, and knows only enums of strings.
fn distinct_strings(values: &[Json]) -> bool {
    let mut names = Vec::new();
    values.iter().all(|value| match value {
        Json::Null => true,
        Json::String(text) => {
            let name = pascal(text);
            let new = !name.is_empty() && !names.contains(&name);
            names.push(name);
            new
        }
        _ => false,
    })
}

fn pascal(text: &str) -> String {
    text.to_pascal_case().to_lowercase()
}

fn snake(text: &str) -> String {
    text.to_snake_case()
}
