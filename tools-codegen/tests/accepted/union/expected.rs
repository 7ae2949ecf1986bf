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
        /// Pays by card or by transfer.
        pub async fn union(
            &self,
            arguments: &Union,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Groq {
        (r#"{"type":"object","properties":{"method":{"oneOf":[{"type":"object","properties":{"kind":{"const":"card"},"number":{"type":"string","pattern":"^[0-9]{12,19}$"}},"required":["kind","number"]},{"type":"object","properties":{"kind":{"const":"transfer"},"iban":{"type":"string"}},"required":["kind","iban"]}]},"amount":{"type":"number","exclusiveMinimum":0}},"required":["method","amount"]}"#),
    } Gemini {
        (r#"{"type":"object","properties":{"method":{"anyOf":[{"type":"object","properties":{"kind":{"type":"string","enum":["card"]},"number":{"type":"string","description":"Matches the regular expression ^[0-9]{12,19}$"}},"required":["kind","number"]},{"type":"object","properties":{"kind":{"type":"string","enum":["transfer"]},"iban":{"type":"string"}},"required":["kind","iban"]}]},"amount":{"type":"number","description":"More than 0"}},"required":["method","amount"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"method":{"anyOf":[{"type":"OBJECT","properties":{"kind":{"type":"STRING","enum":["card"]},"number":{"type":"STRING","pattern":"^[0-9]{12,19}$"}},"required":["kind","number"]},{"type":"OBJECT","properties":{"kind":{"type":"STRING","enum":["transfer"]},"iban":{"type":"STRING"}},"required":["kind","iban"]}]},"amount":{"type":"NUMBER","description":"More than 0"}},"required":["method","amount"]}"#),
    } Ollama {
        (r#"{"type":"object","properties":{"method":{"type":"object","description":"an object with `kind` (string, one of \"card\"), `number` (string; Matches the regular expression ^[0-9]{12,19}$) or an object with `kind` (string, one of \"transfer\"), `iban` (string)"},"amount":{"type":"number","description":"More than 0"}},"required":["method","amount"]}"#),
    } Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"method":{"anyOf":[{"type":"object","properties":{"kind":{"type":"string","enum":["card"]},"number":{"type":"string","pattern":"^[0-9]{12,19}$"}},"required":["kind","number"]},{"type":"object","properties":{"kind":{"type":"string","enum":["transfer"]},"iban":{"type":"string"}},"required":["kind","iban"]}]},"amount":{"type":"number","exclusiveMinimum":0}},"required":["method","amount"]}"#),
    } OpenAiStrict {
        (r#"{"type":"object","properties":{"method":{"anyOf":[{"type":"object","properties":{"kind":{"type":"string","enum":["card"]},"number":{"type":"string","pattern":"^[0-9]{12,19}$"}},"required":["kind","number"],"additionalProperties":false},{"type":"object","properties":{"kind":{"type":"string","enum":["transfer"]},"iban":{"type":"string"}},"required":["kind","iban"],"additionalProperties":false}]},"amount":{"type":"number","exclusiveMinimum":0}},"required":["method","amount"],"additionalProperties":false}"#),
    } AzureStrict | DeepSeekStrict {
        (r#"{"type":"object","properties":{"method":{"anyOf":[{"type":"object","properties":{"kind":{"type":"string","enum":["card"]},"number":{"type":"string","description":"Matches the regular expression ^[0-9]{12,19}$"}},"required":["kind","number"],"additionalProperties":false},{"type":"object","properties":{"kind":{"type":"string","enum":["transfer"]},"iban":{"type":"string"}},"required":["kind","iban"],"additionalProperties":false}]},"amount":{"type":"number","description":"More than 0"}},"required":["method","amount"],"additionalProperties":false}"#),
    } AnthropicStrict {
        (r#"{"type":"object","properties":{"method":{"anyOf":[{"type":"object","properties":{"kind":{"type":"string","enum":["card"]},"number":{"type":"string","description":"Matches the regular expression ^[0-9]{12,19}$"}},"required":["kind","number"],"additionalProperties":false},{"type":"object","properties":{"kind":{"type":"string","enum":["transfer"]},"iban":{"type":"string"}},"required":["kind","iban"],"additionalProperties":false}]},"amount":{"type":"number","description":"More than 0"}},"required":["method","amount"],"additionalProperties":false}"# 0 1),
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
    0 Union "union",
}
/// Pays by card or by transfer.
///
/// `POST https://pay.example.com/payments` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Union {
    /// `method`
    pub method: union::Method,
    /// `amount`
    pub amount: __tt::f64,
}
__tt::tool! {
    /// All properties.
    Union(method: union::Method, amount: __tt::f64) {
        0 required method "method",
        1 required amount "amount",
    }
}
impl __tt::Tool for Union {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "union",
            description: "Pays by card or by transfer.",
            arguments: Schema {
                nodes: &[
                    Node::Object(&[("method", 1), ("amount", 2)], &["method", "amount"]),
                    Node::Rules(&[Rule::OneOf(&[3, 4])]),
                    Node::Rules(
                        &[
                            Rule::Type(Types(Types::INTEGER | Types::NUMBER)),
                            Rule::ExclusiveMinimum(Lit::Int(0)),
                        ],
                    ),
                    Node::Object(&[("kind", 5), ("number", 6)], &["kind", "number"]),
                    Node::Object(&[("kind", 7), ("iban", 8)], &["kind", "iban"]),
                    Node::Rules(&[Rule::Enum(Choices::Words(&["card"]))]),
                    Node::Rules(
                        &[
                            Rule::Type(Types(Types::STRING)),
                            Rule::Pattern(
                                &Pattern {
                                    source: "^[0-9]{12,19}$",
                                    matches: &["^[0-9]{12,19}$"],
                                    rejects: &[],
                                    cost: 4,
                                },
                            ),
                        ],
                    ),
                    Node::Rules(&[Rule::Enum(Choices::Words(&["transfer"]))]),
                    Node::String,
                ],
            },
            checked_by_types: false,
            request: Template {
                method: "POST",
                origin: Origin::Fixed("https://pay.example.com"),
                path: &[Part::Text("payments")],
                body: Body::Json {
                    content_type: "application/json",
                    value: JsonTemplate::Object(
                        &[
                            ("method", JsonTemplate::Argument("method")),
                            ("amount", JsonTemplate::Argument("amount")),
                        ],
                    ),
                },
                ..Template::EMPTY
            },
            settings: &usual::POST,
        }
    }
}
/// Types of [`Union`].
#[allow(dead_code, clippy::all, clippy::pedantic)]
pub mod union {
    #[allow(unused_imports)]
    use super::__tt;
    /// One of several kinds of value.
    ///
    /// Full path: `union::Method`.
    #[allow(clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub enum Method {
        /// One kind.
        Card(Card),
        /// One kind.
        Transfer(Transfer),
    }
    __tt::union! {
        Method {
            Card,
            Transfer,
        }
    }
    /// An object of the arguments.
    ///
    /// Full path: `union::Card`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct Card {
        /// `number`
        pub number: __tt::String,
    }
    __tt::nested! {
        /// All properties.
        Card(number: __tt::String) {
            0 required number "number",
        } tag {
            1 "kind" "card",
        }
    }
    /// An object of the arguments.
    ///
    /// Full path: `union::Transfer`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct Transfer {
        /// `iban`
        pub iban: __tt::String,
    }
    __tt::nested! {
        /// All properties.
        Transfer(iban: __tt::String) {
            0 required iban "iban",
        } tag {
            1 "kind" "transfer",
        }
    }
}
#[allow(ambiguous_glob_reexports, unused_imports)]
pub use self::union::*;
