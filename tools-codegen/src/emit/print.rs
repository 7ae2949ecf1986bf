//! Tables as Rust: the very value that the runtime reads, printed. One implementation a table type.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use typed_tools_core::table::*;

/// A value as the expression that makes it.
pub(crate) trait Print {
    fn print(&self) -> TokenStream;
}

/// A struct, with all its fields.
macro_rules! print_struct {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl Print for $type<'_> {
            fn print(&self) -> TokenStream {
                let $type { $($field),* } = self;
                $(let $field = $field.print();)*
                quote!(__tt::$type { $($field: #$field),* })
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
            fn print(&self) -> TokenStream {
                match self {
                    $($type::$variant $(($($item),*))? $({ $($field),* })? => {
                        $($(let $item = $item.print();)*)?
                        $($(let $field = $field.print();)*)?
                        quote!(__tt::$type::$variant $(($(#$item),*))? $({ $($field: #$field),* })?)
                    })*
                }
            }
        }
    )*};
}

/// A number without a suffix, as a person would write it.
macro_rules! print_number {
    ($($type:ident $literal:ident)*) => {$(
        impl Print for $type {
            fn print(&self) -> TokenStream {
                let literal = Literal::$literal(*self);
                quote!(#literal)
            }
        }
    )*};
}

print_number! {
    u16 u16_unsuffixed
    u32 u32_unsuffixed
    u64 u64_unsuffixed
    i64 i64_unsuffixed
    f64 f64_unsuffixed
}

impl Print for bool {
    fn print(&self) -> TokenStream {
        quote!(#self)
    }
}

impl Print for char {
    fn print(&self) -> TokenStream {
        quote!(#self)
    }
}

/// Text with quotes in it, as JSON has, is a raw string: shorter, and a person can read it.
impl Print for &str {
    fn print(&self) -> TokenStream {
        raw(self).map_or_else(|| quote!(#self), |literal| quote!(#literal))
    }
}

/// `r#".."#`, where that is what a person would write.
fn raw(text: &str) -> Option<Literal> {
    let plain = |c: char| !c.is_control() && !is_invisible(c);
    if !text.contains('"') || text.contains("\"#") || !text.chars().all(plain) {
        return None;
    }
    format!("r#\"{text}\"#").parse().ok()
}

/// What rustc refuses to see in a source text, or a reader would not see.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl<A: Print, B: Print> Print for (A, B) {
    fn print(&self) -> TokenStream {
        let (a, b) = (self.0.print(), self.1.print());
        quote!((#a, #b))
    }
}

impl<T: Print> Print for &[T] {
    fn print(&self) -> TokenStream {
        let items = self.iter().map(Print::print);
        quote!(&[#(#items),*])
    }
}

impl<T: Print> Print for &T {
    fn print(&self) -> TokenStream {
        let value = (**self).print();
        quote!(&#value)
    }
}

impl<T: Print> Print for Option<T> {
    fn print(&self) -> TokenStream {
        match self {
            Some(value) => {
                let value = value.print();
                quote!(__tt::Some(#value))
            }
            None => quote!(__tt::None),
        }
    }
}

/// By the names of the bits.
impl Print for Types {
    fn print(&self) -> TokenStream {
        const NAMES: [&str; 7] = ["NULL", "BOOLEAN", "INTEGER", "NUMBER", "STRING", "ARRAY", "OBJECT"];
        let names = NAMES.iter().enumerate().filter(|(bit, _)| self.0 >> bit & 1 == 1);
        let names: Vec<Ident> = names.map(|(_, name)| Ident::new(name, Span::call_site())).collect();
        let bits = if names.is_empty() { quote!(0) } else { quote!(#(__tt::Types::#names)|*) };
        quote!(__tt::Types(#bits))
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
    fn print(&self) -> TokenStream {
        let Definition { name, description, checked_by_types, .. } = self;
        let (arguments, request) = (self.arguments.print(), self.request.print());
        let settings = settings(self.settings, self.request.method);
        quote! {
            __tt::Definition {
                name: #name,
                description: #description,
                arguments: #arguments,
                checked_by_types: #checked_by_types,
                request: #request,
                settings: #settings,
            }
        }
    }
}

/// The usual settings of a method by name, with those that differ from them.
fn settings(settings: &Settings<'_>, method: &str) -> TokenStream {
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
    let mut differing = Vec::new();
    let mut add = |name: &str, differs: bool, value: &dyn Print| {
        if differs {
            let (name, value) = (Ident::new(name, Span::call_site()), value.print());
            differing.push(quote!(#name: #value));
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
    let method = Ident::new(method, Span::call_site());
    match differing.is_empty() {
        true => quote!(&__tt::usual::#method),
        false => quote!(&__tt::Settings { #(#differing,)* ..__tt::usual::#method }),
    }
}

/// What a request does not have is not shown.
impl Print for Template<'_> {
    fn print(&self) -> TokenStream {
        let Template { method, origin, path, query, headers, body } = self;
        let origin = origin.print();
        let mut fields = Vec::new();
        let mut add = |name: &str, there: bool, value: &dyn Print| {
            if there {
                let (name, value) = (Ident::new(name, Span::call_site()), value.print());
                fields.push(quote!(#name: #value));
            }
        };
        add("path", !path.is_empty(), path);
        add("query", !query.is_empty(), query);
        add("headers", !headers.is_empty(), headers);
        add("body", !matches!(body, Body::None), body);
        let rest = (fields.len() < 4).then(|| quote!(..__tt::Template::EMPTY));
        quote!(__tt::Template { method: #method, origin: #origin, #(#fields,)* #rest })
    }
}
