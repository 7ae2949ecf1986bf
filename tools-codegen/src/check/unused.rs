//! Every argument reaches the request.

use crate::map::SortedMap;

use super::tool::Tool;
use crate::definition::{Method, short};
use crate::diag::{Code, Diagnostic, Span};
use crate::json::Node;

impl Tool<'_, '_, '_> {
    /// Arguments that no template names. Not told where a mistake was reported from which it may
    /// follow: a placeholder that was not understood, a misspelt key.
    pub(super) fn never_sent(&mut self) {
        let raw = &self.input.raw;
        if self.broken_placeholders || raw.broken || raw.endpoint.is_none() || !self.input.arguments_sound {
            return;
        }
        let input = self.input;
        let required = raw.parameters.and_then(|node| node.get("required"));
        let listed = required.and_then(|entry| entry.value.as_array()).unwrap_or_default();
        let listed: SortedMap<&str, Span> =
            listed.iter().filter_map(|item| Some((item.as_str()?, item.span))).collect();
        for (index, field) in input.arguments.root.fields.iter().enumerate() {
            if self.is_used(index) {
                continue;
            }
            let wire = field.wire.as_str();
            let in_branch = || raw.parameters.and_then(|root| declared_in(root, root, wire, 8));
            let declared = self.roots.raw.get(wire).map(|entry| entry.key_span).or_else(in_branch);
            match (declared, listed.get(wire)) {
                (Some(place), _) => self.declared_never_sent(wire, place),
                (None, Some(span)) => self.required_never_sent(wire, *span),
                // A condition asks for it, no more.
                (None, None) => {}
            }
        }
    }

    fn declared_never_sent(&mut self, name: &str, place: Span) {
        let shown = short(name);
        let message = format!("the parameter `{shown}` is never sent");
        let diagnostic = Diagnostic::new(Code::NeverSent, place, message);
        if let Some(foreign) = self.foreign.get(name).copied() {
            // This says it of the same place, as an error.
            self.set.sink.withdraw(Code::OtherNotation, foreign);
            self.report(
                diagnostic
                    .related(foreign, "literal text")
                    .help(format!("write `{{{{{shown}}}}}` where it stands as literal text"))
                    .edit(foreign, format!("{{{{{name}}}}}")),
            );
            return;
        }
        let elsewhere = self.name_it(&shown);
        // `{{ORDER_ID}}` for `order_id`
        let secret = self.secret_placeholders.get(&name.to_ascii_lowercase()).cloned();
        let other = match secret {
            Some((other, span)) => Some((other, span, "a secret")),
            None => self.context_like(name).map(|(other, span)| (other, span, "a value of the conversation")),
        };
        let diagnostic = match other {
            Some((other, span, what)) => diagnostic
                .related(span, format!("this is no argument, but {what}, `{}`", short(&other)))
                .help(format!("did you mean `{{{{{shown}}}}}` there? Else {elsewhere}"))
                .meant_at(span, name),
            None => diagnostic.help(elsewhere),
        };
        self.report(diagnostic);
    }

    /// A name in `required` that `properties` lack, and that is not sent either.
    fn required_never_sent(&mut self, name: &str, span: Span) {
        // This says it of the same place, as an error.
        self.set.sink.withdraw(Code::RequiredUndeclared, span);
        self.unsure = true;
        let shown = short(name);
        let message = format!("`{shown}` is required, but not declared in `properties`, and never sent");
        let known: Vec<&str> = self.roots.raw.keys().copied().take(2000).collect();
        let near = self.near(name, known);
        let help = match near {
            Some(near) => {
                self.only_misspelt_in_required(near);
                format!("did you mean `{}`?", short(near))
            }
            None => "declare it in `properties` and send it, or remove it".to_owned(),
        };
        let near = near.map(str::to_owned);
        self.report(Diagnostic::new(Code::NeverSent, span, message).help(help).meant_if(near));
    }

    /// What follows from a name that is right in `properties` and misspelt in `required`: that it is
    /// optional, and that the two may be one name in Rust.
    fn only_misspelt_in_required(&mut self, name: &str) {
        let what = format!("the argument `{name}`");
        for (said, span) in &self.said_absent {
            if *said == what {
                self.set.sink.withdraw(Code::MayBeAbsent, *span);
            }
        }
        if let Some(properties) = self.input.raw.parameters.and_then(|node| node.get("properties")) {
            self.set.sink.withdraw(Code::NamesMeet, properties.key_span);
        }
    }

    /// Where a parameter would be sent.
    fn name_it(&self, name: &str) -> String {
        let place = match (self.input.raw.method, self.input.raw.body) {
            (Some(Method::Post | Method::Put | Method::Patch), Some(_)) => "body_template",
            _ => "query_params",
        };
        format!("name it in `{place}`: `\"{name}\": \"{{{{{name}}}}}\"`; or remove it")
    }

    /// A context name that this tool alone uses and that reads much like an argument, and where it
    /// is used: `{{leadStatus}}` for `lead_status`.
    fn context_like(&mut self, name: &str) -> Option<(String, Span)> {
        if self.set.options.context.is_some() || self.suggestions == 0 {
            return None;
        }
        let own = |uses: &[(String, Span)]| uses.iter().all(|(tool, _)| *tool == self.name);
        let candidates: Vec<String> = (self.set.context_fields.iter())
            .filter(|field| own(&field.uses))
            .map(|field| field.name.clone())
            .take(200)
            .collect();
        let near = self.near(name, candidates.iter().map(String::as_str))?.to_owned();
        let field = self.set.context_fields.iter().find(|field| field.name == near)?;
        field.uses.first().map(|(_, span)| (near, *span))
    }
}

/// Where a branch of a schema declares a property for the same value.
fn declared_in(root: &Node, schema: &Node, name: &str, depth: u32) -> Option<Span> {
    const ONE: [&str; 3] = ["if", "then", "else"];
    const MANY: [&str; 3] = ["allOf", "anyOf", "oneOf"];
    let depth = depth.checked_sub(1)?;
    let mut branches: Vec<&Node> = Vec::new();
    for entry in schema.as_object().unwrap_or_default() {
        match entry.key.as_str() {
            "properties" => {
                if let Some(property) = entry.value.get(name) {
                    return Some(property.key_span);
                }
            }
            key if ONE.contains(&key) => branches.push(&entry.value),
            key if MANY.contains(&key) => branches.extend(entry.value.as_array().unwrap_or_default()),
            "dependentSchemas" | "dependencies" => {
                branches.extend(entry.value.as_object().unwrap_or_default().iter().map(|entry| &entry.value));
            }
            "$ref" => {
                let pointer = entry.value.as_str().and_then(|text| text.strip_prefix('#'));
                branches.extend(pointer.and_then(|pointer| root.at_pointer(pointer)));
            }
            _ => {}
        }
    }
    branches.into_iter().find_map(|branch| declared_in(root, branch, name, depth))
}
