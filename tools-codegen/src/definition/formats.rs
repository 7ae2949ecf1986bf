//! Formats that people already have tools in: what tells one apart, and what its parts are called here.
//!
//! What is in one of them is told of once, whatever its keys would mean in a definition. `cargo typed-tools import` asks
//! the same table what a document is.

use super::words::start_of;
use crate::diag::{Code, Diagnostic};
use crate::json::{Kind, Node};

/// What a document has. A way is keys, one within the other; a list on it is entered at each element, the document too
/// where it is one.
#[derive(Debug)]
enum Sign {
    /// The way leads somewhere.
    Has(&'static str),
    /// It leads to this text.
    Is(&'static str, &'static str),
}

use Sign::{Has, Is};

/// A format of somebody else's.
#[derive(Debug)]
pub struct Format {
    what: &'static str,
    /// All of one of these hold.
    signs: &'static [&'static [Sign]],
    /// Its words, and ours.
    parts: &'static [(&'static str, &'static str)],
    /// What else there is to do.
    note: &'static str,
    /// What `cargo typed-tools import` calls it, where it reads it.
    imported: Option<&'static str>,
}

/// Keys that only a definition has.
const OURS: &[&str] = &["api_endpoint", "http_method", "body_template", "native"];

/// Elements of a list that are looked at: one that is of a format is so from the start.
const LOOKED_AT: usize = 20;

/// Lists of tools for models say nothing of requests.
const NO_REQUEST: &str =
    "it does not say which request a tool makes: add `api_endpoint` and `http_method`, or `\"native\": true`";

/// The first that fits: what has more signs comes first.
const FORMATS: &[Format] = &[
    Format {
        what: "an OpenAPI document",
        signs: &[
            &[Has("openapi"), Has("info")],
            &[Has("openapi"), Has("paths")],
            &[Has("swagger"), Has("paths")],
        ],
        parts: &[
            ("operationId", "name"),
            ("servers[].url", "the start of `api_endpoint`"),
            ("parameters", "parameters.properties"),
            ("security", "auth"),
        ],
        note: "each operation becomes a definition",
        imported: Some("openapi"),
    },
    Format {
        what: "a Postman collection",
        signs: &[&[Has("info._postman_id")], &[Has("info.schema"), Has("item")], &[Has("item.request.url")]],
        parts: &[
            ("request.url", "api_endpoint"),
            ("request.method", "http_method"),
            ("request.header", "headers"),
            ("request.body", "body_template"),
        ],
        note: "each request becomes a definition, with `parameters` for what the model fills in",
        imported: None,
    },
    Format {
        what: "a UTCP manual",
        signs: &[
            &[Has("utcp_version")],
            &[Has("tool_call_template")],
            &[Has("tools.tool_call_template")],
            &[Has("tool_provider")],
            &[Has("tools.tool_provider")],
        ],
        parts: &[
            ("inputs", "parameters"),
            ("outputs", "response.schema"),
            ("tool_call_template.url", "api_endpoint"),
            ("tool_call_template.http_method", "http_method"),
            ("${x}", "{{x}}"),
        ],
        note: "each of its tools becomes a definition, with an `auth` of its own",
        imported: None,
    },
    Format {
        what: "a list of tools for Bedrock",
        signs: &[&[Has("toolSpec")], &[Has("tools.toolSpec")], &[Has("toolConfig.tools.toolSpec")]],
        parts: &[("toolSpec.name", "name"), ("toolSpec.inputSchema.json", "parameters")],
        note: NO_REQUEST,
        imported: Some("bedrock"),
    },
    Format {
        what: "a list of tools for Gemini",
        signs: &[
            &[Has("functionDeclarations")],
            &[Has("function_declarations")],
            &[Has("tools.functionDeclarations")],
            &[Has("tools.function_declarations")],
        ],
        parts: &[
            ("functionDeclarations[].name", "name"),
            ("parametersJsonSchema", "parameters"),
            ("\"STRING\"", "\"string\""),
        ],
        note: NO_REQUEST,
        imported: Some("gemini"),
    },
    Format {
        what: "a tool of ElevenLabs",
        signs: &[
            &[Has("api_schema")],
            &[Has("tool_config.api_schema")],
            &[Has("tools.api_schema")],
            &[Has("tools.tool_config")],
            &[Has("conversation_config.agent")],
            &[Has("prompt.tools.api_schema")],
        ],
        parts: &[
            ("api_schema.url", "api_endpoint"),
            ("api_schema.method", "http_method"),
            ("request_headers", "headers"),
            ("request_body_schema", "parameters"),
            ("response_timeout_secs", "timeout_ms"),
        ],
        note: "what `path_params_schema` and `query_params_schema` declare goes into `parameters`, too",
        imported: Some("elevenlabs"),
    },
    Format {
        what: "a tool of Vapi",
        signs: &[
            &[Is("type", "apiRequest")],
            &[Has("variableExtractionPlan")],
            &[Has("function"), Has("server")],
            &[Is("tools.type", "apiRequest")],
            &[Has("tools.function"), Has("tools.server")],
            &[Has("model.tools")],
            &[Is("results.type", "apiRequest")],
            &[Has("results.function"), Has("results.server")],
        ],
        parts: &[
            ("url", "api_endpoint"),
            ("method", "http_method"),
            ("body", "parameters"),
            ("function.parameters", "parameters"),
            ("timeoutSeconds", "timeout_ms"),
            ("{{customer.number}}", "{{customer_number}}"),
        ],
        note: "`messages` have no counterpart",
        imported: Some("vapi"),
    },
    Format {
        what: "a tool of Retell",
        signs: &[
            &[Is("type", "custom"), Has("url")],
            &[Has("speak_during_execution")],
            &[Has("speak_after_execution")],
            &[Is("tools.type", "custom"), Has("tools.url")],
            &[Has("general_tools")],
            &[Has("response_engine.general_tools")],
            &[Is("states.tools.type", "custom"), Has("states.tools.url")],
        ],
        parts: &[
            ("url", "api_endpoint"),
            ("method", "http_method"),
            ("response_variables", "response.select"),
        ],
        note: "`name`, `description`, `parameters`, `headers`, `query_params` and `timeout_ms` stay; what is spoken has no counterpart",
        imported: Some("retell"),
    },
    Format {
        what: "a tool of Bland",
        signs: &[&[Has("input_schema"), Has("url")], &[Has("tools.input_schema"), Has("tools.url")]],
        parts: &[
            ("input_schema", "parameters"),
            ("url", "api_endpoint"),
            ("method", "http_method"),
            ("body", "body_template"),
            ("query", "query_params"),
            ("response", "response.select"),
            ("{{input.x}}", "{{x}}"),
        ],
        note: "`speech` has no counterpart",
        imported: None,
    },
    Format {
        what: "a list of tools for Anthropic",
        signs: &[&[Has("input_schema")], &[Has("tools.input_schema")], &[Has("body.tools.input_schema")]],
        parts: &[("input_schema", "parameters"), ("input_examples", "parameters.examples")],
        note: NO_REQUEST,
        imported: Some("anthropic"),
    },
    Format {
        what: "a list of tools of an MCP server (`tools/list`)",
        signs: &[&[Has("inputSchema")], &[Has("tools.inputSchema")], &[Has("result.tools.inputSchema")]],
        parts: &[
            ("inputSchema", "parameters"),
            ("outputSchema", "response.schema"),
            ("title", "annotations.title"),
        ],
        note: NO_REQUEST,
        imported: Some("mcp"),
    },
    Format {
        what: "a list of tools for OpenAI (chat completions)",
        signs: &[&[Has("function")], &[Has("tools.function")], &[Has("body.tools.function")]],
        parts: &[
            ("function.name", "name"),
            ("function.description", "description"),
            ("function.parameters", "parameters"),
        ],
        note: NO_REQUEST,
        imported: Some("openai"),
    },
    Format {
        what: "a list of tools for OpenAI (responses)",
        signs: &[
            &[Is("type", "function")],
            &[Is("tools.type", "function")],
            &[Is("body.tools.type", "function")],
        ],
        parts: &[],
        note: "`name`, `description` and `parameters` stay; it does not say which request a tool makes: add `api_endpoint` \
               and `http_method`, or `\"native\": true`",
        imported: Some("openai"),
    },
];

