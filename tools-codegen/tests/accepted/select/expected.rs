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
        /// Looks up a parcel.
        pub async fn select(
            &self,
            arguments: &Select,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Gemini | Ollama | Groq | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"parcel":{"type":"string"}},"required":["parcel"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"parcel":{"type":"STRING"}},"required":["parcel"]}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict | AnthropicStrict {
        (r#"{"type":"object","properties":{"parcel":{"type":"string"}},"required":["parcel"],"additionalProperties":false}"#),
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
    0 Select "select",
}
/// Looks up a parcel.
///
/// `GET https://parcels.example.com/v1/{parcel}` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Select {
    /// `parcel`
    pub parcel: __tt::String,
}
__tt::tool! {
    /// All properties.
    Select(parcel: __tt::String) {
        0 required parcel "parcel",
    }
}
impl __tt::Tool for Select {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        &__tt::Definition {
            name: "select",
            description: "Looks up a parcel.",
            arguments: __tt::Schema {
                nodes: &[
                    __tt::Node::Object(&[("parcel", 1)], &["parcel"]),
                    __tt::Node::String,
                ],
            },
            checked_by_types: true,
            request: __tt::Template {
                method: "GET",
                origin: __tt::Origin::Fixed("https://parcels.example.com"),
                path: &[
                    __tt::Part::Text("v1/"),
                    __tt::Part::Placeholder(
                        &__tt::Placeholder {
                            source: __tt::Source::Argument("parcel"),
                            steps: &[],
                            suffix: __tt::Suffix::Segment,
                            style: __tt::Style::Repeat,
                        },
                    ),
                ],
                ..__tt::Template::EMPTY
            },
            settings: &__tt::Settings {
                response: __tt::ResponseRules {
                    select: &[
                        __tt::Selected {
                            name: "status",
                            query: __tt::Query {
                                absolute: true,
                                segments: &[
                                    __tt::Segment {
                                        deep: false,
                                        selectors: &[__tt::Selector::Name("status")],
                                    },
                                ],
                            },
                            single: true,
                        },
                        __tt::Selected {
                            name: "late",
                            query: __tt::Query {
                                absolute: true,
                                segments: &[
                                    __tt::Segment {
                                        deep: false,
                                        selectors: &[__tt::Selector::Name("events")],
                                    },
                                    __tt::Segment {
                                        deep: false,
                                        selectors: &[
                                            __tt::Selector::Filter(
                                                __tt::Test::Compare(
                                                    __tt::Operand::Literal(__tt::Lit::Int(3)),
                                                    __tt::Comparison::Less,
                                                    __tt::Operand::Value(__tt::Query {
                                                        absolute: false,
                                                        segments: &[
                                                            __tt::Segment {
                                                                deep: false,
                                                                selectors: &[__tt::Selector::Name("delay")],
                                                            },
                                                        ],
                                                    }),
                                                ),
                                            ),
                                        ],
                                    },
                                    __tt::Segment {
                                        deep: false,
                                        selectors: &[__tt::Selector::Name("place")],
                                    },
                                ],
                            },
                            single: false,
                        },
                    ],
                    max_chars: 15000,
                    max_bytes: __tt::None,
                    errors: __tt::ErrorText::Body,
                    failure: __tt::None,
                    schema: __tt::None,
                },
                hints: __tt::Hints {
                    title: __tt::Some("Parcel"),
                    read_only: true,
                    destructive: false,
                    idempotent: false,
                    open_world: false,
                },
                ..__tt::usual::GET
            },
        }
    }
}
