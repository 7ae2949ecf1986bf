//! Where the tables of one compilation live. All of it goes at once, since the process of a macro server
//! may live for days.

use bumpalo::Bump;

/// Memory for tables.
#[derive(Debug, Default)]
pub(crate) struct Arena(Bump);

impl Arena {
    pub(crate) fn text(&self, text: &str) -> &str {
        self.0.alloc_str(text)
    }

    pub(crate) fn one<T: Copy>(&self, value: T) -> &T {
        self.0.alloc(value)
    }

    pub(crate) fn list<T: Copy>(&self, items: impl IntoIterator<Item = T>) -> &[T] {
        let items: Vec<T> = items.into_iter().collect();
        self.0.alloc_slice_copy(&items)
    }

    pub(crate) fn texts<S: AsRef<str>>(&self, texts: &[S]) -> &[&str] {
        self.list(texts.iter().map(|text| self.text(text.as_ref())))
    }
}
