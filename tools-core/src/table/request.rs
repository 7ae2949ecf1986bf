//! What a tool sends.

/// The request of a tool: literals, and placeholders that are filled once.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE` or `HEAD`.
    pub method: &'a str,
    /// Where the request goes; no call can move it.
    pub origin: Origin<'a>,
    /// The path without its first `/`. Literals are percent-encoded already, and a `/` in one parts
    /// segments.
    pub path: &'a [Part<'a>],
    /// The query, in the order of the definition.
    pub query: &'a [Pair<'a>],
    /// The definition's own headers (no `content-type`).
    pub headers: &'a [Header<'a>],
    /// The body.
    pub body: Body<'a>,
}

impl Template<'_> {
    /// What a table leaves out: no path, no query, no headers, no body.
    pub const EMPTY: Self = Self {
        method: "GET",
        origin: Origin::Fixed(""),
        path: &[],
        query: &[],
        headers: &[],
        body: Body::None,
    };

    /// The URL with the names of its placeholders, `{name}` for each, without the query: for people and metrics.
    #[must_use]
    pub fn shown_url(&self) -> String {
        let named = |name: &str| format!("{{{name}}}");
        let mut url = match self.origin {
            Origin::Fixed(origin) => origin.to_owned(),
            Origin::BaseUrl(name) => named(name),
        };
        for (number, part) in self.path.iter().enumerate() {
            if number == 0 {
                url.push('/');
            }
            match (*part, part.source()) {
                (Part::Text(text), _) => url.push_str(text),
                (_, Some(Source::Argument(name) | Source::Context(name) | Source::Secret(name))) => {
                    url.push_str(&named(name));
                }
                (_, None) => {}
            }
        }
        url
    }
}

/// Scheme, host and port.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// `https://host[:port]`, normalised at build time (lower case, no default port, no slash).
    Fixed(&'a str),
    /// From the secret of this name: an origin and an optional path prefix, checked when the
    /// client is built. The set's [`OriginRules`] list it.
    BaseUrl(&'a str),
}

/// Where the requests of a set may go, apart from what its tools write out.
#[derive(Debug, Clone, Copy)]
pub struct OriginRules<'a> {
    /// The names of the secrets that are base URLs, since an endpoint begins with them.
    pub base_urls: &'a [&'a str],
    /// The origins that may be plain `http`; `*` for all.
    pub allow_http: &'a [&'a str],
}

/// A stretch of a text template. A placeholder says by its name whose value it takes.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// Literal text.
    Text(&'a str),
    /// `{{note_text}}`: the argument of this name, with nothing special about it.
    Argument(&'a str),
    /// `{{contact_id}}`: the context field of this name.
    Context(&'a str),
    /// `{{CRM_API_KEY}}`: the secret of this name.
    Secret(&'a str),
    /// A placeholder that says more than a name.
    Placeholder(&'a Placeholder<'a>),
}

impl<'a> Part<'a> {
    /// A placeholder with nothing special about it.
    #[must_use]
    pub const fn of(source: Source<'a>) -> Self {
        match source {
            Source::Argument(name) => Self::Argument(name),
            Source::Context(name) => Self::Context(name),
            Source::Secret(name) => Self::Secret(name),
        }
    }

    /// The placeholder, in full; `None` of literal text.
    #[must_use]
    pub const fn placeholder(self) -> Option<Placeholder<'a>> {
        match self {
            Self::Placeholder(placeholder) => Some(*placeholder),
            other => match other.source() {
                Some(source) => Some(Placeholder::plain(source)),
                None => None,
            },
        }
    }

    /// Who supplies the value; `None` of literal text.
    #[must_use]
    pub const fn source(self) -> Option<Source<'a>> {
        match self {
            Self::Text(_) => None,
            Self::Argument(name) => Some(Source::Argument(name)),
            Self::Context(name) => Some(Source::Context(name)),
            Self::Secret(name) => Some(Source::Secret(name)),
            Self::Placeholder(placeholder) => Some(placeholder.source),
        }
    }
}

/// A placeholder.
#[derive(Debug, Clone, Copy)]
pub struct Placeholder<'a> {
    /// Whose value it takes.
    pub source: Source<'a>,
    /// The further steps of a dotted path (`{{address.city}}`: `["city"]`), by wire name.
    pub steps: &'a [&'a str],
    /// How the value is written: what stands behind the name.
    pub suffix: Suffix,
    /// How an array or object becomes pairs; only where it is the whole value of one.
    pub style: Style,
}

impl<'a> Placeholder<'a> {
    /// `{{name}}`, in full.
    #[must_use]
    pub const fn plain(source: Source<'a>) -> Self {
        Self { source, steps: &[], suffix: Suffix::None, style: Style::Repeat }
    }
}

