//! What the builder makes.

use std::sync::Arc;

use super::shared::Core;
use crate::secrets::SecretValues;

/// A set that can be built: what every generated `Tools` implements.
pub trait Built: Sized {
    /// The set's `Secrets`.
    type Secrets;

    // A method, since an `impl From` makes rustc read every `From` of every crate: 8 million instructions a build.
    #[doc(hidden)]
    fn values(secrets: Self::Secrets) -> SecretValues;

    /// Wraps the client.
    #[doc(hidden)]
    fn from_core(core: Arc<Core>) -> Self;
}

impl Built for Arc<Core> {
    type Secrets = SecretValues;
    fn values(secrets: SecretValues) -> SecretValues {
        secrets
    }
    fn from_core(core: Self) -> Self {
        core
    }
}
