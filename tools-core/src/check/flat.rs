//! Rules that lead to no further nodes.

use std::cmp::Ordering;

use super::format;
use crate::number::{self, Num};
use crate::table::{Lit, Rule, Types};
use crate::value::Val;
use crate::view::{self, Items, Object, View};

/// A function of its own, so that deep checks have no second view on their stack.
#[inline]
pub(super) fn of_type(value: Val<'_>, types: Types) -> bool {
    View::of(value).is(types)
}

/// Whether a value is of one of the types for an integer alone, and may have been rounded. Beyond 64 bits it is none
/// that the reading could hold, which has its own words for it.
#[cold]
pub(super) fn is_rounded(view: View<'_>, types: Types) -> bool {
    match view {
        View::Number(number) if number.is_rounded_integer() && !types.has(Types::NUMBER) => {
            !matches!(number.whole(), Num::Float(_))
        }
        _ => false,
    }
}

/// The answer of the two rules that nearly every node has, which spares a call.
#[inline]
pub(super) fn simple(rule: &Rule<'_>, view: View<'_>) -> Option<bool> {
    match (rule, view) {
        (Rule::Type(types), _) => Some(view.is(*types)),
        (Rule::Enum(choices), View::String(text)) => Some(choices.has_word(text)),
        _ => None,
    }
}

/// Whether a rule that leads to no further nodes accepts a value: every value of a type that it says nothing of, too.
///
/// By the rule alone, so that rustc asks here for one that is new.
pub(super) fn flat(rule: &Rule<'_>, value: Val<'_>, view: View<'_>) -> bool {
    match rule {
        Rule::Never => false,
        Rule::Type(types) => view.is(*types),
        Rule::Enum(choices) => choices.iter().any(|choice| view::equals_lit(value, &choice)),
        Rule::Minimum(bound) => number(view, |value| compares(value, bound, Ordering::is_ge)),
        Rule::Maximum(bound) => number(view, |value| compares(value, bound, Ordering::is_le)),
        Rule::ExclusiveMinimum(bound) => number(view, |value| compares(value, bound, Ordering::is_gt)),
        Rule::ExclusiveMaximum(bound) => number(view, |value| compares(value, bound, Ordering::is_lt)),
        Rule::MultipleOf(divisor) => number(view, |value| {
            view::number(divisor).is_some_and(|divisor| number::is_multiple(value, divisor))
        }),
        // A character is one to four bytes.
        Rule::MinLength(min) => {
            string(view, |text| text.len() as u64 / 4 >= *min || characters(text) >= *min)
        }
        Rule::MaxLength(max) => string(view, |text| text.len() as u64 <= *max || characters(text) <= *max),
        Rule::Format(format) => string(view, |text| format::accepts(*format, text)),
        Rule::MinItems(min) => array(view, |items| items.len() as u64 >= *min),
        Rule::MaxItems(max) => array(view, |items| items.len() as u64 <= *max),
        Rule::UniqueItems => array(view, |items| items.len() < 2 || view::repeated(items).is_none()),
        Rule::MinProperties(min) => object(view, |object| object.len() as u64 >= *min),
        Rule::MaxProperties(max) => object(view, |object| object.len() as u64 <= *max),
        Rule::Required(names) => object(view, |object| {
            names.iter().enumerate().all(|(place, name)| !matches!(object.get(name, place), Val::Absent))
        }),
        Rule::DependentRequired(dependencies) => object(view, |object| {
            let mut dependencies = dependencies.iter();
            dependencies.all(|(name, needed)| !object.has(name) || needed.iter().all(|name| object.has(name)))
        }),
        // `Probe::rule` has answered these for values of their type.
        Rule::Pattern(_)
        | Rule::Items { .. }
        | Rule::Contains { .. }
        | Rule::Object { .. }
        | Rule::PropertyNames(_)
        | Rule::DependentSchemas(_)
        | Rule::Ref(_)
        | Rule::AllOf(_)
        | Rule::AnyOf(_)
        | Rule::OneOf(_)
        | Rule::Not(_)
        | Rule::If { .. }
        | Rule::UnevaluatedProperties { .. }
        | Rule::UnevaluatedItems { .. } => true,
    }
}

/// Whether a value is no number, or one that the rule accepts.
#[inline]
fn number(view: View<'_>, accepts: impl FnOnce(Num) -> bool) -> bool {
    if let View::Number(number) = view { accepts(number) } else { true }
}

#[inline]
fn string(view: View<'_>, accepts: impl FnOnce(&str) -> bool) -> bool {
    if let View::String(text) = view { accepts(text) } else { true }
}

#[inline]
fn array<'v>(view: View<'v>, accepts: impl FnOnce(Items<'v>) -> bool) -> bool {
    if let View::Array(items) = view { accepts(items) } else { true }
}

#[inline]
fn object<'v>(view: View<'v>, accepts: impl FnOnce(Object<'v>) -> bool) -> bool {
    if let View::Object(object) = view { accepts(object) } else { true }
}

fn compares(value: Num, bound: &Lit<'_>, passes: fn(Ordering) -> bool) -> bool {
    view::number(bound).and_then(|bound| value.compare(bound)).is_some_and(passes)
}

fn characters(text: &str) -> u64 {
    text.chars().count() as u64
}
