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
