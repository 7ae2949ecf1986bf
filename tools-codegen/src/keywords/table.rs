//! The keywords of JSON Schema, a row each: what reads schemas, walks through them, exports them or hints at typos asks
//! this table.

use crate::model::{Rule, Types};

/// A keyword.
#[derive(Debug)]
pub struct Keyword {
    /// As schemas have it.
    pub name: &'static str,
    pub(crate) role: Role,
    /// The types of values that it says something of.
    pub(crate) of: Types,
    /// Where schemas stand in its value.
    pub holds: Holds,
    /// Which end of what it bounds.
    pub bound: Option<Bound>,
    /// The rule that a count becomes. All other keywords are read by code of their own, in `schema/rules/`.
    pub(crate) count: Option<fn(u64) -> Rule>,
    pub(crate) words: Words,
}

/// What a keyword is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It decides whether a value is valid.
    Validates,
    /// It did so in an earlier draft, or does in OpenAPI; exports have it in today's words.
    Validated,
    /// It says something about a schema or a value.
    Describes,
    /// Likewise, to clients of MCP alone.
    ShownByMcp,
    /// It builds a schema out of others.
    Builds,
}

/// Where schemas stand in a keyword's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Nowhere.
    Nothing,
    /// It is one.
    Schema,
    /// It is a list of them.
    Schemas,
    /// It is one, or in earlier drafts a list of them.
    SchemaOrSchemas,
    /// It has one under each name.
    Named,
}

/// Which end of what it bounds a keyword says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// Whether it is the lower one.
    pub lower: bool,
    /// Whether the bound itself is excluded.
    pub excludes: bool,
}

/// How a keyword is said where a dialect does not have it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Words {
    /// It demands nothing.
    None,
    /// `at least 3 items`: what one and what several of what it counts are called.
    Counted(&'static str, &'static str),
    /// In words of its own, see `export/words.rs`.
    Own,
    /// As JSON: models read schemas too.
    Schema,
}

const LEAST: Option<Bound> = Some(Bound { lower: true, excludes: false });
const MOST: Option<Bound> = Some(Bound { lower: false, excludes: false });
const ABOVE: Option<Bound> = Some(Bound { lower: true, excludes: true });
const BELOW: Option<Bound> = Some(Bound { lower: false, excludes: true });

const fn keyword(name: &'static str, role: Role, of: Types, holds: Holds) -> Keyword {
    Keyword { name, role, of, holds, bound: None, count: None, words: Words::None }
}

/// One that decides whether a value is valid.
const fn validates(name: &'static str, of: Types, holds: Holds, words: Words) -> Keyword {
    Keyword { words, ..keyword(name, Role::Validates, of, holds) }
}

/// A bound of numbers.
const fn number(name: &'static str, bound: Option<Bound>) -> Keyword {
    Keyword { bound, ..validates(name, Types::NUMBER, Holds::Nothing, Words::Own) }
}

/// A bound of a count, and what is counted.
const fn count(
    name: &'static str,
    of: Types,
    bound: Option<Bound>,
    rule: fn(u64) -> Rule,
    (one, several): (&'static str, &'static str),
) -> Keyword {
    let words = Words::Counted(one, several);
    Keyword { bound, count: Some(rule), ..validates(name, of, Holds::Nothing, words) }
}

const fn describes(name: &'static str) -> Keyword {
    keyword(name, Role::Describes, Types::ALL, Holds::Nothing)
}

const fn builds(name: &'static str, holds: Holds) -> Keyword {
    keyword(name, Role::Builds, Types::ALL, holds)
}

const CHARACTERS: (&str, &str) = ("character", "characters");
const ITEMS: (&str, &str) = ("item", "items");
const PROPERTIES: (&str, &str) = ("property", "properties");

