//! Every imported definition compiles: those that do not are refused, with the compiler's words.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use heck::ToUpperCamelCase;
use typed_tools_codegen::tree::{self, Json, Node};
use typed_tools_codegen::{Code, Diagnostic, Inputs, Level, Options, Sources, Span, compile};

use super::tool::{Refused, Tool, string};

/// What became of definitions.
#[derive(Default)]
pub(super) struct Checked {
    /// How many compile.
    pub(super) tools: usize,
    /// Warnings of the compiler, which `check` shows.
    pub(super) warnings: usize,
    pub(super) refused: Vec<Refused>,
    /// How many patterns were put into words, since they cannot be checked exactly.
    pub(super) patterns: usize,
}

/// So many are compiled at once: what compiling takes in memory does not grow with a document.
const PORTION: usize = 128;
/// Stages recurse as deep as a schema nests.
const STACK: usize = 16 << 20;

/// So many tools keep all threads busy.
pub(super) fn at_once() -> usize {
    PORTION * threads()
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(8)
}

/// Compiles tools, and hands on those that the compiler does not refuse, each with its definition; on several threads.
pub(super) fn verify(tools: Vec<Tool>, options: &Options, pass_on: impl Fn(Tool, Json) + Sync) -> Checked {
    let mut portions: Vec<Vec<Tool>> = Vec::new();
    let mut tools = tools.into_iter().peekable();
    while tools.peek().is_some() {
        portions.push(tools.by_ref().take(PORTION).collect());
    }
    let mut whole = Checked::default();
    let work = |portion| {
        let (tools, mut checked) = of_portion(portion, options);
        checked.tools = tools.len();
        tools.into_iter().for_each(|(tool, definition)| pass_on(tool, definition));
        checked
    };
    for portion in concurrently(portions, work) {
        whole.tools += portion.tools;
        whole.warnings += portion.warnings;
        whole.refused.extend(portion.refused);
        whole.patterns += portion.patterns;
    }
    whole
}

/// Does the same with each of several things, on as many threads as the machine likes; the results in their order.
fn concurrently<T: Send, R: Send>(things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let threads = threads().min(things.len());
    let things: Vec<_> = things.into_iter().map(|thing| Mutex::new(Some(thing))).collect();
    let next = AtomicUsize::new(0);
    let numbered = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(place) = things.get(number) else { return done };
            let thing = place.lock().ok().and_then(|mut thing| thing.take());
            done.extend(thing.map(|thing| (number, work(thing))));
        }
    };
    let mut results = thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, numbered);
        let running: Vec<_> = (0..threads).filter_map(|number| spawn(number).ok()).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect::<Vec<_>>()
    });
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

/// The tools that compile, repaired where that is needed, with their definitions.
fn of_portion(mut tools: Vec<Tool>, options: &Options) -> (Vec<(Tool, Json)>, Checked) {
    let mut checked = Checked::default();
    let mut sound = Vec::new();
    // What is taken out or repaired can only make the others right; a tool may have several things to repair.
    for round in 0..ROUNDS {
        let definitions: Vec<Json> = tools.iter().map(|tool| Json::Object(tool.entries())).collect();
        let texts = tools.iter().zip(&definitions).map(|(tool, whole)| (tool.name.clone(), whole.to_text()));
        let inputs = Inputs { inline: texts.collect(), ..Inputs::default() };
        let outcome = compile(&inputs, options);
        checked.warnings = outcome.warnings();
        let mut faults: Vec<Vec<&Diagnostic>> = vec![Vec::new(); tools.len()];
        for diagnostic in outcome.diagnostics().iter().filter(|one| one.level == Level::Error) {
            let number = diagnostic.label.as_ref().map_or(0, |label| label.span.source as usize);
            if let Some(faults) = faults.get_mut(number) {
                faults.push(diagnostic);
            }
        }
        let is_sound = faults.iter().all(Vec::is_empty);
        sound = Vec::with_capacity(tools.len());
        for ((mut tool, definition), faults) in tools.into_iter().zip(definitions).zip(faults) {
            let repaired = |tool: &mut Tool, patterns: &mut usize| {
                faults.iter().all(|fault| repair(tool, fault, outcome.sources(), patterns))
            };
            match faults.first() {
                None => sound.push((tool, definition)),
                Some(_) if round + 1 < ROUNDS && repaired(&mut tool, &mut checked.patterns) => {
                    sound.push((tool, definition));
                }
                Some(fault) => {
                    let span = tool.span.unwrap_or(super::NOWHERE);
                    let why = format!("{}: {}", fault.code.id(), fault.message);
                    checked.refused.push(Refused { origin: tool.origin, span, why });
                }
            }
        }
        if is_sound || round + 1 == ROUNDS {
            break;
        }
        tools = std::mem::take(&mut sound).into_iter().map(|(tool, _)| tool).collect();
    }
    (sound, checked)
}

