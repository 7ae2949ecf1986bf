//! Documents as trees with places, JSON and YAML alike, and the references between them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::hash_map::{Entry as Slot, HashMap};
use std::fs;
use std::path::{Component, Path, PathBuf};

use typed_tools_codegen::tree::{self, Node};
use typed_tools_codegen::{SourceFile, Span};

use super::yaml;

/// Why a part of a document cannot be imported, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Odd {
    pub(crate) span: Span,
    pub(crate) why: String,
}

impl Odd {
    pub(crate) fn new(span: Span, why: impl Into<String>) -> Self {
        Self { span, why: why.into() }
    }
}

/// A file larger than this is not read.
const LARGEST: u64 = 512 << 20;

/// A document, and the files in its folder that it refers to.
#[derive(Debug, Default)]
pub(crate) struct Files {
    documents: Vec<Document>,
    /// By the file name in a reference, as it is written, and the document in which it stands.
    links: BTreeMap<(u32, String), Result<usize, String>>,
    /// What references have led to before.
    found: RefCell<HashMap<(usize, String), Option<Address>>>,
}

/// The way to a value from the root of a document: the numbers of entries and elements.
type Address = Vec<usize>;

#[derive(Debug)]
struct Document {
    source: SourceFile,
    root: Node,
}

impl Files {
    /// Reads a document and, as far as they lie in its folder or below, the files it refers to.
    ///
    /// # Errors
    /// The document cannot be read. That a file it refers to cannot is said where it is asked for.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let mut files = Self::default();
        let text = text(path).map_err(|why| format!("`{}` {why}", path.display()))?;
        files.add(path.display().to_string(), Some(path), text)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let mut paths = vec![path.to_path_buf()];
        let mut at = 0;
        while at < files.documents.len() {
            let mut names = Vec::new();
            if let Some(document) = files.documents.get(at) {
                links(&document.root, &mut names);
            }
            names.sort();
            names.dedup();
            for name in names {
                let from = paths.get(at).cloned().unwrap_or_default();
                let linked = files.linked(&folder, &from, &name, &mut paths);
                files.links.insert((u32::try_from(at).unwrap_or(u32::MAX), name), linked);
            }
            at += 1;
        }
        Ok(files)
    }

    /// A document that was not read from a file.
    pub(crate) fn inline(name: &str, text: String) -> Result<Self, String> {
        let mut files = Self::default();
        files.add(name.to_owned(), None, text)?;
        Ok(files)
    }

    fn add(&mut self, name: String, path: Option<&Path>, text: String) -> Result<usize, String> {
        let index = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        let source = SourceFile::new(name, path.map(Path::to_path_buf), text);
        // YAML takes JSON, too, but its mistakes would be told in YAML's terms.
        let is_json = source.text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']);
        let root = if is_json { tree::read(index, &source) } else { yaml::read(index, &source) }?;
        self.documents.push(Document { source, root });
        Ok(self.documents.len() - 1)
    }

    /// The document of a file that another refers to by this name.
    fn linked(
        &mut self,
        folder: &Path,
        from: &Path,
        name: &str,
        paths: &mut Vec<PathBuf>,
    ) -> Result<usize, String> {
        if name.contains("://") {
            return Err(format!("`{name}` is not on this machine; nothing is fetched"));
        }
        let path = plain(&from.parent().unwrap_or(Path::new("")).join(name));
        if !path.starts_with(plain(folder)) {
            return Err(format!("`{name}` lies outside of the document's folder"));
        }
        if let Some(known) = paths.iter().position(|known| plain(known) == path) {
            return Ok(known);
        }
        let text = text(&path).map_err(|why| format!("`{}` {why}", path.display()))?;
        let index = self.add(path.display().to_string(), Some(&path), text)?;
        paths.push(path);
        Ok(index)
    }

    /// The document itself.
    pub(crate) fn root(&self) -> Option<&Node> {
        self.documents.first().map(|document| &document.root)
    }

    /// File, line and column of a place.
    pub(crate) fn place(&self, span: Span) -> String {
        let Some(Document { source, .. }) = self.documents.get(span.source as usize) else {
            return String::new();
        };
        let (line, column) = source.position(span.start);
        format!("{}:{line}:{column}", source.display_path)
    }

    /// The value itself, or what its `$ref` leads to in the end.
    pub(crate) fn resolve<'a>(&'a self, node: &'a Node) -> Result<&'a Node, Odd> {
        let mut at = node;
        for _ in 0..LONGEST_CHAIN {
            let Some(entry) = at.get("$ref") else { return Ok(at) };
            // A property may be called `$ref`; a reference is a text.
            let Some(target) = entry.value.as_str() else { return Ok(at) };
            at = self.target(entry.value.span, target)?;
        }
        Err(Odd::new(node.span, "this `$ref` leads back to itself"))
    }

    /// What a reference that stands at `span` leads to.
    fn target(&self, span: Span, reference: &str) -> Result<&Node, Odd> {
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let index = if file.is_empty() {
            span.source as usize
        } else {
            match self.links.get(&(span.source, file.to_owned())) {
                Some(Ok(index)) => *index,
                Some(Err(why)) => return Err(Odd::new(span, format!("the file of this `$ref`: {why}"))),
                None => return Err(Odd::new(span, format!("`{file}` is not part of the import"))),
            }
        };
        let nowhere = || Odd::new(span, format!("`$ref` leads nowhere: `{reference}`"));
        let root = &self.documents.get(index).ok_or_else(nowhere)?.root;
        if pointer.is_empty() {
            return Ok(root);
        }
        let mut found = self.found.borrow_mut();
        let address = match found.entry((index, pointer.to_owned())) {
            Slot::Occupied(known) => known.get().clone(),
            Slot::Vacant(place) => place.insert(address(root, pointer)).clone(),
        };
        let follow = |address: Address| address.into_iter().try_fold(root, child);
        address.and_then(follow).ok_or_else(nowhere)
    }
}

