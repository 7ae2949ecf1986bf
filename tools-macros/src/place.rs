//! Whether a set stands below another in one module.
//!
//! Each generates items of the same names, and rustc would say so of each item and each method: dozens of errors for
//! one mistake. A macro is not told of other invocations, so this looks into the file that it stands in.

use std::path::PathBuf;

/// Where something stands: file, line and column (both from 1, the column in bytes).
pub(crate) struct Place {
    pub(crate) file: PathBuf,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Place {
    /// Of the first token between the parentheses. `None` where there is no file, as in an editor's own expansions.
    pub(crate) fn of(span: proc_macro::Span) -> Option<Self> {
        let start = span.start();
        Some(Self { file: span.local_file()?, line: start.line(), column: start.column() })
    }

    /// Whether another set stands above, in the same braces.
    pub(crate) fn below_another(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|text| is_second(&text, self.line, self.column))
    }
}

/// Whether what stands at this place is in the second `tools!` of its braces.
fn is_second(text: &str, line: usize, column: usize) -> bool {
    let mut lines = text.split_inclusive('\n');
    let above: usize = lines.by_ref().take(line.saturating_sub(1)).map(str::len).sum();
    let Some(before) = text.get(..above + column.saturating_sub(1)) else { return false };
    // From the inside out: the brackets of a list, the parentheses of the set itself, what it stands in.
    let around = Scanner::default().scopes(before).into_iter().rev().skip(1).find(|scope| scope.sets > 0);
    around.is_some_and(|scope| scope.sets > 1)
}

/// What is between two braces.
#[derive(Default)]
struct Scope {
    /// Sets that are there whatever the configuration.
    sets: usize,
    /// Whether the current item is compiled only sometimes.
    conditional: bool,
}

/// Passes over Rust: braces, words and marks count; comments and literals do not.
struct Scanner {
    scopes: Vec<Scope>,
    /// `tools`, then `!`: how much of the beginning of a set has been seen.
    seen: usize,
}

impl Default for Scanner {
    fn default() -> Self {
        Self { scopes: vec![Scope::default()], seen: 0 }
    }
}

impl Scanner {
    /// The braces that are open behind `text`, from the outside in; the first is the file.
    fn scopes(mut self, text: &str) -> Vec<Scope> {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                '/' if rest.starts_with("/*") => comment(rest),
                '"' => string(rest),
                '\'' => quote(rest),
                c if c.is_alphabetic() || c == '_' => self.word(rest),
                c if c.is_whitespace() => c.len_utf8(),
                c => {
                    self.mark(c, rest);
                    c.len_utf8()
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        self.scopes
    }

    /// A word, or a literal that begins with one: `r#".."#`, `b"..`.
    fn word(&mut self, rest: &str) -> usize {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        self.seen = usize::from(word == "tools");
        if !matches!(word, "r" | "br" | "cr") {
            return end;
        }
        let hashes = behind.len() - behind.trim_start_matches('#').len();
        let Some(inner) = behind.get(hashes..).and_then(|open| open.strip_prefix('"')) else { return end };
        let close = format!("\"{}", "#".repeat(hashes));
        let length = inner.find(&close).map_or(inner.len(), |at| at + close.len());
        end + hashes + 1 + length
    }

    fn mark(&mut self, mark: char, rest: &str) {
        let begins = self.seen == 2;
        self.seen = if mark == '!' && self.seen == 1 { 2 } else { 0 };
        match mark {
            '(' | '[' | '{' => {
                if let Some(scope) = self.scopes.last_mut()
                    && begins
                    && !scope.conditional
                {
                    scope.sets += 1;
                }
                self.scopes.push(Scope::default());
            }
            ')' | ']' | '}' => {
                if self.scopes.len() > 1 {
                    self.scopes.pop();
                }
                // The end of an item, unless it is an attribute's.
                if let Some(scope) = self.scopes.last_mut().filter(|_| mark == '}') {
                    scope.conditional = false;
                }
            }
            '#' if rest.starts_with("#[cfg") => {
                if let Some(scope) = self.scopes.last_mut() {
                    scope.conditional = true;
                }
            }
            ';' => {
                if let Some(scope) = self.scopes.last_mut() {
                    scope.conditional = false;
                }
            }
            _ => {}
        }
    }
}

/// The length of a comment `/* .. */`, which may hold others.
fn comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && !rest.is_empty()
    {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of a string literal, quotes included.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a character literal, or of the mark of a lifetime.
fn quote(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, _))) => {
            let behind = at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            let rest = text.get(behind..).unwrap_or_default();
            rest.find('\'').map_or(text.len(), |end| behind + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::is_second;

    /// Whether the set with `HERE` in its parentheses is the second.
    fn second(text: &str) -> bool {
        let at = text.find("HERE").expect("a place");
        let line = text[..at].matches('\n').count() + 1;
        let column = at - text[..at].rfind('\n').map_or(0, |end| end + 1) + 1;
        is_second(text, line, column)
    }

    #[test]
    fn the_second_in_its_braces() {
        for text in [
            "tools!(\"a\"); tools!(HERE);",
            "typed_tools::tools!(\"a\");\nfn f() {}\n\ntyped_tools::tools! { HERE }",
            "mod m { use x::tools; tools!(\"a\");\n tools![HERE]; }",
            "tools!(\"a\"); /* } */ // }\nconst C: char = '}'; fn f<'a>() -> &'a str { r#\"}\"# }\ntools!(HERE);",
            "tools!([\"a\", \"b\"]); tools!([HERE, \"c\"]);",
            "#[cfg(test)] mod tests { fn f() {} } tools!(\"a\"); tools!(HERE);",
            "tools!(\"a\"); const A: char = '\\''; const B: &str = \"\\\"}\"; tools!(HERE);",
        ] {
            assert!(second(text), "{text}");
        }
    }

    #[test]
    fn the_only_one_in_its_braces() {
        for text in [
            "tools!(HERE);",
            "tools!(HERE); tools!(\"b\");",
            "tools!([HERE, \"b\"]);",
            "mod a { tools!(\"a\"); } mod b { tools!(HERE); }",
            "tools!(\"a\"); mod b { tools!(HERE); }",
            "mod a { tools!(\"a\"); } tools!(HERE);",
            "#[cfg(a)] tools!(\"a\"); #[cfg(not(a))] tools!(HERE);",
            "// tools!(\"a\");\n/* tools!(\"b\"); /* */ */ tools!(HERE);",
            "const A: &str = \"tools!()\"; const B: &str = r\"tools!()\"; tools!(HERE);",
            "fn tools() {} fn f() { tools(); } tools!(HERE);",
            "HERE",
            "/* HERE",
        ] {
            assert!(!second(text), "{text}");
        }
        assert!(!is_second("", 7, 9) && !is_second("é", 1, 2));
    }
}
