__tt::toolset! {
    base_urls[],
    allow_http[],
    context[],
    session(context) Context = context,
    credentials[],
    native
}
impl __tt::OpensAlone for Tools {
    fn open_alone(&self) -> Session {
        Self::session(self, Context {})
    }
}
#[allow(dead_code, clippy::missing_errors_doc)]
impl Session {
    /// Estimates the days until a parcel arrives.
    pub async fn native_tool(
        &self,
        arguments: &NativeTool,
    ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
        __tt::call(arguments, self).await
    }
}
__tt::calls! {
}
__tt::if_http! {
    #[allow(dead_code, clippy::missing_errors_doc)]
    impl Session {}
}
__tt::exports! {
    Plain | Mcp | Anthropic | Gemini | Ollama | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"zip":{"type":"string"},"express":{"type":"boolean"}},"required":["zip"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"zip":{"type":"STRING"},"express":{"type":"BOOLEAN"}},"required":["zip"]}"#),
    } Groq {
        (r#"{"type":"object","properties":{"zip":{"type":"string"},"express":{"type":["boolean","null"]}},"required":["zip"]}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict {
        (r#"{"type":"object","properties":{"zip":{"type":"string"},"express":{"type":["boolean","null"]}},"required":["zip","express"],"additionalProperties":false}"#),
    } AnthropicStrict {
        (r#"{"type":"object","properties":{"zip":{"type":"string"},"express":{"type":"boolean"}},"required":["zip"],"additionalProperties":false}"# 1 0),
    }
}
/// What your application knows of one conversation and a model cannot choose.
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Context {}
__tt::nested! {
    Context {} as itself
}
__tt::secrets! {
    /// The secrets that the tools use: none.
    []
}
/// The tools that your application implements: an `async fn` for each.
#[allow(clippy::missing_errors_doc)]
pub trait Native: ::core::marker::Send + ::core::marker::Sync + 'static {
    /// Estimates the days until a parcel arrives.
    fn native_tool(
        &self,
        context: &Context,
        arguments: NativeTool,
    ) -> impl ::core::future::Future<
        Output = __tt::Result<__tt::Value, __tt::ToolError>,
    > + ::core::marker::Send;
}
__tt::native! {
    "native_tool" native_tool,
}
__tt::tool_call! {
    0 NativeTool "native_tool",
}
/// Estimates the days until a parcel arrives.
///
/// A native tool (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct NativeTool {
    /// `zip`
    pub zip: __tt::String,
    /// `express`
    pub express: __tt::Option<__tt::bool>,
}
__tt::tool! {
    /// The required properties; the others are absent, or have their defaults. To set some of them: `NativeTool { express: .., ..NativeTool::new(..) }`.
    NativeTool(zip: __tt::String) {
        0 required zip "zip",
        1 optional express "express",
    } as itself
}
impl __tt::Tool for NativeTool {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "native_tool",
            description: "Estimates the days until a parcel arrives.",
            arguments: Schema {
                nodes: &[
                    Node::Object(&[("zip", 1), ("express", 2)], &["zip"]),
                    Node::String,
                    Node::Boolean,
                ],
            },
            checked_by_types: true,
            request: Template {
                method: "POST",
                origin: Origin::Fixed(""),
                ..Template::EMPTY
            },
            settings: &Settings {
                native: true,
                timeout_ms: 500,
                ..usual::POST
            },
        }
    }
}
