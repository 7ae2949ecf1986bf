//! From rules to Rust types: a plan that holds every value the rules accept, without loss.

mod conditional;
mod default;
mod enums;
mod given;
mod mentioned;
mod naming;
mod object;
mod presence;
mod simple;
mod size;
mod strict;
mod tags;
mod union;

use crate::map::{SortedMap, SortedSet};

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{NodeId, Rule, Struct, Type, TypeDef, Types};

use super::graph::{At, Graph};
use super::judge::Judge;
use super::tree;

pub(super) use strict::checked_by_types;

/// What a type is called where nothing names it better, and where it stands.
#[derive(Debug, Clone)]
struct Hint {
    /// The wire text that its name is made of.
    name: String,
    /// A path that no other type of the tool has, for telling names apart.
    place: String,
}

impl Hint {
    fn below(&self, step: &str) -> Self {
        let name = if self.name.is_empty() { step.to_owned() } else { format!("{} {step}", self.name) };
        Self { name, place: format!("{}/{step}", self.place) }
    }

    fn instead(&self, name: &str) -> Self {
        Self { name: name.to_owned(), place: format!("{}/{name}", self.place) }
    }
}

/// What the planner has come to.
pub(super) struct Plan {
    pub(super) root: Struct,
    pub(super) types: Vec<TypeDef>,
    /// The first bytes of defaults that do not satisfy their schema.
    pub(super) wrong_defaults: SortedSet<u32>,
}

/// Types beyond this number, and deeper than this, are `Value`s.
const MOST_TYPES: usize = 3_000;
const DEEPEST: u32 = 40;

pub(super) struct Planner<'g, 'a, 's> {
    graph: &'g Graph<'a>,
    judge: &'g Judge<'g>,
    sink: &'s mut Sink,
    /// The Rust name of the tool's arguments.
    tool: String,
    types: Vec<Option<TypeDef>>,
    /// Beside `types`: what each is called.
    hints: Vec<Hint>,
    /// Beside `types`: structs that refuse properties they do not name, or keep them.
    whole: Vec<bool>,
    known: SortedMap<NodeId, Type>,
    /// Nodes without a named type that are being planned.
    busy: SortedSet<NodeId>,
    /// Rules of several nodes that hold at once, and the number that stands for them among those of nodes.
    joints: SortedMap<Vec<At>, NodeId>,
    /// Named types that are being planned, and how many `Vec`s and maps were around them.
    open: Vec<(usize, u32)>,
    indirections: u32,
    depth: u32,
    wrong_defaults: SortedSet<u32>,
    /// Whether an object that branches add to is being planned: within it, no other is, so that a
    /// schema that adds to itself ends.
    extending: bool,
    /// How many steps may still be taken to fill in the defaults inside defaults.
    filling: u32,
    /// The first bytes of `x-rust-names` that were checked, and schemas reported as untyped.
    said: SortedSet<u32>,
}

impl<'g, 'a, 's> Planner<'g, 'a, 's> {
    pub(super) fn new(graph: &'g Graph<'a>, judge: &'g Judge<'g>, tool: &str, sink: &'s mut Sink) -> Self {
        Self {
            graph,
            judge,
            sink,
            tool: tool.to_owned(),
            types: Vec::new(),
            hints: Vec::new(),
            whole: Vec::new(),
            known: SortedMap::new(),
            busy: SortedSet::new(),
            joints: SortedMap::new(),
            open: Vec::new(),
            indirections: 0,
            depth: 0,
            wrong_defaults: SortedSet::new(),
            extending: false,
            filling: 200_000,
            said: SortedSet::new(),
        }
    }

    /// The arguments of a tool: whatever the root is, a struct.
    pub(super) fn plan(mut self) -> Plan {
        let flat = self.graph.flat(0);
        let hint = Hint { name: String::new(), place: String::new() };
        let (mut root, _) = self.structure(&flat, &[], &hint, true);
        root.doc = self.doc(0);
        let mut types = self.named(&mut root);
        size::boxed(&mut root, &mut types);
        Plan { root, types, wrong_defaults: self.wrong_defaults }
    }

