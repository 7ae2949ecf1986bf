//! What a set of tools is offered as.

macro_rules! dialects {
    ($($(#[$doc:meta])* $variant:ident,)*) => {
        /// A way in which providers want an argument schema written.
        #[doc(hidden)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Dialect {
            $($(#[$doc])* $variant,)*
        }

        impl Dialect {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in Rust.
            #[must_use]
            pub const fn rust_name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)* }
            }
        }
    };
}

dialects! {
    /// JSON Schema with an object without unions at its root.
    Plain,
    /// JSON Schema 2020-12 as it is.
    Mcp,
    /// [`Dialect::Plain`] with the property names that Anthropic takes.
    Anthropic,
    /// The part of JSON Schema that `parametersJsonSchema` documents.
    Gemini,
    /// The OpenAPI subset of `parameters`.
    GeminiLive,
    /// Flat properties, all else in words.
    Ollama,
    /// [`Dialect::Plain`], but what may be left out may be null, too.
    Groq,
    /// What xAI documents; its tools are always strict.
    Xai,
    /// What the grammars of local servers are compiled from.
    LocalGrammar,
    /// OpenAI's strict subset.
    OpenAiStrict,
    /// Azure's older strict subset.
    AzureStrict,
    /// DeepSeek's strict subset.
    DeepSeekStrict,
    /// Anthropic's strict subset, also on Bedrock.
    AnthropicStrict,
}

/// One tool in one [`Dialect`].
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum Spec<'a> {
    /// The tool cannot be put so.
    Impossible,
    /// The schema as JSON text; empty where the field is to be left out (a tool without
    /// arguments, in some dialects).
    Schema(&'a str),
    /// As [`Spec::Schema`], with its optional parameters and its parameters of several types,
    /// for providers that limit them per request.
    Counted(&'a str, u16, u16),
    /// As [`Spec::Counted`], with further members of the tool's item, as JSON text by the name of
    /// the provider that gets them.
    Extended {
        /// As in [`Spec::Schema`].
        schema: &'a str,
        /// As in [`Spec::Counted`].
        optionals: u16,
        /// As in [`Spec::Counted`].
        unions: u16,
        /// `("anthropic", "\"defer_loading\":true")`
        members: &'a [(&'a str, &'a str)],
    },
}

impl<'a> Spec<'a> {
    /// The schema, where there can be one.
    #[must_use]
    pub fn schema(self) -> Option<&'a str> {
        match self {
            Self::Impossible => None,
            Self::Schema(schema) | Self::Counted(schema, ..) | Self::Extended { schema, .. } => Some(schema),
        }
    }

    /// The optional parameters, and those of several types.
    pub fn counts(self) -> (u16, u16) {
        match self {
            Self::Impossible | Self::Schema(_) => (0, 0),
            Self::Counted(_, optionals, unions) | Self::Extended { optionals, unions, .. } => {
                (optionals, unions)
            }
        }
    }

    /// The further members of the tool's item at `provider`; empty where there are none.
    #[must_use]
    pub fn members(self, provider: &str) -> &'a str {
        match self {
            Self::Extended { members, .. } => {
                members.iter().find(|(name, _)| *name == provider).map_or("", |(_, text)| text)
            }
            _ => "",
        }
    }
}

/// The exports of a set. The compiler writes it for the set's `Tools` (`emit/specs.rs`): a
/// constant array per dialect, in the order of the set's definitions, and an inlined `match`, so
/// that a program that names its provider as a constant links the arrays of that one alone.
/// `Tools::specs` and `Tools::strict_specs` are `#[inline]` and call
/// `Specs::plain::<Tools>(provider, DEFINITIONS)` and `Specs::strict::<Tools>(..)`.
#[doc(hidden)]
pub trait Exports {
    /// The tools of the set in `dialect`, as many and in the order of its definitions.
    fn dialect(dialect: Dialect) -> &'static [Spec<'static>];
}