/// A reference to a reference to a reference, and so on, is followed so far.
const LONGEST_CHAIN: usize = 32;

fn child(node: &Node, number: usize) -> Option<&Node> {
    match node.as_array() {
        Some(items) => items.get(number),
        None => node.as_object()?.get(number).map(|entry| &entry.value),
    }
}

fn address(root: &Node, pointer: &str) -> Option<Address> {
    let mut at = root;
    let mut address = Vec::new();
    for step in pointer.strip_prefix('/')?.split('/') {
        let number = match at.as_array() {
            Some(_) => step.parse().ok()?,
            None => {
                let name = decoded(step);
                let entries = at.as_object()?;
                // Some write the key as it is.
                let of = |name: &str| entries.iter().position(|entry| entry.key == name);
                of(&name).or_else(|| of(step))?
            }
        };
        at = child(at, number)?;
        address.push(number);
    }
    Some(address)
}

/// A step of a JSON pointer in a URI fragment.
pub(crate) fn decoded(step: &str) -> String {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let [byte, more @ ..] = rest {
        let hex = |b: u8| char::from(b).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (byte, more) {
            (b'%', [high, low, more @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or_default() * 16 + hex(*low).unwrap_or_default());
                rest = more;
            }
            _ => {
                bytes.push(*byte);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).replace("~1", "/").replace("~0", "~")
}

/// The files that references name.
fn links(node: &Node, found: &mut Vec<String>) {
    if let Some(items) = node.as_array() {
        items.iter().for_each(|item| links(item, found));
    }
    for entry in node.as_object().unwrap_or_default() {
        match entry.value.as_str() {
            Some(target) if entry.key == "$ref" => {
                let file = target.split('#').next().unwrap_or_default();
                if !file.is_empty() {
                    found.push(file.to_owned());
                }
            }
            _ => links(&entry.value, found),
        }
    }
}

fn text(path: &Path) -> Result<String, String> {
    let size = fs::metadata(path).map_err(|error| format!("cannot be read: {error}"))?;
    if size.len() > LARGEST {
        return Err("is too large".to_owned());
    }
    let bytes = fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())
}

/// A path without `.` and `..`, as far as they can be taken out without looking at the disk.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.components().next_back().is_some_and(is_name) => {
                plain.pop();
            }
            _ => plain.push(part),
        }
    }
    plain
}

fn is_name(part: Component<'_>) -> bool {
    matches!(part, Component::Normal(_))
}
