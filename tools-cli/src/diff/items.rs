//! The Rust items that a program may name: what is gone or has changed does not compile any more.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenTree};
use quote::ToTokens;
use syn::{Fields, Item, Macro, Visibility};

use super::change::{Audience, Changes, Level};
use super::load::Side;

/// Path of an item, the tool that it belongs to, and its type or signature.
type Items = BTreeMap<String, (String, String)>;

/// What belongs to no tool, and is compared elsewhere.
const OF_THE_SET: &[&str] = &["Tools", "Session", "Secrets", "Context", "ToolCall"];

pub(super) fn compare(old: &Side, new: &Side, changes: &mut Changes) {
    let (before, after) = (items(old), items(new));
    let exists = |side: &Side, tool: &str| side.set.tools.iter().any(|known| known.definition.name == tool);
    for (path, (tool, ty)) in &before {
        // That a tool has gone is said once.
        if !exists(new, tool) {
            continue;
        }
        match after.get(path) {
            None => changes.push(
                tool,
                Audience::Rust,
                Level::Breaking,
                format!("`{path}` is gone"),
                "what names it does not compile",
            ),
            Some((_, now)) if now != ty => {
                let what = format!("`{path}` was `{ty}`, and is `{now}`");
                changes.push(tool, Audience::Rust, Level::Breaking, what, "what uses it does not compile");
            }
            Some(_) => {}
        }
    }
    for (path, (tool, _)) in &after {
        if before.contains_key(path) || !exists(old, tool) {
            continue;
        }
        let why = match path.contains("::") && !path.contains('.') {
            true => "a `match` without `_` needs an arm for a new variant",
            false => {
                "a struct that is written out needs the new field; `new` and `..Default::default()` do not"
            }
        };
        changes.push(tool, Audience::Rust, Level::Risky, format!("`{path}` is new"), why);
    }
}

fn items(side: &Side) -> Items {
    let mut found = Items::new();
    let Ok(file) = syn::parse2::<syn::File>(side.outcome.tokens()) else { return found };
    // A tool's types stand in a module of its name; its arguments beside it.
    let tools: BTreeMap<String, String> = side
        .set
        .tools
        .iter()
        .map(|tool| {
            (tool.definition.name.replace(['_', '-'], "").to_lowercase(), tool.definition.name.to_owned())
        })
        .collect();
    collect(&file.items, "", &tools, &mut found);
    found
}

fn collect(items: &[Item], module: &str, tools: &BTreeMap<String, String>, found: &mut Items) {
    let tool_of = |name: &str| {
        let plain = if module.is_empty() { name } else { module };
        let plain = plain.trim_start_matches("r#").replace('_', "").to_lowercase();
        tools.get(&plain).cloned().unwrap_or_default()
    };
    let path = |name: &str| if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") };
    for item in items {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                if module.is_empty() && OF_THE_SET.contains(&name.as_str()) {
                    continue;
                }
                for field in &item.fields {
                    let Some(ident) = field.ident.as_ref().filter(|_| is_public(&field.vis)) else {
                        continue;
                    };
                    found.insert(format!("{}.{ident}", path(&name)), (tool_of(&name), shown(&field.ty)));
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                if module.is_empty() && OF_THE_SET.contains(&name.as_str()) {
                    continue;
                }
                for variant in &item.variants {
                    let holds = match &variant.fields {
                        Fields::Unit => String::new(),
                        fields => shown(fields),
                    };
                    found.insert(format!("{}::{}", path(&name), variant.ident), (tool_of(&name), holds));
                }
            }
            // An enum of plain values is written by a macro of the runtime.
            Item::Macro(item) => {
                for (name, variant) in variants(&item.mac).unwrap_or_default() {
                    found.insert(format!("{}::{variant}", path(&name)), (tool_of(&name), String::new()));
                }
            }
            Item::Mod(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                // Types of responses are typify's.
                if let Some((_, items)) = item.content.as_ref().filter(|_| module.is_empty()) {
                    collect(items, &name, tools, found);
                }
            }
            _ => {}
        }
    }
}

/// The variants of `string_enum! { Name { Variant "text", } }` and `value_enum! { Name { Variant value, "text"; } }`, each
/// with the name of the enum.
fn variants(mac: &Macro) -> Option<Vec<(String, String)>> {
    let end = match mac.path.segments.last()?.ident.to_string().as_str() {
        "string_enum" => ',',
        "value_enum" => ';',
        _ => return None,
    };
    let (mut name, mut body) = (None, None);
    for token in mac.tokens.clone() {
        match token {
            TokenTree::Ident(ident) => name = Some(ident.to_string()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => body = Some(group.stream()),
            _ => {}
        }
    }
    let (name, mut begins, mut found) = (name?, true, Vec::new());
    for token in body? {
        match token {
            TokenTree::Ident(variant) if begins => {
                found.push((name.clone(), variant.to_string()));
                begins = false;
            }
            TokenTree::Punct(mark) if mark.as_char() == end => begins = true,
            _ => {}
        }
    }
    Some(found)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Tokens as people write them.
fn shown(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let text = text.replace("__tt :: ", "").replace(" :: ", "::");
    text.replace(" < ", "<").replace(" >", ">").replace("< ", "<").replace(" ,", ",")
}
