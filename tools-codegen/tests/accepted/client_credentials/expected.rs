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
        &__tt::Definition {
            name: "client_credentials",
            description: "Lists invoices.",
            arguments: __tt::Schema {
                nodes: &[
                    __tt::Node::Object(&[("customer", 1)], &["customer"]),
                    __tt::Node::String,
                ],
            },
            checked_by_types: true,
            request: __tt::Template {
                method: "GET",
                origin: __tt::Origin::BaseUrl("BILLING_URL"),
                path: &[__tt::Part::Text("invoices")],
                query: &[
                    __tt::Pair {
                        name: "customer",
                        value: &[__tt::Part::Argument("customer")],
                    },
                ],
                ..__tt::Template::EMPTY
            },
            settings: &__tt::Settings {
                token: __tt::Some(
                    &__tt::Definition {
                        name: "client_credentials",
                        description: "",
                        arguments: __tt::Schema { nodes: &[] },
                        checked_by_types: true,
                        request: __tt::Template {
                            method: "POST",
                            origin: __tt::Origin::Fixed("https://login.example.com"),
                            path: &[__tt::Part::Text("token")],
                            body: __tt::Body::Form {
                                content_type: "application/x-www-form-urlencoded",
                                fields: &[
                                    __tt::Pair {
                                        name: "grant_type",
                                        value: &[__tt::Part::Text("client_credentials")],
                                    },
                                    __tt::Pair {
                                        name: "scope",
                                        value: &[__tt::Part::Text("invoices")],
                                    },
                                ],
                                rest: __tt::Rest::None,
                            },
                            ..__tt::Template::EMPTY
                        },
                        settings: &__tt::Settings {
                            basic: __tt::Some(__tt::Basic {
                                username: &[__tt::Part::Secret("BILLING_ID")],
                                password: &[__tt::Part::Secret("BILLING_SECRET")],
                                encoded: true,
                            }),
                            ..__tt::usual::POST
                        },
                    },
                ),
                ..__tt::usual::GET
            },
        }
    }
}
