//! What a placeholder's name means: argument, secret or context, in this order.

use super::fact::{Fact, PART_OF_A_VALUE, Step, of_argument};
use super::place::Place;
use super::tool::Tool;
use crate::definition::short;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{ContextType, Placeholder, Source, Suffix, Types};

/// What became of a placeholder.
pub(super) enum Bound {
    Placeholder(Placeholder, Fact),
    /// It can never have a value (its property was left out, and that was reported).
    Never,
    /// A mistake was reported.
    Broken,
}

/// A name that secrets have: upper case.
pub(super) fn is_secret(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name.contains(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

pub(super) fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && name.bytes().any(|b| b != b'_')
}

impl Tool<'_, '_, '_> {
    /// Binds the name of a placeholder. `span` is the whole with its braces.
    pub(super) fn bind(&mut self, name: &str, span: Span, place: Place) -> Bound {
        let trimmed = name.trim();
        let (bare, suffix) =
            suffix(trimmed).filter(|(_, suffix)| place.takes(*suffix)).unwrap_or((trimmed, Suffix::None));
        for (name, suffix) in [(name, Suffix::None), (trimmed, Suffix::None), (bare, suffix)] {
            if let Some(index) = self.argument(name) {
                return self.bind_argument(index, name, Vec::new(), suffix, span);
            }
            if self.is_left_out(name) {
                return Bound::Never;
            }
        }
        for (name, suffix) in [(trimmed, Suffix::None), (bare, suffix)] {
            if let Some((index, path)) = self.dotted(name) {
                return self.bind_argument(index, name, path, suffix, span);
            }
        }
        if is_secret(bare) {
            let index = self.set.secrets.add(bare);
            self.secret_placeholders
                .entry(bare.to_ascii_lowercase())
                .get_or_insert_with(|| (bare.to_owned(), span));
            let what = format!("the secret `{bare}`");
            let fact = Fact { what, types: Types::STRING, absent: None, file: false };
            return Bound::Placeholder(
                Placeholder { source: Source::Secret(index), path: Vec::new(), suffix },
                fact,
            );
        }
        if let Some((index, path)) = self.dotted_context(bare) {
            return self.context_value(index, bare, path, suffix, span, place);
        }
        if !is_identifier(bare) {
            self.no_name(trimmed, bare, place, span);
            return Bound::Broken;
        }
        self.bind_context(bare, suffix, span, place)
    }

    /// Whether `parameters` has this property, and the arguments have not.
    fn is_left_out(&self, name: &str) -> bool {
        self.roots.raw.contains_key(name)
    }

    /// The longest argument that a dotted name begins with, and the steps behind it.
    fn dotted(&self, name: &str) -> Option<(usize, Vec<String>)> {
        // A name of thousands of dots is none.
        let dots: Vec<usize> = name.match_indices('.').map(|(at, _)| at).take(32).collect();
        dots.into_iter().rev().find_map(|at| {
            let index = self.argument(name.get(..at)?)?;
            Some((index, name.get(at + 1..)?.split('.').map(str::to_owned).collect()))
        })
    }

    fn bind_argument(
        &mut self,
        index: usize,
        name: &str,
        path: Vec<String>,
        suffix: Suffix,
        span: Span,
    ) -> Bound {
        self.use_argument(index);
        if path.is_empty() && self.set.options.context.is_some() && self.set.context.get(name).is_some() {
            self.two_meanings(name, span);
        }
        match of_argument(self.input, &self.roots, index, &path) {
            Some(Step::Found(fact)) => {
                Bound::Placeholder(Placeholder { source: Source::Argument(index), path, suffix }, fact)
            }
            Some(Step::Nowhere(at, known)) => {
                self.nowhere(name, &path, at, &known, span);
                Bound::Broken
            }
            None => Bound::Broken,
        }
    }

    /// An argument that is declared context too: said once for a tool.
    fn two_meanings(&mut self, name: &str, span: Span) {
        if !self.two_meanings.insert(name.to_owned()) {
            return;
        }
        self.count_use(name, span);
        let declared = self.roots.raw.get(name).map(|entry| entry.key_span);
        let message = format!("`{}` is an argument of this tool and declared context", short(name));
        let mut diagnostic = Diagnostic::new(Code::TwoMeanings, span, message)
            .help("rename one of the two: nobody could tell whose value is sent");
        if let Some(declared) = declared {
            diagnostic = diagnostic.related(declared, "the argument");
        }
        self.report(diagnostic);
    }

    fn nowhere(&mut self, name: &str, path: &[String], at: usize, known: &[String], span: Span) {
        let step = path.get(at).map(String::as_str).unwrap_or_default();
        let steps = path.len().saturating_sub(at);
        let above = name.rsplitn(steps + 1, '.').last().unwrap_or(name);
        let message = format!("`{}` has no property `{}`", short(above), short(step));
        let diagnostic = Diagnostic::new(Code::PathStep, span, message);
        let near = self.near(step, known.iter().map(String::as_str)).map(str::to_owned);
        let help = match &near {
            Some(near) => format!("did you mean `{}.{}`?", short(above), short(near)),
            None if known.is_empty() => {
                format!("`{}` has no `properties` that say what is in it", short(above))
            }
            None => {
                let known: Vec<&str> = known.iter().take(8).map(String::as_str).collect();
                format!("it has {}", crate::definition::list(&known))
            }
        };
        let whole = near.map(|near| {
            let rest: String =
                path.iter().skip(at.saturating_add(1)).map(|step| format!(".{step}")).collect();
            format!("{above}.{near}{rest}")
        });
        self.report(diagnostic.help(help).meant_if(whole));
    }

    /// The declared context of type `Value` that a dotted name begins with, and the steps behind it.
    fn dotted_context(&self, name: &str) -> Option<(usize, Vec<String>)> {
        self.set.options.context.as_ref()?;
        let (first, behind) = name.split_once('.')?;
        let index = self.set.context.get(first)?;
        let is_value = self.set.context_fields.get(index)?.ty == ContextType::Value;
        let steps: Vec<String> = behind.split('.').map(str::to_owned).collect();
        (is_value && steps.iter().all(|step| is_identifier(step))).then_some((index, steps))
    }

    fn bind_context(&mut self, name: &str, suffix: Suffix, span: Span, place: Place) -> Bound {
        let declared = self.set.options.context.is_some();
        let index = match self.set.context.get(name) {
            Some(index) => Some(index),
            None if declared => {
                self.unknown_context(name, span);
                None
            }
            None => Some(usize::MAX),
        };
        let Some(mut index) = index else { return Bound::Broken };
        if !declared {
            if let Some(near) = self.argument_one_slip_from(name) {
                self.misspelt_argument(name, &near, span);
                return Bound::Broken;
            }
            if self.lost_parameter(name, span) {
                return Bound::Broken;
            }
            if self.set.context.get(name).is_none() {
                self.capitalised(name, span);
            }
            index = self.set.add_context(name, ContextType::String, false);
        }
        self.context_value(index, name, Vec::new(), suffix, span, place)
    }

    /// A use of a context field, or of a part of it.
    fn context_value(
        &mut self,
        index: usize,
        name: &str,
        path: Vec<String>,
        suffix: Suffix,
        span: Span,
        place: Place,
    ) -> Bound {
        let tool = self.name.clone();
        let Some(field) = self.set.context_fields.get_mut(index) else { return Bound::Broken };
        field.uses.push((tool, span));
        let types = match field.ty {
            ContextType::String | ContextType::Secret => Types::STRING,
            ContextType::I64 => Types::INTEGER,
            ContextType::F64 => Types::NUMBER,
            ContextType::Bool => Types::BOOLEAN,
            ContextType::Value => Types::ALL,
            // Nothing that JSON has.
            ContextType::File => Types(0),
        };
        let absent = match path.as_slice() {
            [] => field.optional.then(|| (None, String::new())),
            // Nobody says what is in a `Value`.
            _ => Some((None, PART_OF_A_VALUE.to_owned())),
        };
        if field.ty != ContextType::Secret {
            self.lower_case_credential(name, span, place);
        }
        let what = format!("the context value `{name}`");
        let fact = Fact { what, types, absent, file: false };
        Bound::Placeholder(Placeholder { source: Source::Context(index), path, suffix }, fact)
    }

    /// Counts a context name as used, where it is one.
    pub(super) fn count_use(&mut self, name: &str, span: Span) {
        let tool = self.name.clone();
        let index = self.set.context.get(name);
        if let Some(field) = index.and_then(|index| self.set.context_fields.get_mut(index)) {
            field.uses.push((tool, span));
        }
    }

    fn unknown_context(&mut self, name: &str, span: Span) {
        let message = format!("`{}` is neither an argument of this tool nor declared context", short(name));
        let input = self.input;
        let arguments = input.arguments.root.fields.iter().map(|field| field.wire.as_str());
        let context: Vec<String> = self.set.context_fields.iter().map(|field| field.name.clone()).collect();
        let near = self.near(name, context.iter().map(String::as_str).chain(arguments)).map(str::to_owned);
        let help = match &near {
            Some(near) => format!("did you mean `{{{{{}}}}}`?", short(near)),
            None => format!("declare it in the set's `context`: `{name}: String`"),
        };
        // What was meant is not unused.
        if let Some(near) = &near {
            self.count_use(near, span);
        }
        self.report(Diagnostic::new(Code::UnknownContext, span, message).help(help).meant_if(near));
    }

    /// A name that `parameters` declares beside its `properties`, or without any, and not inside.
    fn lost_parameter(&mut self, name: &str, span: Span) -> bool {
        if let Some((entry, typo)) = self.roots.astray.get(name).copied() {
            let message = format!(
                "`{}` is no argument of this tool: it stands inside `{}`, which declares nothing",
                short(name),
                short(&typo.key)
            );
            // The key itself is told of once, as W040.
            self.report(
                Diagnostic::new(Code::Misspelt, span, message)
                    .related(entry.key_span, "here")
                    .help(format!("write `properties` in place of `{}`", short(&typo.key))),
            );
            return true;
        }
        let Some(entry) = self.roots.beside.get(name).copied() else { return false };
        self.set.sink.withdraw(Code::KeywordTypo, entry.key_span);
        let message =
            format!("`{0}` is no argument of this tool: it does not stand inside `properties`", short(name));
        self.report(
            Diagnostic::new(Code::Misspelt, span, message).related(entry.key_span, "this declares nothing").help(
                format!("write `\"parameters\": {{ \"type\": \"object\", \"properties\": {{ \"{}\": {{ .. }} }} }}`", short(name)),
            ),
        );
        true
    }

    fn misspelt_argument(&mut self, name: &str, near: &str, span: Span) {
        let declared = self.roots.raw.get(near).map(|entry| entry.key_span);
        let message = format!("`{}` is no argument of this tool; `{}` is", short(name), short(near));
        let mut diagnostic = Diagnostic::new(Code::Misspelt, span, message).help(format!(
            "did you mean `{{{{{}}}}}`? If `{}` is a value of the conversation, declare it in the set's `context`",
            short(near),
            short(name)
        ));
        diagnostic = diagnostic.meant(near);
        if let Some(declared) = declared {
            diagnostic = diagnostic.related(declared, "the argument is declared here");
        }
        self.report(diagnostic);
        if let Some(index) = self.argument(near) {
            self.use_argument(index);
        }
    }
}

/// The name, and what stands behind it.
pub(super) fn suffix(name: &str) -> Option<(&str, Suffix)> {
    [Suffix::Path, Suffix::Segment, Suffix::Xml, Suffix::Json]
        .into_iter()
        .find_map(|suffix| Some((name.strip_suffix(suffix.as_str())?.trim_end(), suffix)))
}

/// What a name would mean, without binding it: for messages.
pub(super) fn kind_of(tool: &Tool<'_, '_, '_>, name: &str) -> &'static str {
    let name = name.trim();
    if tool.argument(name).is_some() {
        "the argument"
    } else if is_secret(name) {
        "the secret"
    } else {
        "the context value"
    }
}
