//! What generated code repeats, once: implementations of the small traits for its types.
//!
//! Every path starts at `$crate` or `::core`, so that the expansion means the same wherever it
//! stands, whatever names the user's module shadows.

mod call;
mod given;
mod set;

/// [`Fields`](typed_tools_core::value::Fields) of a struct: a line a field, `index kind field "wire name"`,
/// where the kind is `required` (with `from parameter` where `new` calls it otherwise), `optional` or `or_default` (with
/// `= value`); then `tag` lines for constant properties that have no field,
/// `rest field` where additional properties are kept, and `as itself` where native tools are to have the value.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($type:ident {
        $($index:literal $kind:ident $field:ident $wire:literal $(from $parameter:ident)? $(= $default:expr)?,)*
    } $(tag { $($tag_index:literal $tag:literal $tag_value:literal,)* })? $(rest $rest:ident)? $(as $itself:ident)?) => {
        impl $crate::__private::FromObject for $type {
            fn read(_object: &mut $crate::__private::ObjectReader<'_, '_, '_>) -> $crate::__private::Option<Self> {
                $($(_object.tag($tag, $tag_value)?;)*)?
                // One pattern for all: a way out after each field costs the compiler the dropping of those
                // before it, and `?` four times as much.
                let ($($crate::__private::Some($field),)* $($crate::__private::Some($rest),)?) =
                    ($(_object.$kind($wire $(, || $default)?),)* $({ let $rest = _object.rest(); $rest },)?)
                else {
                    return $crate::__private::None;
                };
                $crate::__private::Some(Self { $($field,)* $($rest,)? })
            }
        }
        impl $crate::__private::Fields for $type {
            fn at(&self, index: $crate::__private::usize) -> $crate::__private::Option<$crate::__private::Entry<'_>> {
                match index {
                    $($index => $crate::__private::field::$kind($wire, &self.$field),)*
                    $($($tag_index => $crate::__private::field::tag($tag, $tag_value),)*)?
                    _ => $crate::__private::None,
                }
            }
            $(fn extra(&self) -> $crate::__private::Option<&dyn $crate::__private::Entries> {
                $crate::__private::Some(&self.$rest)
            })?
            $(fn $itself(&self) -> $crate::__private::Option<&dyn ::core::any::Any> {
                $crate::__private::Some(self)
            })?
        }
    };
}

