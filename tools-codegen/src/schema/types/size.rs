//! Large structs, and those that hold themselves, stand behind a pointer.
//!
//! A struct holds its fields in place, so a few levels of wide objects make one of megabytes, which no stack holds
//! while its arguments are read.

use crate::model::{Presence, Struct, Type, TypeDef};

/// What takes more, in bytes, stands in a `Box`. Hardly any object made by people is as large by itself.
const LARGE: u64 = 2048;

/// Boxes what is large, and what would hold itself in place.
pub(super) fn boxed(root: &mut Struct, types: &mut [TypeDef]) {
    circles(types);
    let sizes = Sizes { types, known: vec![None; types.len()] }.all();
    let place = |ty: &mut Type| {
        let ty = match ty {
            Type::Nullable(inner) => inner,
            other => other,
        };
        if let Type::Named(index) = ty
            && sizes.get(*index).copied().flatten().is_some_and(|size| size > LARGE)
        {
            *ty = Type::Boxed(Box::new(Type::Named(*index)));
        }
    };
    root.fields.iter_mut().for_each(|field| place(&mut field.ty));
    types.iter_mut().for_each(|def| each_field(def, place));
}

/// Boxes one link of every circle of types that hold each other in place. A type is planned once and used wherever
/// it is met: what was no circle where it was planned, since a list stood in between, can be one elsewhere.
fn circles(types: &mut [TypeDef]) {
    let mut links = vec![Vec::new(); types.len()];
    let mut met = vec![Met::Never; types.len()];
    for index in 0..types.len() {
        follow(types, index, &mut met, &mut links);
    }
    for (index, def) in types.iter_mut().enumerate() {
        each_field(def, |ty| {
            let ty = match ty {
                Type::Nullable(inner) => inner,
                other => other,
            };
            if let Type::Named(target) = ty
                && links.get(index).is_some_and(|links| links.contains(target))
            {
                *ty = Type::Boxed(Box::new(Type::Named(*target)));
            }
        });
    }
}

/// How far a type has been followed.
#[derive(Clone, Copy, PartialEq)]
enum Met {
    Never,
    /// It is followed now: a link to it closes a circle.
    Open,
    Done,
}

fn follow(types: &[TypeDef], index: usize, met: &mut [Met], links: &mut [Vec<usize>]) {
    if met.get(index) != Some(&Met::Never) {
        return;
    }
    let mark = |met: &mut [Met], how| {
        if let Some(place) = met.get_mut(index) {
            *place = how;
        }
    };
    mark(met, Met::Open);
    for target in types.get(index).map(in_place).unwrap_or_default() {
        match met.get(target) {
            Some(Met::Open) => {
                links.get_mut(index).into_iter().for_each(|links| links.push(target));
            }
            _ => follow(types, target, met, links),
        }
    }
    mark(met, Met::Done);
}

/// The types that a type holds in place.
fn in_place(def: &TypeDef) -> Vec<usize> {
    let target = |ty: &Type| match ty {
        Type::Named(index) => Some(*index),
        Type::Nullable(inner) => match **inner {
            Type::Named(index) => Some(index),
            _ => None,
        },
        _ => None,
    };
    match def {
        TypeDef::Struct(def) => def.fields.iter().filter_map(|field| target(&field.ty)).collect(),
        TypeDef::Union(def) => def.variants.iter().filter_map(|branch| target(&branch.ty)).collect(),
        TypeDef::Enum(_) => Vec::new(),
    }
}

fn each_field(def: &mut TypeDef, mut place: impl FnMut(&mut Type)) {
    match def {
        TypeDef::Struct(def) => def.fields.iter_mut().for_each(|field| place(&mut field.ty)),
        TypeDef::Union(def) => def.variants.iter_mut().for_each(|branch| place(&mut branch.ty)),
        TypeDef::Enum(_) => {}
    }
}

/// Sizes in bytes, on 64 bits and without the gaps between fields, of types whose own fields are boxed where they
/// are large.
struct Sizes<'t> {
    types: &'t [TypeDef],
    known: Vec<Option<u64>>,
}

impl Sizes<'_> {
    fn all(mut self) -> Vec<Option<u64>> {
        for index in 0..self.types.len() {
            self.named(index);
        }
        self.known
    }

    /// A type that holds itself does so behind a pointer, so this ends.
    fn named(&mut self, index: usize) -> u64 {
        if let Some(Some(known)) = self.known.get(index) {
            return *known;
        }
        let size = match self.types.get(index) {
            Some(TypeDef::Struct(def)) => {
                let fields = def
                    .fields
                    .iter()
                    .map(|field| self.of(&field.ty) + u64::from(field.presence == Presence::Optional) * 8);
                let fields: u64 = fields.sum();
                fields + def.rest.as_ref().map_or(0, |_| 24)
            }
            Some(TypeDef::Union(def)) => {
                def.variants.iter().map(|branch| self.of(&branch.ty)).max().unwrap_or(0) + 8
            }
            Some(TypeDef::Enum(_)) | None => 1,
        };
        self.known.get_mut(index).into_iter().for_each(|known| *known = Some(size));
        size
    }

    fn of(&mut self, ty: &Type) -> u64 {
        match ty {
            Type::Bool => 1,
            Type::I64 | Type::U64 | Type::F64 | Type::Boxed(_) => 8,
            Type::String | Type::Vec(_) | Type::Map(_) => 24,
            Type::Value => 32,
            Type::Named(index) => match self.named(*index) {
                size if size > LARGE => 8,
                size => size,
            },
            Type::Nullable(inner) => self.of(inner) + 8,
        }
    }
}
