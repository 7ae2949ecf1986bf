//! A call.

use serde_json::Value;

/// A tool call in a provider's reply, as the model made it: nothing is checked yet.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Call {
    /// What the answer refers to; Ollama has none, Gemini not always.
    pub id: Option<String>,
    /// The tool's name; empty where a call among others has none.
    pub name: String,
    /// The arguments as the provider carries them: JSON in a string, or the object itself.
    /// `Arguments` takes both.
    pub arguments: Value,
}

impl Call {
    /// A call that did not come out of a reply.
    #[must_use]
    pub fn new(id: Option<String>, name: impl Into<String>, arguments: Value) -> Self {
        Self { id, name: name.into(), arguments }
    }
}
