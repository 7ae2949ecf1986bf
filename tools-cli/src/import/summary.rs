//! What an import has come to, in words.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::tool::Imported;
use super::tree::Files;
use super::write::Written;
use crate::check::count;

pub(super) struct Run<'a> {
    pub(super) input: &'a str,
    pub(super) output: &'a Path,
    pub(super) files: &'a Files,
    pub(super) imported: &'a Imported,
    /// `None` where nothing was to be written.
    pub(super) written: Option<&'a Written>,
}

/// So many lines of refusals are shown; the table has all reasons.
const SHOWN: usize = 50;

impl Run<'_> {
    /// What was refused and what was left alone, a line each.
    pub(super) fn refusals(&self) -> String {
        let mut text = String::new();
        let refused = &self.imported.refused;
        for one in refused.iter().take(SHOWN) {
            let place = self.files.place(one.span);
            let place = if place.is_empty() { self.input.to_owned() } else { place };
            let _ = writeln!(text, "{place}: {} is left out: {}", one.origin, one.why);
        }
        if refused.len() > SHOWN {
            let _ = writeln!(text, "and {} more are left out", refused.len() - SHOWN);
        }
        let Some(written) = self.written else { return text };
        for (path, why) in &written.conflicts {
            let _ = writeln!(text, "\n`{}` is left as it is: it {why}", path.display());
        }
        for path in &written.gone {
            let _ = writeln!(text, "`{}` was imported from this, which no longer has it", path.display());
        }
        text
    }

    /// The table at the end.
    pub(super) fn table(&self, tools: usize, warnings: usize) -> String {
        let Imported { what, found, refused, notes, .. } = self.imported;
        let mut text = String::new();
        let _ = writeln!(text, "{}: {what}", self.input);
        let line = |text: &mut String, number: usize, words: &str| {
            let _ = writeln!(text, "  {number:>6}  {words}");
        };
        line(&mut text, *found, "found");
        let passed_over = found.saturating_sub(tools + refused.len());
        if passed_over > 0 {
            line(&mut text, passed_over, "passed over by the filter");
        }
        match self.written {
            None => line(&mut text, tools, "can be imported; nothing was written"),
            Some(written) => {
                line(&mut text, tools, &format!("imported into {}", self.output.display()));
                for (number, words) in [
                    (written.new, "new"),
                    (written.updated, "updated"),
                    (written.unchanged, "unchanged"),
                    (written.edited, "with changes of yours, which were kept"),
                    (written.conflicts.len(), "left as they are; see above"),
                ] {
                    if number > 0 && number != tools {
                        let _ = writeln!(text, "  {number:>14}  {words}");
                    }
                }
            }
        }
        if !refused.is_empty() {
            line(&mut text, refused.len(), "left out");
            let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
            for one in refused {
                *reasons.entry(reason(&one.why)).or_default() += 1;
            }
            let mut reasons: Vec<_> = reasons.into_iter().collect();
            reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            for (why, number) in reasons {
                let _ = writeln!(text, "  {number:>14}  {why}");
            }
        }
        for note in notes {
            let _ = writeln!(text, "{note}");
        }
        if warnings > 0 {
            let _ = writeln!(
                text,
                "`cargo typed-tools check {}` has {}",
                self.output.display(),
                count(warnings, "warning")
            );
        }
        text
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
