//! `provider_options`: what goes into a tool's item at one provider as it is.

use super::reader::Reader;
use super::words::{list, short};
use crate::diag::{Code, Diagnostic};
use crate::json::Entry;
use typed_tools_core::nearest::nearest;
use typed_tools_core::provider::Provider;

/// The keys of a tool's item at a provider, as its SDK has them: those that are written for every tool, and where each
/// comes from; and all others. The item is the object that has the tool's `name`.
fn keys(provider: Provider) -> (&'static [(&'static str, &'static str)], &'static [&'static str]) {
    use Provider as P;
    const NAME: (&str, &str) = ("name", "`name`");
    const DESCRIPTION: (&str, &str) = ("description", "`description`");
    const TYPE: (&str, &str) = ("type", "what every tool is");
    const STRICT: (&str, &str) = ("strict", "`Tools::strict_specs`, or `export --strict`");
    const PARAMETERS: (&str, &str) = ("parameters", "`parameters`");
    const JSON_SCHEMA: (&str, &str) = ("parametersJsonSchema", "`parameters`");
    match provider {
        P::OpenAiResponses => (
            &[NAME, DESCRIPTION, TYPE, PARAMETERS, STRICT],
            &["defer_loading", "allowed_callers", "output_schema", "async"],
        ),
        P::OpenAiRealtime => (&[NAME, DESCRIPTION, TYPE, PARAMETERS], &[]),
        P::Anthropic => (
            &[
                NAME,
                DESCRIPTION,
                ("input_schema", "`parameters`"),
                STRICT,
                ("input_examples", "`parameters.examples`"),
            ],
            &["type", "cache_control", "defer_loading", "allowed_callers", "eager_input_streaming"],
        ),
        P::Gemini | P::VertexAi => {
            (&[NAME, DESCRIPTION, PARAMETERS, JSON_SCHEMA], &["response", "responseJsonSchema"])
        }
        P::GeminiLive => {
            (&[NAME, DESCRIPTION, PARAMETERS, JSON_SCHEMA], &["behavior", "response", "responseJsonSchema"])
        }
        P::Bedrock => (&[NAME, DESCRIPTION, ("inputSchema", "`parameters`"), STRICT], &[]),
        P::VercelAiSdk => (
            &[
                NAME,
                DESCRIPTION,
                TYPE,
                ("inputSchema", "`parameters`"),
                ("inputExamples", "`parameters.examples`"),
                STRICT,
            ],
            &["providerOptions"],
        ),
        P::Mcp | P::Mcp20251125 | P::Mcp20250618 => (
            &[
                NAME,
                DESCRIPTION,
                ("title", "`annotations.title`"),
                ("inputSchema", "`parameters`"),
                ("outputSchema", "`response.schema`"),
                ("annotations", "`annotations`"),
            ],
            match provider {
                P::Mcp20250618 => &["_meta"],
                P::Mcp20251125 => &["_meta", "icons", "execution"],
                _ => &["_meta", "icons"],
            },
        ),
        _ => (&[NAME, DESCRIPTION, PARAMETERS, STRICT], &[]),
    }
}

impl<'a> Reader<'a, '_> {
    pub(super) fn provider_options(&mut self, entry: &'a Entry) {
        for entry in self.object(entry).iter().filter(|entry| !entry.key.starts_with("x-")) {
            match entry.key.parse::<Provider>() {
                Ok(provider) => {
                    for option in self.object(entry) {
                        self.provider_option(provider, option);
                    }
                    if entry.value.as_object().is_some() {
                        self.tool.provider_options.push((provider.as_str(), &entry.value));
                    }
                }
                Err(_) => {
                    let names: Vec<_> = Provider::ALL.iter().map(|provider| provider.as_str()).collect();
                    self.unknown(entry, &names, "`provider_options`");
                }
            }
        }
    }

    fn provider_option(&mut self, provider: Provider, option: &'a Entry) {
        let (written, known) = keys(provider);
        let key = option.key.as_str();
        if let Some((_, from)) = written.iter().find(|(written, _)| *written == key) {
            let message = format!("`{key}` of a tool at {provider} is written already");
            let help = format!("it comes from {from}");
            self.report(Diagnostic::new(Code::ProviderOption, option.key_span, message).help(help));
        } else if !known.contains(&key) {
            let message = format!("a tool at {provider} has no key `{}`", short(key));
            let near = nearest(key, known.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => {
                    "beside what is written already it has none that are known; it is sent as it is"
                        .to_owned()
                }
                None => format!("it has {}; this one is sent as it is", list(known)),
            };
            self.sink.push(
                Diagnostic::new(Code::UnknownOption, option.key_span, message).help(help).meant_if(near),
            );
        }
    }
}
