//! Why a model's call was not taken.

use std::fmt;
use typed_tools_core::nearest::nearest;

use super::arguments::Malformed;
use super::undecorated;
use typed_tools_core::check::{Violation, Violations, shape};
use typed_tools_core::table::Definition;
use typed_tools_core::text;

/// The text for the model has at most so many characters.
const FOR_MODEL: usize = 2400;

/// Its list of violations.
const VIOLATIONS: usize = 1400;

/// A call that a model made and that was not taken; no request was sent.
///
/// `Display` is for your application and its log; [`for_model`](Self::for_model) is what the model gets to
/// see, so that it can repair the call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArgumentError {
    /// There is no tool of this name.
    #[non_exhaustive]
    UnknownTool {
        /// The name that was called, cut to a sane length.
        name: String,
        /// The tool that it most likely stands for.
        nearest: Option<String>,
        /// The tools that there are.
        known: Vec<String>,
    },
    /// The arguments are not JSON, or more text than is parsed (4 MiB).
    #[non_exhaustive]
    Malformed {
        /// The tool.
        tool: &'static str,
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in characters.
        column: usize,
        /// What is wrong.
        reason: String,
        /// The text around that place, which is marked `<!>`. Empty where the text was not parsed.
        excerpt: String,
        /// The shape that the tool takes.
        shape: String,
    },
    /// The arguments break the tool's schema.
    #[non_exhaustive]
    Rejected {
        /// The tool.
        tool: &'static str,
        /// Every rule that is broken, with its place; the first hundred.
        violations: Vec<Violation>,
        /// How many there were beyond those.
        more: usize,
        /// The shape that the tool takes.
        shape: String,
    },
}

impl ArgumentError {
    /// For a name that none of the `known` tools has.
    #[must_use]
    pub fn unknown_tool(name: &str, known: &[&str]) -> Self {
        let near = |name: &str| nearest(name, known.iter().copied());
        Self::UnknownTool {
            name: text::cut(name, 80),
            nearest: undecorated(name)
                .and_then(|plain| {
                    known.iter().find(|known| **known == plain).copied().or_else(|| near(plain))
                })
                .or_else(|| near(name))
                .map(str::to_owned),
            known: known.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    pub(crate) fn malformed(definition: &Definition<'static>, malformed: Malformed) -> Self {
        let Malformed { line, column, reason, excerpt, .. } = malformed;
        Self::Malformed {
            tool: definition.name,
            line,
            column,
            reason,
            excerpt,
            shape: shape(&definition.arguments),
        }
    }

    pub(crate) fn rejected(definition: &Definition<'static>, violations: Violations) -> Self {
        Self::Rejected {
            tool: definition.name,
            violations: violations.kept,
            more: violations.more,
            shape: shape(&definition.arguments),
        }
    }

    /// The name of the tool; `None` where there is none of the name that was called.
    #[must_use]
    pub fn tool(&self) -> Option<&'static str> {
        match self {
            Self::UnknownTool { .. } => None,
            Self::Malformed { tool, .. } | Self::Rejected { tool, .. } => Some(tool),
        }
    }

    /// What the model reads: what it sent, what is allowed, and how to call again. At most 2,400
    /// characters, whatever was sent.
    #[must_use]
    pub fn for_model(&self) -> String {
        let text = match self {
            Self::UnknownTool { name, nearest, known } => {
                let mut text = match name.trim() {
                    "" => "The call names no tool: call one by its name.".to_owned(),
                    name => format!("There is no tool {}, and nothing was called.", text::quoted(name)),
                };
                if let Some(near) = nearest {
                    text += &format!(" Did you mean {near}?");
                }
                match known.as_slice() {
                    [] => text + " There are no tools.",
                    known => text + &format!(" The tools are: {}.", text::list(known.iter().cloned())),
                }
            }
            Self::Malformed { tool, reason, excerpt, shape, .. } if excerpt.is_empty() => format!(
                "{tool} was not called: its arguments were not read, since {reason}. \
                 Call it again with less, as one JSON object of this shape: {shape}"
            ),
            Self::Malformed { tool, line, column, reason, excerpt, shape } => format!(
                "{tool} was not called: its arguments are not valid JSON. \
                 Line {line}, column {column}, at the mark <!>: {reason}\n{excerpt}\n\
                 Call it again with one JSON object of this shape: {shape}"
            ),
            Self::Rejected { tool, violations, more, shape } => {
                let mut text = format!("{tool} was not called: its arguments do not fit. Correct this:");
                let mut shown = 0;
                let said: Vec<_> =
                    violations.iter().filter(|one| !is_said_elsewhere(one, violations)).collect();
                for violation in &said {
                    let line = text::cut(&format!("\n- {violation}"), 600);
                    if shown > 0 && text.len() + line.len() > VIOLATIONS {
                        break;
                    }
                    text += &line;
                    shown += 1;
                }
                match said.len() - shown + more {
                    0 => {}
                    left => text += &format!("\n- … and {left} more like these"),
                }
                text + &format!("\nCall it again with all arguments, of this shape: {shape}")
            }
        };
        text::cut(&text, FOR_MODEL - 1)
    }
}

/// A property that is not known, where another line says which missing one it may be meant to be.
fn is_said_elsewhere(violation: &Violation, all: &[Violation]) -> bool {
    let Some((parent, key)) = violation.pointer.rsplit_once('/') else { return false };
    let key = text::quoted(&key.replace("~1", "/").replace("~0", "~"));
    matches!(violation.rule, "additionalProperties" | "unevaluatedProperties")
        && all.iter().any(|other| {
            other.rule == "required"
                && other.nearest.as_ref() == Some(&key)
                && other.pointer.rsplit_once('/').is_some_and(|(other, _)| other == parent)
        })
}

impl fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownTool { name, .. } if name.trim().is_empty() => f.write_str("the call names no tool"),
            Self::UnknownTool { name, nearest, .. } => {
                write!(f, "there is no tool {}", text::quoted(name))?;
                nearest.as_ref().map_or(Ok(()), |near| write!(f, "; the nearest is {near}"))
            }
            Self::Malformed { tool, reason, excerpt, .. } if excerpt.is_empty() => {
                write!(f, "the arguments of {tool} were not read: {reason}")
            }
            Self::Malformed { tool, line, column, reason, .. } => {
                write!(
                    f,
                    "the arguments of {tool} are not valid JSON: {reason}, line {line}, column {column}"
                )
            }
            Self::Rejected { tool, violations, more, .. } => {
                write!(f, "the arguments of {tool} break its schema")?;
                for (index, violation) in violations.iter().enumerate() {
                    write!(f, "{} {violation}", if index == 0 { ":" } else { ";" })?;
                }
                if *more > 0 { write!(f, "; and {more} more") } else { Ok(()) }
            }
        }
    }
}

impl std::error::Error for ArgumentError {}
