//! What providers count in a schema.

use super::tree::{as_str, find, items, lists, members};
use super::writer::Stop;
use crate::json::Json;

/// What a written schema counts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) properties: usize,
    pub(super) levels: usize,
    pub(super) enum_values: usize,
    /// Of property names, definition names and values.
    pub(super) chars: usize,
    pub(super) optionals: usize,
    pub(super) unions: usize,
    /// The characters of the longest list of more than 250 values.
    pub(super) longest_enum: usize,
}

/// Counts a schema that a [`Writer`](super::writer::Writer) wrote, `$defs` once each.
pub(super) fn count(schema: &Json) -> Count {
    let mut count = Count::default();
    visit(schema, 0, &mut count);
    count
}

fn visit(schema: &Json, level: usize, count: &mut Count) {
    let own = members(schema);
    let required = find(own, "required");
    let properties = find(own, "properties").map(members).unwrap_or_default();
    let level = level + usize::from(find(own, "properties").is_some());
    count.levels = count.levels.max(level);
    count.properties += properties.len();
    for (name, property) in properties {
        count.chars += name.chars().count();
        count.optionals += usize::from(!lists(required, name));
        visit(property, level, count);
    }
    if let Some(values) = find(own, "enum").map(items) {
        let chars: usize =
            values.iter().map(|value| as_str(value).map_or(0, |text| text.chars().count())).sum();
        count.enum_values += values.len();
        count.chars += chars;
        if values.len() > 250 {
            count.longest_enum = count.longest_enum.max(chars);
        }
    }
    let branches = find(own, "anyOf").map(items).unwrap_or_default();
    count.unions +=
        usize::from(branches.len() > 1) + usize::from(matches!(find(own, "type"), Some(Json::Array(_))));
    for branch in branches {
        visit(branch, level, count);
    }
    if let Some(item) = find(own, "items") {
        visit(item, level, count);
    }
    for (name, def) in find(own, "$defs").map(members).unwrap_or_default() {
        count.chars += name.chars().count();
        visit(def, level, count);
    }
}

/// Holds a schema to OpenAI's limits; Azure's are tighter.
pub(super) fn hold(count: Count, properties: usize, levels: usize) -> Result<(), Stop> {
    let limits = [
        (count.properties, properties, "properties"),
        (count.levels, levels, "levels of objects"),
        (count.enum_values, 1000, "enum values"),
        (count.chars, 120_000, "characters in names and values"),
        (count.longest_enum, 15_000, "characters in one list of values"),
    ];
    for (found, allowed, what) in limits {
        if found > allowed {
            return Err(format!("it has {found} {what}, {allowed} are allowed"));
        }
    }
    Ok(())
}
