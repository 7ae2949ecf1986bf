//! Schemas: from JSON to rules, Rust types, and the form that providers get.

mod draft;
mod graph;
mod judge;
mod neutral;
mod pattern;
mod rules;
mod tree;
mod types;
mod value;

#[cfg(test)]
mod tests;

use crate::map::SortedSet;

use self::judge::Judge;
use crate::diag::{Code, Diagnostic, Sink};
use crate::json::{Json, Node};
use crate::lower::{self, Arena};
use crate::model::{Arguments, Rule, Schema, Struct, Types};

/// The arguments of a tool.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    pub(crate) arguments: Arguments,
    /// Whether an error was reported: what is here is the best that could be made of it.
    pub(crate) broken: bool,
}

/// Compiles a tool's `parameters`. `type_name` is the Rust name of its arguments.
pub(crate) fn compile_arguments(parameters: Option<&Node>, type_name: &str, sink: &mut Sink) -> Compiled {
    let Some(root) = parameters else { return nothing() };
    let mut compiled = rules::compile(root, true, sink);
    let kinds = compiled.graph.kinds(0);
    if !kinds.has(Types::OBJECT) || root.as_object().is_none() {
        if !compiled.broken {
            let message = "arguments are an object, and this schema accepts none";
            sink.push(
                Diagnostic::new(Code::RootNotObject, root.span, message)
                    .help("begin it with `\"type\": \"object\", \"properties\": { .. }`"),
            );
        }
        return Compiled { broken: true, ..nothing() };
    }
    // At the root, "no type" can only mean an object.
    if kinds != Types::OBJECT
        && let Some(rules) = compiled.graph.nodes.first_mut()
    {
        rules.retain(|rule| !matches!(rule, Rule::Type(_)));
        rules.insert(0, Rule::Type(Types::OBJECT));
    }
    let arena = Arena::default();
    let judge = Judge::new(lower::schema(&compiled.graph.nodes, &compiled.graph.patterns, &arena));
    let plan = types::Planner::new(&compiled.graph, &judge, type_name, sink).plan();
    let examples = examples(root, &judge, sink);
    let checked_by_types = types::checked_by_types(&compiled.graph, &plan.root, &plan.types);
    let neutral = neutral::neutral(root, &compiled, &plan.wrong_defaults);
    let broken = compiled.broken;
    let schema = compiled.graph.into_schema();
    let arguments =
        Arguments { schema, root: plan.root, types: plan.types, neutral, examples, checked_by_types };
    Compiled { arguments, broken }
}

/// Compiles the rules of any schema, with JSON Schema's own meaning. Errors go to the sink.
#[cfg(feature = "command-line")]
pub(crate) fn compile_rules(root: &Node, sink: &mut Sink) -> Schema {
    rules::compile(root, false, sink).graph.into_schema()
}

/// The rules of what a tool gives, with JSON Schema's own meaning; `None` where there are none, or where it has what cannot be
/// checked exactly.
pub(crate) fn result_rules(root: &Node) -> Option<Schema> {
    let compiled = rules::compile(root, false, &mut Sink::default());
    let schema = (!compiled.broken).then(|| compiled.graph.into_schema())?;
    schema.nodes.iter().any(|rules| !rules.is_empty()).then_some(schema)
}

/// A tool without parameters takes an object and reads nothing of it.
fn nothing() -> Compiled {
    let schema = Schema { nodes: vec![vec![Rule::Type(Types::OBJECT)]], patterns: Vec::new() };
    let arguments = Arguments {
        schema,
        root: Struct::default(),
        types: Vec::new(),
        neutral: neutral::nothing(),
        examples: Vec::new(),
        checked_by_types: true,
    };
    Compiled { arguments, ..Compiled::default() }
}

/// Any schema in the words of JSON Schema 2020-12; as it stands where it has what is not read here.
pub(crate) fn in_todays_words(root: &Node) -> Json {
    let mut sink = Sink::default();
    let compiled = rules::compile(root, false, &mut sink);
    match compiled.broken {
        true => root.to_json(),
        false => neutral::standard(root, &compiled, &SortedSet::new()),
    }
}

/// `parameters.examples` must satisfy the schema that they are examples of. Gives those that do.
fn examples(root: &Node, judge: &Judge<'_>, sink: &mut Sink) -> Vec<Json> {
    let mut good = Vec::new();
    for example in tree::value(root, "examples").map(tree::elements).unwrap_or_default() {
        let json = example.to_json();
        let verdict = judge.accepts(0, &json);
        if verdict == Some(true) {
            good.push(json);
        }
        if verdict == Some(false) {
            let message = "this example does not satisfy the schema that it is an example of";
            sink.push(
                Diagnostic::new(Code::ExampleInvalid, example.span, message)
                    .help("models imitate examples: correct it, or remove it"),
            );
        }
    }
    good
}
