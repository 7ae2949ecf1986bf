//! One diagnostic: what is wrong, where, and what to do.

use std::fmt;

use super::codes::{Code, Level};
use super::edit::Edit;
use super::span::Span;

/// A place with a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be said of it; may be empty.
    pub text: String,
}

/// One mistake, or one thing worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule; its entry stands in `docs/errors.md`.
    pub code: Code,
    /// Whether it stops the build.
    pub level: Level,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it stands; `None` where it is about no input (a glob that matches nothing).
    pub label: Option<Label>,
    /// Other places that have to do with it.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// The same as a change of the input, where it is one.
    pub edits: Vec<Edit>,
}

impl Diagnostic {
    /// A diagnostic of `code` at `span`; its level is the code's own.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let label = Label { span, text: String::new() };
        Self { label: Some(label), ..Self::nowhere(code, message) }
    }

    /// A diagnostic about no place of an input.
    #[must_use]
    pub fn nowhere(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.level(),
            message: message.into(),
            label: None,
            related: Vec::new(),
            help: None,
            edits: Vec::new(),
        }
    }

    /// The word under the carets.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = &mut self.label {
            label.text = text.into();
        }
        self
    }

    /// Another place that has to do with it.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// This word in place of what stands there, written as that is: in quotes, or as a placeholder.
    #[must_use]
    pub(crate) fn meant(self, word: impl Into<String>) -> Self {
        match self.label.as_ref().map(|label| label.span) {
            Some(span) => self.meant_at(span, word),
            None => self,
        }
    }

    /// As [`Diagnostic::meant`], where a word was found.
    #[must_use]
    pub(crate) fn meant_if(self, word: Option<impl Into<String>>) -> Self {
        match word {
            Some(word) => self.meant(word),
            None => self,
        }
    }

    /// As [`Diagnostic::meant`], elsewhere.
    #[must_use]
    pub(crate) fn meant_at(mut self, span: Span, word: impl Into<String>) -> Self {
        self.edits.push(Edit { span, text: word.into(), word: true });
        self
    }

    /// This text in place of a stretch.
    #[must_use]
    pub(crate) fn edit(mut self, span: Span, text: impl Into<String>) -> Self {
        self.edits.push(Edit { span, text: text.into(), word: false });
        self
    }

    /// What to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

/// The message and the help, without the place: for a front end that shows the place itself.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.message, self.code.id())?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}
