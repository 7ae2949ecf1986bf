//! What servers get wrong in a stream.

use crate::dice::Dice;

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident)*) => {
        /// What is wrong with a stream; each provider's stream has those that can be in it.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub(crate) struct Fault { $($(#[$doc])* pub(crate) $name: bool,)* }

        /// Each of them, as what sets it.
        const SET: &[fn(&mut Fault)] = &[$(|fault| fault.$name = true,)*];
    };
}

faults! {
    /// Every call has index 0.
    same_index
    /// No call has an index.
    no_index
    /// No call has an id.
    no_ids
    /// Each fragment has the id of its call.
    every_id
    /// Each fragment has the name.
    every_name
    /// Each fragment has an id of its own.
    new_ids
    /// The fragments of several calls come in turn.
    in_turn
    /// Each call has a choice of its own.
    spread
    /// The arguments come at once.
    no_deltas
    /// No event says that a call is whole.
    no_done
    /// The last event repeats nothing.
    empty_end
    /// There is no last event.
    no_end
    /// What begins a call comes behind its fragments.
    late_begin
    /// Events that say nothing come between.
    noise
}

impl Fault {
    /// Each by itself.
    pub(crate) fn each() -> impl Iterator<Item = Self> {
        SET.iter().map(|set| {
            let mut fault = Self::default();
            set(&mut fault);
            fault.readable()
        })
    }

    /// Up to three of them.
    pub(crate) fn random(dice: &mut Dice) -> Self {
        let mut fault = Self::default();
        for _ in 0..dice.below(4) {
            dice.pick(SET)(&mut fault);
        }
        fault.readable()
    }

    pub(crate) fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Without what would take the last mark that tells two calls apart: nobody could read such a stream.
    fn readable(mut self) -> Self {
        if self.in_turn {
            // Fragments that come in turn have an index of their call, or its id on each of them.
            self.every_id |= self.same_index || self.no_index;
            self.no_ids &= !self.every_id;
            self.new_ids &= !self.every_id;
        }
        if self.new_ids {
            (self.every_id, self.no_ids) = (false, false);
        }
        self
    }
}
