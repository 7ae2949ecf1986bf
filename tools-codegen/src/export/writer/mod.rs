//! Writes a schema in a restricted dialect: strict subsets, Gemini's two, and what Ollama's flat
//! properties are made from. What a dialect has no keyword for goes into the description, in
//! words; what it cannot say at all stops the tool there, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use super::root::Root;
use super::settle::{Definitions, Settled, allows_null};
use super::style::{Enums, FreeKeys, Null, References, Style};
use super::tree::{
    self, Members, admits, append, as_str, find, items, lists, members, set, string, take, type_of, typed,
};
use super::walk::circular;
use super::words;
use crate::hash::digits;
use crate::json::Json;

mod choice;
mod kinds;
mod types;

use self::kinds::wide;
use self::types::{is_wide, kinds, types_of};

/// Nesting beyond which no provider follows; also what bounds the recursion here.
const DEEPEST: usize = 64;

/// Why a tool cannot be put in a dialect.
pub(super) type Stop = String;

/// The pieces of a written schema: `properties` and `required`.
type Properties = (Members, Vec<Json>);

pub(super) struct Writer<'a> {
    style: &'a Style,
    defs: Definitions<'a>,
    /// The names of definitions that were referred to, and their names in the output.
    referred: Vec<(String, String)>,
    /// The references that are being inlined.
    inlining: Vec<String>,
    /// The definitions that lead back to themselves, looked for when first asked for.
    circular: Option<BTreeSet<String>>,
    /// What tells the definitions of this tool from those of others, likewise.
    apart: Option<String>,
    /// What lost its shape.
    pub(super) lost: Vec<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(style: &'a Style, defs: Definitions<'a>) -> Self {
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

    /// Writes the whole schema; `empty` says that the tool has no arguments at all.
    pub(super) fn root(&mut self, root: Root, empty: bool) -> Result<Members, Stop> {
        if root.was_union && self.style.all_required {
            return Err("it is a choice between forms at the top".to_owned());
        }
        self.lost.extend(root.lost);
        let settled = Settled { members: root.members, words: root.words, lost: Vec::new() };
        let mut out = if empty {
            let mut own = members(&typed("object")).to_vec();
            own.push(("properties".to_owned(), Json::Object(Vec::new())));
            self.close(&mut own);
            own
        } else {
            let description = settled.description().map(str::to_owned);
            let (mut own, words) = self.object(settled, "", 0)?;
            self.describe(&mut own, description.as_deref(), &words);
            own
        };
        let mut defs: BTreeMap<usize, Json> = BTreeMap::new();
        let mut done = 0;
        while let Some((name, _)) = self.referred.get(done).cloned() {
            let target = self.defs.of_name(&name).cloned().unwrap_or(Json::Bool(true));
            defs.insert(done, self.schema(&target, &name, 1)?);
            done += 1;
        }
        let defs = defs
            .into_iter()
            .filter_map(|(index, schema)| Some((self.referred.get(index)?.1.clone(), schema)));
        let defs: Members = defs.collect();
        if !defs.is_empty() {
            out.push(("$defs".to_owned(), Json::Object(defs)));
        }
        if self.defs.exhausted() {
            return Err("it is too large with its references in place".to_owned());
        }
        Ok(out)
    }

    /// Writes one schema. `at` names it in reasons.
    fn schema(&mut self, node: &Json, at: &str, depth: usize) -> Result<Json, Stop> {
        if depth > DEEPEST || !self.defs.take_step() {
            return Err(format!("{} is nested too deeply", place(at)));
        }
        let settled = match self.defs.settle(node) {
            Ok(settled) => settled,
            Err(true) => Settled::default(),
            Err(false) => return Err(format!("{} allows no value", place(at))),
        };
        self.settled(settled, at, depth)
    }

    fn settled(&mut self, mut node: Settled, at: &str, depth: usize) -> Result<Json, Stop> {
        self.lost.extend(node.lost.drain(..).map(|what| format!("{what} of {}", place(at))));
        if let Some(reference) = take(&mut node.members, "$ref") {
            return self.reference(&node, as_str(&reference).unwrap_or_default(), at, depth);
        }
        if let Some(branches) = take(&mut node.members, "anyOf") {
            return self.union(&node, items(&branches), at, depth);
        }
        let mut kinds = kinds(&node.members);
        if let Some(values) = find(&node.members, "enum") {
            // A list of values says more than the types: no type of it that no value has.
            kinds.retain(|kind| items(values).iter().any(|value| admits(&[kind], type_of(value))));
            if kinds.is_empty() {
                kinds = types_of(items(values));
            }
        }
        let nullable = kinds.iter().any(|kind| kind == "null") && kinds.len() > 1;
        if nullable {
            kinds.retain(|kind| kind != "null");
        }
        let has_shape = kinds.iter().any(|kind| kind == "object" || kind == "array");
        let single = match kinds.as_slice() {
            [one] => Some(one.clone()),
            _ if has_shape || (!self.style.type_lists && kinds.len() > 1) => {
                return self.split(&node, &kinds, nullable, at, depth);
            }
            _ => None,
        };
        let description = node.description().map(str::to_owned);
        let (mut out, words) = match single.as_deref() {
            Some("object") => self.object(node, at, depth)?,
            Some("array") => self.array(node, at, depth)?,
            Some("integer") if self.style.doubles && is_wide(&node.members) => wide(node),
            _ => self.scalar(node, &kinds, at)?,
        };
        self.describe(&mut out, description.as_deref(), &words);
        let out = Json::Object(out);
        Ok(if nullable { self.nullable(out) } else { out })
    }

    /// A reference: kept, with what is written beside it around it; or what it means.
    fn reference(&mut self, node: &Settled, reference: &str, at: &str, depth: usize) -> Result<Json, Stop> {
        let name = tree::def_name(reference).unwrap_or_default();
        let inline = match self.style.references {
            References::Kept => false,
            References::Straight | References::StraightApart => self.is_circular(&name),
            References::Inlined => true,
        };
        if !inline {
            let shown = self.refer(&name);
            let inner = Json::Object(vec![("$ref".to_owned(), Json::String(format!("#/$defs/{shown}")))]);
            let Some(description) = append(node.description(), &node.words) else { return Ok(inner) };
            // Nothing may stand beside a `$ref`.
            return Ok(Json::Object(vec![
                ("description".to_owned(), Json::String(description)),
                ("anyOf".to_owned(), Json::Array(vec![inner])),
            ]));
        }
        if self.inlining.contains(&name) {
            // Several definitions that lead to each other are unrolled together, or they would be without end.
            let distinct: BTreeSet<&String> = self.inlining.iter().collect();
            let turn = self.inlining.len() - distinct.len() + 1;
            match self.style.circles {
                None => return Err(format!("{} is recursive", place(at))),
                Some(most) if turn >= most => return Ok(self.again(node, &name, at)),
                Some(_) => {}
            }
        }
        let target = self.defs.get(reference).cloned().unwrap_or(Json::Bool(true));
        self.inlining.push(name);
        let out = self.schema(&target, at, depth + 1);
        self.inlining.pop();
        let Json::Object(mut out) = out? else { return Err(format!("{} allows no value", place(at))) };
        if let Some(description) = node.description() {
            let below = take(&mut out, "description");
            // Words about rules that stand there must not go with the description they close.
            let words: Vec<_> = below
                .as_ref()
                .and_then(as_str)
                .filter(|text| *text != description)
                .map(str::to_owned)
                .into_iter()
                .collect();
            self.describe(&mut out, Some(description), &words);
        }
        Ok(Json::Object(out))
    }

    /// What stands where a definition leads back to itself once too often.
    fn again(&mut self, node: &Settled, name: &str, at: &str) -> Json {
        let unrolled = if self.style.circles == Some(2) { ", which is unrolled once" } else { "" };
        self.lost.push(format!("the recursion of {}{unrolled}", place(at)));
        let target = self.defs.of_name(name).and_then(|target| self.defs.settle(target).ok());
        let is_object = target.is_some_and(|target| kinds(&target.members) == ["object"]);
        let mut out = if is_object { self.any_object() } else { self.anything(0) };
        let words = vec![format!("again of the form of {}", place(name))];
        self.describe(&mut out, node.description(), &words);
        Json::Object(out)
    }

    /// Whether a definition leads back to itself.
    fn is_circular(&mut self, name: &str) -> bool {
        let defs = self.defs.all();
        self.circular.get_or_insert_with(|| circular(defs)).contains(name)
    }

    /// The name of a definition in the output: letters, digits, `_` and `-`.
    fn refer(&mut self, name: &str) -> String {
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

    fn close(&self, out: &mut Members) {
        if self.style.all_required {
            out.push(("required".to_owned(), Json::Array(Vec::new())));
        }
        if self.style.closed {
            out.push(("additionalProperties".to_owned(), Json::Bool(false)));
        }
    }

    /// Puts the description behind `type`, where a reader looks for it.
    fn describe(&self, out: &mut Members, description: Option<&str>, words: &[String]) {
        take(out, "description");
        if let Some(text) = append(description, words) {
            let at = usize::from(out.first().is_some_and(|(key, _)| key == "type"));
            out.insert(at, ("description".to_owned(), Json::String(text)));
        }
    }
}

fn place(at: &str) -> String {
    if at.is_empty() { "the schema".to_owned() } else { format!("`{at}`") }
}
