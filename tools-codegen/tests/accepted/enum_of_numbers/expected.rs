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
        /// Sets a dimmer.
        pub async fn enum_of_numbers(
            &self,
            arguments: &EnumOfNumbers,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic | Groq {
        (r#"{"type":"object","properties":{"level":{"enum":[0,50,100]},"room":{"type":"string","enum":["hall","living-room"]}},"required":["level","room"]}"#),
    } Gemini | Ollama | Xai | LocalGrammar {
        (r#"{"type":"object","properties":{"level":{"type":"integer","enum":[0,50,100]},"room":{"type":"string","enum":["hall","living-room"]}},"required":["level","room"]}"#),
    } GeminiLive {
        (r#"{"type":"OBJECT","properties":{"level":{"type":"INTEGER","description":"One of 0, 50, 100"},"room":{"type":"STRING","enum":["hall","living-room"]}},"required":["level","room"]}"#),
    } OpenAiStrict | AzureStrict | DeepSeekStrict | AnthropicStrict {
        (r#"{"type":"object","properties":{"level":{"type":"integer","enum":[0,50,100]},"room":{"type":"string","enum":["hall","living-room"]}},"required":["level","room"],"additionalProperties":false}"#),
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
    0 EnumOfNumbers "enum_of_numbers",
}
/// Sets a dimmer.
///
/// `PUT https://home.example.com/rooms/{room}/level/{level}` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct EnumOfNumbers {
    /// `level`
    pub level: enum_of_numbers::Level,
    /// `room`
    pub room: enum_of_numbers::Room,
}
__tt::tool! {
    /// All properties.
    EnumOfNumbers(level: enum_of_numbers::Level, room: enum_of_numbers::Room) {
        0 required level "level",
        1 required room "room",
    }
}
impl __tt::Tool for EnumOfNumbers {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        use __tt::prelude::*;
        &Definition {
            name: "enum_of_numbers",
            description: "Sets a dimmer.",
            arguments: Schema {
                nodes: &[
                    Node::Object(&[("level", 1), ("room", 2)], &["level", "room"]),
                    Node::Rules(
                        &[
                            Rule::Enum(
                                Choices::Values(&[Lit::Int(0), Lit::Int(50), Lit::Int(100)]),
                            ),
                        ],
                    ),
                    Node::Words(&["hall", "living-room"]),
                ],
            },
            checked_by_types: true,
            request: Template {
                method: "PUT",
                origin: Origin::Fixed("https://home.example.com"),
                path: &[
                    Part::Text("rooms/"),
                    Part::Argument("room"),
                    Part::Text("/level/"),
                    Part::Argument("level"),
                ],
                ..Template::EMPTY
            },
            settings: &usual::PUT,
        }
    }
}
/// Types of [`EnumOfNumbers`].
#[allow(dead_code, clippy::all, clippy::pedantic)]
pub mod enum_of_numbers {
    #[allow(unused_imports)]
    use super::__tt;
    __tt::value_enum! {
        /// One of the allowed values.
        ///
        /// Full path: `enum_of_numbers::Level`.
        Level {
            _0 Lit::Int(0),
            "0";
            _50 Lit::Int(50),
            "50";
            _100 Lit::Int(100),
            "100";
        }
    }
    __tt::string_enum! {
        /// One of the allowed values.
        ///
        /// Full path: `enum_of_numbers::Room`.
        Room {
            Hall "hall",
            LivingRoom "living-room",
        }
    }
}
#[allow(ambiguous_glob_reexports, unused_imports)]
pub use self::enum_of_numbers::*;
