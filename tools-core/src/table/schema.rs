//! What the arguments of a tool must satisfy.

use super::lit::Lit;
use super::pattern::Pattern;

/// A JSON Schema as a graph of nodes, so that references (recursive ones too) are indices.
#[derive(Debug, Clone, Copy)]
pub struct Schema<'a> {
    /// Node 0 is the root.
    pub nodes: &'a [Node<'a>],
}

/// A conjunction of rules. All but the last are what most nodes are, spelled so that they are short
/// to read and cheap for rustc.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// `{}`: no rule accepts everything.
    Any,
    /// `{"type": "string"}`
    String,
    /// `{"type": "boolean"}`
    Boolean,
    /// `{"type": "integer"}`
    Integer,
    /// `{"type": "number"}`
    Number,
    /// `{"type": "string", "enum": [..]}`
    Words(&'a [&'a str]),
    /// `{"type": "array", "items": ..}`
    Array(NodeId),
    /// `{"type": "object", "properties": {..}, "required": [..]}`
    Object(&'a [(&'a str, NodeId)], &'a [&'a str]),
    /// Any other.
    Rules(&'a [Rule<'a>]),
}

/// The rules of a [`Node`].
#[derive(Debug, Clone, Copy)]
pub enum Rules<'a> {
    /// Two that the node spells as one.
    Two([Rule<'a>; 2]),
    /// Three that the node spells as one.
    Three([Rule<'a>; 3]),
    /// Those of any other node.
    Listed(&'a [Rule<'a>]),
}

impl<'a> std::ops::Deref for Rules<'a> {
    type Target = [Rule<'a>];

    #[inline]
    fn deref(&self) -> &[Rule<'a>] {
        match self {
            Self::Two(rules) => rules,
            Self::Three(rules) => rules,
            Self::Listed(rules) => rules,
        }
    }
}

impl<'a> Node<'a> {
    /// What a value must satisfy.
    #[must_use]
    pub fn rules(&self) -> Rules<'a> {
        const STRING: &[Rule<'static>] = &[Rule::Type(Types(Types::STRING))];
        const BOOLEAN: &[Rule<'static>] = &[Rule::Type(Types(Types::BOOLEAN))];
        const INTEGER: &[Rule<'static>] = &[Rule::Type(Types(Types::INTEGER))];
        const NUMBER: &[Rule<'static>] = &[Rule::Type(Types(Types::INTEGER | Types::NUMBER))];
        match *self {
            Self::Any => Rules::Listed(&[]),
            Self::String => Rules::Listed(STRING),
            Self::Boolean => Rules::Listed(BOOLEAN),
            Self::Integer => Rules::Listed(INTEGER),
            Self::Number => Rules::Listed(NUMBER),
            Self::Words(words) => {
                Rules::Two([Rule::Type(Types(Types::STRING)), Rule::Enum(Choices::Words(words))])
            }
            Self::Array(node) => {
                Rules::Two([Rule::Type(Types(Types::ARRAY)), Rule::Items { prefix: &[], rest: Some(node) }])
            }
            Self::Object(properties, required) => {
                let kind = Rule::Type(Types(Types::OBJECT));
                let named = Rule::Object { properties, patterns: &[], rest: None };
                match required {
                    [] => Rules::Two([kind, named]),
                    _ => Rules::Three([kind, Rule::Required(required), named]),
                }
            }
            Self::Rules(rules) => Rules::Listed(rules),
        }
    }
}

impl<'a> Schema<'a> {
    /// The rules of a node; none where there is no such node.
    #[must_use]
    pub fn rules(&self, node: NodeId) -> Rules<'a> {
        self.nodes.get(node as usize).unwrap_or(&Node::Any).rules()
    }

    /// The node behind references that stand alone.
    #[must_use]
    pub fn resolved(&self, mut node: NodeId) -> NodeId {
        for _ in 0..8 {
            match *self.rules(node) {
                [Rule::Ref(next)] => node = next,
                _ => break,
            }
        }
        node
    }
}

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

/// The values of an `enum`.
#[derive(Debug, Clone, Copy)]
pub enum Choices<'a> {
    /// All of them are strings.
    Words(&'a [&'a str]),
    /// Any others.
    Values(&'a [Lit<'a>]),
}

impl<'a> Choices<'a> {
    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Values(values) => values.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The values, in the order of the definition.
    pub fn iter(self) -> impl Iterator<Item = Lit<'a>> {
        (0..self.len()).filter_map(move |index| match self {
            Self::Words(words) => words.get(index).map(|word| Lit::Str(word)),
            Self::Values(values) => values.get(index).copied(),
        })
    }

    /// Those that are strings.
    pub fn words(self) -> impl Iterator<Item = &'a str> {
        self.iter().filter_map(|value| match value {
            Lit::Str(word) => Some(word),
            _ => None,
        })
    }

    /// Whether this string is one of them.
    #[must_use]
    pub fn has_word(self, word: &str) -> bool {
        match self {
            Self::Words(words) => words.contains(&word),
            Self::Values(values) => {
                values.iter().any(|value| matches!(value, Lit::Str(known) if *known == word))
            }
        }
    }
}

/// One rule of a schema node, exactly as JSON Schema 2020-12 defines the keyword of that name.
#[derive(Debug, Clone, Copy)]
pub enum Rule<'a> {
    /// The schema `false`.
    Never,
    /// `type`
    Type(Types),
    /// `enum`, and `const` as an `enum` of one.
    Enum(Choices<'a>),
    /// `minimum`; the value is a number.
    Minimum(Lit<'a>),
    /// `maximum`
    Maximum(Lit<'a>),
    /// `exclusiveMinimum`
    ExclusiveMinimum(Lit<'a>),
    /// `exclusiveMaximum`
    ExclusiveMaximum(Lit<'a>),
    /// `multipleOf`
    MultipleOf(Lit<'a>),
    /// `minLength`, in characters (Unicode code points).
    MinLength(u64),
    /// `maxLength`
    MaxLength(u64),
    /// `pattern`
    Pattern(&'a Pattern<'a>),
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
        prefix: &'a [NodeId],
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
    Required(&'a [&'a str]),
    /// `properties`, `patternProperties` and `additionalProperties`, which decide together.
    Object {
        /// Named properties, in the order of the definition.
        properties: &'a [(&'a str, NodeId)],
        /// Properties by pattern of their name.
        patterns: &'a [(&'a Pattern<'a>, NodeId)],
        /// All others: `None` where `additionalProperties` is absent (or `true`).
        rest: Option<NodeId>,
    },
    /// `propertyNames`
    PropertyNames(NodeId),
    /// `dependentRequired`
    DependentRequired(&'a [(&'a str, &'a [&'a str])]),
    /// `dependentSchemas`
    DependentSchemas(&'a [(&'a str, NodeId)]),
    /// `$ref`
    Ref(NodeId),
    /// `allOf`
    AllOf(&'a [NodeId]),
    /// `anyOf`
    AnyOf(&'a [NodeId]),
    /// `oneOf`
    OneOf(&'a [NodeId]),
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
    /// `unevaluatedProperties`
    UnevaluatedProperties {
        /// The rules beside it.
        of: NodeId,
        /// The schema of all properties that those have not evaluated.
        rest: NodeId,
    },
    /// `unevaluatedItems`
    UnevaluatedItems {
        /// The rules beside it.
        of: NodeId,
        /// The schema of all elements that those have not evaluated.
        rest: NodeId,
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
