//! Where placeholders may stand (format §3).

use crate::model::Suffix;

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
    /// A value of a body.
    Body,
    /// In a body that is text.
    Text,
    Auth,
}

impl Place {
    /// Whether this may stand behind a name here.
    pub(super) fn takes(self, suffix: Suffix) -> bool {
        match suffix {
            Suffix::None => true,
            Suffix::Path | Suffix::Segment => self == Self::Path,
            Suffix::Xml | Suffix::Json => self == Self::Text,
        }
    }
}
