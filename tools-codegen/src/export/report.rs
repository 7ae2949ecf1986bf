//! What becomes of each tool at each provider.

use super::item::export;
use super::made::{Export, Exports};
use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::model::{Model, Tool};
use typed_tools_core::provider::Provider;

/// What becomes of a tool at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It is offered whole. Where the provider has a strict mode, why it is not strict there.
    Ok(Vec<String>),
    /// It is offered whole, and can be strict.
    Strict,
    /// It is offered, but some of its shape is lost or only said in words.
    Degraded(Vec<String>),
    /// It cannot be offered.
    Impossible(Vec<String>),
}

/// What becomes of `tool` at `provider`.
pub(super) fn verdict(exports: &Exports, provider: Provider) -> Verdict {
    let missing = Export::default();
    let plain = exports.get(provider.dialect()).unwrap_or(&missing);
    let strict = provider.strict_dialect().and_then(|dialect| exports.get(dialect));
    if plain.schema.is_none() {
        return Verdict::Impossible(plain.why.clone());
    }
    if !plain.why.is_empty() {
        return Verdict::Degraded(plain.why.clone());
    }
    match strict {
        Some(strict) if strict.schema.is_some() => Verdict::Strict,
        Some(strict) => Verdict::Ok(strict.why.clone()),
        None => Verdict::Ok(Vec::new()),
    }
}

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

/// Holds the tools to the providers that a set is made for. `place` says where a tool stands.
pub(crate) fn check(
    model: &Model,
    providers: &[String],
    place: impl Fn(&Tool) -> Option<Span>,
    sink: &mut Sink,
) {
    let providers: Vec<_> = providers.iter().filter_map(|name| Provider::named(name).ok()).collect();
    if providers.is_empty() {
        return;
    }
    for tool in &model.tools {
        let exports = export(tool);
        // One word for all providers that say the same of a tool.
        let mut said: Vec<(Verdict, Vec<&str>)> = Vec::new();
        for provider in providers.iter().copied() {
            let verdict = verdict(&exports, provider);
            match said.iter_mut().find(|(known, _)| *known == verdict) {
                Some((_, names)) if names.contains(&provider.as_str()) => {}
                Some((_, names)) => names.push(provider.as_str()),
                None => said.push((verdict, vec![provider.as_str()])),
            }
        }
        for (verdict, names) in said {
            let names = names.join(", ");
            let (code, what, why) = match &verdict {
                Verdict::Impossible(why) => (Code::ProviderImpossible, "cannot be offered to", why),
                Verdict::Degraded(why) => (Code::ProviderDegraded, "loses some of its shape at", why),
                Verdict::Ok(_) | Verdict::Strict => continue,
            };
            let message = format!("`{}` {what} {names}: {}", tool.name, why.join("; "));
            let help = match code {
                Code::ProviderImpossible => "change `parameters`, or take the provider out of `providers`",
                _ => {
                    "change `parameters`, or allow W070: the arguments of every call are checked in full all the same"
                }
            };
            let diagnostic = match place(tool) {
                Some(span) => Diagnostic::new(code, span, message),
                None => Diagnostic::nowhere(code, message),
            };
            sink.push(diagnostic.help(help));
        }
    }
}
