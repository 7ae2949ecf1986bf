//! What the search finds, and how messages speak of it.

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic};

/// A file under a pattern.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) display: String,
    /// Where a link has led out of the pattern's folder: that folder, and where it leads.
    pub(super) leaves: Option<(String, String)>,
}

/// A path as messages show it.
pub(super) fn show(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// An error about a path that no input stands for.
pub(super) fn lost(code: Code, message: String) -> Diagnostic {
    Diagnostic::nowhere(code, message)
}