/// `new` of a struct, and `Default` where it takes nothing: the documentation, the name with the parameters, and the lines of
/// [`object!`].
#[doc(hidden)]
#[macro_export]
macro_rules! constructor {
    ($(#[$about:meta])* $type:ident ($($parameter:ident: $ty:ty),*) {
        $($index:literal $kind:ident $field:ident $wire:literal $(from $from:ident)? $(= $default:expr)?,)*
    } $(tag $tags:tt)? $(rest $rest:ident)? $(as $itself:ident)?) => {
        // A default that is added later may be none that a constant can hold.
        #[allow(dead_code, clippy::missing_const_for_fn, clippy::too_many_arguments)]
        impl $type {
            $(#[$about])*
            #[must_use]
            pub fn new($($parameter: $ty),*) -> Self {
                Self {
                    $($field: $crate::initial!($kind $field $(from $from)? $(= $default)?),)*
                    $($rest: $crate::__private::Map::new(),)?
                }
            }
        }
        $crate::default_by_new! { $type $($parameter)* }
    };
}

/// What `new` puts into a field.
#[doc(hidden)]
#[macro_export]
macro_rules! initial {
    (required $parameter:ident) => {
        $parameter
    };
    (required $field:ident from $parameter:ident) => {
        $parameter
    };
    (optional $field:ident) => {
        $crate::__private::None
    };
    (or_default $field:ident = $default:expr) => {
        $default
    };
}

/// `Default` of a type whose `new` has no parameter.
#[doc(hidden)]
#[macro_export]
macro_rules! default_by_new {
    ($type:ident) => {
        impl ::core::default::Default for $type {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    ($type:ident $($parameter:ident)+) => {};
}

/// What a nested object type (or `Context`) has beside [`object!`]: it stands in other types,
/// and it is read and written with serde.
#[doc(hidden)]
#[macro_export]
macro_rules! nested {
    ($(#[$about:meta])* $type:ident $parameters:tt { $($body:tt)* } $($more:tt)*) => {
        $crate::constructor! { $(#[$about])* $type $parameters { $($body)* } $($more)* }
        $crate::nested! { $type { $($body)* } $($more)* }
    };
    ($type:ident { $($body:tt)* } $($more:tt)*) => {
        $crate::object! { $type { $($body)* } $($more)* }
        impl $crate::__private::FromArguments for $type {
            fn take(value: $crate::__private::Slot<'_>, reader: &mut $crate::__private::Reader<'_>) -> $crate::__private::Option<Self> {
                reader.object(value)
            }
        }
        impl $crate::__private::Wire for $type {
            fn val(&self) -> $crate::__private::Val<'_> {
                $crate::__private::Val::Object(self)
            }
        }
        $crate::wire_serde! { $type }
    };
}

/// As [`nested!`], for a type that holds secrets: it is read with serde, and never written.
#[doc(hidden)]
#[macro_export]
macro_rules! sealed {
    ($type:ident { $($body:tt)* } $($more:tt)*) => {
        $crate::object! { $type { $($body)* } $($more)* }
        impl $crate::__private::FromArguments for $type {
            fn take(value: $crate::__private::Slot<'_>, reader: &mut $crate::__private::Reader<'_>) -> $crate::__private::Option<Self> {
                reader.object(value)
            }
        }
        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::__private::Result<Self, D::Error> {
                $crate::__private::deserialize_wire(deserializer)
            }
        }
    };
}

/// A context type of the application's own (`Context = common::Caller`), and what the engine sees it through: a line a field,
/// `index field kind "wire name" type`. Each error of a field is one at its name: it is not there, not public, or of another type
/// (`tt`, since rustc places an `ident` where the macro uses it).
#[doc(hidden)]
#[macro_export]
macro_rules! own_context {
    ($view:ident $alias:ident = $path:path {
        $($index:literal $field:tt $kind:ident $wire:literal $ty:ty,)*
    } $(as $itself:ident)?) => {
        /// What your application knows of one conversation and a model cannot choose: a type of its own.
        #[allow(dead_code)]
        pub type $alias = $path;

        struct $view($alias);

        impl ::core::fmt::Debug for $view {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct("Context").finish_non_exhaustive()
            }
        }

        impl $crate::__private::Fields for $view {
            fn at(&self, index: $crate::__private::usize) -> $crate::__private::Option<$crate::__private::Entry<'_>> {
                let $alias { $($field,)* .. } = &self.0;
                match index {
                    $($index => {
                        let value: &$ty = $field;
                        $crate::__private::field::$kind($wire, value)
                    })*
                    _ => $crate::__private::None,
                }
            }
            $(fn $itself(&self) -> $crate::__private::Option<&dyn ::core::any::Any> {
                $crate::__private::Some(&self.0)
            })?
        }
    };
}

/// What the arguments of a tool have beside [`Tool`](crate::Tool): [`constructor!`] and [`object!`], and they are read
/// and written with serde.
#[doc(hidden)]
#[macro_export]
macro_rules! tool {
    ($(#[$about:meta])* $type:ident $parameters:tt { $($body:tt)* } $($more:tt)*) => {
        $crate::constructor! { $(#[$about])* $type $parameters { $($body)* } $($more)* }
        $crate::object! { $type { $($body)* } $($more)* }
        impl $crate::__private::serde::Serialize for $type {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> $crate::__private::Result<S::Ok, S::Error> {
                $crate::__private::serialize_fields(self, serializer)
            }
        }
        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> $crate::__private::Result<Self, D::Error> {
                $crate::__private::deserialize_tool(deserializer)
            }
        }
    };
}

/// serde for a type that is [`Wire`](typed_tools_core::value::Wire).
#[doc(hidden)]
#[macro_export]
macro_rules! wire_serde {
    ($type:ident) => {
        impl $crate::__private::serde::Serialize for $type {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::Result<S::Ok, S::Error> {
                $crate::__private::serialize($crate::__private::Wire::val(self), serializer)
            }
        }
        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::__private::Result<Self, D::Error> {
                $crate::__private::deserialize_wire(deserializer)
            }
        }
    };
}

/// What is said of a variant: its text, unless the definition says more.
#[doc(hidden)]
#[macro_export]
macro_rules! variant_doc {
    ($wire:literal) => {
        ::core::concat!(" `", $wire, "`")
    };
    ($wire:literal, $doc:literal) => {
        $doc
    };
}

/// An enum of strings: `Variant "wire text"`, in the order of the definition; behind it, in parentheses, what is said of it.
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($(#[$about:meta])* $type:ident { $($variant:ident $wire:literal $(($doc:literal))?,)* }) => {
        $(#[$about])*
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq)]
        pub enum $type {
            $(#[doc = $crate::variant_doc!($wire $(, $doc)?)] $variant,)*
        }
        impl $type {
            /// All values, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The text that is sent.
            #[must_use]
            pub const fn as_str(self) -> &'static $crate::__private::str {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }
        }
        // What derives would write costs rustc more: a function of its own here, a type to work out there.
        impl ::core::cmp::Eq for $type {}
        impl ::core::hash::Hash for $type {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                state.write_isize(*self as isize);
            }
        }
        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownValue;
            fn from_str(text: &$crate::__private::str) -> $crate::__private::Result<Self, $crate::UnknownValue> {
                $crate::__private::variant(text, Self::ALL, Self::as_str)
            }
        }
        impl $crate::__private::FromArguments for $type {
            fn take(value: $crate::__private::Slot<'_>, _: &mut $crate::__private::Reader<'_>) -> $crate::__private::Option<Self> {
                $crate::__private::string_variant(&value, Self::ALL, Self::as_str)
            }
        }
        impl $crate::__private::Wire for $type {
            fn val(&self) -> $crate::__private::Val<'_> {
                $crate::__private::Val::Str(self.as_str())
            }
        }
        $crate::wire_serde! { $type }
    };
}

