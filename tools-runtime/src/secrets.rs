//! The secrets of a set: named in templates, supplied by the host, shown to nobody.

use std::collections::HashMap;
use std::fmt;
use std::hash::BuildHasher;

/// Where secrets come from: an environment, a file, a secret store.
///
/// Implemented for `Fn(&str) -> Option<String>` and for `HashMap<String, String>`.
pub trait SecretSource {
    /// The value of the secret of this name; `None` where there is none.
    fn secret(&self, name: &str) -> Option<String>;
}

impl<F: Fn(&str) -> Option<String>> SecretSource for F {
    fn secret(&self, name: &str) -> Option<String> {
        self(name)
    }
}

impl<S: BuildHasher> SecretSource for HashMap<String, String, S> {
    fn secret(&self, name: &str) -> Option<String> {
        self.get(name).cloned()
    }
}

/// The values of the secrets that a set of tools names. `Debug` shows their names alone.
#[derive(Clone)]
pub struct SecretValues {
    names: &'static [&'static str],
    values: Box<[String]>,
}

impl SecretValues {
    /// Reads each secret from the environment variable of its name.
    ///
    /// # Errors
    ///
    /// Lists every variable that is not set, is empty, or does not hold Unicode text.
    pub fn from_env(names: &'static [&'static str]) -> Result<Self, MissingSecrets> {
        collect(names, "environment variable", |name| match std::env::var(name) {
            Ok(value) => Ok(value),
            Err(std::env::VarError::NotPresent) => Err(Lack::NotSet),
            Err(std::env::VarError::NotUnicode(_)) => Err(Lack::NotUnicode),
        })
    }

    /// Reads each secret from `source`.
    ///
    /// # Errors
    ///
    /// Lists every secret that the source does not have, or that is empty there.
    pub fn from_source(
        names: &'static [&'static str],
        source: &(impl SecretSource + ?Sized),
    ) -> Result<Self, MissingSecrets> {
        collect(names, "secret", |name| source.secret(name).ok_or(Lack::NotSet))
    }

    /// The names, sorted; a template's `Source::Secret` is an index into them.
    #[must_use]
    pub fn names(&self) -> &'static [&'static str] {
        self.names
    }

    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        self.values.get(index).map(String::as_str)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.names.iter().copied().zip(self.values.iter().map(String::as_str))
    }
}

impl fmt::Debug for SecretValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for name in self.names {
            map.entry(name, &format_args!("[redacted]"));
        }
        map.finish()
    }
}

fn collect(
    names: &'static [&'static str],
    noun: &'static str,
    get: impl Fn(&str) -> Result<String, Lack>,
) -> Result<SecretValues, MissingSecrets> {
    let mut values = Vec::with_capacity(names.len());
    let mut lacking = Vec::new();
    for name in names {
        match get(name) {
            Ok(value) if value.is_empty() => lacking.push((*name, Lack::Empty)),
            Ok(value) => values.push(value),
            Err(lack) => lacking.push((*name, lack)),
        }
    }
    if lacking.is_empty() {
        Ok(SecretValues { names, values: values.into() })
    } else {
        Err(MissingSecrets { noun, lacking })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    NotSet,
    Empty,
    NotUnicode,
}

/// Secrets that the host did not supply: all of them, so that one look is enough.
///
/// `Debug` prints them as `Display` does, so that `fn main() -> Result<(), Box<dyn Error>>` shows
/// them as they are meant to be read.
#[derive(Clone, PartialEq, Eq)]
pub struct MissingSecrets {
    noun: &'static str,
    lacking: Vec<(&'static str, Lack)>,
}

impl MissingSecrets {
    /// The names of all that are missing, sorted.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.lacking.iter().map(|(name, _)| *name)
    }
}

impl fmt::Display for MissingSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.lacking.len() == 1 { "" } else { "s" };
        write!(f, "missing {}{plural}: ", self.noun)?;
        for (i, (name, lack)) in self.lacking.iter().enumerate() {
            let separator = if i == 0 { "" } else { ", " };
            let why = match lack {
                Lack::NotSet => "",
                Lack::Empty => " (set, but empty)",
                Lack::NotUnicode => " (set, but not Unicode text)",
            };
            write!(f, "{separator}{name}{why}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for MissingSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for MissingSecrets {}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["A_KEY", "B_KEY", "C_KEY"];

    #[test]
    fn all_that_are_missing_are_listed_at_once() {
        let source = |name: &str| match name {
            "A_KEY" => Some(String::new()),
            "B_KEY" => Some("b".to_owned()),
            _ => None,
        };
        let error = SecretValues::from_source(NAMES, &source).unwrap_err();
        assert_eq!(error.to_string(), "missing secrets: A_KEY (set, but empty), C_KEY");
        assert_eq!(format!("{error:?}"), error.to_string(), "what `main` shows");
        assert_eq!(error.names().collect::<Vec<_>>(), ["A_KEY", "C_KEY"]);
    }

    #[test]
    fn a_map_is_a_source_and_debug_shows_names_alone() {
        let map: HashMap<String, String> =
            NAMES.iter().map(|name| ((*name).to_owned(), format!("value-of-{name}"))).collect();
        let secrets = SecretValues::from_source(NAMES, &map).unwrap();
        assert_eq!(secrets.get(1), Some("value-of-B_KEY"));
        let shown = format!("{secrets:?}");
        assert!(shown.contains("A_KEY") && !shown.contains("value-of"), "{shown}");
    }

    #[test]
    fn the_environment_names_its_variables() {
        let error = SecretValues::from_env(&["TYPED_TOOLS_TEST_UNSET"]).unwrap_err();
        assert_eq!(error.to_string(), "missing environment variable: TYPED_TOOLS_TEST_UNSET");
    }
}
