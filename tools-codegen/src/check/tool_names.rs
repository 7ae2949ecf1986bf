//! The names of a set's tools: those that models call, and those in Rust.

use crate::map::SortedMap;

use super::shared::{Input, Set};
use crate::definition::short;
use crate::diag::{Code, Diagnostic, Span};
use crate::names::{Case, check_given, field_name, type_name};

/// The items that a set generates beside its tools.
const ITEMS: &[&str] = &["Context", "Native", "Secrets", "Session", "ToolCall", "Tools"];
/// The methods of `Session` that are no tools, and names kept for others.
const METHODS: &[&str] = &[
    "answer",
    "answer_calls",
    "answer_with",
    "call",
    "call_with",
    "clone",
    "context",
    "mocked",
    "native",
    "only",
    "read",
    "request",
    "specs",
    "strict_specs",
    "tool",
    "tools",
    "with_secrets",
];

/// The names of a tool.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) type_name: String,
    pub(super) method: String,
    /// Whether it can stand beside the others.
    pub(super) keep: bool,
}

/// Names for all tools, in their order.
pub(super) fn names(tools: &[Input<'_>], set: &mut Set<'_>) -> Vec<Named> {
    let mut wires: SortedMap<&str, Span> = SortedMap::new();
    let mut types: SortedMap<String, (&str, Span)> = SortedMap::new();
    let mut methods: SortedMap<String, (&str, Span)> = SortedMap::new();
    let mut named = Vec::with_capacity(tools.len());
    for tool in tools {
        let raw = &tool.raw;
        let Some(written) = raw.name else {
            named.push(None);
            continue;
        };
        let mut tool =
            Named { name: legal(written.text), type_name: String::new(), method: String::new(), keep: true };
        let is_legal = tool.name == written.text;
        if !is_legal {
            bad_name(written.text, &tool.name, written.span, set);
        }
        let rust = raw.rust_name.filter(|given| match check_given(given.text, Case::Camel) {
            Ok(()) => true,
            Err(why) => {
                let message = format!("`{}` cannot be the name of a Rust type: {why}", short(given.text));
                let help = "write it as `UpdateLeadStatus` is written";
                set.report(Diagnostic::new(Code::RustName, given.span, message).help(help));
                false
            }
        });
        let source = rust.map_or(tool.name.as_str(), |given| given.text);
        tool.type_name = rust.map_or_else(|| type_name(source), |given| given.text.to_owned());
        tool.method = field_name(source);
        let span = rust.map_or(written.span, |given| given.span);
        if let Some(first) = wires.get(written.text) {
            let message = format!("two tools are called `{}`", short(written.text));
            let help = "a model calls a tool by its name; rename one of the two";
            set.report(
                Diagnostic::new(Code::DuplicateTool, written.span, message)
                    .related(*first, "the first")
                    .help(help),
            );
            tool.keep = false;
        } else {
            wires.insert(written.text, written.span);
            let taken = is_taken(&tool, written.text, span, &types, &methods);
            tool.keep = taken.is_none();
            // Of a name that must change anyway, no more is said.
            taken.filter(|_| is_legal).into_iter().for_each(|taken| set.report(taken));
        }
        if tool.keep {
            types.insert(tool.type_name.clone(), (written.text, span));
            methods.insert(tool.method.clone(), (written.text, span));
        }
        named.push(Some(tool));
    }
    let mut stand_ins = StandIns { types, methods };
    let each = tools.iter().zip(named);
    each.map(|(tool, named)| named.unwrap_or_else(|| stand_ins.name(tool))).collect()
}

/// Names for tools that have none: files are mostly called as their tool is, and programs go on
/// using it under that name.
struct StandIns<'t> {
    types: SortedMap<String, (&'t str, Span)>,
    methods: SortedMap<String, (&'t str, Span)>,
}

impl StandIns<'_> {
    fn name(&mut self, tool: &Input<'_>) -> Named {
        let file = tool.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = legal(file.split('.').next().unwrap_or_default());
        let (type_name, method) = (type_name(&name), field_name(&name));
        let taken = ITEMS.contains(&type_name.as_str()) || METHODS.contains(&method.as_str());
        let keep = !taken && !self.types.contains_key(&type_name) && !self.methods.contains_key(&method);
        if keep && let Some(span) = tool.raw.place {
            self.types.insert(type_name.clone(), ("", span));
            self.methods.insert(method.clone(), ("", span));
        }
        Named { name, type_name, method, keep: keep && tool.raw.place.is_some() }
    }
}

/// What every provider takes: `^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$`. A legal name stays as it is.
fn legal(name: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '_' };
    let mut legal: String = name.chars().take(64).map(keep).collect();
    if !legal.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        legal.insert(0, '_');
        legal.truncate(64);
    }
    legal
}

fn bad_name(name: &str, legal: &str, span: Span, set: &mut Set<'_>) {
    let why = if name.is_empty() {
        "it is empty".to_owned()
    } else if name.contains("{{") {
        "nothing is filled in a name".to_owned()
    } else if let Some(c) = name.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))) {
        format!("it holds {c:?}")
    } else if name.chars().count() > 64 {
        "it is longer than 64 characters".to_owned()
    } else {
        "it begins with a digit or `-`".to_owned()
    };
    let message = format!("not every provider takes the tool name `{}`: {why}", short(name));
    let help = if name.is_empty() {
        "name it after what it does: `find_order`".to_owned()
    } else {
        format!("write `{legal}`: up to 64 letters, digits, `_` and `-`, beginning with a letter or `_`")
    };
    set.report(Diagnostic::new(Code::ToolName, span, message).help(help));
}

/// Why a tool's Rust names are not its own.
fn is_taken(
    tool: &Named,
    name: &str,
    span: Span,
    types: &SortedMap<String, (&str, Span)>,
    methods: &SortedMap<String, (&str, Span)>,
) -> Option<Diagnostic> {
    let help = format!("give it another: `\"x-rust-name\": \"{}Tool\"`", tool.type_name);
    let diagnostic = if ITEMS.contains(&tool.type_name.as_str()) {
        let message = format!(
            "the tool `{}` would be `{}` in Rust, which is generated for the set",
            short(name),
            tool.type_name
        );
        Diagnostic::new(Code::RustNameTaken, span, message)
    } else if METHODS.contains(&tool.method.as_str()) {
        let message = format!(
            "the tool `{}` would be the method `{}`, which every session has",
            short(name),
            tool.method
        );
        Diagnostic::new(Code::RustNameTaken, span, message)
    } else if let Some((other, first)) = types.get(&tool.type_name).or_else(|| methods.get(&tool.method)) {
        let message = format!(
            "the tools `{}` and `{}` would both be `{}` in Rust",
            short(other),
            short(name),
            tool.type_name
        );
        Diagnostic::new(Code::RustNameTaken, span, message).related(*first, "the first")
    } else {
        return None;
    };
    Some(diagnostic.help(help))
}
