//! One way in which arguments break their schema, in words that serve to fix it.

use std::fmt;

/// One rule that a value breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The JSON pointer (RFC 6901) of the value, or of the property that is missing.
    pub pointer: String,
    /// The keyword of JSON Schema that is broken.
    pub rule: &'static str,
    /// What was sent, as JSON, cut to a sane length; empty where something is missing.
    pub sent: String,
    /// What is allowed.
    pub allowed: String,
    /// The nearest valid property or value, as JSON.
    pub nearest: Option<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The keys in a pointer are the model's own words.
        let pointer = crate::text::one_line(&self.pointer);
        let place = if pointer.is_empty() { "the arguments" } else { &*pointer };
        match self.rule {
            "required" | "dependentRequired" => {
                write!(f, "{place}: missing; expected {}", self.allowed)?;
                self.nearest
                    .as_ref()
                    .map_or(Ok(()), |near| write!(f, " (is {near} meant to be it? Rename it)"))
            }
            "additionalProperties" | "unevaluatedProperties" => {
                write!(f, "{place}: no such property; {}", self.allowed)?;
                self.nearest.as_ref().map_or(Ok(()), |near| write!(f, "; did you mean {near}?"))
            }
            _ => {
                write!(f, "{place}: expected {}, got {}", self.allowed, self.sent)?;
                self.nearest.as_ref().map_or(Ok(()), |near| write!(f, "; did you mean {near}?"))
            }
        }
    }
}

impl Violation {
    /// A violation of `rule` by the value at `pointer`; the caller says the rest.
    pub fn at(pointer: String, rule: &'static str) -> Self {
        Self { pointer, rule, sent: String::new(), allowed: String::new(), nearest: None }
    }
}
