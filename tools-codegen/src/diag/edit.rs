//! What a person would write in place of what is wrong.

use super::span::Span;

/// A change of an input: this text in place of a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The stretch.
    pub span: Span,
    /// The text in its place; empty to take it away.
    pub text: String,
    /// The text is a word, which is still to be written as what it replaces is.
    pub(crate) word: bool,
}

impl Edit {
    /// The edit with its word written as the stretch that it replaces, which is this text: in quotes, in the braces of
    /// a placeholder, or bare. `None` where it cannot be.
    pub(crate) fn dressed(self, old: &str) -> Option<Self> {
        if !self.word {
            return Some(self);
        }
        let quoted = serde_json::Value::from(self.text).to_string();
        let inner = quoted.get(1..quoted.len().saturating_sub(1))?;
        let text = match old {
            old if old.len() > 1 && old.starts_with('"') && old.ends_with('"') => quoted,
            old if old.starts_with("{{") && old.ends_with("}}") => format!("{{{{{inner}}}}}"),
            // A placeholder without its braces, or a word of a text; other quotes are a mistake of their own.
            old if !old.contains(['"', '\'', '{', '}', '“', '”']) => inner.to_owned(),
            _ => return None,
        };
        Some(Self { span: self.span, text, word: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_written_as_what_it_replaces() {
        let span = Span { source: 0, start: 0, end: 0 };
        for (old, new) in [
            (r#""adress""#, Some(r#""a\"b""#)),
            ("{{ adress }}", Some(r#"{{a\"b}}"#)),
            ("adress", Some(r#"a\"b"#)),
            ("'adress'", None),
            ("{adress}", None),
        ] {
            let edit = Edit { span, text: "a\"b".into(), word: true };
            assert_eq!(edit.dressed(old).map(|edit| edit.text).as_deref(), new, "{old}");
        }
    }
}
