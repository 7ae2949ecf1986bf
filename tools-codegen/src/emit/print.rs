//! Tables as Rust: the very value that the runtime reads, printed. One implementation a table type.
//!
//! They name the runtime's types alone: `use __tt::prelude::*` stands before them, so that a person can read what is sent.

use std::fmt::{Display, Write as _};

use typed_tools_core::table::*;

/// A value as the expression that makes it.
pub(crate) trait Print {
    fn print(&self, out: &mut String);

    fn printed(&self) -> String {
        let mut out = String::new();
        self.print(&mut out);
        out
    }
}

/// A struct, with all its fields.
macro_rules! print_struct {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl Print for $type<'_> {
            fn print(&self, out: &mut String) {
                let $type { $($field),* } = self;
                out.push_str(concat!(stringify!($type), "{"));
                $(print_field(stringify!($field), $field, out);)*
                out.push('}');
            }
        }
    )*};
}

/// An enum: `Unit`, `Tuple(a, b)`, `Struct { a, b }`.
macro_rules! print_enum {
    ($($type:ident $(<$life:lifetime>)? {
        $($variant:ident $(($($item:ident),*))? $({ $($field:ident),* })?;)*
    })*) => {$(
        impl Print for $type $(<$life>)? {
            fn print(&self, out: &mut String) {
                out.push_str(concat!(stringify!($type), "::"));
                match self {
                    $($type::$variant $(($($item),*))? $({ $($field),* })? => {
                        out.push_str(stringify!($variant));
                        $(print_tuple(&[$($item),*], out);)?
                        $(
                            out.push('{');
                            $(print_field(stringify!($field), $field, out);)*
                            out.push('}');
                        )?
                    })*
                }
            }
        }
    )*};
}

/// `name: value,`
fn print_field(name: &str, value: &dyn Print, out: &mut String) {
    out.push_str(name);
    out.push(':');
    value.print(out);
    out.push(',');
}

/// `(a, b)`
fn print_tuple(values: &[&dyn Print], out: &mut String) {
    out.push('(');
    print_list(&mut values.iter().copied(), out);
    out.push(')');
}

/// `a, b`
fn print_list(values: &mut dyn Iterator<Item = &dyn Print>, out: &mut String) {
    for (index, value) in values.enumerate() {
        if index > 0 {
            out.push(',');
        }
        value.print(out);
    }
}

/// As it is.
pub(super) fn print_plain(value: &dyn Display, out: &mut String) {
    // A `String` takes all that is written.
    let _ = write!(out, "{value}");
}

/// A number, without a suffix, as a person would write it; or a truth value.
macro_rules! print_plain {
    ($($type:ident)*) => {$(
        impl Print for $type {
            fn print(&self, out: &mut String) {
                print_plain(self, out);
            }
        }
    )*};
}

print_plain! { u16 u32 u64 i64 bool }

impl Print for f64 {
    fn print(&self, out: &mut String) {
        let from = out.len();
        print_plain(self, out);
        // Without a dot it would be an integer.
        if !out.get(from..).is_some_and(|digits| digits.contains('.')) {
            out.push_str(".0");
        }
    }
}

impl Print for char {
    fn print(&self, out: &mut String) {
        let _ = write!(out, "{self:?}");
    }
}

/// Text with quotes in it, as JSON has, is a raw string: shorter, and a person can read it.
impl Print for &str {
    fn print(&self, out: &mut String) {
        if is_raw(self) {
            out.push_str("r#\"");
            out.push_str(self);
            out.push_str("\"#");
        } else {
            let _ = write!(out, "{self:?}");
        }
    }
}

/// Whether a text is one that a person would write as `r#".."#`.
fn is_raw(text: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && !is_invisible(c);
    text.contains('"')
        && !text.contains("\"#")
        && text.get(printable(text)..).is_some_and(|rest| rest.chars().all(is_plain))
}

/// How many bytes at the start are printable ASCII: nearly all of any text, and a macro that is not optimised looks at
/// them faster than at characters.
fn printable(text: &str) -> usize {
    let mut rest = text.as_bytes();
    while let [b' '..=b'~', more @ ..] = rest {
        rest = more;
    }
    text.len() - rest.len()
}

/// What rustc refuses to see in a source text, or a reader would not see.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl<A: Print, B: Print> Print for (A, B) {
    fn print(&self, out: &mut String) {
        print_tuple(&[&self.0, &self.1], out);
    }
}

impl<T: Print> Print for &[T] {
    fn print(&self, out: &mut String) {
        out.push_str("&[");
        print_list(&mut self.iter().map(|item| item as &dyn Print), out);
        out.push(']');
    }
}

impl<T: Print> Print for &T {
    fn print(&self, out: &mut String) {
        out.push('&');
        (**self).print(out);
    }
}

impl<T: Print> Print for Option<T> {
    fn print(&self, out: &mut String) {
        match self {
            Some(value) => {
                out.push_str("Some");
                print_tuple(&[value], out);
            }
            None => out.push_str("None"),
        }
    }
}

/// By the names of the bits.
impl Print for Types {
    fn print(&self, out: &mut String) {
        const NAMES: [&str; 7] = ["NULL", "BOOLEAN", "INTEGER", "NUMBER", "STRING", "ARRAY", "OBJECT"];
        out.push_str("Types(");
        let mut join = "";
        for (bit, name) in NAMES.iter().enumerate() {
            if self.0 >> bit & 1 == 1 {
                out.push_str(join);
                out.push_str("Types::");
                out.push_str(name);
                join = "|";
            }
        }
        if join.is_empty() {
            out.push('0');
        }
        out.push(')');
    }
}

