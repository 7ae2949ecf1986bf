//! References to definitions: kept, put in place, or unrolled.

use crate::map::SortedSet;

use super::super::settle::Settled;
use super::super::style::References;
use super::super::tree::{self, append, as_str, take};
use super::state::{Stop, Writer, place};
use super::types::kinds;
use crate::json::Json;

impl Writer<'_> {
    /// A reference: kept, with what is written beside it around it; or what it means.
    pub(super) fn reference(
        &mut self,
        node: &Settled,
        reference: &str,
        at: &str,
        depth: usize,
    ) -> Result<Json, Stop> {
        let name = tree::def_name(reference).unwrap_or_default();
        let inline = match self.style.references {
            References::Kept => false,
            References::Straight | References::StraightApart => self.is_circular(&name),
            References::Inlined => true,
        };
        if !inline {
            let shown = self.refer(&name);
            let inner = Json::Object(vec![("$ref".to_owned(), Json::String(format!("#/$defs/{shown}")))]);
            let Some(description) = append(node.description(), &node.words) else { return Ok(inner) };
            // Nothing may stand beside a `$ref`.
            return Ok(Json::Object(vec![
                ("description".to_owned(), Json::String(description)),
                ("anyOf".to_owned(), Json::Array(vec![inner])),
            ]));
        }
        if self.inlining.contains(&name) {
            // Several definitions that lead to each other are unrolled together, or they would be without end.
            let distinct: SortedSet<&str> = self.inlining.iter().map(String::as_str).collect();
            let turn = self.inlining.len() - distinct.len() + 1;
            match self.style.circles {
                None => return Err(format!("{} is recursive", place(at))),
                Some(most) if turn >= most => return Ok(self.again(node, &name, at)),
                Some(_) => {}
            }
        }
        let target = self.defs.get(reference).cloned().unwrap_or(Json::Bool(true));
        self.inlining.push(name);
        let out = self.schema(&target, at, depth + 1);
        self.inlining.pop();
        let Json::Object(mut out) = out? else { return Err(format!("{} allows no value", place(at))) };
        if let Some(description) = node.description() {
            let below = take(&mut out, "description");
            // Words about rules that stand there must not go with the description they close.
            let words: Vec<_> = below
                .as_ref()
                .and_then(as_str)
                .filter(|text| *text != description)
                .map(str::to_owned)
                .into_iter()
                .collect();
            self.describe(&mut out, Some(description), &words);
        }
        Ok(Json::Object(out))
    }

    /// What stands where a definition leads back to itself once too often.
    fn again(&mut self, node: &Settled, name: &str, at: &str) -> Json {
        let unrolled = if self.style.circles == Some(2) { ", which is unrolled once" } else { "" };
        self.lost.push(format!("the recursion of {}{unrolled}", place(at)));
        let target = self.defs.of_name(name).and_then(|target| self.defs.settle(target).ok());
        let is_object = target.is_some_and(|target| kinds(&target.members) == ["object"]);
        let mut out = if is_object { self.any_object() } else { self.anything(0) };
        let words = vec![format!("again of the form of {}", place(name))];
        self.describe(&mut out, node.description(), &words);
        Json::Object(out)
    }
}
