//! From a JSON tree to raw tools: known keys, values of the right kind, places kept.
//!
//! What a value means is for `check` to say; here is only what the format's grammar says.

mod auth;
mod provider;
mod read;

#[cfg(test)]
mod tests;

use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::json::{Entry, Kind, Node, Number};
use crate::model::{ErrorText, Style};
use typed_tools_core::nearest::nearest;

use read::{describe_kind, start_of};

/// A string of a definition and its place, quotes included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Span,
}

/// One definition, as written.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawTool<'a> {
    pub(crate) source: u32,
    /// Where to point when the tool as a whole is meant: its name, or its opening brace.
    pub(crate) place: Option<Span>,
    pub(crate) name: Option<Text<'a>>,
    pub(crate) description: Option<Text<'a>>,
    pub(crate) parameters: Option<&'a Node>,
    pub(crate) endpoint: Option<Text<'a>>,
    pub(crate) method: Option<Method>,
    pub(crate) method_span: Option<Span>,
    pub(crate) headers: Vec<Setting<'a>>,
    pub(crate) query: Vec<Setting<'a>>,
    pub(crate) body: Option<&'a Entry>,
    pub(crate) auth: Option<RawAuth<'a>>,
    pub(crate) response: RawResponse<'a>,
    pub(crate) timeout_ms: Option<u64>,
    pub(crate) retries: Option<(u32, Span)>,
    pub(crate) idempotency_key: Option<Text<'a>>,
    pub(crate) annotations: RawAnnotations<'a>,
    /// What goes into the tool's item at a provider, by the provider's name.
    pub(crate) provider_options: Vec<(&'static str, &'a Node)>,
    pub(crate) rust_name: Option<Text<'a>>,
    /// Whether a mistake in it was reported, so that what follows from it is not.
    pub(crate) broken: bool,
}

impl<'a> RawTool<'a> {
    /// A key of the definition that was written into `parameters`, where a brace was closed too late.
    pub(crate) fn inside_parameters(&self, key: &str) -> Option<&'a Entry> {
        // `name` and `description` may stand there with a meaning of their own.
        let ours = KEYS.contains(&key) && !matches!(key, "name" | "description" | "parameters" | "$schema");
        self.parameters?.get(key).filter(|_| ours)
    }
}

/// The methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
}

impl Method {
    pub(crate) const ALL: [(&'static str, Self); 6] = [
        ("GET", Self::Get),
        ("POST", Self::Post),
        ("PUT", Self::Put),
        ("PATCH", Self::Patch),
        ("DELETE", Self::Delete),
        ("HEAD", Self::Head),
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
        }
    }
}

/// A header or query parameter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) name: Text<'a>,
    /// `None` where a mistake was reported.
    pub(crate) value: Option<Scalar<'a>>,
    pub(crate) style: Style,
}

/// A value that is sent as text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scalar<'a> {
    Text(Text<'a>),
    Number(&'a Number, Span),
    Bool(bool),
}

/// `auth`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RawAuth<'a> {
    Basic { username: Text<'a>, password: Text<'a>, span: Span },
    Bearer { token: Text<'a>, span: Span },
    ApiKey { in_query: bool, name: Text<'a>, value: Text<'a>, span: Span },
    ClientCredentials(RawClient<'a>),
}

/// What `oauth2_client_credentials` says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawClient<'a> {
    pub(crate) token_url: Text<'a>,
    pub(crate) id: Text<'a>,
    pub(crate) secret: Text<'a>,
    pub(crate) scope: Option<Text<'a>>,
    pub(crate) span: Span,
}

/// `response`.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawResponse<'a> {
    pub(crate) schema: Option<&'a Node>,
    /// Names, and the queries that stand for them.
    pub(crate) select: Vec<(Text<'a>, Text<'a>)>,
    pub(crate) max_chars: Option<u32>,
    pub(crate) errors: Option<ErrorText>,
}

/// `annotations`.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawAnnotations<'a> {
    pub(crate) title: Option<Text<'a>>,
    pub(crate) read_only: Option<bool>,
    pub(crate) destructive: Option<bool>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) open_world: Option<bool>,
}

