//! Properties for which no value is allowed: their rules contradict each other.

use crate::diag::{Code, Diagnostic, Span};
use crate::json::{Kind, Node, Number};
use crate::keywords::{Bound, KEYWORDS};
use crate::model::Types;

use super::super::{tree, value};
use super::compiler::Compiler;
use crate::json::num::Decimal;

/// Where no value is left, and what to do.
pub(super) struct Nothing {
    span: Span,
    help: String,
}

/// What has bounds from both sides.
const BOUNDED: [Types; 4] = [Types::NUMBER, Types::STRING, Types::ARRAY, Types::OBJECT];

/// The keywords that bound what values of a type have, from below or from above.
fn bounds(of: Types, lower: bool) -> impl Iterator<Item = (&'static str, Bound)> {
    let bounds = KEYWORDS.iter().filter(move |keyword| keyword.of == of);
    bounds
        .filter_map(|keyword| Some((keyword.name, keyword.bound?)))
        .filter(move |(_, bound)| bound.lower == lower)
}

impl<'a> Compiler<'a, '_> {
    /// What in a property's schema, or in one that it refers to, excludes every value.
    pub(super) fn nothing(&mut self, mut schema: &'a Node) -> Option<Nothing> {
        // A chain of references that has no end is an error by itself.
        for _ in 0..16 {
            if let Some(nothing) = self.contradiction(schema) {
                return Some(nothing);
            }
            schema = self.target(schema, tree::entry(schema, "$ref")?)?;
        }
        None
    }

    fn contradiction(&mut self, schema: &'a Node) -> Option<Nothing> {
        // Most properties have none of these, and need no second look at their types.
        let (list, only) = (tree::value(schema, "enum"), tree::value(schema, "const"));
        let crossed: Vec<(Types, Nothing)> =
            BOUNDED.into_iter().filter_map(|of| Some((of, crossed(schema, of)?))).collect();
        if list.is_none() && only.is_none() && crossed.is_empty() {
            return None;
        }
        let types = self.types(schema);
        let nullable = self.nullable(schema);
        let allowed = |value: &Node| {
            let kind = value::kind(&value.to_json());
            types.is_none_or(|t| t.has(kind)) || (nullable && matches!(value.kind, Kind::Null))
        };
        if let Some(list) = list
            && let Kind::Array(members) = &list.kind
            && !members.iter().any(allowed)
        {
            let help = match members.is_empty() {
                true => "`enum` has no member: list the values, or remove it",
                false if types == Some(Types::ARRAY) => {
                    "`type` excludes every member of `enum`; if the elements are meant, write `enum` into `items`"
                }
                false => "`type` excludes every member of `enum`: correct one of them",
            };
            return Some(Nothing { span: list.span, help: help.to_owned() });
        }
        if let Some(only) = only.filter(|only| !allowed(only)) {
            let help = "`type` excludes the value of `const`: correct one of them".to_owned();
            return Some(Nothing { span: only.span, help });
        }
        let types = types.filter(|types| !nullable && *types != Types(0))?;
        crossed.into_iter().find(|(kind, _)| kind.has(types)).map(|(_, nothing)| nothing)
    }

    /// Says so: an error where the property is required, else it is left out with a warning.
    pub(super) fn without_value(&mut self, name: &str, schema: &'a Node, nothing: Nothing, required: bool) {
        let Nothing { span, help } = nothing;
        let shown: String = name.chars().take(60).collect();
        if required {
            let message = format!("no value is allowed for `{shown}`, which is required");
            self.error(Diagnostic::new(Code::NothingAllowed, span, message).help(help));
        } else {
            let message = format!("no value is allowed for `{shown}`: the property is left out");
            self.sink.push(Diagnostic::new(Code::PropertyWithoutValue, span, message).help(help));
            self.repaired.properties.insert(schema.span.start);
        }
    }
}

/// Bounds that exclude each other.
fn crossed(schema: &Node, of: Types) -> Option<Nothing> {
    bounds(of, true).find_map(|(low_key, least)| {
        let low = tree::value(schema, low_key)?.as_number()?;
        bounds(of, false).find_map(|(high_key, most)| {
            let high_node = tree::value(schema, high_key)?;
            let high = high_node.as_number()?;
            let (from, to) = (Decimal::new(low), Decimal::new(high));
            let empty = from > to || (from == to && (least.excludes || most.excludes));
            let shown = |number: &Number| number.0.chars().take(40).collect::<String>();
            empty.then(|| Nothing {
                span: high_node.span,
                help: format!(
                    "no value keeps both `{low_key}` {} and `{high_key}` {}: correct one of them",
                    shown(low),
                    shown(high),
                ),
            })
        })
    })
}
