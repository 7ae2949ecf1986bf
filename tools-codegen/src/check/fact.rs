//! What is known of the value that a placeholder will have.

use crate::map::SortedMap;

use super::shared::Input;
use crate::diag::Span;
use crate::json::{Entry, Json, Node};
use crate::model::{Arguments, Presence, Rule, Schema, Type, TypeDef, Types};
use typed_tools_core::nearest::nearest;

/// The kinds that have a text.
pub(super) const SCALARS: Types = Types(Types::BOOLEAN.0 | Types::NUMBER.0 | Types::STRING.0);

/// How many steps a look into a schema may take: references can share branches many times over.
const STEPS: u32 = 20_000;

/// What to do where a part of a `Value` must be there.
pub(super) const PART_OF_A_VALUE: &str = "declare a context name of its own for it";

/// What is known of a value.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// `the argument \`notes\``
    pub(super) what: String,
    pub(super) types: Types,
    /// Whether it can be absent, and the place that says so with a word about it.
    pub(super) absent: Option<(Option<Span>, String)>,
    /// `format: binary | byte`, of it or its elements.
    pub(super) file: bool,
}

impl Fact {
    pub(super) fn has(&self, types: Types) -> bool {
        self.types.intersection(types) != Types(0)
    }
}

/// What a dotted path finds.
pub(super) enum Step {
    Found(Fact),
    /// The step (by index) that no property answers to, and the names there are.
    Nowhere(usize, Vec<String>),
}

/// The arguments of a tool by name, so that a look at each takes no look at all.
pub(super) struct Roots<'t> {
    nodes: SortedMap<&'t str, Vec<u32>>,
    neutral: SortedMap<&'t str, &'t Json>,
    /// What `parameters.properties` declares.
    pub(super) raw: SortedMap<&'t str, &'t Entry>,
    /// What `parameters` say outside of `properties` in the shape of a parameter: an object.
    pub(super) beside: SortedMap<&'t str, &'t Entry>,
    /// What stands inside a misspelt `properties`, and that key.
    pub(super) astray: SortedMap<&'t str, (&'t Entry, &'t Entry)>,
}

impl<'t> Roots<'t> {
    pub(super) fn new(input: &'t Input<'_>) -> Self {
        let arguments = &input.arguments;
        let mut nodes: SortedMap<&'t str, Vec<u32>> = SortedMap::new();
        for rule in Search::new(&arguments.schema).all(&[0]).into_iter().flatten() {
            if let Rule::Object { properties, .. } = rule {
                for (name, node) in properties {
                    nodes.entry(name).get_or_insert_default().push(*node);
                }
            }
        }
        let neutral = match resolve(&arguments.neutral, &arguments.neutral).get("properties") {
            Some(Json::Object(entries)) => {
                entries.iter().map(|(name, schema)| (name.as_str(), schema)).collect()
            }
            _ => SortedMap::new(),
        };
        let properties = input.raw.parameters.and_then(|node| node.get("properties"));
        let entries = properties.and_then(|entry| entry.value.as_object()).unwrap_or_default();
        let raw = entries.iter().map(|entry| (entry.key.as_str(), entry)).collect();
        let all = input.raw.parameters.and_then(Node::as_object).unwrap_or_default();
        let is_object = |entry: &&Entry| entry.key != "properties" && entry.value.as_object().is_some();
        let beside = all.iter().filter(is_object).map(|entry| (entry.key.as_str(), entry)).collect();
        let typo = |entry: &&Entry| properties.is_none() && is_properties_misspelt(&entry.key);
        let astray = (all.iter().filter(typo).filter(is_object))
            .flat_map(|typo| {
                typo.value.as_object().unwrap_or_default().iter().map(move |entry| (entry, typo))
            })
            .map(|(entry, typo)| (entry.key.as_str(), (entry, typo)))
            .collect();
        Self { nodes, neutral, raw, beside, astray }
    }
}

fn is_properties_misspelt(key: &str) -> bool {
    nearest(key, ["properties"]).is_some()
}

