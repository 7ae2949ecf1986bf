//! The inputs: files found by patterns, and inline text. The only stage that touches the file
//! system.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::diag::Sink;

mod find;
mod found;
mod input;
mod package;
mod read;

#[cfg(test)]
mod tests;

pub use input::{SourceFile, Sources};

use found::Found;

/// What is to be compiled, as the front end has it.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// The folder that relative patterns start from. Front ends give an absolute one.
    pub base: PathBuf,
    /// Files, folders and globs.
    pub patterns: Vec<String>,
    /// Definitions given as text: the name to show for it, and the text.
    pub inline: Vec<(String, String)>,
    /// Texts in place of what these files hold: changes that are not saved.
    pub unsaved: BTreeMap<PathBuf, String>,
}

impl Inputs {
    /// The files under one pattern, relative to `base`.
    #[must_use]
    pub fn pattern(base: impl Into<PathBuf>, pattern: impl Into<String>) -> Self {
        Self::patterns(base, [pattern.into()])
    }

    /// The files under several patterns, relative to `base`; a file that two of them match is one input.
    #[must_use]
    pub fn patterns(base: impl Into<PathBuf>, patterns: impl IntoIterator<Item = String>) -> Self {
        Self { base: base.into(), patterns: patterns.into_iter().collect(), ..Self::default() }
    }

    /// One definition given as text.
    #[must_use]
    pub fn inline(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { inline: vec![(name.into(), text.into())], ..Self::default() }
    }
}

/// Finds and reads everything.
pub(crate) fn load(inputs: &Inputs, defaults: Option<&str>, sink: &mut Sink) -> Sources {
    let mut sources = Sources::default();
    for file in find_all(inputs, defaults, &mut sources.folders, sink) {
        read::read(file, &inputs.unsaved, &mut sources, sink);
    }
    read_defaults(inputs, defaults, &mut sources, sink);
    for (name, text) in &inputs.inline {
        sources.files.push(SourceFile::new(name.clone(), None, text.clone()));
    }
    sources
}

/// Warns of files that are not in the package that `inputs` start from.
pub(crate) fn in_package(inputs: &Inputs, sources: &Sources, sink: &mut Sink) {
    package::outside(&inputs.base, sources).into_iter().for_each(|diagnostic| sink.push(diagnostic));
}

/// Finds everything, and gives each input in turn to `each`, alone in its `Sources` and with a
/// sink of its own that `sink` makes. What no input stands for goes into the first sink, which is
/// given without one.
pub(crate) fn load_each(
    inputs: &Inputs,
    defaults: Option<&str>,
    sink: impl Fn() -> Sink,
    mut each: impl FnMut(Sources, Sink),
) {
    let mut lost = sink();
    let files = find_all(inputs, defaults, &mut Vec::new(), &mut lost);
    if !lost.found().is_empty() {
        each(Sources::default(), lost);
    }
    for file in files {
        let (mut sources, mut sink) = (Sources::default(), sink());
        read::read(file, &inputs.unsaved, &mut sources, &mut sink);
        read_defaults(inputs, defaults, &mut sources, &mut sink);
        each(sources, sink);
    }
    for (name, text) in &inputs.inline {
        let files = vec![SourceFile::new(name.clone(), None, text.clone())];
        each(Sources { files, ..Sources::default() }, sink());
    }
}

/// Reads the file of the set's defaults, behind all others.
fn read_defaults(inputs: &Inputs, defaults: Option<&str>, sources: &mut Sources, sink: &mut Sink) {
    let Some(display) = defaults else { return };
    let index = sources.files.len();
    read::read(
        Found { path: inputs.base.join(display), display: display.to_owned(), leaves: None },
        &inputs.unsaved,
        sources,
        sink,
    );
    sources.defaults = (sources.files.len() > index).then_some(index);
}

/// The files under all patterns, sorted, each once. A pattern passes over the file of defaults.
fn find_all(
    inputs: &Inputs,
    defaults: Option<&str>,
    folders: &mut Vec<PathBuf>,
    sink: &mut Sink,
) -> Vec<Found> {
    let mut found = Vec::new();
    for pattern in &inputs.patterns {
        folders.extend(find::find(&inputs.base, pattern, &mut found, sink));
    }
    found.sort_by(|a, b| a.display.cmp(&b.display));
    // One file under two names is one file.
    let mut seen: BTreeSet<_> =
        defaults.and_then(|path| inputs.base.join(path).canonicalize().ok()).into_iter().collect();
    found.retain(|file| seen.insert(file.path.canonicalize().unwrap_or_else(|_| file.path.clone())));
    found
}