/// The keys of a definition.
const KEYS: &[&str] = &[
    "name",
    "description",
    "parameters",
    "api_endpoint",
    "http_method",
    "headers",
    "query_params",
    "body_template",
    "auth",
    "response",
    "timeout_ms",
    "retries",
    "idempotency_key",
    "annotations",
    "provider_options",
];

/// For how many keys a near one is looked for: of more mistakes than a report shows, most are no
/// slips of the pen.
const SUGGESTIONS: usize = 100;

const REQUIRED: &[&str] = &["name", "description", "api_endpoint", "http_method"];

/// The definitions of one file.
pub(crate) fn read<'a>(root: &'a Node, sink: &mut Sink) -> Vec<RawTool<'a>> {
    match &root.kind {
        Kind::Array(items) => items.iter().filter_map(|item| tool(item, sink)).collect(),
        _ => tool(root, sink).into_iter().collect(),
    }
}

fn tool<'a>(node: &'a Node, sink: &mut Sink) -> Option<RawTool<'a>> {
    let Some(entries) = node.as_object() else {
        let message = format!("a tool definition is an object, not {}", node.describe());
        sink.push(
            Diagnostic::new(Code::NotADefinition, start_of(node), message)
                .help("a file holds one definition, `{ \"name\": .. }`, or an array of them"),
        );
        return None;
    };
    let is_known = |entry: &Entry| KEYS.contains(&entry.key.as_str());
    if !entries.iter().any(is_known)
        && !entries.iter().take(SUGGESTIONS).any(|entry| near_key(entry).is_some())
    {
        no_definition(node, entries, sink);
        return None;
    }
    let mut reader = Reader {
        sink,
        suggestions: 0,
        meant: Vec::new(),
        tool: RawTool { source: node.span.source, ..RawTool::default() },
    };
    reader.tool.place = Some(start_of(node));
    for entry in entries {
        reader.entry(entry);
    }
    reader.required(entries);
    Some(reader.tool)
}

/// An object that is something else: one error, whatever keys it has.
fn no_definition(node: &Node, entries: &[Entry], sink: &mut Sink) {
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    let help = if has("tools") {
        "put the definitions into an array of their own: `[ { \"name\": .. }, .. ]`"
    } else if has("function") {
        "this is a provider's tool format; a definition has `name`, `description`, `parameters` at the top, \
         and says which request to make"
    } else if has("openapi") || has("swagger") {
        "this is an OpenAPI document; a definition describes one operation"
    } else {
        "a definition has `name`, `description`, `api_endpoint` and `http_method`"
    };
    let message = "this object is no tool definition: it has none of its keys";
    sink.push(Diagnostic::new(Code::NotADefinition, start_of(node), message).help(help));
}

fn near_key(entry: &Entry) -> Option<&'static str> {
    nearest(&entry.key, KEYS.iter().copied())
}

/// Reads one definition; reports what is not as it should be and goes on.
struct Reader<'a, 's> {
    sink: &'s mut Sink,
    tool: RawTool<'a>,
    /// How many names were looked for.
    suggestions: usize,
    /// The keys that misspelt ones were meant to be.
    meant: Vec<&'static str>,
}

