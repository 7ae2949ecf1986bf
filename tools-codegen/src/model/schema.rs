//! What arguments must satisfy, as the runtime's tables have it.

use typed_tools_core::table::{Format, NodeId};

use crate::json::{Json, Number};

/// A graph of schema nodes; node 0 is the root. The owned twin of the core's table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Schema {
    pub(crate) nodes: Vec<Vec<Rule>>,
    /// The patterns that [`Rule::Pattern`] and [`Rule::Object`] name by index.
    pub(crate) patterns: Vec<Pattern>,
}

/// One rule of a node, see `typed_tools_core::table::Rule`.
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
    UnevaluatedProperties { of: NodeId, rest: NodeId },
    UnevaluatedItems { of: NodeId, rest: NodeId },
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

/// A pattern, see `typed_tools_core::table::Pattern`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) source: String,
    pub(crate) matches: Vec<String>,
    pub(crate) rejects: Vec<String>,
    pub(crate) cost: u32,
}
