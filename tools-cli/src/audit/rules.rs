//! What an audit looks for, one function a rule.

use std::collections::{BTreeMap, BTreeSet};

use typed_tools_codegen::run::{RunTool, Runnable};
use typed_tools_core::nearest::distance;
use typed_tools_core::table::{Body, Place, Source};

use super::finding::{AuditCode, Finding};
use super::identity::{is_identity, names_a_thing};
use super::inventory::{filled, origin};
use super::places::Places;
use super::said::{hidden, order};

/// All findings, by tool.
pub(super) fn findings(set: &Runnable, places: &Places<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for tool in &set.tools {
        if !tool.definition.settings.native {
            identity(set, tool, places, &mut found);
            secret_in_url(set, tool, places, &mut found);
            markup(tool, places, &mut found);
            plain_http(set, tool, places, &mut found);
        }
        texts(tool, places, &mut found);
    }
    shadows(set, places, &mut found);
    shared_secrets(set, places, &mut found);
    found.sort_by(|a, b| (&a.tool, &a.at, a.code).cmp(&(&b.tool, &b.at, b.code)));
    found.dedup_by(|a, b| (&a.tool, a.code, &a.message) == (&b.tool, b.code, &b.message));
    found
}

/// The secret that opens the service for a request: the company's, the same for everybody.
fn credential(set: &Runnable, tool: &RunTool) -> Option<&'static str> {
    filled(tool).into_iter().find_map(|(place, source)| match (place, source) {
        (Place::Header(_) | Place::Query(_) | Place::SignIn, Source::Secret(name))
            if !set.base_urls.contains(&name) && !names_a_thing(name) =>
        {
            Some(name)
        }
        _ => None,
    })
}

fn identity(set: &Runnable, tool: &RunTool, places: &Places<'_>, found: &mut Vec<Finding>) {
    let Some(credential) = credential(set, tool) else { return };
    for (place, source) in filled(tool) {
        let Source::Argument(name) = source else { continue };
        let reaches = match &place {
            Place::Path => true,
            Place::Query(key) | Place::Header(key) => is_identity(key) || is_identity(name),
            Place::Body(_) => is_identity(name),
            Place::Origin | Place::SignIn => false,
        };
        if !reaches || !is_identity(name) {
            continue;
        }
        let tool = tool.definition.name;
        found.push(Finding {
            code: AuditCode::Identity,
            tool: tool.to_owned(),
            message: format!(
                "the model chooses `{name}` ({place}), and `{credential}` opens the data of everybody: `{tool}` reaches whatever the model is talked into"
            ),
            help: format!(
                "take who is meant from the conversation (`{{{{contact_id}}}}` in place of `{{{{{name}}}}}`), or let the service check \
                 that `{name}` belongs to the one in the conversation"
            ),
            at: places.placeholder(tool, name),
        });
    }
}

fn secret_in_url(set: &Runnable, tool: &RunTool, places: &Places<'_>, found: &mut Vec<Finding>) {
    for (place, source) in filled(tool) {
        let (Place::Path | Place::Query(_), Source::Secret(name)) = (&place, source) else { continue };
        if set.base_urls.contains(&name) || names_a_thing(name) {
            continue;
        }
        let tool = tool.definition.name;
        found.push(Finding {
            code: AuditCode::SecretInUrl,
            tool: tool.to_owned(),
            message: format!("`{name}` stands in the URL ({place}), which proxies and servers log"),
            help: "send it in a header, if the service takes it there".to_owned(),
            at: places.placeholder(tool, name),
        });
    }
}

fn markup(tool: &RunTool, places: &Places<'_>, found: &mut Vec<Finding>) {
    let is_markup_body = match &tool.definition.request.body {
        Body::Text { content_type, .. } => {
            ["xml", "html", "svg"].iter().any(|kind| content_type.contains(kind))
        }
        _ => false,
    };
    for (place, source) in filled(tool) {
        let (Place::Body(key), Source::Argument(name)) = (&place, source) else { continue };
        let last = heck::ToSnakeCase::to_snake_case(key.rsplit('.').next().unwrap_or_default());
        let is_markup_key = last.split('_').any(|word| ["html", "xml", "svg", "markup"].contains(&word));
        if !(is_markup_body || is_markup_key) {
            continue;
        }
        let tool = tool.definition.name;
        found.push(Finding {
            code: AuditCode::Markup,
            tool: tool.to_owned(),
            message: format!("the model's `{name}` goes into markup ({place}): whoever reads it runs what the model was talked into"),
            help: "send plain text, or let the service escape it".to_owned(),
            at: places.placeholder(tool, name),
        });
    }
}

