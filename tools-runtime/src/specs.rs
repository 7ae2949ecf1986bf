//! The tools of a set as one provider's request takes them.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::Provider;
use typed_tools_core::table::{Definitions, Exports, Hints, Spec, Table};

/// What goes into the tools field of a request to one provider: JSON text, the same bytes in
/// every build of the same definitions, so that a provider's prompt cache keeps its worth.
///
/// It serializes as that JSON: `json!({ "tools": Tools::specs(Provider::OpenAiChat) })`.
#[derive(Clone)]
pub struct Specs {
    provider: Provider,
    strict: bool,
    tools: Vec<Offered>,
    text: Box<RawValue>,
}

/// One tool of a set, in the provider's dialects.
#[derive(Clone, Copy)]
struct Offered {
    tool: Table,
    plain: Spec<'static>,
    strict: Spec<'static>,
}

impl Specs {
    /// For generated code.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub fn plain<E: Exports + ?Sized>(provider: Provider, tools: Definitions) -> Self {
        Self::new(provider, false, tools, E::dialect(provider.dialect()), &[])
    }

    /// For generated code.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub fn strict<E: Exports + ?Sized>(provider: Provider, tools: Definitions) -> Self {
        let strict = match provider.strict_dialect() {
            Some(dialect) => E::dialect(dialect),
            None => return Self::plain::<E>(provider, tools),
        };
        Self::new(provider, true, tools, E::dialect(provider.dialect()), strict)
    }

    fn new(
        provider: Provider,
        is_strict: bool,
        tools: Definitions,
        plain: &'static [Spec<'static>],
        strict: &'static [Spec<'static>],
    ) -> Self {
        let tools = tools.iter().zip(plain).enumerate();
        let tools = tools.map(|(index, (tool, plain))| Offered {
            tool: tool(),
            plain: *plain,
            strict: strict.get(index).copied().unwrap_or(Spec::Impossible),
        });
        Self::of(provider, is_strict, tools.collect())
    }

    fn of(provider: Provider, strict: bool, tools: Vec<Offered>) -> Self {
        let offers: Vec<Offer<'_>> = tools
            .iter()
            .map(|offered| Offer {
                name: offered.tool.name,
                description: offered.tool.description,
                hints: offered.tool.settings.hints,
                plain: offered.plain.schema(),
                strict: offered.strict.schema(),
                optionals: offered.strict.counts().0,
                unions: offered.strict.counts().1,
            })
            .collect();
        let text = compose(provider, strict, &offers);
        // The schemas were written by the compiler out of JSON trees; were one not JSON, then
        // `null` would be refused by every provider, loudly.
        let text = RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned());
        Self { provider, strict, tools, text }
    }

    /// These tools alone, in the set's own order; names that the set does not have are passed
    /// over. What a provider limits per request (how many strict tools, optional parameters) is
    /// counted over the tools that are left.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Self {
        let tools = self.tools.iter().filter(|offered| names.contains(&offered.tool.name));
        Self::of(self.provider, self.strict, tools.copied().collect())
    }

    /// The JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.get()
    }

    /// The names of the tools in it. A tool that the provider cannot be offered at all (the
    /// compiler's `providers` option makes that a build error) is not among them.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        let offered = self.tools.iter().filter(|o| o.plain.schema().or(o.strict.schema()).is_some());
        offered.map(|offered| offered.tool.name)
    }
}

impl Serialize for Specs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl fmt::Display for Specs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Specs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A tool as [`compose`] takes it. Its schemas are what [`Spec::Schema`] says.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    pub name: &'a str,
    pub description: &'a str,
    pub hints: Hints<'static>,
    pub plain: Option<&'a str>,
    pub strict: Option<&'a str>,
    pub optionals: u16,
    pub unions: u16,
}

