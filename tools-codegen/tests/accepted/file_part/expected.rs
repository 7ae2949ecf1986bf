/// The secrets that are base URLs, and the origins that may be plain `http`.
#[allow(dead_code)]
const ORIGINS: &__tt::OriginRules<'_> = &__tt::OriginRules {
    base_urls: &[],
    allow_http: &[],
};
/// The tools, ready to be called: a shared HTTP client and the secrets.
#[allow(dead_code)]
#[derive(::core::clone::Clone)]
pub struct Tools {
    core: __tt::Arc<__tt::Core>,
}
#[allow(dead_code)]
impl Tools {
    /// The tools with default settings. A client that cannot be built is an error of the
    /// first call; use [`Tools::builder`] to see it at once.
    #[must_use]
    pub fn new(secrets: Secrets) -> Self {
        Self {
            core: __tt::Arc::new(
                __tt::Core::new(secrets.0, <Self as __tt::Built>::parts()),
            ),
        }
    }
    /// The tools with settings of yours.
    pub fn builder() -> __tt::Builder<Self> {
        __tt::Builder::new(<Self as __tt::Built>::parts())
    }
    /// Opens a conversation.
    #[must_use]
    pub fn session(&self, context: Context) -> Session {
        Session {
            scope: __tt::Scope::new(&self.core, &[]),
            context: __tt::Arc::new(context),
        }
    }
    /// A tenant: the same client and connections, and these secrets, with access tokens and redaction of
    /// their own.
    ///
    /// # Errors
    /// A base URL that cannot be used, or secrets that no header can carry.
    pub fn with_secrets(
        &self,
        secrets: Secrets,
    ) -> __tt::Result<Self, __tt::BuildError> {
        __tt::Ok(Self {
            core: __tt::Arc::new(self.core.with_secrets(secrets.0)?),
        })
    }
}
impl ::core::fmt::Debug for Tools {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.core.show("Tools", f)
    }
}
impl __tt::Built for Tools {
    type Secrets = Secrets;
    fn parts() -> __tt::Parts {
        __tt::Parts {
            secrets: Secrets::NAMES,
            origins: ORIGINS,
            definitions: <ToolCall as __tt::CallSet>::DEFINITIONS,
        }
    }
    fn values(secrets: Secrets) -> __tt::SecretValues {
        secrets.0
    }
    fn from_core(core: __tt::Arc<__tt::Core>) -> Self {
        Self { core }
    }
}
impl __tt::Opens for Tools {
    type Context = Context;
    type Session = Session;
    fn open(&self, context: Context) -> Session {
        Self::session(self, context)
    }
}
impl __tt::OpensAlone for Tools {
    fn open_alone(&self) -> Session {
        Self::session(self, Context {})
    }
}
/// One conversation: the tools, and what your application knows of it.
#[allow(dead_code)]
#[derive(::core::clone::Clone)]
pub struct Session {
    scope: __tt::Scope,
    context: __tt::Arc<Context>,
}
#[allow(dead_code)]
impl Session {
    /// What the conversation was opened with.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }
    /// A conversation that offers and runs these tools alone. It can only narrow.
    ///
    /// # Errors
    /// There is no such tool here; the error names the nearest.
    pub fn only(&self, names: &[&__tt::str]) -> __tt::Result<Self, __tt::UnknownTool> {
        __tt::Toolset::only(self, names)
    }
    /// What goes into the tools field of a request to `provider`: the tools that this conversation offers.
    #[must_use]
    pub fn specs(&self, provider: __tt::Provider) -> __tt::Specs {
        __tt::Toolset::specs(self, provider)
    }
    /// As [`Session::specs`], strict for every tool that the provider can take so.
    #[must_use]
    pub fn strict_specs(&self, provider: __tt::Provider) -> __tt::Specs {
        __tt::Toolset::strict_specs(self, provider)
    }
    /// The tools that this conversation offers, without their types, sorted by name: for servers and other
    /// frameworks.
    #[must_use]
    pub fn tools(
        &self,
    ) -> impl ::core::iter::ExactSizeIterator<Item = __tt::Arc<dyn __tt::AnyTool>> {
        __tt::Toolset::tools(self)
    }
    /// The tool of this name, without its types; `None` where the conversation does not offer it.
    #[must_use]
    pub fn tool(&self, name: &__tt::str) -> __tt::Option<__tt::Arc<dyn __tt::AnyTool>> {
        __tt::Toolset::tool(self, name)
    }
    /// Reads a call with the set's reading (lenient or not); what was coerced or dropped
    /// is in the `notes` of what it gives.
    ///
    /// # Errors
    /// Those of [`ToolCall::parse`].
    pub fn read(
        &self,
        name: &__tt::str,
        arguments: impl ::core::convert::Into<__tt::Arguments>,
    ) -> __tt::Result<__tt::Read<ToolCall>, __tt::ArgumentError> {
        __tt::Toolset::read(self, name, arguments.into())
    }
    /// The request that a call would send; nothing is sent.
    ///
    /// # Errors
    /// A value that cannot stand where the template puts it, or an origin that is not one.
    pub fn request(
        &self,
        call: &ToolCall,
    ) -> __tt::Result<__tt::Request, __tt::CallError> {
        __tt::Toolset::request(self, call)
    }
}
__tt::if_http! {
    #[allow(dead_code, clippy::missing_errors_doc)]
    impl Session {
        /// Adds a photo to a claim. Call this where the caller sent one.
        pub async fn file_part(
            &self,
            arguments: &FilePart,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
        /// Sends a call, as the method of its tool does.
        ///
        /// # Errors
        /// Of this and of every tool's method: arguments that break the schema, or a value that cannot stand where the template
        /// puts it: then nothing was sent. Else what became of the request: a status that is
        /// no success, a timeout, a broken connection, a response too large or unreadable.
        pub async fn call(
            &self,
            call: &ToolCall,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::Toolset::call(self, call).await
        }
        /// As [`Session::call`], with options: an idempotency key, a deadline, retries.
        pub async fn call_with(
            &self,
            call: &ToolCall,
            options: __tt::CallOptions,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::Toolset::call_with(self, call, options).await
        }
        /// Reads and makes every tool call in a provider's reply (the whole response, the
        /// message, or for realtime APIs one event), concurrently, and gives the messages
        /// that follow the assistant's turn, which your application appends first, unchanged. A
        /// call that cannot be read or fails is answered with what was wrong.
        ///
        /// # Errors
        /// The reply does not have the shape of this provider, it is the provider's own error, or the
        /// turn ended early (out of tokens, filtered, half a call); nothing was sent then.
        pub async fn answer(
            &self,
            provider: __tt::Provider,
            reply: &__tt::Value,
        ) -> __tt::Result<__tt::Vec<__tt::Value>, __tt::ReplyError> {
            __tt::Toolset::answer(self, provider, reply).await
        }
        /// As [`Session::answer`], but each call that reads well is handed to `decide`, which sends it,
        /// refuses it, answers it, or sends another in its place.
        pub fn answer_with<'a, R>(
            &'a self,
            provider: __tt::Provider,
            reply: &__tt::Value,
            decide: impl ::core::ops::FnMut(
                __tt::Pending<'a, ToolCall>,
            ) -> R + ::core::marker::Send + 'a,
        ) -> __tt::BoxFuture<'a, __tt::Result<__tt::Vec<__tt::Value>, __tt::ReplyError>>
        where
            R: ::core::future::Future<Output = __tt::Outcome> + ::core::marker::Send + 'a,
        {
            __tt::Toolset::answer_with(self, provider, reply, decide)
        }
        /// As [`Session::answer_with`], for calls that your application has from elsewhere: a reply that it
        /// parsed itself, or a store. Each comes back with its outcome.
        pub fn answer_calls<'a, R>(
            &'a self,
            calls: __tt::Vec<__tt::Call>,
            decide: impl ::core::ops::FnMut(
                __tt::Pending<'a, ToolCall>,
            ) -> R + ::core::marker::Send + 'a,
        ) -> __tt::BoxFuture<'a, __tt::Vec<(__tt::Call, __tt::Outcome)>>
        where
            R: ::core::future::Future<Output = __tt::Outcome> + ::core::marker::Send + 'a,
        {
            __tt::Toolset::answer_calls(self, calls, decide)
        }
    }
}
impl ::core::fmt::Debug for Session {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.scope.show("Session", f)
    }
}
impl __tt::Conversation for Session {
    type Call = ToolCall;
    type Exports = Tools;
    fn scope(&self) -> &__tt::Scope {
        &self.scope
    }
    fn fields(&self) -> &dyn __tt::Fields {
        &*self.context
    }
    fn within(&self, scope: __tt::Scope) -> Self {
        Self {
            scope,
            context: ::core::clone::Clone::clone(&self.context),
        }
    }
}
#[allow(dead_code)]
impl Tools {
    /// What goes into the tools field of a request to `provider`: the same bytes in every
    /// build of the same definitions.
    #[must_use]
    #[inline]
    pub fn specs(provider: __tt::Provider) -> __tt::Specs {
        __tt::Specs::plain::<Self>(provider, <ToolCall as __tt::CallSet>::DEFINITIONS)
    }
    /// As [`Tools::specs`], strict for every tool that the provider can take so; plain
    /// where the provider has no strict mode.
    #[must_use]
    #[inline]
    pub fn strict_specs(provider: __tt::Provider) -> __tt::Specs {
        __tt::Specs::strict::<Self>(provider, <ToolCall as __tt::CallSet>::DEFINITIONS)
    }
}
#[allow(dead_code)]
impl __tt::Exports for Tools {
    #[inline]
    #[allow(clippy::too_many_lines)]
    fn dialect(dialect: __tt::Dialect) -> &'static [__tt::Spec<'static>] {
        match dialect {
            __tt::Dialect::Plain
            | __tt::Dialect::Mcp
            | __tt::Dialect::Anthropic
            | __tt::Dialect::Groq => {
                &[
                    __tt::Spec::Schema(
                        r#"{"type":"object","properties":{"claim":{"type":"string"},"photo":{"type":"string","format":"byte"}},"required":["claim","photo"]}"#,
                    ),
                ]
            }
            __tt::Dialect::Gemini
            | __tt::Dialect::Ollama
            | __tt::Dialect::Xai
            | __tt::Dialect::LocalGrammar => {
                &[
                    __tt::Spec::Schema(
                        r#"{"type":"object","properties":{"claim":{"type":"string"},"photo":{"type":"string","description":"Format: byte"}},"required":["claim","photo"]}"#,
                    ),
                ]
            }
            __tt::Dialect::GeminiLive => {
                &[
                    __tt::Spec::Schema(
                        r#"{"type":"OBJECT","properties":{"claim":{"type":"STRING"},"photo":{"type":"STRING","description":"Format: byte"}},"required":["claim","photo"]}"#,
                    ),
                ]
            }
            __tt::Dialect::OpenAiStrict
            | __tt::Dialect::AzureStrict
            | __tt::Dialect::DeepSeekStrict
            | __tt::Dialect::AnthropicStrict => {
                &[
                    __tt::Spec::Schema(
                        r#"{"type":"object","properties":{"claim":{"type":"string"},"photo":{"type":"string","description":"Format: byte"}},"required":["claim","photo"],"additionalProperties":false}"#,
                    ),
                ]
            }
        }
    }
}
/// What your application knows of one conversation and a model cannot choose.
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Context {}
__tt::nested! {
    Context {}
}
/// The secrets that the tools use: none.
///
/// Values are never shown: `Debug` prints the names alone.
#[allow(dead_code)]
#[derive(::core::clone::Clone)]
pub struct Secrets(__tt::SecretValues);
#[allow(dead_code)]
impl Secrets {
    /// The names, sorted.
    pub const NAMES: &'static [&'static __tt::str] = &[];
    /// Reads every secret from the environment variable of its name.
    ///
    /// # Errors
    /// Names every variable that is missing or empty, all at once.
    pub fn from_env() -> __tt::Result<Self, __tt::MissingSecrets> {
        __tt::SecretValues::from_env(Self::NAMES).map(Self)
    }
    /// Reads every secret from `source`: a function, a map, or a secret store of yours.
    ///
    /// # Errors
    /// Names every secret that is missing or empty, all at once.
    pub fn from_source(
        source: &impl __tt::SecretSource,
    ) -> __tt::Result<Self, __tt::MissingSecrets> {
        __tt::SecretValues::from_source(Self::NAMES, source).map(Self)
    }
}
impl ::core::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::fmt::Debug::fmt(&self.0, f)
    }
}
/// A call of one of the tools, with checked arguments.
#[allow(dead_code, clippy::all, clippy::pedantic, clippy::nursery)]
#[derive(::core::clone::Clone, ::core::cmp::PartialEq)]
pub enum ToolCall {
    /// A call of `file_part`.
    FilePart(FilePart),
}
#[allow(dead_code)]
impl ToolCall {
    /// Reads a call as a model makes it: the tool's name, and its arguments as JSON text
    /// or value, or as that text in a JSON string. Strict: no value is coerced; see [`Session::read`] for a
    /// lenient reading.
    ///
    /// # Errors
    /// The name is unknown, the JSON is broken or longer than 4 MiB, or the arguments violate
    /// the schema (all violations at once).
    pub fn parse(
        name: &__tt::str,
        arguments: impl ::core::convert::Into<__tt::Arguments>,
    ) -> __tt::Result<Self, __tt::ArgumentError> {
        __tt::parse(name, arguments.into())
    }
    /// The name of the tool.
    #[must_use]
    pub fn name(&self) -> &'static __tt::str {
        __tt::CallSet::parts(self).0.name
    }
    /// The arguments as JSON: wire names, absent ones left out.
    #[must_use]
    pub fn arguments(&self) -> __tt::Value {
        __tt::to_value(__tt::Val::Object(__tt::CallSet::parts(self).1))
    }
}
impl ::core::fmt::Debug for ToolCall {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::fmt::Debug::fmt(__tt::CallSet::parts(self).1, f)
    }
}
impl __tt::CallSet for ToolCall {
    const DEFINITIONS: __tt::Definitions = &[<FilePart as __tt::Tool>::definition];
    fn read(
        index: __tt::usize,
        reading: __tt::Reading<'_>,
    ) -> __tt::Result<Self, __tt::ArgumentError> {
        match index {
            0 => reading.call(Self::FilePart),
            _ => __tt::Err(reading.unknown()),
        }
    }
    fn parts(&self) -> (__tt::Table, &dyn __tt::Fields) {
        match self {
            Self::FilePart(arguments) => __tt::parts(arguments),
        }
    }
}
impl __tt::serde::Serialize for ToolCall {
    fn serialize<S: __tt::serde::Serializer>(
        &self,
        serializer: S,
    ) -> __tt::Result<S::Ok, S::Error> {
        __tt::serialize_call(self, serializer)
    }
}
impl<'de> __tt::serde::Deserialize<'de> for ToolCall {
    fn deserialize<D: __tt::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> __tt::Result<Self, D::Error> {
        __tt::deserialize_call(deserializer)
    }
}
/// Adds a photo to a claim. Call this where the caller sent one.
///
/// `POST https://claims.example.com/{claim}/photos` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct FilePart {
    /// `claim`
    pub claim: __tt::String,
    /// `photo`
    pub photo: __tt::String,
}
#[allow(dead_code, clippy::missing_const_for_fn)]
impl FilePart {
    /// All properties.
    #[must_use]
    pub fn new(claim: __tt::String, photo: __tt::String) -> Self {
        Self { claim, photo }
    }
}
__tt::tool! {
    FilePart {
        0 required claim "claim",
        1 required photo "photo",
    }
}
impl __tt::Tool for FilePart {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        &__tt::Definition {
            name: "file_part",
            description: "Adds a photo to a claim. Call this where the caller sent one.",
            arguments: __tt::Schema {
                nodes: &[
                    __tt::Node::Object(
                        &[("claim", 1), ("photo", 2)],
                        &["claim", "photo"],
                    ),
                    __tt::Node::String,
                    __tt::Node::String,
                ],
            },
            checked_by_types: true,
            request: __tt::Template {
                method: "POST",
                origin: __tt::Origin::Fixed("https://claims.example.com"),
                path: &[__tt::Part::Argument("claim"), __tt::Part::Text("/photos")],
                body: __tt::Body::Multipart {
                    fields: &[
                        __tt::Field {
                            name: "photo",
                            value: &[__tt::Part::Argument("photo")],
                            file: true,
                            filename: __tt::Some(
                                &[__tt::Part::Argument("claim"), __tt::Part::Text(".jpg")],
                            ),
                            content_type: __tt::Some("image/jpeg"),
                        },
                        __tt::Field {
                            name: "meta",
                            value: &[__tt::Part::Text(r#"{"v":1}"#)],
                            file: false,
                            filename: __tt::None,
                            content_type: __tt::Some("application/vnd.meta+json"),
                        },
                    ],
                    rest: __tt::Rest::None,
                },
                ..__tt::Template::EMPTY
            },
            settings: &__tt::usual::POST,
        }
    }
}
