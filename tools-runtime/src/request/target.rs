//! The URL while it is built.
//!
//! With an HTTP client at hand it is that client's own type from the start: parsing the finished
//! text again would be half of what a request costs. Without one it is text.

#[cfg(feature = "http")]
mod parsed {
    use reqwest::Url;

    use super::Next;
    use crate::request::error::Unbuilt;
    use crate::request::pairs::Pairs;
    use crate::request::path;
    use crate::request::plan::{Pair, Text};
    use crate::request::values::Filler;

    #[derive(Clone)]
    pub(crate) struct Target(pub(crate) Url);

    /// Stands where a segment or a query is to follow, and is as long as most are: else the text of each copy would
    /// have to grow.
    const ROOM: &str = "________________________________________________________________";

    impl Target {
        /// Origin and beginning of the path.
        pub(crate) fn new(head: &str, next: Next) -> Result<Self, Unbuilt> {
            let mut url = parsed(head)?;
            match next {
                // An empty path takes no empty segment.
                Next::Segment if url.path().len() > 1 => {
                    if let Ok(mut path) = url.path_segments_mut() {
                        path.push(ROOM);
                    }
                }
                Next::Query => url.set_query(Some(&ROOM.repeat(2))),
                Next::Segment | Next::Nothing => {}
            }
            Ok(Self(url))
        }

        pub(crate) fn as_str(&self) -> &str {
            self.0.as_str()
        }

        /// Appends segments of the template; `head` is the text that `self` was made from.
        pub(crate) fn path(
            &mut self,
            head: &str,
            segments: &[Text],
            filler: &Filler<'_>,
        ) -> Result<(), Unbuilt> {
            if segments.is_empty() {
                return Ok(());
            }
            let mut tail = String::with_capacity(64);
            for parts in segments {
                path::segment(&mut tail, parts, filler)?;
            }
            // A `%` would be encoded once more: such a URL is parsed.
            let appendable = self.0.path().ends_with(ROOM) && !tail.contains('%');
            if appendable && let Ok(mut path) = self.0.path_segments_mut() {
                path.pop();
                match tail.get(1..) {
                    // Most often: one segment, behind the constant ones.
                    Some(segment) if !segment.as_bytes().contains(&b'/') => path.push(segment),
                    _ => path.extend(tail.split('/').skip(1)),
                };
                return Ok(());
            }
            self.0 = parsed(&[head, &tail].concat())?;
            Ok(())
        }

        /// Sets the query.
        pub(crate) fn query(&mut self, pairs: &[Pair], filler: &Filler<'_>) -> Result<(), Unbuilt> {
            if pairs.is_empty() {
                return Ok(());
            }
            let mut text = String::with_capacity(128);
            let mut out = Pairs::query(&mut text, None);
            pairs.iter().try_for_each(|pair| out.pair(pair, filler))?;
            // It is encoded already, so nothing in it changes. Where there is none, this takes away the
            // room for one.
            self.0.set_query(Some(text.as_str()).filter(|text| !text.is_empty()));
            Ok(())
        }

        /// Adds an encoded pair to the query.
        pub(crate) fn append(&mut self, pair: &str) {
            let query = match self.0.query() {
                Some(query) if !query.is_empty() => [query, "&", pair].concat(),
                _ => pair.to_owned(),
            };
            self.0.set_query(Some(&query));
        }
    }

    fn parsed(url: &str) -> Result<Url, Unbuilt> {
        Url::parse(url).map_err(|error| Unbuilt::Unusable(error.to_string()))
    }
}

#[cfg(not(feature = "http"))]
mod parsed {
    use super::Next;
    use crate::request::error::Unbuilt;
    use crate::request::pairs::Pairs;
    use crate::request::path;
    use crate::request::plan::{Pair, Text};
    use crate::request::values::Filler;

    #[derive(Clone)]
    pub(crate) struct Target(String);

    impl Target {
        pub(crate) fn new(head: &str, _: Next) -> Result<Self, Unbuilt> {
            // A URL without a path has the path `/`.
            let bare = head.split_once("://").is_some_and(|(_, rest)| !rest.contains('/'));
            Ok(Self(if bare { [head, "/"].concat() } else { head.to_owned() }))
        }

        pub(crate) fn as_str(&self) -> &str {
            &self.0
        }

        pub(crate) fn path(
            &mut self,
            head: &str,
            segments: &[Text],
            filler: &Filler<'_>,
        ) -> Result<(), Unbuilt> {
            if !segments.is_empty() {
                self.0.truncate(head.len());
            }
            segments.iter().try_for_each(|parts| path::segment(&mut self.0, parts, filler))
        }

        pub(crate) fn query(&mut self, pairs: &[Pair], filler: &Filler<'_>) -> Result<(), Unbuilt> {
            let mut out = Pairs::query(&mut self.0, Some('?'));
            pairs.iter().try_for_each(|pair| out.pair(pair, filler))
        }

        pub(crate) fn append(&mut self, pair: &str) {
            self.0.push(if self.0.contains('?') { '&' } else { '?' });
            self.0.push_str(pair);
        }
    }
}

/// What follows the constant part of a URL first.
#[derive(Clone, Copy)]
pub(crate) enum Next {
    Segment,
    Query,
    Nothing,
}

pub(crate) use parsed::Target;
