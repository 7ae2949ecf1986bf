//! Which dialect each provider takes, and what becomes of each tool there.

use super::{Dialect, Exports};
use crate::diag::{Code, Diagnostic, Sink, Span, nearest};
use crate::model::Tool;

/// A provider: its name on the command line, its name in Rust, its dialect, its strict dialect.
/// The same list as the runtime's `Provider`.
pub(crate) struct Provider {
    pub(crate) name: &'static str,
    pub(crate) rust: &'static str,
    pub(crate) plain: Dialect,
    pub(crate) strict: Option<Dialect>,
}

const fn provider(
    name: &'static str,
    rust: &'static str,
    plain: Dialect,
    strict: Option<Dialect>,
) -> Provider {
    Provider { name, rust, plain, strict }
}

/// All of them, in the order of the runtime's enum.
pub(crate) const PROVIDERS: &[Provider] = {
    use Dialect::*;
    &[
        provider("openai-chat", "OpenAiChat", Plain, Some(OpenAiStrict)),
        provider("openai-responses", "OpenAiResponses", Plain, Some(OpenAiStrict)),
        provider("openai-realtime", "OpenAiRealtime", Plain, None),
        provider("azure", "AzureOpenAi", Plain, Some(AzureStrict)),
        provider("anthropic", "Anthropic", Anthropic, Some(AnthropicStrict)),
        provider("gemini", "Gemini", Gemini, None),
        provider("gemini-live", "GeminiLive", GeminiLive, None),
        provider("vertex", "VertexAi", Gemini, None),
        provider("bedrock", "Bedrock", Anthropic, Some(AnthropicStrict)),
        provider("mistral", "Mistral", Plain, None),
        provider("cohere", "Cohere", Plain, None),
        provider("groq", "Groq", Plain, Some(OpenAiStrict)),
        provider("ollama", "Ollama", Ollama, None),
        provider("xai", "Xai", Plain, Some(OpenAiStrict)),
        provider("deepseek", "DeepSeek", Plain, Some(DeepSeekStrict)),
        provider("openrouter", "OpenRouter", Plain, None),
        provider("vercel", "VercelAiSdk", Plain, None),
        provider("mcp", "Mcp", Mcp, None),
        provider("mcp-2025-11-25", "Mcp20251125", Mcp, None),
        provider("mcp-2025-06-18", "Mcp20250618", Mcp, None),
    ]
};

/// The provider of this name, as the command line or as Rust has it.
///
/// # Errors
/// There is none; the message says the nearest.
pub(crate) fn named(name: &str) -> Result<&'static Provider, String> {
    if let Some(found) = PROVIDERS.iter().find(|provider| provider.name == name || provider.rust == name) {
        return Ok(found);
    }
    // Who writes Rust names is told a Rust name.
    let rust = name.starts_with(|c: char| c.is_ascii_uppercase());
    let names = PROVIDERS.iter().map(|provider| if rust { provider.rust } else { provider.name });
    Err(match nearest(name, names.clone()) {
        Some(near) => format!("there is no provider `{name}`; did you mean `{near}`?"),
        None => format!("there is no provider `{name}`; there are {}", names.collect::<Vec<_>>().join(", ")),
    })
}

/// What becomes of a tool at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It is offered whole. Where the provider has a strict mode, why it is not strict there.
    Ok(Vec<String>),
    /// It is offered whole, and can be strict.
    Strict,
    /// It is offered, but some of its shape is lost or only said in words.
    Degraded(Vec<String>),
    /// It cannot be offered.
    Impossible(Vec<String>),
}

/// What becomes of `tool` at `provider`.
fn verdict(exports: &Exports, provider: &Provider) -> Verdict {
    let missing = super::Export::default();
    let plain = exports.get(provider.plain).unwrap_or(&missing);
    let strict = provider.strict.and_then(|dialect| exports.get(dialect));
    if plain.schema.is_none() {
        return Verdict::Impossible(plain.why.clone());
    }
    if !plain.why.is_empty() {
        return Verdict::Degraded(plain.why.clone());
    }
    match strict {
        Some(strict) if strict.schema.is_some() => Verdict::Strict,
        Some(strict) => Verdict::Ok(strict.why.clone()),
        None => Verdict::Ok(Vec::new()),
    }
}

/// What becomes of one tool at every provider.
pub(crate) fn verdicts(exports: &Exports) -> Vec<(&'static str, Verdict)> {
    PROVIDERS.iter().map(|provider| (provider.name, verdict(exports, provider))).collect()
}

/// Holds tools to the providers that a set is made for. `place` says where a tool stands.
pub(crate) fn check<'m>(
    tools: impl IntoIterator<Item = (&'m Tool, &'m Exports)>,
    providers: &[String],
    place: impl Fn(&Tool) -> Option<Span>,
    sink: &mut Sink,
) {
    let providers: Vec<_> = providers.iter().filter_map(|name| named(name).ok()).collect();
    for (tool, exports) in tools {
        // One word for all providers that say the same of a tool.
        let mut said: Vec<(Verdict, Vec<&str>)> = Vec::new();
        for provider in &providers {
            let verdict = verdict(exports, provider);
            match said.iter_mut().find(|(known, _)| *known == verdict) {
                Some((_, names)) if names.contains(&provider.name) => {}
                Some((_, names)) => names.push(provider.name),
                None => said.push((verdict, vec![provider.name])),
            }
        }
        for (verdict, names) in said {
            let names = names.join(", ");
            let (code, what, why) = match &verdict {
                Verdict::Impossible(why) => (Code::ProviderImpossible, "cannot be offered to", why),
                Verdict::Degraded(why) => (Code::ProviderDegraded, "loses some of its shape at", why),
                Verdict::Ok(_) | Verdict::Strict => continue,
            };
            let message = format!("`{}` {what} {names}: {}", tool.name, why.join("; "));
            let help = match code {
                Code::ProviderImpossible => "change `parameters`, or take the provider out of `providers`",
                _ => {
                    "change `parameters`, or allow W070: the arguments of every call are checked in full all the same"
                }
            };
            let diagnostic = match place(tool) {
                Some(span) => Diagnostic::new(code, span, message),
                None => Diagnostic::nowhere(code, message),
            };
            sink.push(diagnostic.help(help));
        }
    }
}
