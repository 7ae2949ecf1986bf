//! Values of the right kind, out of single keys.

use super::raw::{Method, RawAnnotations, RawFailure, RawPair, Scalar, Text};
use super::reader::Reader;
use super::words::{list, short, start_of};
use crate::diag::{Code, Diagnostic};
use crate::json::{Entry, Kind, Node};
use crate::model::{ErrorText, Style};
use typed_tools_core::nearest::{distance, nearest};

const STYLES: [(&str, Style); 5] = [
    ("repeat", Style::Repeat),
    ("comma", Style::Comma),
    ("pipe", Style::Pipe),
    ("space", Style::Space),
    ("brackets", Style::Brackets),
];

const ERRORS: [(&str, ErrorText); 3] =
    [("status", ErrorText::Status), ("body", ErrorText::Body), ("hide", ErrorText::Hide)];

const HINTS: &[&str] = &["title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"];

impl<'a> Reader<'a, '_> {
    pub(super) fn string(&mut self, entry: &'a Entry) -> Option<Text<'a>> {
        let text = entry.value.as_str();
        if text.is_none() {
            self.wrong(entry, "a string");
        }
        text.map(|text| Text { text, span: entry.value.span })
    }

    pub(super) fn flag(&mut self, entry: &'a Entry) -> Option<bool> {
        let value = entry.value.as_bool();
        if value.is_none() {
            self.wrong(entry, "`true` or `false`");
        }
        value
    }

    /// A whole number from `least` to `most`.
    pub(super) fn whole(&mut self, entry: &'a Entry, least: u64, most: u64) -> Option<u64> {
        let Some(number) = entry.value.as_number() else {
            self.wrong(entry, "a number");
            return None;
        };
        let value = crate::plain::plain(number).and_then(|text| text.parse::<u64>().ok());
        if let Some(value) = value.filter(|value| (least..=most).contains(value)) {
            return Some(value);
        }
        let message = format!("`{}` is a whole number from {least} to {most}", entry.key);
        let help = match entry.key.as_str() {
            "timeout_ms" => "it is in milliseconds; left out, it is 20000",
            "retries" => "left out, a request is sent once",
            _ => "left out, it is 15000",
        };
        self.report(Diagnostic::new(Code::OutOfRange, entry.value.span, message).help(help));
        None
    }

    pub(super) fn object(&mut self, entry: &'a Entry) -> &'a [Entry] {
        let entries = entry.value.as_object();
        if entries.is_none() {
            self.wrong(entry, "an object");
        }
        entries.unwrap_or_default()
    }

    /// One of several words.
    pub(super) fn word<T: Copy>(&mut self, entry: &'a Entry, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.string(entry)?;
        let found = words.iter().find(|(word, _)| *word == text.text).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let message = format!("`{}` cannot be `{}`", entry.key, short(text.text));
            let near = nearest(text.text, known.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it is one of {}", list(&known)),
            };
            self.report(Diagnostic::new(Code::UnknownWord, text.span, message).help(help).meant_if(near));
        }
        found
    }

    pub(super) fn method(&mut self, entry: &'a Entry) {
        self.tool.method_span = Some(entry.value.span);
        let Some(text) = self.string(entry) else { return };
        self.tool.method = Method::ALL.iter().find(|(name, _)| *name == text.text).map(|(_, method)| *method);
        if self.tool.method.is_some() {
            return;
        }
        let names: Vec<_> = Method::ALL.iter().map(|(name, _)| *name).collect();
        let word = text.text.trim();
        // Words this short are near to other words, `FETCH` to `PATCH`: a typo is one edit.
        let near = nearest(word, names.iter().copied())
            .map(|near| (near, distance(&word.to_ascii_uppercase(), near)))
            .filter(|(_, distance)| *distance <= 1);
        let help = match near {
            Some((near, 0)) => format!("write `{near}`, in upper case"),
            _ if names.contains(&word) => format!("write `{word}`, without blanks"),
            Some((near, _)) => format!("did you mean `{near}`?"),
            None => format!("it is one of {}", list(&names)),
        };
        let meant = names.iter().copied().find(|name| *name == word).or(near.map(|(near, _)| near));
        let message = format!("`{}` is no HTTP method that a tool can use", short(text.text));
        self.report(Diagnostic::new(Code::HttpMethod, text.span, message).help(help).meant_if(meant));
    }

    /// `headers` or `query_params`.
    pub(super) fn settings(&mut self, entry: &'a Entry, is_query: bool) -> Vec<RawPair<'a>> {
        let entries = self.object(entry);
        entries
            .iter()
            .map(|entry| {
                let name = Text { text: &entry.key, span: entry.key_span };
                let mut setting = RawPair { name, value: scalar(&entry.value), style: Style::Repeat };
                match &entry.value.kind {
                    Kind::Object(inner) if is_query => self.styled(entry, inner, &mut setting),
                    _ if setting.value.is_some() => {}
                    Kind::Array(_) if is_query => self.listed_query(entry),
                    _ if is_query => {
                        self.wrong(entry, "a string, number, boolean or `{\"value\", \"style\"}`")
                    }
                    Kind::Object(inner) => self.nested_header(entry, inner),
                    _ => self.wrong(entry, "a string, number or boolean"),
                }
                setting
            })
            .collect()
    }

    /// `"query_params": { "status": ["{{status}}"] }`
    fn listed_query(&mut self, pair: &'a Entry) {
        let key = short(&pair.key);
        let message =
            format!("`{key}` is a string, number, boolean or `{{\"value\", \"style\"}}`, not an array");
        let help = format!(
            "write the placeholder alone, `\"{key}\": \"{{{{name}}}}\"`: an argument that is an array repeats the key"
        );
        self.report(Diagnostic::new(Code::WrongKind, start_of(&pair.value), message).help(help));
    }

    /// `"headers": { "auth": { "Authorization": ".." } }`
    fn nested_header(&mut self, header: &'a Entry, inner: &'a [Entry]) {
        let message =
            format!("the header `{}` is a string, number or boolean, not an object", short(&header.key));
        let name = inner.first().map_or("Name", |entry| entry.key.as_str());
        let help = format!(
            "each header stands in `headers` itself: `\"headers\": {{ \"{}\": \"..\" }}`",
            short(name)
        );
        self.report(Diagnostic::new(Code::WrongKind, start_of(&header.value), message).help(help));
    }

    /// `{"value": .., "style": ..}`
    fn styled(&mut self, pair: &'a Entry, inner: &'a [Entry], setting: &mut RawPair<'a>) {
        let mut has_value = false;
        for entry in inner {
            match entry.key.as_str() {
                "value" => {
                    has_value = true;
                    setting.value = scalar(&entry.value);
                    if setting.value.is_none() {
                        self.wrong(entry, "a string, number or boolean");
                    }
                }
                "style" => setting.style = self.word(entry, &STYLES).unwrap_or(Style::Repeat),
                key if key.starts_with("x-") => {}
                _ => self.unknown(entry, &["value", "style"], "a query parameter"),
            }
        }
        if !has_value {
            let message = format!("the query parameter `{}` has no `value`", short(&pair.key));
            let help = "write `{\"value\": \"{{name}}\", \"style\": \"comma\"}`, or the value alone";
            self.report(Diagnostic::new(Code::MissingKey, start_of(&pair.value), message).help(help));
        }
    }

    pub(super) fn response(&mut self, entry: &'a Entry) {
        const KNOWN: &[&str] = &["schema", "select", "max_chars", "max_bytes", "errors", "error"];
        for entry in self.object(entry) {
            match entry.key.as_str() {
                "schema" => match entry.value.kind {
                    Kind::Object(_) | Kind::Bool(_) => self.tool.response.schema = Some(&entry.value),
                    _ => self.wrong(entry, "a JSON Schema: an object"),
                },
                "select" => {
                    for entry in self.object(entry) {
                        let name = Text { text: &entry.key, span: entry.key_span };
                        let query = self.string(entry);
                        self.tool.response.select.extend(query.map(|query| (name, query)));
                    }
                }
                "max_chars" => {
                    let count = self.whole(entry, 1, 10_000_000).and_then(|count| u32::try_from(count).ok());
                    self.tool.response.max_chars = count;
                }
                "max_bytes" => {
                    let count = self.whole(entry, 1, 64 << 20).and_then(|count| u32::try_from(count).ok());
                    self.tool.response.max_bytes = count;
                }
                "error" => self.tool.response.failure = self.failure(entry),
                "errors" => self.tool.response.errors = self.word(entry, &ERRORS),
                key if key.starts_with("x-") => {}
                _ => self.unknown(entry, KNOWN, "`response`"),
            }
        }
    }

    /// `{"path": .., "is": .., "message": ..}`
    fn failure(&mut self, whole: &'a Entry) -> Option<RawFailure<'a>> {
        let (mut path, mut is, mut message) = (None, None, None);
        let entries = self.object(whole);
        for entry in entries {
            match entry.key.as_str() {
                "path" => path = self.string(entry),
                "is" => is = Some(&entry.value),
                "message" => message = self.string(entry),
                key if key.starts_with("x-") => {}
                _ => self.unknown(entry, &["path", "is", "message"], "`response.error`"),
            }
        }
        if path.is_none()
            && entries.iter().all(|entry| entry.key != "path")
            && whole.value.as_object().is_some()
        {
            let help = "say where the service tells of a failure: `{\"path\": \"$.ok\", \"is\": false, \"message\": \"$.error\"}`";
            let diagnostic =
                Diagnostic::new(Code::MissingKey, start_of(&whole.value), "`response.error` has no `path`");
            self.report(diagnostic.help(help));
        }
        Some(RawFailure { path: path?, is, message })
    }

    pub(super) fn annotations(&mut self, entry: &'a Entry) {
        let mut hints = RawAnnotations::default();
        for entry in self.object(entry) {
            match entry.key.as_str() {
                "title" => hints.title = self.string(entry),
                "readOnlyHint" => hints.read_only = self.flag(entry),
                "destructiveHint" => hints.destructive = self.flag(entry),
                "idempotentHint" => hints.idempotent = self.flag(entry),
                "openWorldHint" => hints.open_world = self.flag(entry),
                key if key.starts_with("x-") => {}
                _ => self.unknown(entry, HINTS, "`annotations`"),
            }
        }
        self.tool.annotations = hints;
    }
}

fn scalar(node: &Node) -> Option<Scalar<'_>> {
    match &node.kind {
        Kind::String(text) => Some(Scalar::Text(Text { text, span: node.span })),
        Kind::Number(number) => Some(Scalar::Number(number, node.span)),
        Kind::Bool(value) => Some(Scalar::Bool(*value)),
        _ => None,
    }
}
