//! Names of tools as models decorate them: with the channel or the module that their prompt format puts around.

/// The name without what prompt formats add: `functions.`, `default_api.` or `default_api:` in front, a special token
/// (`<|channel|>commentary`) and a counter (`:0`) behind, blanks. `None` where there is nothing of the kind.
///
/// A tool's own name has no dot, colon, `<` or blank, so that only one tool can be meant.
pub(crate) fn undecorated(name: &str) -> Option<&str> {
    let mut plain = name.split("<|").next().unwrap_or(name).trim();
    for prefix in ["functions", "default_api"] {
        if let Some(rest) = plain.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(['.', ':'])) {
            plain = rest;
        }
    }
    if let Some((front, counter)) = plain.rsplit_once(':')
        && !counter.is_empty()
        && counter.bytes().all(|byte| byte.is_ascii_digit())
    {
        plain = front;
    }
    let plain = plain.trim();
    (!plain.is_empty() && plain != name).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::undecorated;

    #[test]
    fn what_prompt_formats_add_is_taken_off() {
        for name in [
            "functions.book_room",
            "functions.book_room:0",
            "functions:book_room:12",
            "book_room<|channel|>commentary",
            "functions.book_room<|constrain|>json",
            "default_api.book_room",
            "default_api:book_room",
            "book_room ",
            "book_room:3",
        ] {
            assert_eq!(undecorated(name), Some("book_room"), "{name:?}");
        }
        for name in ["book_room", "functions", "functions.", "", "<|channel|>book_room", "my.book_room:"] {
            assert_eq!(undecorated(name), None, "{name:?}");
        }
    }
}
