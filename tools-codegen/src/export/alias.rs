//! Property names that a provider refuses, and the legal ones that stand for them.

use crate::map::{SortedMap, SortedSet};

use super::tree::{append, as_str, find, items, members, set, string};
use super::walk::map;
use crate::json::Json;

/// An alias and the name it stands for.
pub(crate) type Alias = (String, String);

/// `^[a-zA-Z0-9_.-]{1,64}$`
pub(super) fn anthropic_takes(name: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    (1..=64).contains(&name.len()) && name.chars().all(legal)
}

/// `^[A-Za-z_][A-Za-z0-9_]{0,63}$`
pub(super) fn gemini_takes(name: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (1..=64).contains(&name.len())
        && name.chars().all(legal)
        && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// An alias for every property name that some provider refuses, at any depth. One name has one
/// alias in the whole tool, and no alias is the name of a property of it.
pub(super) fn aliases(neutral: &Json) -> Vec<Alias> {
    let mut names: Vec<String> = Vec::new();
    let mut taken: SortedSet<String> = SortedSet::new();
    map(neutral, &mut |own| {
        for (name, _) in find(&own, "properties").map(members).unwrap_or_default() {
            if taken.insert(name.clone()) {
                names.push(name.clone());
            }
        }
        // A name may stand in `required` alone.
        for name in find(&own, "required").map(items).unwrap_or_default().iter().filter_map(as_str) {
            if taken.insert(name.to_owned()) {
                names.push(name.to_owned());
            }
        }
        own
    });
    let mut aliases = Vec::new();
    let mut numbers: SortedMap<String, u32> = SortedMap::new();
    for name in names.into_iter().filter(|name| !gemini_takes(name)) {
        let base = spell(&name);
        let mut alias = base.clone();
        let number = numbers.entry(base.clone()).get_or_insert(1);
        while !taken.insert(alias.clone()) {
            *number += 1;
            alias = format!("{base}_{number}");
        }
        aliases.push((alias, name));
    }
    aliases
}

/// A legal name for any text: symbols that mean something are spelled out, others part words.
fn spell(name: &str) -> String {
    let mut out = String::new();
    let mut split = false;
    for c in name.chars() {
        let word = match c {
            '<' => "lt",
            '>' => "gt",
            '=' => "eq",
            '!' => "not",
            '+' => "plus",
            '&' => "and",
            '%' => "percent",
            '*' => "star",
            c if c.is_ascii_alphanumeric() || c == '_' => {
                if split && !out.is_empty() {
                    out.push('_');
                }
                split = false;
                out.push(c);
                continue;
            }
            _ => {
                split = true;
                continue;
            }
        };
        if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        out.push_str(word);
        split = true;
    }
    // Room is left for a number; all is ASCII.
    out.truncate(56);
    if out.is_empty() || out.starts_with(|c: char| c.is_ascii_digit()) {
        out.insert_str(0, "p_");
    }
    out
}

/// The schema with the aliases of those names that `takes` does not take. A property that stands
/// under an alias says so.
pub(super) fn rename(neutral: &Json, aliases: &[Alias], takes: fn(&str) -> bool) -> Json {
    let alias_of =
        |name: &str| aliases.iter().find(|(_, known)| known == name && !takes(name)).map(|(alias, _)| alias);
    if !aliases.iter().any(|(_, name)| !takes(name)) {
        return neutral.clone();
    }
    let shown = |name: &str| alias_of(name).map_or_else(|| name.to_owned(), Clone::clone);
    let names = |list: &Json| {
        Json::Array(
            items(list)
                .iter()
                .map(|name| as_str(name).map_or_else(|| name.clone(), |n| string(&shown(n))))
                .collect(),
        )
    };
    map(neutral, &mut |mut own| {
        for (key, value) in &mut own {
            match key.as_str() {
                "properties" => {
                    let each = members(value).iter().map(|(name, schema)| match alias_of(name) {
                        Some(alias) => (alias.clone(), noted(schema, name)),
                        None => (name.clone(), schema.clone()),
                    });
                    *value = Json::Object(each.collect());
                }
                "required" => *value = names(value),
                "dependentRequired" => {
                    let each = members(value).iter().map(|(name, list)| (shown(name), names(list)));
                    *value = Json::Object(each.collect());
                }
                "dependentSchemas" => {
                    let each = members(value).iter().map(|(name, schema)| (shown(name), schema.clone()));
                    *value = Json::Object(each.collect());
                }
                _ => {}
            }
        }
        own
    })
}

fn noted(schema: &Json, name: &str) -> Json {
    let Json::Object(own) = schema else { return schema.clone() };
    let mut own = own.clone();
    let words = [format!("this is `{name}`")];
    if let Some(text) = append(find(&own, "description").and_then(as_str), &words) {
        set(&mut own, "description", Json::String(text));
    }
    Json::Object(own)
}
