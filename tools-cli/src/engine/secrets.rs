//! Where secrets come from: a file, and the environment for what is not in it.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use typed_tools_runtime::__private::SecretValues;

use crate::usage::Usage;

/// The secrets of a file, by name.
#[derive(Default)]
pub(crate) struct SecretFile(HashMap<String, String>);

impl SecretFile {
    /// Reads lines `NAME=VALUE`, as shells and containers have them, or a JSON object of strings. No message shows
    /// anything of what stands in it.
    pub(crate) fn read(path: Option<&Path>) -> Result<Self, Usage> {
        let Some(path) = path else { return Ok(Self::default()) };
        let wrong = |what: String| Usage(format!("--secrets {}: {what}", path.display()));
        let text = fs::read_to_string(path).map_err(|error| wrong(format!("it cannot be read: {error}")))?;
        if text.trim_start().starts_with('{') {
            let read = serde_json::from_str(&text);
            return read.map(Self).map_err(|error| {
                let (line, column) = (error.line(), error.column());
                wrong(format!(
                    "line {line}, column {column}: this is no JSON object whose values are strings"
                ))
            });
        }
        let mut values = HashMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let line = line.strip_prefix("export ").unwrap_or(line);
            let Some((name, value)) = line.split_once('=') else {
                return Err(wrong(format!("line {} is not NAME=VALUE", index.saturating_add(1))));
            };
            values.insert(name.trim().to_owned(), unquoted(value.trim()).to_owned());
        }
        Ok(Self(values))
    }

    /// A value for each of these names.
    pub(crate) fn values(&self, names: Vec<&'static str>) -> Result<SecretValues, Usage> {
        let value = |name: &str| self.0.get(name).cloned().or_else(|| std::env::var(name).ok());
        SecretValues::from_source(Vec::leak(names), &value).map_err(|missing| {
            Usage(format!("{missing}; set what is missing in the environment, or in a file of --secrets"))
        })
    }
}

/// Without the quotes around it.
fn unquoted(value: &str) -> &str {
    let inner = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(String, String)>, String> {
        let path = std::env::temp_dir().join(format!("typed-tools-secrets-{}", std::process::id()));
        fs::write(&path, text).unwrap();
        let read = SecretFile::read(Some(&path));
        fs::remove_file(&path).unwrap();
        let mut values: Vec<_> = read.map_err(|error| error.0)?.0.into_iter().collect();
        values.sort();
        Ok(values)
    }

    #[test]
    fn lines_and_json() {
        let both = vec![("A".to_owned(), "1=2".to_owned()), ("B".to_owned(), "two words".to_owned())];
        assert_eq!(read("# ours\nexport A=1=2\n\nB = \"two words\"\n").as_ref(), Ok(&both));
        assert_eq!(read(r#" {"A": "1=2", "B": "two words"}"#).as_ref(), Ok(&both));
        assert!(read("hunter2").is_err_and(|words| words.contains("line 1") && !words.contains("hunter2")));
        assert!(read(r#"{"A": 12345}"#).is_err_and(|words| !words.contains("12345")), "no value is shown");
    }
}
