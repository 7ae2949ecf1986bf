//! From checked JSON to typed values: the walk that generated `FromObject::read` methods drive.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Note;
use typed_tools_core::budget::Budget;
use typed_tools_core::check::{PatternBudget, Probe, Verdict, Violation};
use typed_tools_core::number::Num;
use typed_tools_core::pointer::push_step;
use typed_tools_core::slot::{Properties, Slot};
use typed_tools_core::table::{NodeId, Schema, Table};
use typed_tools_core::value::Val;

/// Nested unions multiply: so many branches may be tried for one that stands in no other.
const STEPS: u64 = 50_000;

/// Where in the arguments the walk stands, and what it has noted.
pub struct Reader<'a> {
    /// What the arguments satisfy, where they are a tool's.
    schema: Option<&'static Schema<'static>>,
    pub(super) notes: &'a mut Vec<Note>,
    /// The JSON pointer of the value that is being taken. `None` on the quick way, where all is
    /// well or the reading is begun again with pointers.
    pub(super) pointer: Option<String>,
    /// Whether the quick way met what would be noted.
    pub(super) unnoted: bool,
    /// Whether a value must be held whole (in a union, where a branch that would drop
    /// something is not the one).
    pub(super) lossless: bool,
    /// What the union that is being taken asks of its branches.
    trial: Trial,
    /// How many branches may still be tried for the outermost union, and for all.
    steps: Budget,
    all_steps: Budget,
    /// How much may still be copied for them, as [`size`](Slot::size) counts it.
    copies: Budget,
    /// How many defaults may still be applied.
    pub(super) defaults: Budget,
    /// Whether one of these was not enough.
    pub(super) exhausted: bool,
    /// Properties that are most likely meant to be others, which are absent.
    pub(super) misnamed: Vec<Violation>,
    /// How many properties may still be compared with those that are absent.
    pub(super) comparisons: Budget,
    /// The first value that its type could not hold.
    pub(super) failed: Option<Failed>,
}

/// A value that its type could not hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Failed {
    /// The JSON pointer of its place.
    pub(crate) pointer: String,
    /// The number, where it is one and the type holds integers; and which.
    pub(crate) sent: Option<(String, Held)>,
    /// Whether it was not found out, for it would take too long.
    pub(crate) exhausted: bool,
}

/// Which integers a type holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Held {
    /// Those of `i64`.
    Signed,
    /// Those of `u64`.
    Unsigned,
    /// Those that `f64` keeps exactly.
    Exact,
}

#[derive(Clone, Copy)]
enum Trial {
    /// To hold the value whole.
    Whole,
    /// To be counted: how few properties has a branch dropped?
    Count(Option<usize>),
    /// To drop no more than so many.
    AtMost(usize),
}

