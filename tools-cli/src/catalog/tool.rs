//! One tool of the page.

use maud::{Markup, html};
use serde_json::{Map, Value};
use typed_tools_codegen::Offered;
use typed_tools_codegen::run::RunTool;
use typed_tools_codegen::tree::Json;

use super::arguments::{self, Field, Input};
use super::preview::Preview;
use super::sample::sample;
use super::schemas;
use crate::audit::{self, Finding};
use crate::diff::Side;

/// What is shown of a tool.
pub(super) struct Shown<'s> {
    pub(super) side: &'s Side,
    pub(super) run: &'s RunTool,
    /// At each provider.
    pub(super) offered: &'s [Offered],
    pub(super) findings: &'s [Finding],
    pub(super) preview: &'s Preview,
    /// Whether it has a form.
    pub(super) live: bool,
}

pub(super) fn tool(shown: &Shown<'_>) -> Markup {
    let RunTool { definition, schema, file, .. } = shown.run;
    let name = definition.name;
    let native = definition.settings.native;
    let nature = audit::nature(shown.run);
    let rows = arguments::rows(schema);
    let words: Vec<&str> = rows.iter().map(|row| row.path.as_str()).collect();
    let words = format!("{name} {} {}", definition.description, words.join(" ")).to_lowercase();
    html! {
        article.box id={ "tool-" (name) } data-tool=(name) data-words=(words) aria-labelledby={ "name-" (name) } {
            h2 id={ "name-" (name) } { (name) }
            p.meta {
                @if native { span.badge { "native" } } @else {
                    span.badge { (definition.request.method) }
                    code.wrap { (audit::url(shown.run)) }
                }
                span.badge.(nature) { (nature) }
            }
            p.said { (definition.description) }
            @if !shown.findings.is_empty() { (findings(shown.findings)) }
            h3 { "Arguments" }
            (table(&rows))
            @if shown.live && !native { (form(name, nature, &arguments::fields(schema))) }
            @if !native {
                (filled(shown.run))
                h3 { "Examples" }
                (examples(shown))
            }
            h3 { "Schemas" }
            (offers(shown.offered))
            p.muted { "From " code.wrap { (file) } }
        }
    }
}

fn findings(findings: &[Finding]) -> Markup {
    html! {
        ul.findings { @for finding in findings {
            li { strong { (finding.code.id()) } " " (finding.message) br; span.muted { (finding.help) } }
        } }
    }
}

fn table(rows: &[arguments::Row]) -> Markup {
    if rows.is_empty() {
        return html! { p.muted { "It takes none." } };
    }
    html! {
        dl.arguments { @for row in rows {
            dt { code { (row.path) } " " span.muted { (row.kind) @if row.required { ", required" } } }
            dd {
                @if !row.description.is_empty() { (row.description) " " }
                @for limit in &row.limits { code.limit.wrap { (limit) } " " }
            }
        } }
    }
}

/// Who fills which part of the request.
fn filled(run: &RunTool) -> Markup {
    let filled = audit::filled(run);
    html! {
        details {
            summary { "Who fills the request" }
            @if filled.is_empty() { p.muted { "It is always the same." } }
            dl.arguments { @for (place, who, name) in filled {
                dt { code { (name) } " " span.muted { (who) } }
                dd { (place) }
            } }
        }
    }
}

fn examples(shown: &Shown<'_>) -> Markup {
    let given = shown.run.examples.iter().filter_map(|text| serde_json::from_str(text).ok());
    let mut examples: Vec<Value> = given.collect();
    let made = examples.is_empty();
    if made {
        examples.extend(serde_json::from_str(&sample(&shown.run.schema).to_text()));
    }
    let name = shown.run.definition.name;
    html! {
        @if made { p.muted { "Made from the schema: the definition gives none under " code { "parameters.examples" } "." } }
        @for example in &examples {
            @let told = shown.preview.request(&shown.side.set, shown.run, &example.to_string(), &Map::new());
            @if told.ok {
                (code_block("As curl", &told.text))
                @if let Some(rust) = shown.side.outcome.rust_call(name, example) { (code_block("In Rust", &rust)) }
            } @else {
                p.muted { "The arguments " code.wrap { (example) } " do not fit all of the schema:" }
                (code_block("What a model is told", &told.text))
            }
        }
    }
}

fn offers(offered: &[Offered]) -> Markup {
    html! {
        @for group in schemas::groups(offered) {
            details {
                summary {
                    (group.providers.join(", "))
                    span.muted { @match &group.item {
                        None => { " — cannot be offered" },
                        Some(_) => {
                            " — " @if group.strict { "strict, " }
                            (group.cost.bytes) " bytes, about " (group.cost.tokens) " tokens"
                            @if !group.why.is_empty() { ", not all of the schema" }
                        },
                    } }
                }
                @if !group.why.is_empty() { ul { @for why in &group.why { li { (why) } } } }
                @if let Some(item) = &group.item { (code_block("Its item in the tools field", item)) }
            }
        }
    }
}

fn code_block(title: &str, text: &str) -> Markup {
    html! {
        figure {
            figcaption { span { (title) } button.copy type="button" hidden { "Copy" } }
            pre tabindex="0" role="group" aria-label=(title) { code { (text.trim_end()) } }
        }
    }
}

/// The form whose request is shown as it is typed.
fn form(name: &str, nature: &str, fields: &[Field]) -> Markup {
    html! {
        h3 { "Try it" }
        form.fields.try data-tool=(name) {
            @for field in fields {
                @let id = format!("{name}-{}", field.name);
                div.field {
                    label for=(id) {
                        code { (field.name) }
                        @if field.required { span.muted { " required" } }
                        @if let Input::Json(what) = &field.input { span.muted { " (" (what) ")" } }
                    }
                    @match &field.input {
                        Input::Choice(values) => {
                            select id=(id) data-name=(field.name) data-json="" {
                                option value="" { "(nothing)" }
                                @for value in values { option value=(value.to_text()) { (plain(value)) } }
                            }
                        },
                        Input::Json(_) => { input id=(id) data-name=(field.name) data-json="" autocomplete="off" spellcheck="false"; },
                        Input::Text => {
                            textarea id=(id) data-name=(field.name) rows="1" autocomplete="off"
                                data-required=[field.required.then_some("")] {}
                        },
                    }
                    @if !field.description.is_empty() { span.muted { (field.description) } }
                }
            }
            div.actions {
                button type="submit" { "Show the request" }
                button.call type="button" { "Call it" @if nature != "reads" { " (" (nature) " something)" } }
            }
            div.told role="status" aria-live="polite" {}
        }
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        value => value.to_text(),
    }
}
