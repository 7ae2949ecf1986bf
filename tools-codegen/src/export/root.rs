//! The root of a schema as nearly all providers want it: a plain object, without a choice
//! between schemas at the top.

use crate::map::SortedSet;

use super::settle::{Definitions, Settled, alternatives};
use super::tree::{Members, as_str, find, items, lists, members, set, string, take, type_of, typed};
use super::words;
use crate::json::{Json, keys};

/// A root that is a plain object.
#[derive(Debug, Default)]
pub(super) struct Root {
    /// `type`, `properties` and all else that the dialects work on; no `$defs`.
    pub(super) members: Members,
    /// What could not be kept as a schema, in words.
    pub(super) words: Vec<String>,
    /// What lost its shape.
    pub(super) lost: Vec<String>,
    /// Whether it was a union, whose branches are now one object.
    pub(super) was_union: bool,
}

/// Keywords that may not stand at the top of a root.
const REFUSED: [&str; 7] = ["anyOf", "oneOf", "allOf", "enum", "const", "not", "$ref"];

/// Whether a root is a plain object as it stands.
pub(super) fn is_plain(root: &Json) -> bool {
    !members(root).iter().any(|(key, _)| REFUSED.contains(&key.as_str()))
}

/// Makes the root a plain object.
pub(super) fn repair(defs: Definitions<'_>, root: &Json) -> Root {
    let mut out = Root::default();
    let Ok(settled) = follow(defs, root) else {
        out.members = object(Vec::new());
        return out;
    };
    let Settled { members: own, words, lost } = settled;
    (out.words, out.lost) = (words, lost);
    out.members = own;
    for key in ["not", "enum"] {
        if let Some(value) = take(&mut out.members, key) {
            out.words.extend(words::rule(key, &value));
            out.lost.push(format!("`{key}` at the top"));
        }
    }
    if let Some(branches) = take(&mut out.members, "anyOf") {
        union(defs, &mut out, &branches);
    }
    out.members = object(std::mem::take(&mut out.members));
    out
}

/// Settles a node and follows the references that it consists of.
fn follow(defs: Definitions<'_>, node: &Json) -> Result<Settled, bool> {
    let mut settled = defs.settle(node)?;
    // Each turn takes a step in `settle`, so a circle of references ends.
    while let Some(reference) = take(&mut settled.members, "$ref") {
        let Some(target) = as_str(&reference).and_then(|reference| defs.get(reference)) else { break };
        let description = take(&mut settled.members, "description");
        settled = defs.settle(target)?;
        if let Some(description) = description {
            set(&mut settled.members, "description", description);
        }
        if defs.exhausted() {
            break;
        }
    }
    Ok(settled)
}

/// With `type: object` in front and `properties`.
fn object(mut own: Members) -> Members {
    take(&mut own, "type");
    let mut out = members(&typed("object")).to_vec();
    out.append(&mut own);
    out
}

/// Puts the branches of a union into one object: all their properties, of which those are needed
/// that every branch needs; what a single branch needs is said in words.
fn union(defs: Definitions<'_>, out: &mut Root, branches: &Json) {
    out.was_union = true;
    let mut forms = Vec::new();
    let mut properties: Members = find(&out.members, "properties").map(members).unwrap_or_default().to_vec();
    let mut required: Option<Vec<Json>> = None;
    let mut rest: Option<Option<Json>> = None;
    for branch in items(branches) {
        let Ok(branch) = follow(defs, branch) else { continue };
        let own = &branch.members;
        let kinds = super::tree::types(own);
        if !super::tree::admits(&kinds, "object") {
            continue;
        }
        if let Some(inner) = find(own, "anyOf") {
            out.words.extend(words::rule("anyOf", inner));
        }
        for (name, schema) in find(own, "properties").map(members).unwrap_or_default() {
            let merged = match find(&properties, name) {
                Some(old) => either(old, schema),
                None => schema.clone(),
            };
            set(&mut properties, name, merged);
        }
        let needs = find(own, "required").map(items).unwrap_or_default();
        required = Some(match required {
            Some(old) => old.into_iter().filter(|name| needs.contains(name)).collect(),
            None => needs.to_vec(),
        });
        let closing = find(own, "additionalProperties").cloned();
        rest = Some(match rest {
            Some(old) if old != closing => None,
            _ => closing,
        });
        forms.push(form(own));
    }
    forms.dedup();
    if forms.len() > 1 {
        out.words.push(format!("give one of these forms: {}", forms.join("; or ")));
    }
    out.lost.push("a choice between forms at the top, which are merged into one object".to_owned());
    set(&mut out.members, "properties", Json::Object(properties));
    let required = required.unwrap_or_default();
    if !required.is_empty() {
        let old = find(&out.members, "required").map(items).unwrap_or_default().to_vec();
        let more = required.into_iter().filter(|name| !old.contains(name));
        let all = Json::Array(old.iter().cloned().chain(more.collect::<Vec<_>>()).collect());
        set(&mut out.members, "required", all);
    }
    if let Some(Some(rest)) = rest {
        set(&mut out.members, "additionalProperties", rest);
    }
}

/// One form of a union, in words: its properties, those that are fixed with their value.
fn form(own: &[(String, Json)]) -> String {
    let required = find(own, "required");
    let properties = find(own, "properties").map(members).unwrap_or_default();
    if properties.is_empty() {
        return alternatives(&[Json::Object(own.to_vec())]);
    }
    let each = properties.iter().map(|(name, schema)| {
        let own = members(schema);
        let fixed = match (find(own, "const"), find(own, "enum").map(items)) {
            (Some(value), _) | (None, Some([value])) => format!(" = {}", value.to_text()),
            _ => String::new(),
        };
        let optional = if lists(required, name) { "" } else { " (optional)" };
        format!("`{name}`{fixed}{optional}")
    });
    each.collect::<Vec<_>>().join(", ")
}

/// A schema that allows what either allows: values that tell branches apart become one `enum`.
fn either(a: &Json, b: &Json) -> Json {
    if a == b {
        return a.clone();
    }
    let values = |schema: &Json| -> Option<Vec<Json>> {
        let own = members(schema);
        let plain = own
            .iter()
            .all(|(key, _)| matches!(key.as_str(), "type" | "enum" | "const" | "description" | "title"));
        let constant = find(own, "const").map(|value| vec![value.clone()]);
        constant.or_else(|| find(own, "enum").map(|values| items(values).to_vec())).filter(|_| plain)
    };
    if let (Some(mut all), Some(more)) = (values(a), values(b)) {
        let mut known = keys(&all);
        for value in more {
            if known.insert(value.key()) {
                all.push(value);
            }
        }
        // The values say the type, which the branches need not share.
        let kinds: SortedSet<&str> = all.iter().map(type_of).collect();
        let kinds: Vec<Json> = kinds.into_iter().map(string).collect();
        let kind = match kinds.as_slice() {
            [one] => one.clone(),
            _ => Json::Array(kinds),
        };
        let mut out = vec![("type".to_owned(), kind), ("enum".to_owned(), Json::Array(all))];
        out.extend(find(members(a), "description").map(|text| ("description".to_owned(), text.clone())));
        return Json::Object(out);
    }
    let branch = |schema: &Json| match find(members(schema), "anyOf") {
        Some(branches) if members(schema).len() == 1 => items(branches).to_vec(),
        _ => vec![schema.clone()],
    };
    let mut branches = branch(a);
    for more in branch(b) {
        if !branches.contains(&more) {
            branches.push(more);
        }
    }
    Json::Object(vec![("anyOf".to_owned(), Json::Array(branches))])
}
