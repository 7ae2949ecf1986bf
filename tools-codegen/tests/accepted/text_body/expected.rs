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
        /// Runs a query of a graph.
        pub async fn text_body(
            &self,
            arguments: &TextBody,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Gemini | Ollama | Groq | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"query":{"type":"string"}},"required":["query"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"query":{"type":"STRING"}},"required":["query"]}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict | AnthropicStrict {
        (r#"{"type":"object","properties":{"query":{"type":"string"}},"required":["query"],"additionalProperties":false}"#),
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
    0 TextBody "text_body",
}
/// Runs a query of a graph.
///
/// `POST https://graph.example.com/run` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct TextBody {
    /// `query`
    pub query: __tt::String,
}
__tt::tool! {
    /// All properties.
    TextBody(query: __tt::String) {
        0 required query "query",
    }
}
impl __tt::Tool for TextBody {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "text_body",
            description: "Runs a query of a graph.",
            arguments: Schema {
                nodes: &[Node::Object(&[("query", 1)], &["query"]), Node::String],
            },
            checked_by_types: true,
            request: Template {
                method: "POST",
                origin: Origin::Fixed("https://graph.example.com"),
                path: &[Part::Text("run")],
                body: Body::Text {
                    content_type: "text/plain",
                    value: &[
                        Part::Text("match "),
                        Part::Argument("query"),
                        Part::Text(" limit 10"),
                    ],
                },
                ..Template::EMPTY
            },
            settings: &Settings {
                timeout_ms: 5000,
                response: ResponseRules {
                    select: &[],
                    max_chars: 500,
                    max_bytes: None,
                    errors: ErrorText::Hide,
                    failure: None,
                    schema: None,
                },
                ..usual::POST
            },
        }
    }
}
