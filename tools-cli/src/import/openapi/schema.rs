//! Schemas of OpenAPI as JSON Schema 2020-12, with what they refer to under `$defs`.

use std::collections::{BTreeSet, HashMap};

use typed_tools_codegen::tree::{Holds, Json, Kind, Node, Number, keyword};

use super::super::NOWHERE;
use super::super::tool::string;
use super::super::tree::{Files, Odd, decoded};
use super::Version;

/// Which way a value goes: properties that only the other way has are left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Direction {
    Request,
    Response,
}

impl Direction {
    /// An operation that needs more schemas for its arguments is no tool; a response that is made of more is
    /// not described.
    fn most_schemas(self) -> usize {
        if self == Self::Request { 400 } else { 100 }
    }
}

/// The schemas of one operation, one way.
pub(super) struct Schemas<'a> {
    files: &'a Files,
    version: Version,
    direction: Direction,
    /// What has a name already, by where it stands.
    names: HashMap<*const Node, String>,
    taken: BTreeSet<String>,
    defs: Vec<(String, Json)>,
    /// Those of `defs` that are still to be converted: a chain of references may be as long as it likes.
    waiting: Vec<(usize, &'a Node)>,
}

/// An object whose properties can become arguments.
#[derive(Default)]
pub(super) struct Flat<'a> {
    pub(super) properties: Vec<(&'a str, &'a Node)>,
    pub(super) required: Vec<&'a str>,
    pub(super) closed: bool,
    /// Those that only the other way has.
    left_out: Vec<&'a str>,
}

/// The schema of a property that is required, and said nothing of.
static ANYTHING: Node = Node { kind: Kind::Object(Vec::new()), span: NOWHERE };

impl<'a> Schemas<'a> {
    pub(super) fn new(files: &'a Files, version: Version, direction: Direction) -> Self {
        let (names, taken) = (HashMap::new(), BTreeSet::new());
        Self { files, version, direction, names, taken, defs: Vec::new(), waiting: Vec::new() }
    }

    /// What the converted schemas refer to.
    pub(super) fn defs(mut self) -> Result<Vec<(String, Json)>, Odd> {
        while let Some((place, target)) = self.waiting.pop() {
            let most = self.direction.most_schemas();
            if self.defs.len() > most {
                let why = format!("its values are made of more than {most} schemas");
                return Err(Odd::new(target.span, why));
            }
            let schema = match self.closed_parts(target) {
                Some(flat) => self.merged(target, &flat)?,
                None => self.convert(target)?,
            };
            if let Some(def) = self.defs.get_mut(place) {
                def.1 = schema;
            }
        }
        Ok(self.defs)
    }

    /// The schema as it stands in a definition.
    pub(super) fn convert(&mut self, node: &'a Node) -> Result<Json, Odd> {
        if let Some(value) = node.as_bool() {
            return Ok(Json::Bool(value));
        }
        let Some(entries) = node.as_object() else {
            return Err(Odd::new(node.span, format!("a schema is an object, not {}", node.describe())));
        };
        let mut out = Vec::new();
        let reference = entries.iter().find(|entry| entry.key == "$ref" && entry.value.as_str().is_some());
        if let Some(reference) = reference {
            let target = self.files.resolve(node)?;
            let name = self.named(target, reference.value.as_str().unwrap_or_default());
            out.push(("$ref".to_owned(), string(&format!("#/$defs/{name}"))));
            if self.version != Version::V31 {
                return Ok(Json::Object(out));
            }
        }
        if self.closed_parts(node).is_some() {
            // Under a name, since it may hold itself.
            let parts = node.get("allOf").and_then(|entry| entry.value.as_array()).unwrap_or_default();
            let named = parts.iter().find_map(|part| part.get("$ref")?.value.as_str());
            let name = self.named(node, named.unwrap_or("Object"));
            return Ok(Json::Object(vec![("$ref".to_owned(), string(&format!("#/$defs/{name}")))]));
        }
        for entry in entries {
            if let Some((key, value)) = self.keyword(node, &entry.key, &entry.value)? {
                out.push((key.to_owned(), value));
            }
        }
        if self.version != Version::V31 {
            older(node, &mut out);
        }
        Ok(Json::Object(out))
    }