/// What is known of an argument, or of what a dotted path finds in it.
pub(super) fn of_argument(
    input: &Input<'_>,
    roots: &Roots<'_>,
    index: usize,
    path: &[String],
) -> Option<Step> {
    let arguments = &input.arguments;
    let field = arguments.root.fields.get(index)?;
    let mut name = field.wire.clone();
    let mut nodes = roots.nodes.get(field.wire.as_str()).cloned().unwrap_or_default();
    let mut raw = roots.raw.get(field.wire.as_str()).copied();
    let mut neutral = roots.neutral.get(field.wire.as_str()).copied();
    let mut ty = Some(&field.ty);
    let mut optional = field.presence == Presence::Optional && says_what_is_required(input);
    let mut absent = optional.then(|| optional_place(input, raw, &name));
    for (at, step) in path.iter().enumerate() {
        let search = || Search::new(&arguments.schema);
        let below = search().property(&nodes, step);
        if below.is_empty() {
            let known = search().properties(&nodes);
            return Some(Step::Nowhere(at, known));
        }
        // Through a value that need not be an object, nothing is sure to be found.
        let not_sure = search().types(&nodes) != Types::OBJECT;
        let typed = ty.and_then(|ty| field_type(arguments, ty, step));
        optional = match typed {
            Some((_, presence)) => *presence == Presence::Optional,
            None => !search().required(&nodes, step),
        };
        name = format!("{name}.{step}");
        raw = raw.and_then(|raw| raw_below(raw, step));
        neutral = neutral.and_then(|schema| property(&arguments.neutral, schema, step));
        if absent.is_none() && (optional || not_sure) {
            absent = Some((raw.map(|entry| entry.key_span), "this need not be there".to_owned()));
        }
        ty = typed.map(|(ty, _)| ty);
        nodes = below;
    }
    let types = Search::new(&arguments.schema).types(&nodes);
    let file = neutral.is_some_and(|schema| is_file(&arguments.neutral, schema));
    Some(Step::Found(Fact { what: format!("the argument `{name}`"), types, absent, file }))
}

/// Not where the list itself was a mistake, of another kind or in another place: every argument
/// would seem optional.
fn says_what_is_required(input: &Input<'_>) -> bool {
    let required = input.raw.parameters.and_then(|node| node.get("required"));
    input.arguments_sound || required.is_some_and(|entry| entry.value.as_array().is_some())
}

/// The place that makes an argument optional: the `required` list that leaves it out, else the
/// argument itself.
fn optional_place(input: &Input<'_>, raw: Option<&Entry>, name: &str) -> (Option<Span>, String) {
    let required = input.raw.parameters.and_then(|node| node.get("required"));
    match required {
        Some(required) => {
            (Some(required.value.span), format!("`{name}` is not in this list, so it is optional"))
        }
        None => (
            raw.map(|entry| entry.key_span),
            format!("`{name}` is optional: `parameters` has no `required` list"),
        ),
    }
}

fn raw_below<'a>(entry: &'a Entry, name: &str) -> Option<&'a Entry> {
    entry.value.get("properties")?.value.get(name)
}

/// A property of a struct type, through the wrappers around it.
fn field_type<'a>(arguments: &'a Arguments, ty: &'a Type, wire: &str) -> Option<(&'a Type, &'a Presence)> {
    let mut ty = ty;
    let index = loop {
        match ty {
            Type::Nullable(inner) | Type::Boxed(inner) => ty = inner,
            Type::Named(index) => break *index,
            _ => return None,
        }
    };
    let TypeDef::Struct(found) = arguments.types.get(index)? else { return None };
    let field = found.fields.iter().find(|field| field.wire == wire)?;
    Some((&field.ty, &field.presence))
}

/// A property of a schema in its neutral form, through `$ref`.
fn property<'a>(root: &'a Json, schema: &'a Json, name: &str) -> Option<&'a Json> {
    resolve(root, schema).get("properties")?.get(name)
}

fn resolve<'a>(root: &'a Json, schema: &'a Json) -> &'a Json {
    let mut schema = schema;
    for _ in 0..16 {
        let Some(Json::String(target)) = schema.get("$ref") else { break };
        let name = target.strip_prefix("#/$defs/").unwrap_or_default();
        let name = name.replace("~1", "/").replace("~0", "~");
        let Some(next) = root.get("$defs").and_then(|defs| defs.get(&name)) else { break };
        schema = next;
    }
    schema
}

fn is_file(root: &Json, schema: &Json) -> bool {
    let format = |schema: &Json| match resolve(root, schema).get("format") {
        Some(Json::String(format)) => format == "binary" || format == "byte",
        _ => false,
    };
    format(schema) || resolve(root, schema).get("items").is_some_and(format)
}

/// A look into the graph of rules, with a bound on its steps.
struct Search<'a> {
    schema: &'a Schema,
    left: u32,
}

impl<'a> Search<'a> {
    fn new(schema: &'a Schema) -> Self {
        Self { schema, left: STEPS }
    }

