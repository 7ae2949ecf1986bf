//! What a tool sends.

/// The request of a tool: literals, and holes that are filled once.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE` or `HEAD`.
    pub method: &'static str,
    /// Where the request goes; no call can move it.
    pub origin: Origin,
    /// The path, a part list for each segment; literals are percent-encoded already.
    pub path: &'static [&'static [Part]],
    /// The query, in the order of the definition.
    pub query: &'static [Pair],
    /// The definition's own headers (no `content-type`).
    pub headers: &'static [Header],
    /// HTTP Basic credentials of `auth`.
    pub basic: Option<Basic>,
    /// The body.
    pub body: Body,
    /// The deadline of the whole call, in milliseconds.
    pub timeout_ms: u64,
    /// How often a failed attempt is repeated, within the deadline.
    pub retries: u32,
    /// The header that carries an idempotency key, the same for all attempts of one call.
    pub idempotency_key: Option<&'static str>,
}

/// Scheme, host and port.
#[derive(Debug, Clone, Copy)]
pub enum Origin {
    /// `https://host[:port]`, normalised at build time (lower case, no default port, no slash).
    Fixed(&'static str),
    /// From the secret of this index (a name that is or ends in `BASE_URL`): an origin and an
    /// optional path prefix, checked when the client is built.
    BaseUrl(u16),
}

/// A stretch of a text template.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// Literal text.
    Text(&'static str),
    /// A placeholder.
    Hole(Hole),
}

/// A placeholder.
#[derive(Debug, Clone, Copy)]
pub struct Hole {
    /// Whose value it takes.
    pub source: Source,
    /// The further steps of a dotted path (`{{address.city}}`: `["city"]`), by wire name.
    pub path: &'static [&'static str],
    /// What `/` in the value means; only in a path.
    pub slash: Slash,
}

/// Who supplies a placeholder's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The argument of this index ([`crate::value::Fields::at`]).
    Argument(u16),
    /// The context field of this index.
    Context(u16),
    /// The secret of this index.
    Secret(u16),
}

/// What a `/` in a path value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slash {
    /// `{{name}}`: the value is refused.
    Refuse,
    /// `{{name:segment}}`: it is sent as `%2F`.
    Encode,
    /// `{{name:path}}`: it parts segments, each held to the rule of a single one.
    Split,
}

/// One query pair or form field.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// The name, decoded.
    pub name: &'static str,
    /// The value; a single hole may be an array or object.
    pub value: &'static [Part],
    /// How an array or object becomes pairs.
    pub style: Style,
}

/// How an array or object becomes query pairs or form fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `k=a&k=b`; objects `k[sub]=v`; the default.
    Repeat,
    /// `k=a,b`
    Comma,
    /// `k=a%7Cb`
    Pipe,
    /// `k=a%20b`
    Space,
    /// `k[]=a&k[]=b`
    Brackets,
}

/// One header.
#[derive(Debug, Clone, Copy)]
pub struct Header {
    /// The name, in lower case.
    pub name: &'static str,
    /// The value.
    pub value: &'static [Part],
    /// Whether the value is kept out of logs and `Debug` (it holds a secret or is a credential).
    pub sensitive: bool,
}

/// HTTP Basic credentials (RFC 7617).
#[derive(Debug, Clone, Copy)]
pub struct Basic {
    /// The user name.
    pub username: &'static [Part],
    /// The password.
    pub password: &'static [Part],
}

/// The body of a request.
#[derive(Debug, Clone, Copy)]
pub enum Body {
    /// No body.
    None,
    /// A JSON document.
    Json {
        /// The media type, as it is sent.
        content_type: &'static str,
        /// The document.
        value: JsonTemplate,
    },
    /// `application/x-www-form-urlencoded`
    Form {
        /// The media type, as it is sent.
        content_type: &'static str,
        /// The fields.
        fields: &'static [Pair],
    },
    /// `multipart/form-data`; the boundary is made for each request.
    Multipart {
        /// The fields.
        fields: &'static [Field],
    },
    /// Any other media type: the bytes of a text template.
    Text {
        /// The media type, as it is sent.
        content_type: &'static str,
        /// The text.
        value: &'static [Part],
    },
}

/// A JSON document with holes.
#[derive(Debug, Clone, Copy)]
pub enum JsonTemplate {
    /// A value without holes, as JSON text.
    Raw(&'static str),
    /// A string that is exactly one placeholder: the value with its type.
    Hole(Hole),
    /// A string with text around placeholders.
    Text(&'static [Part]),
    /// An object in the order of the definition; the key is JSON text with its quotes.
    Object(&'static [(&'static str, JsonTemplate)]),
    /// The default body of arguments that keep additional properties: an object, and those behind
    /// it.
    WithRest(&'static [(&'static str, JsonTemplate)]),
    /// An array.
    Array(&'static [JsonTemplate]),
}

/// One field of a multipart body.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name.
    pub name: &'static str,
    /// The value.
    pub value: &'static [Part],
    /// Whether the value is base64 and is sent, decoded, as a file (`format: binary | byte`).
    pub file: bool,
}
