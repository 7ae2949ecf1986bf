//! The stages, one after the other.

#[cfg(feature = "command-line")]
pub(crate) mod command_line;
mod mask;

use crate::map::SortedMap;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::check;
use crate::definition::{self, RawTool};
use crate::diag::{Code, Diagnostic, Level, Sink, Span};
use crate::emit;
use crate::export;
use crate::json::{self, Node};
use crate::model::{Model, Tool};
use crate::names;
use crate::options::Options;
use crate::render::{self, Look};
use crate::schema;
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
    let sources = source::load(inputs, options.defaults.as_deref(), &mut sink);
    if options.package {
        source::in_package(inputs, &sources, &mut sink);
    }
    run(sources, options, sink)
}

/// Compiles each input as a set of its own. What no input stands for (a pattern that matches
/// nothing) comes first, as an outcome without inputs.
#[must_use]
pub fn compile_each(inputs: &Inputs, options: &Options) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let sink = || Sink::new(&options.allow, options.deny_warnings);
    source::load_each(inputs, options.defaults.as_deref(), sink, |sources, sink| {
        outcomes.push(run(sources, options, sink))
    });
    outcomes
}

fn run(mut sources: Sources, options: &Options, mut sink: Sink) -> Outcome {
    let mut trees = trees(&sources, &mut sink);
    let index = trees.iter().position(|tree| Some(tree.span.source as usize) == sources.defaults);
    let defaults = index.map(|index| trees.swap_remove(index));
    if let Some(defaults) = defaults.as_ref().filter(|tree| definition::defaults::check(tree, &mut sink)) {
        trees.iter_mut().for_each(|tree| definition::defaults::apply(tree, defaults, &mut sink));
    }
    let mut tools = Vec::new();
    for tree in &trees {
        let file = sources.shell_name(tree.span);
        tools.extend(definition::read(tree, file.as_deref(), &mut sink));
    }
    let count = tools.len();
    let tools: Vec<_> = tools.into_iter().map(|raw| compiled(raw, &sources, &mut sink)).collect();
    let texts: Vec<&str> = sources.files().iter().map(|source| source.text.as_str()).collect();
    let mut model = check::check(&tools, &texts, options, &mut sink);
    if options.typed_responses {
        outputs(&tools, &mut model, &mut sink);
    }
    let places: SortedMap<&str, Option<Span>> =
        tools.iter().filter_map(|tool| Some((tool.raw.name?.text, tool.raw.place))).collect();
    let place = |tool: &Tool| places.get(tool.name.as_str()).copied().flatten();
    export::check(&model, &options.providers, place, &mut sink);
    let mut diagnostics = sink.into_found();
    for diagnostic in &mut diagnostics {
        let edits = std::mem::take(&mut diagnostic.edits);
        diagnostic.edits =
            edits.into_iter().filter_map(|edit| edit.clone().dressed(sources.text(edit.span))).collect();
    }
    mask::credentials(&mut sources, trees.iter().chain(&defaults), &mut diagnostics);
    Outcome { tools: count, diagnostics, sources, model }
}

/// A tool with its arguments, for `check`.
fn compiled<'a>(raw: RawTool<'a>, sources: &Sources, sink: &mut Sink) -> check::Input<'a> {
    let name = raw.name.map(|name| names::type_name(name.text)).unwrap_or_default();
    let compiled = schema::compile_arguments(raw.parameters, &name, sink);
    let source = usize::try_from(raw.source).ok().and_then(|index| sources.files().get(index));
    let file = source.map(|source| source.display_path.clone()).unwrap_or_default();
    check::Input { raw, arguments: compiled.arguments, arguments_sound: !compiled.broken, file }
}

/// Types for the responses that have a schema.
#[cfg(feature = "typed-responses")]
fn outputs(tools: &[check::Input<'_>], model: &mut Model, sink: &mut Sink) {
    for tool in tools {
        let (Some(schema), Some(name)) = (tool.raw.response.schema, tool.raw.name) else { continue };
        match crate::response::types(&schema.to_json()) {
            Ok(types) => {
                if let Ok(at) = model.tools.binary_search_by(|tool| tool.name.as_str().cmp(name.text))
                    && let Some(tool) = model.tools.get_mut(at)
                {
                    tool.output = Some(types.to_string());
                }
            }
            Err(why) => {
                let message = format!("this response cannot become Rust types: {why}");
                let help = "simplify the schema, or leave `typed_responses` out of the set";
                sink.push(Diagnostic::new(Code::ResponseTypes, start(schema), message).help(help));
            }
        }
    }
}

/// Without the feature there is nothing that could make types.
#[cfg(not(feature = "typed-responses"))]
fn outputs(tools: &[check::Input<'_>], _: &mut Model, sink: &mut Sink) {
    for tool in tools {
        let Some(schema) = tool.raw.response.schema else { continue };
        let message = "types for responses need the feature `typed-responses`";
        let help = "turn it on for `typed-tools`, in a build script for `typed-tools-codegen`, and install the command \
                    line with `--features typed-responses`; or leave `typed_responses` out of the set";
        sink.push(Diagnostic::new(Code::ResponseTypes, start(schema), message).help(help));
    }
}

/// The brace that a value begins with.
fn start(node: &Node) -> Span {
    Span { end: node.span.start.saturating_add(1), ..node.span }
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

    /// The generated items, as text without layout. They name the runtime through `__tt`, which the front end supplies.
    #[must_use]
    pub fn code(&self) -> String {
        emit::emit(&self.model)
    }

    /// The generated items, as tokens.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        // Text that cannot be read would be a mistake of ours.
        self.code().parse().unwrap_or_else(|error| {
            let text = format!("typed-tools wrote what is not Rust: {error}");
            quote::quote!(::core::compile_error!(#text);)
        })
    }

    /// A type that is an error with this text, and about which rustc says nothing more. Where there
    /// are errors, the generated items name it in the place of types whose shape is not known, so
    /// that a front end that compiles them all the same puts it beside them.
    #[must_use]
    pub fn unsure_type(text: &str) -> TokenStream {
        let name = proc_macro2::Ident::new(emit::tool::UNSURE, proc_macro2::Span::call_site());
        // A type that follows from a constant that is an error is an error, whoever asks for it.
        quote::quote! {
            #[allow(dead_code)]
            type #name = <() as __tt::Shape<{ ::core::compile_error! { #text } }>>::Is;
        }
    }

    /// The generated items as formatted Rust.
    #[cfg(feature = "format")]
    #[must_use]
    pub fn formatted(&self) -> String {
        crate::format::format(&self.tokens())
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
}
