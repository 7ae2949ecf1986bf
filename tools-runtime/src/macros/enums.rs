//! Types of a single value: enums of plain values, and unions.

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

/// What [`string_enum!`] and [`value_enum!`] share: the enum, and what goes by the texts of its variants. In brackets, what is said of
/// `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! plain_enum {
    ($(#[$about:meta])* $type:ident [$said:literal] { $($variant:ident $text:literal $(($doc:literal))?,)* }) => {
        $(#[$about])*
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq)]
        pub enum $type {
            $(#[doc = $crate::variant_doc!($text $(, $doc)?)] $variant,)*
        }
        impl $type {
            /// All values, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            #[doc = $said]
            #[must_use]
            pub const fn as_str(self) -> &'static $crate::__private::str {
                match self {
                    $(Self::$variant => $text,)*
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
        $crate::wire_serde! { $type }
    };
}

/// An enum of strings: `Variant "wire text"`, in the order of the definition; behind it, in parentheses, what is said of it.
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($(#[$about:meta])* $type:ident { $($variants:tt)* }) => {
        $crate::plain_enum! { $(#[$about])* $type [" The text that is sent."] { $($variants)* } }
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
    };
}

/// An enum of values of any kind: `Variant literal, "text";`, otherwise as [`string_enum!`],
/// where the literal is a [`Lit`](typed_tools_core::table::Lit) that is not an array or object.
#[doc(hidden)]
#[macro_export]
macro_rules! value_enum {
    ($(#[$about:meta])* $type:ident { $($variant:ident $lit:expr, $text:literal $(($doc:literal))?;)* }) => {
        $crate::plain_enum! {
            $(#[$about])* $type [" The value as text: a string as it is, any other value as JSON."] {
                $($variant $text $(($doc))?,)*
            }
        }
        impl $type {
            const fn lit(self) -> $crate::__private::Lit<'static> {
                use $crate::__private::Lit;
                match self {
                    $(Self::$variant => $lit,)*
                }
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