/// The format that a document is in, if it is no definition.
#[must_use]
pub fn format_of(node: &Node) -> Option<&'static Format> {
    let is_ours = |node: &Node| {
        let entries = node.as_object().unwrap_or_default();
        entries.iter().any(|entry| OURS.contains(&entry.key.as_str()))
    };
    if is_ours(node) || node.as_array().is_some_and(|items| items.iter().any(is_ours)) {
        return None;
    }
    FORMATS.iter().find(|format| format.signs.iter().any(|signs| signs.iter().all(|sign| sign.holds(node))))
}

impl Sign {
    fn holds(&self, node: &Node) -> bool {
        match self {
            Has(way) => leads(node, way, &|_| true),
            Is(way, text) => leads(node, way, &|node| node.as_str() == Some(text)),
        }
    }
}

fn leads(node: &Node, way: &str, to: &dyn Fn(&Node) -> bool) -> bool {
    if let Kind::Array(items) = &node.kind {
        return items.iter().take(LOOKED_AT).any(|item| leads(item, way, to));
    }
    let (key, behind) = way.split_once('.').map_or((way, None), |(key, behind)| (key, Some(behind)));
    let Some(entry) = node.get(key) else { return false };
    behind.map_or_else(|| to(&entry.value), |behind| leads(&entry.value, behind, to))
}

impl Format {
    /// What it is called.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// What `cargo typed-tools import` calls it, where it reads it.
    #[must_use]
    pub fn imported(&self) -> Option<&'static str> {
        self.imported
    }

    /// What there is to say of it. `file` is how a shell would name the input, if it is a file.
    pub(super) fn diagnostic(&self, node: &Node, file: Option<&str>) -> Diagnostic {
        let part = |(theirs, ours): &(&str, &str)| match ours.contains('`') {
            true => format!("`{theirs}` is {ours}"),
            false => format!("`{theirs}` is `{ours}`"),
        };
        let parts: Vec<_> = self.parts.iter().map(part).collect();
        let mut help = match parts.as_slice() {
            [] => self.note.to_owned(),
            parts => format!("here {}; {}", parts.join(", "), self.note),
        };
        if let Some(file) = file.filter(|_| self.imported.is_some()) {
            help.push_str(&format!("; `cargo typed-tools import {file}` writes the definitions"));
        }
        let message = format!("this is {}, not a tool definition", self.what);
        Diagnostic::new(Code::NotADefinition, start_of(node), message).help(help)
    }
}

#[cfg(test)]
mod tests;
