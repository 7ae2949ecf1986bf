//! The files of an import. What a person has changed since stays: each definition says of every key what was
//! imported, so that a second import can tell its own text from somebody's.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use similar::TextDiff;
use typed_tools_codegen::SourceFile;
use typed_tools_codegen::tree::{self, Json};

use super::pretty::pretty;
use super::tool::{Tool, object, string};

/// The key that says what was imported.
const STAMP: &str = "x-imported";

/// What became of the files.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) new: usize,
    pub(super) updated: usize,
    pub(super) unchanged: usize,
    /// Those that keep somebody's changes, among the updated and unchanged.
    pub(super) edited: usize,
    /// A file that was left as it is, why, and the difference.
    pub(super) conflicts: Vec<(PathBuf, String)>,
    /// Files whose operation the document no longer has.
    pub(super) gone: Vec<PathBuf>,
}

/// Writes the files of one import.
pub(super) struct Writer<'a> {
    folder: &'a Path,
    source: &'a str,
    /// The definitions in the folder that came from `source`, by what they were made of.
    known: Mutex<BTreeMap<String, PathBuf>>,
    written: Mutex<Written>,
}

/// A definition that an import has written.
struct Known {
    text: String,
    entries: Vec<(String, Json)>,
    source: String,
    origin: String,
    /// By key, the hash of what was imported.
    keys: BTreeMap<String, String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(folder: &'a Path, source: &'a str) -> Self {
        let mut known = BTreeMap::new();
        let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "json")) {
            if let Some(file) = Known::read(&path).filter(|file| file.source == source) {
                known.insert(file.origin, path);
            }
        }
        Self { folder, source, known: Mutex::new(known), written: Mutex::default() }
    }

    /// Counts what was done.
    fn count(&self, count: impl FnOnce(&mut Written)) {
        count(&mut self.written.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Writes the file of a tool.
    pub(super) fn put(&self, tool: &Tool, definition: Json) -> Result<(), String> {
        fs::create_dir_all(self.folder)
            .map_err(|error| format!("`{}` cannot be made: {error}", self.folder.display()))?;
        let Json::Object(mut entries) = definition else { return Ok(()) };
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(&tool.origin);
        if let Some((path, file)) = known.and_then(|path| Known::read(&path).map(|file| (path, file))) {
            return self.again(path, &file, tool, &entries);
        }
        let path = self.folder.join(format!("{}.json", tool.name));
        entries.push(stamp(self.source, &tool.origin, &entries));
        let text = pretty(&Json::Object(entries));
        match fs::read_to_string(&path) {
            Err(_) => {
                save(&path, &text)?;
                self.count(|written| written.new += 1);
            }
            Ok(there) => {
                let why = format!("was not imported from this.\n{}", difference(&there, &text));
                self.count(|written| written.conflicts.push((path, why)));
            }
        }
        Ok(())
    }

    /// A tool that has a file.
    fn again(&self, path: PathBuf, file: &Known, tool: &Tool, new: &[(String, Json)]) -> Result<(), String> {
        let Some(Merged { entries: mut stamped, edited }) = merge(file, new) else {
            let mut stamped = new.to_vec();
            stamped.push(stamp(self.source, &tool.origin, new));
            let text = pretty(&Json::Object(stamped));
            let both = "was changed, and so was what it was imported from.";
            let why = format!("{both}\n{}", difference(&file.text, &text));
            self.count(|written| written.conflicts.push((path, why)));
            return Ok(());
        };
        self.count(|written| written.edited += usize::from(edited));
        stamped.push(stamp(self.source, &tool.origin, new));
        if stamped == file.entries {
            self.count(|written| written.unchanged += 1);
            return Ok(());
        }
        save(&path, &pretty(&Json::Object(stamped)))?;
        self.count(|written| written.updated += 1);
        Ok(())
    }

    /// What became of all. `whole` says that nothing of the source was left out.
    pub(super) fn finish(self, whole: bool) -> Written {
        let mut written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        if whole {
            written
                .gone
                .extend(self.known.into_inner().unwrap_or_else(PoisonError::into_inner).into_values());
        }
        written.conflicts.sort();
        written
    }
}

struct Merged {
    entries: Vec<(String, Json)>,
    /// Whether something of somebody's is in it.
    edited: bool,
}

/// What was changed on one side alone is taken; `None` where both have changed one key.
fn merge(file: &Known, new: &[(String, Json)]) -> Option<Merged> {
    let find = |list: &[(String, Json)], key: &str| {
        list.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone())
    };
    let mut merged = Merged { entries: Vec::new(), edited: false };
    let theirs = file.entries.iter().map(|(key, _)| key).filter(|key| *key != STAMP);
    let ours = new.iter().map(|(key, _)| key).filter(|key| find(&file.entries, key).is_none());
    for key in theirs.chain(ours) {
        let (there, here) = (find(&file.entries, key), find(new, key));
        let base = file.keys.get(key).cloned();
        let is_base = |value: &Option<Json>| value.as_ref().map(hash) == base;
        let value = if there == here || is_base(&there) {
            here
        } else if is_base(&here) {
            merged.edited = true;
            there
        } else {
            return None;
        };
        merged.entries.extend(value.map(|value| (key.clone(), value)));
    }
    Some(merged)
}

/// What the next import must know of a definition.
fn stamp(source: &str, origin: &str, imported: &[(String, Json)]) -> (String, Json) {
    let keys = imported.iter().map(|(key, value)| (key.clone(), string(&hash(value)))).collect();
    let stamp =
        object([("source", string(source)), ("origin", string(origin)), ("keys", Json::Object(keys))]);
    (STAMP.to_owned(), stamp)
}

impl Known {
    /// The definition of a file; `None` where no import has written it.
    fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        // Most files of a folder may be of somebody's own.
        if !text.contains(STAMP) {
            return None;
        }
        let node = tree::read(0, &SourceFile::new(String::new(), None, text.clone())).ok()?;
        let Json::Object(entries) = node.to_json() else { return None };
        let (_, stamp) = entries.iter().find(|(key, _)| key == STAMP)?;
        let word = |key: &str| match stamp.get(key)? {
            Json::String(text) => Some(text.clone()),
            _ => None,
        };
        let (source, origin) = (word("source")?, word("origin")?);
        let mut keys = BTreeMap::new();
        if let Some(Json::Object(hashes)) = stamp.get("keys") {
            for (key, value) in hashes {
                if let Json::String(hash) = value {
                    keys.insert(key.clone(), hash.clone());
                }
            }
        }
        Some(Self { text, entries, source, origin, keys })
    }
}

/// FNV-1a over the compact text: fixed for ever, since it stands in files.
fn hash(value: &Json) -> String {
    let text = value.to_text();
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
}

fn save(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("`{}` cannot be written: {error}", path.display()))
}

fn difference(there: &str, here: &str) -> String {
    let diff = TextDiff::from_lines(there, here);
    diff.unified_diff().context_radius(2).header("as it is", "as imported").to_string()
}
