//! What an import has come to, in words.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::pipeline::Summed;
use super::shared::Wrote;
use super::tool::{Imported, Refused};
use super::tree::Files;
use crate::check::count;

pub(super) struct Run<'a> {
    pub(super) input: &'a str,
    pub(super) output: &'a Path,
    pub(super) files: &'a Files,
    pub(super) imported: Imported,
    pub(super) done: Summed,
}

/// So many lines of refusals are shown; the table has all reasons.
const SHOWN: usize = 50;

impl Run<'_> {
    /// Whether there is a result, and nothing that somebody must decide.
    pub(super) fn is_clean(&self) -> bool {
        let conflicts = self.done.written.as_ref().is_some_and(|written| !written.conflicts.is_empty());
        self.done.tools > 0 && !conflicts
    }

    /// Those that the importer has refused, and those of the compiler, in the order of the document.
    fn refused(&self) -> Vec<&Refused> {
        let mut refused: Vec<_> = self.imported.refused.iter().chain(&self.done.refused).collect();
        refused.sort_by_key(|one| one.span);
        refused
    }

    /// What was refused and what was left alone, a line each.
    pub(super) fn refusals(&self) -> String {
        let mut text = String::new();
        let refused = self.refused();
        for one in refused.iter().take(SHOWN) {
            let place = self.files.place(one.span);
            let place = if place.is_empty() { self.input.to_owned() } else { place };
            let _ = writeln!(text, "{place}: {} is left out: {}", one.origin, one.why);
        }
        if refused.len() > SHOWN {
            let _ = writeln!(text, "and {} more are left out", refused.len() - SHOWN);
        }
        let Some(written) = &self.done.written else { return text };
        for (path, why) in &written.conflicts {
            let _ = writeln!(text, "\n`{}` is left as it is: it {why}", path.display());
        }
        for path in &written.gone {
            let _ = writeln!(text, "`{}` was imported from this, which no longer has it", path.display());
        }
        text
    }

    /// The table at the end.
    pub(super) fn table(&self) -> String {
        let Imported { what, found, notes, .. } = &self.imported;
        let Summed { tools, warnings, patterns, written, .. } = &self.done;
        let refused = self.refused();
        let mut text = format!("{}: {what}\n  {found:>6}  found\n", self.input);
        let passed_over = found.saturating_sub(tools + refused.len());
        line(&mut text, 6, passed_over, "passed over by the filter");
        match written {
            None => line(&mut text, 6, *tools, "can be imported; nothing was written"),
            Some(written) => {
                line(&mut text, 6, *tools, &format!("imported into {}", self.output.display()));
                for (number, words) in [
                    (written.new, "new"),
                    (written.updated, "updated"),
                    (written.unchanged, "unchanged"),
                    (written.edited, "with changes of yours, which were kept"),
                    (written.conflicts.len(), "left as they are; see above"),
                ] {
                    line(&mut text, 14, number, words);
                }
            }
        }
        line(&mut text, 6, refused.len(), "left out");
        let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
        for one in refused {
            *reasons.entry(reason(&one.why)).or_default() += 1;
        }
        let mut reasons: Vec<_> = reasons.into_iter().collect();
        reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (why, number) in reasons {
            line(&mut text, 14, number, &why);
        }
        line(&mut text, 6, *patterns, "patterns stand in descriptions, since they cannot be checked exactly");
        if let Some((path, wrote)) = &self.done.shared {
            let (path, folder) = (path.display(), self.output.display());
            let _ = match wrote {
                Some(Wrote::New | Wrote::Same) => writeln!(
                    text,
                    "{path} has what they have in common: `check --defaults {path} {folder}`, and `defaults = \"{path}\"` in \
                     the macro"
                ),
                Some(Wrote::Other) => writeln!(
                    text,
                    "{path} says something else than they have in common; it is left as it is, and they stand for themselves"
                ),
                None => writeln!(text, "they have no base URL in common: {path} is not written"),
            };
        }
        for note in notes {
            let _ = writeln!(text, "{note}");
        }
        if *warnings > 0 {
            let folder = self.output.display();
            let _ = writeln!(text, "`cargo typed-tools check {folder}` has {}", count(*warnings, "warning"));
        }
        text
    }
}

/// A line of the table, unless there is nothing to count.
fn line(text: &mut String, width: usize, number: usize, words: &str) {
    if number > 0 {
        let _ = writeln!(text, "  {number:>width$}  {words}");
    }
}

/// A reason without the names in it.
fn reason(why: &str) -> String {
    let mut reason = String::new();
    for (number, part) in why.split('`').enumerate() {
        reason.push_str(if number % 2 == 0 { part } else { ".." });
    }
    reason
}
