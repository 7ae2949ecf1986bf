//! `Tools` and `Session`, which every set has, whatever its tools are.

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
