//! JSON with the place of every key and value, as the compiler reads definitions: for the command
//! line, which reads other documents in the same way and writes definitions.

use crate::diag::{Level, Sink};
use crate::json;
use crate::render::{self, Look};
use crate::source::{SourceFile, Sources};

pub use crate::json::{Entry, Json, Kind, Node, Number, write_string};
pub use crate::keywords::{Bound, Holds, KEYWORDS, Keyword, find as keyword};

/// Reads a document. The spans of its values say that it stands in the input of this `index`.
///
/// # Errors
/// It is not JSON: its mistakes, as the compiler shows them. What leaves the tree as it was meant (a
/// duplicate key) is none.
pub fn read(index: u32, source: &SourceFile) -> Result<Node, String> {
    let json::Parsed { node, sound } = json::read(index, &source.text, &mut Sink::new(&[], false));
    node.filter(|_| sound).ok_or_else(|| mistakes(source))
}

/// The mistakes of a document, as text.
fn mistakes(source: &SourceFile) -> String {
    let mut sink = Sink::new(&[], false);
    json::read(0, &source.text, &mut sink);
    let sources = Sources { files: vec![source.clone()], folders: Vec::new(), defaults: None };
    let found = sink.into_found();
    let errors = found.iter().filter(|diagnostic| diagnostic.level == Level::Error);
    let texts: Vec<String> =
        errors.map(|diagnostic| render::render(diagnostic, &sources, Look::Plain)).collect();
    texts.join("\n\n")
}
