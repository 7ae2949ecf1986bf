//! What the rules look at: the tools as they were written, and what the tools of a set share.

use crate::map::SortedMap;

use crate::definition::{RawTool, Text};
use crate::diag::{Diagnostic, Sink, Span};
use crate::json::Inside;
use crate::model::{Arguments, ContextType};
use crate::options::Options;

/// A tool on its way: what was written, and its arguments.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    pub(crate) raw: RawTool<'a>,
    pub(crate) arguments: Arguments,
    /// Whether `parameters` were understood; if not, what follows from them is not reported.
    pub(crate) arguments_sound: bool,
    /// The file, as shown.
    pub(crate) file: String,
}

/// The base URLs of a set, and where the first URL of each begins with it.
pub(super) type BaseUrls = SortedMap<String, Span>;

/// What the tools of a set share.
pub(super) struct Set<'a> {
    texts: &'a [&'a str],
    pub(super) options: &'a Options,
    pub(super) sink: &'a mut Sink,
    /// In the order of first use; sorted at the end.
    pub(super) secrets: Interned,
    pub(super) base_urls: BaseUrls,
    pub(super) context: Interned,
    pub(super) context_fields: Vec<ContextUse>,
    /// Whether mistakes leave open which context names there are.
    pub(super) context_unsure: bool,
}

/// A context name and where it is used.
#[derive(Debug)]
pub(super) struct ContextUse {
    pub(super) name: String,
    pub(super) ty: ContextType,
    pub(super) optional: bool,
    pub(super) uses: Vec<(String, Span)>,
}

/// Names with an index, found in logarithmic time.
#[derive(Debug, Default)]
pub(super) struct Interned {
    pub(super) names: Vec<String>,
    index: SortedMap<String, usize>,
}

impl Interned {
    pub(super) fn get(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    pub(super) fn add(&mut self, name: &str) -> usize {
        if let Some(index) = self.get(name) {
            return index;
        }
        let index = self.names.len();
        self.names.push(name.to_owned());
        self.index.insert(name.to_owned(), index);
        index
    }
}

impl<'a> Set<'a> {
    pub(super) fn new(texts: &'a [&'a str], options: &'a Options, sink: &'a mut Sink) -> Self {
        let mut set = Self {
            texts,
            options,
            sink,
            secrets: Interned::default(),
            base_urls: SortedMap::new(),
            context: Interned::default(),
            context_fields: Vec::new(),
            context_unsure: false,
        };
        set.context_unsure = set.sink.any_mute();
        for entry in options.context.iter().flatten() {
            if set.context.get(&entry.name).is_none() {
                set.add_context(&entry.name, entry.ty, entry.optional);
            }
        }
        set
    }

    pub(super) fn add_context(&mut self, name: &str, ty: ContextType, optional: bool) -> usize {
        let index = self.context.add(name);
        if index == self.context_fields.len() {
            self.context_fields.push(ContextUse { name: name.to_owned(), ty, optional, uses: Vec::new() });
        }
        index
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// The way from offsets in a string to places in its file.
    pub(super) fn inside(&self, text: Text<'_>) -> Inside {
        let source = usize::try_from(text.span.source).ok().and_then(|index| self.texts.get(index));
        Inside::new(source.copied().unwrap_or_default(), text.span)
    }
}
