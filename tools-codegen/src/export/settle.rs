//! Brings a schema node into the form that the writers of dialects work on: no `$ref` beside
//! rules, no `allOf`, no `oneOf`, no `const`, and no `anyOf` beside rules of its own.

use typed_tools_core::budget::Budget;

use super::merge::both;
use super::tree::{
    self, Members, as_str, def_name, find, is_annotation, is_of_mcp, items, members, set, take,
};
use super::words;
use crate::json::Json;

/// `allOf` of one schema, with nothing but annotations beside it, is that schema with those: so OpenAPI 3.0
/// writes a `$ref` that has a description, and a reference that stays one may be recursive.
fn only_branch(own: &mut Members) {
    let is_plain = |(key, _): &(String, Json)| key == "allOf" || is_annotation(key);
    while own.iter().all(is_plain)
        && let Some([Json::Object(_)]) = find(own, "allOf").map(items)
        && let Some(Json::Array(branches)) = take(own, "allOf")
    {
        for (key, value) in branches.iter().flat_map(members) {
            if find(own, key).is_none() {
                own.push((key.clone(), value.clone()));
            }
        }
    }
}

/// How many references lead from one node to the next before it counts as endless.
const DEEPEST: usize = 40;

/// A node in settled form.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    /// Its members: either `$ref` or `anyOf` with annotations, or rules of one schema.
    pub(super) members: Members,
    /// What could not be kept as a schema, in words.
    pub(super) words: Vec<String>,
    /// Whether words stand for what had a shape (not merely bounds).
    pub(super) lost: Vec<String>,
}

/// The definitions that references mean, and how much work may still be done on them: a few
/// lines of schema can ask for any amount.
#[derive(Clone, Copy)]
pub(super) struct Definitions<'a> {
    defs: &'a [(String, Json)],
    steps: &'a Budget,
}

/// Nodes that are looked at for one tool in one dialect.
pub(super) const STEPS: u64 = 20_000;

impl<'a> Definitions<'a> {
    pub(super) fn new(root: &'a Json, steps: &'a Budget) -> Self {
        Self { defs: find(members(root), "$defs").map(members).unwrap_or_default(), steps }
    }

