//! A command as a shell reads it, with `$NAME` as a placeholder.

use super::tool::placeholder;

const UNCLOSED: &str = "a quote is not closed";

/// The words of a command.
///
/// # Errors
/// A quote is not closed.
pub(super) fn words(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => words.extend(word.take()),
            // A line goes on.
            '\\' if chars.peek() == Some(&'\n') => {
                chars.next();
            }
            '\\' => word.get_or_insert_default().extend(chars.next()),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        None => return Err(UNCLOSED.to_owned()),
                        Some('\'') => break,
                        Some(c) => word.push(c),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        None => return Err(UNCLOSED.to_owned()),
                        Some('"') => break,
                        Some('\\') => match chars.next() {
                            Some('\n') => {}
                            Some(c @ ('"' | '\\' | '$' | '`')) => word.push(c),
                            other => {
                                word.push('\\');
                                word.extend(other);
                            }
                        },
                        Some('$') => word.push_str(&variable(&mut chars)),
                        Some(c) => word.push(c),
                    }
                }
            }
            '$' if chars.peek() == Some(&'\'') => {}
            '$' => {
                let value = variable(&mut chars);
                word.get_or_insert_default().push_str(&value);
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Ok(words)
}

/// What follows a `$`: `NAME` or `{NAME}`.
fn variable(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let braced = chars.next_if_eq(&'{').is_some();
    let mut name = String::new();
    while let Some(c) = chars.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
        name.push(c);
    }
    if braced {
        chars.next_if_eq(&'}');
    }
    if name.is_empty() { "$".to_owned() } else { placeholder(&name) }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_those_of_a_shell() {
        for (text, expected) in [
            ("curl -X POST  a", &["curl", "-X", "POST", "a"][..]),
            ("a 'b c' \"d e\" f\\ g", &["a", "b c", "d e", "f g"]),
            ("a \\\n  b", &["a", "b"]),
            (r#"-H "X: $KEY" "${A}b" '$C' \$D"#, &["-H", "X: {{KEY}}", "{{A}}b", "$C", "$D"]),
            (r#"-d '{"a": "b\n"}'"#, &["-d", r#"{"a": "b\n"}"#]),
            (r#""a\"b" ''"#, &["a\"b", ""]),
            ("'{{x}}'", &["{{x}}"]),
        ] {
            assert_eq!(words(text).unwrap(), expected, "{text}");
        }
        for text in ["a 'b", "a \"b", "'"] {
            assert!(words(text).is_err(), "{text}");
        }
    }
}
