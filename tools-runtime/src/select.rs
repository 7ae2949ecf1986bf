//! `response.select`: what of a response a model sees (RFC 9535).

use std::io;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use typed_tools_core::json::scalar;
use typed_tools_core::table::{Comparison, Failure, Operand, Query, Segment, Selected, Selector, Test};
use typed_tools_core::value::Val;
use typed_tools_core::view::{View, equal, equals_lit};

/// So many values may be looked at. A query with filters in filters asks for any number, and how large the
/// response is, the service decides.
const STEPS: u32 = 1_000_000;

/// The most that the selection may come to, in bytes: twice what is read of a response, since values may be
/// selected more than once.
const MOST: usize = 2 << 20;

/// The selection as a JSON object, names in the order of the definition; `None` where it takes too many steps or
/// is too large.
pub fn select(selected: &[Selected<'static>], response: &Value) -> Option<String> {
    let mut walk = Walk { root: response, left: STEPS };
    let found = selected.iter().map(|selected| {
        let nodes = walk.query(&selected.query, response)?;
        Some((selected.name, Found { nodes, single: selected.single }))
    });
    let mut out = Limited(Vec::new());
    serde_json::to_writer(&mut out, &Object(found.collect::<Option<_>>()?)).ok()?;
    String::from_utf8(out.0).ok()
}

/// What the response says of a failure of its own, where it is one: the service's words, if it gives some. `None` where
/// it is none, and where that takes too many steps to find.
pub(crate) fn failure(rule: &Failure<'static>, response: &Value) -> Option<Option<String>> {
    let mut walk = Walk { root: response, left: STEPS };
    let found = walk.query(&rule.path, response)?;
    let fails = |value: &&Value| match &rule.is {
        Some(is) => equals_lit(Val::Json(value), is),
        None => !matches!(value, Value::Null | Value::Bool(false)),
    };
    found.iter().copied().find(|value| fails(value))?;
    let message = rule.message.as_ref().and_then(|message| walk.query(message, response)?.first().copied());
    Some(message.map(|message| match message {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }))
}

struct Object<'v>(Vec<(&'static str, Found<'v>)>);

struct Found<'v> {
    nodes: Vec<&'v Value>,
    single: bool,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, found) in &self.0 {
            match (found.single, found.nodes.as_slice()) {
                (true, []) => {}
                (true, [only, ..]) => map.serialize_entry(name, only)?,
                (false, all) => map.serialize_entry(name, all)?,
            }
        }
        map.end()
    }
}

struct Limited(Vec<u8>);

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST {
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Walk<'v> {
    root: &'v Value,
    left: u32,
}

/// What a step gives; `None` where there were too many.
type Bounded<T> = Option<T>;

impl<'v> Walk<'v> {
    fn step(&mut self) -> Bounded<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }

    fn bytes(&mut self, length: usize) -> Bounded<()> {
        self.left = self.left.checked_sub(u32::try_from(length / 64).ok()?)?;
        Some(())
    }

    /// What it takes to compare a value with another. A JSON parser bounds how deep it is.
    fn weigh(&mut self, value: &Value) -> Bounded<()> {
        self.step()?;
        match value {
            Value::String(text) => self.bytes(text.len()),
            Value::Array(items) => items.iter().try_for_each(|item| self.weigh(item)),
            Value::Object(members) => members.values().try_for_each(|item| self.weigh(item)),
            _ => Some(()),
        }
    }

    fn query(&mut self, query: &Query<'static>, current: &'v Value) -> Bounded<Vec<&'v Value>> {
        self.step()?;
        let mut nodes = vec![if query.absolute { self.root } else { current }];
        for segment in query.segments {
            let mut next = Vec::new();
            for node in nodes {
                self.segment(segment, node, &mut next)?;
            }
            nodes = next;
        }
        Some(nodes)
    }

    /// A JSON parser bounds how deep a response is.
    fn segment(
        &mut self,
        segment: &Segment<'static>,
        node: &'v Value,
        out: &mut Vec<&'v Value>,
    ) -> Bounded<()> {
        self.step()?;
        for selector in segment.selectors {
            self.selector(selector, node, out)?;
        }
        if segment.deep {
            for child in children(node) {
                self.segment(segment, child, out)?;
            }
        }
        Some(())
    }

    fn selector(
        &mut self,
        selector: &Selector<'static>,
        node: &'v Value,
        out: &mut Vec<&'v Value>,
    ) -> Bounded<()> {
        match selector {
            Selector::Name(name) => out.extend(node.as_object().and_then(|object| object.get(*name))),
            Selector::Index(index) => {
                let items = node.as_array().map(Vec::as_slice).unwrap_or_default();
                out.extend(place(*index, items.len()).and_then(|at| items.get(at)));
            }
            Selector::All => {
                for child in children(node) {
                    self.step()?;
                    out.push(child);
                }
            }
            Selector::Slice { start, end, step } => {
                let items = node.as_array().map(Vec::as_slice).unwrap_or_default();
                for at in slice(*start, *end, *step, items.len()) {
                    self.step()?;
                    out.extend(items.get(at));
                }
            }
            Selector::Filter(test) => {
                for child in children(node) {
                    if self.test(test, child)? {
                        out.push(child);
                    }
                }
            }
        }
        Some(())
    }

    fn test(&mut self, test: &Test<'static>, current: &'v Value) -> Bounded<bool> {
        self.step()?;
        Some(match test {
            Test::Any(tests) => {
                for test in *tests {
                    if self.test(test, current)? {
                        return Some(true);
                    }
                }
                false
            }
            Test::All(tests) => {
                for test in *tests {
                    if !self.test(test, current)? {
                        return Some(false);
                    }
                }
                true
            }
            Test::Not(test) => !self.test(test, current)?,
            Test::Exists(query) => !self.query(query, current)?.is_empty(),
            Test::Compare(left, comparison, right) => {
                let (left, right) = (self.operand(left, current)?, self.operand(right, current)?);
                if let (Some(Val::Json(left)), Some(Val::Json(_))) = (left, right) {
                    self.weigh(left)?;
                }
                compares(left, *comparison, right)
            }
        })
    }

    /// The value; nothing where there is none.
    fn operand(&mut self, operand: &Operand<'static>, current: &'v Value) -> Bounded<Option<Val<'v>>> {
        Some(match operand {
            Operand::Literal(lit) => Some(scalar(*lit)),
            Operand::Value(query) => match self.query(query, current)?.as_slice() {
                [only] => Some(Val::Json(only)),
                _ => None,
            },
            Operand::Count(query) => Some(count(self.query(query, current)?.len())),
            Operand::Length(of) => match self.operand(of, current)?.map(View::of) {
                Some(View::String(text)) => {
                    self.bytes(text.len())?;
                    Some(count(text.chars().count()))
                }
                Some(View::Array(items)) => Some(count(items.len())),
                Some(View::Object(members)) => Some(count(members.len())),
                _ => None,
            },
        })
    }
}