    /// What a `$ref` means.
    pub(super) fn get(self, reference: &str) -> Option<&'a Json> {
        find(self.defs, &def_name(reference)?)
    }

    /// The definition of a name.
    pub(super) fn of_name(self, name: &str) -> Option<&'a Json> {
        find(self.defs, name)
    }

    /// All of them.
    pub(super) fn all(self) -> &'a [(String, Json)] {
        self.defs
    }

    /// Takes leave to look at one more node.
    pub(super) fn take_step(self) -> bool {
        self.steps.take(1)
    }

    /// Whether work had to stop, so that what was made is not to be used.
    pub(super) fn exhausted(self) -> bool {
        self.steps.is_spent()
    }

    /// Settles `node`; `Json::Bool(true)` for what allows everything, `false` for nothing.
    pub(super) fn settle(self, node: &Json) -> Result<Settled, bool> {
        self.at_depth(node, 0)
    }

    fn at_depth(self, node: &Json, depth: usize) -> Result<Settled, bool> {
        let mut out = match node {
            Json::Bool(allows) => return Err(*allows),
            Json::Object(members) => Settled { members: members.clone(), ..Settled::default() },
            _ => return Err(true),
        };
        out.members
            .retain(|(key, _)| !matches!(key.as_str(), "title" | "examples" | "$defs") && !is_of_mcp(key));
        conditional(&mut out.members);
        if depth > DEEPEST || !self.take_step() {
            out.members.retain(|(key, _)| is_annotation(key));
            return Ok(out);
        }
        if let Some(value) = take(&mut out.members, "const") {
            self.add(&mut out, &Json::Object(vec![("enum".to_owned(), Json::Array(vec![value]))]), depth);
        }
        only_branch(&mut out.members);
        self.reference(&mut out, depth)?;
        if let Some(Json::Array(branches)) = take(&mut out.members, "allOf") {
            for branch in &branches {
                let branch = self.resolved(branch, depth)?;
                self.add(&mut out, &branch, depth);
            }
        }
        if let Some(branches) = take(&mut out.members, "oneOf") {
            match find(&out.members, "anyOf") {
                None => set(&mut out.members, "anyOf", branches),
                Some(_) => out.lose("oneOf", &branches),
            }
        }
        self.distribute(&mut out, depth);
        evaluated(&mut out);
        Ok(out)
    }

    /// A reference beside rules is replaced by what it means; a sole one stays.
    fn reference(self, out: &mut Settled, depth: usize) -> Result<(), bool> {
        let alone = out.members.iter().all(|(key, _)| key == "$ref" || is_annotation(key));
        if alone {
            return Ok(());
        }
        let Some(reference) = take(&mut out.members, "$ref") else { return Ok(()) };
        let target = as_str(&reference).and_then(|reference| self.get(reference));
        if let Some(target) = target {
            let target = self.resolved(target, depth)?;
            self.add(out, &target, depth);
        }
        Ok(())
    }

    /// A node with what it refers to in its place, settled.
    fn resolved(self, node: &Json, depth: usize) -> Result<Json, bool> {
        let mut settled = match self.at_depth(node, depth + 1) {
            Ok(settled) => settled,
            Err(true) => return Ok(Json::Bool(true)),
            Err(false) => return Err(false),
        };
        if let Some(reference) = take(&mut settled.members, "$ref") {
            let target = as_str(&reference).and_then(|reference| self.get(reference));
            let target = target.filter(|_| depth < DEEPEST).unwrap_or(&Json::Bool(true));
            let target = self.resolved(target, depth + 1)?;
            return Ok(both(&Json::Object(settled.members), &target).unwrap_or(target));
        }
        Ok(Json::Object(settled.members))
    }

    /// Adds what `more` demands, as a schema where one can say it, else in words.
    fn add(self, out: &mut Settled, more: &Json, depth: usize) {
        let old = Json::Object(std::mem::take(&mut out.members));
        match both(&old, more) {
            Some(Json::Object(members)) => {
                out.members = members;
                // Merging may have brought an `allOf` in.
                if find(&out.members, "allOf").is_some()
                    && depth < DEEPEST
                    && let Ok(inner) =
                        self.at_depth(&Json::Object(std::mem::take(&mut out.members)), depth + 1)
                {
                    out.members = inner.members;
                    out.words.extend(inner.words);
                    out.lost.extend(inner.lost);
                }
            }
            _ => {
                if let Json::Object(members) = old {
                    out.members = members;
                }
                out.words.extend(words::schema(more));
                out.lost.push("rules of `allOf` that no single schema says".to_owned());
            }
        }
    }

    /// `anyOf` beside rules: the rules go into each branch.
    fn distribute(self, out: &mut Settled, depth: usize) {
        let Some(Json::Array(branches)) = find(&out.members, "anyOf").cloned() else { return };
        if let [only] = branches.as_slice() {
            take(&mut out.members, "anyOf");
            if let Ok(only) = self.resolved(only, depth) {
                self.add(out, &only, depth);
            }
            return;
        }
        let has_rules = out.members.iter().any(|(key, _)| key != "anyOf" && !is_annotation(key));
        if !has_rules {
            return;
        }
        take(&mut out.members, "anyOf");
        // Branches that only say which properties are needed are no alternatives in shape.
        let only_required = branches.iter().all(|branch| {
            !members(branch).is_empty()
                && members(branch).iter().all(|(key, _)| key == "required" || is_annotation(key))
        });
        if only_required {
            out.words.push(alternatives(&branches));
            out.lost.push("which of several properties are needed".to_owned());
            return;
        }
        let rules: Members = out.members.iter().filter(|(key, _)| !is_annotation(key)).cloned().collect();
        let rules = Json::Object(rules);
        let mut merged = Vec::new();
        for branch in &branches {
            let branch = self.resolved(branch, depth);
            match branch.map(|branch| both(&branch, &rules)) {
                Ok(Some(Json::Bool(false))) | Err(_) => {}
                Ok(Some(branch)) => merged.push(branch),
                Ok(None) => {
                    out.lose("anyOf", &Json::Array(branches));
                    // What the branches have evaluated is lost with them.
                    take(&mut out.members, "unevaluatedProperties");
                    return;
                }
            }
        }
        out.members.retain(|(key, _)| is_annotation(key));
        out.members.push(("anyOf".to_owned(), Json::Array(merged)));
    }
}