/// So often tools are repaired and compiled again.
const ROUNDS: usize = 4;

/// Repairs what another spelling says as well; whether it could.
fn repair(tool: &mut Tool, fault: &Diagnostic, sources: &Sources, patterns: &mut usize) -> bool {
    match fault.code {
        // A name such as `tools` is taken by what is generated.
        Code::RustNameTaken => {
            let rust = format!("{}Tool", tool.name.to_upper_camel_case());
            let taken = tool.extensions.iter().any(|(key, _)| key == "x-rust-name");
            tool.extensions.push(("x-rust-name".to_owned(), string(&rust)));
            !taken
        }
        // A pattern of another dialect of regular expressions goes into words, for the model.
        Code::PatternSyntax | Code::PatternUnsupported => {
            let Some(label) = &fault.label else { return false };
            let root = sources.get(label.span).and_then(|source| tree::read(label.span.source, source).ok());
            let Some(pattern) = root.as_ref().and_then(|root| pattern_at(root, label.span)) else {
                return false;
            };
            for (_, schema, _) in &mut tool.arguments.properties {
                *patterns += usize::from(in_words(schema, &pattern));
            }
            for (_, schema) in &mut tool.arguments.defs {
                *patterns += usize::from(in_words(schema, &pattern));
            }
            tool.arguments
                .whole
                .iter_mut()
                .for_each(|schema| *patterns += usize::from(in_words(schema, &pattern)));
            true
        }
        _ => false,
    }
}

/// The value of the `pattern` in which a place lies.
fn pattern_at(node: &Node, span: Span) -> Option<String> {
    let holds = |node: &Node| node.span.start <= span.start && span.end <= node.span.end;
    let entries = node.as_object().unwrap_or_default();
    let own = entries.iter().find(|entry| entry.key == "pattern" && holds(&entry.value));
    if let Some(pattern) = own.and_then(|entry| entry.value.as_str()) {
        return Some(pattern.to_owned());
    }
    let inside = entries.iter().map(|entry| &entry.value).chain(node.as_array().unwrap_or_default());
    inside.filter(|node| holds(node)).find_map(|node| pattern_at(node, span))
}

/// Puts a pattern into the descriptions of the schemas that have it; whether one has.
fn in_words(schema: &mut Json, pattern: &str) -> bool {
    let mut found = false;
    match schema {
        Json::Array(items) => {
            for item in items {
                found |= in_words(item, pattern);
            }
        }
        Json::Object(entries) => {
            let count = entries.len();
            entries.retain(|(key, value)| key != "pattern" || *value != string(pattern));
            if entries.len() < count {
                found = true;
                let words = format!("It matches the regular expression {pattern}");
                match entries.iter_mut().find(|(key, _)| key == "description") {
                    Some((_, Json::String(text))) => text.push_str(&format!("\n{words}")),
                    _ => entries.push(("description".to_owned(), string(&words))),
                }
            }
            for (_, value) in entries {
                found |= in_words(value, pattern);
            }
        }
        _ => {}
    }
    found
}
