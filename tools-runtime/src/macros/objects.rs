//! Types of objects: the arguments of a tool, what is nested in them, and contexts.

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
