//! Patterns: ECMA-262 regular expressions in the syntax of `regex-lite`, with the same meaning.
//!
//! Strings are Unicode here, so a pattern is read with ECMA-262's flag `u`, but with the looser
//! syntax that engines accept without it (`\-`, a lone `}`), which real definitions rely on.

mod ast;
mod class;
mod cost;
mod fault;
mod parse;
mod print;

use crate::model::Pattern;

use ast::Ast;
use fault::PatternFault;

/// Translates a pattern. What comes out compiles, and accepts the same strings.
pub(super) fn translate(source: &str) -> Result<Pattern, PatternFault> {
    let ast = parse::parse(source)?;
    let cost = cost::cost(&ast);
    let parts = match ast {
        Ast::Concat(parts) => parts,
        other => vec![other],
    };
    let (matches, rejects) = conditions(parts)?;
    for expression in matches.iter().chain(&rejects) {
        if let Err(error) = regex_lite::Regex::new(expression) {
            return Err(PatternFault {
                syntax: false,
                message: format!("is too large: {error}"),
                help: Some("use `minLength` and `maxLength` in place of long repetitions".into()),
            });
        }
    }
    Ok(Pattern { source: source.into(), matches, rejects, cost })
}

/// Takes out the look-arounds that can be said as conditions of their own: look-aheads behind a
/// leading `^`, and those at the ends, which only widen the match.
fn conditions(parts: Vec<Ast>) -> Result<(Vec<String>, Vec<String>), PatternFault> {
    let (mut matches, mut rejects) = (Vec::new(), Vec::new());
    let mut rest = Vec::new();
    let mut leading = false;
    let last = parts.len().saturating_sub(1);
    for (index, part) in parts.into_iter().enumerate() {
        match part {
            Ast::Start if rest.is_empty() => {
                leading = true;
                rest.push(Ast::Start);
            }
            Ast::Look { behind: false, negative, inner } if leading && rest.len() == 1 => {
                let condition = print::print(&Ast::Concat(vec![Ast::Start, *inner]))?;
                if negative { rejects.push(condition) } else { matches.push(condition) }
            }
            Ast::Look { behind: false, negative: false, inner } if index == last => rest.push(*inner),
            Ast::Look { behind: true, negative: false, inner } if index == 0 => rest.push(*inner),
            other => rest.push(other),
        }
    }
    // `^` alone holds for every string.
    let trivial = leading && rest.len() == 1 && !(matches.is_empty() && rejects.is_empty());
    if !trivial {
        matches.push(print::print(&Ast::Concat(rest))?);
    }
    Ok((matches, rejects))
}

#[cfg(test)]
mod tests {
    use super::translate;

    /// Whether the translation accepts a text, as the runtime decides it.
    fn accepts(pattern: &str, text: &str) -> bool {
        let pattern = translate(pattern).unwrap();
        let is_match = |e: &String| regex_lite::Regex::new(e).unwrap().is_match(text);
        pattern.matches.iter().all(is_match) && !pattern.rejects.iter().any(is_match)
    }

