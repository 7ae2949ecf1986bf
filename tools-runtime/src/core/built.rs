//! What the builder makes.

use std::sync::Arc;

use super::parts::Parts;
use super::shared::Core;
use crate::native::NativeTools;
use crate::secrets::SecretValues;
use typed_tools_core::table::OriginRules;

/// A set that can be built: what every generated `Tools` implements.
pub trait Built: Sized {
    /// The set's `Secrets`.
    type Secrets;

    /// What the set consists of.
    #[doc(hidden)]
    fn parts() -> Parts;

    // A method, since an `impl From` makes rustc read every `From` of every crate: 8 million instructions a build.
    #[doc(hidden)]
    fn values(secrets: Self::Secrets) -> SecretValues;

    /// Wraps the client.
    #[doc(hidden)]
    fn from_core(core: Arc<Core>) -> Self;
}

/// A set whose native tools an `N` implements.
#[diagnostic::on_unimplemented(
    message = "`{N}` does not implement the native tools of `{Self}`",
    label = "not an implementation of this set's `Native`",
    note = "a set with native tools (`\"native\": true`) generates a trait `Native`: implement it for this type"
)]
pub trait HasNative<N>: Built {
    /// For the engine.
    #[doc(hidden)]
    fn native_tools(native: N) -> Arc<dyn NativeTools>;
}

/// The state of a builder that can build.
#[derive(Debug)]
pub struct Complete;

/// The state of a builder that was not given the set's native tools.
#[derive(Debug)]
pub struct WithoutNative;

/// A builder that has all it needs.
#[diagnostic::on_unimplemented(
    message = "the native tools of this set have no implementation yet",
    label = "call `.native(..)` before `.build()`",
    note = "the set has tools with `\"native\": true`: give the builder a value that implements the set's `Native`"
)]
pub trait Buildable {}

impl Buildable for Complete {}

impl Built for Arc<Core> {
    type Secrets = SecretValues;
    fn parts() -> Parts {
        Parts { secrets: &[], origins: &OriginRules { base_urls: &[], allow_http: &[] }, definitions: &[] }
    }
    fn values(secrets: SecretValues) -> SecretValues {
        secrets
    }
    fn from_core(core: Self) -> Self {
        core
    }
}
