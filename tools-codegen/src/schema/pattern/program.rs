//! A pattern with look-aheads as a program, which the runtime follows from the end of a text to its
//! beginning: there, what a look-ahead sees is known already.

use super::ast::Ast;
use super::fault::{PatternFault, unhonoured};
use crate::model::Step;

/// Longer programs are refused: each step is looked at for each character.
const LONGEST: usize = 1_000;

/// The steps of a pattern. A step leads to the one behind it, but where it says otherwise.
pub(super) fn program(ast: &Ast) -> Result<Vec<Step>, PatternFault> {
    let mut program = Program { steps: Vec::new() };
    program.add(ast)?;
    program.push(Step::Match)?;
    Ok(program.steps)
}

/// What a character costs at most: the steps of each look-ahead are worked out before those around
/// it, and a repetition takes its steps another time.
pub(super) fn cost(ast: &Ast, steps: &[Step]) -> u32 {
    let inside = steps.iter().enumerate().map(|(at, step)| match step {
        Step::Look { next, .. } => usize::from(*next).saturating_sub(at),
        _ => 0,
    });
    let all = steps.len().saturating_add(inside.sum());
    u32::try_from(all).unwrap_or(u32::MAX).saturating_mul(1 + repetitions(ast))
}

/// How deep endless repetitions stand in each other.
fn repetitions(ast: &Ast) -> u32 {
    match ast {
        Ast::Repeat { inner, max, .. } => repetitions(inner) + u32::from(max.is_none()),
        Ast::Look { inner, .. } => repetitions(inner),
        Ast::Concat(parts) | Ast::Alternation(parts) => parts.iter().map(repetitions).max().unwrap_or(0),
        Ast::Class(_) | Ast::Start | Ast::End | Ast::Boundary(_) => 0,
    }
}

struct Program {
    steps: Vec<Step>,
}

impl Program {
    fn push(&mut self, step: Step) -> Result<usize, PatternFault> {
        if self.steps.len() == LONGEST {
            return Err(PatternFault {
                syntax: false,
                message: "has a look-ahead, and is too long for one".into(),
                help: Some("split it, with `allOf` for instance, or use `minLength` and `maxLength`".into()),
            });
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    /// The place of the next step.
    fn here(&self) -> u16 {
        u16::try_from(self.steps.len()).unwrap_or(u16::MAX)
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(slot) = self.steps.get_mut(at) {
            *slot = step;
        }
    }

    fn add(&mut self, ast: &Ast) -> Result<(), PatternFault> {
        match ast {
            Ast::Class(class) => self.push(Step::Class(class.characters())).map(drop),
            Ast::Start => self.push(Step::Start).map(drop),
            Ast::End => self.push(Step::End).map(drop),
            Ast::Boundary(is) => self.push(Step::Boundary(*is)).map(drop),
            Ast::Concat(parts) => parts.iter().try_for_each(|part| self.add(part)),
            Ast::Alternation(branches) => self.alternation(branches),
            Ast::Repeat { inner, min, max } => self.repeat(inner, *min, *max),
            Ast::Look { behind: true, .. } => Err(unhonoured("look-behind")),
            Ast::Look { behind: false, negative, inner } => {
                let at = self.push(Step::Match)?;
                self.add(inner)?;
                self.push(Step::Match)?;
                let next = self.here();
                self.set(at, Step::Look { negative: *negative, next });
                Ok(())
            }
        }
    }

    fn alternation(&mut self, branches: &[Ast]) -> Result<(), PatternFault> {
        let mut ends = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            if index + 1 == branches.len() {
                self.add(branch)?;
                break;
            }
            let fork = self.push(Step::Match)?;
            self.add(branch)?;
            ends.push(self.push(Step::Match)?);
            let other = self.here();
            self.set(fork, Step::Fork(other));
        }
        let end = self.here();
        ends.into_iter().for_each(|at| self.set(at, Step::Jump(end)));
        Ok(())
    }

    fn repeat(&mut self, inner: &Ast, min: u32, max: Option<u32>) -> Result<(), PatternFault> {
        (0..min).try_for_each(|_| self.add(inner))?;
        let Some(max) = max else {
            let fork = self.push(Step::Match)?;
            self.add(inner)?;
            self.push(Step::Jump(u16::try_from(fork).unwrap_or(u16::MAX)))?;
            let end = self.here();
            self.set(fork, Step::Fork(end));
            return Ok(());
        };
        let mut forks = Vec::new();
        for _ in min..max {
            forks.push(self.push(Step::Match)?);
            self.add(inner)?;
        }
        let end = self.here();
        forks.into_iter().for_each(|at| self.set(at, Step::Fork(end)));
        Ok(())
    }
}
