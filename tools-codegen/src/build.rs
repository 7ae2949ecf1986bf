//! The `build.rs` API.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::{Diagnostic, Inputs, Level, Look, Options, Setting, compile};

/// Compiles the definitions that `pattern` matches (relative to the package's folder) into
/// `OUT_DIR`, where `typed_tools::include_tools!()` takes them in.
///
/// # Errors
/// [`BuildError`]; it prints every mistake of every definition.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), typed_tools_codegen::BuildError> {
///     typed_tools_codegen::build("tools/*.json")
/// }
/// ```
pub fn build(pattern: &str) -> Result<(), BuildError> {
    Builder::new(pattern).build()
}

/// [`build`] with options.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), typed_tools_codegen::BuildError> {
///     typed_tools_codegen::Builder::new("crm/*.json").name("crm").option("deny_warnings", true)?.build()
/// }
/// ```
#[derive(Debug)]
pub struct Builder {
    patterns: Vec<String>,
    name: Option<String>,
    options: Options,
}

impl Builder {
    /// The definitions that `pattern` matches, relative to the package's folder.
    #[must_use]
    pub fn new(pattern: impl Into<String>) -> Self {
        Self { patterns: vec![pattern.into()], name: None, options: Options::default() }
    }

    /// Further definitions of the same set: those that this pattern matches.
    #[must_use]
    pub fn pattern(mut self, pattern: impl Into<String>) -> Self {
        self.patterns.push(pattern.into());
        self
    }

    /// The name of the set, for `include_tools!("name")`, where a package has several.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets an option by the name that it has in `tools!`.
    ///
    /// # Errors
    /// There is no option of that name, or it takes another kind of value.
    pub fn option(mut self, key: &str, value: impl Into<Setting>) -> Result<Self, BuildError> {
        let coded =
            |wrong: Box<Diagnostic>| BuildError(format!("error[{}]: {}", wrong.code.id(), wrong.message));
        self.options.set(key, value.into()).map_err(coded)?;
        Ok(self)
    }

    /// Compiles, and writes the formatted code.
    ///
    /// # Errors
    /// A mistake in a definition, or a file that cannot be written; see [`BuildError`].
    pub fn build(self) -> Result<(), BuildError> {
        let variable = |name: &str| {
            std::env::var_os(name).map(PathBuf::from).ok_or_else(|| {
                BuildError(format!("{name} is not set: typed_tools_codegen::build runs in a build script"))
            })
        };
        let mut options = self.options;
        options.package = true;
        let folder = variable("CARGO_MANIFEST_DIR")?;
        // Some build systems give a relative one.
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        let outcome = compile(&Inputs::patterns(folder, self.patterns), &options);
        for path in outcome.watched() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let mut errors = Vec::new();
        for diagnostic in outcome.diagnostics() {
            let text = outcome.render(diagnostic, Look::Plain);
            match diagnostic.level {
                Level::Error => errors.push(text),
                // A line of a build script's output is one warning.
                Level::Warning => text.lines().for_each(|line| println!("cargo::warning={line}")),
            }
        }
        if !errors.is_empty() {
            return Err(BuildError(errors.join("\n")));
        }
        let file = match &self.name {
            Some(name) => format!("typed_tools_{name}.rs"),
            None => "typed_tools.rs".to_owned(),
        };
        write_if_changed(&variable("OUT_DIR")?.join(file), &outcome.formatted())
    }
}

/// A file that is left alone keeps its time, and what depends on it is not built again.
fn write_if_changed(path: &Path, text: &str) -> Result<(), BuildError> {
    if std::fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    std::fs::write(path, text)
        .map_err(|error| BuildError(format!("cannot write {}: {error}", path.display())))
}

/// Why the definitions could not be compiled: the rendered diagnostics.
///
/// `Debug` prints them as `Display` does, so that `fn main() -> Result<(), BuildError>` shows them
/// as they are meant to be read.
pub struct BuildError(String);

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tool definitions do not compile\n\n{}", self.0)
    }
}

impl Error for BuildError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_option_has_its_code() {
        let wrong = Builder::new("tools/*.json").option("typed_response", true).err().map(|e| e.to_string());
        let words = "error[E011]: there is no option `typed_response`; did you mean `typed_responses`?";
        assert_eq!(wrong.as_deref(), Some(words));
    }
}