/// Who supplies a placeholder's value, and under which name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// The model, as an argument of the call.
    Argument(&'a str),
    /// The application, for each conversation.
    Context(&'a str),
    /// The application, once.
    Secret(&'a str),
}

/// What stands behind a placeholder's name: how its value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suffix {
    /// `{{name}}`: as the place has it. In a path, a value with `/` is refused.
    None,
    /// `{{name:segment}}`, in a path: `/` is sent as `%2F`.
    Segment,
    /// `{{name:path}}`, in a path: `/` parts segments, each held to the rule of a single one.
    Path,
    /// `{{name:xml}}`, in a body that is text: escaped for XML's text and attributes.
    Xml,
    /// `{{name:json}}`, in a body that is text: as a JSON value.
    Json,
}

impl Suffix {
    /// As it is written behind the name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Segment => ":segment",
            Self::Path => ":path",
            Self::Xml => ":xml",
            Self::Json => ":json",
        }
    }
}

/// One query pair or form field.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// The name, decoded.
    pub name: &'a str,
    /// The value; a single placeholder may be an array or object.
    pub value: &'a [Part<'a>],
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
pub struct Header<'a> {
    /// The name, in lower case.
    pub name: &'a str,
    /// The value.
    pub value: &'a [Part<'a>],
    /// Whether the value is kept out of logs and `Debug` (it holds a secret or is a credential).
    pub sensitive: bool,
}

/// The body of a request.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// No body.
    None,
    /// A JSON document.
    Json {
        /// The media type, as it is sent.
        content_type: &'a str,
        /// The document.
        value: JsonTemplate<'a>,
    },
    /// `application/x-www-form-urlencoded`
    Form {
        /// The media type, as it is sent.
        content_type: &'a str,
        /// The fields.
        fields: &'a [Pair<'a>],
        /// What stands behind them.
        rest: Rest<'a>,
    },
    /// `multipart/form-data`; the boundary is made for each request.
    Multipart {
        /// The fields.
        fields: &'a [Field<'a>],
        /// What stands behind them.
        rest: Rest<'a>,
    },
    /// A file of the context.
    File {
        /// The media type, as it is sent; `None`: the file's own.
        content_type: Option<&'a str>,
        /// The file.
        value: Part<'a>,
    },
    /// Any other media type: the bytes of a text template.
    Text {
        /// The media type, as it is sent.
        content_type: &'a str,
        /// The text.
        value: &'a [Part<'a>],
    },
}

/// The fields of a form that no definition names.
#[derive(Debug, Clone, Copy)]
pub enum Rest<'a> {
    /// There are none.
    None,
    /// The additional properties of the arguments.
    Arguments,
    /// Those of an object whose properties are the fields of the form.
    Of(Part<'a>),
}

/// A JSON document with placeholders.
#[derive(Debug, Clone, Copy)]
pub enum JsonTemplate<'a> {
    /// A value without placeholders, as JSON text.
    Raw(&'a str),
    /// A string that is exactly one placeholder: the value with its type.
    Argument(&'a str),
    /// A context field.
    Context(&'a str),
    /// A secret.
    Secret(&'a str),
    /// A placeholder that says more than a name.
    Placeholder(&'a Placeholder<'a>),
    /// A string with text around placeholders.
    Text(&'a [Part<'a>]),
    /// An object in the order of the definition.
    Object(&'a [(&'a str, JsonTemplate<'a>)]),
    /// The default body of arguments that keep additional properties: an object, and those behind
    /// it.
    WithRest(&'a [(&'a str, JsonTemplate<'a>)]),
    /// An array.
    Array(&'a [JsonTemplate<'a>]),
}

impl<'a> JsonTemplate<'a> {
    /// A template that is exactly one placeholder.
    #[must_use]
    pub const fn of(part: Part<'a>) -> Self {
        match part {
            Part::Text(_) => Self::Text(&[]),
            Part::Argument(name) => Self::Argument(name),
            Part::Context(name) => Self::Context(name),
            Part::Secret(name) => Self::Secret(name),
            Part::Placeholder(placeholder) => Self::Placeholder(placeholder),
        }
    }
}

/// One field of a multipart body.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// The name.
    pub name: &'a str,
    /// The value.
    pub value: &'a [Part<'a>],
    /// Whether the value is base64 and is sent, decoded, as a file (`format: binary | byte`).
    pub file: bool,
    /// The name of the file, where the definition says it: what has one is a file.
    pub filename: Option<&'a [Part<'a>]>,
    /// Its media type, where the definition says it.
    pub content_type: Option<&'a str>,
}
