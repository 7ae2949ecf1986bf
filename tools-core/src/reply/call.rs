//! A call, and what became of it.

use serde_json::Value;

/// A tool call in a provider's reply, as the model made it: nothing is checked yet.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Call {
    /// What the answer refers to; Ollama has none, Gemini not always.
    pub id: Option<String>,
    /// The tool's name.
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

/// What the model is told about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    text: String,
    is_error: bool,
}

impl Outcome {
    /// The call was made; `text` is its result, JSON or not.
    #[must_use]
    pub fn success(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: false }
    }

    /// The call was not made or failed; `text` says why, so that a model can do better.
    #[must_use]
    pub fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: true }
    }

    /// The words for the model.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the call failed.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.is_error
    }
}
