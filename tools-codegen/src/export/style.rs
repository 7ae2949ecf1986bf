//! What tells the dialects of [`writer`](super::writer) apart.

/// How `null` is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Null {
    /// `type: [t, "null"]`, for objects `anyOf`.
    TypeList,
    /// `type: [t, "null"]` for scalars, `anyOf` for arrays and objects.
    Union,
    /// `nullable: true`
    Keyword,
}

/// A dialect.
#[derive(Debug)]
pub(super) struct Style {
    /// Keywords about values that are kept; all others go into the description.
    pub(super) keep: &'static [&'static str],
    /// Formats that are kept.
    pub(super) formats: &'static [&'static str],
    /// Every object is closed, so maps cannot be said, nor values of any type.
    pub(super) closed: bool,
    /// Every property is required, optional ones become nullable.
    pub(super) all_required: bool,
    /// References are replaced by what they mean, so recursion cannot be said.
    pub(super) inline: bool,
    /// Recursion is cut and said in words.
    pub(super) cut: bool,
    /// Values of any type, and objects with any keys, can be said.
    pub(super) open: bool,
    /// `prefixItems` can be said.
    pub(super) tuples: bool,
    /// A nested object needs a property.
    pub(super) no_empty_objects: bool,
    /// `enum` can hold strings alone.
    pub(super) string_enums: bool,
    /// Types are in upper case, and one at a time.
    pub(super) open_api: bool,
    pub(super) null: Null,
}

const SHARED_FORMATS: &[&str] =
    &["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];

const NUMBERS: [&str; 5] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

pub(super) const OPENAI: Style = Style {
    keep: &[NUMBERS[0], NUMBERS[1], NUMBERS[2], NUMBERS[3], NUMBERS[4], "pattern", "minItems", "maxItems"],
    formats: SHARED_FORMATS,
    closed: true,
    all_required: true,
    inline: false,
    cut: false,
    open: false,
    tuples: false,
    no_empty_objects: false,
    string_enums: false,
    open_api: false,
    null: Null::TypeList,
};

/// Azure is behind OpenAI: rules about values go into the description.
pub(super) const AZURE: Style = Style { keep: &[], formats: &[], ..OPENAI };

/// Its documents disagree on rules about values, so they go into the description.
pub(super) const DEEPSEEK: Style =
    Style { keep: &[], formats: &[], inline: true, no_empty_objects: true, null: Null::Union, ..OPENAI };

/// Optional properties stay optional: nullable ones would use up what it allows of unions.
/// References are inlined, since what it counts is counted inline and none may be recursive.
pub(super) const ANTHROPIC: Style = Style {
    keep: &[],
    formats: &["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"],
    all_required: false,
    inline: true,
    ..OPENAI
};

pub(super) const GEMINI: Style = Style {
    keep: &["minimum", "maximum", "minItems", "maxItems"],
    formats: &["date-time", "date", "time"],
    closed: false,
    all_required: false,
    inline: false,
    open: true,
    tuples: true,
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
    closed: false,
    all_required: false,
    inline: true,
    open: false,
    no_empty_objects: true,
    string_enums: true,
    open_api: true,
    null: Null::Keyword,
    ..OPENAI
};

/// What Ollama's flat properties are made from.
pub(super) const OLLAMA: Style =
    Style { keep: &[], formats: &[], inline: true, cut: true, tuples: false, ..GEMINI };