    /// An `allOf` of which a part is closed: each part refuses the properties of the others, so that nothing satisfies
    /// it as it is written. What is meant is the object that has them all.
    fn closed_parts(&self, node: &'a Node) -> Option<Flat<'a>> {
        let parts = node.get("allOf")?.value.as_array()?.len();
        let several = parts > 1 || node.get("properties").is_some();
        self.flat(node).filter(|flat| flat.closed && several)
    }

    fn merged(&mut self, node: &'a Node, flat: &Flat<'a>) -> Result<Json, Odd> {
        let mut out = vec![("type".to_owned(), string("object"))];
        for key in ["title", "description"] {
            out.extend(node.get(key).map(|entry| (key.to_owned(), entry.value.to_json())));
        }
        let mut properties = Vec::new();
        for (name, property) in &flat.properties {
            properties.push(((*name).to_owned(), self.convert(property)?));
        }
        out.push(("properties".to_owned(), Json::Object(properties)));
        if !flat.required.is_empty() {
            let names = flat.required.iter().map(|name| string(name));
            out.push(("required".to_owned(), Json::Array(names.collect())));
        }
        out.push(("additionalProperties".to_owned(), Json::Bool(false)));
        Ok(Json::Object(out))
    }

    /// The name under `$defs` of what a reference leads to.
    fn named(&mut self, target: &'a Node, reference: &str) -> String {
        if let Some(name) = self.names.get(&std::ptr::from_ref(target)) {
            return name.clone();
        }
        let last = decoded(reference.rsplit('/').next().unwrap_or_default());
        let last = last.rsplit('#').next().unwrap_or_default();
        let stem = last.trim_end_matches(".json").trim_end_matches(".yaml").trim_end_matches(".yml");
        let base: String = stem
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
            .collect();
        let base = if base.is_empty() { "Schema".to_owned() } else { base };
        let mut name = base.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{base}_{number}");
            number += 1;
        }
        self.names.insert(std::ptr::from_ref(target), name.clone());
        self.waiting.push((self.defs.len(), target));
        self.defs.push((name.clone(), Json::Null));
        name
    }

    /// One keyword of a schema; `None` where it has no meaning for a definition.
    fn keyword(
        &mut self,
        schema: &'a Node,
        key: &'a str,
        value: &'a Node,
    ) -> Result<Option<(&'a str, Json)>, Odd> {
        let json = match key {
            "$ref" | "xml" | "externalDocs" | "discriminator" | "readOnly" | "writeOnly" | "nullable"
            | "example" | "collectionFormat" | "allowEmptyValue" | "$schema" | "$id" | "id" | "$anchor"
            | "$defs" | "definitions" | "$comment" => return Ok(None),
            "exclusiveMinimum" | "exclusiveMaximum" if value.as_bool().is_some() => return Ok(None),
            "x-rust-name" | "x-rust-names" => return Ok(None),
            _ if key.starts_with("x-") && self.direction == Direction::Response => return Ok(None),
            "required" => return Ok(self.required(schema, value).map(|names| (key, names))),
            "enum" | "examples" | "type" if value.as_array().is_some_and(<[Node]>::is_empty) => {
                return Ok(None);
            }
            "examples" if value.as_array().is_none() => return Ok(None),
            "properties" => {
                let mut properties = Vec::new();
                for property in value.as_object().unwrap_or_default() {
                    if !self.goes_the_other_way(&property.value) {
                        properties.push((property.key.clone(), self.convert(&property.value)?));
                    }
                }
                Json::Object(properties)
            }
            _ => match (keyword(key).map_or(Holds::Nothing, |keyword| keyword.holds), value.as_array()) {
                (Holds::Nothing, _) => value.to_json(),
                (Holds::Named, _) => {
                    let mut schemas = Vec::new();
                    for entry in value.as_object().unwrap_or_default() {
                        schemas.push((entry.key.clone(), self.convert(&entry.value)?));
                    }
                    Json::Object(schemas)
                }
                (Holds::Schemas | Holds::SchemaOrSchemas, Some([])) => return Ok(None),
                (Holds::Schemas | Holds::SchemaOrSchemas, Some(list)) => {
                    let mut schemas = Vec::new();
                    for schema in list {
                        schemas.push(self.convert(schema)?);
                    }
                    Json::Array(schemas)
                }
                (Holds::Schemas, None) => return Ok(None),
                (Holds::Schema | Holds::SchemaOrSchemas, _) => self.convert(value)?,
            },
        };
        Ok(Some((key, json)))
    }