/// An enum of values of any kind: `Variant literal, "text";`, otherwise as [`string_enum!`],
/// where the literal is a [`Lit`](typed_tools_core::table::Lit) that is not an array or object.
#[doc(hidden)]
#[macro_export]
macro_rules! value_enum {
    ($(#[$about:meta])* $type:ident { $($variant:ident $lit:expr, $text:literal $(($doc:literal))?;)* }) => {
        $(#[$about])*
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq)]
        pub enum $type {
            $(#[doc = $crate::variant_doc!($text $(, $doc)?)] $variant,)*
        }
        impl $type {
            /// All values, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The value as text: a string as it is, any other value as JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static $crate::__private::str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            const fn lit(self) -> $crate::__private::Lit<'static> {
                use $crate::__private::Lit;
                match self {
                    $(Self::$variant => $lit,)*
                }
            }
        }
        // What derives would write costs rustc more: a function of its own here, a type to work out there.
        impl ::core::cmp::Eq for $type {}
        impl ::core::hash::Hash for $type {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                state.write_isize(*self as isize);
            }
        }
        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownValue;
            fn from_str(text: &$crate::__private::str) -> $crate::__private::Result<Self, $crate::UnknownValue> {
                $crate::__private::variant(text, Self::ALL, Self::as_str)
            }
        }
        impl $crate::__private::FromArguments for $type {
            fn take(value: $crate::__private::Slot<'_>, _: &mut $crate::__private::Reader<'_>) -> $crate::__private::Option<Self> {
                for known in Self::ALL {
                    if $crate::__private::same(known.lit(), &value) {
                        return $crate::__private::Some(*known);
                    }
                }
                $crate::__private::None
            }
        }
        impl $crate::__private::Wire for $type {
            fn val(&self) -> $crate::__private::Val<'_> {
                $crate::__private::scalar(self.lit())
            }
        }
        $crate::wire_serde! { $type }
    };
}

/// A union: `Variant [nodes]`, in the order in which a value is tried; the first that holds it
/// whole takes it, of those that have no nodes or one that accepts it.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($type:ident { $($variant:ident $([$($node:literal)*])?,)* }) => {
        impl $crate::__private::FromArguments for $type {
            fn take(value: $crate::__private::Slot<'_>, reader: &mut $crate::__private::Reader<'_>) -> $crate::__private::Option<Self> {
                reader.union(&value, |reader, value| {
                    $(if let $crate::__private::Some(taken) = reader.branch(value, &[$($($node,)*)?]) {
                        return $crate::__private::Some(Self::$variant(taken));
                    })*
                    $crate::__private::None
                })
            }
        }
        impl $crate::__private::Wire for $type {
            fn val(&self) -> $crate::__private::Val<'_> {
                match self {
                    $(Self::$variant(value) => $crate::__private::Wire::val(value),)*
                }
            }
        }
        $crate::wire_serde! { $type }
    };
}

/// Emits its body where requests can be sent (feature `http`).
#[cfg(feature = "http")]
#[doc(hidden)]
#[macro_export]
macro_rules! if_http {
    ($($body:tt)*) => { $($body)* };
}

/// Emits nothing: requests are built, not sent (no feature `http`).
#[cfg(not(feature = "http"))]
#[doc(hidden)]
#[macro_export]
macro_rules! if_http {
    ($($body:tt)*) => {};
}
