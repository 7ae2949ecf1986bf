//! The page. `maud` escapes every text, and definitions are never trusted: beside that, no script or style runs but the
//! two of this program.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use maud::{DOCTYPE, Markup, PreEscaped, html};
use typed_tools_codegen::Offered;
use typed_tools_codegen::run::ContextType;
use typed_tools_runtime::Provider;

use super::preview::Preview;
use super::tool::{Shown, tool};
use crate::audit::{self, Finding};
use crate::check::count;
use crate::diff::Side;
use crate::engine::Settings;
use crate::export::tools_field;
use crate::usage::Usage;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a page is made of.
pub(super) struct Page<'p> {
    pub(super) side: &'p Side,
    pub(super) title: &'p str,
    pub(super) settings: &'p Settings,
    /// The path under which calls are answered, where it is served.
    pub(super) live: Option<&'p str>,
}

pub(super) fn page(page: &Page<'_>) -> Result<String, Usage> {
    let Page { side, title, live, .. } = page;
    let body = body(page)?.into_string();
    // Known to nobody who writes a definition: it follows from all of them.
    let mut hasher = DefaultHasher::new();
    (&body, title).hash(&mut hasher);
    let nonce = format!("{:016x}", hasher.finish());
    let connect = if live.is_some() { "'self'" } else { "'none'" };
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src {connect}; \
         base-uri 'none'; form-action 'none'"
    );
    let number = count(side.set.tools.len(), "tool");
    Ok(html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content=(policy);
                title { (number) " in " (title) }
                style nonce=(nonce) { (PreEscaped(STYLE)) }
            }
            body data-live=[*live] {
                (PreEscaped(body))
                script nonce=(nonce) { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string())
}

fn body(page: &Page<'_>) -> Result<Markup, Usage> {
    let Page { side, title, settings, live } = page;
    let preview = Preview::new(&side.set, settings)?;
    let mut findings: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    let all = audit::of(&side.outcome, &side.set);
    let found = count(all.len(), "finding");
    for finding in all {
        findings.entry(finding.tool.clone()).or_default().push(finding);
    }
    let field = tools_field(&side.outcome, Provider::OpenAiChat, false, |_| true);
    let tokens = crate::export::Cost::of(&field).tokens;
    let tools: Vec<Markup> = side
        .set
        .tools
        .iter()
        .map(|run| {
            let name = run.definition.name;
            let offered = side.offered.iter().find(|offered| is_of(offered, name));
            tool(&Shown {
                side,
                run,
                offered: offered.map_or(&[], Vec::as_slice),
                findings: findings.get(name).map_or(&[], Vec::as_slice),
                preview: &preview,
                live: live.is_some(),
            })
        })
        .collect();
    Ok(html! {
        a.skip href="#tools" { "Skip to the tools" }
        header.top {
            h1 { "Tools" }
            p { (count(side.set.tools.len(), "tool")) " of " code { (title) } }
            p.muted { "about " (tokens) " tokens for " (Provider::OpenAiChat) " · " (found) " of the audit" }
            div.search {
                label for="search" { "Search" }
                input #search type="search" autocomplete="off" spellcheck="false"
                    placeholder="name, description, argument";
            }
        }
        nav aria-label="Tools" {
            ul { @for run in &side.set.tools {
                @let name = run.definition.name;
                li data-tool=(name) { a href={ "#tool-" (name) } { (name) } }
            } }
        }
        main #tools tabindex="-1" {
            p #broken .banner role="alert" hidden {}
            @if live.is_some() { (conversation(side)) }
            p #none role="status" hidden { "No tool has all of these words." }
            @for tool in &tools { (tool) }
        }
    })
}

fn is_of(offered: &[Offered], name: &str) -> bool {
    offered.first().is_some_and(|first| first.name == name)
}

/// The values of the conversation, for all forms.
fn conversation(side: &Side) -> Markup {
    if side.set.context.is_empty() {
        return html! {};
    }
    html! {
        details #conversation .box {
            summary { "Values of the conversation" }
            p.muted { "The application knows them, and no model sees them. What is left empty stands as $NAME in a request." }
            form.fields { @for (name, ty, _) in &side.set.context {
                @let secret = matches!(ty, ContextType::Secret);
                @let text = matches!(ty, ContextType::String | ContextType::Secret);
                @let id = format!("context-{name}");
                div.field {
                    label for=(id) { code { (name) } }
                    input id=(id) data-name=(name) data-json=[(!text).then_some("")] autocomplete="off"
                        type=(if secret { "password" } else { "text" });
                }
            } }
        }
    }
}
