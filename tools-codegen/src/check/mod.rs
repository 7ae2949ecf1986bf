//! From raw tools to the model: what placeholders mean, where they may stand, and what the
//! request is. One function a rule; every rule reports and goes on, so that all mistakes of all
//! tools come out of one build, and a broken tool still gives its items.

mod absent;
mod auth;
mod base_url;
mod behaviour;
mod bind;
mod body;
mod credentials;
mod endpoint;
mod fact;
mod form;
mod headers;
mod media;
mod path;
mod query;
mod select;
mod set;
mod text;
mod tool;
mod unsure;
mod unused;

#[cfg(test)]
mod tests;

use crate::definition::RawTool;
use crate::diag::{Diagnostic, Sink, Span};
use crate::json::Inside;
use crate::model::{Arguments, ContextType, Model};
use crate::options::Options;

use crate::definition::Text;

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

/// The stretches of a text that look like credentials.
pub(crate) fn credentials(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    credentials::find(text).into_iter().map(|found| found.at)
}

/// Checks a whole set. `texts` are the inputs, by source.
pub(crate) fn check(tools: &[Input<'_>], texts: &[&str], options: &Options, sink: &mut Sink) -> Model {
    let mut set = Set::new(texts, options, sink);
    let names = set::names(tools, &mut set);
    base_url::find(tools, &mut set);
    let mut checked = Vec::with_capacity(tools.len());
    for (input, named) in tools.iter().zip(names) {
        checked.push(tool::check(input, named, &mut set));
    }
    set::finish(checked, &mut set)
}

/// What the tools of a set share.
struct Set<'a> {
    texts: &'a [&'a str],
    options: &'a Options,
    sink: &'a mut Sink,
    /// In the order of first use; sorted at the end.
    secrets: Interned,
    base_urls: base_url::BaseUrls,
    context: Interned,
    context_fields: Vec<ContextUse>,
    /// Whether mistakes leave open which context names there are.
    context_unsure: bool,
}

/// A context name and where it is used.
#[derive(Debug)]
struct ContextUse {
    name: String,
    ty: ContextType,
    optional: bool,
    uses: Vec<(String, Span)>,
}

/// Names with an index, found in logarithmic time.
#[derive(Debug, Default)]
struct Interned {
    names: Vec<String>,
    index: std::collections::BTreeMap<String, usize>,
}

impl Interned {
    fn get(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    fn add(&mut self, name: &str) -> usize {
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
    fn new(texts: &'a [&'a str], options: &'a Options, sink: &'a mut Sink) -> Self {
        let mut set = Self {
            texts,
            options,
            sink,
            secrets: Interned::default(),
            base_urls: base_url::BaseUrls::new(),
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

    fn add_context(&mut self, name: &str, ty: ContextType, optional: bool) -> usize {
        let index = self.context.add(name);
        if index == self.context_fields.len() {
            self.context_fields.push(ContextUse { name: name.to_owned(), ty, optional, uses: Vec::new() });
        }
        index
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// The way from offsets in a string to places in its file.
    fn inside(&self, text: Text<'_>) -> Inside {
        let source = usize::try_from(text.span.source).ok().and_then(|index| self.texts.get(index));
        Inside::new(source.copied().unwrap_or_default(), text.span)
    }
}