fn plain_http(set: &Runnable, tool: &RunTool, places: &Places<'_>, found: &mut Vec<Finding>) {
    let origin = origin(tool);
    let host = origin.strip_prefix("http://").unwrap_or_default();
    let is_loopback = ["localhost", "127.", "[::1]"].iter().any(|start| host.starts_with(start));
    let Some(credential) = credential(set, tool).filter(|_| !host.is_empty() && !is_loopback) else { return };
    let tool = tool.definition.name;
    found.push(Finding {
        code: AuditCode::PlainHttp,
        tool: tool.to_owned(),
        message: format!("`{credential}` goes to {origin} for everybody on the way to read"),
        help: "call the service over https".to_owned(),
        at: places.placeholder(tool, credential),
    });
}

fn texts(tool: &RunTool, places: &Places<'_>, found: &mut Vec<Finding>) {
    let name = tool.definition.name;
    for (text, at) in places.for_model(name) {
        if let Some(order) = order(&text) {
            found.push(Finding {
                code: AuditCode::Instructions,
                tool: name.to_owned(),
                message: format!("a text of `{name}` tells the model how to behave: \"{order}\""),
                help: "say what the tool does and when it is of use; ask who has written this".to_owned(),
                at: at.clone(),
            });
        }
        if let Some(c) = hidden(&text) {
            found.push(Finding {
                code: AuditCode::Hidden,
                tool: name.to_owned(),
                message: format!(
                    "a text of `{name}` holds U+{:04X}, which a model reads and nobody sees",
                    u32::from(c)
                ),
                help: "remove it; ask who has written this".to_owned(),
                at,
            });
        }
    }
}

/// Tools that models and their providers know by these names.
const KNOWN: &[&str] = &[
    "bash",
    "computer",
    "web_search",
    "web_fetch",
    "code_execution",
    "code_interpreter",
    "file_search",
    "text_editor",
    "str_replace_editor",
    "str_replace_based_edit_tool",
    "memory",
    "image_generation",
    "google_search",
    "shell",
    "apply_patch",
    "tool_search",
];

fn shadows(set: &Runnable, places: &Places<'_>, found: &mut Vec<Finding>) {
    let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
    let mut report = |tool: &str, other: &str, why: &str| {
        found.push(Finding {
            code: AuditCode::Shadow,
            tool: tool.to_owned(),
            message: format!("`{tool}` can be taken for {other}: {why}"),
            help: "give it a name that says what is different about it".to_owned(),
            at: places.name(tool),
        });
    };
    for (index, tool) in set.tools.iter().enumerate() {
        let name = tool.definition.name;
        if KNOWN.iter().any(|known| plain(known) == plain(name)) {
            report(
                name,
                "a tool that providers have under this name",
                "a model may call the one for the other",
            );
        }
        for other in set.tools.iter().skip(index + 1).map(|other| other.definition.name) {
            let digits = |name: &str| name.bytes().filter(u8::is_ascii_digit).count();
            let near = name.len() > 5 && distance(name, other) == 1 && digits(name) == digits(other);
            // `get_order` and `get_orders` are two things of one service.
            let plural = other.strip_prefix(name) == Some("s") || name.strip_prefix(other) == Some("s");
            if plain(name) == plain(other) || (near && !plural) {
                report(other, &format!("`{name}`"), "their names differ in next to nothing");
            }
        }
    }
}

fn shared_secrets(set: &Runnable, places: &Places<'_>, found: &mut Vec<Finding>) {
    let mut to: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
    for tool in set.tools.iter().filter(|tool| !tool.definition.settings.native) {
        for (place, source) in filled(tool) {
            if let Source::Secret(name) = source
                && !set.base_urls.contains(&name)
                && !names_a_thing(name)
                && place != Place::SignIn
            {
                to.entry(name).or_default().entry(origin(tool)).or_insert(tool.definition.name);
            }
        }
    }
    for (secret, origins) in to.iter().filter(|(_, origins)| origins.len() > 1) {
        let services: BTreeSet<&str> = origins.keys().map(String::as_str).collect();
        let Some(tool) = origins.values().last() else { continue };
        found.push(Finding {
            code: AuditCode::SharedSecret,
            tool: (*tool).to_owned(),
            message: format!("`{secret}` goes to {}", services.into_iter().collect::<Vec<_>>().join(" and ")),
            help: "give each service a secret of its own, so that one that leaks opens one service"
                .to_owned(),
            at: places.placeholder(tool, secret),
        });
    }
}
