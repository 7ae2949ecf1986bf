//! The keywords of JSON Schema, and what looks like one.

/// Keywords that decide whether a value is valid.
pub(super) const VALIDATING: &[&str] = &[
    "type",
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "uniqueItems",
    "items",
    "prefixItems",
    "additionalItems",
    "contains",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "required",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "unevaluatedProperties",
    "unevaluatedItems",
    "nullable",
];

/// Keywords that say something about a schema or a value.
pub(super) const DESCRIBING: &[&str] = &[
    "title",
    "description",
    "default",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];

/// What MCP's clients are shown beside those.
pub(super) const SHOWN_BY_MCP: &[&str] = &["$anchor", "$comment", "x-mcp-header"];

/// Keywords that build a schema out of others.
const BUILDING: &[&str] = &[
    "$schema",
    "$id",
    "$ref",
    "$defs",
    "$anchor",
    "$comment",
    "$dynamicRef",
    "$dynamicAnchor",
    "$recursiveRef",
    "$recursiveAnchor",
    "$vocabulary",
    "definitions",
];

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
pub(super) fn is_known(key: &str) -> bool {
    [VALIDATING, DESCRIBING, BUILDING, FOREIGN].iter().any(|keys| keys.contains(&key))
}

/// The keyword that an unknown one is a typo of, if it is.
pub(super) fn meant(unknown: &str) -> Option<&'static str> {
    let all = || VALIDATING.iter().chain(DESCRIBING).chain(BUILDING).copied();
    if unknown.starts_with("x-") || all().any(|k| k == unknown) || FOREIGN.contains(&unknown) {
        return None;
    }
    if let Some((_, keyword)) = ELSEWHERE.iter().find(|(word, _)| *word == unknown) {
        return Some(keyword);
    }
    let near = |k: &&str| {
        k.len() >= 4
            && (k.eq_ignore_ascii_case(unknown) || typed_tools_core::nearest::distance(k, unknown) == 1)
    };
    // A long key is no typo of a short one, and the distance of long texts is slow to find.
    if unknown.len() > 24 { None } else { all().find(near) }
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
