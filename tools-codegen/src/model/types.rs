//! The Rust types of arguments.

use super::NodeId;
use crate::json::Json;

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
    /// `Box<T>`, which breaks a recursion, or holds what is large.
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
    pub(crate) variants: Vec<Branch>,
}

/// A variant of a union.
#[derive(Debug, Clone)]
pub(crate) struct Branch {
    /// The Rust name.
    pub(crate) rust: String,
    pub(crate) ty: Type,
    pub(crate) doc: String,
    /// Schemas of which its values satisfy one, where types do not tell the variants apart; else none.
    pub(crate) nodes: Vec<NodeId>,
}
