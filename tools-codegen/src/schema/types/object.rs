//! Objects: structs and maps.

use crate::map::{SortedMap, SortedSet};
use typed_tools_core::budget::Budget;

use crate::diag::{Code, Diagnostic};
use crate::json::{Json, Node};
use crate::model::{Field, NodeId, Presence, Rule, Struct, Type, TypeDef, Types};
use crate::names::Case;

use super::super::graph::At;
use super::super::tree;
use super::conditional::BRANCHES;
use super::{Hint, Planner, nullable};

/// From about five thousand fields on, rustc's stack overflows.
const MOST_FIELDS: usize = 2_000;

/// What rules that hold all at once say about an object.
#[derive(Debug, Default)]
pub(super) struct Members {
    /// Properties in order, each with all schemas that it is held to.
    pub(super) properties: Vec<(String, Vec<NodeId>)>,
    pub(super) required: Vec<String>,
    /// Whether any rule goes by the names of properties.
    patterns: Vec<NodeId>,
    /// The schemas of all other properties.
    rests: Vec<NodeId>,
    /// The schemas of those that no rule has looked at.
    unevaluated: Vec<NodeId>,
}

impl Members {
    /// The schemas of properties without a name of their own, by pattern or the rest.
    pub(super) fn of_others(&self) -> Vec<NodeId> {
        self.patterns.iter().chain(&self.rests).copied().collect()
    }
}