    #[test]
    fn same_strings() {
        let table: &[(&str, &[&str], &[&str])] = &[
            ("a+b", &["xaab", "ab\n"], &["b", "a"]),
            ("^a$", &["a"], &["a\n", "ba", "\na"]),
            ("^.$", &["x", "é", "🎉", "\u{85}"], &["\n", "\r", "\u{2028}", "\u{2029}", "", "xx"]),
            (r"^\d$", &["7"], &["٣", "a"]),
            (r"^\D$", &["٣", "a"], &["7"]),
            (r"^\w$", &["a", "_", "9"], &["é", "-"]),
            (r"^\W$", &["é", "-"], &["a"]),
            (
                r"^\s$",
                &[" ", "\t", "\u{b}", "\u{a0}", "\u{feff}", "\u{2003}", "\u{2028}"],
                &["a", "\u{85}", "\u{200b}"],
            ),
            (r"^\S$", &["a", "\u{85}"], &[" ", "\u{feff}"]),
            (r"^[^\s-]$", &["a"], &[" ", "-"]),
            (r"^[\w.-]+$", &["a.b-c"], &["a b"]),
            (r"^[\w-.]+$", &["a.b-c"], &["a b"]),
            (r"^[a-zA-Z0-9-_ ]+$", &["a-_ 9"], &["é"]),
            (r"^[0-9-+\(\)\s]*$", &["+1 (2)-3"], &["a"]),
            (r"\bfoo\b", &["a foo b", "éfoo"], &["food"]),
            (r"\Boo", &["foo"], &["oo"]),
            (r"^[\b]$", &["\u{8}"], &["b"]),
            (r"^\cA\x41\u0042\u{43}$", &["\u{1}ABC"], &["ABC"]),
            (r"^\uD83D\uDC09$", &["🐉"], &["x"]),
            (r"^\/\-\.\@\_\ $", &["/-.@_ "], &["x"]),
            (r"^\0$", &["\0"], &["0"]),
            (r"^\t\n\v\f\r$", &["\t\n\u{b}\u{c}\r"], &["x"]),
            ("^a{2}$", &["aa"], &["a"]),
            ("^a{2,}$", &["aaa"], &["a"]),
            ("^a{1,2}?$", &["aa"], &["aaa"]),
            ("^a{,2}$", &["a{,2}"], &["a"]),
            ("^{a}$", &["{a}"], &["a"]),
            ("^a]$", &["a]"], &["a"]),
            ("[^]", &["\n", "a"], &[""]),
            ("^[]?$", &[""], &["a"]),
            ("[]", &[], &["a", ""]),
            ("^(?:a|b(c|d))$", &["a", "bd"], &["b"]),
            ("^(?<year>[0-9]{4})$", &["2024"], &["24"]),
            ("", &["", "a"], &[]),
            ("^", &["", "a"], &[]),
            ("a|", &["", "b"], &[]),
            ("^(|a)b$", &["b", "ab"], &["a"]),
            ("^(?!a)(?=.*1)[a-z0-9]+$", &["b1"], &["a1", "b"]),
            ("^(?!.*x).*$", &["abc", "x\ny".split_at(2).1], &["axb"]),
            ("^(?!.*x)", &["abc"], &["axb"]),
            ("foo(?=bar)", &["foobar"], &["foo"]),
            ("(?<=foo)bar", &["foobar"], &["bar"]),
            ("a-z, A-Z, 0-9, /, _, -", &["a-z, A-Z, 0-9, /, _, -"], &["a"]),
            (r"^[\\w-]+$", &["\\w-"], &["a"]),
            ("^[&~#-+]+$", &["&~#$+"], &["-"]),
            ("^[a&&b]+$", &["a&b"], &["c"]),
            ("^[[a]$", &["[", "a"], &["b"]),
            ("^[[:alpha:]]$", &["a]", ":]", "[]"], &["b]", "a"]),
            ("^🎉{2}$", &["🎉🎉"], &["🎉"]),
            ("^[🎉-🎊]$", &["🎉"], &["a"]),
            ("^(?P<a>x)$", &["x"], &["y"]),
        ];
        for (pattern, good, bad) in table {
            for text in *good {
                assert!(accepts(pattern, text), "{pattern} takes {text:?}: {:?}", translate(pattern));
            }
            for text in *bad {
                assert!(!accepts(pattern, text), "{pattern} refuses {text:?}: {:?}", translate(pattern));
            }
        }
    }

    #[test]
    fn refused() {
        for (pattern, syntax) in [
            ("(", true),
            (")", true),
            ("[a", true),
            ("a**", true),
            ("*a", true),
            ("a{2,1}", true),
            ("[z-a]", true),
            ("\\", true),
            ("(?a)", true),
            ("^*", true),
            ("(?<1>a)", true),
            (r"\u{110000}", true),
            (r"\xZ1", false),
            ("^(?:a(?<!b))*$", false),
            (r"(a)\1", false),
            (r"(?<n>a)\k<n>", false),
            ("(?<!a)b", false),
            ("a(?!b)", false),
            ("(?!b)a", false),
            ("^((?!--)[a-z])+$", false),
            ("^(?:(?=a))*b", false),
            ("^x|(?=y)", false),
            (r"\p{L}", false),
            (r"\A", false),
            (r"\Z", false),
            ("(?i)a", false),
            (r"\uD800", false),
            ("^.{1,9999999}$", false),
            ("((((a{99}){99}){99}){99})", false),
        ] {
            let fault = translate(pattern).expect_err(pattern);
            assert_eq!(fault.syntax, syntax, "{pattern}: {}", fault.message);
        }
        assert!(translate(&"(".repeat(10_000)).is_err());
        assert!(translate(&format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000))).is_err());
    }
}
