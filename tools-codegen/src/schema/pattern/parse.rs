//! The parser of ECMA-262 patterns.

use super::ast::Ast;
use super::class::Class;
use super::fault::PatternFault;

/// Deeper nesting is refused (by `regex-lite` too).
const DEPTH: usize = 40;

/// Parses a whole pattern.
pub(super) fn parse(source: &str) -> Result<Ast, PatternFault> {
    let mut parser = Parser { rest: source.chars().collect(), at: 0, depth: 0 };
    let ast = parser.alternation()?;
    match parser.peek() {
        None => Ok(ast),
        Some(_) => Err(broken("has a `)` too many")),
    }
}

struct Parser {
    rest: Vec<char>,
    at: usize,
    depth: usize,
}

/// What stands in a class: one character, or a set.
enum Member {
    One(u32),
    Set(Class),
}

fn broken(message: impl Into<String>) -> PatternFault {
    PatternFault { syntax: true, message: message.into(), help: None }
}

/// A bracket that is never closed; `open` is the one that begins it.
fn unclosed(open: char, close: char) -> PatternFault {
    let help = format!("add it; a `{open}` that is meant as such is written `\\\\{open}` in JSON");
    PatternFault { syntax: true, message: format!("lacks a `{close}`"), help: Some(help) }
}

