//! The headers of a response, as text.

/// Names in lower case and their values, in the order in which they came. All stand in one text: a name and a value of their own would
/// be two allocations for each of the headers that most calls never look at.
#[derive(Clone, Default)]
pub(crate) struct Headers {
    text: String,
    /// Where each name ends, and its value.
    ends: Vec<(usize, usize)>,
}

impl Headers {
    /// Room for so many, of the usual length.
    pub(crate) fn with_capacity(headers: usize) -> Self {
        Self { text: String::with_capacity(headers * 40), ends: Vec::with_capacity(headers) }
    }

    /// One more, behind the others; its name in lower case.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        self.text.push_str(name);
        let name_ends = self.text.len();
        self.text.push_str(value);
        self.ends.push((name_ends, self.text.len()));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut start = 0;
        self.ends.iter().map(move |&(name, value)| {
            let header = (&self.text[start..name], &self.text[name..value]);
            start = value;
            header
        })
    }

    /// The first of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl<N: AsRef<str>, V: AsRef<str>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(headers: I) -> Self {
        let headers = headers.into_iter();
        let mut all = Self::with_capacity(headers.size_hint().0);
        for (name, value) in headers {
            all.push(name.as_ref(), value.as_ref());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Headers;

    #[test]
    fn headers_stay_apart() {
        let sent = [("content-type", "text/plain"), ("x-empty", ""), ("x-twice", "ä"), ("x-twice", "B")];
        let headers: Headers = sent.into_iter().collect();
        assert_eq!(headers.iter().collect::<Vec<_>>(), sent);
        assert_eq!(headers.get("X-TWICE"), Some("ä"));
        assert_eq!(headers.get("x-empty"), Some(""));
        assert_eq!(headers.get("content-typetext"), None);
    }
}
