//! What comes back: the response as a value for your application, and as text for the model.

mod body;
mod error;
mod finish;
mod located;
mod media;
mod raw;
mod status;

pub use self::body::Response;
pub(crate) use self::error::{Cause, Unread};
pub use self::error::{DecodeError, FailedResponse};
pub(crate) use self::raw::Raw;
pub use self::status::StatusError;
