//! The start of a text, as much as anybody is shown of it, without secrets.

mod compact;

use std::borrow::Cow;

use typed_tools_core::text;

use self::compact::compact;
use crate::redact::{Scrubber, Window};

/// A log is shown so many characters of a body.
pub(crate) const LOGGED: usize = 2000;

/// The start of a text, without secrets.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) text: String,
    /// Whether this is not the whole.
    cut: bool,
    /// The bytes of the whole, as it came.
    bytes: usize,
    /// Whether this is all of it, with nothing changed.
    as_it_came: bool,
}

impl Shown {
    /// The whole of a text that holds no secret.
    pub(crate) fn whole(text: String) -> Self {
        Self { cut: false, bytes: text.len(), text, as_it_came: false }
    }

    /// At most `most` characters of `text`.
    pub(crate) fn new(text: &str, scrubber: &Scrubber, most: usize) -> Self {
        Self::of(scrubber.window(text, most), text.len(), true)
    }

    /// At most `most` characters of valid JSON, without blanks between its tokens.
    pub(crate) fn json(json: &str, scrubber: &Scrubber, most: usize) -> Self {
        let reach = scrubber.reach();
        let mut least = most.saturating_mul(2).saturating_add(reach);
        loop {
            let (text, is_whole) = compact(json, least);
            let window = scrubber.window(&text, most);
            // Where the text ends too early, a secret may go on behind it.
            if is_whole || window.seen + reach <= text.len() {
                let cut = window.cut || !is_whole;
                let as_it_came = matches!(text, Cow::Borrowed(_));
                return Self::of(Window { cut, ..window }, json.len(), as_it_came);
            }
            least = least.saturating_mul(4);
        }
    }

    /// What a window shows; whether the window is on the text as it came.
    fn of(window: Window<'_>, bytes: usize, is_own: bool) -> Self {
        let as_it_came = is_own && !window.cut && matches!(window.text, Cow::Borrowed(_));
        Self { text: window.text.into_owned(), cut: window.cut, bytes, as_it_came }
    }

    /// Whether this is all of the text, and nothing had to be taken out or written in another way.
    pub(crate) fn is_as_it_came(&self) -> bool {
        self.as_it_came
    }

    /// The same text after `change`.
    pub(crate) fn map(&self, change: impl FnOnce(&str) -> String) -> Self {
        Self { text: change(&self.text), as_it_came: false, ..*self }
    }

    /// At most `most` characters, and a word about the rest.
    pub(crate) fn first(&self, most: usize) -> String {
        let end = text::end_of(&self.text, most);
        let text = &self.text[..end.unwrap_or(self.text.len())];
        if !self.cut && end.is_none() {
            return text.to_owned();
        }
        let (characters, bytes) = (text.chars().count(), self.bytes);
        format!("{text}… [cut: the first {characters} characters of {bytes} bytes]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_characters_and_says_so() {
        let first = |text: &str, most| Shown::whole(text.to_owned()).first(most);
        assert_eq!(first("äöü", 3), "äöü");
        assert_eq!(first("äöü🦀", 3), "äöü… [cut: the first 3 characters of 10 bytes]");
        assert_eq!(first("ab", 0), "… [cut: the first 0 characters of 2 bytes]");
    }

    #[test]
    fn a_secret_is_found_wherever_the_text_is_cut() {
        let secret = "a/b\"c\\d🦀e";
        let scrubber = Scrubber::default().with(secret);
        let value = serde_json::json!([" ", secret, "x".repeat(40), {secret: [secret, null]}]);
        let json = value.to_string().replace('/', "\\/").replace(',', " ,\n");
        let whole = Shown::json(&json, &scrubber, usize::MAX).text;
        assert_eq!(whole.matches("[redacted]").count(), 3, "{whole}");
        for most in 0..whole.chars().count() {
            let shown = Shown::json(&json, &scrubber, most);
            assert_eq!(shown.text, whole.chars().take(most).collect::<String>());
            assert!(shown.first(most).ends_with(&format!(" characters of {} bytes]", json.len())));
            let shown = Shown::new(&json, &scrubber, most);
            assert!(
                json.replace("a\\/b\\\"c\\\\d🦀e", "[redacted]").starts_with(&shown.text),
                "{}",
                shown.text
            );
        }
    }
}
