//! typify's types of the same arguments, constraints aside.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use serde_json::Value;
use typify_impl::{TypeSpace, TypeSpaceSettings};

/// Constraints that typify drops, or would need more crates for: it is not shown them, and what is
/// refused because of one is no disagreement.
const CONSTRAINTS: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "propertyNames",
];

/// What it drops or reads in its own way, and what changes what others mean: a schema with one of
/// these says nothing about ours.
const DROPPED: &[&str] = &[
    "const",
    "contains",
    "prefixItems",
    "patternProperties",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "not",
    "if",
    "unevaluatedItems",
    "unevaluatedProperties",
    "nullable",
    "$dynamicRef",
    "$anchor",
    "$id",
];

/// What became of a definition.
pub enum Oracle {
    /// The code of its types, and the name of the root.
    Types(String, String),
    Dropped(&'static str),
    /// typify refused it, or panicked.
    Unread(String),
}

/// Types for the arguments of a definition.
pub fn types(definition: &str) -> Oracle {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let definition: Value = serde_json::from_str(definition).expect("JSON");
    let mut schema = definition["parameters"].clone();
    if let Some(keyword) = strip(&mut schema) {
        return Oracle::Dropped(keyword);
    }
    let Some(root) = schema.as_object_mut() else { return Oracle::Unread("no parameters".to_owned()) };
    root.insert("title".to_owned(), "Arguments".into());
    let generate = || -> Result<(String, String), String> {
        let schema = serde_json::from_value(schema).map_err(|error| error.to_string())?;
        let mut space = TypeSpace::new(&TypeSpaceSettings::default());
        let id = space.add_root_schema(schema).map_err(|error| error.to_string())?.ok_or("no root type")?;
        let root = space.get_type(&id).map_err(|error| error.to_string())?.name();
        let code = space.to_stream().to_string();
        if let Some(twice) = twice(&code) {
            return Err(format!("its code does not compile: {twice} twice"));
        }
        Ok((code, root))
    };
    match catch_unwind(AssertUnwindSafe(generate)) {
        Ok(Ok((code, root))) => Oracle::Types(code, root),
        Ok(Err(why)) => Oracle::Unread(why),
        Err(_) => Oracle::Unread("it panicked".to_owned()),
    }
}

/// A name that generated code gives twice where it must be given once.
fn twice(code: &str) -> Option<&'static str> {
    let mut modules = vec![syn::parse_file(code).expect("Rust").items];
    while let Some(items) = modules.pop() {
        let mut types = Vec::new();
        for item in items {
            let (what, names): (_, Vec<_>) = match item {
                syn::Item::Mod(inner) => {
                    modules.extend(inner.content.map(|(_, items)| items));
                    continue;
                }
                syn::Item::Struct(item) => {
                    types.push(item.ident);
                    ("a field", item.fields.into_iter().filter_map(|field| field.ident).collect())
                }
                syn::Item::Enum(item) => {
                    types.push(item.ident);
                    ("a variant", item.variants.into_iter().map(|variant| variant.ident).collect())
                }
                _ => continue,
            };
            if repeats(names) {
                return Some(what);
            }
        }
        if repeats(types) {
            return Some("a type");
        }
    }
    None
}

fn repeats(mut names: Vec<syn::Ident>) -> bool {
    let count = names.len();
    names.sort();
    names.dedup();
    names.len() != count
}

/// Takes constraints out, at any place where schemas have keywords. Tells a keyword that is dropped.
fn strip(schema: &mut Value) -> Option<&'static str> {
    let Value::Object(entries) = schema else { return None };
    if let Some(keyword) = DROPPED.iter().find(|keyword| entries.contains_key(**keyword)) {
        return Some(keyword);
    }
    entries.retain(|key, _| !CONSTRAINTS.contains(&key.as_str()));
    entries.iter_mut().find_map(|(key, value)| match (key.as_str(), value) {
        ("properties" | "$defs" | "definitions", Value::Object(schemas)) => {
            schemas.values_mut().find_map(strip)
        }
        ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => schemas.iter_mut().find_map(strip),
        ("items" | "additionalProperties", schema) => strip(schema),
        _ => None,
    })
}
