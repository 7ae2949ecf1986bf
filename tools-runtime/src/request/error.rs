//! Why there is no request.

use super::refused::{MissingValue, RefusedValue};

/// Why a request cannot be built. Nothing was sent.
#[derive(Debug)]
pub(crate) enum Unbuilt {
    /// A value cannot stand where the template puts it.
    Refused(Box<RefusedValue>),
    /// A value that the request needs is not there.
    Missing(Box<MissingValue>),
    /// A URL or header that the HTTP client cannot take, in its words.
    Unusable(String),
}