/// All keywords, those of most schemas first; the counts of a type, in the order in which their rules are checked.
pub const KEYWORDS: &[Keyword] = {
    use Holds::{Named, Nothing, Schema, SchemaOrSchemas, Schemas};
    use Role::{ShownByMcp, Validated};
    const ANY: Types = Types::ALL;
    const TEXT: Types = Types::STRING;
    const LIST: Types = Types::ARRAY;
    const OBJECT: Types = Types::OBJECT;
    &[
        describes("title"),
        describes("description"),
        Keyword { words: Words::Own, ..describes("default") },
        describes("examples"),
        describes("deprecated"),
        describes("readOnly"),
        describes("writeOnly"),
        describes("contentEncoding"),
        describes("contentMediaType"),
        describes("contentSchema"),
        validates("type", ANY, Nothing, Words::None),
        validates("enum", ANY, Nothing, Words::Own),
        validates("const", ANY, Nothing, Words::Own),
        validates("properties", OBJECT, Named, Words::None),
        validates("required", OBJECT, Nothing, Words::None),
        count("minProperties", OBJECT, LEAST, Rule::MinProperties, PROPERTIES),
        count("maxProperties", OBJECT, MOST, Rule::MaxProperties, PROPERTIES),
        validates("patternProperties", OBJECT, Named, Words::Schema),
        validates("additionalProperties", OBJECT, Schema, Words::None),
        validates("propertyNames", OBJECT, Schema, Words::Schema),
        validates("dependentRequired", OBJECT, Nothing, Words::Own),
        validates("dependentSchemas", OBJECT, Named, Words::Schema),
        keyword("dependencies", Validated, OBJECT, Named),
        count("minItems", LIST, LEAST, Rule::MinItems, ITEMS),
        count("maxItems", LIST, MOST, Rule::MaxItems, ITEMS),
        validates("uniqueItems", LIST, Nothing, Words::Own),
        validates("items", LIST, SchemaOrSchemas, Words::None),
        validates("prefixItems", LIST, Schemas, Words::Schema),
        keyword("additionalItems", Validated, LIST, Schema),
        validates("contains", LIST, Schema, Words::Schema),
        // Part of `contains`, and said with it.
        Keyword { bound: LEAST, ..validates("minContains", LIST, Nothing, Words::None) },
        Keyword { bound: MOST, ..validates("maxContains", LIST, Nothing, Words::None) },
        count("minLength", TEXT, LEAST, Rule::MinLength, CHARACTERS),
        count("maxLength", TEXT, MOST, Rule::MaxLength, CHARACTERS),
        validates("pattern", TEXT, Nothing, Words::Own),
        validates("format", TEXT, Nothing, Words::Own),
        number("minimum", LEAST),
        number("maximum", MOST),
        number("exclusiveMinimum", ABOVE),
        number("exclusiveMaximum", BELOW),
        validates("multipleOf", Types::NUMBER, Nothing, Words::Own),
        validates("allOf", ANY, Schemas, Words::None),
        validates("anyOf", ANY, Schemas, Words::None),
        validates("oneOf", ANY, Schemas, Words::None),
        validates("not", ANY, Schema, Words::Schema),
        validates("if", ANY, Schema, Words::Schema),
        // Part of `if`.
        validates("then", ANY, Schema, Words::None),
        validates("else", ANY, Schema, Words::None),
        validates("unevaluatedProperties", OBJECT, Schema, Words::None),
        validates("unevaluatedItems", LIST, Schema, Words::Schema),
        keyword("nullable", Validated, ANY, Nothing),
        keyword("$anchor", ShownByMcp, ANY, Nothing),
        keyword("$comment", ShownByMcp, ANY, Nothing),
        keyword("x-mcp-header", ShownByMcp, ANY, Nothing),
        builds("$schema", Nothing),
        builds("$id", Nothing),
        builds("$ref", Nothing),
        builds("$defs", Named),
        builds("$dynamicRef", Nothing),
        builds("$dynamicAnchor", Nothing),
        builds("$recursiveRef", Nothing),
        builds("$recursiveAnchor", Nothing),
        builds("$vocabulary", Nothing),
        builds("definitions", Named),
    ]
};

impl Keyword {
    /// Whether it decides whether a value is valid, in the draft of today.
    pub fn validates(&self) -> bool {
        self.role == Role::Validates
    }

    /// Whether its value is a count.
    pub fn counts(&self) -> bool {
        self.count.is_some()
    }

    /// Whether it applies the schemas that it holds to the same value.
    pub(crate) fn is_in_place(&self) -> bool {
        self.holds != Holds::Nothing
            && (self.of == Types::ALL && self.validates()
                || matches!(self.name, "dependentSchemas" | "dependencies"))
    }
}

/// The row of a keyword.
pub fn find(name: &str) -> Option<&'static Keyword> {
    // Asked of every key of every schema, in macros that are not optimised: a plain loop, and most rows are told by their
    // length.
    let mut rest = KEYWORDS;
    while let [keyword, more @ ..] = rest {
        if keyword.name.len() == name.len() && keyword.name == name {
            return Some(keyword);
        }
        rest = more;
    }
    None
}

/// Where schemas stand in the value of a key.
pub(crate) fn holds(name: &str) -> Holds {
    find(name).map_or(Holds::Nothing, |keyword| keyword.holds)
}

/// Whether a key applies the schemas that it holds to the same value.
pub(crate) fn is_in_place(name: &str) -> bool {
    find(name).is_some_and(Keyword::is_in_place)
}

/// Which end of what it bounds a key says.
pub(crate) fn bound(name: &str) -> Option<Bound> {
    find(name)?.bound
}

/// Whether a keyword decides whether a value is valid, in any draft.
pub(crate) fn is_validating(name: &str) -> bool {
    has_role(name, &[Role::Validates, Role::Validated])
}

/// Whether a keyword has one of these roles.
pub(crate) fn has_role(name: &str, roles: &[Role]) -> bool {
    find(name).is_some_and(|keyword| roles.contains(&keyword.role))
}