fn count(count: usize) -> Val<'static> {
    Val::UInt(count as u64)
}

fn children(node: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match node {
        Value::Array(items) => Box::new(items.iter()),
        Value::Object(members) => Box::new(members.values()),
        _ => Box::new(std::iter::empty()),
    }
}

/// RFC 9535, section 2.3.5.2.2. Nothing equals nothing; only numbers and strings have an order.
fn compares(left: Option<Val<'_>>, comparison: Comparison, right: Option<Val<'_>>) -> bool {
    let (left, right) = match (left, right) {
        (Some(left), Some(right)) => (left, right),
        (left, right) => return comparison != Comparison::Less && left.is_none() && right.is_none(),
    };
    let is_less = || match (View::of(left), View::of(right)) {
        (View::Number(left), View::Number(right)) => {
            left.compare(right).is_some_and(std::cmp::Ordering::is_lt)
        }
        // By code points, which is the order of UTF-8's bytes.
        (View::String(left), View::String(right)) => left < right,
        _ => false,
    };
    match comparison {
        Comparison::Equal => equal(left, right),
        Comparison::Less => is_less(),
        Comparison::LessOrEqual => is_less() || equal(left, right),
    }
}

/// The place of an index, from the end where it is negative.
fn place(index: i64, length: usize) -> Option<usize> {
    let at = if index < 0 { i64::try_from(length).ok()?.checked_add(index)? } else { index };
    usize::try_from(at).ok()
}

/// The places of a slice (RFC 9535, section 2.3.4.2.2).
fn slice(start: Option<i64>, end: Option<i64>, step: i64, length: usize) -> impl Iterator<Item = usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let normal = |at: i64| if at < 0 { length.saturating_add(at) } else { at };
    let (first, end) = if step > 0 {
        (normal(start.unwrap_or(0)).clamp(0, length), normal(end.unwrap_or(length)).clamp(0, length))
    } else {
        let last = start.map_or(length - 1, normal).clamp(-1, length - 1);
        (last, end.map_or(-1, normal).clamp(-1, length - 1))
    };
    let goes_on = move |at: &i64| step > 0 && *at < end || step < 0 && *at > end;
    std::iter::successors(Some(first).filter(goes_on), move |at| at.checked_add(step).filter(goes_on))
        .filter_map(|at| usize::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn named(absolute: bool, segments: &'static [Segment<'static>]) -> Query<'static> {
        Query { absolute, segments }
    }

    /// A response of a few hundred kilobytes, compared with itself for each of its items.
    #[test]
    fn comparing_costs_steps() {
        const A: Query<'static> = named(true, &[Segment { deep: false, selectors: &[Selector::Name("a")] }]);
        const B: Query<'static> = named(true, &[Segment { deep: false, selectors: &[Selector::Name("b")] }]);
        const SAME: Test<'static> = Test::Compare(Operand::Value(A), Comparison::Equal, Operand::Value(B));
        const LONG: Test<'static> =
            Test::Compare(Operand::Length(&Operand::Value(A)), Comparison::Equal, Operand::Count(B));
        let items: Vec<u32> = (0..5000).collect();
        let response =
            serde_json::json!({ "a": "x".repeat(200_000), "b": "x".repeat(200_000), "items": items });
        for test in [SAME, LONG] {
            let segments: &'static [Segment<'static>] = Box::leak(Box::new([
                Segment { deep: false, selectors: &[Selector::Name("items")] },
                Segment { deep: false, selectors: Box::leak(Box::new([Selector::Filter(test)])) },
            ]));
            let selected = Selected { name: "found", query: named(true, segments), single: false };
            assert_eq!(select(&[selected], &response), None);
        }
    }
}
