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
        /// Searches rooms.
        pub async fn query_styles(
            &self,
            arguments: &QueryStyles,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Gemini | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"tags":{"type":"array","items":{"type":"string"}},"sizes":{"type":"array","items":{"type":"integer"}},"within":{"type":"object","properties":{"from":{"type":"string"},"to":{"type":"string"}}},"floors":{"type":"array","items":{"type":"integer"}}}}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"tags":{"type":"ARRAY","items":{"type":"STRING"}},"sizes":{"type":"ARRAY","items":{"type":"INTEGER"}},"within":{"type":"OBJECT","properties":{"from":{"type":"STRING"},"to":{"type":"STRING"}}},"floors":{"type":"ARRAY","items":{"type":"INTEGER"}}}}"#),
    } Ollama {
        (r#"{"type":"object","properties":{"tags":{"type":"array","items":{"type":"string"}},"sizes":{"type":"array","items":{"type":"integer"}},"within":{"type":"object","description":"an object with `from` (string, optional), `to` (string, optional)"},"floors":{"type":"array","items":{"type":"integer"}}}}"#),
    } Groq {
        (r#"{"type":"object","properties":{"tags":{"type":["array","null"],"items":{"type":"string"}},"sizes":{"type":["array","null"],"items":{"type":"integer"}},"within":{"type":["object","null"],"properties":{"from":{"type":["string","null"]},"to":{"type":["string","null"]}}},"floors":{"type":["array","null"],"items":{"type":"integer"}}}}"#),
    } OpenAiStrict | AzureStrict {
        (r#"{"type":"object","properties":{"tags":{"type":["array","null"],"items":{"type":"string"}},"sizes":{"type":["array","null"],"items":{"type":"integer"}},"within":{"anyOf":[{"type":"object","properties":{"from":{"type":["string","null"]},"to":{"type":["string","null"]}},"required":["from","to"],"additionalProperties":false},{"type":"null"}]},"floors":{"type":["array","null"],"items":{"type":"integer"}}},"required":["tags","sizes","within","floors"],"additionalProperties":false}"#),
    } DeepSeekStrict {
        (r#"{"type":"object","properties":{"tags":{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]},"sizes":{"anyOf":[{"type":"array","items":{"type":"integer"}},{"type":"null"}]},"within":{"anyOf":[{"type":"object","properties":{"from":{"type":["string","null"]},"to":{"type":["string","null"]}},"required":["from","to"],"additionalProperties":false},{"type":"null"}]},"floors":{"anyOf":[{"type":"array","items":{"type":"integer"}},{"type":"null"}]}},"required":["tags","sizes","within","floors"],"additionalProperties":false}"#),
    } AnthropicStrict {
        (r#"{"type":"object","properties":{"tags":{"type":"array","items":{"type":"string"}},"sizes":{"type":"array","items":{"type":"integer"}},"within":{"type":"object","properties":{"from":{"type":"string"},"to":{"type":"string"}},"additionalProperties":false},"floors":{"type":"array","items":{"type":"integer"}}},"additionalProperties":false}"# 6 0),
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
    /// The secrets that the tools use: `ROOMS_KEY`.
    ["ROOMS_KEY"]
}
__tt::tool_call! {
    0 QueryStyles "query_styles",
}
/// Searches rooms.
///
/// `GET https://rooms.example.com/search` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct QueryStyles {
    /// `tags`
    pub tags: __tt::Option<__tt::Vec<__tt::String>>,
    /// `sizes`
    pub sizes: __tt::Option<__tt::Vec<__tt::i64>>,
    /// `within`
    pub within: __tt::Option<query_styles::Within>,
    /// `floors`
    pub floors: __tt::Option<__tt::Vec<__tt::i64>>,
}
__tt::tool! {
    /// No property is required: all are absent, or have their defaults. To set some of them: `QueryStyles { tags: .., ..QueryStyles::new() }`.
    QueryStyles() {
        0 optional tags "tags",
        1 optional sizes "sizes",
        2 optional within "within",
        3 optional floors "floors",
    }
}
impl __tt::Tool for QueryStyles {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "query_styles",
            description: "Searches rooms.",
            arguments: Schema {
                nodes: &[
                    Node::Object(
                        &[("tags", 1), ("sizes", 2), ("within", 3), ("floors", 4)],
                        &[],
                    ),
                    Node::Array(5),
                    Node::Array(6),
                    Node::Object(&[("from", 7), ("to", 8)], &[]),
                    Node::Array(9),
                    Node::String,
                    Node::Integer,
                    Node::String,
                    Node::String,
                    Node::Integer,
                ],
            },
            checked_by_types: true,
            request: Template {
                method: "GET",
                origin: Origin::Fixed("https://rooms.example.com"),
                path: &[Part::Text("search")],
                query: &[
                    Pair {
                        name: "sort",
                        value: &[Part::Text("name")],
                    },
                    Pair {
                        name: "tag",
                        value: &[
                            Part::Placeholder(
                                &Placeholder {
                                    source: Source::Argument("tags"),
                                    steps: &[],
                                    suffix: Suffix::None,
                                    style: Style::Comma,
                                },
                            ),
                        ],
                    },
                    Pair {
                        name: "size",
                        value: &[
                            Part::Placeholder(
                                &Placeholder {
                                    source: Source::Argument("sizes"),
                                    steps: &[],
                                    suffix: Suffix::None,
                                    style: Style::Brackets,
                                },
                            ),
                        ],
                    },
                    Pair {
                        name: "within",
                        value: &[Part::Argument("within")],
                    },
                    Pair {
                        name: "floor",
                        value: &[Part::Argument("floors")],
                    },
                    Pair {
                        name: "key",
                        value: &[Part::Secret("ROOMS_KEY")],
                    },
                ],
                ..Template::EMPTY
            },
            settings: &usual::GET,
        }
    }
}
/// Types of [`QueryStyles`].
#[allow(dead_code, clippy::all, clippy::pedantic)]
pub mod query_styles {
    #[allow(unused_imports)]
    use super::__tt;
    /// An object of the arguments.
    ///
    /// Full path: `query_styles::Within`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct Within {
        /// `from`
        pub from: __tt::Option<__tt::String>,
        /// `to`
        pub to: __tt::Option<__tt::String>,
    }
    __tt::nested! {
        /// No property is required: all are absent, or have their defaults. To set some of them: `Within { from: .., ..Within::new() }`.
        Within() {
            0 optional from "from",
            1 optional to "to",
        }
    }
}
#[allow(ambiguous_glob_reexports, unused_imports)]
pub use self::query_styles::*;
