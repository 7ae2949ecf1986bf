//! Which patterns a dialect can keep: providers compile them to grammars, each what it knows.

/// The patterns that a dialect keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Patterns {
    /// All of them.
    All,
    /// Those without look-around.
    Straight,
    /// Those that mean the same where a pattern always matches the whole text, as at xAI.
    Whole,
    /// Those of literals, classes, groups and repeats that llama.cpp has grammar for.
    Grammar,
}

/// Above this, a repeat makes a grammar too large.
pub(super) const LARGEST_REPEAT: u32 = 200;

impl Patterns {
    pub(super) fn keep(self, pattern: &str) -> bool {
        let parts = || Parts::of(pattern);
        match self {
            Self::All => true,
            Self::Straight => !pattern.contains("(?"),
            Self::Whole => {
                let parts = parts();
                let known = |c: char| !matches!(c, 'b' | 'B' | 'p' | 'P' | 'k' | '0'..='9');
                parts.is_whole && parts.plain_groups && parts.escaped.chars().all(known)
            }
            Self::Grammar => {
                let parts = parts();
                let known = |c: char| "^$.[]()|{}*+?".contains(c);
                parts.is_whole
                    && parts.plain_groups
                    && parts.escaped.chars().all(known)
                    && !parts.escapes_in_class
                    && parts.largest <= u64::from(LARGEST_REPEAT)
            }
        }
    }
}

/// What is looked at in a pattern.
#[derive(Debug, Default)]
struct Parts {
    /// It begins with `^` and ends with `$`, and both speak of all of it.
    is_whole: bool,
    /// Of groups that begin with `(?` there are only those that capture nothing.
    plain_groups: bool,
    /// What stands behind backslashes outside of classes.
    escaped: String,
    /// Whether there are backslashes in classes.
    escapes_in_class: bool,
    /// The largest number in braces.
    largest: u64,
}

impl Parts {
    fn of(pattern: &str) -> Self {
        let inner = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$'));
        let mut out = Self { is_whole: inner.is_some(), plain_groups: true, ..Self::default() };
        let inner = inner.unwrap_or(pattern);
        let (mut depth, mut in_class, mut in_braces) = (0_u32, false, false);
        let mut number = 0_u64;
        let mut rest = inner.chars();
        while let Some(c) = rest.next() {
            match c {
                '\\' => match rest.next() {
                    Some(_) if in_class => out.escapes_in_class = true,
                    Some(next) => out.escaped.push(next),
                    // It was the final `$` that is escaped.
                    None => out.is_whole = false,
                },
                ']' if in_class => in_class = false,
                _ if in_class => {}
                '[' => in_class = true,
                '{' => (in_braces, number) = (true, 0),
                '}' => in_braces = false,
                ',' if in_braces => number = 0,
                '0'..='9' if in_braces => {
                    number = number.saturating_mul(10).saturating_add(c.to_digit(10).unwrap_or(0).into());
                    out.largest = out.largest.max(number);
                }
                '(' => {
                    depth = depth.saturating_add(1);
                    let follows = rest.as_str();
                    out.plain_groups &= !follows.starts_with('?') || follows.starts_with("?:");
                }
                ')' => depth = depth.saturating_sub(1),
                // The anchors would speak of one alternative each.
                '|' if depth == 0 => out.is_whole = false,
                '^' | '$' => out.is_whole = false,
                _ => {}
            }
        }
        out.is_whole &= !in_class;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    #[test]
    fn what_means_the_same_over_the_whole_text() {
        for (pattern, whole, grammar) in [
            ("^[a-z]{2,8}$", true, true),
            ("^(?:a|b)+$", true, true),
            (r"^\$[0-9]+\.[0-9]{2}$", true, true),
            (r"^\d{3}$", true, false),
            (r"^[\w-]+$", true, false),
            ("^[a-z]{1,201}$", true, false),
            ("^[^|$]{200}$", true, true),
            ("[a-z]", false, false),
            ("^a|b$", false, false),
            (r"^a\$", false, false),
            ("^a$b$", false, false),
            ("^[a$", false, false),
            (r"^(?=.*\d).+$", false, false),
            (r"^(a)\1$", false, false),
            (r"^\bword\b$", false, false),
            (r"^\p{L}+$", false, false),
            ("", false, false),
            ("^$", true, true),
            ("^", false, false),
        ] {
            assert_eq!(Patterns::Whole.keep(pattern), whole, "{pattern}");
            assert_eq!(Patterns::Grammar.keep(pattern), grammar, "{pattern}");
            assert!(Patterns::All.keep(pattern), "{pattern}");
        }
        assert!(Patterns::Straight.keep("a+b") && !Patterns::Straight.keep("(?!a)b"));
    }
}