/// Writes the tools field of a request to `provider`; with `strict`, as many tools as it allows
/// are strict, in their order.
#[doc(hidden)]
#[must_use]
pub fn compose(provider: Provider, strict: bool, offers: &[Offer<'_>]) -> String {
    // Where all tools are strict, none is marked, and there is no other form.
    let strict = strict && provider.has_strict() && !provider.is_always_strict();
    let mut budget = Budget::of(provider);
    let mut items = String::new();
    for offer in offers {
        let taken = offer.strict.filter(|_| strict && budget.take(offer.optionals, offer.unions));
        // A tool that only its strict form can express is offered in that form.
        let Some(schema) = taken.or(offer.plain) else { continue };
        if !items.is_empty() {
            items.push(',');
        }
        item(&mut items, provider, offer, schema, strict.then_some(taken.is_some()));
    }
    match provider {
        Provider::Gemini | Provider::GeminiLive | Provider::VertexAi if !items.is_empty() => {
            format!(r#"[{{"functionDeclarations":[{items}]}}]"#)
        }
        _ => format!("[{items}]"),
    }
}

/// What is left of what a provider takes per request.
struct Budget {
    tools: usize,
    optionals: usize,
    unions: usize,
}

impl Budget {
    fn of(provider: Provider) -> Self {
        match provider {
            Provider::Anthropic | Provider::Bedrock => Self { tools: 20, optionals: 24, unions: 16 },
            _ => Self { tools: usize::MAX, optionals: usize::MAX, unions: usize::MAX },
        }
    }

    /// Takes one tool's part, where all of it is left.
    fn take(&mut self, optionals: u16, unions: u16) -> bool {
        let left = (
            self.tools.checked_sub(1),
            self.optionals.checked_sub(optionals.into()),
            self.unions.checked_sub(unions.into()),
        );
        let (Some(tools), Some(optionals), Some(unions)) = left else { return false };
        *self = Self { tools, optionals, unions };
        true
    }
}

/// Writes one tool. `strict` is `None` where the request as a whole is not strict.
fn item(out: &mut String, provider: Provider, offer: &Offer<'_>, schema: &str, strict: Option<bool>) {
    use Provider as P;
    // What stands around the members, and the key of the schema with what stands around it.
    let (open, close, key, key_close) = match provider {
        P::OpenAiResponses | P::OpenAiRealtime => (r#"{"type":"function","#, "}", "parameters", ""),
        P::Anthropic => ("{", "}", "input_schema", ""),
        P::Gemini | P::VertexAi => ("{", "}", "parametersJsonSchema", ""),
        P::GeminiLive => ("{", "}", "parameters", ""),
        P::Bedrock => (r#"{"toolSpec":{"#, "}}", r#"inputSchema":{"json"#, "}"),
        P::VercelAiSdk => (r#"{"type":"function","#, "}", "inputSchema", ""),
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => ("{", "}", "inputSchema", ""),
        _ => (r#"{"type":"function","function":{"#, "}}", "parameters", ""),
    };
    let is_mcp = matches!(provider, P::Mcp | P::Mcp20251125 | P::Mcp20250618);
    out.push_str(open);
    out.push_str(r#""name":"#);
    quote(out, offer.name);
    if let Some(title) = offer.hints.title.filter(|_| is_mcp) {
        out.push_str(r#","title":"#);
        quote(out, title);
    }
    // Bedrock refuses an empty one.
    if !offer.description.is_empty() {
        out.push_str(r#","description":"#);
        quote(out, offer.description);
    }
    if !schema.is_empty() {
        out.extend([r#",""#, key, r#"":"#, schema, key_close]);
    }
    // Without the key, Responses tries strict and falls back in silence.
    let strict = strict.or_else(|| matches!(provider, P::OpenAiResponses).then_some(false));
    if let Some(strict) = strict {
        out.push_str(if strict { r#","strict":true"# } else { r#","strict":false"# });
    }
    if is_mcp {
        let Hints { read_only, destructive, idempotent, open_world, .. } = offer.hints;
        out.push_str(&format!(
            r#","annotations":{{"readOnlyHint":{read_only},"destructiveHint":{destructive},"idempotentHint":{idempotent},"openWorldHint":{open_world}}}"#
        ));
    }
    out.push_str(close);
}

/// Appends `text` as a JSON string.
fn quote(out: &mut String, text: &str) {
    use std::fmt::Write as _;
    // Writing to a `String` does not fail.
    let _ = write!(out, "{}", serde_json::Value::from(text));
}

#[cfg(test)]
mod tests;
