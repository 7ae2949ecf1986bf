//! What looks like a keyword.

use super::table::{KEYWORDS, find};

/// What other tools write, and what means nothing here.
const FOREIGN: &[&str] =
    &["id", "example", "xml", "discriminator", "externalDocs", "name", "in", "style", "explode"];

/// What the keywords are called in other schema languages, and in a hurry.
const ELSEWHERE: &[(&str, &str)] = &[
    ("min", "minimum"),
    ("max", "maximum"),
    ("min_length", "minLength"),
    ("max_length", "maxLength"),
    ("regex", "pattern"),
    ("regexp", "pattern"),
    ("values", "enum"),
    ("choices", "enum"),
    ("options", "enum"),
    ("desc", "description"),
    ("property", "properties"),
    ("optional", "required"),
    ("mandatory", "required"),
];

/// Whether a key is a keyword, or one that other tools write beside them.
pub(crate) fn is_known(key: &str) -> bool {
    find(key).is_some() || FOREIGN.contains(&key)
}

/// The keyword that an unknown one is a typo of, if it is.
pub(crate) fn meant(unknown: &str) -> Option<&'static str> {
    if unknown.starts_with("x-") || is_known(unknown) {
        return None;
    }
    if let Some((_, keyword)) = ELSEWHERE.iter().find(|(word, _)| *word == unknown) {
        return Some(keyword);
    }
    // A long key is no typo of a short one, and the distance of long texts is slow to find.
    if unknown.len() > 24 {
        return None;
    }
    let near = |k: &&str| {
        k.len() >= 4
            && (k.eq_ignore_ascii_case(unknown) || typed_tools_core::nearest::distance(k, unknown) == 1)
    };
    KEYWORDS.iter().map(|keyword| keyword.name).filter(|name| !name.starts_with("x-")).find(near)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn typos() {
        assert_eq!(meant("requierd"), Some("required"));
        assert_eq!(meant("minLenght"), Some("minLength"));
        assert_eq!(meant("maxlength"), Some("maxLength"));
        assert_eq!(meant("propertie"), Some("properties"));
        assert_eq!(meant("min"), Some("minimum"));
        assert_eq!(meant("optional"), Some("required"));
        for word in ["required", "example", "x-enum", "color", "no", "id", "notes"] {
            assert_eq!(meant(word), None, "{word}");
        }
    }
}
