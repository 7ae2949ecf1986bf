//! A bound on work. Whatever an input from outside could make long spends from one.

use std::cell::Cell;

/// How much may still be done, in units of the one who asks: steps, characters, copies.
#[derive(Debug)]
pub struct Budget(Cell<u64>);

impl Budget {
    /// So many units.
    pub const fn of(units: u64) -> Self {
        Self(Cell::new(units))
    }

    /// How many units are left.
    #[inline]
    pub fn left(&self) -> u64 {
        self.0.get()
    }

    /// Whether nothing is left.
    #[inline]
    pub fn is_spent(&self) -> bool {
        self.0.get() == 0
    }

    /// Takes so many units, or all that are left.
    #[inline]
    pub fn spend(&self, units: u64) {
        self.0.set(self.0.get().saturating_sub(units));
    }

    /// Takes so many units if there are as many; else it takes none.
    #[inline]
    pub fn take(&self, units: u64) -> bool {
        match self.0.get().checked_sub(units) {
            Some(left) => {
                self.0.set(left);
                true
            }
            None => false,
        }
    }

    /// Sets what is left: to go on with what another has left, or from the start.
    pub fn set(&self, units: u64) {
        self.0.set(units);
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn what_is_there_is_taken() {
        let budget = Budget::of(5);
        assert!(budget.take(3) && !budget.take(3));
        assert_eq!(budget.left(), 2);
        budget.spend(3);
        assert!(budget.is_spent() && budget.take(0) && !budget.take(1));
        budget.set(1);
        assert!(budget.take(1));
    }
}
