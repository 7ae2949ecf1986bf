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
        /// Stores a comment with its replies.
        pub async fn recursion(
            &self,
            arguments: &Recursion,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Gemini {
        ("{\"type\":\"object\",\"properties\":{\"comment\":{\"$ref\":\"#/$defs/comment\"}},\"required\":[\"comment\"],\"$defs\":{\"comment\":{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"},\"replies\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/comment\"}}},\"required\":[\"text\"]}}}"),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"comment":{"type":"OBJECT","properties":{"text":{"type":"STRING"}},"required":["text"]}},"required":["comment"]}"#),
    } Ollama {
        (r#"{"type":"object","properties":{"comment":{"type":"object","description":"an object with `text` (string), `replies` (a list, each item: an object; Again of the form of `comment`, optional)"}},"required":["comment"]}"#),
    } Groq {
        ("{\"type\":\"object\",\"properties\":{\"comment\":{\"$ref\":\"#/$defs/comment\"}},\"required\":[\"comment\"],\"$defs\":{\"comment\":{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"},\"replies\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/comment\"}}},\"required\":[\"text\"]}}}"),
    } Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"comment":{"type":"object","properties":{"text":{"type":"string"},"replies":{"type":"array","items":{"type":"object","properties":{"text":{"type":"string"},"replies":{"type":"array","items":{"type":"object","description":"Again of the form of `comment`","additionalProperties":true}}},"required":["text"]}}},"required":["text"]}},"required":["comment"]}"#),
    } OpenAiStrict | AzureStrict {
        ("{\"type\":\"object\",\"properties\":{\"comment\":{\"$ref\":\"#/$defs/comment\"}},\"required\":[\"comment\"],\"additionalProperties\":false,\"$defs\":{\"comment\":{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"},\"replies\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/comment\"}}},\"required\":[\"text\",\"replies\"],\"additionalProperties\":false}}}"),
    } DeepSeekStrict | AnthropicStrict {
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
    0 Recursion "recursion",
}
/// Stores a comment with its replies.
///
/// `POST https://blog.example.com/comments` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Recursion {
    /// `comment`
    pub comment: recursion::Comment,
}
__tt::tool! {
    /// All properties.
    Recursion(comment: recursion::Comment) {
        0 required comment "comment",
    }
}
impl __tt::Tool for Recursion {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "recursion",
            description: "Stores a comment with its replies.",
            arguments: Schema {
                nodes: &[
                    Node::Object(&[("comment", 1)], &["comment"]),
                    Node::Rules(&[Rule::Ref(2)]),
                    Node::Object(&[("text", 3), ("replies", 4)], &["text"]),
                    Node::String,
                    Node::Array(5),
                    Node::Rules(&[Rule::Ref(2)]),
                ],
            },
            checked_by_types: true,
            request: Template {
                method: "POST",
                origin: Origin::Fixed("https://blog.example.com"),
                path: &[Part::Text("comments")],
                body: Body::Json {
                    content_type: "application/json",
                    value: JsonTemplate::Object(
                        &[("comment", JsonTemplate::Argument("comment"))],
                    ),
                },
                ..Template::EMPTY
            },
            settings: &usual::POST,
        }
    }
}
/// Types of [`Recursion`].
#[allow(dead_code, clippy::all, clippy::pedantic)]
pub mod recursion {
    #[allow(unused_imports)]
    use super::__tt;
    /// An object of the arguments.
    ///
    /// Full path: `recursion::Comment`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct Comment {
        /// `text`
        pub text: __tt::String,
        /// `replies`
        pub replies: __tt::Option<__tt::Vec<Comment>>,
    }
    __tt::nested! {
        /// The required properties; the others are absent, or have their defaults. To set some of them: `Comment { replies: .., ..Comment::new(..) }`.
        Comment(text: __tt::String) {
            0 required text "text",
            1 optional replies "replies",
        }
    }
}
#[allow(ambiguous_glob_reexports, unused_imports)]
pub use self::recursion::*;
