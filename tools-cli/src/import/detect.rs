//! The formats that are imported, by their names on the command line. What tells them apart is the compiler's table,
//! which says of a definition that is none what it is.

use typed_tools_codegen::format_of;
use typed_tools_codegen::tree::Node;
use typed_tools_core::nearest::nearest;

use crate::usage::Usage;

/// The formats that are imported.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Format {
    OpenApi,
    Mcp,
    OpenAi,
    Anthropic,
    Gemini,
    Bedrock,
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
    ("bedrock", Format::Bedrock),
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

/// What a document is, where it says so by itself.
///
/// # Errors
/// It is something that is not imported, or nothing that is known: in words.
pub(super) fn detect(root: &Node) -> Result<Format, String> {
    let Some(found) = format_of(root) else {
        return Err(format!("nothing that is known; say what it is: {}", Format::names()));
    };
    let name = found.imported().ok_or_else(|| format!("{}, which is not imported", found.what()))?;
    Format::named(name).map_err(|Usage(why)| why)
}
