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
        /// Saves a profile; what is not used elsewhere is the body.
        pub async fn default_body(
            &self,
            arguments: &DefaultBody,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic {
        (r#"{"type":"object","properties":{"profile_id":{"type":"string"},"nickname":{"type":"string"},"age":{"type":"integer","minimum":0,"default":18}},"required":["profile_id"],"additionalProperties":{"type":"string"}}"#),
    } Gemini | LocalGrammar {
        (r#"{"type":"object","properties":{"profile_id":{"type":"string"},"nickname":{"type":"string"},"age":{"type":"integer","description":"Default: 18","minimum":0}},"required":["profile_id"],"additionalProperties":{"type":"string"}}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"profile_id":{"type":"STRING"},"nickname":{"type":"STRING"},"age":{"type":"INTEGER","description":"Default: 18","minimum":0}},"required":["profile_id"]}"#),
    } Ollama {
        (r#"{"type":"object","properties":{"profile_id":{"type":"string"},"nickname":{"type":"string"},"age":{"type":"integer","description":"At least 0; default: 18"}},"required":["profile_id"]}"#),
    } Groq {
        (r#"{"type":"object","properties":{"profile_id":{"type":"string"},"nickname":{"type":["string","null"]},"age":{"type":["integer","null"],"minimum":0,"default":18}},"required":["profile_id"],"additionalProperties":{"type":"string"}}"#),
    } Xai {
        (r#"{"type":"object","description":"Each value: {\"type\":\"string\"}","properties":{"profile_id":{"type":"string"},"nickname":{"type":"string"},"age":{"type":"integer","description":"Default: 18","minimum":0}},"required":["profile_id"],"additionalProperties":true}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict | AnthropicStrict {
        (),
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
    0 DefaultBody "default_body",
}
/// Saves a profile; what is not used elsewhere is the body.
///
/// `PATCH https://people.example.com/profiles/{profile_id}` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct DefaultBody {
    /// `profile_id`
    pub profile_id: __tt::String,
    /// `nickname`
    pub nickname: __tt::Option<__tt::String>,
    /// `age`
    ///
    /// Default: `18`
    pub age: __tt::i64,
    /// Properties that the schema does not name; they are sent with the object.
    pub additional_properties: __tt::Map<__tt::String>,
}
__tt::tool! {
    /// The required properties; the others are absent, or have their defaults. To set some of them: `DefaultBody { nickname: .., ..DefaultBody::new(..) }`.
    DefaultBody(profile_id: __tt::String) {
        0 required profile_id "profile_id",
        1 optional nickname "nickname",
        2 or_default age "age" = 18,
    } rest additional_properties
}
impl __tt::Tool for DefaultBody {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "default_body",
            description: "Saves a profile; what is not used elsewhere is the body.",
            arguments: Schema {
                nodes: &[
                    Node::Rules(
                        &[
                            Rule::Type(Types(Types::OBJECT)),
                            Rule::Required(&["profile_id"]),
                            Rule::Object {
                                properties: &[
                                    ("profile_id", 1),
                                    ("nickname", 2),
                                    ("age", 3),
                                ],
                                patterns: &[],
                                rest: Some(4),
                            },
                        ],
                    ),
                    Node::String,
                    Node::String,
                    Node::Rules(
                        &[Rule::Type(Types(Types::INTEGER)), Rule::Minimum(Lit::Int(0))],
                    ),
                    Node::String,
                ],
            },
            checked_by_types: false,
            request: Template {
                method: "PATCH",
                origin: Origin::Fixed("https://people.example.com"),
                path: &[Part::Text("profiles/"), Part::Argument("profile_id")],
                body: Body::Json {
                    content_type: "application/json",
                    value: JsonTemplate::WithRest(
                        &[
                            ("nickname", JsonTemplate::Argument("nickname")),
                            ("age", JsonTemplate::Argument("age")),
                        ],
                    ),
                },
                ..Template::EMPTY
            },
            settings: &Settings {
                retries: 2,
                idempotency_key: Some("idempotency-key"),
                ..usual::PATCH
            },
        }
    }
}
