//! `new` of a struct, and `Default` where nothing is required.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::types::{Scope, ident};
use crate::model::{Field, Presence, Struct, Type, TypeDef};

impl Scope<'_> {
    pub(super) fn constructor(&self, def: &Struct, name: &Ident) -> TokenStream {
        let required: Vec<_> = def.fields.iter().filter(|f| f.presence == Presence::Required).collect();
        let parameters = required.iter().map(|f| {
            let (name, ty) = (self.parameter(f, def), self.ty(&f.ty));
            quote!(#name: #ty)
        });
        let values = def.fields.iter().map(|f| {
            let name = ident(&f.rust);
            match &f.presence {
                Presence::Required => match self.parameter(f, def) {
                    parameter if parameter == name => quote!(#name),
                    parameter => quote!(#name: #parameter),
                },
                Presence::Optional => quote!(#name: __tt::None),
                Presence::Default(json) => {
                    let value = self.value(json, &f.ty);
                    quote!(#name: #value)
                }
            }
        });
        let rest = def.rest.as_ref().map(|(name, _)| {
            let name = ident(name);
            quote!(#name: __tt::Map::new())
        });
        let more = def.fields.iter().find(|f| f.presence != Presence::Required).map(|f| ident(&f.rust));
        let about = match (&more, required.is_empty()) {
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
        let many = (required.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        let default = required.is_empty().then(|| {
            quote! {
                impl ::core::default::Default for #name {
                    fn default() -> Self {
                        Self::new()
                    }
                }
            }
        });
        // A default that is added later may be none that a constant can hold.
        quote! {
            #[allow(dead_code, clippy::missing_const_for_fn)]
            impl #name {
                #[doc = #about]
                #[must_use]
                #many
                pub fn new(#(#parameters),*) -> Self {
                    Self { #(#values,)* #rest }
                }
            }
            #default
        }
    }

    /// What `new` calls a field: its name, unless rustc or clippy would mind a parameter of that
    /// name (`_1`, or that of a variant of its type).
    fn parameter(&self, field: &Field, def: &Struct) -> Ident {
        if !field.rust.starts_with('_') && !self.names_a_variant(field) {
            return ident(&field.rust);
        }
        let mut name = format!("property_{}", field.rust.trim_start_matches('_'));
        while def.fields.iter().any(|other| other.rust == name) {
            name.push('_');
        }
        ident(&name)
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
