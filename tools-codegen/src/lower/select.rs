//! What of a response a model sees, as tables.

use typed_tools_core::table::{Failure, Operand, Query, Segment, Selected, Selector, Test};

use super::{Arena, lit};
use crate::model;

pub(super) fn select<'a>(selected: &[model::Selected], arena: &'a Arena) -> &'a [Selected<'a>] {
    arena.list(selected.iter().map(|one| Selected {
        name: arena.text(&one.name),
        query: query(&one.query, arena),
        single: one.single,
    }))
}

pub(super) fn failure<'a>(failure: &model::Failure, arena: &'a Arena) -> &'a Failure<'a> {
    arena.one(Failure {
        path: query(&failure.path, arena),
        is: failure.is.as_ref().map(|is| lit(is, arena)),
        message: failure.message.as_ref().map(|message| query(message, arena)),
    })
}

fn query<'a>(query: &model::Query, arena: &'a Arena) -> Query<'a> {
    let segment = |segment: &model::Segment| Segment {
        deep: segment.deep,
        selectors: arena.list(segment.selectors.iter().map(|one| selector(one, arena))),
    };
    Query { absolute: query.absolute, segments: arena.list(query.segments.iter().map(segment)) }
}

fn selector<'a>(selector: &model::Selector, arena: &'a Arena) -> Selector<'a> {
    match selector {
        model::Selector::Name(name) => Selector::Name(arena.text(name)),
        model::Selector::Index(index) => Selector::Index(*index),
        model::Selector::All => Selector::All,
        model::Selector::Slice { start, end, step } => {
            Selector::Slice { start: *start, end: *end, step: *step }
        }
        model::Selector::Filter(test) => Selector::Filter(self::test(test, arena)),
    }
}

fn test<'a>(test: &model::Test, arena: &'a Arena) -> Test<'a> {
    let tests = |tests: &[model::Test]| arena.list(tests.iter().map(|one| self::test(one, arena)));
    match test {
        model::Test::Any(all) => Test::Any(tests(all)),
        model::Test::All(all) => Test::All(tests(all)),
        model::Test::Not(test) => Test::Not(arena.one(self::test(test, arena))),
        model::Test::Exists(query) => Test::Exists(self::query(query, arena)),
        model::Test::Compare(left, comparison, right) => {
            Test::Compare(operand(left, arena), *comparison, operand(right, arena))
        }
    }
}

fn operand<'a>(operand: &model::Operand, arena: &'a Arena) -> Operand<'a> {
    match operand {
        model::Operand::Literal(json) => Operand::Literal(lit(json, arena)),
        model::Operand::Value(query) => Operand::Value(self::query(query, arena)),
        model::Operand::Count(query) => Operand::Count(self::query(query, arena)),
        model::Operand::Length(of) => Operand::Length(arena.one(self::operand(of, arena))),
    }
}
