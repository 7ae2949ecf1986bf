//! The tools field of a request: which form each tool has in it, and how a tool is written.

use std::fmt::Write as _;

use serde_json::Value;

use crate::Provider;
use typed_tools_core::table::Hints;

/// A tool as [`compose`] takes it. Its schemas are what `Spec::Schema` says.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    pub name: &'a str,
    pub description: &'a str,
    pub hints: Hints<'static>,
    pub plain: Option<&'a str>,
    /// Further members of its item where it is not strict, as JSON text.
    pub members: &'a str,
    pub strict: Option<&'a str>,
    /// Likewise where it is strict.
    pub strict_members: &'a str,
    pub optionals: u16,
    pub unions: u16,
}

/// The form in which a tool is offered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form<'a> {
    pub(super) schema: &'a str,
    pub(super) members: &'a str,
    pub(super) is_strict: bool,
    /// What `strict` says of it; `None` where the request as a whole is not strict, or all is.
    mark: Option<bool>,
}

/// The form of each tool; with `strict`, as many as the provider allows are strict, in their
/// order. `None` for what cannot be offered.
pub(super) fn forms<'a>(provider: Provider, strict: bool, offers: &[Offer<'a>]) -> Vec<Option<Form<'a>>> {
    // Where all tools are strict, none is marked, and there is no other form.
    let always = provider.is_always_strict();
    let strict = strict && provider.has_strict() && !always;
    let mut strict_tools = StrictTools::of(provider);
    let form = |offer: &Offer<'a>| {
        let taken = offer.strict.filter(|_| strict && strict_tools.take(offer.optionals, offer.unions));
        let mark = strict.then_some(taken.is_some());
        let form = |schema, members, is_strict| Form { schema, members, is_strict, mark };
        let taken = taken.map(|schema| form(schema, offer.strict_members, true));
        // A tool that only its strict form can express is offered in that form.
        taken.or_else(|| offer.plain.map(|schema| form(schema, offer.members, always)))
    };
    offers.iter().map(form).collect()
}

/// Writes the tools field of a request to `provider`, with the mark by which it caches tools where
/// it is to be `cached`.
#[doc(hidden)]
#[must_use]
pub fn compose(provider: Provider, strict: bool, cached: bool, offers: &[Offer<'_>]) -> String {
    let forms = forms(provider, strict, offers);
    let offered: Vec<_> = offers.iter().zip(forms).filter_map(|(offer, form)| Some((offer, form?))).collect();
    let marked = match provider {
        Provider::Anthropic if cached => offered.iter().rposition(|(_, form)| !is_deferred(form.members)),
        _ => None,
    };
    let mut items = String::new();
    for (index, (offer, form)) in offered.iter().enumerate() {
        if index > 0 {
            items.push(',');
        }
        let is_marked = marked == Some(index) && !has(form.members, "cache_control");
        item(&mut items, provider, offer, form, is_marked);
    }
    match provider {
        _ if items.is_empty() => "[]".to_owned(),
        Provider::Gemini | Provider::GeminiLive | Provider::VertexAi => {
            format!(r#"[{{"functionDeclarations":[{items}]}}]"#)
        }
        Provider::Bedrock if cached => format!(r#"[{items},{{"cachePoint":{{"type":"default"}}}}]"#),
        _ => format!("[{items}]"),
    }
}

/// Members as the object that they are of.
fn object(members: &str) -> Value {
    match members {
        "" => Value::Null,
        members => serde_json::from_str(&format!("{{{members}}}")).unwrap_or_default(),
    }
}

fn has(members: &str, key: &str) -> bool {
    object(members).get(key).is_some()
}

/// A deferred tool is no part of the prompt, so nothing of it is cached.
fn is_deferred(members: &str) -> bool {
    object(members).get("defer_loading") == Some(&Value::Bool(true))
}

/// What is left of what a provider takes per request.
struct StrictTools {
    tools: usize,
    optionals: usize,
    unions: usize,
}

impl StrictTools {
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

/// Writes one tool.
fn item(out: &mut String, provider: Provider, offer: &Offer<'_>, form: &Form<'_>, is_marked: bool) {
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
    if !form.schema.is_empty() {
        out.extend([r#",""#, key, r#"":"#, form.schema, key_close]);
    }
    // Without the key, Responses tries strict and falls back in silence.
    let strict = form.mark.or_else(|| matches!(provider, P::OpenAiResponses).then_some(false));
    if let Some(strict) = strict {
        out.push_str(if strict { r#","strict":true"# } else { r#","strict":false"# });
    }
    if is_mcp {
        let Hints { read_only, destructive, idempotent, open_world, .. } = offer.hints;
        // Writing to a `String` does not fail.
        let _ = write!(
            out,
            r#","annotations":{{"readOnlyHint":{read_only},"destructiveHint":{destructive},"idempotentHint":{idempotent},"openWorldHint":{open_world}}}"#
        );
    }
    if !form.members.is_empty() {
        out.extend([",", form.members]);
    }
    if is_marked {
        out.push_str(r#","cache_control":{"type":"ephemeral"}"#);
    }
    out.push_str(close);
}

/// Appends `text` as a JSON string.
fn quote(out: &mut String, text: &str) {
    // Writing to a `String` does not fail.
    let _ = write!(out, "{}", Value::from(text));
}