print_struct! {
    Schema { nodes }
    Pattern { source, matches, rejects, cost }
    Placeholder { source, steps, suffix, style }
    Pair { name, value }
    Header { name, value, sensitive }
    Field { name, value, file, filename, content_type }
    Basic { username, password, encoded }
    ResponseRules { select, max_chars, max_bytes, errors, failure, schema }
    Failure { path, is, message }
    Hints { title, read_only, destructive, idempotent, open_world }
    Selected { name, query, single }
    Query { absolute, segments }
    Segment { deep, selectors }
}

print_enum! {
    Lit<'_> { Null; Bool(a); Int(a); UInt(a); Float(a); Str(a); Array(a); Object(a); }
    Node<'_> { Any; String; Boolean; Integer; Number; Words(a); Array(a); Object(a, b); Rules(a); }
    Choices<'_> { Words(a); Values(a); }
    Rule<'_> {
        Never; Type(a); Enum(a);
        Minimum(a); Maximum(a); ExclusiveMinimum(a); ExclusiveMaximum(a); MultipleOf(a);
        MinLength(a); MaxLength(a); Pattern(a); Format(a);
        MinItems(a); MaxItems(a); UniqueItems;
        Items { prefix, rest }; Contains { node, min, max };
        MinProperties(a); MaxProperties(a); Required(a);
        Object { properties, patterns, rest }; PropertyNames(a);
        DependentRequired(a); DependentSchemas(a);
        Ref(a); AllOf(a); AnyOf(a); OneOf(a); Not(a);
        If { condition, then, otherwise };
        UnevaluatedProperties { of, rest }; UnevaluatedItems { of, rest };
    }
    Format { Date; Time; DateTime; Email; Uri; Uuid; Ipv4; Ipv6; Hostname; }
    Origin<'_> { Fixed(a); BaseUrl(a); }
    Part<'_> { Text(a); Argument(a); Context(a); Secret(a); Placeholder(a); }
    Source<'_> { Argument(a); Context(a); Secret(a); }
    Suffix { None; Segment; Path; Xml; Json; }
    Style { Repeat; Comma; Pipe; Space; Brackets; }
    Body<'_> {
        None;
        Json { content_type, value };
        Form { content_type, fields, rest };
        Multipart { fields, rest };
        File { content_type, value };
        Text { content_type, value };
    }
    Rest<'_> { None; Arguments; Of(a); }
    JsonTemplate<'_> {
        Raw(a); Argument(a); Context(a); Secret(a); Placeholder(a); Text(a); Object(a); WithRest(a); Array(a);
    }
    ErrorText { Status; Body; Hide; }
    Selector<'_> { Name(a); Index(a); All; Slice { start, end, step }; Filter(a); }
    Test<'_> { Any(a); All(a); Not(a); Exists(a); Compare(a, b, c); }
    Comparison { Equal; Less; LessOrEqual; }
    Operand<'_> { Literal(a); Value(a); Count(a); Length(a); }
}

impl Print for Definition<'_> {
    fn print(&self, out: &mut String) {
        let Definition { name, description, arguments, checked_by_types, request, settings } = self;
        out.push_str("Definition{");
        print_field("name", name, out);
        print_field("description", description, out);
        print_field("arguments", arguments, out);
        print_field("checked_by_types", checked_by_types, out);
        print_field("request", request, out);
        out.push_str("settings:");
        print_settings(settings, request.method, out);
        out.push_str(",}");
    }
}

/// The usual settings of a method by name, with those that differ from them.
fn print_settings(settings: &Settings<'_>, method: &str, out: &mut String) {
    let usual = usual::of(method);
    let Settings {
        basic,
        token,
        native,
        timeout_ms,
        retries,
        idempotency_key,
        response,
        hints,
        aliases,
        examples,
    } = settings;
    let mut differing = String::new();
    let mut add = |name: &str, differs: bool, value: &dyn Print| {
        if differs {
            print_field(name, value, &mut differing);
        }
    };
    let limits = |rules: &ResponseRules<'_>| (rules.max_chars, rules.max_bytes, rules.errors);
    add("basic", basic.is_some(), basic);
    add("token", token.is_some(), token);
    add("native", *native, native);
    add("timeout_ms", *timeout_ms != usual.timeout_ms, timeout_ms);
    add("retries", *retries != usual.retries, retries);
    add("idempotency_key", idempotency_key.is_some(), idempotency_key);
    add(
        "response",
        !response.select.is_empty()
            || response.failure.is_some()
            || response.schema.is_some()
            || limits(response) != limits(&usual.response),
        response,
    );
    add("hints", *hints != usual.hints, hints);
    add("aliases", !aliases.is_empty(), aliases);
    add("examples", !examples.is_empty(), examples);
    *out += &match differing.is_empty() {
        true => format!("&usual::{method}"),
        false => format!("&Settings{{{differing}..usual::{method}}}"),
    };
}

/// What a request does not have is not shown.
impl Print for Template<'_> {
    fn print(&self, out: &mut String) {
        let Template { method, origin, path, query, headers, body } = self;
        out.push_str("Template{");
        print_field("method", method, out);
        print_field("origin", origin, out);
        let others: [(&str, bool, &dyn Print); 4] = [
            ("path", !path.is_empty(), path),
            ("query", !query.is_empty(), query),
            ("headers", !headers.is_empty(), headers),
            ("body", !matches!(body, Body::None), body),
        ];
        for (name, _, value) in others.iter().filter(|(_, is_there, _)| *is_there) {
            print_field(name, *value, out);
        }
        if others.iter().any(|(_, is_there, _)| !is_there) {
            out.push_str("..Template::EMPTY");
        }
        out.push('}');
    }
}
