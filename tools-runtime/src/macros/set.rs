//! What every set of tools has, whatever its tools are.

/// `Tools` and `Session`. `session(context) Held = expression` says what a session keeps of its context, and `shown` the way from
/// there to what the application gave; `native` is there where the set has native tools, without which no client is built.
#[doc(hidden)]
#[macro_export]
macro_rules! toolset {
    (
        base_urls [$($base_url:literal),*], allow_http [$($origin:literal),*],
        context [$($name:literal $type:ident),*],
        session($context:ident) $held:ident = $wrapped:expr, $(shown $inner:tt,)? credentials [$($credential:expr),*],
        $($native:ident)?
    ) => {
        /// The tools, ready to be called: a shared HTTP client and the secrets.
        #[allow(dead_code)]
        #[derive(::core::clone::Clone)]
        pub struct Tools {
            core: $crate::__private::Arc<$crate::__private::Core>,
        }

        $crate::toolset_made! { $($native)? }

        #[allow(dead_code)]
        impl Tools {
            /// Opens a conversation.
            #[must_use]
            pub fn session(&self, $context: Context) -> Session {
                let $context = $wrapped;
                Session {
                    scope: $crate::__private::Scope::new(&self.core, &[$($credential),*]),
                    context: $crate::__private::Arc::new($context),
                }
            }

            /// A tenant: the same client and connections, and these secrets, with access tokens and redaction of
            /// their own.
            ///
            /// # Errors
            /// A base URL that cannot be used, or secrets that no header can carry.
            pub fn with_secrets(&self, secrets: Secrets) -> $crate::__private::Result<Self, $crate::__private::BuildError> {
                $crate::__private::Ok(Self { core: $crate::__private::Arc::new(self.core.with_secrets(secrets.0)?) })
            }

            /// What goes into the tools field of a request to `provider`: the same bytes in every
            /// build of the same definitions.
            #[must_use]
            #[inline]
            pub fn specs(provider: $crate::__private::Provider) -> $crate::__private::Specs {
                $crate::__private::Specs::plain::<Self>(provider, <ToolCall as $crate::__private::CallSet>::DEFINITIONS)
            }

            /// As [`Tools::specs`], strict for every tool that the provider can take so; plain
            /// where the provider has no strict mode.
            #[must_use]
            #[inline]
            pub fn strict_specs(provider: $crate::__private::Provider) -> $crate::__private::Specs {
                $crate::__private::Specs::strict::<Self>(provider, <ToolCall as $crate::__private::CallSet>::DEFINITIONS)
            }
        }

        impl ::core::fmt::Debug for Tools {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.core.show("Tools", f)
            }
        }

        impl $crate::__private::Built for Tools {
            type Secrets = Secrets;
            fn parts() -> $crate::__private::Parts {
                $crate::__private::Parts {
                    secrets: Secrets::NAMES,
                    origins: &$crate::__private::OriginRules {
                        base_urls: &[$($base_url),*],
                        allow_http: &[$($origin),*],
                    },
                    definitions: <ToolCall as $crate::__private::CallSet>::DEFINITIONS,
                }
            }
            fn values(secrets: Secrets) -> $crate::__private::SecretValues {
                secrets.0
            }
            fn from_core(core: $crate::__private::Arc<$crate::__private::Core>) -> Self {
                Self { core }
            }
        }

        impl $crate::__private::Opens for Tools {
            type Context = Context;
            type Session = Session;
            fn open(&self, context: Context) -> Session {
                Self::session(self, context)
            }
        }

        impl $crate::__private::HasCalls for Tools {
            type Call = ToolCall;
            const CONTEXT: &'static [(&'static $crate::__private::str, $crate::__private::ContextType)] =
                &[$(($name, $crate::__private::ContextType::$type)),*];
        }

        /// One conversation: the tools, and what your application knows of it.
        #[allow(dead_code)]
        #[derive(::core::clone::Clone)]
        pub struct Session {
            scope: $crate::__private::Scope,
            context: $crate::__private::Arc<$held>,
        }

        #[allow(dead_code)]
        impl Session {
            /// What the conversation was opened with.
            #[must_use]
            pub fn context(&self) -> &Context {
                &self.context $(.$inner)?
            }

            /// A conversation that offers and runs these tools alone. It can only narrow.
            ///
            /// # Errors
            /// There is no such tool here; the error names the nearest.
            pub fn only(
                &self,
                names: &[&$crate::__private::str],
            ) -> $crate::__private::Result<Self, $crate::__private::UnknownTool> {
                $crate::__private::Toolset::only(self, names)
            }

            /// What goes into the tools field of a request to `provider`: the tools that this conversation offers.
            #[must_use]
            pub fn specs(&self, provider: $crate::__private::Provider) -> $crate::__private::Specs {
                $crate::__private::Toolset::specs(self, provider)
            }

            /// As [`Session::specs`], strict for every tool that the provider can take so.
            #[must_use]
            pub fn strict_specs(&self, provider: $crate::__private::Provider) -> $crate::__private::Specs {
                $crate::__private::Toolset::strict_specs(self, provider)
            }

            /// The tools that this conversation offers, without their types, sorted by name: for servers and other
            /// frameworks.
            #[must_use]
            pub fn tools(
                &self,
            ) -> impl ::core::iter::ExactSizeIterator<Item = $crate::__private::Arc<dyn $crate::__private::AnyTool>> {
                $crate::__private::Toolset::tools(self)
            }

            /// The tool of this name, without its types; `None` where the conversation does not offer it.
            #[must_use]
            pub fn tool(
                &self,
                name: &$crate::__private::str,
            ) -> $crate::__private::Option<$crate::__private::Arc<dyn $crate::__private::AnyTool>> {
                $crate::__private::Toolset::tool(self, name)
            }

            /// Reads a call with the set's reading (lenient or not); what was coerced or dropped
            /// is in the `notes` of what it gives.
            ///
            /// # Errors
            /// Those of [`ToolCall::parse`].
            pub fn read(
                &self,
                name: &$crate::__private::str,
                arguments: impl ::core::convert::Into<$crate::__private::Arguments>,
            ) -> $crate::__private::Result<$crate::__private::Read<ToolCall>, $crate::__private::ArgumentError> {
                $crate::__private::Toolset::read(self, name, arguments.into())
            }

            /// The request that a call would send; nothing is sent.
            ///
            /// # Errors
            /// A value that cannot stand where the template puts it, or an origin that is not one.
            pub fn request(
                &self,
                call: &ToolCall,
            ) -> $crate::__private::Result<$crate::__private::Request, $crate::__private::CallError> {
                $crate::__private::Toolset::request(self, call)
            }
        }

        impl ::core::fmt::Debug for Session {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.scope.show("Session", f)
            }
        }

        impl $crate::__private::Conversation for Session {
            type Call = ToolCall;
            type Exports = Tools;
            fn scope(&self) -> &$crate::__private::Scope {
                &self.scope
            }
            fn fields(&self) -> &dyn $crate::__private::Fields {
                &*self.context
            }
            fn within(&self, scope: $crate::__private::Scope) -> Self {
                Self { scope, context: ::core::clone::Clone::clone(&self.context) }
            }
        }
    };
}

