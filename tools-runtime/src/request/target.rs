//! The URL while it is built.
//!
//! With an HTTP client at hand it is that client's own type from the start: parsing the finished
//! text again would be half of what a request costs. Without one it is text.

#[cfg(feature = "http")]
mod parsed {
    use reqwest::Url;

    use crate::error::{BuildError, CallError};
    use crate::request::pairs::{Pairs, simple};
    use crate::request::values::Filler;
    use crate::request::{encode, path};
    use typed_tools_core::table::{Pair, Part};

    #[derive(Clone)]
    pub(crate) struct Target(pub(crate) Url);

    impl Target {
        /// Origin and beginning of the path.
        pub(crate) fn new(head: &str) -> Result<Self, BuildError> {
            Url::parse(head).map(Self).map_err(|error| BuildError::Client(error.to_string().into()))
        }

        pub(crate) fn as_str(&self) -> &str {
            self.0.as_str()
        }

        /// Appends segments of the template; `head` is the text that `self` was made from.
        pub(crate) fn path(
            &mut self,
            head: &str,
            segments: &[Box<[Part<'static>]>],
            filler: &Filler<'_>,
        ) -> Result<(), CallError> {
            if segments.is_empty() {
                return Ok(());
            }
            let mut tail = String::with_capacity(64);
            for parts in segments {
                path::segment(&mut tail, parts, filler)?;
            }
            // What is appended here would be encoded once more, and an empty segment is not
            // appended to an empty path: such a URL is parsed.
            let appendable =
                self.0.path().len() > 1 && tail.bytes().all(|b| encode::is_unreserved(b) || b == b'/');
            if appendable && let Ok(mut path) = self.0.path_segments_mut() {
                match tail.get(1..) {
                    // Most often: one segment, behind the constant ones.
                    Some(segment) if !segment.as_bytes().contains(&b'/') => path.push(segment),
                    _ => path.extend(tail.split('/').skip(1)),
                };
                return Ok(());
            }
            *self = Self::new(&[head, &tail].concat())?;
            Ok(())
        }

        /// Sets the query.
        pub(crate) fn query(
            &mut self,
            pairs: &[Pair<'static>],
            filler: &Filler<'_>,
        ) -> Result<(), CallError> {
            if pairs.is_empty() {
                return Ok(());
            }
            let mut rest = pairs.iter();
            let mut some = false;
            {
                let mut query = self.0.query_pairs_mut();
                while let Some(pair) = rest.as_slice().first() {
                    match simple(pair, filler)? {
                        Some(Some(value)) => {
                            query.append_pair(pair.name, &value);
                            some = true;
                        }
                        Some(None) => {}
                        // An array or object: from here on, written as text.
                        None => break,
                    }
                    rest.next();
                }
            }
            if !rest.as_slice().is_empty() {
                let mut text = self.0.query().filter(|_| some).unwrap_or_default().to_owned();
                let mut pairs = Pairs::behind(&mut text);
                rest.try_for_each(|pair| pairs.pair(pair, filler))?;
                some = !text.is_empty();
                self.0.set_query(Some(&text));
            }
            if !some {
                self.0.set_query(None);
            }
            Ok(())
        }
    }
}

#[cfg(not(feature = "http"))]
mod parsed {
    use crate::error::{BuildError, CallError};
    use crate::request::pairs::Pairs;
    use crate::request::path;
    use crate::request::values::Filler;
    use typed_tools_core::table::{Pair, Part};

    #[derive(Clone)]
    pub(crate) struct Target(String);

    impl Target {
        pub(crate) fn new(head: &str) -> Result<Self, BuildError> {
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
            segments: &[Box<[Part<'static>]>],
            filler: &Filler<'_>,
        ) -> Result<(), CallError> {
            if !segments.is_empty() {
                self.0.truncate(head.len());
            }
            segments.iter().try_for_each(|parts| path::segment(&mut self.0, parts, filler))
        }

        pub(crate) fn query(
            &mut self,
            pairs: &[Pair<'static>],
            filler: &Filler<'_>,
        ) -> Result<(), CallError> {
            let mut out = Pairs::query(&mut self.0);
            pairs.iter().try_for_each(|pair| out.pair(pair, filler))
        }
    }
}

pub(crate) use parsed::Target;
