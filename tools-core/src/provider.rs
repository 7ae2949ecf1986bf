//! The providers: their names, and which dialect each of them takes.

use crate::nearest::nearest;
use std::fmt;
use std::str::FromStr;

use crate::table::Dialect;

macro_rules! providers {
    ($($(#[$doc:meta])* $variant:ident $name:literal $dialect:ident $($strict:ident)?;)*) => {
        /// An API that takes tools and asks for calls.
        ///
        /// [`FromStr`] and [`Display`](fmt::Display) use the names of the command line
        /// (`openai-chat`, `anthropic`, ...).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Provider {
            $($(#[$doc])* $variant,)*
        }

        impl Provider {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name on the command line.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The name in Rust, which the option `providers` of a set uses.
            #[doc(hidden)]
            #[must_use]
            pub const fn rust_name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)* }
            }

            /// The dialect of its schemas where nothing is strict.
            #[doc(hidden)]
            #[must_use]
            #[inline]
            pub const fn dialect(self) -> Dialect {
                match self { $(Self::$variant => Dialect::$dialect,)* }
            }

            /// The dialect of its strict schemas; `None` where it has no documented strict mode
            /// of single tools.
            #[doc(hidden)]
            #[must_use]
            #[inline]
            pub const fn strict_dialect(self) -> Option<Dialect> {
                match self { $(Self::$variant => providers!(@strict $($strict)?),)* }
            }
        }
    };
    (@strict) => { None };
    (@strict $strict:ident) => { Some(Dialect::$strict) };
}

providers! {
    /// OpenAI, Chat Completions.
    OpenAiChat "openai-chat" Plain OpenAiStrict;
    /// OpenAI, Responses.
    OpenAiResponses "openai-responses" Plain OpenAiStrict;
    /// OpenAI, Realtime (`session.tools`); it has no strict mode.
    OpenAiRealtime "openai-realtime" Plain;
    /// Azure OpenAI, Chat Completions.
    AzureOpenAi "azure" Plain AzureStrict;
    /// Anthropic, Messages.
    Anthropic "anthropic" Anthropic AnthropicStrict;
    /// Gemini, `generateContent`.
    Gemini "gemini" Gemini;
    /// Gemini Live.
    GeminiLive "gemini-live" GeminiLive;
    /// Gemini on Vertex AI.
    VertexAi "vertex" Gemini;
    /// Amazon Bedrock, Converse.
    Bedrock "bedrock" Anthropic AnthropicStrict;
    /// Mistral; what its `strict` takes is not documented, so it is not used.
    Mistral "mistral" Plain;
    /// Cohere, v2 Chat; its `strict_tools` belongs to the request, not to a tool.
    Cohere "cohere" Plain;
    /// Groq, which holds a model's call against the schema before a client sees it.
    Groq "groq" Groq OpenAiStrict;
    /// Ollama.
    Ollama "ollama" Ollama;
    /// Local servers that compile schemas to grammars: the one of llama.cpp, LM Studio, vLLM with
    /// guided decoding.
    LocalGrammar "local" LocalGrammar;
    /// xAI, REST; its tools are strict, whether asked for or not.
    Xai "xai" Xai Xai;
    /// DeepSeek; strict tools need its beta endpoint.
    DeepSeek "deepseek" Plain DeepSeekStrict;
    /// OpenRouter, which hands tools on to models of many makers: never strict.
    OpenRouter "openrouter" Plain;
    /// Vercel's AI SDK, version 6, which hands tools on likewise: never strict.
    VercelAiSdk "vercel" Plain;
    /// The Model Context Protocol of 2026-07-28.
    Mcp "mcp" Mcp;
    /// The Model Context Protocol of 2025-11-25.
    Mcp20251125 "mcp-2025-11-25" Mcp;
    /// The Model Context Protocol of 2025-06-18.
    Mcp20250618 "mcp-2025-06-18" Mcp;
}

impl Provider {
    /// Whether its tools can be strict. `Tools::strict_specs` differs from `Tools::specs` then, but
    /// for xAI, whose tools always are.
    #[must_use]
    pub const fn has_strict(self) -> bool {
        self.strict_dialect().is_some()
    }

    /// Whether all its tools are strict without being marked so: there is one form of a tool.
    #[doc(hidden)]
    #[must_use]
    pub fn is_always_strict(self) -> bool {
        self.strict_dialect() == Some(self.dialect())
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Provider {
    type Err = UnknownProvider;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().copied().find(|provider| provider.as_str() == text);
        found.ok_or_else(|| UnknownProvider { text: text.to_owned() })
    }
}

impl Provider {
    /// The provider of this name, as the command line or as Rust has it.
    ///
    /// # Errors
    /// There is none.
    #[doc(hidden)]
    pub fn named(name: &str) -> Result<Self, UnknownProvider> {
        let in_rust = Self::ALL.iter().copied().find(|provider| provider.rust_name() == name);
        in_rust.map_or_else(|| name.parse(), Ok)
    }
}

/// A name that is no provider's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownProvider {
    text: String,
}

impl fmt::Display for UnknownProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no provider `{}`; ", self.text.escape_debug())?;
        // Someone who writes Rust names is told a Rust name.
        let name = match self.text.starts_with(|c: char| c.is_ascii_uppercase()) {
            true => Provider::rust_name,
            false => Provider::as_str,
        };
        let names = Provider::ALL.iter().copied().map(name);
        match nearest(&self.text, names.clone()) {
            Some(name) => write!(f, "did you mean `{name}`?"),
            None => write!(f, "there are {}", names.collect::<Vec<_>>().join(", ")),
        }
    }
}

impl std::error::Error for UnknownProvider {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_there_and_back() {
        for provider in Provider::ALL {
            assert_eq!(provider.to_string().parse(), Ok(*provider));
            assert_eq!(Provider::named(provider.rust_name()), Ok(*provider));
            assert_eq!(Provider::named(provider.as_str()), Ok(*provider));
        }
        assert_eq!(Provider::ALL.len(), 21);
    }

    #[test]
    fn an_unknown_name_says_the_nearest() {
        let of = |text: &str| text.parse::<Provider>().unwrap_err().to_string();
        assert_eq!(of("antropic"), "there is no provider `antropic`; did you mean `anthropic`?");
        assert_eq!(of("OpenAI-Chat"), "there is no provider `OpenAI-Chat`; did you mean `OpenAiChat`?");
        assert_eq!(of("Antropic"), "there is no provider `Antropic`; did you mean `Anthropic`?");
        assert_eq!(of("gemini_live"), "there is no provider `gemini_live`; did you mean `gemini-live`?");
        assert!(of("zzzzzzzzzz").contains("there are openai-chat, openai-responses, "));
        assert!(of(&"x".repeat(100_000)).len() < 101_000);
    }

    #[test]
    fn strict_is_where_it_is_documented() {
        let strict: Vec<_> =
            Provider::ALL.iter().filter(|p| p.has_strict()).map(|provider| provider.as_str()).collect();
        assert_eq!(
            strict,
            ["openai-chat", "openai-responses", "azure", "anthropic", "bedrock", "groq", "xai", "deepseek"]
        );
        let always: Vec<_> = Provider::ALL.iter().filter(|p| p.is_always_strict()).collect();
        assert_eq!(always, [&Provider::Xai]);
    }
}
