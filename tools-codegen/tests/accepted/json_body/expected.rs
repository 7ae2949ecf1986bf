__tt::toolset! {
    base_urls[],
    allow_http[],
    context["caller_name" String],
    session(context) Context = context,
    credentials[],
}
__tt::if_http! {
    #[allow(dead_code, clippy::missing_errors_doc)]
    impl Session {
        /// Opens a ticket.
        pub async fn json_body(
            &self,
            arguments: &JsonBody,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"subject":{"type":"string","description":"One line","minLength":1},"priority":{"type":"string","enum":["low","high"]},"labels":{"type":"array","items":{"type":"string"}},"due":{"type":"string","format":"date"}},"required":["subject"]}"#),
    } Gemini {
        (r#"{"type":"object","properties":{"subject":{"type":"string","description":"One line (at least 1 character)"},"priority":{"type":"string","enum":["low","high"]},"labels":{"type":"array","items":{"type":"string"}},"due":{"type":"string","format":"date"}},"required":["subject"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"subject":{"type":"STRING","description":"One line","minLength":1},"priority":{"type":"STRING","enum":["low","high"]},"labels":{"type":"ARRAY","items":{"type":"STRING"}},"due":{"type":"STRING","description":"Format: date"}},"required":["subject"]}"#),
    } Ollama {
        (r#"{"type":"object","properties":{"subject":{"type":"string","description":"One line (at least 1 character)"},"priority":{"type":"string","enum":["low","high"]},"labels":{"type":"array","items":{"type":"string"}},"due":{"type":"string","description":"Format: date"}},"required":["subject"]}"#),
    } Groq {
        (r#"{"type":"object","properties":{"subject":{"type":"string","description":"One line","minLength":1},"priority":{"anyOf":[{"type":"string","enum":["low","high"]},{"type":"null"}]},"labels":{"type":["array","null"],"items":{"type":"string"}},"due":{"type":["string","null"],"format":"date"}},"required":["subject"]}"#),
    } OpenAiStrict {
        (r#"{"type":"object","properties":{"subject":{"type":"string","description":"One line (at least 1 character)"},"priority":{"anyOf":[{"type":"string","enum":["low","high"]},{"type":"null"}]},"labels":{"type":["array","null"],"items":{"type":"string"}},"due":{"type":["string","null"],"format":"date"}},"required":["subject","priority","labels","due"],"additionalProperties":false}"#),
    } AzureStrict {
        (r#"{"type":"object","properties":{"subject":{"type":"string","description":"One line (at least 1 character)"},"priority":{"anyOf":[{"type":"string","enum":["low","high"]},{"type":"null"}]},"labels":{"type":["array","null"],"items":{"type":"string"}},"due":{"type":["string","null"],"description":"Format: date"}},"required":["subject","priority","labels","due"],"additionalProperties":false}"#),
    } DeepSeekStrict {
        (r#"{"type":"object","properties":{"subject":{"type":"string","description":"One line (at least 1 character)"},"priority":{"anyOf":[{"type":"string","enum":["low","high"]},{"type":"null"}]},"labels":{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]},"due":{"type":["string","null"],"description":"Format: date"}},"required":["subject","priority","labels","due"],"additionalProperties":false}"#),
    } AnthropicStrict {
        (r#"{"type":"object","properties":{"subject":{"type":"string","description":"One line (at least 1 character)"},"priority":{"type":"string","enum":["low","high"]},"labels":{"type":"array","items":{"type":"string"}},"due":{"type":"string","format":"date"}},"required":["subject"],"additionalProperties":false}"# 3 0),
    }
}
/// What your application knows of one conversation and a model cannot choose.
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Context {
    /// `caller_name`, for `json_body`.
    pub caller_name: __tt::String,
}
__tt::nested! {
    Context {
        0 required caller_name "caller_name",
    }
}
__tt::secrets! {
    /// The secrets that the tools use: `DESK_KEY`.
    ["DESK_KEY"]
}
__tt::tool_call! {
    0 JsonBody "json_body",
}
/// Opens a ticket.
///
/// `POST https://desk.example.com/tickets` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct JsonBody {
    /// One line
    pub subject: __tt::String,
    /// `priority`
    pub priority: __tt::Option<json_body::Priority>,
    /// `labels`
    pub labels: __tt::Option<__tt::Vec<__tt::String>>,
    /// `due`
    pub due: __tt::Option<__tt::String>,
}
__tt::tool! {
    /// The required properties; the others are absent, or have their defaults. To set some of them: `JsonBody { priority: .., ..JsonBody::new(..) }`.
    JsonBody(subject: __tt::String) {
        0 required subject "subject",
        1 optional priority "priority",
        2 optional labels "labels",
        3 optional due "due",
    }
}
impl __tt::Tool for JsonBody {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "json_body",
            description: "Opens a ticket.",
            arguments: Schema {
                nodes: &[
                    Node::Object(
                        &[("subject", 1), ("priority", 2), ("labels", 3), ("due", 4)],
                        &["subject"],
                    ),
                    Node::Rules(&[Rule::Type(Types(Types::STRING)), Rule::MinLength(1)]),
                    Node::Words(&["low", "high"]),
                    Node::Array(5),
                    Node::Rules(
                        &[Rule::Type(Types(Types::STRING)), Rule::Format(Format::Date)],
                    ),
                    Node::String,
                ],
            },
            checked_by_types: false,
            request: Template {
                method: "POST",
                origin: Origin::Fixed("https://desk.example.com"),
                path: &[Part::Text("tickets")],
                headers: &[
                    Header {
                        name: "authorization",
                        value: &[Part::Text("Bearer "), Part::Secret("DESK_KEY")],
                        sensitive: true,
                    },
                ],
                body: Body::Json {
                    content_type: "application/json",
                    value: JsonTemplate::Object(
                        &[
                            ("title", JsonTemplate::Argument("subject")),
                            (
                                "meta",
                                JsonTemplate::Object(
                                    &[
                                        ("priority", JsonTemplate::Argument("priority")),
                                        ("labels", JsonTemplate::Argument("labels")),
                                        ("due", JsonTemplate::Argument("due")),
                                    ],
                                ),
                            ),
                            (
                                "text",
                                JsonTemplate::Text(
                                    &[
                                        Part::Text("From "),
                                        Part::Context("caller_name"),
                                        Part::Text(": "),
                                        Part::Argument("subject"),
                                    ],
                                ),
                            ),
                            ("source", JsonTemplate::Raw(r#"["agent",1,true,null]"#)),
                        ],
                    ),
                },
                ..Template::EMPTY
            },
            settings: &usual::POST,
        }
    }
}
/// Types of [`JsonBody`].
#[allow(dead_code, clippy::all, clippy::pedantic)]
pub mod json_body {
    #[allow(unused_imports)]
    use super::__tt;
    __tt::string_enum! {
        /// One of the allowed values.
        ///
        /// Full path: `json_body::Priority`.
        Priority {
            Low "low",
            High "high",
        }
    }
}
#[allow(ambiguous_glob_reexports, unused_imports)]
pub use self::json_body::*;
