//! Placeholders that no rule of the format gives a meaning: what was probably meant.

use super::bind::{is_identifier, is_secret, suffix};
use super::place::Place;
use super::tool::Tool;
use crate::definition::short;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::Suffix;

/// Filters of template languages, and what stands in their place.
const FILTERS: &[(&[&str], &str)] = &[
    (
        &["url_encode", "urlencode", "encodeURIComponent", "uri", "escape", "e"],
        "values are encoded for the place that they stand in",
    ),
    (
        &["json", "tojson", "to_json", "dump", "string", "int", "float"],
        "a body value that is exactly one placeholder keeps its type",
    ),
];

/// Filters that a body which is text has suffixes for.
const ESCAPES: &[(&[&str], Suffix)] =
    &[(&["xml", "e", "escape", "xml_escape"], Suffix::Xml), (&["json", "tojson", "to_json"], Suffix::Json)];

/// Filters that say what a value is where there is none.
const FALLBACKS: &[&str] = &["default", "fallback", "d", "else", "or"];

impl Tool<'_, '_, '_> {
    /// What can be neither argument nor secret nor context.
    pub(super) fn no_name(&mut self, name: &str, bare: &str, place: Place, span: Span) {
        let (message, help, word) = if let Some((value, filter)) = name.split_once('|') {
            let (message, help) = self.filter(value.trim(), filter.trim(), place);
            (message, help, None)
        } else {
            let message =
                format!("`{}` is no argument of this tool, and cannot be a secret or context", short(name));
            let (help, word) = self.meant(name, bare, place, span);
            (message, help, word)
        };
        self.report(Diagnostic::new(Code::PlaceholderName, span, message).help(help).meant_if(word));
    }

    /// What to do, and the name that was meant, where there is one.
    fn meant(&mut self, name: &str, bare: &str, place: Place, span: Span) -> (String, Option<String>) {
        if let Some((bare, suffix)) = suffix(name).filter(|(_, suffix)| !place.takes(*suffix)) {
            let for_what = match suffix {
                Suffix::Xml | Suffix::Json => {
                    "`:xml` and `:json` are for a body that is text; elsewhere values are encoded for the place that \
                     they stand in"
                }
                _ => "`:path` and `:segment` are for the path of `api_endpoint`",
            };
            let help = format!("{for_what}; write `{{{{{}}}}}`", short(bare));
            return (help, Some(bare.to_owned()));
        }
        let input = self.input;
        let arguments = input.arguments.root.fields.iter().map(|field| field.wire.as_str());
        // `{{order_id.}}`, `{{args.order_id}}`
        let word = bare.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        let last = bare.rsplit('.').next().unwrap_or_default().trim();
        let near = self.near(bare, arguments);
        let near = near.or_else(|| [word, last].into_iter().find(|word| self.argument(word).is_some()));
        if let Some(near) = near {
            return (format!("did you mean `{{{{{}}}}}`?", short(near)), Some(near.to_owned()));
        }
        if bare.contains('.') && bare.split('.').all(is_identifier) {
            return (self.without_dots(bare, span), None);
        }
        let help = "arguments are declared under `parameters.properties`; secrets are UPPER_CASE, context names are made of letters, \
         digits and `_`";
        (help.to_owned(), None)
    }

    /// `{{customer.number}}`
    fn without_dots(&mut self, name: &str, span: Span) -> String {
        let flat = short(&name.replace('.', "_"));
        let (first, _) = name.split_once('.').unwrap_or((name, ""));
        if self.set.options.context.is_none() {
            return format!("did you mean `{{{{{flat}}}}}`? Names of context have no dots");
        }
        match self.set.context.get(&flat) {
            Some(_) => {
                // What was meant is not unused.
                self.count_use(&flat, span);
                format!("did you mean `{{{{{flat}}}}}`?")
            }
            None => format!(
                "write `{{{{{flat}}}}}` and declare `{flat}: String` in the set's `context`; a dotted name reaches into \
                 context of type `Value`: `{}: Value`",
                short(first)
            ),
        }
    }

    /// `{{user_id | fallback:me}}`
    fn filter(&self, value: &str, filter: &str, place: Place) -> (String, String) {
        let message = format!("`{}` has a filter, and there are none", short(&format!("{value} | {filter}")));
        let end = filter.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(filter.len());
        let (word, behind) = filter.split_at(end);
        let shown = short(value);
        let is_name = is_identifier(value) || self.argument(value).is_some();
        let escape =
            ESCAPES.iter().find(|(words, _)| place == Place::Text && is_name && words.contains(&word));
        if let Some((_, suffix)) = escape {
            return (message, format!("write `{{{{{shown}{}}}}}`", suffix.as_str()));
        }
        let write =
            if is_name { format!("write `{{{{{shown}}}}}`") } else { "write the name alone".to_owned() };
        // `fallback:me`, `default('me')`
        let fallback = behind.trim_matches(|c: char| c.is_whitespace() || "():='\"".contains(c));
        let what = if FALLBACKS.contains(&word) {
            if self.argument(value).is_some() {
                let json = crate::json::Json::String(fallback.to_owned()).to_text();
                format!("give the argument a default: `\"default\": {}`", short(&json))
            } else if is_secret(value) {
                "a secret has to be there".to_owned()
            } else {
                "your application supplies the value, also where there is none".to_owned()
            }
        } else {
            let known = FILTERS.iter().find(|(words, _)| words.contains(&word)).map(|(_, what)| *what);
            let described = "say in the argument's `description` how the model is to write it";
            let supplied = "your application supplies the value as it is to be sent";
            let is_argument = self.argument(value).is_some();
            known.unwrap_or(if is_argument { described } else { supplied }).to_owned()
        };
        (message, format!("{write}; {what}"))
    }
}
