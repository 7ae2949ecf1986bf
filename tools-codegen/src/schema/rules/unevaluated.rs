//! `unevaluatedProperties` and `unevaluatedItems`.
//!
//! Beside nothing that looks at the same value, they are `additionalProperties` and `items` by
//! another name. Else the other rules go into a node of their own, and the keyword asks at run time
//! what that node has evaluated (JSON Schema 2020-12 core, section 11).

use crate::json::{Kind, Node};
use crate::keywords;
use crate::model::{NodeId, Rule};

use super::super::draft::Draft;
use super::super::tree;
use super::compiler::Compiler;

/// Keywords that apply further schemas to the same value.
fn is_in_place(key: &str) -> bool {
    matches!(key, "$ref" | "$dynamicRef" | "$recursiveRef") || keywords::is_in_place(key)
}

/// Both keywords.
pub(super) const KEYS: &[&str] = &["unevaluatedProperties", "unevaluatedItems"];

/// What one of the keywords comes to.
pub(in super::super) enum Meaning {
    /// The keyword beside it has evaluated all that there is.
    Nothing,
    /// The same as `additionalProperties` or `items`.
    Plain,
    /// What it says depends on what others have evaluated.
    OfTheRest,
}

/// What one of the keywords means in a schema that has it.
pub(in super::super) fn meaning(node: &Node, key: &str, draft: Draft) -> Meaning {
    let has = |key: &&str| tree::value(node, key).is_some();
    let (plain, elements) = match key {
        "unevaluatedItems" => ("items", true),
        _ => ("additionalProperties", false),
    };
    // `items` of a list is what 2020-12 calls `prefixItems`.
    let whole = match tree::value(node, plain).map(|value| &value.kind) {
        Some(Kind::Array(_)) => has(&"additionalItems"),
        Some(_) => true,
        None => false,
    };
    // Until 2020-12 the elements that `contains` finds were not counted.
    let counts = elements && draft >= Draft::V2020 && has(&"contains");
    if draft < Draft::V2019 || whole {
        Meaning::Nothing
    } else if tree::entries(node).iter().any(|entry| is_in_place(&entry.key)) || counts {
        Meaning::OfTheRest
    } else {
        Meaning::Plain
    }
}

impl<'a> Compiler<'a, '_> {
    /// Whether anything asks what has been evaluated.
    pub(super) fn evaluates(&mut self) -> bool {
        *self.evaluates.get_or_insert_with(|| tree::mentions(self.root, KEYS))
    }

    /// The schema of one of the keywords, where it means what the plain keyword means.
    pub(super) fn plain(&mut self, node: &'a Node, key: &str) -> Option<NodeId> {
        let value = tree::value(node, key)?;
        match meaning(node, key, self.draft) {
            Meaning::Plain => Some(self.node(value)),
            Meaning::Nothing | Meaning::OfTheRest => None,
        }
    }

    /// The rules with those of both keywords, where they depend on what the rules evaluate.
    pub(super) fn unevaluated(&mut self, node: &'a Node, rules: Vec<Rule>) -> Vec<Rule> {
        let mut found = Vec::new();
        for key in KEYS {
            let Some(entry) = tree::entry(node, key) else { continue };
            if matches!(meaning(node, key, self.draft), Meaning::OfTheRest) {
                if *key == "unevaluatedItems"
                    && self.draft == Draft::V2019
                    && tree::mentions(self.root, &["contains"])
                {
                    let why = "until 2020-12 the elements that `contains` has found were not counted";
                    self.refuse(key, entry.key_span, why, "say a newer `$schema`, or leave it out");
                    continue;
                }
                found.push((*key, self.node(&entry.value)));
            }
        }
        if found.is_empty() {
            return rules;
        }
        let of = self.fresh(rules, Some(node));
        let mut rules = vec![Rule::Ref(of)];
        rules.extend(found.into_iter().map(|(key, rest)| match key {
            "unevaluatedItems" => Rule::UnevaluatedItems { of, rest },
            _ => Rule::UnevaluatedProperties { of, rest },
        }));
        rules
    }
}
