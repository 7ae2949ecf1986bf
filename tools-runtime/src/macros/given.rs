//! What a set has of its own texts: the names of its secrets, and what providers are shown of its tools.

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

/// The way from the engine to `Native`: a line a tool, `"name" method`.
#[doc(hidden)]
#[macro_export]
macro_rules! native {
    ($($name:literal $method:ident,)*) => {
        impl<N: Native> $crate::__private::HasNative<N> for Tools {
            fn native_tools(native: N) -> $crate::__private::Arc<dyn $crate::__private::NativeTools> {
                struct Running<N>(N);
                impl<N: Native> $crate::__private::NativeTools for Running<N> {
                    fn run<'a>(
                        &'a self,
                        tool: &'static $crate::__private::str,
                        arguments: &'a dyn $crate::__private::Fields,
                        context: &'a dyn $crate::__private::Fields,
                    ) -> $crate::__private::BoxFuture<
                        'a,
                        $crate::__private::Result<$crate::__private::Value, $crate::__private::ToolError>,
                    > {
                        match tool {
                            $($name => $crate::__private::run(arguments, context, |arguments, context| {
                                self.0.$method(context, arguments)
                            }),)*
                            _ => $crate::__private::not_native(),
                        }
                    }
                }
                $crate::__private::Arc::new(Running(native))
            }
        }
    };
}
