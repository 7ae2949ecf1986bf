//! A credential of one conversation.

use std::fmt;

use serde::{Deserialize, Deserializer};

use crate::read::{FromArguments, Reader};
use typed_tools_core::slot::Slot;
use typed_tools_core::value::{Val, Wire};

/// A credential that a conversation brings along: a customer's own token, in a context field of this type.
///
/// It is in no `Debug`, is never serialised, and is taken out of every text of its session.
///
/// ```
/// use typed_tools_runtime::Secret;
///
/// let token = Secret::from("tok_live_4f9a");
/// assert_eq!(format!("{token:?}"), "[redacted]");
/// assert_eq!(token.expose(), "tok_live_4f9a");
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// The value, which is for sending and not for showing.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

impl Wire for Secret {
    fn val(&self) -> Val<'_> {
        Val::Str(&self.0)
    }
}

impl FromArguments for Secret {
    fn take(value: Slot<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        String::take(value, reader).map(Self)
    }
}
