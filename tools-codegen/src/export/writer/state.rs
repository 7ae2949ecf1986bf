//! What a writer keeps while it writes, and what it says without writing a schema.

use crate::map::SortedSet;

use super::super::settle::Definitions;
use super::super::style::{References, Style};
use super::super::tree::{Members, append, take};
use super::super::walk::circular;
use crate::hash::digits;
use crate::json::Json;

/// Why a tool cannot be put in a dialect.
pub(in super::super) type Stop = String;

/// The pieces of a written schema: `properties` and `required`.
pub(super) type Properties = (Members, Vec<Json>);

pub(in super::super) struct Writer<'a> {
    pub(super) style: &'a Style,
    pub(super) defs: Definitions<'a>,
    /// The names of definitions that were referred to, and their names in the output.
    pub(super) referred: Vec<(String, String)>,
    /// The references that are being inlined.
    pub(super) inlining: Vec<String>,
    /// The definitions that lead back to themselves, looked for when first asked for.
    pub(super) circular: Option<SortedSet<String>>,
    /// What tells the definitions of this tool from those of others, likewise.
    pub(super) apart: Option<String>,
    /// What lost its shape.
    pub(in super::super) lost: Vec<String>,
}

impl<'a> Writer<'a> {
    pub(in super::super) fn new(style: &'a Style, defs: Definitions<'a>) -> Self {
        Self {
            style,
            defs,
            referred: Vec::new(),
            inlining: Vec::new(),
            circular: None,
            apart: None,
            lost: Vec::new(),
        }
    }

    /// Whether a definition leads back to itself.
    pub(super) fn is_circular(&mut self, name: &str) -> bool {
        let defs = self.defs.all();
        self.circular.get_or_insert_with(|| circular(defs)).contains(name)
    }

    /// The name of a definition in the output: letters, digits, `_` and `-`.
    pub(super) fn refer(&mut self, name: &str) -> String {
        if let Some((_, shown)) = self.referred.iter().find(|(known, _)| known == name) {
            return shown.clone();
        }
        let legal = |c: char| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '_' };
        let mut base: String = name.chars().map(legal).collect();
        if self.style.references == References::StraightApart {
            let defs = self.defs.all();
            base.push('_');
            base.push_str(self.apart.get_or_insert_with(|| {
                let all: Vec<String> = defs.iter().map(|(_, def)| def.to_text()).collect();
                digits(&all.concat())
            }));
        }
        let mut shown = base.clone();
        let mut number = 2;
        while self.referred.iter().any(|(_, other)| *other == shown) {
            shown = format!("{base}_{number}");
            number += 1;
        }
        self.referred.push((name.to_owned(), shown.clone()));
        shown
    }

    pub(super) fn close(&self, out: &mut Members) {
        if self.style.all_required {
            out.push(("required".to_owned(), Json::Array(Vec::new())));
        }
        if self.style.closed {
            out.push(("additionalProperties".to_owned(), Json::Bool(false)));
        }
    }

    /// Puts the description behind `type`, where a reader looks for it.
    pub(super) fn describe(&self, out: &mut Members, description: Option<&str>, words: &[String]) {
        take(out, "description");
        if let Some(text) = append(description, words) {
            let at = usize::from(out.first().is_some_and(|(key, _)| key == "type"));
            out.insert(at, ("description".to_owned(), Json::String(text)));
        }
    }
}

pub(super) fn place(at: &str) -> String {
    if at.is_empty() { "the schema".to_owned() } else { format!("`{at}`") }
}
