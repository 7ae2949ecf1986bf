//! Scalars, arrays and objects.

use super::super::settle::{Settled, allows_null};
use super::super::style::{Enums, FreeKeys};
use super::super::tree::{self, Members, as_str, find, items, lists, members, set, string, typed};
use super::super::words;
use super::state::{Properties, Stop, Writer, place};
use crate::json::Json;
use crate::keywords::{self, Words};

impl Writer<'_> {
    pub(super) fn scalar(
        &mut self,
        node: Settled,
        kinds: &[String],
        at: &str,
    ) -> Result<(Members, Vec<String>), Stop> {
        let mut out = Members::new();
        let mut words = node.words;
        match kinds {
            [] if !self.style.open => return Err(format!("{} allows values of any type", place(at))),
            [] => {
                if !self.style.bare {
                    self.lost.push(format!("lists in lists of {}", place(at)));
                }
                out = self.anything(0);
            }
            [one] if one == "null" => out = members(&self.null(at)?).to_vec(),
            [one] => out.push(("type".to_owned(), string(one))),
            several => {
                let list = several.iter().map(|kind| string(kind)).collect();
                out.push(("type".to_owned(), Json::Array(list)));
            }
        }
        for (key, value) in &node.members {
            match key.as_str() {
                // `type` says it.
                "enum" if kinds == ["null"] => {}
                "enum" => self.values(&mut out, &mut words, value, kinds, at)?,
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
        at: &str,
    ) -> Result<(), Stop> {
        if items(value).iter().any(|value| matches!(value, Json::Array(_) | Json::Object(_))) {
            return Err(format!("{} lists arrays or objects as values", place(at)));
        }
        // Null is a branch beside them, or excluded by `type`.
        let values: Vec<Json> = items(value).iter().filter(|value| **value != Json::Null).cloned().collect();
        let empty_text = values.iter().any(|value| as_str(value) == Some(""));
        let can_be_listed = match self.style.enums {
            Enums::Scalars => true,
            Enums::NoEmptyText => !empty_text,
            Enums::Text => !empty_text && kinds == ["string"],
        };
        if !can_be_listed {
            words.extend(words::rule("enum", &Json::Array(values)));
        } else {
            out.push(("enum".to_owned(), Json::Array(values)));
        }
        Ok(())
    }

    pub(super) fn array(
        &mut self,
        node: Settled,
        at: &str,
        depth: usize,
    ) -> Result<(Members, Vec<String>), Stop> {
        let mut out = members(&typed("array")).to_vec();
        let mut words = node.words;
        let inner = format!("{at}[]");
        let mut has_items = false;
        for (key, value) in &node.members {
            match key.as_str() {
                // `items: false` closes a tuple.
                "items" if *value == Json::Bool(false) && self.style.open => {
                    words.push("no further items".to_owned());
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
            if !self.style.bare {
                self.lost.push(format!("lists in lists of {}", place(&inner)));
            }
            out.push(("items".to_owned(), Json::Object(self.anything(1))));
        }
        Ok((out, words))
    }

    /// The schema of values of any type; where those have to be listed, `level` says how deep in
    /// lists it stands, since there is an end to that.
    pub(super) fn anything(&self, level: usize) -> Members {
        if self.style.bare {
            return Members::new();
        }
        let mut branches = vec![typed("string"), typed("number"), typed("boolean")];
        branches.push(Json::Object(self.any_object()));
        if level == 0 {
            let mut list = members(&typed("array")).to_vec();
            list.push(("items".to_owned(), Json::Object(self.anything(1))));
            branches.push(Json::Object(list));
        }
        branches.push(typed("null"));
        vec![("anyOf".to_owned(), Json::Array(branches))]
    }

    /// The schema of an object with keys of any name.
    pub(super) fn any_object(&self) -> Members {
        let mut out = members(&typed("object")).to_vec();
        if self.style.free_keys != FreeKeys::Implied {
            out.push(("additionalProperties".to_owned(), Json::Bool(true)));
        }
        out
    }

    pub(super) fn object(
        &mut self,
        node: Settled,
        at: &str,
        depth: usize,
    ) -> Result<(Members, Vec<String>), Stop> {
        let mut out = members(&typed("object")).to_vec();
        let mut words = node.words;
        let own = &node.members;
        let properties = find(own, "properties").map(members).unwrap_or_default();
        self.hold_open(own, properties.is_empty(), at)?;
        let (written, required) = self.properties(properties, find(own, "required"), at, depth)?;
        if written.is_empty() && self.style.no_empty_objects && depth > 0 {
            return Err(format!("{} is an object without properties", place(at)));
        }
        // Where an object is closed unless it says otherwise, that it has no property is said, too.
        let says_none = find(own, "properties").is_some() && self.style.free_keys != FreeKeys::Implied;
        if !written.is_empty() || !self.style.open || says_none {
            out.push(("properties".to_owned(), Json::Object(written)));
        }
        if !required.is_empty() || self.style.all_required {
            out.push(("required".to_owned(), Json::Array(required)));
        }
        for (key, value) in own {
            match key.as_str() {
                "properties" | "required" => {}
                "additionalProperties" => {}
                key => self.rule(&mut out, &mut words, key, value),
            }
        }
        if self.style.closed {
            set(&mut out, "additionalProperties", Json::Bool(false));
        } else if let Some(rest) = self.rest(own, &mut words, at, depth)? {
            out.push(("additionalProperties".to_owned(), rest));
        }
        Ok((out, words))
    }

    /// `additionalProperties`, where there is something to be said by it.
    fn rest(
        &mut self,
        own: &[(String, Json)],
        words: &mut Vec<String>,
        at: &str,
        depth: usize,
    ) -> Result<Option<Json>, Stop> {
        if !self.style.open {
            return Ok(None);
        }
        let given = find(own, "additionalProperties");
        if has_patterns(own) && given == Some(&Json::Bool(false)) {
            // The keys that fit a pattern are allowed, and that is said in words.
            return Ok(Some(Json::Bool(true)));
        }
        let free_keys = self.style.free_keys;
        match given {
            None if free_keys != FreeKeys::Implied && is_map(own) => Ok(Some(Json::Bool(true))),
            None => Ok(None),
            Some(Json::Bool(rest)) => Ok(Some(Json::Bool(*rest))),
            Some(schema) if members(schema).is_empty() && free_keys != FreeKeys::Implied => {
                Ok(Some(Json::Bool(true)))
            }
            Some(schema) if free_keys == FreeKeys::SaidOfAny => {
                words.push(format!("each value: {}", schema.to_text()));
                self.lost.push(format!("what the values of {} may be", place(at)));
                Ok(Some(Json::Bool(true)))
            }
            Some(schema) => self.schema(schema, &format!("{at}.*"), depth + 1).map(Some),
        }
    }

    /// An object with free keys must be one that the dialect can say.
    fn hold_open(&mut self, own: &[(String, Json)], empty: bool, at: &str) -> Result<(), Stop> {
        if self.style.open {
            return Ok(());
        }
        if !is_map(own) {
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

    /// Whether the dialect takes this value of a keyword that it has.
    fn keeps(&self, key: &str, value: &Json) -> bool {
        match key {
            "pattern" => as_str(value).is_some_and(|pattern| self.style.patterns.keep(pattern)),
            "minLength" | "maxLength" | "minItems" | "maxItems" => self
                .style
                .largest
                .is_none_or(|largest| tree::as_f64(value).is_some_and(|value| value <= largest.into())),
            _ => true,
        }
    }

    /// A keyword about values: kept, or put in words.
    fn rule(&mut self, out: &mut Members, words: &mut Vec<String>, key: &str, value: &Json) {
        match key {
            key if self.style.keep.contains(&key) && self.keeps(key, value) => {
                out.push((key.to_owned(), value.clone()))
            }
            // Names are strings anyway.
            "propertyNames"
                if members(value)
                    .iter()
                    .all(|(key, value)| key == "type" && as_str(value) == Some("string")) => {}
            key => match keywords::find(key).map(|keyword| keyword.words) {
                Some(Words::Counted(..) | Words::Own) => words.extend(words::rule(key, value)),
                Some(Words::Schema) => {
                    words.extend(words::rule(key, value));
                    self.lost.push(format!("`{key}`"));
                }
                // A keyword that JSON Schema does not have says nothing.
                Some(Words::None) | None => {}
            },
        }
    }
}

/// An integer of more digits than a double keeps: as text, too.
pub(super) fn wide(node: Settled) -> (Members, Vec<String>) {
    let mut words = node.words;
    for (key, value) in &node.members {
        let has_words =
            keywords::find(key).is_some_and(|k| matches!(k.words, Words::Counted(..) | Words::Own));
        if has_words && key != "format" {
            words.extend(words::rule(key, value));
        }
    }
    words.push("from 9007199254740992 on, give the digits as text, or some are lost".to_owned());
    let branches = Json::Array(vec![typed("integer"), typed("string")]);
    (vec![("anyOf".to_owned(), branches)], words)
}

/// Whether an object takes keys of any name.
fn is_map(own: &[(String, Json)]) -> bool {
    has_patterns(own)
        || match find(own, "additionalProperties") {
            Some(Json::Bool(false)) => false,
            Some(_) => true,
            // Without `properties`, an object is a map that keeps everything.
            None => find(own, "properties").is_none(),
        }
}

fn has_patterns(own: &[(String, Json)]) -> bool {
    find(own, "patternProperties").is_some_and(|patterns| !members(patterns).is_empty())
}
