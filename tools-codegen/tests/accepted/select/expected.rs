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
        use __tt::prelude::*;
        &Definition {
            name: "select",
            description: "Looks up a parcel.",
            arguments: Schema {
                nodes: &[Node::Object(&[("parcel", 1)], &["parcel"]), Node::String],
            },
            checked_by_types: true,
            request: Template {
                method: "GET",
                origin: Origin::Fixed("https://parcels.example.com"),
                path: &[
                    Part::Text("v1/"),
                    Part::Placeholder(
                        &Placeholder {
                            source: Source::Argument("parcel"),
                            steps: &[],
                            suffix: Suffix::Segment,
                            style: Style::Repeat,
                        },
                    ),
                ],
                ..Template::EMPTY
            },
            settings: &Settings {
                response: ResponseRules {
                    select: &[
                        Selected {
                            name: "status",
                            query: Query {
                                absolute: true,
                                segments: &[
                                    Segment {
                                        deep: false,
                                        selectors: &[Selector::Name("status")],
                                    },
                                ],
                            },
                            single: true,
                        },
                        Selected {
                            name: "late",
                            query: Query {
                                absolute: true,
                                segments: &[
                                    Segment {
                                        deep: false,
                                        selectors: &[Selector::Name("events")],
                                    },
                                    Segment {
                                        deep: false,
                                        selectors: &[
                                            Selector::Filter(
                                                Test::Compare(
                                                    Operand::Literal(Lit::Int(3)),
                                                    Comparison::Less,
                                                    Operand::Value(Query {
                                                        absolute: false,
                                                        segments: &[
                                                            Segment {
                                                                deep: false,
                                                                selectors: &[Selector::Name("delay")],
                                                            },
                                                        ],
                                                    }),
                                                ),
                                            ),
                                        ],
                                    },
                                    Segment {
                                        deep: false,
                                        selectors: &[Selector::Name("place")],
                                    },
                                ],
                            },
                            single: false,
                        },
                    ],
                    max_chars: 15000,
                    max_bytes: None,
                    errors: ErrorText::Body,
                    failure: None,
                    schema: None,
                },
                hints: Hints {
                    title: Some("Parcel"),
                    read_only: true,
                    destructive: false,
                    idempotent: false,
                    open_world: false,
                },
                ..usual::GET
            },
        }
    }
}
