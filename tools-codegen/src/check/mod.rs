//! From raw tools to the model: what placeholders mean, where they may stand, and what the
//! request is. One function a rule; every rule reports and goes on, so that all mistakes of all
//! tools come out of one build, and a broken tool still gives its items.

mod absent;
mod assemble;
mod auth;
mod base_url;
mod behaviour;
mod bind;
mod body;
mod credentials;
mod doubtful;
mod endpoint;
mod fact;
mod file;
mod form;
mod headers;
mod media;
mod no_name;
mod path;
mod place;
mod query;
mod select;
mod set;
mod shared;
mod text;
mod tool;
mod tool_names;
mod unsure;
mod unused;

#[cfg(test)]
mod tests;

use crate::diag::Sink;
use crate::model::Model;
use crate::options::Options;

pub(crate) use shared::Input;

use shared::Set;

/// The stretches of a text that look like credentials.
pub(crate) fn credentials(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    credentials::find(text).into_iter().map(|found| found.at)
}

/// Checks a whole set. `texts` are the inputs, by source.
pub(crate) fn check(tools: &[Input<'_>], texts: &[&str], options: &Options, sink: &mut Sink) -> Model {
    let mut set = Set::new(texts, options, sink);
    let names = tool_names::names(tools, &mut set);
    base_url::find(tools, &mut set);
    let mut checked = Vec::with_capacity(tools.len());
    for (input, named) in tools.iter().zip(names) {
        checked.push(assemble::tool(input, named, &mut set));
    }
    set::finish(checked, &mut set)
}