    /// The type of a node.
    fn node(&mut self, node: NodeId, hint: &Hint) -> Type {
        let mut node = node;
        for _ in 0..64 {
            match self.graph.rules(node) {
                [Rule::Ref(target)] => node = *target,
                [Rule::AllOf(parts)] => match parts.as_slice() {
                    [only] => node = *only,
                    _ => break,
                },
                _ => break,
            }
        }
        if let Some(known) = self.known.get(&node).cloned() {
            return self.link(known);
        }
        if self.depth > DEEPEST || self.types.len() > MOST_TYPES {
            return Type::Value;
        }
        if !self.busy.insert(node) {
            return self.again(node);
        }
        let hint = match self.graph.info(node).name {
            Some(name) => Hint { name: name.to_owned(), place: format!("$defs/{name}#{node}") },
            None if node == 0 => Hint { name: format!("{} Node", self.tool), place: "#".into() },
            None => hint.clone(),
        };
        let flat = self.graph.flat(node);
        let planned = self.flat(&flat, Some(node), &hint);
        self.busy.remove(&node);
        self.known.insert(node, planned.clone());
        planned
    }

    /// The type of a value that all of these hold for. The same ones, wherever they meet again, make one type: a
    /// schema that narrows a recursive one meets it at every level.
    fn joint(&mut self, nodes: &[NodeId], hint: &Hint) -> Type {
        let sets: Vec<SortedSet<At>> =
            nodes.iter().map(|node| self.graph.flat(*node).into_iter().collect()).collect();
        let mut kept: Vec<usize> = Vec::new();
        for (index, set) in sets.iter().enumerate() {
            let holds =
                |other: usize| sets.get(other).is_some_and(|other| set.iter().all(|at| other.contains(at)));
            let later = (index + 1..sets.len())
                .any(|other| holds(other) && sets.get(other).is_some_and(|other| other.len() > set.len()));
            // What another one says as well adds nothing.
            if !later && !kept.iter().any(|other| holds(*other)) {
                kept.push(index);
            }
        }
        let nodes: Vec<NodeId> = kept.iter().filter_map(|index| nodes.get(*index)).copied().collect();
        if let [only] = nodes.as_slice() {
            return self.node(*only, hint);
        }
        let mut flat = Vec::new();
        self.graph.flatten(&nodes, &mut flat);
        let places = u32::try_from(self.graph.nodes.len() + self.joints.len()).unwrap_or(u32::MAX);
        let id = *self
            .joints
            .entry(flat.iter().copied().collect::<SortedSet<At>>().into_iter().collect())
            .get_or_insert(places);
        if let Some(known) = self.known.get(&id).cloned() {
            return self.link(known);
        }
        if !self.busy.insert(id) {
            return Type::Value;
        }
        let planned = self.flat(&flat, Some(id), hint);
        self.busy.remove(&id);
        self.known.insert(id, planned.clone());
        planned
    }

    /// A node within itself that has no named type: an array of a named one that is being
    /// planned, or else a type that cannot hold itself.
    fn again(&mut self, node: NodeId) -> Type {
        let flat = self.graph.flat(node);
        if self.graph.kinds_flat(&flat) != Types::ARRAY {
            return Type::Value;
        }
        let mut element = match self.element(&flat) {
            Some(element) => element,
            None => return Type::Value,
        };
        while let [Rule::Ref(target)] = self.graph.rules(element) {
            element = *target;
        }
        match self.known.get(&element) {
            Some(known) => Type::Vec(Box::new(known.clone())),
            None => Type::Value,
        }
    }

    /// A type that is known, boxed where it stands directly in itself.
    fn link(&self, known: Type) -> Type {
        match known {
            Type::Named(index) => {
                let direct =
                    self.open.iter().any(|(open, around)| *open == index && *around == self.indirections);
                if direct { Type::Boxed(Box::new(Type::Named(index))) } else { Type::Named(index) }
            }
            Type::Nullable(inner) => Type::Nullable(Box::new(self.link(*inner))),
            other => other,
        }
    }

    /// The type of rules that hold all at once. `owner` is the node that they are all of.
    fn flat(&mut self, flat: &[At], owner: Option<NodeId>, hint: &Hint) -> Type {
        self.depth += 1;
        let kinds = self.graph.kinds_flat(flat);
        let enough = self.depth > DEEPEST || self.types.len() > MOST_TYPES;
        let planned = if enough { Type::Value } else { self.kinds(flat, kinds, owner, hint) };
        self.depth -= 1;
        nullable(planned, kinds)
    }

    fn kinds(&mut self, flat: &[At], kinds: Types, owner: Option<NodeId>, hint: &Hint) -> Type {
        let some = kinds.without(Types::NULL);
        if some == Types(0) {
            return Type::Value;
        }
        if let Some(planned) = self.only_branch(flat, some, owner, hint) {
            return planned;
        }
        if let Some(planned) = self.enumeration(flat, some, owner, kinds, hint) {
            return planned;
        }
        if some == Types::STRING {
            return Type::String;
        }
        if some == Types::BOOLEAN {
            return Type::Bool;
        }
        if some == Types::INTEGER {
            return self.integer(flat);
        }
        if Types::NUMBER.has(some) {
            return Type::F64;
        }
        if some == Types::ARRAY {
            return self.array(flat, hint);
        }
        if some == Types::OBJECT {
            return self.object(flat, owner, kinds, hint);
        }
        self.several(flat, owner, kinds, hint)
    }

