//! Writes a schema in a restricted dialect: strict subsets, Gemini's two, and what Ollama's flat
//! properties are made from. What a dialect has no keyword for goes into the description, in
//! words; what it cannot say at all stops the tool there, with the reason.

mod choice;
mod kinds;
mod reference;
mod schema;
mod state;
mod types;

pub(super) use self::state::{Stop, Writer};
