//! The keys of a definition: which there are, which it needs, and what a value of each has to be.

use super::raw::{KEYS, OF_A_REQUEST, RawTool};
use super::words::{describe_kind, is_schema, list, other_name, short, start_of};
use crate::diag::{Code, Diagnostic, Sink};
use crate::json::Entry;
use typed_tools_core::nearest::nearest;

/// For how many keys a near one is looked for: of more mistakes than a report shows, most are no
/// typos.
pub(super) const SUGGESTIONS: usize = 100;

const REQUIRED: &[&str] = &["name", "description", "api_endpoint", "http_method"];

/// Reads one definition; reports what is not as it should be and goes on.
pub(super) struct Reader<'a, 's> {
    pub(super) sink: &'s mut Sink,
    pub(super) tool: RawTool<'a>,
    /// How many names were looked for.
    pub(super) suggestions: usize,
    /// The keys that misspelt ones were meant to be.
    pub(super) meant: Vec<&'static str>,
}

impl<'a> Reader<'a, '_> {
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.tool.broken = true;
        self.sink.push(diagnostic);
    }

    pub(super) fn entry(&mut self, entry: &'a Entry) {
        match entry.key.as_str() {
            "name" => {
                self.tool.name = self.string(entry);
                self.tool.place = Some(entry.value.span);
            }
            "description" => self.tool.description = self.string(entry),
            "parameters" => self.tool.parameters = Some(&entry.value),
            "api_endpoint" => self.tool.endpoint = self.string(entry),
            // From the set's defaults: a definition has none.
            "base_url" if entry.value.span.source != self.tool.source => {
                self.tool.base_url = self.string(entry)
            }
            "http_method" => self.method(entry),
            "headers" => self.tool.headers = self.settings(entry, false),
            "query_params" => self.tool.query = self.settings(entry, true),
            "body_template" => self.tool.body = Some(entry),
            "auth" => self.tool.auth = self.auth(entry),
            "response" => self.response(entry),
            "timeout_ms" => self.tool.timeout_ms = self.whole(entry, 1, 3_600_000),
            "retries" => {
                let count = self.whole(entry, 0, 10).and_then(|count| u32::try_from(count).ok());
                self.tool.retries = count.map(|count| (count, entry.value.span));
            }
            "idempotency_key" => self.tool.idempotency_key = self.string(entry),
            "annotations" => self.annotations(entry),
            "provider_options" => self.provider_options(entry),
            "native" => self.tool.native = self.flag(entry).unwrap_or_default(),
            "x-rust-name" => self.tool.rust_name = self.string(entry),
            "$schema" => {
                self.string(entry);
            }
            key if key.starts_with("x-") => {}
            _ => self.unknown(entry, KEYS, "a definition"),
        }
    }

    /// A key that is not known; `what` has only `known`.
    pub(super) fn unknown(&mut self, entry: &Entry, known: &[&'static str], what: &str) {
        self.suggestions += 1;
        let near =
            if self.suggestions > SUGGESTIONS { None } else { nearest(&entry.key, known.iter().copied()) };
        let top = |name: &'static str| name.split('.').next().unwrap_or(name);
        let other = other_name(&entry.key, &entry.value).filter(|name| known.contains(&top(name)));
        self.meant.extend(near.or(other));
        let help = match (near, other) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some("parameters")) if is_schema(&entry.value) => {
                "it is a JSON Schema: here it is called `parameters`".to_owned()
            }
            (None, Some(name)) => match name.split_once('.') {
                Some((outer, key)) => {
                    format!("here it is called `{name}`: `\"{outer}\": {{ \"{key}\": .. }}`")
                }
                None => format!("here it is called `{name}`"),
            },
            (None, None) => {
                format!("{what} has {}; your own notes go under keys that begin with `x-`", list(known))
            }
        };
        let message = format!("{what} has no key `{}`", short(&entry.key));
        let meant = near.or(other).filter(|name| !name.contains('.'));
        self.report(Diagnostic::new(Code::UnknownKey, entry.key_span, message).help(help).meant_if(meant));
    }

    pub(super) fn required(&mut self, entries: &[Entry]) {
        let native = self.tool.native;
        for key in REQUIRED.iter().filter(|key| !native || !OF_A_REQUEST.contains(key)) {
            // A misspelt key was reported already.
            if entries.iter().any(|entry| entry.key == *key) || self.meant.contains(key) {
                continue;
            }
            let Some(place) = self.tool.place else { continue };
            let what = match self.tool.name {
                Some(name) => format!("the definition of `{}`", short(name.text)),
                None => "this definition".to_owned(),
            };
            let help = match *key {
                "name" => "add `\"name\": \"..\"`, the name by which a model calls the tool",
                "description" => "add `\"description\": \"..\"`, which tells a model when to call the tool",
                "api_endpoint" => "add `\"api_endpoint\": \"https://..\"`",
                _ => "add `\"http_method\"`: GET, POST, PUT, PATCH, DELETE or HEAD",
            };
            let message = format!("{what} has no `{key}`");
            let diagnostic = Diagnostic::new(Code::MissingKey, place, message);
            self.report(match self.tool.inside_parameters(key) {
                Some(entry) => diagnostic
                    .related(entry.key_span, "it stands here, inside `parameters`")
                    .help("close `parameters` before it"),
                None => diagnostic.help(help),
            });
        }
    }

    /// A native tool sends no request.
    pub(super) fn native(&mut self, entries: &[Entry]) {
        for entry in entries {
            if self.tool.native && OF_A_REQUEST.contains(&entry.key.as_str()) {
                let message = format!("a native tool has no `{}`: it sends no request", entry.key);
                let help = "take it away, or take away `\"native\": true`";
                self.report(Diagnostic::new(Code::NativeRequest, entry.key_span, message).help(help));
            }
        }
    }

    /// Reports a value of the wrong kind.
    pub(super) fn wrong(&mut self, entry: &Entry, wanted: &str) {
        let message = format!("`{}` is {wanted}, not {}", short(&entry.key), entry.value.describe());
        let help = describe_kind(&entry.key, &entry.value);
        let diagnostic = Diagnostic::new(Code::WrongKind, start_of(&entry.value), message);
        self.report(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    }
}