fn unsupported(message: impl Into<String>, help: &str) -> PatternFault {
    PatternFault { syntax: false, message: message.into(), help: Some(help.into()) }
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(i, c)| self.rest.get(self.at + i) == Some(&c));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn alternation(&mut self) -> Result<Ast, PatternFault> {
        let mut branches = vec![self.concat()?];
        while self.eat("|") {
            branches.push(self.concat()?);
        }
        match (branches.len(), branches.pop()) {
            (1, Some(only)) => Ok(only),
            (_, last) => {
                branches.extend(last);
                Ok(Ast::Alternation(branches))
            }
        }
    }

    fn concat(&mut self) -> Result<Ast, PatternFault> {
        let mut parts = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let part = self.atom()?;
            parts.push(self.repeated(part)?);
        }
        Ok(Ast::Concat(parts))
    }

    fn atom(&mut self) -> Result<Ast, PatternFault> {
        let Some(c) = self.next() else { return Ok(Ast::Concat(Vec::new())) };
        Ok(match c {
            '^' => Ast::Start,
            '$' => Ast::End,
            '.' => Ast::Class(Class::dot()),
            '[' => Ast::Class(self.class()?),
            '(' => self.group()?,
            '\\' => self.escape()?,
            '*' | '+' | '?' => return Err(broken(format!("has nothing before `{c}` to repeat"))),
            c => Ast::Class(Class::one(u32::from(c))),
        })
    }

    fn group(&mut self) -> Result<Ast, PatternFault> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(unsupported("nests its groups too deeply", "split it, with `allOf` for instance"));
        }
        let look = |behind, negative| Some((behind, negative));
        let look = if self.eat("?=") {
            look(false, false)
        } else if self.eat("?!") {
            look(false, true)
        } else if self.eat("?<=") {
            look(true, false)
        } else if self.eat("?<!") {
            look(true, true)
        } else {
            if self.eat("?<") || self.eat("?P<") {
                self.group_name()?;
            } else if !self.eat("?:") && self.peek() == Some('?') {
                let flags: String = self.rest.iter().skip(self.at + 1).take(6).collect();
                if flags.trim_start_matches(['i', 'm', 's', 'u', 'x', '-']).starts_with([')', ':']) {
                    let help = "write both cases, as in [Hh]";
                    return Err(unsupported("sets flags inside, which ECMA-262 does not have", help));
                }
                return Err(broken("has an unknown kind of group after `(?`"));
            }
            None
        };
        let inner = self.alternation()?;
        if !self.eat(")") {
            return Err(unclosed('(', ')'));
        }
        self.depth -= 1;
        Ok(match look {
            Some((behind, negative)) => Ast::Look { behind, negative, inner: Box::new(grouped(inner)) },
            None => grouped(inner),
        })
    }

    fn group_name(&mut self) -> Result<(), PatternFault> {
        let mut length = 0;
        while let Some(c) = self.next() {
            match c {
                '>' if length > 0 => return Ok(()),
                'a'..='z' | 'A'..='Z' | '_' | '$' => length += 1,
                '0'..='9' if length > 0 => length += 1,
                c if c.is_alphabetic() => length += 1,
                _ => break,
            }
        }
        Err(broken("has a group with no proper name"))
    }

    fn repeated(&mut self, part: Ast) -> Result<Ast, PatternFault> {
        let Some((min, max)) = self.quantifier()? else { return Ok(part) };
        // Lazy or greedy, the same strings match.
        self.eat("?");
        if matches!(part, Ast::Start | Ast::End | Ast::Boundary(_) | Ast::Look { .. }) {
            return Err(broken("repeats something that takes no characters"));
        }
        if self.quantifier()?.is_some() {
            return Err(broken("repeats a repetition"));
        }
        Ok(Ast::Repeat { inner: Box::new(part), min, max })
    }

    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternFault> {
        let start = self.at;
        Ok(Some(match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let min = self.digits();
                let comma = self.eat(",");
                let max = self.digits();
                let (Some(min), true) = (min, self.eat("}")) else {
                    // No quantifier: a brace that stands for itself.
                    self.at = start;
                    return Ok(None);
                };
                let max = if comma { max } else { Some(min) };
                if max.is_some_and(|max| max < min) {
                    return Err(broken("has a repetition whose bounds are the wrong way round"));
                }
                return Ok(Some((min, max)));
            }
            _ => return Ok(None),
        })
        .inspect(|_| self.at += 1))
    }

    /// A number; one too large for any pattern is cut to one that is too large.
    fn digits(&mut self) -> Option<u32> {
        let mut value: Option<u32> = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.at += 1;
            value = Some(value.unwrap_or(0).saturating_mul(10).saturating_add(digit));
        }
        value
    }

    fn escape(&mut self) -> Result<Ast, PatternFault> {
        match self.peek() {
            Some('b') => {
                self.at += 1;
                Ok(Ast::Boundary(true))
            }
            Some('B') => {
                self.at += 1;
                Ok(Ast::Boundary(false))
            }
            Some('1'..='9' | 'k') => {
                Err(unsupported("refers back to a group", "no finite check does that: use `enum` or `anyOf`"))
            }
            _ => Ok(match self.member_escape()? {
                Member::One(c) => Ast::Class(Class::one(c)),
                Member::Set(class) => Ast::Class(class),
            }),
        }
    }

    /// What stands behind a `\`, in a class and outside.
    fn member_escape(&mut self) -> Result<Member, PatternFault> {
        let Some(c) = self.next() else { return Err(broken("ends with a lone `\\`")) };
        if let Some(class) = Class::escape(c) {
            return Ok(Member::Set(class));
        }
        Ok(Member::One(match c {
            't' => 0x9,
            'n' => 0xa,
            'v' => 0xb,
            'f' => 0xc,
            'r' => 0xd,
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => 0,
            'c' => match self.next() {
                Some(letter) if letter.is_ascii_alphabetic() => u32::from(letter) % 32,
                _ => return Err(broken("has a `\\c` without a letter")),
            },
            'x' => self.hex(2).ok_or_else(|| odd_escape('x'))?,
            'u' => return self.unicode().map(Member::One),
            'p' | 'P' => {
                let help = "name the characters, as in [A-Za-z]; `\\w` is [0-9A-Za-z_]";
                return Err(unsupported(format!("has `\\{c}`, a Unicode property"), help));
            }
            c if c.is_ascii_alphanumeric() => return Err(odd_escape(c)),
            c => u32::from(c),
        }))
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let mut value = 0;
        for i in 0..digits {
            value = value * 16 + self.rest.get(self.at + i)?.to_digit(16)?;
        }
        self.at += digits;
        Some(value)
    }

    fn unicode(&mut self) -> Result<u32, PatternFault> {
        if self.eat("{") {
            let mut value: u32 = 0;
            while let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) {
                self.at += 1;
                value = value.saturating_mul(16).saturating_add(digit);
            }
            if !self.eat("}") || value > 0x10_ffff {
                return Err(broken("has a `\\u{...}` that is no character"));
            }
            return scalar(value);
        }
        let unit = self.hex(4).ok_or_else(|| odd_escape('u'))?;
        if (0xd800..0xdc00).contains(&unit) {
            let start = self.at;
            let low = if self.eat("\\u") { self.hex(4) } else { None };
            if let Some(low) = low.filter(|low| (0xdc00..0xe000).contains(low)) {
                return Ok(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
            }
            self.at = start;
        }
        scalar(unit)
    }

    fn class(&mut self) -> Result<Class, PatternFault> {
        let negated = self.eat("^");
        let mut class = Class::default();
        loop {
            let first = match self.next() {
                None => return Err(unclosed('[', ']')),
                Some(']') => break,
                Some(c) => self.member(c)?,
            };
            let more = self.rest.get(self.at + 1).copied();
            if self.peek() != Some('-') || more.is_none() || more == Some(']') {
                add(&mut class, first);
                continue;
            }
            self.at += 1;
            let Some(c) = self.next() else { return Err(unclosed('[', ']')) };
            match (first, self.member(c)?) {
                (Member::One(from), Member::One(to)) if from <= to => class.add(from, to),
                (Member::One(_), Member::One(_)) => {
                    return Err(broken("has a range whose ends are the wrong way round"));
                }
                // Not a range: the `-` stands for itself.
                (first, second) => {
                    add(&mut class, first);
                    class.add(u32::from('-'), u32::from('-'));
                    add(&mut class, second);
                }
            }
        }
        Ok(if negated { class.negated() } else { class.normal() })
    }

    fn member(&mut self, c: char) -> Result<Member, PatternFault> {
        match c {
            '\\' if self.eat("b") => Ok(Member::One(0x8)),
            '\\' if self.eat("-") => Ok(Member::One(u32::from('-'))),
            '\\' => self.member_escape(),
            c => Ok(Member::One(u32::from(c))),
        }
    }
}

fn add(class: &mut Class, member: Member) {
    match member {
        Member::One(c) => class.add(c, c),
        Member::Set(set) => class.extend(&set),
    }
}

/// A group is one thing, whatever it holds: what follows repeats all of it.
fn grouped(inner: Ast) -> Ast {
    match inner {
        Ast::Concat(mut parts) if parts.len() == 1 => match parts.pop() {
            Some(bare @ (Ast::Start | Ast::End | Ast::Boundary(_) | Ast::Look { .. })) => {
                Ast::Concat(vec![bare])
            }
            Some(only) => only,
            None => Ast::Concat(parts),
        },
        other => other,
    }
}

fn scalar(value: u32) -> Result<u32, PatternFault> {
    match char::from_u32(value) {
        Some(_) => Ok(value),
        None => Err(unsupported(
            "names half of a surrogate pair, which no string holds",
            "name the character: \\u{...}",
        )),
    }
}

fn odd_escape(c: char) -> PatternFault {
    let help = match c {
        'A' => "`^` is the start of the text",
        'Z' | 'z' => "`$` is the end of the text",
        'h' => "write [ \\t]",
        _ => "a letter that means itself stands without `\\`",
    };
    unsupported(format!("has `\\{c}`, which is no escape of ECMA-262"), help)
}