/// `if`, `then` and `else` are one rule, and no two of them may be separated.
fn conditional(own: &mut Members) {
    let Some(condition) = take(own, "if") else { return };
    let branches: Members =
        ["then", "else"].into_iter().filter_map(|key| Some((key.to_owned(), take(own, key)?))).collect();
    if !branches.is_empty() {
        let whole = std::iter::once(("if".to_owned(), condition)).chain(branches);
        own.push(("if".to_owned(), Json::Object(whole.collect())));
    }
}

/// Where nothing is left beside it that evaluates, `unevaluatedProperties` is
/// `additionalProperties`. Beside branches it goes into each; beside what is said in words, it would
/// forbid what those ask for.
fn evaluated(out: &mut Settled) {
    let own = &mut out.members;
    if find(own, "anyOf").is_some() {
        return;
    }
    let in_words = ["if", "dependentSchemas"].iter().any(|key| find(own, key).is_some())
        || out.lost.iter().any(|lost| lost == "`oneOf`");
    match take(own, "unevaluatedProperties") {
        Some(_) if in_words => out.lost.push("`unevaluatedProperties`".to_owned()),
        Some(rest) if find(own, "additionalProperties").is_none() => {
            own.push(("additionalProperties".to_owned(), rest));
        }
        _ => {}
    }
}

impl Settled {
    /// Says `key: value` in words, and that a shape was lost.
    pub(super) fn lose(&mut self, key: &str, value: &Json) {
        self.words.extend(words::rule(key, value));
        self.lost.push(format!("`{key}`"));
    }

    pub(super) fn description(&self) -> Option<&str> {
        tree::find(&self.members, "description").and_then(as_str)
    }
}

/// Which of several properties are needed, in words.
pub(super) fn alternatives(branches: &[Json]) -> String {
    let each = branches.iter().map(|branch| {
        let names = find(members(branch), "required").map(words::list_names).unwrap_or_default();
        if names.is_empty() { "none of these".to_owned() } else { names }
    });
    // A needed list of one name reads best without brackets.
    format!("needed: {}", each.collect::<Vec<_>>().join(", or "))
}

/// Whether a node allows `null`.
pub(super) fn allows_null(defs: Definitions<'_>, node: &Json, depth: usize) -> bool {
    let own = match node {
        Json::Bool(allows) => return *allows,
        Json::Object(own) => own,
        _ => return false,
    };
    if depth > DEEPEST || !defs.take_step() {
        return true;
    }
    let null = |value: &Json| *value == Json::Null;
    let by_type = tree::admits(&tree::types(own), "null");
    let by_enum = find(own, "enum").is_none_or(|values| items(values).iter().any(null));
    let by_const = find(own, "const").is_none_or(null);
    let of = |node: &Json| allows_null(defs, node, depth + 1);
    let by_ref = find(own, "$ref").and_then(as_str).and_then(|r| defs.get(r)).is_none_or(of);
    let by_all = find(own, "allOf").is_none_or(|all| items(all).iter().all(of));
    let by_any =
        ["anyOf", "oneOf"].iter().all(|key| find(own, key).is_none_or(|any| items(any).iter().any(of)));
    by_type && by_enum && by_const && by_ref && by_all && by_any
}