/// How `Tools` is made.
#[doc(hidden)]
#[macro_export]
macro_rules! toolset_made {
    () => {
        #[allow(dead_code)]
        impl Tools {
            /// The tools with default settings. A client that cannot be built is an error of the
            /// first call; use [`Tools::builder`] to see it at once.
            #[must_use]
            pub fn new(secrets: Secrets) -> Self {
                Self {
                    core: $crate::__private::Arc::new($crate::__private::Core::new(
                        secrets.0,
                        <Self as $crate::__private::Built>::parts(),
                    )),
                }
            }

            /// The tools with settings of yours.
            pub fn builder() -> $crate::__private::Builder<Self> {
                $crate::__private::Builder::new(<Self as $crate::__private::Built>::parts())
            }
        }
    };
    (native) => {
        #[allow(dead_code)]
        impl Tools {
            /// The tools with settings of yours.
            pub fn builder() -> $crate::__private::Builder<Self, $crate::__private::WithoutNative> {
                $crate::__private::Builder::new(<Self as $crate::__private::Built>::parts())
            }
        }
    };
}

/// The methods of `Session` that make calls, whatever their tool.
#[doc(hidden)]
#[macro_export]
macro_rules! calls {
    () => {
        #[allow(dead_code)]
        impl Session {
            /// Sends a call, as the method of its tool does.
            ///
            /// # Errors
            /// Of this and of every tool's method: arguments that break the schema, or a value that cannot stand where the
            /// template puts it: then nothing was sent. Else what became of the request: a status that is
            /// no success, a timeout, a broken connection, a response too large or unreadable.
            pub async fn call(
                &self,
                call: &ToolCall,
            ) -> $crate::__private::Result<
                $crate::__private::Response<$crate::__private::Value>,
                $crate::__private::CallError,
            > {
                $crate::__private::Toolset::call(self, call).await
            }

            /// As [`Session::call`], with options: an idempotency key, a deadline, retries.
            ///
            /// # Errors
            /// Those of [`Session::call`], and an option that the tool does not take.
            pub async fn call_with(
                &self,
                call: &ToolCall,
                options: $crate::__private::CallOptions,
            ) -> $crate::__private::Result<
                $crate::__private::Response<$crate::__private::Value>,
                $crate::__private::CallError,
            > {
                $crate::__private::Toolset::call_with(self, call, options).await
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
                provider: $crate::__private::Provider,
                reply: &$crate::__private::Value,
            ) -> $crate::__private::Result<
                $crate::__private::Vec<$crate::__private::Value>,
                $crate::__private::ReplyError,
            > {
                $crate::__private::Toolset::answer(self, provider, reply).await
            }

            /// As [`Session::answer`], but each call that reads well is handed to `decide`, which sends it,
            /// refuses it, answers it, or sends another in its place.
            ///
            /// # Errors
            /// Those of [`Session::answer`].
            pub fn answer_with<'a, R>(
                &'a self,
                provider: $crate::__private::Provider,
                reply: &$crate::__private::Value,
                decide: impl ::core::ops::FnMut($crate::__private::Pending<'a, ToolCall>) -> R
                + ::core::marker::Send
                + 'a,
            ) -> $crate::__private::BoxFuture<
                'a,
                $crate::__private::Result<
                    $crate::__private::Vec<$crate::__private::Value>,
                    $crate::__private::ReplyError,
                >,
            >
            where
                R: ::core::future::Future<Output = $crate::__private::Outcome> + ::core::marker::Send + 'a,
            {
                $crate::__private::Toolset::answer_with(self, provider, reply, decide)
            }

            /// As [`Session::answer_with`], for calls that your application has from elsewhere: a reply that it
            /// parsed itself, or a store. Each comes back with its outcome.
            pub fn answer_calls<'a, R>(
                &'a self,
                calls: $crate::__private::Vec<$crate::__private::Call>,
                decide: impl ::core::ops::FnMut($crate::__private::Pending<'a, ToolCall>) -> R
                + ::core::marker::Send
                + 'a,
            ) -> $crate::__private::BoxFuture<
                'a,
                $crate::__private::Vec<($crate::__private::Call, $crate::__private::Outcome)>,
            >
            where
                R: ::core::future::Future<Output = $crate::__private::Outcome> + ::core::marker::Send + 'a,
            {
                $crate::__private::Toolset::answer_calls(self, calls, decide)
            }
        }
    };
}

