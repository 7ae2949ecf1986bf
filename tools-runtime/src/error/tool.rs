//! The failure of a native tool.

use std::error::Error;
use std::fmt;

use crate::boxed::BoxError;

/// Why a native tool failed: words for the model, and what lies under them for your application.
///
/// Any error becomes one by `?`; the model is told no more of it than that the tool failed.
///
/// ```
/// use typed_tools_runtime::ToolError;
///
/// fn quantity(text: &str) -> Result<u32, ToolError> {
///     if text.is_empty() {
///         return Err(ToolError::new("Say how many are wanted."));
///     }
///     Ok(text.parse()?)
/// }
///
/// assert_eq!(quantity("").unwrap_err().for_model(), "Say how many are wanted.");
/// assert_eq!(quantity("x").unwrap_err().for_model(), "The tool failed. Other arguments may not help.");
/// ```
pub struct ToolError {
    words: Option<String>,
    source: Option<BoxError>,
}

impl ToolError {
    /// With words for the model: what was wrong, and what it can do about it.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: Some(words.into()), source: None }
    }

    /// With what lies under it, for your application and its logs.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// A result that is not what the tool's definition promises: `why` is for the application.
    pub(crate) fn nonconforming(why: String) -> Self {
        let words = "The tool gave a result of another form than it should, so it is not passed on. The call may have taken \
                     effect. Other arguments may not help.";
        Self::new(words).with_source(format!("the result does not satisfy `response.schema`: {why}"))
    }

    /// What the model is told.
    #[must_use]
    pub fn for_model(&self) -> String {
        self.words.clone().unwrap_or_else(|| "The tool failed. Other arguments may not help.".to_owned())
    }

    /// What lies under it.
    #[must_use]
    pub fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for ToolError {
    fn from(error: E) -> Self {
        Self { words: None, source: Some(Box::new(error)) }
    }
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words.as_deref().unwrap_or("the tool failed"))
    }
}

/// A native tool of this name failed.
#[derive(Debug)]
pub struct FailedTool {
    pub(crate) tool: &'static str,
    pub(crate) error: ToolError,
}

impl FailedTool {
    /// The name of the tool.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.tool
    }

    /// What the tool said.
    #[must_use]
    pub fn error(&self) -> &ToolError {
        &self.error
    }
}

impl fmt::Display for FailedTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.tool, self.error)
    }
}

impl Error for FailedTool {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

impl fmt::Debug for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToolError").field("words", &self.words).field("source", &self.source).finish()
    }
}
