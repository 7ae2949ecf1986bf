//! Test doubles for a team's own tests: mocks of tools by their types, and cassettes of what services answered.
//!
//! A mock stands where the network would, and nowhere else: arguments are checked, requests built, attempts repeated,
//! responses read and secrets redacted by the engine itself.

mod examples;
mod expectation;
mod mock;
mod stand_ins;
mod state;

pub use self::examples::examples;
pub use self::expectation::Expectation;
pub use self::mock::{Mock, Mocked};
pub use crate::cassette::Mode;
