//! One call from its request to its response: the deadline, repeated attempts, access tokens, and the hooks of the
//! application.

mod digest;
mod exchange;
mod hooks;
mod link;
mod pauses;
mod retry_after;
mod spans;
mod store;
mod token;

pub use self::hooks::{BeforeSend, Limiter};
pub(crate) use self::link::{Going, Link, Setup, within};
pub(crate) use self::spans::traced;
pub use self::store::{AccessToken, TokenStore};
pub(crate) use self::token::Tokens;
