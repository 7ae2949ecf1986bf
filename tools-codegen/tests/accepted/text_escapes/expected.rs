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
        use __tt::prelude::*;
        &Definition {
            name: "send_invoice",
            description: "Sends an invoice.",
            arguments: Schema {
                nodes: &[
                    Node::Object(&[("buyer", 1), ("lines", 2)], &["buyer", "lines"]),
                    Node::String,
                    Node::Array(3),
                    Node::String,
                ],
            },
            checked_by_types: true,
            request: Template {
                method: "POST",
                origin: Origin::Fixed("https://invoices.example.com"),
                path: &[Part::Text("")],
                body: Body::Text {
                    content_type: "text/xml",
                    value: &[
                        Part::Text(r#"<invoice buyer=""#),
                        Part::Placeholder(
                            &Placeholder {
                                source: Source::Argument("buyer"),
                                steps: &[],
                                suffix: Suffix::Xml,
                                style: Style::Repeat,
                            },
                        ),
                        Part::Text(r#"" tenant=""#),
                        Part::Placeholder(
                            &Placeholder {
                                source: Source::Context("tenant_id"),
                                steps: &[],
                                suffix: Suffix::Xml,
                                style: Style::Repeat,
                            },
                        ),
                        Part::Text(r#"">"#),
                        Part::Placeholder(
                            &Placeholder {
                                source: Source::Argument("lines"),
                                steps: &[],
                                suffix: Suffix::Json,
                                style: Style::Repeat,
                            },
                        ),
                        Part::Text("</invoice>"),
                    ],
                },
                ..Template::EMPTY
            },
            settings: &usual::POST,
        }
    }
}
