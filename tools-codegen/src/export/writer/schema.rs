//! One schema, and the whole of them.

use super::super::root::Root;
use super::super::settle::Settled;
use super::super::tree::{Members, admits, as_str, find, items, members, take, type_of, typed};
use super::kinds::wide;
use super::state::{Stop, Writer, place};
use super::types::{is_wide, kinds, types_of};
use crate::json::Json;

/// Nesting beyond which no provider follows; also what bounds the recursion here.
const DEEPEST: usize = 64;

impl Writer<'_> {
    /// Writes the whole schema; `empty` says that the tool has no arguments at all.
    pub(in super::super) fn root(&mut self, root: Root, empty: bool) -> Result<Members, Stop> {
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
        let mut defs = Members::new();
        // A definition may refer to more of them.
        while let Some((name, written)) = self.referred.get(defs.len()).cloned() {
            let target = self.defs.of_name(&name).cloned().unwrap_or(Json::Bool(true));
            defs.push((written, self.schema(&target, &name, 1)?));
        }
        if !defs.is_empty() {
            out.push(("$defs".to_owned(), Json::Object(defs)));
        }
        if self.defs.exhausted() {
            return Err("it is too large with its references in place".to_owned());
        }
        Ok(out)
    }

    /// Writes one schema. `at` names it in reasons.
    pub(super) fn schema(&mut self, node: &Json, at: &str, depth: usize) -> Result<Json, Stop> {
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

    pub(super) fn settled(&mut self, mut node: Settled, at: &str, depth: usize) -> Result<Json, Stop> {
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
}
