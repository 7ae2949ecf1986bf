//! What generated code repeats, once: implementations of the small traits for its types.
//!
//! Every path starts at `$crate` or `::core`, so that the expansion means the same wherever it
//! stands, whatever names the user's module shadows.

mod call;
mod enums;
mod given;
mod objects;
mod set;

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
