//! A definition as written, with the place of each part.

use crate::diag::Span;
use crate::json::{Entry, Node, Number};
use crate::model::{ErrorText, Style};

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
    /// The set's base URL, for an endpoint that begins with `/`.
    pub(crate) base_url: Option<Text<'a>>,
    pub(crate) method: Option<Method>,
    pub(crate) method_span: Option<Span>,
    pub(crate) headers: Vec<RawPair<'a>>,
    pub(crate) query: Vec<RawPair<'a>>,
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
    /// Whether the application implements it.
    pub(crate) native: bool,
    /// Whether a mistake in it was reported, so that what follows from it is not.
    pub(crate) broken: bool,
}

impl<'a> RawTool<'a> {
    /// The text that the URL begins with.
    pub(crate) fn url_start(&self) -> Option<Text<'a>> {
        let endpoint = self.endpoint?;
        Some(self.base_url.filter(|_| endpoint.text.starts_with('/')).unwrap_or(endpoint))
    }

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
pub(crate) struct RawPair<'a> {
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
    /// Further fields of the form: those with a string are sent.
    pub(crate) params: &'a [Entry],
    /// Whether the client's credentials stand in the form, in place of HTTP Basic.
    pub(crate) in_body: bool,
    pub(crate) span: Span,
}

/// `response`.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawResponse<'a> {
    pub(crate) schema: Option<&'a Node>,
    /// Names, and the queries that stand for them.
    pub(crate) select: Vec<(Text<'a>, Text<'a>)>,
    pub(crate) max_chars: Option<u32>,
    pub(crate) max_bytes: Option<u32>,
    pub(crate) errors: Option<ErrorText>,
    pub(crate) failure: Option<RawFailure<'a>>,
}

/// `response.error`: what makes a response with status 2xx a failure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawFailure<'a> {
    pub(crate) path: Text<'a>,
    pub(crate) is: Option<&'a Node>,
    pub(crate) message: Option<Text<'a>>,
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
pub(super) const KEYS: &[&str] = &[
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
    "native",
];

/// The keys that describe a request, which a native tool has none of.
pub(super) const OF_A_REQUEST: &[&str] = &[
    "api_endpoint",
    "http_method",
    "headers",
    "query_params",
    "body_template",
    "auth",
    "retries",
    "idempotency_key",
];
