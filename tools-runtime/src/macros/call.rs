//! What a set has around the calls of its tools: `ToolCall`, and the methods of `Session` that make calls.

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
