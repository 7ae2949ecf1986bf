//! What tells the dialects of [`writer`](super::writer) apart.

use super::pattern::{LARGEST_REPEAT, Patterns};

/// How `null` is said; beside `enum` it is always a branch of `anyOf`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Null {
    /// `type: [t, "null"]`, for objects `anyOf`.
    TypeList,
    /// `type: [t, "null"]` for scalars, `anyOf` for arrays and objects.
    Union,
    /// `anyOf`
    Branch,
    /// `nullable: true`
    Keyword,
}

/// What `enum` may list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Enums {
    Scalars,
    /// No empty string.
    NoEmptyText,
    /// Strings alone, none of them empty.
    Text,
}

/// What becomes of references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum References {
    Kept,
    /// Kept, but for those that lead back to where they stand.
    Straight,
    /// Likewise, and no other tool has a definition of the same name.
    StraightApart,
    /// Replaced by what they mean.
    Inlined,
}

/// How an object with keys of any name is said, where that can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FreeKeys {
    /// It is open where nothing else is said.
    Implied,
    /// It is closed where nothing is said.
    Said,
    /// Likewise, and nothing can be said of the values.
    SaidOfAny,
}

/// A dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Keywords about values that are kept; all others go into the description.
    pub(super) keep: &'static [&'static str],
    /// Formats that are kept.
    pub(super) formats: &'static [&'static str],
    /// Patterns that are kept, where `pattern` is.
    pub(super) patterns: Patterns,
    /// The largest length and number of items that is kept.
    pub(super) largest: Option<u32>,
    /// Every object is closed, so maps cannot be said, nor values of any type.
    pub(super) closed: bool,
    /// Every property is required, optional ones become nullable.
    pub(super) all_required: bool,
    pub(super) references: References,
    /// How often what leads back to itself is written out before it is said in words; `None`
    /// where it cannot be offered.
    pub(super) circles: Option<usize>,
    /// Values of any type, and objects with any keys, can be said.
    pub(super) open: bool,
    /// Values of any type can be said as `{}`.
    pub(super) bare: bool,
    pub(super) free_keys: FreeKeys,
    /// `prefixItems` can be said.
    pub(super) tuples: bool,
    /// A nested object needs a property.
    pub(super) no_empty_objects: bool,
    pub(super) enums: Enums,
    /// Its numbers are doubles: integers from 2^53 on lose digits.
    pub(super) doubles: bool,
    /// `type` can be a list.
    pub(super) type_lists: bool,
    pub(super) null: Null,
}

const SHARED_FORMATS: &[&str] =
    &["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];

const NUMBERS: [&str; 5] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

pub(super) const OPENAI: Style = Style {
    keep: &[NUMBERS[0], NUMBERS[1], NUMBERS[2], NUMBERS[3], NUMBERS[4], "pattern", "minItems", "maxItems"],
    formats: SHARED_FORMATS,
    patterns: Patterns::Straight,
    largest: None,
    closed: true,
    all_required: true,
    references: References::Kept,
    circles: None,
    open: false,
    bare: true,
    free_keys: FreeKeys::Implied,
    tuples: false,
    no_empty_objects: false,
    enums: Enums::Scalars,
    doubles: false,
    type_lists: true,
    null: Null::TypeList,
};

/// Azure is behind OpenAI: rules about values go into the description.
pub(super) const AZURE: Style = Style { keep: &[], formats: &[], ..OPENAI };

/// Its documents disagree on rules about values, so they go into the description.
pub(super) const DEEPSEEK: Style = Style {
    keep: &[],
    formats: &[],
    references: References::Inlined,
    no_empty_objects: true,
    null: Null::Union,
    ..OPENAI
};

/// Optional properties stay optional: nullable ones would use up what it allows of unions.
/// References are inlined, since what it counts is counted inline and none may be recursive.
pub(super) const ANTHROPIC: Style = Style {
    keep: &[],
    formats: &["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"],
    all_required: false,
    references: References::Inlined,
    ..OPENAI
};

pub(super) const GEMINI: Style = Style {
    keep: &["minimum", "maximum", "minItems", "maxItems"],
    formats: &["date-time", "date", "time"],
    closed: false,
    all_required: false,
    open: true,
    tuples: true,
    enums: Enums::NoEmptyText,
    doubles: true,
    ..OPENAI
};

pub(super) const LIVE: Style = Style {
    keep: &[
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minLength",
        "maxLength",
        "pattern",
        "minProperties",
        "maxProperties",
    ],
    formats: &["date-time"],
    patterns: Patterns::All,
    closed: false,
    all_required: false,
    references: References::Inlined,
    no_empty_objects: true,
    enums: Enums::Text,
    doubles: true,
    type_lists: false,
    null: Null::Keyword,
    ..OPENAI
};

/// What Ollama's flat properties are made from.
pub(super) const OLLAMA: Style = Style {
    keep: &[],
    formats: &[],
    references: References::Inlined,
    circles: Some(1),
    tuples: false,
    enums: Enums::Scalars,
    doubles: false,
    ..GEMINI
};

/// What docs.x.ai says of structured outputs, which holds for tools, too: they are always strict,
/// an object is closed unless it says otherwise, references do not lead in circles.
pub(super) const XAI: Style = Style {
    keep: &[
        NUMBERS[0],
        NUMBERS[1],
        NUMBERS[2],
        NUMBERS[3],
        "pattern",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
    ],
    formats: &["date", "time", "date-time", "email", "uuid", "ipv4", "ipv6", "uri"],
    patterns: Patterns::Whole,
    closed: false,
    all_required: false,
    references: References::Straight,
    circles: Some(2),
    open: true,
    free_keys: FreeKeys::SaidOfAny,
    tuples: true,
    ..OPENAI
};

/// What the compilers of grammars in local servers (llama.cpp's, xgrammar, outlines) have in common.
/// They put the definitions of all tools of a request together: vLLM refuses one name with two
/// meanings, llama.cpp takes the first.
pub(super) const LOCAL: Style = Style {
    keep: &[
        NUMBERS[0],
        NUMBERS[1],
        NUMBERS[2],
        NUMBERS[3],
        "pattern",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
    ],
    formats: &["date", "time", "date-time", "uuid"],
    patterns: Patterns::Grammar,
    largest: Some(LARGEST_REPEAT),
    closed: false,
    all_required: false,
    references: References::StraightApart,
    circles: Some(2),
    open: true,
    bare: false,
    free_keys: FreeKeys::Said,
    type_lists: false,
    null: Null::Branch,
    ..OPENAI
};
