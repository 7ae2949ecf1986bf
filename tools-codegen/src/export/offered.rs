//! A set as each provider is offered it.

use super::item::export;
use super::made::{Export, Exports};
use super::report::{Verdict, verdict};
use crate::model::{Model, Tool};
use typed_tools_core::provider::Provider;

/// A tool as one provider is offered it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Offered {
    /// The provider's name on the command line.
    pub provider: &'static str,
    /// What becomes of the tool there.
    pub verdict: Verdict,
    /// The tool's name.
    pub name: String,
    /// What a model reads.
    pub description: String,
    /// The schema as JSON text; empty where the field is left out.
    pub schema: Option<String>,
    /// The strict schema, where there is one.
    pub strict: Option<String>,
    /// Further members of the tool's item, as JSON text, where it is not strict.
    pub members: String,
    /// Likewise, where it is strict.
    pub strict_members: String,
    /// What the strict schema counts towards a request's limit of optional parameters.
    pub optionals: u16,
    /// What the strict schema counts towards a request's limit of parameters of several types.
    pub unions: u16,
    /// A name for people.
    pub title: Option<String>,
    /// It changes nothing.
    pub read_only: bool,
    /// It may destroy something.
    pub destructive: bool,
    /// Calling it again with the same arguments changes nothing more.
    pub idempotent: bool,
    /// It reaches beyond the host.
    pub open_world: bool,
}

/// Every tool of a set at every provider that `wanted` wants: tools in their order, for each the
/// providers in theirs.
pub(crate) fn offered(model: &Model, wanted: impl Fn(&str) -> bool) -> Vec<Vec<Offered>> {
    let each = model.tools.iter().map(|tool| {
        let exports = export(tool);
        let providers = Provider::ALL.iter().copied().filter(|provider| wanted(provider.as_str()));
        providers.map(|provider| one(tool, &exports, provider)).collect()
    });
    each.collect()
}

fn one(tool: &Tool, exports: &Exports, provider: Provider) -> Offered {
    let strict =
        provider.strict_dialect().and_then(|dialect| exports.get(dialect)).cloned().unwrap_or_default();
    let plain = exports.get(provider.dialect()).cloned().unwrap_or_default();
    let members = |export: &Export| {
        let of_it = export.members.iter().find(|(name, _)| *name == provider.as_str());
        of_it.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    Offered {
        provider: provider.as_str(),
        verdict: verdict(exports, provider),
        name: tool.name.clone(),
        description: tool.description.clone(),
        members: members(&plain),
        strict_members: members(&strict),
        schema: plain.schema,
        strict: strict.schema,
        optionals: strict.optionals,
        unions: strict.unions,
        title: tool.hints.title.clone(),
        read_only: tool.hints.read_only,
        destructive: tool.hints.destructive,
        idempotent: tool.hints.idempotent,
        open_world: tool.hints.open_world,
    }
}
