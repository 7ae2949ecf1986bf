//! A tool's arguments in the dialects of the providers.
//!
//! It sees the checked model alone, so nothing of a tool's request (endpoint, headers,
//! templates, names of secrets) can reach a model.

mod alias;
mod flat;
mod item;
mod limits;
mod mcp;
mod merge;
mod null;
mod pattern;
mod plain;
mod report;
mod root;
mod settle;
mod style;
mod tree;
mod walk;
mod words;
mod writer;

use typed_tools_core::budget::Budget;

use self::settle::{Definitions, STEPS};
use self::style::Style;
use self::tree::members;
use self::writer::{Stop, Writer};
use crate::json::Json;
use crate::model::{Arguments, Tool};
pub(crate) use typed_tools_core::table::Dialect;

pub(crate) use alias::Alias;
pub use report::{Offered, Verdict};
pub(crate) use report::{check, offered};

/// A tool in one dialect.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Export {
    /// The schema as JSON text; empty where the field is left out; `None` where the tool cannot
    /// be put so.
    pub(crate) schema: Option<String>,
    /// Optional parameters, for providers that limit them per request.
    pub(crate) optionals: u16,
    /// Parameters of several types, likewise.
    pub(crate) unions: u16,
    /// Further members of the tool's item, as JSON text by the names of providers.
    pub(crate) members: Vec<(&'static str, String)>,
    /// What lost its shape; where there is no schema, why.
    pub(crate) why: Vec<String>,
}

/// A tool in all dialects.
#[derive(Debug, Clone)]
pub(crate) struct Exports {
    /// In the order of [`Dialect::ALL`].
    pub(crate) dialects: Vec<Export>,
    /// Property names that some dialect shows under another name.
    pub(crate) aliases: Vec<Alias>,
}

impl Exports {
    fn get_mut(&mut self, dialect: Dialect) -> Option<&mut Export> {
        let at = Dialect::ALL.iter().position(|known| *known == dialect)?;
        self.dialects.get_mut(at)
    }

    pub(crate) fn get(&self, dialect: Dialect) -> Option<&Export> {
        let at = Dialect::ALL.iter().position(|known| *known == dialect)?;
        self.dialects.get(at)
    }
}

/// Text above this size is offered to no provider: references in place can ask for any amount.
const LARGEST: usize = 512 * 1024;

/// Above this, circles of references are not unrolled: a model would read the same over and over.
const UNROLLED: usize = 32 * 1024;

/// Writes `tool` in all dialects.
pub(crate) fn export(tool: &Tool) -> Exports {
    let mut exports = arguments(&tool.arguments);
    item::extend(&mut exports, tool);
    exports
}

fn arguments(arguments: &Arguments) -> Exports {
    let root = &arguments.root;
    let empty = root.fields.is_empty() && root.tags.is_empty() && root.rest.is_none();
    schema(&arguments.neutral, empty)
}

/// Writes a neutral schema in all dialects. `empty` says that the tool takes no arguments.
fn schema(neutral: &Json, empty: bool) -> Exports {
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
    let mut said = std::collections::BTreeSet::new();
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

#[cfg(test)]
mod tests;
