__tt::toolset! {
    base_urls["BILLING_URL"],
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
        /// Lists invoices.
        pub async fn client_credentials(
            &self,
            arguments: &ClientCredentials,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Gemini | Ollama | Groq | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"customer":{"type":"string"}},"required":["customer"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"customer":{"type":"STRING"}},"required":["customer"]}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict | AnthropicStrict {
        (r#"{"type":"object","properties":{"customer":{"type":"string"}},"required":["customer"],"additionalProperties":false}"#),
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
    /// The secrets that the tools use: `BILLING_ID`, `BILLING_SECRET`, `BILLING_URL`.
    ///
    /// Base URLs, such as `https://api.example.com/v1`: `BILLING_URL`.
    ["BILLING_ID" , "BILLING_SECRET" , "BILLING_URL"]
}
__tt::tool_call! {
    0 ClientCredentials "client_credentials",
}
/// Lists invoices.
///
/// `GET {BILLING_URL}/invoices` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct ClientCredentials {
    /// `customer`
    pub customer: __tt::String,
}
__tt::tool! {
    /// All properties.
    ClientCredentials(customer: __tt::String) {
        0 required customer "customer",
    }
}
impl __tt::Tool for ClientCredentials {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "client_credentials",
            description: "Lists invoices.",
            arguments: Schema {
                nodes: &[Node::Object(&[("customer", 1)], &["customer"]), Node::String],
            },
            checked_by_types: true,
            request: Template {
                method: "GET",
                origin: Origin::BaseUrl("BILLING_URL"),
                path: &[Part::Text("invoices")],
                query: &[
                    Pair {
                        name: "customer",
                        value: &[Part::Argument("customer")],
                    },
                ],
                ..Template::EMPTY
            },
            settings: &Settings {
                token: Some(
                    &Definition {
                        name: "client_credentials",
                        description: "",
                        arguments: Schema { nodes: &[] },
                        checked_by_types: true,
                        request: Template {
                            method: "POST",
                            origin: Origin::Fixed("https://login.example.com"),
                            path: &[Part::Text("token")],
                            body: Body::Form {
                                content_type: "application/x-www-form-urlencoded",
                                fields: &[
                                    Pair {
                                        name: "grant_type",
                                        value: &[Part::Text("client_credentials")],
                                    },
                                    Pair {
                                        name: "scope",
                                        value: &[Part::Text("invoices")],
                                    },
                                ],
                                rest: Rest::None,
                            },
                            ..Template::EMPTY
                        },
                        settings: &Settings {
                            basic: Some(Basic {
                                username: &[Part::Secret("BILLING_ID")],
                                password: &[Part::Secret("BILLING_SECRET")],
                                encoded: true,
                            }),
                            ..usual::POST
                        },
                    },
                ),
                ..usual::GET
            },
        }
    }
}
