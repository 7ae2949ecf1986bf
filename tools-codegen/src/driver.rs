//! The stages, one after the other.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::definition;
use crate::diag::{Code, Diagnostic, Level, Sink};
use crate::emit;
use crate::export::{self, Offered};
use crate::json::{self, Node};
use crate::model::{Model, Tool};
use crate::options::Options;
use crate::render::{self, Look};
use crate::source::{self, Inputs, Sources};

/// What a run has come to.
#[derive(Debug)]
pub struct Outcome {
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
    tools: usize,
    model: Model,
}

/// Compiles a set. All mistakes of all inputs are found in one run.
#[must_use]
pub fn compile(inputs: &Inputs, options: &Options) -> Outcome {
    let mut sink = Sink::new(&options.allow, options.deny_warnings);
    let sources = source::load(inputs, &mut sink);
    run(sources, options, sink)
}

/// Compiles each input as a set of its own. What no input stands for (a pattern that matches
/// nothing) comes first, as an outcome without inputs.
#[must_use]
pub fn compile_each(inputs: &Inputs, options: &Options) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let sink = || Sink::new(&options.allow, options.deny_warnings);
    source::load_each(inputs, sink, |sources, sink| outcomes.push(run(sources, options, sink)));
    outcomes
}

fn run(sources: Sources, options: &Options, mut sink: Sink) -> Outcome {
    let trees = trees(&sources, &mut sink);
    let tools: Vec<_> = trees.iter().flat_map(|tree| definition::read(tree, &mut sink)).collect();
    let model = Model { allow_http: options.allow_http.clone(), ..Model::default() };
    let place = |tool: &Tool| {
        tools.iter().find(|raw| raw.name.as_ref().is_some_and(|name| name.text == tool.name))?.place
    };
    export::check(&model, &options.providers, place, &mut sink);
    Outcome { tools: tools.len(), diagnostics: sink.into_found(), sources, model }
}

/// The trees of all inputs.
fn trees(sources: &Sources, sink: &mut Sink) -> Vec<Node> {
    let mut trees = Vec::new();
    for (index, source) in sources.files().iter().enumerate() {
        if !source.readable {
            continue;
        }
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let json::Parsed { node, sound } = json::read(index, &source.text, sink);
        if !sound {
            // What is left of its definitions still gives their items, but what later stages find
            // in it may follow from what is lost.
            sink.mute(index);
        }
        let Some(node) = node else { continue };
        if node.as_array().is_some_and(<[Node]>::is_empty) {
            let empty = Diagnostic::new(Code::EmptyArray, node.span, "this file holds no definition");
            sink.push(empty.help("add one, or remove the file"));
        }
        trees.push(node);
    }
    trees
}

impl Outcome {
    /// What was found, sorted by input and position.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The inputs, in order.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The files that the result depends on.
    pub fn tracked(&self) -> impl Iterator<Item = &Path> {
        self.sources.files().iter().filter_map(|source| source.path.as_deref())
    }

    /// What a build script is to watch: the files, and the folders in which a new one would
    /// belong to the set.
    #[must_use]
    pub fn watched(&self) -> Vec<PathBuf> {
        let folders = self.sources.folders.iter().cloned();
        folders.chain(self.tracked().map(Path::to_path_buf)).collect()
    }

    /// The generated items. They name the runtime through `__tt`, which the front end supplies.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        emit::emit(&self.model)
    }

    /// The generated items as formatted Rust.
    #[cfg(feature = "format")]
    #[must_use]
    pub fn formatted(&self) -> String {
        crate::format::format(&self.tokens())
    }

    /// Every tool at every provider whose name `wanted` wants: tools in the order of their names,
    /// for each the providers.
    #[must_use]
    pub fn offered(&self, wanted: impl Fn(&str) -> bool) -> Vec<Vec<Offered>> {
        export::offered(&self.model, wanted)
    }

    /// How many definitions there are.
    #[must_use]
    pub fn tools(&self) -> usize {
        self.tools
    }

    /// How many errors were found.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error).count()
    }

    /// How many warnings were found.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }

    /// One diagnostic with its lines, as rustc shows one.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic, look: Look) -> String {
        render::render(diagnostic, &self.sources, look)
    }

    /// One diagnostic as a JSON object in one line.
    #[must_use]
    pub fn json_line(&self, diagnostic: &Diagnostic) -> String {
        render::json_line(diagnostic, &self.sources)
    }
}

/// The last line behind [`Outcome::json_line`]s: how much was looked at and what was found.
#[must_use]
pub fn summary_line(outcomes: &[Outcome]) -> String {
    let sum = |count: fn(&Outcome) -> usize| outcomes.iter().map(count).sum();
    render::summary_line(
        sum(|it| it.sources.files().len()),
        sum(Outcome::tools),
        sum(Outcome::errors),
        sum(Outcome::warnings),
    )
}

/// What several runs have found, as one SARIF 2.1.0 document.
#[must_use]
pub fn sarif(outcomes: &[Outcome]) -> String {
    let found =
        outcomes.iter().flat_map(|outcome| outcome.diagnostics.iter().map(|one| (one, &outcome.sources)));
    render::sarif(&found.collect::<Vec<_>>())
}
