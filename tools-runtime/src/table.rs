//! The static tables that the compiler emits: what a tool accepts and what it sends.
//!
//! Everything here is plain data, fully public so that generated code can write it as literals.
//! The argument checker reads [`Schema`], the request engine reads [`Template`].

use std::sync::OnceLock;

/// One tool: its words for the model, the schema of its arguments, and its request.
#[derive(Debug)]
pub struct Definition {
    /// The name that a model calls.
    pub name: &'static str,
    /// What a model reads.
    pub description: &'static str,
    /// What the arguments must satisfy.
    pub arguments: Schema,
    /// Whether the Rust types alone hold every rule of `arguments`, so that a call made from
    /// typed Rust needs no second check before its request is built.
    pub checked_by_types: bool,
    /// The request.
    pub request: Template,
    /// What becomes of the response.
    pub response: ResponseRules,
    /// What the tool does to the world, in the terms of MCP's tool annotations.
    pub hints: Hints,
    /// Property names that some providers refuse: the name that a model is shown there, and the
    /// real one. No alias is the name of a property of this tool, at any depth.
    pub aliases: &'static [(&'static str, &'static str)],
}

/// A literal JSON value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lit {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer that fits `i64`.
    Int(i64),
    /// An integer above `i64::MAX`.
    UInt(u64),
    /// Any other number.
    Float(f64),
    /// A string.
    Str(&'static str),
    /// An array.
    Array(&'static [Lit]),
    /// An object, in the order of the definition.
    Object(&'static [(&'static str, Lit)]),
}

/// A JSON Schema as a graph of nodes, so that references (recursive ones too) are indices.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Node 0 is the root.
    pub nodes: &'static [Node],
}

/// A conjunction of rules; no rule accepts everything.
pub type Node = &'static [Rule];

/// The index of a node in its [`Schema`].
pub type NodeId = u32;

/// A set of JSON types, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Types(pub u8);

impl Types {
    /// `null`
    pub const NULL: u8 = 1;
    /// `boolean`
    pub const BOOLEAN: u8 = 1 << 1;
    /// `integer`: a number without fraction, `3.0` included.
    pub const INTEGER: u8 = 1 << 2;
    /// `number`; a set with this bit has the bit of `integer` too.
    pub const NUMBER: u8 = 1 << 3;
    /// `string`
    pub const STRING: u8 = 1 << 4;
    /// `array`
    pub const ARRAY: u8 = 1 << 5;
    /// `object`
    pub const OBJECT: u8 = 1 << 6;

    /// Whether the set holds any of `bits`.
    #[must_use]
    pub const fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }
}

/// One rule of a schema node, exactly as JSON Schema 2020-12 defines the keyword of that name.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// The schema `false`.
    Never,
    /// `type`
    Type(Types),
    /// `enum`, and `const` as an `enum` of one.
    Enum(&'static [Lit]),
    /// `minimum`; the value is a number.
    Minimum(Lit),
    /// `maximum`
    Maximum(Lit),
    /// `exclusiveMinimum`
    ExclusiveMinimum(Lit),
    /// `exclusiveMaximum`
    ExclusiveMaximum(Lit),
    /// `multipleOf`
    MultipleOf(Lit),
    /// `minLength`, in characters (Unicode code points).
    MinLength(u64),
    /// `maxLength`
    MaxLength(u64),
    /// `pattern`
    Pattern(&'static Pattern),
    /// `format`, of those that are asserted.
    Format(Format),
    /// `minItems`
    MinItems(u64),
    /// `maxItems`
    MaxItems(u64),
    /// `uniqueItems: true`
    UniqueItems,
    /// `prefixItems` and `items`.
    Items {
        /// A schema for each of the first elements.
        prefix: &'static [NodeId],
        /// The schema of all further elements.
        rest: Option<NodeId>,
    },
    /// `contains` with `minContains` and `maxContains`.
    Contains {
        /// The schema that elements are counted by.
        node: NodeId,
        /// At least so many.
        min: u64,
        /// At most so many.
        max: Option<u64>,
    },
    /// `minProperties`
    MinProperties(u64),
    /// `maxProperties`
    MaxProperties(u64),
    /// `required`
    Required(&'static [&'static str]),
    /// `properties`, `patternProperties` and `additionalProperties`, which decide together.
    Object {
        /// Named properties, in the order of the definition.
        properties: &'static [(&'static str, NodeId)],
        /// Properties by pattern of their name.
        patterns: &'static [(&'static Pattern, NodeId)],
        /// All others: `None` where `additionalProperties` is absent (or `true`).
        rest: Option<NodeId>,
    },
    /// `propertyNames`
    PropertyNames(NodeId),
    /// `dependentRequired`
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `dependentSchemas`
    DependentSchemas(&'static [(&'static str, NodeId)]),
    /// `$ref`
    Ref(NodeId),
    /// `allOf`
    AllOf(&'static [NodeId]),
    /// `anyOf`
    AnyOf(&'static [NodeId]),
    /// `oneOf`
    OneOf(&'static [NodeId]),
    /// `not`
    Not(NodeId),
    /// `if`, `then`, `else`
    If {
        /// `if`
        condition: NodeId,
        /// `then`
        then: Option<NodeId>,
        /// `else`
        otherwise: Option<NodeId>,
    },
}

/// The formats that are asserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 3339 `full-date`
    Date,
    /// RFC 3339 `full-time`
    Time,
    /// RFC 3339 `date-time`
    DateTime,
    /// RFC 5321 `Mailbox`
    Email,
    /// RFC 3986 `URI` (absolute)
    Uri,
    /// RFC 4122 `UUID`
    Uuid,
    /// RFC 2673 dotted quad
    Ipv4,
    /// RFC 4291 section 2.2
    Ipv6,
    /// RFC 1123 host name, or its internationalised form (RFC 5891)
    Hostname,
}

/// A regular expression of a schema (ECMA-262), translated exactly at build time.
///
/// A string matches when one of its parts matches every expression of `matches` and none of
/// `rejects` (a look-ahead at the very start becomes one or the other).
#[derive(Debug)]
pub struct Pattern {
    /// As the schema has it, for messages.
    pub source: &'static str,
    /// In the syntax of `regex-lite`.
    pub matches: &'static [&'static str],
    /// In the syntax of `regex-lite`.
    pub rejects: &'static [&'static str],
    /// Compiled at first use.
    pub(crate) compiled: OnceLock<Option<crate::check::CompiledPattern>>,
}

