//! Unions: `anyOf`, `oneOf`, and several types.

use crate::hash;
use crate::json::{Json, Node};
use crate::keywords;
use crate::model::{Branch, NodeId, Rule, Type, TypeDef, Types, Union};
use crate::names::{self, Case};

use super::super::graph::At;
use super::{Hint, Planner};

/// More branches than this are a `Value`.
const MOST_BRANCHES: usize = 200;

struct Variant {
    name: String,
    ty: Type,
    doc: String,
    kinds: Types,
    /// The branches that it is made of.
    nodes: Vec<NodeId>,
    /// What no other branch has, for telling names apart.
    identity: String,
}

impl Planner<'_, '_, '_> {
    /// The type of rules with one union among them.
    pub(super) fn union(
        &mut self,
        flat: &[At],
        union: At,
        owner: Option<NodeId>,
        kinds: Types,
        hint: &Hint,
    ) -> Type {
        let some = kinds.without(Types::NULL);
        let live = self.live(union, some);
        let (base, shaped) = self.beside(flat, union);
        if live.is_empty() || live.len() > MOST_BRANCHES {
            return Type::Value;
        }
        let index = self.reserve(owner, kinds, hint);
        let marks = self.marks(&live);
        let words = if shaped { Vec::new() } else { self.words(&live) };
        let mut variants = Vec::new();
        variants.extend(self.of_words(&words, hint));
        for node in live.iter().filter(|node| !words.contains(node)) {
            let word = self.kind_word(self.graph.kinds(*node).intersection(some));
            let tag = marks.get(node).cloned();
            let source = self.graph.info(*node).source;
            let identity = hash::digits(&source.map(identity_of).unwrap_or_default());
            let mut below = match tag.as_deref().or_else(|| self.title(*node)) {
                Some(name) => hint.instead(name),
                None => hint.below(word),
            };
            // Not its number, which moves when another branch is added.
            below.place.push_str(&identity);
            // What stands beside the union narrows its branches.
            let narrowed = !some.union(Types::NULL).has(self.graph.kinds(*node));
            let ty = if shaped || narrowed {
                let mut flat = base.clone();
                self.graph.flatten(&[*node], &mut flat);
                self.flat(&flat, None, &below)
            } else {
                self.node(*node, &below)
            };
            let named = self.ref_name(*node);
            let name = tag.or(named).or_else(|| self.title(*node).map(str::to_owned));
            variants.push(Variant {
                name: name.unwrap_or_else(|| word.to_owned()),
                ty: without_null(ty),
                doc: self.doc(*node),
                kinds: self.graph.kinds(*node).intersection(some),
                nodes: vec![*node],
                identity,
            });
        }
        if matches!(self.graph.rule(union), Some(Rule::OneOf(_))) {
            let types: Vec<Type> = variants.iter().map(|variant| variant.ty.clone()).collect();
            self.apart(&live, &types);
        }
        self.assemble(index, variants, owner)
    }

    /// The branches that list strings and have no name of their own, where there are several: `"auto"` or `"none"`
    /// or a number.
    fn words(&self, live: &[NodeId]) -> Vec<NodeId> {
        let nameless = |node: &&NodeId| {
            self.graph.kinds(**node) == Types::STRING
                && self.ref_name(**node).is_none()
                && self.title(**node).is_none()
                && self.lists(**node)
        };
        let words: Vec<NodeId> = live.iter().filter(nameless).copied().collect();
        if words.len() < 2 { Vec::new() } else { words }
    }

    /// One variant for all of them.
    fn of_words(&mut self, words: &[NodeId], hint: &Hint) -> Option<Variant> {
        let (name, kinds) = (self.kind_word(Types::STRING), Types::STRING);
        let ty = if words.is_empty() { None } else { self.listed(words, &hint.below(name)) }?;
        let identity = hash::digits(name);
        Some(Variant {
            name: name.to_owned(),
            ty,
            doc: String::new(),
            kinds,
            nodes: words.to_vec(),
            identity,
        })
    }

    /// The type of rules with a union of which one branch is left for values of these kinds, as of `T` and null:
    /// the branch's, with what stands beside the union.
    pub(super) fn only_branch(
        &mut self,
        flat: &[At],
        some: Types,
        owner: Option<NodeId>,
        hint: &Hint,
    ) -> Option<Type> {
        let (union, only) =
            self.unions(flat).into_iter().find_map(|union| match *self.live(union, some) {
                [only] => Some((union, only)),
                _ => None,
            })?;
        let (mut flat, shaped) = self.beside(flat, union);
        self.graph.flatten(&[only], &mut flat);
        // With the union gone the rules are fewer, so this ends.
        let whole = some.union(Types::NULL).has(self.graph.kinds(only));
        Some(if shaped || !whole { self.flat(&flat, owner, hint) } else { self.node(only, hint) })
    }

    /// The branches of a union that hold values of these kinds.
    fn live(&self, union: At, some: Types) -> Vec<NodeId> {
        let holds = |node: &NodeId| self.graph.kinds(*node).intersection(some) != Types(0);
        self.branches(union).iter().copied().filter(holds).collect()
    }

    /// The rules beside a union, and whether they say more of a value's shape than its kind.
    fn beside(&self, flat: &[At], union: At) -> (Vec<At>, bool) {
        // Several branches of `anyOf` may have evaluated what `unevaluatedProperties` sees.
        let one = matches!(self.graph.rule(union), Some(Rule::OneOf(_)));
        let stays = |at: &&At| {
            **at != union
                && (one || !matches!(self.graph.rule(**at), Some(Rule::UnevaluatedProperties { .. })))
        };
        let base: Vec<At> = flat.iter().filter(stays).copied().collect();
        let shapes = |at: &At| {
            matches!(
                self.graph.rule(*at),
                Some(
                    Rule::Object { .. }
                        | Rule::Required(_)
                        | Rule::Items { .. }
                        | Rule::UnevaluatedProperties { .. }
                        | Rule::Enum(_)
                        | Rule::AnyOf(_)
                        | Rule::OneOf(_)
                )
            )
        };
        let shaped = base.iter().any(shapes);
        (base, shaped)
    }

    /// The type of rules that allow several kinds and have no union.
    pub(super) fn by_kind(&mut self, flat: &[At], owner: Option<NodeId>, kinds: Types, hint: &Hint) -> Type {
        let some = kinds.without(Types::NULL);
        let index = self.reserve(owner, kinds, hint);
        let mut variants = Vec::new();
        for kind in [Types::STRING, Types::BOOLEAN, Types::NUMBER, Types::ARRAY, Types::OBJECT] {
            let kind = some.intersection(kind);
            if kind == Types(0) {
                continue;
            }
            let word = self.kind_word(kind);
            let ty = self.kinds(flat, kind, None, &hint.below(word));
            let name = word.to_owned();
            let (identity, doc) = (name.clone(), String::new());
            variants.push(Variant { identity, name, ty, doc, kinds: kind, nodes: Vec::new() });
        }
        self.assemble(index, variants, owner)
    }

    fn assemble(&mut self, index: usize, mut variants: Vec<Variant>, owner: Option<NodeId>) -> Type {
        // One type twice is one branch: what tells the two apart is a rule, not a type.
        let mut distinct: Vec<Variant> = Vec::new();
        for variant in variants.drain(..) {
            match distinct.iter_mut().find(|known| known.ty == variant.ty) {
                Some(known) => {
                    known.kinds = known.kinds.union(variant.kinds);
                    known.nodes.extend(variant.nodes);
                }
                None => distinct.push(variant),
            }
        }
        let mut variants = distinct;
        if variants.iter().any(|v| v.ty == Type::Value) {
            return self.abandon(index, owner, Type::Value);
        }
        if let [only] = variants.as_slice() {
            let only = only.ty.clone();
            return self.abandon(index, owner, only);
        }
        let needs_rest = self.loses(&variants);
        variants.sort_by_key(|v| self.rank(&v.ty));
        self.tell_apart(&mut variants);
        // Where a type can hold what another branch is for, the schemas have to say.
        let told_apart = self.by_type(&variants);
        let branch = |v: Variant| {
            let nodes = if told_apart { Vec::new() } else { v.nodes };
            Branch { rust: v.name, ty: v.ty, doc: v.doc, nodes }
        };
        let mut all: Vec<Branch> = variants.into_iter().map(branch).collect();
        if needs_rest {
            let mut name = "Other".to_owned();
            while all.iter().any(|branch| branch.rust == name) {
                name.push_str("Value");
            }
            let doc = "A value that fits no other variant whole.".into();
            all.push(Branch { rust: name, ty: Type::Value, doc, nodes: Vec::new() });
        }
        if needs_rest || all.iter().all(|branch| self.is_whole(&branch.ty)) {
            self.set_whole(index);
        }
        let doc = owner.map(|node| self.doc(node)).unwrap_or_default();
        self.define(index, TypeDef::Union(Union { name: String::new(), doc, variants: all }))
    }

    /// Gives up a union that turned out to be one type. Whatever inside refers to it becomes a
    /// `Value` when the types get their names.
    fn abandon(&mut self, index: usize, owner: Option<NodeId>, ty: Type) -> Type {
        self.open.pop();
        if let Some(owner) = owner {
            self.known.remove(&owner);
        }
        debug_assert!(self.types.get(index).is_some_and(Option::is_none));
        ty
    }

    /// Whether no value of one variant can be held by another: each is of kinds of its own, or they
    /// are structs with tags.
    fn by_type(&self, variants: &[Variant]) -> bool {
        [Types::STRING, Types::BOOLEAN, Types::INTEGER, Types::NUMBER, Types::ARRAY, Types::OBJECT]
            .into_iter()
            .all(|kind| {
                let of: Vec<&Type> = variants
                    .iter()
                    .filter(|v| v.kinds.intersection(kind) != Types(0))
                    .map(|v| &v.ty)
                    .collect();
                of.len() < 2 || kind == Types::OBJECT && self.told_apart(&of)
            })
    }

    /// Whether some value could fit a variant only by dropping properties, or fit the wrong one.
    fn loses(&self, variants: &[Variant]) -> bool {
        [Types::OBJECT, Types::ARRAY].into_iter().any(|kind| {
            let of: Vec<&Variant> = variants.iter().filter(|v| v.kinds.has(kind)).collect();
            of.len() > 1
                && !of.iter().all(|v| self.is_whole(&v.ty))
                && !(kind == Types::OBJECT && self.told_apart(&of.iter().map(|v| &v.ty).collect::<Vec<_>>()))
        })
    }

    fn ref_name(&self, node: NodeId) -> Option<String> {
        match self.graph.rules(node) {
            [Rule::Ref(target)] => self.graph.info(*target).name.map(str::to_owned),
            _ => self.graph.info(node).name.map(str::to_owned),
        }
    }

    fn kind_word(&self, kinds: Types) -> &'static str {
        match kinds {
            Types::STRING => "string",
            Types::BOOLEAN => "boolean",
            Types::INTEGER => "integer",
            Types::ARRAY => "array",
            Types::OBJECT => "object",
            kinds if Types::NUMBER.has(kinds) => "number",
            _ => "any",
        }
    }

    /// Which types are tried first: those that hold less.
    fn rank(&self, ty: &Type) -> u8 {
        match ty {
            Type::Named(index) => match self.types.get(*index) {
                Some(Some(TypeDef::Enum(_))) => 0,
                Some(Some(TypeDef::Struct(_))) => 4,
                _ => 5,
            },
            Type::Bool | Type::I64 | Type::U64 => 1,
            Type::String => 2,
            Type::F64 => 3,
            Type::Boxed(inner) | Type::Nullable(inner) => self.rank(inner),
            Type::Vec(inner) | Type::Map(inner) if **inner == Type::Value => 7,
            Type::Vec(_) | Type::Map(_) => 6,
            Type::Value => 8,
        }
    }

    /// Makes the names of variants distinct: by their types, then by a hash of their schemas.
    fn tell_apart(&self, variants: &mut [Variant]) {
        let plain: Vec<String> = variants.iter().map(|v| names::type_name(&v.name)).collect();
        let count = |all: &[String], name: &String| all.iter().filter(|n| *n == name).count();
        let finer: Vec<String> = variants
            .iter()
            .zip(&plain)
            .map(|(v, name)| if count(&plain, name) > 1 { self.type_word(&v.ty) } else { name.clone() })
            .collect();
        let mut taken = crate::map::SortedSet::new();
        for (variant, name) in variants.iter_mut().zip(&finer) {
            let mut identity = variant.identity.clone();
            variant.name = if count(&finer, name) > 1 {
                names::suffixed(name, Case::Camel, &identity)
            } else {
                name.clone()
            };
            while !taken.insert(variant.name.clone()) {
                identity.push('\'');
                variant.name = names::suffixed(name, Case::Camel, &identity);
            }
        }
    }

    fn type_word(&self, ty: &Type) -> String {
        match ty {
            Type::String => "String".into(),
            Type::I64 | Type::U64 => "Integer".into(),
            Type::F64 => "Number".into(),
            Type::Bool => "Boolean".into(),
            Type::Value => "Any".into(),
            Type::Vec(inner) => format!("{}Array", self.type_word(inner)),
            Type::Map(inner) => format!("{}Map", self.type_word(inner)),
            Type::Nullable(inner) | Type::Boxed(inner) => self.type_word(inner),
            Type::Named(index) => match self.types.get(*index) {
                Some(Some(TypeDef::Enum(_))) => "Enum".into(),
                Some(Some(TypeDef::Struct(_))) => "Object".into(),
                _ => "Union".into(),
            },
        }
    }
}

/// What a branch requires, without what it says.
fn identity_of(source: &Node) -> String {
    match source.to_json() {
        Json::Object(mut entries) => {
            entries.retain(|(key, _)| !keywords::has_role(key, &[keywords::Role::Describes]));
            Json::Object(entries).key()
        }
        other => other.key(),
    }
}

/// A branch's own null: the union is nullable as a whole.
fn without_null(ty: Type) -> Type {
    match ty {
        Type::Nullable(inner) => *inner,
        other => other,
    }
}
