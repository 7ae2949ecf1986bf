//! What a tool sends.

/// The request of a tool: literals, and placeholders that are filled once.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE` or `HEAD`.
    pub method: &'static str,
    /// Where the request goes; no call can move it.
    pub origin: Origin,
    /// The path without its first `/`. Literals are percent-encoded already, and a `/` in one parts
    /// segments.
    pub path: &'static [Part],
    /// The query, in the order of the definition.
    pub query: &'static [Pair],
    /// The definition's own headers (no `content-type`).
    pub headers: &'static [Header],
    /// The body.
    pub body: Body,
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
    /// The argument of this index, with nothing special about it; see [`Source::Argument`].
    Argument(u16),
    /// The context field of this index; see [`Source::Context`].
    Context(u16),
    /// The secret of this index; see [`Source::Secret`].
    Secret(u16),
    /// A placeholder that says more than a name.
    Hole(&'static Hole),
}

impl Part {
    /// Whether this is a placeholder, not literal text.
    #[must_use]
    #[inline]
    pub const fn is_hole(self) -> bool {
        !matches!(self, Self::Text(_))
    }

    /// The placeholder in full, unless this is literal text.
    #[must_use]
    pub const fn hole(self) -> Option<Hole> {
        match self {
            Self::Text(_) => None,
            Self::Argument(index) => Some(Hole::plain(Source::Argument(index))),
            Self::Context(index) => Some(Hole::plain(Source::Context(index))),
            Self::Secret(index) => Some(Hole::plain(Source::Secret(index))),
            Self::Hole(hole) => Some(*hole),
        }
    }
}

/// A placeholder.
#[derive(Debug, Clone, Copy)]
pub struct Hole {
    /// Whose value it takes.
    pub source: Source,
    /// The further steps of a dotted path (`{{address.city}}`: `["city"]`), by wire name.
    pub steps: &'static [&'static str],
    /// What `/` in the value means; only in a path.
    pub slash: Slash,
    /// How an array or object becomes pairs; only where it is the whole value of one.
    pub style: Style,
}

impl Hole {
    /// `{{name}}`
    #[must_use]
    pub const fn plain(source: Source) -> Self {
        Self { source, steps: &[], slash: Slash::Refuse, style: Style::Repeat }
    }
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
    /// The value; a single placeholder may be an array or object.
    pub value: &'static [Part],
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
        /// What stands behind them.
        rest: Rest,
    },
    /// `multipart/form-data`; the boundary is made for each request.
    Multipart {
        /// The fields.
        fields: &'static [Field],
        /// What stands behind them.
        rest: Rest,
    },
    /// Any other media type: the bytes of a text template.
    Text {
        /// The media type, as it is sent.
        content_type: &'static str,
        /// The text.
        value: &'static [Part],
    },
}

/// The fields of a form that no definition names.
#[derive(Debug, Clone, Copy)]
pub enum Rest {
    /// There are none.
    None,
    /// The additional properties of the arguments.
    Arguments,
    /// Those of an object whose properties are the fields of the form.
    Of(Part),
}

/// A JSON document with holes.
#[derive(Debug, Clone, Copy)]
pub enum JsonTemplate {
    /// A value without holes, as JSON text.
    Raw(&'static str),
    /// A string that is exactly one placeholder: the value with its type. See [`Part`] for the four.
    Argument(u16),
    /// A context field.
    Context(u16),
    /// A secret.
    Secret(u16),
    /// A placeholder that says more than a name.
    Hole(&'static Hole),
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

impl JsonTemplate {
    /// The placeholder, where it is exactly one.
    #[must_use]
    #[inline]
    pub const fn hole(&self) -> Option<Part> {
        match *self {
            Self::Argument(index) => Some(Part::Argument(index)),
            Self::Context(index) => Some(Part::Context(index)),
            Self::Secret(index) => Some(Part::Secret(index)),
            Self::Hole(hole) => Some(Part::Hole(hole)),
            Self::Raw(_) | Self::Text(_) | Self::Object(_) | Self::WithRest(_) | Self::Array(_) => None,
        }
    }
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