impl Pattern {
    /// For generated code, which keeps each pattern in a `static` of its own.
    #[must_use]
    pub const fn new(
        source: &'static str,
        matches: &'static [&'static str],
        rejects: &'static [&'static str],
    ) -> Self {
        Self { source, matches, rejects, compiled: OnceLock::new() }
    }
}

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

/// What becomes of a response.
#[derive(Debug, Clone, Copy)]
pub struct ResponseRules {
    /// At most so many characters of it reach a model.
    pub max_chars: u32,
    /// What of an error response reaches a model.
    pub errors: ErrorText,
}

/// What of an error response reaches a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorText {
    /// The status alone.
    Status,
    /// The status and the first 500 characters of the body, scrubbed of secrets.
    Body,
    /// That the call failed, no more.
    Hide,
}

/// What a tool does to the world, in the terms of MCP's tool annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hints {
    /// A name for people.
    pub title: Option<&'static str>,
    /// It changes nothing.
    pub read_only: bool,
    /// It may destroy something.
    pub destructive: bool,
    /// Calling it again with the same arguments changes nothing more.
    pub idempotent: bool,
    /// It reaches beyond the host.
    pub open_world: bool,
}

/// A way in which providers want an argument schema written.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// JSON Schema with an object without unions at its root.
    Plain,
    /// JSON Schema 2020-12 as it is.
    Mcp,
    /// [`Dialect::Plain`] with the property names that Anthropic takes.
    Anthropic,
    /// The part of JSON Schema that `parametersJsonSchema` documents.
    Gemini,
    /// The OpenAPI subset of `parameters`.
    GeminiLive,
    /// Flat properties, all else in words.
    Ollama,
    /// OpenAI's strict subset.
    OpenAiStrict,
    /// Azure's older strict subset.
    AzureStrict,
    /// DeepSeek's strict subset.
    DeepSeekStrict,
    /// Anthropic's strict subset, also on Bedrock.
    AnthropicStrict,
}

/// One tool in one [`Dialect`].
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// The schema as JSON text; empty where the field is to be left out (a tool without
    /// arguments, in some dialects); `None` where the tool cannot be put so.
    pub schema: Option<&'static str>,
    /// Its optional parameters, for providers that limit them per request.
    pub optionals: u16,
    /// Its parameters of several types, for providers that limit them per request.
    pub unions: u16,
}

impl Spec {
    /// The tool cannot be put in this dialect.
    pub const NONE: Self = Self { schema: None, optionals: 0, unions: 0 };

    /// A tool in a dialect without limits per request.
    #[must_use]
    pub const fn new(schema: &'static str) -> Self {
        Self::counted(schema, 0, 0)
    }

    /// A tool with what counts towards a request's limits.
    #[must_use]
    pub const fn counted(schema: &'static str, optionals: u16, unions: u16) -> Self {
        Self { schema: Some(schema), optionals, unions }
    }
}

/// The exports of a set. The compiler writes it for the set's `Tools` (`emit/specs.rs`): a
/// `static` array per dialect, in the order of the set's definitions, and an inlined `match`, so
/// that a program that names its provider as a constant links the arrays of that one alone.
/// `Tools::specs` and `Tools::strict_specs` are `#[inline]` and call
/// `Specs::plain::<Tools>(provider, DEFINITIONS)` and `Specs::strict::<Tools>(..)`.
#[doc(hidden)]
pub trait Exports {
    /// The tools of the set in `dialect`, as many and in the order of its definitions.
    fn dialect(dialect: Dialect) -> &'static [Spec];
}
