//! Boxed futures and errors, as the traits of this crate take them.

use std::error::Error;
use std::pin::Pin;

/// A boxed future, as `futures` has it under the same name.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An error of any kind.
pub type BoxError = Box<dyn Error + Send + Sync>;
