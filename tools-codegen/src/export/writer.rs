//! Writes a schema in a restricted dialect: strict subsets, Gemini's two, and what Ollama's flat
//! properties are made from. What a dialect has no keyword for goes into the description, in
//! words; what it cannot say at all stops the tool there, with the reason.

use std::collections::BTreeMap;

use super::root::Root;
use super::settle::{Definitions, Settled, allows_null};
use super::style::{Null, Style};
use super::tree::{
    self, Members, admits, append, as_str, find, items, lists, members, set, string, take, type_of, typed,
};
use super::words;
use crate::json::Json;

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
    /// What lost its shape.
    pub(super) lost: Vec<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(style: &'a Style, defs: Definitions<'a>) -> Self {
        Self { style, defs, referred: Vec::new(), inlining: Vec::new(), lost: Vec::new() }
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
            let target = self.defs.get(&format!("#/$defs/{}", name.replace('~', "~0").replace('/', "~1")));
            let target = target.cloned().unwrap_or(Json::Bool(true));
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
        if depth > DEEPEST || !self.defs.burn() {
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
            _ if has_shape || (self.style.open_api && kinds.len() > 1) => {
                return self.split(&node, &kinds, nullable, at, depth);
            }
            _ => None,
        };
        let description = node.description().map(str::to_owned);
        let (mut out, words) = match single.as_deref() {
            Some("object") => self.object(node, at, depth)?,
            Some("array") => self.array(node, at, depth)?,
            _ => self.scalar(node, &kinds, nullable, at)?,
        };
        self.describe(&mut out, description.as_deref(), &words);
        let out = Json::Object(out);
        Ok(if nullable { self.nullable(out) } else { out })
    }

    /// A reference: kept, with what is written beside it around it; or what it means.
    fn reference(&mut self, node: &Settled, reference: &str, at: &str, depth: usize) -> Result<Json, Stop> {
        let name = tree::def_name(reference).unwrap_or_default();
        if !self.style.inline {
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
            if self.style.cut {
                self.lost.push(format!("the recursion of {}", place(at)));
                let words = vec![format!("again of the form of {}", place(&name))];
                let description = append(node.description(), &words).map(Json::String);
                let mut out = members(&typed("object")).to_vec();
                out.extend(description.map(|text| ("description".to_owned(), text)));
                return Ok(Json::Object(out));
            }
            return Err(format!("{} is recursive", place(at)));
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

    /// The name of a definition in the output: letters, digits, `_` and `-`.
    fn refer(&mut self, name: &str) -> String {
        if let Some((_, shown)) = self.referred.iter().find(|(known, _)| known == name) {
            return shown.clone();
        }
        let legal = |c: char| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '_' };
        let base: String = name.chars().map(legal).collect();
        let mut shown = base.clone();
        let mut number = 2;
        while self.referred.iter().any(|(_, other)| *other == shown) {
            shown = format!("{base}_{number}");
            number += 1;
        }
        self.referred.push((name.to_owned(), shown.clone()));
        shown
    }

    fn union(&mut self, node: &Settled, branches: &[Json], at: &str, depth: usize) -> Result<Json, Stop> {
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
    fn split(
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

    fn scalar(
        &mut self,
        node: Settled,
        kinds: &[String],
        nullable: bool,
        at: &str,
    ) -> Result<(Members, Vec<String>), Stop> {
        let mut out = Members::new();
        let mut words = node.words;
        match kinds {
            [] if !self.style.open => return Err(format!("{} allows values of any type", place(at))),
            [] => {}
            [one] if one == "null" => out = members(&self.null(at)?).to_vec(),
            [one] => out.push(("type".to_owned(), string(one))),
            several => {
                let list = several.iter().map(|kind| string(kind)).collect();
                out.push(("type".to_owned(), Json::Array(list)));
            }
        }
        for (key, value) in &node.members {
            match key.as_str() {
                "enum" => self.values(&mut out, &mut words, value, kinds, nullable, at)?,
                "format" if as_str(value).is_some_and(|format| self.style.formats.contains(&format)) => {
                    out.push((key.clone(), value.clone()));
                }
                key => self.rule(&mut out, &mut words, key, value),
            }
        }
        Ok((out, words))
    }

    /// `enum`, where the dialect can say it of these values.
    fn values(
        &mut self,
        out: &mut Members,
        words: &mut Vec<String>,
        value: &Json,
        kinds: &[String],
        nullable: bool,
        at: &str,
    ) -> Result<(), Stop> {
        if items(value).iter().any(|value| matches!(value, Json::Array(_) | Json::Object(_))) {
            return Err(format!("{} lists arrays or objects as values", place(at)));
        }
        let values: Vec<Json> =
            items(value).iter().filter(|value| !nullable || **value != Json::Null).cloned().collect();
        // Gemini refuses the empty string among the values, too.
        let strings = values.iter().all(|value| as_str(value).is_some_and(|text| !text.is_empty()));
        if self.style.string_enums && !(strings && matches!(kinds, [one] if one == "string")) {
            words.extend(words::rule("enum", &Json::Array(values)));
        } else {
            out.push(("enum".to_owned(), Json::Array(values)));
        }
        Ok(())
    }

    fn array(&mut self, node: Settled, at: &str, depth: usize) -> Result<(Members, Vec<String>), Stop> {
        let mut out = members(&typed("array")).to_vec();
        let mut words = node.words;
        let inner = format!("{at}[]");
        let mut has_items = false;
        for (key, value) in &node.members {
            match key.as_str() {
                // `items: false` closes a tuple.
                "items" if *value == Json::Bool(false) && self.style.tuples => {
                    has_items = true;
                    words.push("no further items".to_owned());
                    out.push((key.clone(), Json::Object(Vec::new())));
                }
                "items" => {
                    has_items = true;
                    let item = self.schema(value, &inner, depth + 1)?;
                    out.push((key.clone(), item));
                }
                "prefixItems" if self.style.tuples => {
                    let prefix: Result<Vec<_>, _> =
                        items(value).iter().map(|item| self.schema(item, &inner, depth + 1)).collect();
                    out.push((key.clone(), Json::Array(prefix?)));
                }
                "prefixItems" if !self.style.open => return Err(format!("{} is a tuple", place(at))),
                key => self.rule(&mut out, &mut words, key, value),
            }
        }
        if !has_items {
            if !self.style.open {
                return Err(format!("{} allows items of any type", place(at)));
            }
            out.push(("items".to_owned(), Json::Object(Vec::new())));
        }
        Ok((out, words))
    }

    fn object(&mut self, node: Settled, at: &str, depth: usize) -> Result<(Members, Vec<String>), Stop> {
        let mut out = members(&typed("object")).to_vec();
        let mut words = node.words;
        let own = &node.members;
        let properties = find(own, "properties").map(members).unwrap_or_default();
        self.hold_open(own, properties.is_empty(), at)?;
        let (written, required) = self.properties(properties, find(own, "required"), at, depth)?;
        if written.is_empty() && self.style.no_empty_objects && depth > 0 {
            return Err(format!("{} is an object without properties", place(at)));
        }
        if !written.is_empty() || !self.style.open {
            out.push(("properties".to_owned(), Json::Object(written)));
        }
        if !required.is_empty() || self.style.all_required {
            out.push(("required".to_owned(), Json::Array(required)));
        }
        for (key, value) in own {
            match key.as_str() {
                "properties" | "required" => {}
                "additionalProperties" if self.style.open => {
                    let value = match value {
                        Json::Bool(_) => value.clone(),
                        schema => self.schema(schema, &format!("{at}.*"), depth + 1)?,
                    };
                    out.push((key.clone(), value));
                }
                "additionalProperties" => {}
                key => self.rule(&mut out, &mut words, key, value),
            }
        }
        if self.style.closed {
            set(&mut out, "additionalProperties", Json::Bool(false));
        }
        Ok((out, words))
    }

    /// An object with free keys must be one that the dialect can say.
    fn hold_open(&mut self, own: &[(String, Json)], empty: bool, at: &str) -> Result<(), Stop> {
        if self.style.open {
            return Ok(());
        }
        let rest = find(own, "additionalProperties");
        let is_map = find(own, "patternProperties").is_some_and(|patterns| !members(patterns).is_empty())
            || match rest {
                Some(Json::Bool(false)) => false,
                Some(_) => true,
                // Without `properties`, an object is a map that keeps everything.
                None => empty && find(own, "properties").is_none(),
            };
        if !is_map {
            return Ok(());
        }
        if self.style.closed || empty {
            return Err(format!("{} takes keys of any name", place(at)));
        }
        self.lost.push(format!("the further keys of {}", place(at)));
        Ok(())
    }

    fn properties(
        &mut self,
        properties: &[(String, Json)],
        required: Option<&Json>,
        at: &str,
        depth: usize,
    ) -> Result<Properties, Stop> {
        let mut written = Members::new();
        let mut needed = Vec::new();
        for (name, schema) in properties {
            let is_required = lists(required, name);
            let path = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
            // A property that no value fits is not there.
            if *schema == Json::Bool(false) && !is_required {
                continue;
            }
            let lost = self.lost.len();
            let mut property = match self.schema(schema, &path, depth + 1) {
                Ok(property) => property,
                // Without it the tool still works.
                Err(stop) if !is_required && !self.style.closed => {
                    self.lost.truncate(lost);
                    self.lost.push(format!("{} is left out: {stop}", place(&path)));
                    continue;
                }
                Err(stop) => return Err(stop),
            };
            if !is_required && self.style.all_required {
                if allows_null(self.defs, schema, 0) {
                    return Err(format!("{} is optional and may be null", place(&path)));
                }
                property = self.nullable(property);
            }
            if is_required || self.style.all_required {
                needed.push(string(name));
            }
            written.push((name.clone(), property));
        }
        Ok((written, needed))
    }

    /// A keyword about values: kept, or put in words.
    fn rule(&mut self, out: &mut Members, words: &mut Vec<String>, key: &str, value: &Json) {
        match key {
            "type" | "description" | "deprecated" | "readOnly" | "writeOnly" | "$anchor" => {}
            "contentMediaType" | "contentEncoding" | "contentSchema" => {}
            // Look-around is beyond the grammars that strict modes compile patterns to.
            "pattern" if self.style.closed && as_str(value).is_some_and(|text| text.contains("(?")) => {
                words.extend(words::rule(key, value));
            }
            key if self.style.keep.contains(&key) => out.push((key.to_owned(), value.clone())),
            // Names are strings anyway.
            "propertyNames"
                if members(value)
                    .iter()
                    .all(|(key, value)| key == "type" && as_str(value) == Some("string")) => {}
            "minContains" | "maxContains" | "then" | "else" => {}
            "contains" | "not" | "if" | "dependentSchemas" | "propertyNames" | "patternProperties"
            | "prefixItems" => {
                words.extend(words::rule(key, value));
                self.lost.push(format!("`{key}`"));
            }
            // A keyword that JSON Schema does not have says nothing.
            key if KNOWN.contains(&key) => words.extend(words::rule(key, value)),
            _ => {}
        }
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

    /// The schema of `null` alone.
    fn null(&self, at: &str) -> Result<Json, Stop> {
        match self.style.null {
            Null::Keyword => Err(format!("{} can only be null", place(at))),
            _ => Ok(typed("null")),
        }
    }

    /// What `schema` allows, and `null`.
    fn nullable(&self, schema: Json) -> Json {
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
        let has_shape = kinds.contains(&"object")
            || (kinds.contains(&"array") && self.style.null == Null::Union)
            || find(&own, "$ref").is_some();
        if has_shape {
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
        if let Some((_, Json::Array(values))) = own.iter_mut().find(|(key, _)| key == "enum")
            && !values.contains(&Json::Null)
        {
            values.push(Json::Null);
        }
        Json::Object(own)
    }
}

/// Keywords about values that have words.
const KNOWN: [&str; 17] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "default",
    "enum",
];

/// The types of a node: those it says, or what its keywords speak of. To narrow is safe: what a
/// model then sends is still allowed.
fn kinds(own: &[(String, Json)]) -> Vec<String> {
    let said: Vec<String> = tree::types(own).into_iter().map(str::to_owned).collect();
    if !said.is_empty() {
        // `number` holds `integer`.
        let both = said.iter().any(|kind| kind == "number");
        return said.into_iter().filter(|kind| !(both && kind == "integer")).collect();
    }
    if let Some(values) = find(own, "enum") {
        return types_of(items(values));
    }
    let has = |keys: &[&str]| own.iter().any(|(key, _)| keys.contains(&key.as_str()));
    let kind = if has(&["properties", "required", "additionalProperties", "patternProperties"]) {
        "object"
    } else if has(&["items", "prefixItems", "minItems", "maxItems", "uniqueItems"]) {
        "array"
    } else if has(&["pattern", "minLength", "maxLength", "format"]) {
        "string"
    } else if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
        "number"
    } else {
        return Vec::new();
    };
    vec![kind.to_owned()]
}

/// The types of values, each once.
fn types_of(values: &[Json]) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for kind in values.iter().map(type_of) {
        if !kinds.iter().any(|known| known == kind) {
            kinds.push(kind.to_owned());
        }
    }
    if kinds.iter().any(|kind| kind == "number") {
        kinds.retain(|kind| kind != "integer");
    }
    kinds
}

/// Whether a keyword says something of values of the type `kind`.
fn speaks_of(key: &str, kind: &str) -> bool {
    let of = match key {
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            ["number", "integer"]
        }
        "minLength" | "maxLength" | "pattern" | "format" => ["string", "string"],
        "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" | "minContains"
        | "maxContains" => ["array", "array"],
        "properties"
        | "required"
        | "additionalProperties"
        | "patternProperties"
        | "propertyNames"
        | "minProperties"
        | "maxProperties"
        | "dependentRequired"
        | "dependentSchemas" => ["object", "object"],
        "enum" => [kind, kind],
        _ => return false,
    };
    of.contains(&kind)
}

fn is_null(schema: &Json) -> bool {
    let own = members(schema);
    tree::types(own) == ["null"]
        || (find(own, "type").is_none()
            && (find(own, "const") == Some(&Json::Null)
                || matches!(find(own, "enum").map(items), Some([Json::Null]))))
}

fn place(at: &str) -> String {
    if at.is_empty() { "the schema".to_owned() } else { format!("`{at}`") }
}