/// `Secrets`: its documentation, and the names.
#[doc(hidden)]
#[macro_export]
macro_rules! secrets {
    ($(#[$doc:meta])* [$($name:literal),*]) => {
        $(#[$doc])*
        ///
        /// Values are never shown: `Debug` prints the names alone.
        #[allow(dead_code)]
        #[derive(::core::clone::Clone)]
        pub struct Secrets($crate::__private::SecretValues);

        #[allow(dead_code)]
        impl Secrets {
            /// The names, sorted.
            pub const NAMES: &'static [&'static $crate::__private::str] = &[$($name),*];

            /// Reads every secret from the environment variable of its name.
            ///
            /// # Errors
            /// Names every variable that is missing or empty, all at once.
            pub fn from_env() -> $crate::__private::Result<Self, $crate::__private::MissingSecrets> {
                $crate::__private::SecretValues::from_env(Self::NAMES).map(Self)
            }

            /// Reads every secret from `source`: a function, a map, or a secret store of yours.
            ///
            /// # Errors
            /// Names every secret that is missing or empty, all at once.
            pub fn from_source(
                source: &impl $crate::__private::SecretSource,
            ) -> $crate::__private::Result<Self, $crate::__private::MissingSecrets> {
                $crate::__private::SecretValues::from_source(Self::NAMES, source).map(Self)
            }
        }

        impl ::core::fmt::Debug for Secrets {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

/// `ToolCall`: a line a tool, `index Type "name"`, in the order of the names.
#[doc(hidden)]
#[macro_export]
macro_rules! tool_call {
    ($($index:literal $type:ident $name:literal,)*) => {
        /// A call of one of the tools, with checked arguments.
        #[allow(dead_code)]
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        pub enum ToolCall {
            $(#[doc = ::core::concat!("A call of `", $name, "`.")] $type($type),)*
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
                name: &$crate::__private::str,
                arguments: impl ::core::convert::Into<$crate::__private::Arguments>,
            ) -> $crate::__private::Result<Self, $crate::__private::ArgumentError> {
                $crate::__private::parse(name, arguments.into())
            }

            /// The name of the tool.
            #[must_use]
            pub fn name(&self) -> &'static $crate::__private::str {
                $crate::__private::CallSet::parts(self).0.name
            }

            /// The arguments as JSON: wire names, absent ones left out.
            #[must_use]
            pub fn arguments(&self) -> $crate::__private::Value {
                $crate::__private::to_value($crate::__private::Val::Object($crate::__private::CallSet::parts(self).1))
            }
        }

        // Shows the arguments, whose type has the name of the variant.
        impl ::core::fmt::Debug for ToolCall {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt($crate::__private::CallSet::parts(self).1, f)
            }
        }

        impl $crate::__private::CallSet for ToolCall {
            const DEFINITIONS: $crate::__private::Definitions = &[$(<$type as $crate::__private::Tool>::definition),*];
            fn read(
                index: $crate::__private::usize,
                reading: $crate::__private::Reading<'_>,
            ) -> $crate::__private::Result<Self, $crate::__private::ArgumentError> {
                match index {
                    $($index => reading.call(Self::$type),)*
                    _ => $crate::__private::Err(reading.unknown()),
                }
            }
            fn parts(&self) -> ($crate::__private::Table, &dyn $crate::__private::Fields) {
                // By value: an enum without variants cannot be matched by reference.
                match *self {
                    $(Self::$type(ref arguments) => $crate::__private::parts(arguments),)*
                }
            }
        }

        impl $crate::__private::serde::Serialize for ToolCall {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::Result<S::Ok, S::Error> {
                $crate::__private::serialize_call(self, serializer)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for ToolCall {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::__private::Result<Self, D::Error> {
                $crate::__private::deserialize_call(deserializer)
            }
        }
    };
}

/// What providers are shown: `Dialect | Dialect { (..), (..), }` with what stands for each tool, in the order of their names: its
/// schema; the numbers of optional properties and unions behind it, where a provider bounds them; what single providers have
/// beside it; nothing where the dialect cannot have the tool.
#[doc(hidden)]
#[macro_export]
macro_rules! exports {
    ($($($dialect:ident)|+ { $(($($spec:tt)*),)* })*) => {
        #[allow(dead_code)]
        impl $crate::__private::Exports for Tools {
            #[inline]
            fn dialect(dialect: $crate::__private::Dialect) -> &'static [$crate::__private::Spec<'static>] {
                match dialect {
                    $($($crate::__private::Dialect::$dialect)|+ => &[$($crate::spec!($($spec)*)),*],)*
                }
            }
        }
    };
}

/// What one tool looks like in one dialect.
#[doc(hidden)]
#[macro_export]
macro_rules! spec {
    () => { $crate::__private::Spec::Impossible };
    ($schema:literal) => { $crate::__private::Spec::Schema($schema) };
    ($schema:literal $optionals:literal $unions:literal) => {
        $crate::__private::Spec::Counted($schema, $optionals, $unions)
    };
    ($schema:literal $optionals:literal $unions:literal $([$provider:literal $members:literal])+) => {
        $crate::__private::Spec::Extended {
            schema: $schema,
            optionals: $optionals,
            unions: $unions,
            members: &[$(($provider, $members)),+],
        }
    };
}
