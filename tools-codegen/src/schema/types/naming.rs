//! The names of a tool's types, once all are known.

use crate::map::{SortedMap, SortedSet};

use crate::diag::{Code, Diagnostic};
use crate::model::{Struct, Type, TypeDef};
use crate::names::{self, Case};

use super::super::tree;
use super::Planner;

impl Planner<'_, '_, '_> {
    /// The planned types with their names, without the places that were given up; `root` is
    /// told of that.
    pub(super) fn named(&mut self, root: &mut Struct) -> Vec<TypeDef> {
        let slots = std::mem::take(&mut self.types);
        // What was given up leaves no gap.
        let mut kept = 0..;
        let moved: Vec<Option<usize>> =
            slots.iter().map(|slot| slot.as_ref().and_then(|_| kept.next())).collect();
        let planned: Vec<(TypeDef, &super::Hint)> =
            slots.into_iter().zip(&self.hints).filter_map(|(slot, hint)| Some((slot?, hint))).collect();
        let plain: Vec<String> = planned.iter().map(|(_, hint)| names::type_name(&hint.name)).collect();
        let mut users: SortedMap<&str, usize> = SortedMap::new();
        // The arguments' own struct is found by the same path.
        users.insert(self.tool.as_str(), 1);
        for name in &plain {
            *users.entry(name).get_or_insert_default() += 1;
        }
        let mut given: SortedSet<String> = plain.iter().cloned().collect();
        let mut met: SortedSet<&str> = SortedSet::new();
        let mut types = Vec::new();
        for ((mut def, hint), plain) in planned.into_iter().zip(&plain) {
            let mut name = plain.clone();
            if users.get(plain.as_str()).is_some_and(|n| *n > 1) {
                met.insert(plain);
                let mut place = hint.place.clone();
                name = names::suffixed(&hint.name, Case::Camel, &place);
                while !given.insert(name.clone()) {
                    place.push('\'');
                    name = names::suffixed(&hint.name, Case::Camel, &place);
                }
            }
            match &mut def {
                TypeDef::Struct(def) => {
                    def.name = name;
                    move_struct(def, &moved);
                }
                TypeDef::Enum(def) => def.name = name,
                TypeDef::Union(def) => {
                    def.name = name;
                    def.variants.iter_mut().for_each(|branch| move_type(&mut branch.ty, &moved));
                }
            }
            types.push(def);
        }
        move_struct(root, &moved);
        if let (Some(name), Some(source)) = (met.iter().next(), self.graph.info(0).source) {
            let span = tree::entry(source, "properties").map_or(source.span, |e| e.key_span);
            let message = format!("several types are called `{name}`, so each carries digits of a hash");
            self.sink.push(
                Diagnostic::new(Code::NamesMeet, span, message)
                    .help("choose better names, in their schemas: \"x-rust-name\": \"BetterName\""),
            );
        }
        types
    }
}

fn move_struct(def: &mut Struct, moved: &[Option<usize>]) {
    let rest = def.rest.iter_mut().map(|(_, ty)| ty);
    def.fields.iter_mut().map(|field| &mut field.ty).chain(rest).for_each(|ty| move_type(ty, moved));
}

fn move_type(ty: &mut Type, moved: &[Option<usize>]) {
    match ty {
        Type::Named(index) => match moved.get(*index) {
            Some(Some(new)) => *index = *new,
            _ => *ty = Type::Value,
        },
        Type::Vec(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            move_type(inner, moved);
            // `Value` holds null, and needs no box.
            if matches!(ty, Type::Nullable(inner) | Type::Boxed(inner) if **inner == Type::Value) {
                *ty = Type::Value;
            }
        }
        _ => {}
    }
}
