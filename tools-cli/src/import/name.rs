//! Names: of tools, which every provider takes and no two share, and of secrets.

use std::collections::BTreeSet;

use heck::{ToShoutySnakeCase, ToSnakeCase};

/// The longest name that every provider takes.
const LONGEST: usize = 64;

/// The names that are taken.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// A name made of `wanted` that no other tool has. Two names that differ only in where words begin would be
    /// one name in Rust, so they count as one here.
    pub(crate) fn tool(&mut self, wanted: &str) -> String {
        self.free(cut(&valid(wanted), LONGEST))
    }

    /// The name as it is, where every provider takes it: a model may have been told of it.
    pub(crate) fn kept(&mut self, wanted: &str) -> String {
        let first = wanted.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let all = wanted.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        if first && all && wanted.len() <= LONGEST { self.free(wanted.to_owned()) } else { self.tool(wanted) }
    }

    fn free(&mut self, name: String) -> String {
        let mut free = name.clone();
        let mut number = 2;
        while !self.0.insert(free.replace(['_', '-'], "").to_ascii_lowercase()) {
            let suffix = format!("_{number}");
            free = format!("{}{suffix}", cut(&name, LONGEST - suffix.len()));
            number += 1;
        }
        free
    }
}

/// Letters, digits and `_`, in the case of the other definitions.
fn valid(wanted: &str) -> String {
    let plain: String = wanted.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let name = plain.to_snake_case();
    match name.chars().next() {
        None => "tool".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("tool_{name}"),
        Some(_) => name,
    }
}

/// The longest beginning of whole words that is short enough.
fn cut(name: &str, longest: usize) -> String {
    if name.len() <= longest {
        return name.to_owned();
    }
    let start = name.get(..longest).unwrap_or_default();
    let words = start.rfind('_').filter(|at| *at > longest / 2).and_then(|at| start.get(..at));
    words.unwrap_or(start).trim_end_matches('_').to_owned()
}

/// What the secrets of an API begin with: its title without the words that all APIs have.
pub(crate) fn prefix(title: &str) -> String {
    const COMMON: &[&str] = &[
        "API",
        "APIS",
        "REST",
        "THE",
        "OPENAPI",
        "SWAGGER",
        "SPECIFICATION",
        "SPEC",
        "DOCUMENTATION",
        "PUBLIC",
    ];
    let ascii: String = title.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words = ascii.split_whitespace().map(str::to_ascii_uppercase);
    let is_version = |word: &str| word.trim_start_matches('V').bytes().all(|b| b.is_ascii_digit());
    let words: Vec<String> = words.filter(|word| !COMMON.contains(&&**word) && !is_version(word)).collect();
    let name = words.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("_");
    match name.chars().next() {
        Some(first) if first.is_ascii_uppercase() => cut(&name, 40),
        _ => "API".to_owned(),
    }
}

/// `PETSTORE` and `X-API-Key` are `PETSTORE_API_KEY`.
pub(crate) fn secret(prefix: &str, what: &str) -> String {
    let ascii: String = what.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name = ascii.to_shouty_snake_case();
    let name = name.strip_prefix("X_").unwrap_or(&name);
    // No `STRIPE_STRIPE_KEY`.
    let name = name.strip_prefix(&format!("{prefix}_")).unwrap_or(name);
    if name.is_empty() { format!("{prefix}_KEY") } else { format!("{prefix}_{name}") }
}

#[cfg(test)]
mod tests {
    use super::{Names, prefix, secret};

    #[test]
    fn tools_have_names_that_every_provider_takes() {
        let mut names = Names::default();
        for (wanted, name) in [
            ("listPets", "list_pets"),
            ("list-pets", "list_pets_2"),
            ("listpets", "listpets_3"),
            ("repos/get content", "repos_get_content"),
            ("123", "tool_123"),
            ("GET /pets/{id}", "get_pets_id"),
            ("日本", "tool"),
            ("", "tool_2"),
        ] {
            assert_eq!(names.tool(wanted), name, "{wanted}");
        }
        let long = "list_all_the_things_that_somebody_has_put_in_a_drawer_and_forgotten_there";
        let (first, second) = (names.tool(long), names.tool(long));
        assert!(first.len() <= 64 && second.len() <= 64 && second.ends_with("_2"), "{first} {second}");
    }

    #[test]
    fn secrets_say_whose_they_are() {
        for (title, name) in [
            ("GitHub v3 REST API", "GITHUB"),
            ("Swagger Petstore - OpenAPI 3.0", "PETSTORE_3_0"),
            ("1Password", "API"),
            ("", "API"),
        ] {
            assert_eq!(prefix(title), name.replace("_3_0", ""), "{title}");
        }
        assert_eq!(secret("PETSTORE", "X-API-Key"), "PETSTORE_API_KEY");
        assert_eq!(secret("STRIPE", "stripe key"), "STRIPE_KEY");
        assert_eq!(secret("API", ""), "API_KEY");
    }
}
