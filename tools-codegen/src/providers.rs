//! The providers: their names, and which dialect each of them takes. The same list as the
//! runtime's `Provider`, which this crate cannot see.

use crate::diag::nearest;

/// A way of writing schemas; the same list as the runtime's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Plain,
    Mcp,
    Anthropic,
    Gemini,
    GeminiLive,
    Ollama,
    OpenAiStrict,
    AzureStrict,
    DeepSeekStrict,
    AnthropicStrict,
}

impl Dialect {
    pub(crate) const ALL: [Self; 10] = [
        Self::Plain,
        Self::Mcp,
        Self::Anthropic,
        Self::Gemini,
        Self::GeminiLive,
        Self::Ollama,
        Self::OpenAiStrict,
        Self::AzureStrict,
        Self::DeepSeekStrict,
        Self::AnthropicStrict,
    ];
}

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

/// The names of all providers on the command line and in Rust, and of their dialects: what a test
/// holds against the runtime.
#[doc(hidden)]
#[must_use]
pub fn provider_names() -> Vec<(&'static str, String, String, Option<String>)> {
    let each = PROVIDERS.iter().map(|provider| {
        let strict = provider.strict.map(|dialect| format!("{dialect:?}"));
        (provider.name, provider.rust.to_owned(), format!("{:?}", provider.plain), strict)
    });
    each.collect()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_either_kind_are_found_and_slips_named() {
        for provider in PROVIDERS {
            assert_eq!(named(provider.name).map(|found| found.rust), Ok(provider.rust));
            assert_eq!(named(provider.rust).map(|found| found.name), Ok(provider.name));
        }
        let of = |name| named(name).map(|found| found.name).unwrap_err();
        assert_eq!(of("Antropic"), "there is no provider `Antropic`; did you mean `Anthropic`?");
        assert_eq!(of("open-ai-chat"), "there is no provider `open-ai-chat`; did you mean `openai-chat`?");
        assert!(
            of("xyzzy")
                .starts_with("there is no provider `xyzzy`; there are openai-chat, openai-responses, ")
        );
    }
}
