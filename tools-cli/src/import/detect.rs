//! What a document is.

use typed_tools_codegen::tree::Node;
use typed_tools_core::nearest::nearest;

use super::{openapi, platforms, shapes};
use crate::usage::Usage;

/// The formats that are imported.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Format {
    OpenApi,
    Mcp,
    OpenAi,
    Anthropic,
    Gemini,
    Vapi,
    ElevenLabs,
    Retell,
    Curl,
}

const NAMES: &[(&str, Format)] = &[
    ("openapi", Format::OpenApi),
    ("mcp", Format::Mcp),
    ("openai", Format::OpenAi),
    ("anthropic", Format::Anthropic),
    ("gemini", Format::Gemini),
    ("vapi", Format::Vapi),
    ("elevenlabs", Format::ElevenLabs),
    ("retell", Format::Retell),
    ("curl", Format::Curl),
];

impl Format {
    pub(super) fn named(name: &str) -> Result<Self, Usage> {
        let found = NAMES.iter().find(|(known, _)| *known == name).map(|(_, format)| *format);
        found.ok_or_else(|| {
            let near = nearest(name, NAMES.iter().map(|(known, _)| *known));
            Usage(match near {
                Some(near) => format!("there is no format `{name}`; did you mean `{near}`?"),
                None => format!("there is no format `{name}`; there are {}", Self::names()),
            })
        })
    }

    pub(super) fn names() -> String {
        NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }
}

/// By the keys that only one format has.
pub(super) fn detect(root: &Node) -> Option<Format> {
    if openapi::is_one(root) {
        return Some(Format::OpenApi);
    }
    platforms::format_of(root).or_else(|| shapes::format_of(root))
}
