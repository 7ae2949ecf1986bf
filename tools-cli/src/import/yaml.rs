//! YAML 1.2 as the tree that JSON becomes: the core schema, so that `y`, `on` and `0755` stay what they are.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span as Stretch, Tag};
use typed_tools_codegen::tree::{Entry, Kind, Node, Number};
use typed_tools_codegen::{SourceFile, Span};

/// As deep as JSON may nest.
const DEEPEST: usize = 128;
/// Aliases may repeat so many values in all.
const REPEATED: usize = 200_000;

/// Reads the first document of a YAML file.
///
/// # Errors
/// It is not YAML, or no tree: what is wrong, with its place.
pub(super) fn read(index: u32, source: &SourceFile) -> Result<Node, String> {
    let places = Places::of(index, source);
    let mut reader = Reader { places: &places, anchors: HashMap::new(), open: Vec::new(), repeated: 0 };
    for event in Parser::new_from_str(&source.text) {
        let (event, stretch) = event.map_err(|error| places.say(*error.marker(), error.info()))?;
        let done = reader.take(event, stretch).map_err(|why| places.say(stretch.start, &why))?;
        if let Some(node) = done {
            return Ok(node);
        }
    }
    Err(format!("`{}` is empty", source.display_path))
}

/// Where lines begin, to make bytes of lines and columns.
struct Places<'s> {
    index: u32,
    source: &'s SourceFile,
    lines: Vec<usize>,
}

impl<'s> Places<'s> {
    fn of(index: u32, source: &'s SourceFile) -> Self {
        let breaks = source.text.match_indices('\n').map(|(at, _)| at + 1);
        Self { index, source, lines: std::iter::once(0).chain(breaks).collect() }
    }

    fn byte(&self, marker: Marker) -> u32 {
        let start =
            self.lines.get(marker.line().saturating_sub(1)).copied().unwrap_or(self.source.text.len());
        let line = self.source.text.get(start..).unwrap_or_default();
        let column = line.char_indices().nth(marker.col()).map_or(line.len(), |(at, _)| at);
        u32::try_from(start + column).unwrap_or(u32::MAX)
    }

    fn span(&self, stretch: Stretch) -> Span {
        Span { source: self.index, start: self.byte(stretch.start), end: self.byte(stretch.end) }
    }

    fn say(&self, marker: Marker, why: &str) -> String {
        format!("{}:{}:{}: {why}", self.source.display_path, marker.line(), marker.col() + 1)
    }
}

struct Reader<'s> {
    places: &'s Places<'s>,
    anchors: HashMap<usize, Node>,
    open: Vec<Open>,
    repeated: usize,
}

/// A collection that has not ended.
struct Open {
    anchor: usize,
    start: Span,
    items: Vec<Node>,
    /// In a mapping, the entries, and the key that waits for its value.
    mapping: Option<(Vec<Entry>, Option<Node>)>,
}

impl Reader<'_> {
    /// Takes one event; gives the document, once it is whole.
    fn take(&mut self, event: Event<'_>, stretch: Stretch) -> Result<Option<Node>, String> {
        let span = self.places.span(stretch);
        match event {
            Event::SequenceStart(anchor, _) => self.begin(anchor, span, None)?,
            Event::MappingStart(anchor, _) => self.begin(anchor, span, Some((Vec::new(), None)))?,
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(Open { anchor, start, items, mapping }) = self.open.pop() else { return Ok(None) };
                let kind = mapping.map_or(Kind::Array(items), |(entries, _)| Kind::Object(entries));
                let node = Node { kind, span: Span { end: span.end, ..start } };
                return Ok(self.value(anchor, node));
            }
            Event::Scalar(text, style, anchor, tag) => {
                let node = Node { kind: scalar(&text, style, tag.as_deref()), span };
                return Ok(self.value(anchor, node));
            }
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).ok_or("this alias names nothing")?.clone();
                self.repeated += size(&node);
                if self.repeated > REPEATED {
                    return Err(format!("aliases repeat more than {REPEATED} values"));
                }
                return Ok(self.value(0, node));
            }
            _ => {}
        }
        Ok(None)
    }

    fn begin(
        &mut self,
        anchor: usize,
        start: Span,
        mapping: Option<(Vec<Entry>, Option<Node>)>,
    ) -> Result<(), String> {
        if self.open.len() >= DEEPEST {
            return Err(format!("values nest more than {DEEPEST} deep"));
        }
        self.open.push(Open { anchor, start, items: Vec::new(), mapping });
        Ok(())
    }

    /// Puts a value where it belongs; one that belongs nowhere is the document.
    fn value(&mut self, anchor: usize, node: Node) -> Option<Node> {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else { return Some(node) };
        match &mut open.mapping {
            None => open.items.push(node),
            Some((_, key @ None)) => *key = Some(node),
            Some((entries, key)) => {
                if let Some(key) = key.take() {
                    add(entries, key, node);
                }
            }
        }
        None
    }
}

fn add(entries: &mut Vec<Entry>, key: Node, value: Node) {
    let text = match &key.kind {
        Kind::String(text) | Kind::Number(Number(text)) => text.clone(),
        Kind::Bool(value) => value.to_string(),
        Kind::Null => "null".to_owned(),
        Kind::Array(_) | Kind::Object(_) => return,
    };
    // `<<: *defaults`: the entries of another mapping, but for those that stand here.
    if text == "<<"
        && let Kind::Object(merged) = value.kind
    {
        for entry in merged {
            if !entries.iter().any(|known| known.key == entry.key) {
                entries.push(entry);
            }
        }
        return;
    }
    entries.retain(|known| known.key != text);
    entries.push(Entry { key: text, key_span: key.span, value });
}

