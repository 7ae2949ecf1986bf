//! What of a response a model sees, as the runtime's table has it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::table::{lit, option};
use crate::model::{Comparison, Operand, Query, Segment, Selected, Selector, Test};

pub(super) fn select(selected: &[Selected]) -> TokenStream {
    let selected = selected.iter().map(|Selected { name, query, single }| {
        let query = self::query(query);
        quote!(__tt::Selected { name: #name, query: #query, single: #single })
    });
    quote!(&[#(#selected),*])
}

fn query(query: &Query) -> TokenStream {
    let Query { absolute, segments } = query;
    let segments = segments.iter().map(|Segment { deep, selectors }| {
        let selectors = selectors.iter().map(selector);
        quote!(__tt::Segment { deep: #deep, selectors: &[#(#selectors),*] })
    });
    quote!(__tt::Query { absolute: #absolute, segments: &[#(#segments),*] })
}

fn selector(selector: &Selector) -> TokenStream {
    match selector {
        Selector::Name(name) => quote!(__tt::Selector::Name(#name)),
        Selector::Index(index) => {
            let index = Literal::i64_unsuffixed(*index);
            quote!(__tt::Selector::Index(#index))
        }
        Selector::All => quote!(__tt::Selector::All),
        Selector::Slice { start, end, step } => {
            let number = |number: Option<i64>| {
                option(number.map(|number| {
                    let number = Literal::i64_unsuffixed(number);
                    quote!(#number)
                }))
            };
            let (start, end, step) = (number(*start), number(*end), Literal::i64_unsuffixed(*step));
            quote!(__tt::Selector::Slice { start: #start, end: #end, step: #step })
        }
        Selector::Filter(test) => {
            let test = self::test(test);
            quote!(__tt::Selector::Filter(#test))
        }
    }
}

fn test(test: &Test) -> TokenStream {
    match test {
        Test::Any(tests) => {
            let tests = tests.iter().map(self::test);
            quote!(__tt::Test::Any(&[#(#tests),*]))
        }
        Test::All(tests) => {
            let tests = tests.iter().map(self::test);
            quote!(__tt::Test::All(&[#(#tests),*]))
        }
        Test::Not(test) => {
            let test = self::test(test);
            quote!(__tt::Test::Not(&#test))
        }
        Test::Exists(query) => {
            let query = self::query(query);
            quote!(__tt::Test::Exists(#query))
        }
        Test::Compare(left, comparison, right) => {
            let (left, right) = (operand(left), operand(right));
            let comparison = match comparison {
                Comparison::Equal => quote!(Equal),
                Comparison::Less => quote!(Less),
                Comparison::LessOrEqual => quote!(LessOrEqual),
            };
            quote!(__tt::Test::Compare(#left, __tt::Comparison::#comparison, #right))
        }
    }
}

fn operand(operand: &Operand) -> TokenStream {
    match operand {
        Operand::Literal(json) => {
            let lit = lit(json);
            quote!(__tt::Operand::Literal(#lit))
        }
        Operand::Value(query) => {
            let query = self::query(query);
            quote!(__tt::Operand::Value(#query))
        }
        Operand::Count(query) => {
            let query = self::query(query);
            quote!(__tt::Operand::Count(#query))
        }
        Operand::Length(of) => {
            let of = self::operand(of);
            quote!(__tt::Operand::Length(&#of))
        }
    }
}
