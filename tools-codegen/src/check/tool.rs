//! A tool while it is checked: what the rules have found out so far.

use crate::map::{SortedMap, SortedSet};

use super::fact::Roots;
use super::shared::{Input, Set};
use crate::diag::{Diagnostic, Span};
use crate::model;
use crate::typo::{Typos, is_typo};
use typed_tools_core::nearest::nearest;

/// Query keys and where each stands first.
pub(super) type QueryKeys = SortedMap<String, Span>;

/// A tool while it is checked.
pub(super) struct Tool<'t, 's, 'a> {
    pub(super) input: &'t Input<'a>,
    pub(super) set: &'t mut Set<'s>,
    pub(super) name: String,
    arguments: SortedMap<&'t str, usize>,
    pub(super) roots: Roots<'t>,
    /// How many near names may still be looked for.
    pub(super) suggestions: u32,
    /// Arguments by their forms with one character less, made when first asked for.
    typos: Option<Typos>,
    used: Vec<bool>,
    /// Whether a placeholder was not understood, so that an argument that seems unused may be
    /// the one that was meant.
    pub(super) broken_placeholders: bool,
    pub(super) query_keys: QueryKeys,
    /// Where `headers` give `Authorization`.
    pub(super) authorization: Option<Span>,
    pub(super) two_meanings: SortedSet<String>,
    /// Values that were reported because they can be absent, and where they stand.
    pub(super) said_absent: Vec<(String, Span)>,
    /// Names in another notation, and where each stands.
    pub(super) foreign: SortedMap<String, Span>,
    /// Secrets by their names in lower case, and where each stands first.
    pub(super) secret_placeholders: SortedMap<String, (String, Span)>,
    /// Whether a mistake leaves open what the arguments look like.
    pub(super) unsure: bool,
}

/// A checked tool, and whether it can stand in the model.
pub(super) struct Checked {
    pub(super) tool: model::Tool,
    pub(super) keep: bool,
}

impl<'t, 's, 'a> Tool<'t, 's, 'a> {
    /// A tool of which nothing has been looked at.
    pub(super) fn new(input: &'t Input<'a>, name: String, set: &'t mut Set<'s>) -> Self {
        let fields = &input.arguments.root.fields;
        let arguments =
            fields.iter().enumerate().map(|(index, field)| (field.wire.as_str(), index)).collect();
        let set_is_mute = set.sink.is_mute(input.raw.source);
        Self {
            input,
            set,
            name,
            arguments,
            roots: Roots::new(input),
            suggestions: 100,
            typos: None,
            used: vec![false; fields.len()],
            broken_placeholders: false,
            query_keys: QueryKeys::new(),
            authorization: None,
            two_meanings: SortedSet::new(),
            said_absent: Vec::new(),
            foreign: SortedMap::new(),
            secret_placeholders: SortedMap::new(),
            unsure: !input.arguments_sound || set_is_mute,
        }
    }
}

impl Tool<'_, '_, '_> {
    /// The nearest of some names, as long as there are not too many mistakes and names for it.
    pub(super) fn near<'n>(
        &mut self,
        name: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        nearest(name, names.into_iter().take(2000))
    }

    /// The argument that a name is one typo away from.
    pub(super) fn argument_one_slip_from(&mut self, name: &str) -> Option<String> {
        let fields = &self.input.arguments.root.fields;
        let typos = self.typos.get_or_insert_with(|| {
            let mut typos = Typos::default();
            fields.iter().for_each(|field| typos.add(&field.wire));
            typos
        });
        let index = typos
            .near(name)
            .find(|index| fields.get(*index).is_some_and(|field| is_typo(&field.wire, name)))?;
        fields.get(index).map(|field| field.wire.clone())
    }

    /// The index of an argument.
    pub(super) fn argument(&self, name: &str) -> Option<usize> {
        self.arguments.get(name).copied()
    }

    pub(super) fn use_argument(&mut self, index: usize) {
        if let Some(used) = self.used.get_mut(index) {
            *used = true;
        }
    }

    pub(super) fn is_used(&self, index: usize) -> bool {
        self.used.get(index).copied().unwrap_or_default()
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.set.report(diagnostic);
    }
}