impl<'a> Reader<'a, '_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.tool.broken = true;
        self.sink.push(diagnostic);
    }

    fn entry(&mut self, entry: &'a Entry) {
        match entry.key.as_str() {
            "name" => {
                self.tool.name = self.string(entry);
                self.tool.place = Some(entry.value.span);
            }
            "description" => self.tool.description = self.string(entry),
            "parameters" => self.tool.parameters = Some(&entry.value),
            "api_endpoint" => self.tool.endpoint = self.string(entry),
            "http_method" => self.method(entry),
            "headers" => self.tool.headers = self.settings(entry, false),
            "query_params" => self.tool.query = self.settings(entry, true),
            "body_template" => self.tool.body = Some(entry),
            "auth" => self.tool.auth = self.auth(entry),
            "response" => self.response(entry),
            "timeout_ms" => self.tool.timeout_ms = self.whole(entry, 1, 3_600_000),
            "retries" => {
                let count = self.whole(entry, 0, 10).and_then(|count| u32::try_from(count).ok());
                self.tool.retries = count.map(|count| (count, entry.value.span));
            }
            "idempotency_key" => self.tool.idempotency_key = self.string(entry),
            "annotations" => self.annotations(entry),
            "provider_options" => self.provider_options(entry),
            "x-rust-name" => self.tool.rust_name = self.string(entry),
            "$schema" => {
                self.string(entry);
            }
            key if key.starts_with("x-") => {}
            _ => self.unknown(entry, KEYS, "a definition"),
        }
    }

    /// A key that is not known; `what` has only `known`.
    fn unknown(&mut self, entry: &Entry, known: &[&'static str], what: &str) {
        self.suggestions += 1;
        let near =
            if self.suggestions > SUGGESTIONS { None } else { nearest(&entry.key, known.iter().copied()) };
        self.meant.extend(near.or_else(|| other_name(&entry.key)));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if other_name(&entry.key).is_some_and(|name| known.contains(&name)) => {
                format!("here it is called `{}`", other_name(&entry.key).unwrap_or_default())
            }
            None => format!("{what} has {}; your own notes go under keys that begin with `x-`", list(known)),
        };
        let message = format!("{what} has no key `{}`", short(&entry.key));
        self.report(Diagnostic::new(Code::UnknownKey, entry.key_span, message).help(help));
    }

    fn required(&mut self, entries: &[Entry]) {
        for key in REQUIRED {
            // A misspelt key was reported already.
            if entries.iter().any(|entry| entry.key == *key) || self.meant.contains(key) {
                continue;
            }
            let Some(place) = self.tool.place else { continue };
            let what = match self.tool.name {
                Some(name) => format!("the definition of `{}`", short(name.text)),
                None => "this definition".to_owned(),
            };
            let help = match *key {
                "name" => "add `\"name\": \"..\"`, the name by which a model calls the tool",
                "description" => "add `\"description\": \"..\"`, which tells a model when to call the tool",
                "api_endpoint" => "add `\"api_endpoint\": \"https://..\"`",
                _ => "add `\"http_method\"`: GET, POST, PUT, PATCH, DELETE or HEAD",
            };
            let message = format!("{what} has no `{key}`");
            let diagnostic = Diagnostic::new(Code::MissingKey, place, message);
            self.report(match self.tool.inside_parameters(key) {
                Some(entry) => diagnostic
                    .related(entry.key_span, "it stands here, inside `parameters`")
                    .help("close `parameters` before it"),
                None => diagnostic.help(help),
            });
        }
    }

    /// Reports a value of the wrong kind.
    fn wrong(&mut self, entry: &Entry, wanted: &str) {
        let message = format!("`{}` is {wanted}, not {}", short(&entry.key), entry.value.describe());
        let help = describe_kind(&entry.key, &entry.value);
        let diagnostic = Diagnostic::new(Code::WrongKind, start_of(&entry.value), message);
        self.report(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    }
}

/// What other formats call a key of ours.
fn other_name(key: &str) -> Option<&'static str> {
    Some(match key {
        "url" | "endpoint" | "uri" | "path" => "api_endpoint",
        "method" | "verb" => "http_method",
        "body" | "payload" | "json" | "data" => "body_template",
        "query" | "params" | "query_parameters" => "query_params",
        "input_schema" | "inputSchema" | "arguments" | "schema" => "parameters",
        "timeout" | "timeoutMs" => "timeout_ms",
        "title" | "tool_name" => "name",
        "authentication" | "authorization" => "auth",
        _ => return None,
    })
}

/// `a`, `b` and `c`
pub(crate) fn list(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        [one] => format!("`{one}`"),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}

/// A text of the input, as a message quotes it: cut, and without line breaks.
pub(crate) fn short(text: &str) -> String {
    let mut out: String =
        text.chars().take(60).map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}
