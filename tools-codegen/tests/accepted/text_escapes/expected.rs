__tt::toolset! {
    base_urls[],
    allow_http[],
    context["tenant_id" String],
    session(context) Context = context,
    credentials[],
}
__tt::if_http! {
    #[allow(dead_code, clippy::missing_errors_doc)]
    impl Session {
        /// Sends an invoice.
        pub async fn send_invoice(
            &self,
            arguments: &SendInvoice,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Gemini | Ollama | Groq | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"buyer":{"type":"string","description":"The text"},"lines":{"type":"array","items":{"type":"string"}}},"required":["buyer","lines"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"buyer":{"type":"STRING","description":"The text"},"lines":{"type":"ARRAY","items":{"type":"STRING"}}},"required":["buyer","lines"]}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict | AnthropicStrict {
        (r#"{"type":"object","properties":{"buyer":{"type":"string","description":"The text"},"lines":{"type":"array","items":{"type":"string"}}},"required":["buyer","lines"],"additionalProperties":false}"#),
    }
}
/// What your application knows of one conversation and a model cannot choose.
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Context {
    /// `tenant_id`, for `send_invoice`.
    pub tenant_id: __tt::String,
}
__tt::nested! {
    Context {
        0 required tenant_id "tenant_id",
    }
}
__tt::secrets! {
    /// The secrets that the tools use: none.
    []
}
__tt::tool_call! {
    0 SendInvoice "send_invoice",
}
/// Sends an invoice.
///
/// `POST https://invoices.example.com/` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct SendInvoice {
    /// The text
    pub buyer: __tt::String,
    /// `lines`
    pub lines: __tt::Vec<__tt::String>,
}
__tt::tool! {
    /// All properties.
    SendInvoice(buyer: __tt::String, lines: __tt::Vec<__tt::String>) {
        0 required buyer "buyer",
        1 required lines "lines",
    }
}
impl __tt::Tool for SendInvoice {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        &__tt::Definition {
            name: "send_invoice",
            description: "Sends an invoice.",
            arguments: __tt::Schema {
                nodes: &[
                    __tt::Node::Object(
                        &[("buyer", 1), ("lines", 2)],
                        &["buyer", "lines"],
                    ),
                    __tt::Node::String,
                    __tt::Node::Array(3),
                    __tt::Node::String,
                ],
            },
            checked_by_types: true,
            request: __tt::Template {
                method: "POST",
                origin: __tt::Origin::Fixed("https://invoices.example.com"),
                path: &[__tt::Part::Text("")],
                body: __tt::Body::Text {
                    content_type: "text/xml",
                    value: &[
                        __tt::Part::Text(r#"<invoice buyer=""#),
                        __tt::Part::Placeholder(
                            &__tt::Placeholder {
                                source: __tt::Source::Argument("buyer"),
                                steps: &[],
                                suffix: __tt::Suffix::Xml,
                                style: __tt::Style::Repeat,
                            },
                        ),
                        __tt::Part::Text(r#"" tenant=""#),
                        __tt::Part::Placeholder(
                            &__tt::Placeholder {
                                source: __tt::Source::Context("tenant_id"),
                                steps: &[],
                                suffix: __tt::Suffix::Xml,
                                style: __tt::Style::Repeat,
                            },
                        ),
                        __tt::Part::Text(r#"">"#),
                        __tt::Part::Placeholder(
                            &__tt::Placeholder {
                                source: __tt::Source::Argument("lines"),
                                steps: &[],
                                suffix: __tt::Suffix::Json,
                                style: __tt::Style::Repeat,
                            },
                        ),
                        __tt::Part::Text("</invoice>"),
                    ],
                },
                ..__tt::Template::EMPTY
            },
            settings: &__tt::usual::POST,
        }
    }
}
