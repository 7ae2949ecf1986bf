//! Choices between schemas, and `null` as one of them.

use super::super::settle::Settled;
use super::super::style::Null;
use super::super::tree::{
    self, Members, admits, as_str, find, items, members, set, string, take, type_of, typed,
};
use super::state::{Stop, Writer, place};
use super::types::{is_null, speaks_of};
use crate::json::Json;

impl Writer<'_> {
    pub(super) fn union(
        &mut self,
        node: &Settled,
        branches: &[Json],
        at: &str,
        depth: usize,
    ) -> Result<Json, Stop> {
        let mut written: Vec<Json> = Vec::new();
        let mut nullable = false;
        for branch in branches {
            if *branch == Json::Bool(false) {
                continue;
            }
            if is_null(branch) {
                nullable = true;
                continue;
            }
            let branch = self.schema(branch, at, depth + 1)?;
            // A union in a union is one union.
            match &branch {
                Json::Object(own) if own.len() == 1 && find(own, "anyOf").is_some() => {
                    let inner = find(own, "anyOf").map(items).unwrap_or_default();
                    written.extend(inner.iter().filter(|schema| !is_null(schema)).cloned());
                    nullable |= inner.iter().any(is_null);
                }
                _ if written.contains(&branch) => {}
                _ => written.push(branch),
            }
        }
        let mut out = match (written.len(), nullable) {
            (0, true) => self.null(at)?,
            (0, false) => return Err(format!("{} allows no value", place(at))),
            (1, _) => written.pop().unwrap_or_default(),
            _ => Json::Object(vec![("anyOf".to_owned(), Json::Array(written))]),
        };
        if nullable {
            out = self.nullable(out);
        }
        let Json::Object(mut out) = out else { return Ok(out) };
        let below = take(&mut out, "description").as_ref().and_then(as_str).map(str::to_owned);
        let mut words = node.words.clone();
        let description = match (node.description(), below) {
            (Some(own), Some(below)) if own != below => {
                words.insert(0, below);
                Some(own.to_owned())
            }
            (own, below) => own.map(str::to_owned).or(below),
        };
        if find(&out, "$ref").is_some() && (description.is_some() || !words.is_empty()) {
            out = vec![("anyOf".to_owned(), Json::Array(vec![Json::Object(out)]))];
        }
        self.describe(&mut out, description.as_deref(), &words);
        Ok(Json::Object(out))
    }

    /// A node of several types, some of which have a shape: a branch for each.
    pub(super) fn split(
        &mut self,
        node: &Settled,
        kinds: &[String],
        nullable: bool,
        at: &str,
        depth: usize,
    ) -> Result<Json, Stop> {
        let mut branches: Vec<Json> = Vec::new();
        for kind in kinds {
            let mut own: Members = members(&typed(kind)).to_vec();
            let rules = node.members.iter().filter(|(key, _)| speaks_of(key, kind));
            own.extend(rules.cloned());
            if let Some((_, Json::Array(values))) = own.iter_mut().find(|(key, _)| key == "enum") {
                values.retain(|value| admits(&[kind], type_of(value)));
            }
            branches.push(Json::Object(own));
        }
        if nullable {
            branches.push(typed("null"));
        }
        let description = node.members.iter().filter(|(key, _)| key == "description").cloned().collect();
        let outer = Settled { members: description, words: node.words.clone(), lost: Vec::new() };
        self.union(&outer, &branches, at, depth)
    }

    /// The schema of `null` alone.
    pub(super) fn null(&self, at: &str) -> Result<Json, Stop> {
        match self.style.null {
            Null::Keyword => Err(format!("{} can only be null", place(at))),
            _ => Ok(typed("null")),
        }
    }

    /// What `schema` allows, and `null`.
    pub(super) fn nullable(&self, schema: Json) -> Json {
        let Json::Object(mut own) = schema else { return schema };
        if self.style.null == Null::Keyword {
            set(&mut own, "nullable", Json::Bool(true));
            return Json::Object(own);
        }
        if let Some((_, Json::Array(branches))) = own.iter_mut().find(|(key, _)| key == "anyOf") {
            if !branches.iter().any(is_null) {
                branches.push(typed("null"));
            }
            return Json::Object(own);
        }
        let kinds = tree::types(&own);
        let is_branch = match self.style.null {
            Null::Branch => !kinds.is_empty(),
            Null::Union => kinds.contains(&"array"),
            _ => false,
        };
        // Some take no `null` among the values of `enum`.
        let is_branch = is_branch
            || kinds.contains(&"object")
            || find(&own, "$ref").is_some()
            || find(&own, "enum").is_some();
        if is_branch && kinds != ["null"] {
            let description = take(&mut own, "description");
            let mut out = Members::new();
            out.extend(description.map(|text| ("description".to_owned(), text)));
            out.push(("anyOf".to_owned(), Json::Array(vec![Json::Object(own), typed("null")])));
            return Json::Object(out);
        }
        if kinds.is_empty() || kinds.contains(&"null") {
            return Json::Object(own);
        }
        let mut list: Vec<Json> = kinds.into_iter().map(string).collect();
        list.push(string("null"));
        set(&mut own, "type", Json::Array(list));
        Json::Object(own)
    }
}
