//! `check --fix`: makes the changes that the help of a mistake spells out. Each is judged by the compiler before any file
//! is written: what does not leave fewer mistakes is not made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use typed_tools_codegen::{Code, Outcome};

use crate::check::count;
use crate::print;
use crate::usage::Usage;

/// One fix may uncover the next, but not for ever.
const ROUNDS: usize = 100;

/// Texts in place of what files hold.
type Texts = BTreeMap<PathBuf, String>;

/// A change of a file: from byte to byte, the new text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    path: PathBuf,
    start: usize,
    end: usize,
    text: String,
}

/// What a mistake says is to be changed.
#[derive(Debug, Clone)]
struct Fix {
    changes: Vec<Change>,
    /// `tools/a.json:3:18: .. : "post" becomes "POST"`
    said: String,
}

/// What is wrong, the worst first: files that cannot be read as JSON hide what else is wrong with them.
type Judgement = (usize, usize, usize);

/// Makes what changes can be made, writes the files, and says what was done.
pub(super) fn fix(compile: impl Fn(&Texts) -> Result<Vec<Outcome>, Usage>) -> Result<(), Usage> {
    let mut texts = Texts::new();
    let mut done = Vec::new();
    let mut refused = BTreeSet::new();
    for _ in 0..ROUNDS {
        let outcomes = compile(&texts)?;
        let before = judged(&outcomes);
        let fixes = apart(found(&outcomes, &refused));
        if fixes.is_empty() {
            break;
        }
        // All at once where each of them leaves one mistake less; else the first that does any good.
        let all = changed(&texts, &outcomes, &fixes);
        let (errors, warnings) = (before.1, before.2);
        let after = judged(&compile(&all)?);
        let gone = (errors + warnings).checked_sub(after.1 + after.2);
        if after < before && before.0 == after.0 && gone.is_some_and(|gone| gone >= fixes.len()) {
            texts = all;
            done.extend(fixes);
            continue;
        }
        let mut made = false;
        for fix in fixes {
            let one = changed(&texts, &outcomes, std::slice::from_ref(&fix));
            if judged(&compile(&one)?) < before {
                texts = one;
                done.push(fix);
                made = true;
                break;
            }
            refused.insert(fix.said);
        }
        if !made {
            break;
        }
    }
    for (path, text) in &texts {
        fs::write(path, text)
            .map_err(|error| Usage(format!("`{}` cannot be written: {error}", path.display())))?;
    }
    let mut lines: String = done.iter().map(|fix| format!("fixed {}\n", fix.said)).collect();
    if !done.is_empty() {
        lines.push_str(&format!("{} in {}\n\n", count_fixes(done.len()), count(texts.len(), "file")));
    }
    print::notice(&lines);
    Ok(())
}

fn count_fixes(number: usize) -> String {
    format!("{number} fix{}", if number == 1 { "" } else { "es" })
}

fn judged(outcomes: &[Outcome]) -> Judgement {
    let all = outcomes.iter().flat_map(Outcome::diagnostics);
    let broken = all.filter(|diagnostic| diagnostic.code == Code::JsonSyntax).count();
    let sum = |count: fn(&Outcome) -> usize| outcomes.iter().map(count).sum::<usize>();
    (broken, sum(Outcome::errors), sum(Outcome::warnings))
}

/// What the mistakes say is to be changed, but for what was refused.
fn found(outcomes: &[Outcome], refused: &BTreeSet<String>) -> Vec<Fix> {
    let mut fixes = Vec::new();
    for outcome in outcomes {
        for diagnostic in outcome.diagnostics() {
            let change = |edit: &typed_tools_codegen::Edit| {
                let path = outcome.sources().get(edit.span)?.path.clone()?;
                let (start, end) = (edit.span.start as usize, edit.span.end as usize);
                Some(Change { path, start, end, text: edit.text.clone() })
            };
            let changes: Option<Vec<_>> = diagnostic.edits.iter().map(change).collect();
            let (Some(changes), Some(edit)) = (changes, diagnostic.edits.first()) else { continue };
            let Some(source) = outcome.sources().get(edit.span) else { continue };
            let (line, column) = source.position(edit.span.start);
            let old = outcome.sources().text(edit.span);
            let how = match edit.text.as_str() {
                "" => format!("`{old}` is removed"),
                new => format!("`{old}` becomes `{new}`"),
            };
            let said = format!("{}:{line}:{column}: {}: {how}", source.display_path, diagnostic.message);
            if !refused.contains(&said) {
                fixes.push(Fix { changes, said });
            }
        }
    }
    fixes
}

/// Those of which no two touch the same place; the first counts.
fn apart(fixes: Vec<Fix>) -> Vec<Fix> {
    let mut taken: Vec<Change> = Vec::new();
    let mut kept = Vec::new();
    for fix in fixes {
        let touches = |change: &Change| {
            taken.iter().any(|other| {
                change.path == other.path && change.start <= other.end && other.start <= change.end
            })
        };
        if !fix.changes.iter().any(touches) {
            taken.extend(fix.changes.iter().cloned());
            kept.push(fix);
        }
    }
    kept
}

/// The texts with these fixes, of which no two touch the same place.
fn changed(texts: &Texts, outcomes: &[Outcome], fixes: &[Fix]) -> Texts {
    let mut texts = texts.clone();
    let mut changes: Vec<&Change> = fixes.iter().flat_map(|fix| &fix.changes).collect();
    // From the end of each file, so that places stay where they are.
    changes.sort();
    for Change { path, start, end, text } in changes.into_iter().rev() {
        let sources = outcomes.iter().flat_map(|outcome| outcome.sources().files());
        let mut sources = sources.filter(|source| source.path.as_ref() == Some(path));
        if let (None, Some(source)) = (texts.get(path), sources.next()) {
            texts.insert(path.clone(), source.text.clone());
        }
        if let Some(whole) = texts.get_mut(path).filter(|whole| whole.get(*start..*end).is_some()) {
            whole.replace_range(*start..*end, text);
        }
    }
    texts
}
