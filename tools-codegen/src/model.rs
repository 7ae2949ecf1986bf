//! The checked model of a set of tools: what `check` makes and what `emit` and `export` read.
//!
//! Nothing in it can be wrong any more: names are legal and free of collisions, references are
//! resolved, placeholders are bound. It can only be made by [`crate::check`].

use crate::json::{Json, Number};

/// A whole set, with its tools in the order of their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    /// The tools, sorted by name.
    pub(crate) tools: Vec<Tool>,
    /// The fields of `Context`, sorted by name (declared ones in the order declared).
    pub(crate) context: Vec<ContextField>,
    /// The secrets, sorted by name; a [`Source::Secret`] is an index into it.
    pub(crate) secrets: Vec<String>,
    /// The origins that may be plain `http`, as the set's options list them.
    pub(crate) allow_http: Vec<String>,
    /// Whether mistakes leave open which fields `Context` has.
    pub(crate) context_unsure: bool,
}

/// A field of `Context`.
#[derive(Debug, Clone)]
pub(crate) struct ContextField {
    /// The name in templates.
    pub(crate) wire: String,
    /// The Rust field (`r#type` for a keyword).
    pub(crate) rust: String,
    pub(crate) ty: ContextType,
    pub(crate) optional: bool,
    /// The names of the tools that use it, for its doc.
    pub(crate) used_by: Vec<String>,
}

/// The type of a context field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextType {
    /// `String`
    String,
    /// `i64`
    I64,
    /// `f64`
    F64,
    /// `bool`
    Bool,
    /// `serde_json::Value`
    Value,
}

/// One tool.
#[derive(Debug, Clone)]
pub(crate) struct Tool {
    pub(crate) name: String,
    pub(crate) description: String,
    /// `UpdateLeadStatus`: the argument struct and the variant of `ToolCall`.
    pub(crate) type_name: String,
    /// `update_lead_status`: the method and the module (`r#type` for a keyword).
    pub(crate) method: String,
    /// The file it stands in, as tracked; for docs.
    pub(crate) file: String,
    pub(crate) arguments: Arguments,
    pub(crate) request: Request,
    pub(crate) max_chars: u32,
    pub(crate) errors: ErrorText,
    pub(crate) hints: Hints,
    /// The types of the response, with `Output` at the root, where the set types its responses
    /// and the tool has a `response.schema`.
    pub(crate) output: Option<proc_macro2::TokenStream>,
    /// Where mistakes leave open what the arguments look like: names of further types that the
    /// tool may have. Nothing about them is told to a program that uses them.
    pub(crate) unsure: Option<Vec<String>>,
}

/// The arguments of a tool, three ways: the rules, the Rust types, and the schema to export.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments {
    /// The rules, for the runtime's checker.
    pub(crate) schema: Schema,
    /// The argument struct; its name is the tool's `type_name`.
    pub(crate) root: Struct,
    /// The named types below the root; a [`Type::Named`] is an index into it.
    pub(crate) types: Vec<TypeDef>,
    /// The schema in its neutral form: JSON Schema 2020-12, an object at the root, references
    /// as `#/$defs/Name` only, older spellings read, `x-` keys and `$comment` and `$id` left out,
    /// properties and keywords in the order of the file. What `export` starts from.
    pub(crate) neutral: Json,
    /// Whether the Rust types alone hold every rule.
    pub(crate) checked_by_types: bool,
}

/// A graph of schema nodes; node 0 is the root. Mirrors the runtime's table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Schema {
    pub(crate) nodes: Vec<Vec<Rule>>,
    /// The patterns that [`Rule::Pattern`] and [`Rule::Object`] name by index.
    pub(crate) patterns: Vec<Pattern>,
}

/// The index of a node in its [`Schema`].
pub(crate) type NodeId = u32;

/// One rule of a node, see `typed_tools_runtime::table::Rule`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Rule {
    Never,
    Type(Types),
    Enum(Vec<Json>),
    Minimum(Number),
    Maximum(Number),
    ExclusiveMinimum(Number),
    ExclusiveMaximum(Number),
    MultipleOf(Number),
    MinLength(u64),
    MaxLength(u64),
    Pattern(usize),
    Format(Format),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    Items { prefix: Vec<NodeId>, rest: Option<NodeId> },
    Contains { node: NodeId, min: u64, max: Option<u64> },
    MinProperties(u64),
    MaxProperties(u64),
    Required(Vec<String>),
    Object { properties: Vec<(String, NodeId)>, patterns: Vec<(usize, NodeId)>, rest: Option<NodeId> },
    PropertyNames(NodeId),
    DependentRequired(Vec<(String, Vec<String>)>),
    DependentSchemas(Vec<(String, NodeId)>),
    Ref(NodeId),
    AllOf(Vec<NodeId>),
    AnyOf(Vec<NodeId>),
    OneOf(Vec<NodeId>),
    Not(NodeId),
    If { condition: NodeId, then: Option<NodeId>, otherwise: Option<NodeId> },
}

/// A set of JSON types; the same bits as the runtime's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Types(pub(crate) u8);