/// A type that a value of the arguments is read into.
pub trait FromArguments: Sized {
    /// Takes a value that the schema accepted; `None` where this type cannot hold it without
    /// loss (which selects among the branches of a union).
    fn take(value: Slot<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

impl<'a> Reader<'a> {
    /// A reader at the root.
    pub fn new(notes: &'a mut Vec<Note>) -> Self {
        Self {
            schema: None,
            notes,
            pointer: Some(String::new()),
            unnoted: false,
            lossless: false,
            trial: Trial::Whole,
            steps: Budget::of(STEPS),
            all_steps: Budget::of(10_000_000),
            copies: Budget::of(20_000_000),
            defaults: Budget::of(100_000),
            exhausted: false,
            misnamed: Vec::new(),
            comparisons: Budget::of(1_000),
            failed: None,
        }
    }

    /// A reader at the root of what is most likely held without a note: it writes no pointers.
    pub(crate) fn quick(notes: &'a mut Vec<Note>) -> Self {
        Self { pointer: None, ..Self::new(notes) }
    }

    /// The same, of arguments that satisfy the schema of a tool.
    pub(crate) fn of(self, definition: Table) -> Self {
        Self { schema: Some(&definition.arguments), ..self }
    }

    /// Whether a [quick](Self::quick) reading has met something that would have been noted, so
    /// that its result does not count.
    pub(crate) fn unnoted(&self) -> bool {
        self.unnoted
    }

    /// Takes a union: `branches` asks for each of its branches in turn.
    ///
    /// The first branch that holds the value whole takes it. Where none does, because the value
    /// has properties that no branch knows, it is the first of those that drop the fewest.
    pub fn union<T>(
        &mut self,
        value: &Slot<'_>,
        mut branches: impl FnMut(&mut Self, &Slot<'_>) -> Option<T>,
    ) -> Option<T> {
        let outer = (self.lossless, self.trial);
        // Where a union is counted or taken with losses, it may stand in another.
        if let (false, Trial::Whole) = outer {
            self.steps.set(STEPS);
        }
        (self.lossless, self.trial) = (true, Trial::Whole);
        let mut taken = branches(self, value);
        if taken.is_none() && !outer.0 {
            (self.lossless, self.trial) = (false, Trial::Count(None));
            // Every branch answers with nothing, and is counted.
            let counted = branches(self, value);
            if let (None, Trial::Count(Some(fewest))) = (&counted, self.trial) {
                self.trial = Trial::AtMost(fewest);
                taken = branches(self, value);
            }
        }
        (self.lossless, self.trial) = outer;
        taken
    }

    /// Tries one branch of a union: where types do not tell the branches apart, if one of its nodes
    /// accepts the value.
    pub fn branch<T: FromArguments>(&mut self, value: &Slot<'_>, nodes: &[NodeId]) -> Option<T> {
        // What is not found in so many steps is not taken.
        self.exhausted |= !(self.steps.take(1) && self.all_steps.take(1) && self.copies.take(value.size()));
        if self.exhausted {
            return None;
        }
        if !nodes.is_empty() && !self.accepts(value, nodes) {
            return None;
        }
        let (noted, misnamed, trial) = (self.notes.len(), self.misnamed.len(), self.trial);
        let taken = T::take(value.clone(), self);
        let dropped = self.notes.len() - noted;
        self.trial = match trial {
            Trial::Count(fewest) if taken.is_some() => {
                Trial::Count(Some(fewest.map_or(dropped, |fewest| fewest.min(dropped))))
            }
            other => other,
        };
        let taken = taken.filter(|_| match trial {
            Trial::Whole => true,
            Trial::Count(_) => false,
            Trial::AtMost(fewest) => dropped <= fewest,
        });
        if taken.is_none() {
            // A branch that does not fit is no failure of the value.
            self.failed = None;
            self.notes.truncate(noted);
            self.misnamed.truncate(misnamed);
        }
        taken
    }

    /// Whether one of the nodes accepts a value. What takes too long to find out is left to the types.
    fn accepts(&mut self, value: &Slot<'_>, nodes: &[NodeId]) -> bool {
        let Some(schema) = self.schema else { return true };
        nodes.iter().any(|node| {
            // What patterns cost is bounded for each check by itself.
            let patterns = Budget::of(PatternBudget::UNREMEMBERED);
            let probe = Probe::within(schema, &self.all_steps, &patterns);
            let verdict = probe.verdict_at(*node, Val::Slot(value));
            probe.charge_to(&self.all_steps, &patterns);
            verdict != Verdict::Rejected
        })
    }

    pub(crate) fn element<T: FromArguments>(&mut self, index: usize, value: Slot<'_>) -> Option<T> {
        match &mut self.pointer {
            None => T::take(value, self),
            Some(pointer) => {
                let outer = pointer.len();
                let _ = write!(pointer, "/{index}");
                self.taken(outer, value)
            }
        }
    }

    pub(crate) fn entries<T: FromArguments>(
        &mut self,
        entries: Properties<'_>,
    ) -> Option<BTreeMap<String, T>> {
        let mut taken = BTreeMap::new();
        for (key, value) in entries {
            let Some(value) = value else { continue };
            let value = self.property(&key, value)?;
            taken.insert(key.into_owned(), value);
        }
        Some(taken)
    }

    pub(super) fn property<T: FromArguments>(&mut self, name: &str, value: Slot<'_>) -> Option<T> {
        match &mut self.pointer {
            None => T::take(value, self),
            Some(pointer) => {
                let outer = pointer.len();
                push_step(pointer, name);
                self.taken(outer, value)
            }
        }
    }

    /// Takes a value at the pointer, which is cut back to `outer` then.
    fn taken<T: FromArguments>(&mut self, outer: usize, value: Slot<'_>) -> Option<T> {
        let number = value.as_num();
        let taken = T::take(value, self);
        if taken.is_none() && self.failed.is_none() {
            self.failed = Some(self.describe::<T>(number));
        }
        if let Some(pointer) = &mut self.pointer {
            pointer.truncate(outer);
        }
        taken
    }

    #[cold]
    fn describe<T: FromArguments>(&mut self, number: Option<Num>) -> Failed {
        let pointer = self.pointer.clone().unwrap_or_default();
        let Some(number) = number else { return Failed { pointer, ..Failed::default() } };
        // The type itself knows which integers it holds.
        let budgets = [self.steps.left(), self.all_steps.left(), self.copies.left()];
        let mut holds = |number: u64| T::take(Slot::UInt(number), self).is_some();
        let held = if holds(u64::MAX) {
            Some(Held::Unsigned)
        } else if holds(i64::MAX as u64) {
            Some(Held::Signed)
        } else {
            holds(1 << 53).then_some(Held::Exact)
        };
        for (budget, left) in [&self.steps, &self.all_steps, &self.copies].into_iter().zip(budgets) {
            budget.set(left);
        }
        Failed { pointer, sent: held.map(|held| (number.to_string(), held)), ..Failed::default() }
    }

    /// A property that must be there and is not.
    #[cold]
    pub(super) fn missing<T>(&mut self, name: &str) -> Option<T> {
        if let (Some(pointer), None) = (&self.pointer, &self.failed) {
            let mut pointer = pointer.clone();
            push_step(&mut pointer, name);
            self.failed = Some(Failed { pointer, ..Failed::default() });
        }
        None
    }

    /// Whether what is taken now is taken on trial: nothing that is found out about it lasts.
    pub(super) fn on_trial(&self) -> bool {
        self.lossless || matches!(self.trial, Trial::Count(_))
    }

    /// Properties that would be dropped, and are near names of declared ones that are absent: with them, what the
    /// model meant would be lost.
    pub(crate) fn misnamed(&mut self) -> Vec<Violation> {
        std::mem::take(&mut self.misnamed)
    }

    /// The first value that its type could not hold.
    pub(crate) fn failed(&mut self) -> Failed {
        let failed = self.failed.take().unwrap_or_default();
        Failed { exhausted: self.exhausted, ..failed }
    }
}
