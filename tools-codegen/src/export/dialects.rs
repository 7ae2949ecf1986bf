//! A neutral schema in the dialects of the providers.

use typed_tools_core::budget::Budget;
use typed_tools_core::table::Dialect;

use super::made::{Export, Exports};
use super::settle::{Definitions, STEPS};
use super::style::{self, Style};
use super::tree::{self, members};
use super::writer::{Stop, Writer};
use super::{alias, flat, limits, mcp, null, plain, root};
use crate::json::Json;

/// Text above this size is offered to no provider: references in place can ask for any amount.
const LARGEST: usize = 512 * 1024;

/// Above this, circles of references are not unrolled: a model would read the same over and over.
const UNROLLED: usize = 32 * 1024;

/// Writes a neutral schema in all dialects. `empty` says that the tool takes no arguments.
pub(super) fn schema(neutral: &Json, empty: bool) -> Exports {
    let aliases = alias::aliases(neutral);
    let for_anthropic = alias::rename(neutral, &aliases, alias::anthropic_takes);
    let for_gemini = alias::rename(neutral, &aliases, alias::gemini_takes);
    let for_groq = null::where_optional(neutral);
    let dialects = Dialect::ALL.iter().map(|dialect| {
        let neutral = match dialect {
            Dialect::Anthropic | Dialect::AnthropicStrict => &for_anthropic,
            Dialect::Gemini | Dialect::GeminiLive => &for_gemini,
            Dialect::Groq => &for_groq,
            _ => neutral,
        };
        one(*dialect, neutral, empty)
    });
    Exports { dialects: dialects.collect(), aliases }
}

fn one(dialect: Dialect, neutral: &Json, empty: bool) -> Export {
    let steps = Budget::of(STEPS);
    let defs = Definitions::new(neutral, &steps);
    let mut export = match dialect {
        Dialect::Mcp => {
            let (schema, why) = mcp::whole(neutral);
            Export { schema: Some(schema.to_text()), why, ..Export::default() }
        }
        Dialect::Plain | Dialect::Anthropic | Dialect::Groq => {
            let (schema, root) = plain::plain(neutral, defs);
            let schema = (!defs.exhausted()).then(|| schema.to_text());
            Export { schema, why: root.lost, ..Export::default() }
        }
        // Gemini refuses an object without properties; a tool without arguments has none.
        Dialect::Gemini | Dialect::GeminiLive if empty => {
            Export { schema: Some(String::new()), ..Export::default() }
        }
        _ => {
            let style = style(dialect);
            let written = |style: Style| {
                // Each attempt has its own.
                steps.set(STEPS);
                written(dialect, style, neutral, defs, empty)
            };
            let fits = |export: &Export| export.schema.as_ref().is_some_and(|text| text.len() <= UNROLLED);
            let mut first = written(style);
            // What is too large with its circles unrolled may do without that.
            if style.circles > Some(1) && !first.as_ref().is_ok_and(fits) {
                first = written(Style { circles: Some(1), ..style }).or(first);
            }
            first.unwrap_or_else(|stop| Export { why: vec![stop], ..Export::default() })
        }
    };
    if export.schema.as_ref().is_none_or(|text| text.len() > LARGEST) && export.why.is_empty()
        || export.schema.as_ref().is_some_and(|text| text.len() > LARGEST)
    {
        export = Export { why: vec!["its schema is too large".to_owned()], ..Export::default() };
    }
    let mut said = crate::map::SortedSet::new();
    export.why.retain(|why| said.insert(why.clone()));
    export
}

/// How the dialects that are restricted subsets are written.
fn style(dialect: Dialect) -> Style {
    match dialect {
        Dialect::OpenAiStrict => style::OPENAI,
        Dialect::AzureStrict => style::AZURE,
        Dialect::DeepSeekStrict => style::DEEPSEEK,
        Dialect::AnthropicStrict => style::ANTHROPIC,
        Dialect::GeminiLive => style::LIVE,
        Dialect::Ollama => style::OLLAMA,
        Dialect::Xai => style::XAI,
        Dialect::LocalGrammar => style::LOCAL,
        _ => style::GEMINI,
    }
}

fn written(
    dialect: Dialect,
    style: Style,
    neutral: &Json,
    defs: Definitions<'_>,
    empty: bool,
) -> Result<Export, Stop> {
    let mut writer = Writer::new(&style, defs);
    let mut own = writer.root(root::repair(defs, neutral), empty)?;
    // Servers of OpenAI's envelope refuse an object without them.
    if matches!(dialect, Dialect::Xai | Dialect::LocalGrammar) && tree::find(&own, "properties").is_none() {
        own.insert(1, ("properties".to_owned(), Json::Object(Vec::new())));
    }
    let mut lost = std::mem::take(&mut writer.lost);
    let schema = match dialect {
        Dialect::Ollama => flat::flatten(&own, &mut lost),
        Dialect::GeminiLive => flat::upper(&Json::Object(own)),
        _ => Json::Object(own),
    };
    let count = limits::count(&schema);
    match dialect {
        Dialect::OpenAiStrict | Dialect::DeepSeekStrict => limits::hold(count, 5000, 10)?,
        Dialect::AzureStrict => limits::hold(count, 100, 5)?,
        _ => {}
    }
    // All that could be offered was left out: the tool could do nothing then.
    let nothing_left =
        tree::find(members(&schema), "properties").is_none_or(|named| members(named).is_empty());
    if dialect == Dialect::GeminiLive && nothing_left {
        return Ok(Export { schema: Some(String::new()), why: lost, ..Export::default() });
    }
    let small = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let (optionals, unions) = match dialect {
        Dialect::AnthropicStrict => (small(count.optionals), small(count.unions)),
        _ => (0, 0),
    };
    Ok(Export { schema: Some(schema.to_text()), optionals, unions, why: lost, ..Export::default() })
}