    fn rules(&self, node: u32) -> &'a [Rule] {
        usize::try_from(node)
            .ok()
            .and_then(|at| self.schema.nodes.get(at))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// All rule lists that hold for a value of these nodes: through `$ref` and `allOf`.
    fn all(&mut self, nodes: &[u32]) -> Vec<&'a [Rule]> {
        let mut seen = crate::map::SortedSet::new();
        let mut open: Vec<u32> = nodes.to_vec();
        let mut found = Vec::new();
        while let Some(node) = open.pop() {
            if !seen.insert(node) || self.left == 0 {
                continue;
            }
            self.left -= 1;
            let rules = self.rules(node);
            found.push(rules);
            for rule in rules {
                match rule {
                    Rule::Ref(target) => open.push(*target),
                    Rule::AllOf(branches) => open.extend(branches),
                    _ => {}
                }
            }
        }
        found
    }

    fn property(mut self, nodes: &[u32], name: &str) -> Vec<u32> {
        let mut found = Vec::new();
        for rule in self.all(nodes).into_iter().flatten() {
            if let Rule::Object { properties, .. } = rule {
                found.extend(properties.iter().filter(|(key, _)| key == name).map(|(_, node)| *node));
            }
        }
        found
    }

    fn properties(mut self, nodes: &[u32]) -> Vec<String> {
        let mut found = Vec::new();
        for rule in self.all(nodes).into_iter().flatten() {
            if let Rule::Object { properties, .. } = rule {
                found.extend(properties.iter().map(|(key, _)| key.clone()));
            }
        }
        found
    }

    /// Whether `{}` is the only object that these nodes accept.
    fn holds_nothing(mut self, nodes: &[u32]) -> bool {
        self.all(nodes).into_iter().flatten().any(|rule| match rule {
            Rule::Object { properties, patterns, rest: Some(rest) } => {
                properties.is_empty() && patterns.is_empty() && matches!(self.rules(*rest), [Rule::Never])
            }
            Rule::MaxProperties(0) => true,
            _ => false,
        })
    }

    fn required(mut self, nodes: &[u32], name: &str) -> bool {
        let mut rules = self.all(nodes).into_iter().flatten();
        rules.any(|rule| matches!(rule, Rule::Required(names) if names.iter().any(|known| known == name)))
    }

    /// The kinds that a value of these nodes can be.
    fn types(mut self, nodes: &[u32]) -> Types {
        self.kinds(nodes, 0)
    }

    fn kinds(&mut self, nodes: &[u32], depth: u32) -> Types {
        let mut types = Types::ALL;
        if depth > 24 {
            return types;
        }
        for rule in self.all(nodes).into_iter().flatten() {
            let more = match rule {
                Rule::Never => Types(0),
                Rule::Type(types) => *types,
                Rule::Enum(values) => values.iter().map(kind).fold(Types(0), Types::union),
                Rule::AnyOf(branches) | Rule::OneOf(branches) => branches
                    .iter()
                    .map(|branch| self.kinds(&[*branch], depth + 1))
                    .fold(Types(0), Types::union),
                _ => continue,
            };
            types = types.intersection(more);
        }
        types
    }
}

fn kind(value: &Json) -> Types {
    match value {
        Json::Null => Types::NULL,
        Json::Bool(_) => Types::BOOLEAN,
        Json::Number(_) => Types::NUMBER,
        Json::String(_) => Types::STRING,
        Json::Array(_) => Types::ARRAY,
        Json::Object(_) => Types::OBJECT,
    }
}

/// `an object`, `an array or object`: what is left of `types` in words.
pub(super) fn describe(types: Types) -> String {
    let words: Vec<&str> = [
        (Types::NULL, "null"),
        (Types::BOOLEAN, "a boolean"),
        (Types::INTEGER, "a number"),
        (Types::STRING, "a string"),
        (Types::ARRAY, "an array"),
        (Types::OBJECT, "an object"),
    ]
    .into_iter()
    .filter(|(bit, _)| types.has(*bit))
    .map(|(_, word)| word)
    .collect();
    match words.as_slice() {
        [] => "never valid".to_owned(),
        words => words.join(" or "),
    }
}

/// The properties of an object argument, or of what a dotted path finds in it; `None` where it has
/// none, but may hold any.
pub(super) fn properties_of(input: &Input<'_>, index: usize, path: &[String]) -> Option<Vec<String>> {
    let schema = &input.arguments.schema;
    let field = input.arguments.root.fields.get(index)?;
    let mut nodes = Search::new(schema).property(&[0], &field.wire);
    for step in path {
        nodes = Search::new(schema).property(&nodes, step);
    }
    let mut names: Vec<String> = Vec::new();
    for name in Search::new(schema).properties(&nodes) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let fixed = !names.is_empty() || Search::new(schema).holds_nothing(&nodes);
    fixed.then_some(names)
}