    fn required(&self, schema: &'a Node, value: &Node) -> Option<Json> {
        let properties = schema.get("properties").map(|entry| &entry.value);
        let mut names: Vec<Json> = Vec::new();
        for name in value.as_array().unwrap_or_default().iter().filter_map(Node::as_str) {
            let property = properties.and_then(|properties| properties.get(name));
            let other_way = property.is_some_and(|property| self.goes_the_other_way(&property.value));
            if !other_way && !names.contains(&string(name)) {
                names.push(string(name));
            }
        }
        (!names.is_empty()).then_some(Json::Array(names))
    }

    /// Whether a property is only in responses (`readOnly`), or only in requests.
    fn goes_the_other_way(&self, property: &Node) -> bool {
        let word = if self.direction == Direction::Request { "readOnly" } else { "writeOnly" };
        let says = |node: &Node| node.get(word).is_some_and(|entry| entry.value.as_bool() == Some(true));
        says(property) || self.files.resolve(property).is_ok_and(says)
    }

    /// The properties of an object, where the object is no more than its properties.
    pub(super) fn flat(&self, node: &'a Node) -> Option<Flat<'a>> {
        let mut flat = Flat::default();
        self.flatten(node, &mut flat, 0)?;
        if flat.properties.is_empty() {
            return None;
        }
        let mut required: Vec<&str> = Vec::new();
        for name in std::mem::take(&mut flat.required) {
            let known = flat.properties.iter().any(|(known, _)| *known == name);
            if required.contains(&name) || (!known && flat.left_out.contains(&name)) {
                continue;
            }
            if !known {
                flat.properties.push((name, &ANYTHING));
            }
            required.push(name);
        }
        flat.required = required;
        Some(flat)
    }

    fn flatten(&self, node: &'a Node, flat: &mut Flat<'a>, depth: usize) -> Option<()> {
        let node = self.files.resolve(node).ok().filter(|_| depth < 16)?;
        for entry in node.as_object()? {
            let value = &entry.value;
            match entry.key.as_str() {
                "type" if value.as_str() == Some("object") => {}
                "properties" => {
                    for property in value.as_object()? {
                        let name = property.key.as_str();
                        if self.goes_the_other_way(&property.value) {
                            flat.left_out.push(name);
                            continue;
                        }
                        if flat.properties.iter().any(|(known, _)| *known == name) {
                            return None;
                        }
                        flat.properties.push((name, &property.value));
                    }
                }
                "required" => flat.required.extend(value.as_array()?.iter().filter_map(Node::as_str)),
                "additionalProperties" if value.as_bool() == Some(false) => flat.closed = true,
                "allOf" => {
                    for part in value.as_array()? {
                        self.flatten(part, flat, depth + 1)?;
                    }
                }
                "nullable" if value.as_bool() == Some(false) => {}
                "title" | "description" | "example" | "examples" | "xml" | "externalDocs"
                | "discriminator" | "$schema" | "deprecated" => {}
                key if key.starts_with("x-") => {}
                _ => return None,
            }
        }
        Some(())
    }
}

/// The spellings of OpenAPI 3.0 and Swagger 2.0 that 2020-12 has not.
fn older(schema: &Node, out: &mut Vec<(String, Json)>) {
    let says = |key: &str| schema.get(key).is_some_and(|entry| entry.value.as_bool() == Some(true));
    for (old, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if says(old)
            && let Some(entry) = out.iter_mut().find(|(key, _)| key == bound)
        {
            old.clone_into(&mut entry.0);
        }
    }
    if let Some((_, ty)) = out.iter_mut().find(|(key, _)| key == "type")
        && *ty == string("file")
    {
        *ty = string("string");
        out.retain(|(key, _)| key != "format");
        out.push(("format".to_owned(), string("binary")));
    }
    if says("nullable") || says("x-nullable") {
        if let Some((_, ty @ Json::String(_))) = out.iter_mut().find(|(key, _)| key == "type") {
            *ty = Json::Array(vec![ty.clone(), string("null")]);
        }
        if let Some((_, Json::Array(values))) = out.iter_mut().find(|(key, _)| key == "enum")
            && !values.contains(&Json::Null)
        {
            values.push(Json::Null);
        }
    }
    let example = schema.get("example").map(|entry| entry.value.to_json());
    let short = |json: &Json| match json {
        Json::String(text) => text.len() <= 80,
        Json::Number(Number(_)) | Json::Bool(_) => true,
        _ => false,
    };
    if let Some(example) = example.filter(short)
        && !out.iter().any(|(key, _)| key == "examples")
    {
        out.push(("examples".to_owned(), Json::Array(vec![example])));
    }
}
