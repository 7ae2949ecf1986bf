//! The expressions of filters, and which of them mean something (RFC 9535, section 2.4.3).

use std::ops::Range;

use super::{DEEPEST, Fault, Parsed, Parser};
use crate::model::{Comparison, Operand, Query, Test};
use typed_tools_core::nearest::nearest;

/// What an operand or argument turned out to be.
enum Term {
    Value(Operand),
    /// A query by itself, which is a test, an argument, or, where it finds one value at most, a value.
    Query(Query),
}

const FUNCTIONS: [&str; 5] = ["length", "count", "value", "match", "search"];

impl Parser<'_> {
    /// `a || b`
    pub(super) fn any(&mut self) -> Parsed<Test> {
        let first = self.all()?;
        let mut tests = vec![first];
        while self.operator("||") {
            tests.push(self.all()?);
        }
        Ok(if tests.len() == 1 { tests.remove(0) } else { Test::Any(tests) })
    }

    /// `a && b`
    fn all(&mut self) -> Parsed<Test> {
        let mut tests = vec![self.basic()?];
        while self.operator("&&") {
            tests.push(self.basic()?);
        }
        Ok(if tests.len() == 1 { tests.remove(0) } else { Test::All(tests) })
    }

    /// An operator with blanks around it.
    fn operator(&mut self, operator: &str) -> bool {
        let before = self.at;
        self.blanks();
        let found = self.eats(operator);
        if found {
            self.blanks();
        } else {
            self.at = before;
        }
        found
    }

    fn basic(&mut self) -> Parsed<Test> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault(format!("filters nest at most {DEEPEST} deep"), "simplify the filter"));
        }
        let negated = !self.rest().starts_with("!=") && self.eats("!");
        if negated {
            self.blanks();
        }
        let test = if self.eats("(") {
            self.blanks();
            let inner = self.any()?;
            self.blanks();
            self.expect(")", "close the bracket")?;
            inner
        } else {
            self.comparison(negated)?
        };
        self.depth -= 1;
        Ok(if negated { Test::Not(Box::new(test)) } else { test })
    }

    /// A comparison, or the test that a query finds something.
    fn comparison(&mut self, negated: bool) -> Parsed<Test> {
        let start = self.at;
        let left = self.term()?;
        let left_at = start..self.at;
        let before = self.at;
        self.blanks();
        // Longer ones first.
        let operators = ["==", "!=", "<=", ">=", "<", ">"];
        let Some(operator) = operators.into_iter().find(|operator| self.eats(operator)) else {
            if self.rest().starts_with('=') {
                return Err(self.fault("`=` compares nothing", "write `==`"));
            }
            self.at = before;
            return match left {
                Term::Query(query) => Ok(Test::Exists(query)),
                Term::Value(_) => {
                    let help = "compare it: `== ..`, `< ..`; only a query can stand alone, and asks whether it finds something";
                    Err(self.fault_at(left_at, "a value alone is no test", help))
                }
            };
        };
        if negated {
            let help = "put the comparison in brackets: `!(@.a == 1)`";
            return Err(self.fault_at(left_at, "`!` stands before a value", help));
        }
        let left = self.value(left, left_at)?;
        self.blanks();
        let start = self.at;
        let right = self.term()?;
        let right = self.value(right, start..self.at)?;
        Ok(match operator {
            "==" => Test::Compare(left, Comparison::Equal, right),
            "!=" => Test::Not(Box::new(Test::Compare(left, Comparison::Equal, right))),
            "<" => Test::Compare(left, Comparison::Less, right),
            "<=" => Test::Compare(left, Comparison::LessOrEqual, right),
            ">" => Test::Compare(right, Comparison::Less, left),
            _ => Test::Compare(right, Comparison::LessOrEqual, left),
        })
    }

    /// What can be compared: a single value.
    fn value(&self, term: Term, at: Range<usize>) -> Parsed<Operand> {
        match term {
            Term::Value(operand) => Ok(operand),
            Term::Query(query) if query.is_single() => Ok(Operand::Value(query)),
            Term::Query(_) => {
                let help =
                    "name one value, such as `@.items[0].price`, or compare `count(..)` or `value(..)` of it";
                Err(self.fault_at(at, "this query may find several values, which cannot be compared", help))
            }
        }
    }

    fn term(&mut self) -> Parsed<Term> {
        let literal = match self.peek() {
            Some('\'' | '"') => Some(crate::json::Json::String(self.string()?)),
            _ => match self.number()? {
                None => self.word(),
                number => number,
            },
        };
        if let Some(literal) = literal {
            return Ok(Term::Value(Operand::Literal(literal)));
        }
        let absolute = self.peek() == Some('$');
        if absolute || self.peek() == Some('@') {
            self.at += 1;
            return Ok(Term::Query(Query { absolute, segments: self.segments()? }));
        }
        if self.peek().is_some_and(|c| c.is_ascii_lowercase()) {
            return self.function().map(Term::Value);
        }
        let help = "a filter compares queries (`@.price`), strings, numbers, `true`, `false` and `null`: `[?@.price < 10]`";
        Err(self.fault(format!("{} begins no expression", self.shown()), help))
    }

    fn function(&mut self) -> Parsed<Operand> {
        let start = self.at;
        let part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let end = self.rest().find(|c| !part(c)).unwrap_or(self.rest().len());
        let name = self.rest().get(..end).unwrap_or_default().to_owned();
        let at = start..start + end;
        if !FUNCTIONS.contains(&name.as_str()) {
            let help = match nearest(&name, FUNCTIONS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "there are `length(..)`, `count(..)` and `value(..)`; a string stands in quotes"
                    .to_owned(),
            };
            return Err(self.fault_at(at, format!("there is no function `{name}`"), &help));
        }
        if matches!(name.as_str(), "match" | "search") {
            let help = "compare with `==`, or choose what needs a pattern in the host";
            let fault = self.fault_at(at, format!("`{name}()` is not supported"), help);
            return Err(Fault { unsupported: true, ..fault });
        }
        self.at += end;
        self.expect("(", "the argument stands in brackets: `length(@.name)`")?;
        self.blanks();
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault(format!("filters nest at most {DEEPEST} deep"), "simplify the filter"));
        }
        let start = self.at;
        let argument = self.term()?;
        self.depth -= 1;
        let argument_at = start..self.at;
        self.blanks();
        self.expect(")", "it takes one argument")?;
        let query = |argument: Term| match argument {
            Term::Query(query) => Ok(query),
            Term::Value(_) => {
                let help = "write for example `count(@.items[*])`";
                Err(self.fault_at(argument_at.clone(), format!("`{name}()` takes a query"), help))
            }
        };
        Ok(match name.as_str() {
            "length" => Operand::Length(Box::new(self.value(argument, argument_at)?)),
            "count" => Operand::Count(query(argument)?),
            _ => Operand::Value(query(argument)?),
        })
    }
}
