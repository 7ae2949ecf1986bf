//! Where placeholders may stand (format §3).

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Path,
    Query,
    Header,
    /// `Authorization`
    Authorization,
    /// Cookies, and what the transport lives by.
    Reserved,
    Body,
    Auth,
}
