//! `response.select` and `response.error`: where in a response something is.

use super::tool::Tool;
use crate::definition::Text;
use crate::diag::{Code, Diagnostic};
use crate::jsonpath;
use crate::model::{Failure, Query, Selected};

impl Tool<'_, '_, '_> {
    pub(super) fn select(&mut self) -> Vec<Selected> {
        let raw = &self.input.raw.response.select;
        let mut selected = Vec::with_capacity(raw.len());
        for (name, text) in raw {
            if let Some(query) = self.query(*text) {
                let single = query.is_single();
                selected.push(Selected { name: name.text.to_owned(), query, single });
            }
        }
        selected
    }

    pub(super) fn failure(&mut self) -> Option<Failure> {
        let raw = self.input.raw.response.failure?;
        let (path, message) = (self.query(raw.path), raw.message.and_then(|text| self.query(text)));
        Some(Failure { path: path?, is: raw.is.map(crate::json::Node::to_json), message })
    }

    fn query(&mut self, text: Text<'_>) -> Option<Query> {
        match jsonpath::parse(text.text) {
            Ok(query) => Some(query),
            Err(fault) => {
                let code = if fault.unsupported { Code::NotSupported } else { Code::ResponseQuery };
                let span = match fault.at.is_empty() && fault.at.start >= text.text.len() {
                    true => text.span,
                    false => self.set.inside(text).span(fault.at.start, fault.at.end),
                };
                self.report(Diagnostic::new(code, span, fault.message).help(fault.help));
                None
            }
        }
    }
}
