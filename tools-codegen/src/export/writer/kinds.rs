//! Scalars, arrays and objects.

use super::*;

impl Writer<'_> {
    pub(super) fn scalar(
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
            "minContains" | "maxContains" => {}
            "contains" | "not" | "if" | "dependentSchemas" | "propertyNames" | "patternProperties"
            | "prefixItems" | "unevaluatedItems" => {
                words.extend(words::rule(key, value));
                self.lost.push(format!("`{key}`"));
            }
            // A keyword that JSON Schema does not have says nothing.
            key if KNOWN.contains(&key) => words.extend(words::rule(key, value)),
            _ => {}
        }
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
