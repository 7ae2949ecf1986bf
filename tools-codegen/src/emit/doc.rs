//! Text of a definition as Rust documentation.

/// `#[doc = ".."]` with `text` as plain prose, or `otherwise` where there is none (so that users
/// can deny `missing_docs`).
pub(super) fn doc(text: &str, otherwise: &str) -> String {
    let text = if text.trim().is_empty() { otherwise.to_owned() } else { prose(text) };
    // An attribute a line: several lines in one would be a block comment in the formatted code.
    let lines: Vec<_> = text.lines().map(|line| format!("#[doc={:?}]", line.trim_end())).collect();
    lines.concat()
}

/// Escapes what Markdown and rustdoc would read as more than prose: a description must not become
/// a doctest, a broken link or HTML. Addresses become links, as rustdoc wants them.
pub(crate) fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (number, line) in text.trim().lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        // The blank keeps `#[doc]` apart from the slashes, and no indentation makes a code block.
        out.push(' ');
        escape_line(line.trim(), &mut out);
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    // A line that would open a heading, list, quote, rule or table.
    if line.starts_with(['#', '-', '+', '=', '|', '~']) {
        out.push('\\');
    } else if line.starts_with(|first: char| first.is_ascii_digit())
        && let Some(dot) = line.find(['.', ')'])
        && line.bytes().take(dot).all(|b| b.is_ascii_digit())
    {
        let (number, rest) = line.split_at(dot);
        out.push_str(number);
        out.push('\\');
        return escape_text(rest, out);
    }
    escape_text(line, out);
}

fn escape_text(mut text: &str, out: &mut String) {
    loop {
        let (plain, rest) = text.split_at(plain_length(text));
        out.push_str(plain);
        text = rest;
        let Some(c) = text.chars().next() else { return };
        if let Some(len) = address_length(text) {
            let (address, rest) = text.split_at(len);
            out.push('<');
            out.push_str(address);
            out.push('>');
            text = rest;
            continue;
        }
        if is_unseen(c) {
            out.push('\\');
            spell(c, out);
            text = text.get(c.len_utf8()..).unwrap_or_default();
            continue;
        }
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$') {
            out.push('\\');
        }
        out.push(c);
        text = text.get(c.len_utf8()..).unwrap_or_default();
    }
}

/// The length of the stretch at the start of `text` in which nothing can ask for an escape, and no address
/// (whose first letter is left out here) can begin.
fn plain_length(text: &str) -> usize {
    let mut rest = text.as_bytes();
    while let [b'a'..=b'g' | b'i'..=b'z' | b' ' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b',' | b'-', more @ ..] =
        rest
    {
        rest = more;
    }
    text.len() - rest.len()
}

/// `text` as a code span, on one line.
pub(super) fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('`');
    for c in text.chars().filter(|c| *c != '`') {
        if is_unseen(c) { spell(c, &mut out) } else { out.push(c) }
    }
    out.push('`');
    out
}

/// What rustc refuses in a comment, which documentation becomes in a file: a carriage return, and
/// marks that turn the direction of the text around. Other control characters go the same way.
fn is_unseen(c: char) -> bool {
    c.is_control() && c != '\t' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn spell(c: char, out: &mut String) {
    out.extend(c.escape_unicode());
}

/// The length of the web address at the start of `text`, if one stands there.
fn address_length(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let scheme = text.len() - rest.len();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/?#@!&+,;=%:".contains(c);
    let end = rest.find(|c| !plain(c)).unwrap_or(rest.len());
    let address = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (!address.is_empty()).then_some(scheme + address.len())
}

#[cfg(test)]
mod tests {
    use super::{code, prose};

    #[test]
    fn a_file_name_stays_a_code_span() {
        assert_eq!(code("a`b\n\u{202e}é.json"), "`ab\\u{a}\\u{202e}é.json`");
    }

    #[test]
    fn formatted_docs_are_lines_and_names_are_code() {
        let definition = r#"{
            "name": "find_lead",
            "description": "Finds a lead.\n\nOld ones too.",
            "parameters": { "type": "object", "properties": {
                "lead_id": { "type": "string" },
                "page_size": { "type": "integer", "default": 20 },
                "sort_by": { "type": "string", "enum": ["last_call"] }
            }, "required": ["lead_id"] },
            "api_endpoint": "https://crm.example.com/leads/{{lead_id}}?n={{page_size}}&by={{sort_by}}",
            "http_method": "GET",
            "headers": { "Authorization": "Bearer {{CRM_API_KEY}}" }
        }"#;
        let outcome =
            crate::compile(&crate::Inputs::inline("inline", definition), &crate::Options::default());
        assert_eq!(outcome.diagnostics(), []);
        let text = outcome.formatted();
        for lines in [
            "/// Finds a lead.\n///\n/// Old ones too.\n",
            "    /// `lead_id`\n    pub lead_id: ",
            "    /// `page_size`\n    ///\n    /// Default: `20`\n    pub page_size: ",
            "LastCall \"last_call\",",
            "/// Full path: `find_lead::SortBy`.\n",
            "/// The secrets that the tools use: `CRM_API_KEY`.\n",
            "To set some of them: `FindLead { page_size: .., ..FindLead::new(..) }`.\n",
        ] {
            assert!(text.contains(lines), "{lines}\n\nis not in\n\n{text}");
        }
        assert!(!text.contains("/**"), "{text}");
    }

    #[test]
    fn a_description_stays_prose() {
        for (text, expected) in [
            ("Adds a note.", " Adds a note."),
            ("```\nlet x;\n```", " \\`\\`\\`\n let x;\n \\`\\`\\`"),
            ("see [Foo] or <b>", " see \\[Foo\\] or \\<b\\>"),
            ("    indented", " indented"),
            ("a\n    indented", " a\n indented"),
            ("# head", " \\# head"),
            ("1. one", " 1\\. one"),
            ("- item", " \\- item"),
            ("at https://x.example/a_b.", " at <https://x.example/a_b>."),
            ("a\rb\0 \u{202e}c\u{2066}", " a\\\\u{d}b\\\\u{0} \\\\u{202e}c\\\\u{2066}"),
            ("{{contact_id}} snake_case", " {{contact\\_id}} snake\\_case"),
        ] {
            assert_eq!(prose(text), expected, "{text}");
        }
    }
}
