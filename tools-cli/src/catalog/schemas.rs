//! A tool as the providers are offered it, those that are offered the same in one.

use typed_tools_codegen::tree;
use typed_tools_codegen::{Offered, SourceFile, Verdict};
use typed_tools_runtime::__private::compose;
use typed_tools_runtime::Provider;

use crate::export::{Cost, offer, words};
use crate::import::pretty::pretty;

/// What several providers are offered.
pub(super) struct Group {
    pub(super) providers: Vec<&'static str>,
    /// Where it is the strict form.
    pub(super) strict: bool,
    /// Where a provider cannot take all of the schema, or none, the reasons.
    pub(super) why: Vec<String>,
    /// The tool's item of the tools field; `None` where there can be none.
    pub(super) item: Option<String>,
    pub(super) cost: Cost,
}

pub(super) fn groups(offered: &[Offered]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for tool in offered {
        let Ok(provider) = tool.provider.parse::<Provider>() else { continue };
        let strict = tool.verdict == Verdict::Strict;
        let why = match &tool.verdict {
            Verdict::Ok(_) => Vec::new(),
            verdict => words(verdict).1.to_vec(),
        };
        let item = match tool.verdict {
            Verdict::Impossible(_) => None,
            _ => Some(compose(provider, strict, false, &[offer(tool)])),
        };
        match groups.iter_mut().find(|group| group.item == item && group.why == why) {
            Some(group) => group.providers.push(tool.provider),
            None => {
                let cost = item.as_deref().map(Cost::of).unwrap_or_default();
                groups.push(Group { providers: vec![tool.provider], strict, why, item, cost });
            }
        }
    }
    for group in &mut groups {
        let pretty = group.item.as_deref().and_then(|item| {
            let source = SourceFile::new(String::new(), None, item.to_owned());
            Some(pretty(&tree::read(0, &source).ok()?.to_json()))
        });
        group.item = pretty.or(group.item.take());
    }
    groups
}
