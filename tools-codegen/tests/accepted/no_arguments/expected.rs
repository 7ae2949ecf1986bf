__tt::toolset! {
    base_urls[],
    allow_http[],
    context[],
    session(context) Context = context,
    credentials[],
}
impl __tt::OpensAlone for Tools {
    fn open_alone(&self) -> Session {
        Self::session(self, Context {})
    }
}
__tt::if_http! {
    #[allow(dead_code, clippy::missing_errors_doc)]
    impl Session {
        /// Turns everything off.
        pub async fn no_arguments(
            &self,
            arguments: &NoArguments,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Ollama | Groq | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{}}"#),
    } Gemini | GeminiLive {
        (""),
    } OpenAiStrict | AzureStrict | DeepSeekStrict {
        (r#"{"type":"object","properties":{},"required":[],"additionalProperties":false}"#),
    } AnthropicStrict {
        (r#"{"type":"object","properties":{},"additionalProperties":false}"#),
    }
}
/// What your application knows of one conversation and a model cannot choose.
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Context {}
__tt::nested! {
    Context {}
}
__tt::secrets! {
    /// The secrets that the tools use: none.
    []
}
__tt::tool_call! {
    0 NoArguments "no_arguments",
}
/// Turns everything off.
///
/// `DELETE https://home.example.com/off` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct NoArguments {}
__tt::tool! {
    /// There are no properties.
    NoArguments() {}
}
impl __tt::Tool for NoArguments {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "no_arguments",
            description: "Turns everything off.",
            arguments: Schema {
                nodes: &[Node::Rules(&[Rule::Type(Types(Types::OBJECT))])],
            },
            checked_by_types: true,
            request: Template {
                method: "DELETE",
                origin: Origin::Fixed("https://home.example.com"),
                path: &[Part::Text("off")],
                ..Template::EMPTY
            },
            settings: &usual::DELETE,
        }
    }
}
