//! What a tool sends.

use typed_tools_core::table::{Style, Suffix};

use crate::json::Json;

/// The request of a tool: the core's table with numbers where that has names, and a path in segments. `lower` makes one of
/// the other.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) origin: Origin,
    /// Literals are percent-encoded already.
    pub(crate) path: Vec<Vec<Part>>,
    pub(crate) query: Vec<Pair>,
    pub(crate) headers: Vec<Header>,
    pub(crate) basic: Option<Basic>,
    /// The request that gives the access token which this one carries.
    pub(crate) token: Option<Box<Request>>,
    pub(crate) body: Body,
    pub(crate) timeout_ms: u64,
    pub(crate) retries: u32,
    pub(crate) idempotency_key: Option<String>,
}

impl Request {
    /// What a native tool sends: nothing.
    pub(crate) fn none(timeout_ms: u64) -> Self {
        Self {
            method: "POST".to_owned(),
            origin: Origin::Fixed(String::new()),
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            basic: None,
            token: None,
            body: Body::None,
            timeout_ms,
            retries: 0,
            idempotency_key: None,
        }
    }
}

/// User name and password of HTTP Basic.
#[derive(Debug, Clone)]
pub(crate) struct Basic {
    pub(crate) username: Vec<Part>,
    pub(crate) password: Vec<Part>,
    /// Form-urlencoded first, as OAuth asks for.
    pub(crate) encoded: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// `https://host[:port]`, normalised.
    Fixed(String),
    /// The index of a secret.
    BaseUrl(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    Text(String),
    Placeholder(Placeholder),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placeholder {
    pub(crate) source: Source,
    /// The further steps of a dotted path.
    pub(crate) path: Vec<String>,
    pub(crate) suffix: Suffix,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// An index into the root's fields.
    Argument(usize),
    /// An index into [`Model::context`].
    Context(usize),
    /// An index into [`Model::secrets`].
    Secret(usize),
}

#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) value: Vec<Part>,
    pub(crate) style: Style,
}

#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// In lower case.
    pub(crate) name: String,
    pub(crate) value: Vec<Part>,
    pub(crate) sensitive: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum Body {
    None,
    Json {
        content_type: String,
        value: JsonTemplate,
    },
    Form {
        content_type: String,
        fields: Vec<Pair>,
        rest: Rest,
    },
    Multipart {
        fields: Vec<FormField>,
        rest: Rest,
    },
    /// A file of the context, with a media type of the definition's own or that of the file.
    File {
        content_type: Option<String>,
        value: Placeholder,
    },
    Text {
        content_type: String,
        value: Vec<Part>,
    },
}

impl FormField {
    /// One of which the definition says nothing more.
    pub(crate) fn plain(name: String, value: Vec<Part>, file: bool) -> Self {
        Self { name, value, file, filename: None, content_type: None }
    }
}

/// The fields of a form that no definition names.
#[derive(Debug, Clone)]
pub(crate) enum Rest {
    None,
    /// The arguments' additional properties.
    Arguments,
    /// Those of an object that is the whole body.
    Of(Placeholder),
}

#[derive(Debug, Clone)]
pub(crate) enum JsonTemplate {
    /// A value without placeholders.
    Raw(Json),
    Placeholder(Placeholder),
    Text(Vec<Part>),
    Object(Vec<(String, JsonTemplate)>),
    /// An object, and the arguments' additional properties behind it.
    WithRest(Vec<(String, JsonTemplate)>),
    Array(Vec<JsonTemplate>),
}

#[derive(Debug, Clone)]
pub(crate) struct FormField {
    pub(crate) name: String,
    pub(crate) value: Vec<Part>,
    /// `format: binary | byte`
    pub(crate) file: bool,
    pub(crate) filename: Option<Vec<Part>>,
    pub(crate) content_type: Option<String>,
}
