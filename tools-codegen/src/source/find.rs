//! From a pattern to files. The walk is our own, so that it is sorted, enters each folder once
//! whatever links there are, and can say what it met; `glob` matches the names.

use crate::map::SortedSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::found::{Found, lost, show};
use crate::diag::{Code, Diagnostic, Sink};
use typed_tools_core::nearest::nearest;

/// Adds the files under `pattern` to `found`. Gives the folder in which a new file could match.
pub(super) fn find(base: &Path, pattern: &str, found: &mut Vec<Found>, sink: &mut Sink) -> Option<PathBuf> {
    if pattern.trim().is_empty() {
        let message = "the pattern is empty".to_owned();
        sink.push(lost(Code::BadPattern, message).help("name files, such as `tools/*.json`"));
        return None;
    }
    let literal = base.join(pattern);
    // A path that is there is meant as it stands, even if it has a `[` in it.
    let (mut folder, steps) = if fs::symlink_metadata(&literal).is_ok() {
        if literal.is_dir() { (literal, vec![Step::Any, Step::json()]) } else { split_literal(literal) }
    } else {
        match split(base, pattern) {
            Ok(split) => split,
            Err(diagnostic) => {
                sink.push(*diagnostic);
                return None;
            }
        }
    };
    if folder.as_os_str().is_empty() {
        folder.push(".");
    }
    let mut walk = Walk {
        base,
        pattern,
        root: folder.canonicalize().ok(),
        deep: steps.iter().any(|step| matches!(step, Step::Any)),
        visited: SortedSet::new(),
        found: Vec::new(),
        refused: Vec::new(),
    };
    walk.enter(&folder, &steps);
    for (folder, error) in walk.refused {
        let message = format!("the folder `{}` cannot be read: {error}", walk_show(base, pattern, &folder));
        sink.push(lost(Code::Unreadable, message));
    }
    if walk.found.is_empty() {
        sink.push(nothing(base, pattern, &folder, &steps));
    }
    found.append(&mut walk.found);
    (!matches!(steps.as_slice(), [Step::Name(_)])).then_some(folder)
}

/// One step of a path.
#[derive(Debug, Clone)]
enum Step {
    /// `**`: any number of folders.
    Any,
    /// A name that stands as it is.
    Name(String),
    /// A name with wildcards.
    Glob(Pattern),
}

impl Step {
    fn json() -> Self {
        Pattern::new("*.json").map_or_else(|_| Self::Name("*.json".to_owned()), Self::Glob)
    }
}

/// A file as it stands: its folder and its name.
fn split_literal(path: PathBuf) -> (PathBuf, Vec<Step>) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    (folder, name.map(Step::Name).into_iter().collect())
}

/// The folder in front of the first wildcard, and the steps from there.
fn split(base: &Path, pattern: &str) -> Result<(PathBuf, Vec<Step>), Box<Diagnostic>> {
    let mut folder = base.to_path_buf();
    let mut steps = Vec::new();
    let parts: Vec<Component<'_>> = Path::new(pattern).components().collect();
    let last = parts.len().saturating_sub(1);
    for (index, part) in parts.iter().enumerate() {
        let text = part.as_os_str().to_string_lossy();
        let wild = matches!(part, Component::Normal(_)) && text.contains(['*', '?', '[']);
        if !wild && steps.is_empty() && index < last {
            folder.push(part);
        } else if !wild {
            steps.push(Step::Name(text.into_owned()));
        } else if text == "**" {
            steps.push(Step::Any);
        } else {
            steps.push(Step::Glob(Pattern::new(&text).map_err(|error| {
                let help = "`*` and `?` stand for a part of a name, `**` alone for any folders, `[ab]` for one of these characters";
                let message = format!("the pattern `{pattern}` is not well formed: {} in `{text}`", error.msg);
                Box::new(lost(Code::BadPattern, message).help(help))
            })?));
        }
    }
    // `tools/**` means the definitions in it, as a folder does.
    if matches!(steps.last(), Some(Step::Any)) {
        steps.push(Step::json());
    }
    Ok((folder, steps))
}

struct Walk<'a> {
    base: &'a Path,
    pattern: &'a str,
    /// The pattern's folder, links resolved.
    root: Option<PathBuf>,
    /// Whether the pattern has a `**`.
    deep: bool,
    /// What was entered, with how many steps were left: a loop of links ends here.
    visited: SortedSet<(PathBuf, usize)>,
    found: Vec<Found>,
    refused: Vec<(PathBuf, std::io::Error)>,
}

