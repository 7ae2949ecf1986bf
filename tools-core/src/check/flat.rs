//! Rules that lead to no further nodes.

use std::cmp::Ordering;

use super::format;
use crate::number::{self, Num};
use crate::table::{Lit, Rule, Types};
use crate::value::Val;
use crate::view::{self, View};

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
        (Rule::Enum(lits), View::String(text)) => {
            Some(lits.iter().any(|lit| matches!(lit, Lit::Str(known) if *known == text)))
        }
        _ => None,
    }
}

/// Whether a rule that leads to no further nodes accepts a value.
pub(super) fn flat(rule: &Rule<'_>, value: Val<'_>, view: View<'_>) -> bool {
    match (rule, view) {
        (Rule::Never, _) => false,
        (Rule::Type(types), _) => view.is(*types),
        (Rule::Enum(lits), _) => lits.iter().any(|lit| view::equals_lit(value, lit)),
        (Rule::Minimum(bound), View::Number(value)) => compares(value, bound, Ordering::is_ge),
        (Rule::Maximum(bound), View::Number(value)) => compares(value, bound, Ordering::is_le),
        (Rule::ExclusiveMinimum(bound), View::Number(value)) => compares(value, bound, Ordering::is_gt),
        (Rule::ExclusiveMaximum(bound), View::Number(value)) => compares(value, bound, Ordering::is_lt),
        (Rule::MultipleOf(divisor), View::Number(value)) => {
            view::number(divisor).is_some_and(|divisor| number::is_multiple(value, divisor))
        }
        // A character is one to four bytes.
        (Rule::MinLength(min), View::String(text)) => {
            text.len() as u64 / 4 >= *min || characters(text) >= *min
        }
        (Rule::MaxLength(max), View::String(text)) => text.len() as u64 <= *max || characters(text) <= *max,
        (Rule::Format(format), View::String(text)) => format::accepts(*format, text),
        (Rule::MinItems(min), View::Array(items)) => items.len() as u64 >= *min,
        (Rule::MaxItems(max), View::Array(items)) => items.len() as u64 <= *max,
        (Rule::UniqueItems, View::Array(items)) => items.len() < 2 || view::repeated(items).is_none(),
        (Rule::MinProperties(min), View::Object(object)) => object.len() as u64 >= *min,
        (Rule::MaxProperties(max), View::Object(object)) => object.len() as u64 <= *max,
        (Rule::Required(names), View::Object(object)) => {
            names.iter().enumerate().all(|(place, name)| !matches!(object.get(name, place), Val::Absent))
        }
        (Rule::DependentRequired(dependencies), View::Object(object)) => dependencies
            .iter()
            .all(|(name, needed)| !object.has(name) || needed.iter().all(|name| object.has(name))),
        // A rule about another type of value, or one that `Probe::rule` has answered.
        _ => true,
    }
}

fn compares(value: Num, bound: &Lit<'_>, passes: fn(Ordering) -> bool) -> bool {
    view::number(bound).and_then(|bound| value.compare(bound)).is_some_and(passes)
}

fn characters(text: &str) -> u64 {
    text.chars().count() as u64
}
