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
        /// Adds a photo to a claim. Call this where the caller sent one.
        pub async fn file_part(
            &self,
            arguments: &FilePart,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Groq {
        (r#"{"type":"object","properties":{"claim":{"type":"string"},"photo":{"type":"string","format":"byte"}},"required":["claim","photo"]}"#),
    } Gemini | Ollama | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"claim":{"type":"string"},"photo":{"type":"string","description":"Format: byte"}},"required":["claim","photo"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"claim":{"type":"STRING"},"photo":{"type":"STRING","description":"Format: byte"}},"required":["claim","photo"]}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict | AnthropicStrict {
        (r#"{"type":"object","properties":{"claim":{"type":"string"},"photo":{"type":"string","description":"Format: byte"}},"required":["claim","photo"],"additionalProperties":false}"#),
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
    0 FilePart "file_part",
}
/// Adds a photo to a claim. Call this where the caller sent one.
///
/// `POST https://claims.example.com/{claim}/photos` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct FilePart {
    /// `claim`
    pub claim: __tt::String,
    /// `photo`
    pub photo: __tt::String,
}
__tt::tool! {
    /// All properties.
    FilePart(claim: __tt::String, photo: __tt::String) {
        0 required claim "claim",
        1 required photo "photo",
    }
}
impl __tt::Tool for FilePart {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "file_part",
            description: "Adds a photo to a claim. Call this where the caller sent one.",
            arguments: Schema {
                nodes: &[
                    Node::Object(&[("claim", 1), ("photo", 2)], &["claim", "photo"]),
                    Node::String,
                    Node::String,
                ],
            },
            checked_by_types: true,
            request: Template {
                method: "POST",
                origin: Origin::Fixed("https://claims.example.com"),
                path: &[Part::Argument("claim"), Part::Text("/photos")],
                body: Body::Multipart {
                    fields: &[
                        Field {
                            name: "photo",
                            value: &[Part::Argument("photo")],
                            file: true,
                            filename: Some(
                                &[Part::Argument("claim"), Part::Text(".jpg")],
                            ),
                            content_type: Some("image/jpeg"),
                        },
                        Field {
                            name: "meta",
                            value: &[Part::Text(r#"{"v":1}"#)],
                            file: false,
                            filename: None,
                            content_type: Some("application/vnd.meta+json"),
                        },
                    ],
                    rest: Rest::None,
                },
                ..Template::EMPTY
            },
            settings: &usual::POST,
        }
    }
}
