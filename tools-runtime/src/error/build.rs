//! Why a toolset could not be built.

use std::fmt;
use std::sync::Arc;

use typed_tools_core::origin::OriginFault;

use crate::request::{Refusal, RefusedValue};
use crate::secrets::MissingSecrets;

/// Why a toolset could not be built.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum BuildError {
    /// The builder was given no secrets, and the set names some.
    NoSecrets(&'static [&'static str]),
    /// Secrets that your application did not supply.
    MissingSecrets(MissingSecrets),
    /// The value of this secret cannot be used as a base URL.
    BaseUrl {
        /// The name of the secret.
        name: &'static str,
        /// What is wrong with its value.
        fault: OriginFault,
    },
    /// Secrets that no header can carry, each with the first tool in whose headers it stands.
    Secrets(Vec<RefusedValue>),
    /// An origin given to the builder cannot be used.
    Origin {
        /// The origin as it was given.
        origin: String,
        /// What is wrong with it.
        fault: OriginFault,
    },
    /// The set has native tools, this one among them, and the builder was given no implementation.
    NoNative(&'static str),
    /// The HTTP client could not be made.
    Client(Arc<str>),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSecrets(names) => {
                write!(f, "no secrets were given to the builder; the tools need {}", names.join(", "))
            }
            Self::MissingSecrets(error) => error.fmt(f),
            Self::BaseUrl { name, fault } => write!(f, "{name} is not a usable base URL: {fault}"),
            Self::Secrets(unusable) => {
                f.write_str("secrets that no header can carry: ")?;
                for (index, secret) in unusable.iter().enumerate() {
                    let separator = if index == 0 { "" } else { "; " };
                    write!(f, "{separator}{} {} ({})", secret.name, secret.refusal, secret.place)?;
                }
                let from_file = unusable.iter().any(|secret| secret.refusal == Refusal::LineEnd);
                f.write_str(if from_file { "; trim what is read from a file" } else { "" })
            }
            Self::Origin { origin, fault } => write!(f, "`{origin}` is not a usable origin: {fault}"),
            Self::NoNative(tool) => {
                write!(
                    f,
                    "{tool} is a native tool, and the builder was given no implementation: call `.native(..)`"
                )
            }
            Self::Client(error) => write!(f, "the HTTP client could not be made: {error}"),
        }
    }
}

impl std::error::Error for BuildError {}

impl From<MissingSecrets> for BuildError {
    fn from(error: MissingSecrets) -> Self {
        Self::MissingSecrets(error)
    }
}
