//! `response.select`: what of a response a model sees.

use super::tool::Tool;
use crate::diag::{Code, Diagnostic};
use crate::jsonpath;
use crate::model::Selected;

impl Tool<'_, '_, '_> {
    pub(super) fn select(&mut self) -> Vec<Selected> {
        let raw = &self.input.raw.response.select;
        let mut selected = Vec::with_capacity(raw.len());
        for (name, text) in raw {
            match jsonpath::parse(text.text) {
                Ok(query) => {
                    let single = query.is_single();
                    selected.push(Selected { name: name.text.to_owned(), query, single });
                }
                Err(fault) => {
                    let code = if fault.unsupported { Code::NotSupported } else { Code::ResponseQuery };
                    let span = match fault.at.is_empty() && fault.at.start >= text.text.len() {
                        true => text.span,
                        false => self.set.inside(*text).span(fault.at.start, fault.at.end),
                    };
                    self.report(Diagnostic::new(code, span, fault.message).help(fault.help));
                }
            }
        }
        selected
    }
}
