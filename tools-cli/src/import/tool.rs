//! A definition on its way from another format.

use typed_tools_codegen::Span;
use typed_tools_codegen::tree::{Json, Number};

/// What an importer gives.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    /// What the document is, and its title: `OpenAPI 3.0.3, Petstore`.
    pub(crate) what: String,
    /// How many operations or tools there are, those that a filter leaves out too.
    pub(crate) found: usize,
    pub(crate) refused: Vec<Refused>,
    /// What somebody should know of the result.
    pub(crate) notes: Vec<String>,
}

/// What an importer hands each tool to, as soon as it has it: a document may have ten thousand.
pub(crate) type Take<'t> = &'t mut dyn FnMut(Tool);

/// One that could not be imported.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refused {
    /// `GET /pets/{id}`, or the name of a tool.
    pub(crate) origin: String,
    /// Where the reason stands.
    pub(crate) span: Span,
    pub(crate) why: String,
}

/// One definition.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Tool {
    pub(crate) name: String,
    /// What it was made of, the same at every import: `GET /pets/{id}`.
    pub(crate) origin: String,
    /// Where that stands.
    pub(crate) span: Option<Span>,
    pub(crate) title: Option<String>,
    pub(crate) description: String,
    pub(crate) arguments: Arguments,
    pub(crate) endpoint: String,
    pub(crate) method: String,
    pub(crate) query: Vec<(String, Json)>,
    pub(crate) headers: Vec<(String, Json)>,
    pub(crate) body: Option<Json>,
    pub(crate) auth: Option<Json>,
    pub(crate) response: Vec<(String, Json)>,
    pub(crate) timeout_ms: Option<u64>,
    pub(crate) idempotency_key: Option<String>,
    /// Hints of MCP beside the title.
    pub(crate) hints: Vec<(String, Json)>,
    pub(crate) extensions: Vec<(String, Json)>,
}

/// The arguments of a tool.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Arguments {
    /// Name, schema, and whether it is required.
    pub(crate) properties: Vec<(String, Json, bool)>,
    /// Whether others are refused.
    pub(crate) closed: bool,
    pub(crate) defs: Vec<(String, Json)>,
    /// A schema that takes the place of all that.
    pub(crate) whole: Option<Json>,
}

impl Arguments {
    pub(crate) fn has(&self, name: &str) -> bool {
        self.properties.iter().any(|(known, ..)| known == name)
    }

    /// A name that no argument has: `name`, or with what it belongs to in front of it.
    pub(crate) fn free(&self, name: &str, place: &str) -> String {
        let mut free = name.to_owned();
        if self.has(&free) {
            free = format!("{place}_{name}");
        }
        let base = free.clone();
        let mut number = 2;
        while self.has(&free) {
            free = format!("{base}_{number}");
            number += 1;
        }
        free
    }

    fn to_json(&self) -> Option<Json> {
        if self.whole.is_some() {
            return self.whole.clone();
        }
        if self.properties.is_empty() {
            return None;
        }
        let properties = self.properties.iter().map(|(name, schema, _)| (name.clone(), schema.clone()));
        let required = self.properties.iter().filter(|(.., required)| *required);
        let required: Vec<Json> = required.map(|(name, ..)| string(name)).collect();
        let mut entries = vec![
            ("type".to_owned(), string("object")),
            ("properties".to_owned(), Json::Object(properties.collect())),
        ];
        if !required.is_empty() {
            entries.push(("required".to_owned(), Json::Array(required)));
        }
        if self.closed {
            entries.push(("additionalProperties".to_owned(), Json::Bool(false)));
        }
        if !self.defs.is_empty() {
            entries.push(("$defs".to_owned(), Json::Object(self.defs.clone())));
        }
        Some(Json::Object(entries))
    }
}

impl Tool {
    /// The entries of the definition, in the order in which people write them.
    pub(crate) fn entries(&self) -> Vec<(String, Json)> {
        let mut entries = Vec::new();
        let mut put = |key: &str, value: Option<Json>| {
            entries.extend(value.map(|value| (key.to_owned(), value)));
        };
        let object = |list: &[(String, Json)]| (!list.is_empty()).then(|| Json::Object(list.to_vec()));
        put("name", Some(string(&self.name)));
        put("description", Some(string(&self.description)));
        put("parameters", self.arguments.to_json());
        put("api_endpoint", Some(string(&self.endpoint)));
        put("http_method", Some(string(&self.method)));
        put("query_params", object(&self.query));
        put("auth", self.auth.clone());
        put("headers", object(&self.headers));
        put("body_template", self.body.clone());
        put("response", object(&self.response));
        put("timeout_ms", self.timeout_ms.map(|number| Json::Number(Number(number.to_string()))));
        put("idempotency_key", self.idempotency_key.as_deref().map(string));
        let title = self.title.as_deref().map(|title| ("title".to_owned(), string(title)));
        let hints: Vec<_> = title.into_iter().chain(self.hints.iter().cloned()).collect();
        put("annotations", object(&hints));
        for (key, value) in &self.extensions {
            put(key, Some(value.clone()));
        }
        entries
    }
}

pub(crate) fn string(text: &str) -> Json {
    Json::String(text.to_owned())
}

pub(crate) fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Object(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

/// `{{name}}`
pub(crate) fn placeholder(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

/// Text that stands for itself: a `{{` of somebody else's is no placeholder.
pub(crate) fn literal(text: &str) -> String {
    text.replace("{{", "{{{{")
}