impl Walk<'_> {
    /// Folders nest no deeper than a path is long, and links never lead to the same one twice.
    fn enter(&mut self, folder: &Path, steps: &[Step]) {
        let Some((step, rest)) = steps.split_first() else { return };
        let Ok(real) = folder.canonicalize() else { return };
        if !self.visited.insert((real, steps.len())) {
            return;
        }
        match step {
            Step::Name(name) => {
                let path = folder.join(name);
                if rest.is_empty() { self.take(path) } else { self.enter(&path, rest) }
            }
            Step::Any => {
                self.enter(folder, rest);
                for (name, path) in self.list(folder) {
                    if !name.starts_with('.') && path.is_dir() {
                        self.enter(&path, steps);
                    }
                }
            }
            Step::Glob(pattern) => {
                let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
                // Behind `**` a folder that is called x.json is a folder like any other.
                let passes_folders = rest.is_empty() && self.deep;
                for (name, path) in self.list(folder) {
                    if !pattern.matches_with(&name, options) || (passes_folders && path.is_dir()) {
                        continue;
                    }
                    if rest.is_empty() { self.take(path) } else { self.enter(&path, rest) }
                }
            }
        }
    }

    /// The names in a folder, sorted.
    fn list(&mut self, folder: &Path) -> Vec<(String, PathBuf)> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.refused.push((folder.to_path_buf(), error));
                return Vec::new();
            }
        };
        let mut names: Vec<_> = entries
            .filter_map(Result::ok)
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), folder.join(entry.file_name())))
            .collect();
        names.sort();
        names
    }

    fn take(&mut self, path: PathBuf) {
        if fs::symlink_metadata(&path).is_err() {
            return;
        }
        let display = walk_show(self.base, self.pattern, &path);
        let leaves = match (&self.root, path.canonicalize()) {
            (Some(root), Ok(real)) if !real.starts_with(root) => {
                Some((walk_show(self.base, self.pattern, root), show(&real)))
            }
            _ => None,
        };
        self.found.push(Found { path, display, leaves });
    }
}

/// A path as messages show it: from the base on, unless the pattern is absolute.
fn walk_show(base: &Path, pattern: &str, path: &Path) -> String {
    let relative =
        if Path::new(pattern).is_absolute() { Err(()) } else { path.strip_prefix(base).map_err(|_| ()) };
    let path = relative.unwrap_or(path);
    let path: PathBuf = path.components().filter(|part| !matches!(part, Component::CurDir)).collect();
    show(&path)
}

/// Why a pattern matches nothing, as far as can be told.
fn nothing(base: &Path, pattern: &str, folder: &Path, steps: &[Step]) -> Diagnostic {
    let names = |folder: &Path| -> Vec<(String, bool)> {
        let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let mut names: Vec<_> = entries
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir()))
            .collect();
        names.sort();
        names
    };
    let start = if base.as_os_str().is_empty() {
        "the current folder".to_owned()
    } else {
        format!("`{}`", show(base))
    };
    let from = format!("patterns start from {start}");
    // The first folder on the way that is not there.
    let mut missing = None;
    for ancestor in folder.ancestors() {
        if ancestor.is_dir() || ancestor.as_os_str().is_empty() {
            break;
        }
        missing = Some(ancestor);
    }
    let is_name = matches!(steps, [Step::Name(_)]);
    if let Some(missing) = missing {
        let message = format!(
            "`{pattern}` matches nothing: there is no folder `{}`",
            walk_show(base, pattern, missing)
        );
        let siblings = missing.parent().map(names).unwrap_or_default();
        let name = missing.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folders = siblings.iter().filter(|(_, is_dir)| *is_dir).map(|(name, _)| name.as_str());
        let help = match nearest(&name, folders) {
            Some(near) => format!("there is `{near}`; {from}"),
            None => from,
        };
        return lost(Code::NothingFound, message).help(help);
    }
    let there = names(folder);
    let shown = walk_show(base, pattern, folder);
    let shown = if shown.is_empty() { start } else { format!("`{shown}`") };
    if let ([Step::Name(name)], true) = (steps, is_name) {
        let files = there.iter().filter(|(_, is_dir)| !is_dir).map(|(name, _)| name.as_str());
        let help = match nearest(name, files) {
            Some(near) => format!("there is `{near}` in {shown}"),
            None => from,
        };
        return lost(Code::NothingFound, format!("there is no file `{pattern}`")).help(help);
    }
    let deeper = there.iter().any(|(name, is_dir)| {
        *is_dir && names(&folder.join(name)).iter().any(|(name, _)| name.ends_with(".json"))
    });
    let json: Vec<&str> = there
        .iter()
        .filter(|(name, is_dir)| !is_dir && name.ends_with(".json"))
        .map(|(name, _)| name.as_str())
        .collect();
    let help = match json.as_slice() {
        [] if there.is_empty() => format!("{shown} is empty"),
        [] if deeper => format!("{shown} has none itself, but a folder in it has: write `**/*.json`"),
        [] => format!("{shown} has no file that ends in `.json`"),
        [only] => format!("{shown} has `{only}`"),
        [first, .., last] => format!("{shown} has {} `.json` files, from `{first}` to `{last}`", json.len()),
    };
    lost(Code::NothingFound, format!("`{pattern}` matches no file")).help(help)
}
