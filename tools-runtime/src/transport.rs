//! The one step between a call and the network: a request goes in, a response comes out.
//!
//! A [`Transport`] sends one request once. All that makes a call of it stands above: the deadline, repeated attempts,
//! access tokens, hooks, and keeping secrets out of texts.

mod contract;
#[cfg(feature = "http")]
mod reqwest;

#[cfg(feature = "http")]
pub(crate) use self::contract::Kind;
#[cfg(feature = "tower")]
pub mod tower;
pub use self::contract::{Limits, RawResponse, Transport, TransportError};
#[cfg(feature = "http")]
pub(crate) use self::reqwest::{client, whole};
