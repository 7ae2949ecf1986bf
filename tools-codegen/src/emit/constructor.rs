//! `new` of a struct: its documentation and its parameters. The macro of the runtime writes the rest.

use super::types::Scope;
use crate::model::{Field, Presence, Struct, Type, TypeDef};

impl Scope<'_> {
    /// `#[doc = ".."] Name(parameter: Type, ..)`
    pub(super) fn constructor(&self, def: &Struct, name: &str) -> String {
        let required: Vec<_> = def.fields.iter().filter(|f| f.presence == Presence::Required).collect();
        let parameters: Vec<_> =
            required.iter().map(|f| format!("{}:{}", self.parameter(f, def), self.ty(&f.ty))).collect();
        let more = def.fields.iter().find(|f| f.presence != Presence::Required).map(|f| &f.rust);
        let about = match (more, required.is_empty()) {
            (None, true) => " There are no properties.".to_owned(),
            (None, false) => " All properties.".to_owned(),
            (Some(more), true) => format!(
                " No property is required: all are absent, or have their defaults. To set some of them: \
                 `{name} {{ {more}: .., ..{name}::new() }}`.",
            ),
            (Some(more), false) => format!(
                " The required properties; the others are absent, or have their defaults. To set some of \
                 them: `{name} {{ {more}: .., ..{name}::new(..) }}`.",
            ),
        };
        format!("#[doc={about:?}]{name}({})", parameters.join(","))
    }

    /// What `new` calls a field: its name, unless rustc or clippy would mind a parameter of that
    /// name (`_1`, or that of a variant of its type).
    pub(super) fn parameter(&self, field: &Field, def: &Struct) -> String {
        if !field.rust.starts_with('_') && !self.names_a_variant(field) {
            return field.rust.clone();
        }
        let mut name = format!("property_{}", field.rust.trim_start_matches('_'));
        while def.fields.iter().any(|other| other.rust == name) {
            name.push('_');
        }
        name
    }

    /// Whether a field has the name of a variant of its own type.
    fn names_a_variant(&self, field: &Field) -> bool {
        let Type::Named(index) = field.ty else { return false };
        match self.types.get(index) {
            Some(TypeDef::Enum(def)) => def.variants.iter().any(|variant| variant.rust == field.rust),
            Some(TypeDef::Union(def)) => def.variants.iter().any(|branch| branch.rust == field.rust),
            _ => false,
        }
    }
}
