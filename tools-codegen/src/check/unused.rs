//! Every argument reaches the request.

use super::tool::Tool;
use crate::definition::{Method, short};
use crate::diag::{Code, Diagnostic};

impl Tool<'_, '_, '_> {
    /// Arguments that no template names. Not told where a mistake was reported from which it may
    /// follow: a placeholder that was not understood, a misspelt key.
    pub(super) fn never_sent(&mut self) {
        let raw = &self.input.raw;
        if self.broken_holes || raw.broken || raw.endpoint.is_none() || !self.input.arguments_sound {
            return;
        }
        let input = self.input;
        for (index, field) in input.arguments.root.fields.iter().enumerate() {
            if self.is_used(index) {
                continue;
            }
            let name = short(&field.wire);
            let required = raw.parameters.and_then(|node| node.get("required")).map(|entry| entry.value.span);
            let place = self.roots.raw.get(field.wire.as_str()).map(|entry| entry.key_span);
            let Some(span) = place.or(required).or(raw.place) else { continue };
            let foreign = self.foreign.get(&field.wire).copied();
            let help = match (raw.method, raw.body) {
                _ if foreign.is_some() => format!("write `{{{{{name}}}}}` where it stands as literal text"),
                (Some(Method::Post | Method::Put | Method::Patch), Some(_)) => {
                    format!("name it in `body_template`: `\"{name}\": \"{{{{{name}}}}}\"`; or remove it")
                }
                _ => format!("name it in `query_params`: `\"{name}\": \"{{{{{name}}}}}\"`; or remove it"),
            };
            let message = format!("the parameter `{name}` is never sent");
            let mut diagnostic = Diagnostic::new(Code::NeverSent, span, message).help(help);
            if let Some(foreign) = foreign {
                diagnostic = diagnostic.related(foreign, "literal text");
            }
            self.report(diagnostic);
        }
    }
}
