//! Faults of a provider's encoder, which repeat however often a model tries: an empty object in front of the
//! arguments; raw control characters, and escapes that JSON does not have, in strings; escapes between values; the
//! entities of HTML for all quotes.

use super::{Note, NoteKind};

/// A place at which a text is not JSON because of its encoding alone.
pub(super) struct Fault {
    /// In bytes.
    pub(super) place: usize,
    /// How many bytes are to be replaced.
    length: usize,
    instead: String,
    kind: NoteKind,
    /// What stands there, for messages.
    sent: String,
}

impl Fault {
    /// What is wrong, and what is to be written.
    pub(super) fn reason(&self) -> String {
        let Self { sent, instead, kind, .. } = self;
        match kind {
            NoteKind::LeadingObject => {
                "an empty object {} stands in front of the arguments: leave it out, and send the object behind it alone"
                    .to_owned()
            }
            NoteKind::ControlCharacter => {
                format!("the control character {sent} stands raw in a string: write {instead} for it")
            }
            NoteKind::Entity => {
                format!("the entity {sent} stands for a character of JSON: write {instead}, and no entities")
            }
            NoteKind::EscapedBlank => {
                format!("{sent} stands outside of a string, where JSON has no escapes: leave it out")
            }
            _ if instead == "'" => format!("JSON has no escape {sent}: write {instead} alone"),
            _ => format!("JSON has no escape {sent}: write \\{sent} for a backslash and what follows it"),
        }
    }
}

/// The first faults of a text, in order; `most` at most.
pub(super) fn faults(text: &str, most: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut place = 0;
    while faults.len() < most
        && let Some(length) = leading_object(&text[place..])
    {
        let kind = NoteKind::LeadingObject;
        faults.push(Fault { place, length, instead: String::new(), kind, sent: "{}".to_owned() });
        place += length;
    }
    // A text of JSON has a quote, unless all of them are entities: then it was encoded as a whole.
    let is_encoded = !text.contains('"');
    let mut in_string = false;
    let mut characters = text[place..].char_indices().map(|(index, character)| (place + index, character));
    while faults.len() < most
        && let Some((place, character)) = characters.next()
    {
        match character {
            '"' => in_string = !in_string,
            '&' if is_encoded => {
                if let Some((sent, instead)) = entity(&text[place..]) {
                    let (length, instead, sent) = (sent.len(), instead.to_owned(), sent.to_owned());
                    faults.push(Fault { place, length, instead, kind: NoteKind::Entity, sent });
                }
            }
            '\\' if !in_string && text[place + 1..].starts_with(['n', 'r', 't']) => {
                let sent = text[place..place + 2].to_owned();
                faults.push(Fault {
                    place,
                    length: 2,
                    instead: " ".to_owned(),
                    kind: NoteKind::EscapedBlank,
                    sent,
                });
            }
            '\\' if in_string && is_escape(&text[place + 1..]) => drop(characters.next()),
            '\\' if in_string => {
                let sent: String = text[place..].chars().take(2).filter(|c| !c.is_control()).collect();
                // What other languages write so is the mark alone. Any other backslash is one, as in a pattern or a path.
                let (length, instead) = if sent == "\\'" { (2, "'") } else { (1, "\\\\") };
                faults.push(Fault {
                    place,
                    length,
                    instead: instead.to_owned(),
                    kind: NoteKind::Escape,
                    sent,
                });
            }
            '\0'..='\x1f' if in_string => {
                let instead = match character {
                    '\n' => "\\n".to_owned(),
                    '\r' => "\\r".to_owned(),
                    '\t' => "\\t".to_owned(),
                    other => format!("\\u{:04x}", u32::from(other)),
                };
                let sent = format!("U+{:04X}", u32::from(character));
                faults.push(Fault { place, length: 1, instead, kind: NoteKind::ControlCharacter, sent });
            }
            _ => {}
        }
    }
    faults
}

/// The length of an empty object that stands in front of another object, with the blanks around it.
fn leading_object(text: &str) -> Option<usize> {
    let rest = text.trim_start().strip_prefix('{')?.trim_start().strip_prefix('}')?.trim_start();
    rest.starts_with('{').then(|| text.len() - rest.len())
}

/// The entity that a text begins with, as encoders of HTML write those characters that JSON is made of, and what it
/// stands for.
fn entity(text: &str) -> Option<(&str, &'static str)> {
    const ENTITIES: [(&str, &str); 9] = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#x22;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    ENTITIES.into_iter().find(|(entity, _)| text.starts_with(entity))
}

/// Whether a backslash and what is `behind` it are an escape of JSON, or the end of a text that was cut off.
fn is_escape(behind: &str) -> bool {
    let mut bytes = behind.bytes();
    match bytes.next() {
        Some(b'u') => bytes.by_ref().take(4).filter(u8::is_ascii_hexdigit).count() == 4,
        Some(byte) => b"\"\\/bfnrt".contains(&byte),
        None => true,
    }
}

/// A text with more faults is not repaired.
const MOST: usize = 10_000;

/// A text without its faults. `None` where it has none or too many, and where a bad escape stands beside `\b` or `\f`: in a path or a
/// pattern these were meant as bad as it, and are characters that nobody types.
pub(super) fn repaired(text: &str, notes: &mut Vec<Note>) -> Option<String> {
    let faults = faults(text, MOST + 1);
    let has_escape = faults.iter().any(|fault| fault.kind == NoteKind::Escape);
    if faults.is_empty()
        || faults.len() > MOST
        || has_escape && (text.contains("\\b") || text.contains("\\f"))
    {
        return None;
    }
    let mut out = String::with_capacity(text.len() + faults.len() * 6);
    let mut done = 0;
    for fault in &faults {
        out += &text[done..fault.place];
        out += &fault.instead;
        done = fault.place + fault.length;
    }
    out += &text[done..];
    for kind in [
        NoteKind::LeadingObject,
        NoteKind::ControlCharacter,
        NoteKind::Escape,
        NoteKind::EscapedBlank,
        NoteKind::Entity,
    ] {
        let mut of_kind = faults.iter().filter(|fault| fault.kind == kind);
        if let Some(first) = of_kind.next() {
            let more = of_kind.count();
            let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
            notes.push(Note::new("", kind, format!("{}{more}", first.sent)));
        }
    }
    Some(out)
}
