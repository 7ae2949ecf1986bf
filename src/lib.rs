#![doc = include_str!("../README.md")]
// The README shows a whole build script.
#![allow(clippy::needless_doctest_main)]

pub use typed_tools_runtime::serde_json;
pub use typed_tools_runtime::{
    ArgumentError, Arguments, BuildError, Builder, Built, Call, CallError, CallSet, DecodeError,
    MissingSecrets, MissingValue, NetworkError, Note, NoteKind, OriginFault, Outcome, Place, Provider, Read,
    Refusal, RefusedValue, ReplyError, ReplyStream, Request, Response, SecretSource, Specs, StatusError,
    Supplier, Timeout, TooLarge, Tool, Toolset, UnknownProvider, UnknownValue, Violation, Violations,
};

/// Compiles JSON tool definitions into typed calls, in the module where it stands.
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! tools {
    ($($input:tt)*) => {
        $crate::__private::tools! { [$crate] $($input)* }
    };
}

/// Takes in what `typed_tools_codegen::build` made in the build script: `include_tools!()`, or
/// `include_tools!("name")` for a set that was given a name.
#[macro_export]
macro_rules! include_tools {
    () => {
        use $crate::__private as __tt;
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/typed_tools.rs"));
    };
    ($name:literal) => {
        use $crate::__private as __tt;
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/typed_tools_", $name, ".rs"));
    };
}

/// What generated code names. Not for people: it may change in any release.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "macros")]
    pub use typed_tools_macros::tools;
    pub use typed_tools_runtime::__private::*;
}