fn size(node: &Node) -> usize {
    let items = node.as_array().unwrap_or_default().iter().map(size).sum::<usize>();
    let entries = node.as_object().unwrap_or_default().iter().map(|entry| size(&entry.value)).sum::<usize>();
    1 + items + entries
}

/// A scalar by the core schema of YAML 1.2.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Kind {
    let core = tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| tag.suffix.as_str());
    let plain = style == ScalarStyle::Plain;
    match (core, text) {
        (Some("str"), _) => Kind::String(text.to_owned()),
        (None, _) if !plain => Kind::String(text.to_owned()),
        (_, "" | "~" | "null" | "Null" | "NULL") => Kind::Null,
        (_, "true" | "True" | "TRUE") => Kind::Bool(true),
        (_, "false" | "False" | "FALSE") => Kind::Bool(false),
        _ => number(text).map_or_else(|| Kind::String(text.to_owned()), |text| Kind::Number(Number(text))),
    }
}

/// The number of a plain scalar, as JSON writes it.
fn number(text: &str) -> Option<String> {
    let radix = |prefix, radix| {
        let digits = text.strip_prefix(prefix)?;
        u64::from_str_radix(digits, radix).ok().map(|number| number.to_string())
    };
    if let Some(number) = radix("0x", 16).or_else(|| radix("0o", 8)) {
        return Some(number);
    }
    let (sign, rest) = match text.as_bytes() {
        [b'-', ..] => ("-", text.get(1..)?),
        [b'+', ..] => ("", text.get(1..)?),
        _ => ("", text),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => (rest.get(..at)?, rest.get(at + 1..)),
        None => (rest, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    let is_number = digits(whole)
        && digits(fraction.unwrap_or_default())
        && !(whole.is_empty() && fraction.unwrap_or_default().is_empty())
        && unsigned.is_none_or(|text| !text.is_empty() && digits(text));
    if !is_number {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        more => more,
    };
    let mut number = format!("{sign}{whole}");
    if let Some(fraction) = fraction.filter(|fraction| !fraction.is_empty()) {
        number.push_str(&format!(".{fraction}"));
    }
    if let Some(exponent) = exponent {
        number.push_str(&format!("e{exponent}"));
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::{SourceFile, read};

    fn json(text: &str) -> String {
        let source = SourceFile::new("x.yaml".to_owned(), None, text.to_owned());
        read(0, &source).map_or_else(|why| why, |node| node.to_json().to_text())
    }

    #[test]
    fn scalars_are_those_of_the_core_schema() {
        for (yaml, expected) in [
            ("[y, on, no, Yes]", r#"["y","on","no","Yes"]"#),
            ("[true, False, ~, null, '']", r#"[true,false,null,null,""]"#),
            ("[0x10, 0o17, 0755, 1_000]", r#"[16,15,755,"1_000"]"#),
            ("[18446744073709551616, -1.50, +3, .5, 1e3, 1.]", "[18446744073709551616,-1.50,3,0.5,1e3,1]"),
            ("['1', \"2\", !!str 3, 1.2.3, 2020-01-01]", r#"["1","2","3","1.2.3","2020-01-01"]"#),
            ("{200: a, on: b}", r#"{"200":"a","on":"b"}"#),
            ("a: |\n  x\n  y\nb: >\n  x\n  y\n", r#"{"a":"x\ny\n","b":"x y\n"}"#),
        ] {
            assert_eq!(json(yaml), expected, "{yaml}");
        }
    }

    #[test]
    fn anchors_are_repeated_and_merged() {
        let yaml = "base: &b {a: 1, c: 2}\nx: *b\ny:\n  <<: *b\n  a: 3\n";
        assert_eq!(json(yaml), r#"{"base":{"a":1,"c":2},"x":{"a":1,"c":2},"y":{"c":2,"a":3}}"#);
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let before = format!("*a{}, ", level - 1).repeat(10);
            laughs.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        }
        assert!(json(&laughs).contains("aliases repeat more than"), "{}", json(&laughs).len());
    }

    #[test]
    fn mistakes_have_a_place() {
        assert!(json("a: 1\nb: [1, 2\n").starts_with("x.yaml:"), "{}", json("a: 1\nb: [1, 2\n"));
        assert!(json("a: *nobody\n").starts_with("x.yaml:1:"), "{}", json("a: *nobody\n"));
        let deep = json(&"[".repeat(1000));
        assert!(deep.contains("nest more than") || deep.contains("recursion limit"), "{deep}");
        assert_eq!(json(""), "`x.yaml` is empty");
    }

    #[test]
    fn values_know_where_they_stand() {
        let source = SourceFile::new("x.yaml".to_owned(), None, "ä: ö\nlist:\n  - füße: \"1\"\n".to_owned());
        let root = read(0, &source).unwrap();
        let item = &root.get("list").unwrap().value.as_array().unwrap()[0];
        let entry = item.get("füße").unwrap();
        assert_eq!(source.position(entry.key_span.start), (3, 5));
        assert_eq!(source.position(entry.value.span.start), (3, 11));
    }
}