impl Types {
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(1 << 1);
    pub(crate) const INTEGER: Self = Self(1 << 2);
    /// `number`, which holds `integer`.
    pub(crate) const NUMBER: Self = Self(1 << 3 | 1 << 2);
    pub(crate) const STRING: Self = Self(1 << 4);
    pub(crate) const ARRAY: Self = Self(1 << 5);
    pub(crate) const OBJECT: Self = Self(1 << 6);
    pub(crate) const ALL: Self = Self(0x7f);

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    pub(crate) const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// The formats that are asserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Date,
    Time,
    DateTime,
    Email,
    Uri,
    Uuid,
    Ipv4,
    Ipv6,
    Hostname,
}

/// A pattern, see `typed_tools_runtime::table::Pattern`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) source: String,
    pub(crate) matches: Vec<String>,
    pub(crate) rejects: Vec<String>,
    pub(crate) cost: u32,
}

/// A Rust type of an argument.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Type {
    String,
    I64,
    U64,
    F64,
    Bool,
    /// `serde_json::Value`
    Value,
    /// A struct, enum or union: an index into [`Arguments::types`].
    Named(usize),
    Vec(Box<Type>),
    /// `BTreeMap<String, T>`
    Map(Box<Type>),
    /// `Option<T>`, where `None` is `null`.
    Nullable(Box<Type>),
    /// `Box<T>`, which breaks a recursion.
    Boxed(Box<Type>),
}

/// A named type below the root.
#[derive(Debug, Clone)]
pub(crate) enum TypeDef {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
}

impl TypeDef {
    /// Its Rust name.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Struct(def) => &def.name,
            Self::Enum(def) => &def.name,
            Self::Union(def) => &def.name,
        }
    }
}

/// A struct.
#[derive(Debug, Clone, Default)]
pub(crate) struct Struct {
    /// The Rust name (empty for the root, which is named by its tool).
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) fields: Vec<Field>,
    /// Constant string properties that have no field, because they tell a union's branches
    /// apart: wire name and value.
    pub(crate) tags: Vec<(String, String)>,
    /// The type of `additional_properties`, where they are kept, and the field's name.
    pub(crate) rest: Option<(String, Type)>,
}

/// A field.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// The Rust name (`r#type` for a keyword).
    pub(crate) rust: String,
    pub(crate) wire: String,
    pub(crate) doc: String,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
}

/// Whether a property is always there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Presence {
    Required,
    /// `Option<T>`, where `None` is absent.
    Optional,
    /// `T`, with this value where it is not given.
    Default(Json),
}

/// An enum.
#[derive(Debug, Clone)]
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) variants: Vec<Variant>,
}

/// A variant of an enum: a scalar wire value (string, number, boolean, null).
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    pub(crate) rust: String,
    pub(crate) wire: Json,
    pub(crate) doc: String,
}

/// A union: each variant holds a value of one type; tried in this order.
#[derive(Debug, Clone)]
pub(crate) struct Union {
    pub(crate) name: String,
    pub(crate) doc: String,
    /// Rust name, type, doc.
    pub(crate) variants: Vec<(String, Type, String)>,
}

/// The request of a tool. Mirrors the runtime's table.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) origin: Origin,
    /// Literals are percent-encoded already.
    pub(crate) path: Vec<Vec<Part>>,
    pub(crate) query: Vec<Pair>,
    pub(crate) headers: Vec<Header>,
    /// User name and password of HTTP Basic.
    pub(crate) basic: Option<(Vec<Part>, Vec<Part>)>,
    pub(crate) body: Body,
    pub(crate) timeout_ms: u64,
    pub(crate) retries: u32,
    pub(crate) idempotency_key: Option<String>,
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
    Hole(Hole),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hole {
    pub(crate) source: Source,
    /// The further steps of a dotted path.
    pub(crate) path: Vec<String>,
    pub(crate) slash: Slash,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slash {
    Refuse,
    Encode,
    Split,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Repeat,
    Comma,
    Pipe,
    Space,
    Brackets,
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
    Json { content_type: String, value: JsonTemplate },
    Form { content_type: String, fields: Vec<Pair>, rest: Rest },
    Multipart { fields: Vec<FormField>, rest: Rest },
    Text { content_type: String, value: Vec<Part> },
}

/// The fields of a form that no definition names.
#[derive(Debug, Clone)]
pub(crate) enum Rest {
    None,
    /// The arguments' additional properties.
    Arguments,
    /// Those of an object that is the whole body.
    Of(Hole),
}

#[derive(Debug, Clone)]
pub(crate) enum JsonTemplate {
    /// A value without holes.
    Raw(Json),
    Hole(Hole),
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorText {
    Status,
    Body,
    Hide,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Hints {
    pub(crate) title: Option<String>,
    pub(crate) read_only: bool,
    pub(crate) destructive: bool,
    pub(crate) idempotent: bool,
    pub(crate) open_world: bool,
}

impl Hints {
    /// What follows from the method alone; the runtime's `table::usual` has the same.
    pub(crate) fn usual(method: &str) -> Self {
        Self {
            title: None,
            read_only: matches!(method, "GET" | "HEAD"),
            destructive: method == "DELETE",
            idempotent: matches!(method, "PUT" | "DELETE"),
            open_world: true,
        }
    }
}

/// How long a call may take where the definition does not say.
pub(crate) const TIMEOUT_MS: u64 = 20_000;
/// How much of a response a model reads where the definition does not say.
pub(crate) const MAX_CHARS: u32 = 15_000;