impl Planner<'_, '_, '_> {
    /// An object: a struct where it has properties, a union of them, or a map.
    pub(super) fn object(&mut self, flat: &[At], owner: Option<NodeId>, kinds: Types, hint: &Hint) -> Type {
        let members = self.members_of(flat);
        let named: SortedSet<&str> = members.properties.iter().map(|(name, _)| name.as_str()).collect();
        let adding: Vec<At> = self
            .unions(flat)
            .into_iter()
            .filter(|union| {
                let branches = self.branches(*union);
                branches
                    .iter()
                    .any(|b| self.mentioned(&[*b]).declared.iter().any(|(name, _)| !named.contains(name)))
            })
            .collect();
        if let [one] = adding.as_slice() {
            return self.union(flat, *one, owner, kinds, hint);
        }
        if members.properties.is_empty()
            && adding.is_empty()
            && self.conditional(flat, &[]).declared.is_empty()
        {
            return self.map(&members, hint);
        }
        let index = self.reserve(owner, kinds, hint);
        let (mut def, whole) = self.structure(flat, &[], hint, false);
        if whole {
            self.set_whole(index);
        }
        def.doc = owner.map(|node| self.doc(node)).unwrap_or_default();
        self.define(index, TypeDef::Struct(def))
    }

    fn map(&mut self, members: &Members, hint: &Hint) -> Type {
        let never = |node: &NodeId| self.graph.rules(*node) == [Rule::Never];
        let value = match (members.patterns.as_slice(), members.rests.as_slice()) {
            ([], [rest]) if !never(rest) => Some(*rest),
            ([pattern], [rest]) if never(rest) => Some(*pattern),
            _ => None,
        };
        let value = value.map_or(Type::Value, |node| self.inside(node, hint));
        Type::Map(Box::new(value))
    }

    /// The struct of an object, and whether it holds every value of it whole.
    /// `further` schemas may apply to it, too.
    pub(super) fn structure(
        &mut self,
        flat: &[At],
        further: &[NodeId],
        hint: &Hint,
        root: bool,
    ) -> (Struct, bool) {
        let mut members = self.members_of(flat);
        let mut outline = self.outline(flat, &Budget::of(BRANCHES.into()));
        let required = outline.always();
        let mut named: SortedSet<String> = members.properties.iter().map(|(name, _)| name.clone()).collect();
        // What only a branch or a condition names is still a property; it can be anything where
        // that branch is not the one.
        let conditional = self.conditional(flat, further);
        let never = |node: &NodeId| self.graph.rules(*node) == [Rule::Never];
        // Whatever else evaluates the rest leaves nothing for it to close.
        let all_evaluated = members.rests.is_empty() && members.patterns.is_empty() && !conditional.open;
        let closed = self.is_closed(&members)
            || !members.unevaluated.is_empty() && members.unevaluated.iter().all(never) && all_evaluated;
        outline.evaluated = members.unevaluated.iter().any(never);
        let keeps =
            !members.patterns.is_empty() || !members.rests.is_empty() || !members.unevaluated.is_empty();
        // Whoever keeps or refuses all others has no need to know which a condition asks for.
        let needed = if keeps || closed { Vec::new() } else { conditional.needed.clone() };
        let declared = conditional.declared.iter().map(|(name, _)| *name);
        for name in declared.chain(needed) {
            if named.insert(name.to_owned()) {
                members.properties.push((name.to_owned(), Vec::new()));
            }
        }
        for name in &members.required {
            if named.insert(name.clone()) {
                members.properties.push((name.clone(), Vec::new()));
            }
        }
        let felt = self.felt(flat);
        let mut def = Struct::default();
        let mut fields = Vec::new();
        for (wire, nodes) in &members.properties {
            let is_required = required.contains(wire);
            if let ([only], false) = (nodes.as_slice(), is_required)
                && never(only)
            {
                continue;
            }
            if let (true, false, Some(tag)) = (is_required, root, self.tag(nodes)) {
                def.tags.push((wire.clone(), tag));
                continue;
            }
            let mut field = match nodes.as_slice() {
                [] => self.conditional_field(wire, &outline, &conditional, is_required, hint),
                nodes => {
                    let further = conditional.declared.iter().find(|(name, _)| name == wire);
                    let further = further.map_or(&[][..], |(_, nodes)| nodes);
                    self.field(wire, nodes, further, is_required, hint)
                }
            };
            if felt.has(wire) && matches!(field.presence, Presence::Default(_)) {
                self.left_to_the_server(nodes);
                field.presence = Presence::Optional;
            }
            fields.push(field);
        }
        let source = flat.iter().find(|at| {
            matches!(self.graph.rule(**at), Some(Rule::Object { properties, .. }) if !properties.is_empty())
        });
        let source = source.and_then(|(node, _)| self.graph.info(*node).source);
        if let Some(source) = source.filter(|_| fields.len() > MOST_FIELDS) {
            self.too_many(source, fields.len());
            fields.truncate(MOST_FIELDS);
        }
        let wires: Vec<String> = fields.iter().map(|field| field.wire.clone()).collect();
        let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
        let names = self.allocate(source, "properties", &wires, Case::Snake);
        for (field, name) in fields.iter_mut().zip(names) {
            field.rust = name;
        }
        let rest = match (members.patterns.as_slice(), members.rests.as_slice()) {
            ([], _) if closed => None,
            ([], []) if members.unevaluated.is_empty() && !conditional.open => None,
            ([], [rest]) => Some(self.inside(*rest, &hint.below("additional properties"))),
            _ => Some(Type::Value),
        };
        def.rest = rest.map(|ty| {
            let taken = fields.iter().any(|field| field.rust == "additional_properties");
            let name = if taken { "additional_properties_" } else { "additional_properties" };
            (name.to_owned(), ty)
        });
        let whole = (closed || def.rest.is_some()) && fields.iter().all(|field| self.is_whole(&field.ty));
        def.fields = fields;
        (def, whole)
    }

    /// An object that no struct is made of.
    fn too_many(&mut self, source: &Node, count: usize) {
        let span = tree::entry(source, "properties").map_or(source.span, |entry| entry.key_span);
        let message = format!("{count} properties are more than rustc can take as the fields of a struct");
        self.sink.push(
            Diagnostic::new(Code::CostlySchema, span, message)
                .help(format!("group them, so that no object has more than {MOST_FIELDS}, or take a map")),
        );
    }

    /// Whether there are no properties but those that are named.
    pub(super) fn is_closed(&self, members: &Members) -> bool {
        members.patterns.is_empty()
            && members.rests.iter().any(|node| self.graph.rules(*node) == [Rule::Never])
    }

    /// One property.
    fn field(
        &mut self,
        wire: &str,
        nodes: &[NodeId],
        further: &[NodeId],
        required: bool,
        hint: &Hint,
    ) -> Field {
        let below = hint.below(wire);
        let ty = match nodes {
            nodes if self.adds(nodes, further) => self.extended(nodes, further, &below),
            nodes => self.joint(nodes, &below),
        };
        let doc = nodes.iter().map(|node| self.doc(*node)).find(|doc| !doc.is_empty()).unwrap_or_default();
        let default = nodes.iter().find_map(|node| self.default(*node, nodes, &ty));
        let presence = match default {
            _ if required => Presence::Required,
            Some(json) => Presence::Default(json),
            None => Presence::Optional,
        };
        Field { rust: String::new(), wire: wire.to_owned(), doc, ty, presence }
    }

    /// Whether further schemas, which branches and conditions have for a property, name more of an
    /// object's properties than its own do.
    fn adds(&self, nodes: &[NodeId], further: &[NodeId]) -> bool {
        if further.is_empty() || self.extending {
            return false;
        }
        let own = self.mentioned(nodes).declared;
        let own: SortedSet<&str> = own.iter().map(|(name, _)| *name).collect();
        let further = self.mentioned(further);
        let mut flat = Vec::new();
        self.graph.flatten(nodes, &mut flat);
        let plain = self.graph.kinds_flat(&flat).without(Types::NULL) == Types::OBJECT
            && self.unions(&flat).is_empty()
            && !own.is_empty();
        let is_new = |name: &str| !own.contains(name);
        plain
            && (further.declared.iter().any(|(name, _)| is_new(name))
                || further.needed.iter().any(|name| is_new(name)))
    }

    /// The struct of an object that branches and conditions add properties to.
    fn extended(&mut self, nodes: &[NodeId], further: &[NodeId], hint: &Hint) -> Type {
        let mut flat = Vec::new();
        self.graph.flatten(nodes, &mut flat);
        let kinds = self.graph.kinds_flat(&flat);
        let index = self.reserve(None, kinds, hint);
        self.extending = true;
        let (mut def, whole) = self.structure(&flat, further, hint, false);
        self.extending = false;
        if whole {
            self.set_whole(index);
        }
        def.doc = nodes.iter().map(|node| self.doc(*node)).find(|doc| !doc.is_empty()).unwrap_or_default();
        nullable(self.define(index, TypeDef::Struct(def)), kinds)
    }

    /// The only value of a property that is one string.
    pub(super) fn tag(&self, nodes: &[NodeId]) -> Option<String> {
        let mut flat = Vec::new();
        self.graph.flatten(nodes, &mut flat);
        flat.iter().find_map(|at| match self.graph.rule(*at) {
            Some(Rule::Enum(values)) => match values.as_slice() {
                [Json::String(only)] => Some(only.clone()),
                _ => None,
            },
            _ => None,
        })
    }

    /// What rules that hold all at once say.
    pub(super) fn members_of(&self, flat: &[At]) -> Members {
        let mut members = Members::default();
        let mut index: SortedMap<&str, usize> = SortedMap::new();
        let mut required: SortedSet<&str> = SortedSet::new();
        for at in flat {
            match self.graph.rule(*at) {
                Some(Rule::Required(names)) => {
                    for name in names {
                        if required.insert(name) {
                            members.required.push(name.clone());
                        }
                    }
                }
                Some(Rule::Object { properties, patterns, rest }) => {
                    for (name, node) in properties {
                        let place = *index.entry(name).get_or_insert(members.properties.len());
                        match members.properties.get_mut(place) {
                            Some((_, nodes)) => nodes.push(*node),
                            None => members.properties.push((name.clone(), vec![*node])),
                        }
                    }
                    members.patterns.extend(patterns.iter().map(|(_, node)| *node));
                    members.rests.extend(rest);
                }
                Some(Rule::UnevaluatedProperties { rest, .. }) => members.unevaluated.push(*rest),
                _ => {}
            }
        }
        members
    }

    /// Says that a named type holds whatever its rules accept.
    pub(super) fn set_whole(&mut self, index: usize) {
        self.whole.get_mut(index).into_iter().for_each(|whole| *whole = true);
    }

    /// Whether a type holds whatever its rules accept, with nothing dropped.
    pub(super) fn is_whole(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(index) => match self.types.get(*index) {
                Some(Some(TypeDef::Enum(_))) => true,
                _ => self.whole.get(*index) == Some(&true),
            },
            Type::Vec(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
                self.is_whole(inner)
            }
            _ => true,
        }
    }

    /// The title of a node's schema.
    pub(super) fn title(&self, node: NodeId) -> Option<&str> {
        let source = self.graph.info(node).source?;
        tree::text_of(source, "title").filter(|title| !title.trim().is_empty())
    }
}