    /// Several kinds: a union, or anything.
    fn several(&mut self, flat: &[At], owner: Option<NodeId>, kinds: Types, hint: &Hint) -> Type {
        let unions = self.unions(flat);
        let some = kinds.without(Types::NULL);
        if some == Types::ALL.without(Types::NULL) {
            if unions.is_empty() {
                self.untyped(flat);
            }
            return Type::Value;
        }
        match unions.as_slice() {
            [one] => self.union(flat, *one, owner, kinds, hint),
            [] => self.by_kind(flat, owner, kinds, hint),
            _ => Type::Value,
        }
    }

    /// A schema with `properties` and no `type`: anything, since it accepts whatever is no object.
    fn untyped(&mut self, flat: &[At]) {
        let with_properties = |(node, index): &At| match self.graph.rule((*node, *index)) {
            Some(Rule::Object { properties, .. }) if !properties.is_empty() => self.graph.info(*node).source,
            _ => None,
        };
        let Some(source) = flat.iter().find_map(with_properties) else { return };
        let entry = tree::entry(source, "properties");
        if let Some(entry) = entry.filter(|e| self.said.insert(e.key_span.start)) {
            let message = "without `type`, this schema accepts whatever is no object: it becomes a `Value`";
            self.sink.push(
                Diagnostic::new(Code::Untyped, entry.key_span, message)
                    .help("say `\"type\": \"object\"` beside it, and it becomes a struct"),
            );
        }
    }

    /// The type of a node inside a `Vec` or a map.
    fn inside(&mut self, node: NodeId, hint: &Hint) -> Type {
        self.indirections += 1;
        let planned = self.node(node, hint);
        self.indirections -= 1;
        planned
    }

    /// Takes a place for a named type, before what is in it is planned.
    fn reserve(&mut self, owner: Option<NodeId>, kinds: Types, hint: &Hint) -> usize {
        let index = self.types.len();
        self.types.push(None);
        self.whole.push(false);
        let mut hint = hint.clone();
        let source = owner.and_then(|node| self.graph.info(node).source);
        if let Some(name) = source.and_then(|source| self.given_type(source)) {
            hint.name = name;
        }
        self.hints.push(hint);
        if let Some(owner) = owner {
            self.busy.remove(&owner);
            self.known.insert(owner, nullable(Type::Named(index), kinds));
        }
        self.open.push((index, self.indirections));
        index
    }

    /// Puts a named type in its place.
    fn define(&mut self, index: usize, def: TypeDef) -> Type {
        self.open.pop();
        if let Some(slot) = self.types.get_mut(index) {
            *slot = Some(def);
        }
        Type::Named(index)
    }

    /// What a schema says of itself.
    fn doc(&self, node: NodeId) -> String {
        let mut node = node;
        for _ in 0..8 {
            let source = self.graph.info(node).source;
            let said = |key| source.and_then(|s| tree::text_of(s, key)).filter(|t| !t.trim().is_empty());
            if let Some(said) = said("description").or_else(|| said("title")) {
                return said.to_owned();
            }
            match self.graph.rules(node) {
                [Rule::Ref(target)] => node = *target,
                _ => break,
            }
        }
        String::new()
    }

    /// The `anyOf`s and `oneOf`s among rules.
    fn unions(&self, flat: &[At]) -> Vec<At> {
        let is_union = |at: &&At| matches!(self.graph.rule(**at), Some(Rule::AnyOf(_) | Rule::OneOf(_)));
        flat.iter().filter(is_union).copied().collect()
    }

    /// The branches of one of them.
    fn branches(&self, union: At) -> &'g [NodeId] {
        match self.graph.rule(union) {
            Some(Rule::AnyOf(nodes) | Rule::OneOf(nodes)) => nodes,
            _ => &[],
        }
    }
}

/// `Option<T>` where null is among the kinds and the type does not hold it yet.
fn nullable(planned: Type, kinds: Types) -> Type {
    match planned {
        Type::Value | Type::Nullable(_) => planned,
        other if kinds.has(Types::NULL) => Type::Nullable(Box::new(other)),
        other => other,
    }
}
