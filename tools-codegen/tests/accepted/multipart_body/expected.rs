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
        /// Uploads a photo.
        pub async fn multipart_body(
            &self,
            arguments: &MultipartBody,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic {
        (r#"{"type":"object","properties":{"caption":{"type":"string"},"photo":{"type":"string","format":"byte"}},"required":["photo"]}"#),
    } Gemini | Ollama | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"caption":{"type":"string"},"photo":{"type":"string","description":"Format: byte"}},"required":["photo"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"caption":{"type":"STRING"},"photo":{"type":"STRING","description":"Format: byte"}},"required":["photo"]}"#),
    } Groq {
        (r#"{"type":"object","properties":{"caption":{"type":["string","null"]},"photo":{"type":"string","format":"byte"}},"required":["photo"]}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict {
        (r#"{"type":"object","properties":{"caption":{"type":["string","null"]},"photo":{"type":"string","description":"Format: byte"}},"required":["caption","photo"],"additionalProperties":false}"#),
    } AnthropicStrict {
        (r#"{"type":"object","properties":{"caption":{"type":"string"},"photo":{"type":"string","description":"Format: byte"}},"required":["photo"],"additionalProperties":false}"# 1 0),
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
    0 MultipartBody "multipart_body",
}
/// Uploads a photo.
///
/// `POST https://photos.example.com/upload` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct MultipartBody {
    /// `caption`
    pub caption: __tt::Option<__tt::String>,
    /// `photo`
    pub photo: __tt::String,
}
__tt::tool! {
    /// The required properties; the others are absent, or have their defaults. To set some of them: `MultipartBody { caption: .., ..MultipartBody::new(..) }`.
    MultipartBody(photo: __tt::String) {
        0 optional caption "caption",
        1 required photo "photo",
    }
}
impl __tt::Tool for MultipartBody {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "multipart_body",
            description: "Uploads a photo.",
            arguments: Schema {
                nodes: &[
                    Node::Object(&[("caption", 1), ("photo", 2)], &["photo"]),
                    Node::String,
                    Node::String,
                ],
            },
            checked_by_types: true,
            request: Template {
                method: "POST",
                origin: Origin::Fixed("https://photos.example.com"),
                path: &[Part::Text("upload")],
                body: Body::Multipart {
                    fields: &[
                        Field {
                            name: "caption",
                            value: &[Part::Argument("caption")],
                            file: false,
                            filename: None,
                            content_type: None,
                        },
                        Field {
                            name: "photo",
                            value: &[Part::Argument("photo")],
                            file: true,
                            filename: None,
                            content_type: None,
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
