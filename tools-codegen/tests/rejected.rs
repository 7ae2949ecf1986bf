//! Definitions that must not compile, each with the words that it gets.
//!
//! Each folder of `tests/rejected` is called `<CODE>_<slug>`. It holds definitions, perhaps a file
//! `options`, and `expected.txt`: everything that is reported, as plain text. After a change,
//! `UPDATE_GOLDENS=1 cargo test -p typed-tools-codegen --test rejected` writes these anew; read the
//! difference before it is committed.
//!
//! A line of `options` is a key of `tools!` and its value (`allow W001`, `deny_warnings true`,
//! `context contact_id:String`), or `path PATTERN` (default: `*.json`), or `sparse NAME BYTES`, a
//! file too large to keep, or `last N`: only the last are written down, or `package`: patterns start from a package
//! beside the definitions.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use typed_tools_codegen::{Code, Diagnostic, Inputs, Look, Options, Outcome, Setting, compile};

struct Case {
    folder: PathBuf,
    code: Code,
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rejected");
    let mut cases: Vec<Case> = fs::read_dir(root)
        .unwrap()
        .map(|entry| {
            let folder = entry.unwrap().path();
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            let id = name.split('_').next().unwrap();
            let code = Code::find(id).unwrap_or_else(|| panic!("{name} begins with no code"));
            Case { folder, code }
        })
        .collect();
    cases.sort_by(|a, b| a.folder.cmp(&b.folder));
    cases
}

/// A copy of a case's folder, for files that cannot be kept beside the others.
struct Copy(PathBuf);

impl Copy {
    fn of(folder: &Path) -> Self {
        // The tests of this file run concurrently and go through the same cases.
        static COPIES: AtomicUsize = AtomicUsize::new(0);
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (process, copy) = (std::process::id(), COPIES.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(format!("typed-tools-rejected-{process}-{copy}-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

enum Ran {
    /// And how many of its diagnostics are written down.
    Outcome(Box<Outcome>, usize),
    /// The options themselves were refused.
    Refused(Diagnostic),
}

fn run(case: &Case) -> Ran {
    let mut options = Options::default();
    let mut inputs = Inputs { base: case.folder.clone(), ..Inputs::default() };
    let mut copy = None;
    let mut last = usize::MAX;
    for line in fs::read_to_string(case.folder.join("options")).unwrap_or_default().lines() {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        let setting = match (key, value) {
            ("path", _) => {
                inputs.patterns.push(value.to_owned());
                continue;
            }
            ("last", _) => {
                last = value.parse().unwrap();
                continue;
            }
            ("sparse", _) => {
                let (name, bytes) = value.split_once(' ').unwrap();
                let copy = copy.get_or_insert_with(|| Copy::of(&case.folder));
                fs::File::create(copy.0.join(name)).unwrap().set_len(bytes.parse().unwrap()).unwrap();
                inputs.base = copy.0.clone();
                continue;
            }
            ("package", _) => {
                let copy = copy.get_or_insert_with(|| Copy::of(&case.folder));
                inputs.base = copy.0.join("package");
                fs::create_dir_all(&inputs.base).unwrap();
                fs::write(inputs.base.join("Cargo.toml"), "[package]\n").unwrap();
                for entry in fs::read_dir(&case.folder).unwrap().map(Result::unwrap) {
                    fs::copy(entry.path(), copy.0.join(entry.file_name())).unwrap();
                }
                options.package = true;
                continue;
            }
            (_, "true" | "false") => Setting::Flag(value == "true"),
            ("context", _) => {
                let (name, ty) = value.split_once(':').unwrap();
                Setting::Context(vec![(name.to_owned(), ty.to_owned())])
            }
            _ => Setting::List(vec![value.to_owned()]),
        };
        if let Err(refused) = options.set(key, setting) {
            return Ran::Refused(*refused);
        }
    }
    if inputs.patterns.is_empty() {
        inputs.patterns.push("*.json".to_owned());
    }
    Ran::Outcome(Box::new(compile(&inputs, &options)), last)
}

#[test]
fn each_gets_the_words_that_are_written_down() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        // Its words are those of a build without the feature.
        if cfg!(feature = "typed-responses") && case.code == Code::ResponseTypes {
            continue;
        }
        let (codes, text) = match run(&case) {
            Ran::Refused(refused) => (vec![refused.code], refused.to_string()),
            Ran::Outcome(outcome, last) => {
                let found = outcome.diagnostics();
                let shown = found.iter().skip(found.len().saturating_sub(last));
                let texts: Vec<String> = shown.map(|one| outcome.render(one, Look::Plain)).collect();
                (found.iter().map(|one| one.code).collect(), texts.join("\n\n"))
            }
        };
        let name = case.folder.file_name().unwrap().to_string_lossy().into_owned();
        if !codes.contains(&case.code) {
            wrong.push(format!("{name} is not told {}:\n{text}", case.code.id()));
        }
        // Patterns start from a folder whose path differs from machine to machine.
        let text = format!("{}\n", text.replace(&case.folder.display().to_string(), "$BASE"));
        let golden = case.folder.join("expected.txt");
        if update {
            fs::write(golden, text).unwrap();
        } else {
            let expected = fs::read_to_string(golden).unwrap_or_default();
            if text != expected {
                wrong.push(format!("{name}: expected\n{expected}\nfound\n{text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Line and column of a byte, counted the plain way.
fn count(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text).trim_start_matches('\u{feff}');
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

#[test]
fn each_stands_where_it_says() {
    let mut looked_at = BTreeSet::new();
    for case in cases() {
        let Ran::Outcome(outcome, _) = run(&case) else { continue };
        for found in outcome.diagnostics() {
            let Some(label) = &found.label else { continue };
            let source = outcome.sources().get(label.span).unwrap();
            let (start, end) = (label.span.start as usize, label.span.end as usize);
            let last = source.text.trim_end().len();
            let (line, column) = count(&source.text, start.min(last));
            let (end_line, end_column) = count(&source.text, end.min(last));
            let json: serde_json::Value = serde_json::from_str(&outcome.json_line(found)).unwrap();
            let name = case.folder.display();
            assert_eq!(json["file"], source.display_path, "{name}");
            assert_eq!((&json["line"], &json["column"]), (&line.into(), &column.into()), "{name}");
            assert_eq!(
                (&json["end_line"], &json["end_column"]),
                (&end_line.into(), &end_column.into()),
                "{name}"
            );
            let rendered = json["rendered"].as_str().unwrap();
            let place = format!("--> {}:{line}:{column}\n", source.display_path);
            assert!(rendered.contains(&place), "{name}: {place}{rendered}");
            let mut text = source.text.clone();
            if found.code == Code::LiveCredential {
                // A credential is shown by its first characters alone, a short one by fewer.
                let shown = ((end - start) / 4).min(8);
                text.replace_range(start + shown..end, &"*".repeat(end - start - shown));
            }
            under_the_carets(rendered, &text, start, end, line);
            looked_at.insert(found.code);
        }
    }
    assert!(looked_at.contains(&Code::JsonSyntax), "{looked_at:?}");
}

/// The carets stand under the text that is meant, character for character.
fn under_the_carets(rendered: &str, text: &str, start: usize, end: usize, line: usize) {
    let meant = text.get(start..end).unwrap_or_default().lines().next().unwrap_or_default();
    // Wide characters and tabs take more columns than one; long lines are cut.
    if meant.is_empty()
        || !text
            .lines()
            .nth(line - 1)
            .is_some_and(|line| line.is_ascii() && !line.contains('\t') && line.len() < 140)
    {
        return;
    }
    let lines: Vec<&str> = rendered.lines().collect();
    let gutter = format!("{line} | ");
    let at = lines.iter().position(|shown| shown.trim_start().starts_with(&gutter)).unwrap();
    let carets = lines[at + 1];
    let from = carets.find('^').unwrap_or_else(|| panic!("{rendered}"));
    let length = carets[from..].chars().take_while(|&c| c == '^').count();
    assert_eq!(lines[at].get(from..from + length), Some(meant.trim_end()), "{rendered}");
}

#[test]
fn each_code_has_an_example_and_an_entry() {
    let shown: BTreeSet<Code> = cases().iter().map(|case| case.code).collect();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/errors.md");
    let docs = fs::read_to_string(docs).unwrap();
    let mut headings: Vec<&str> = docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let mut wrong = Vec::new();
    let ids: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    assert_eq!(ids.len(), Code::ALL.len(), "a code is given twice");
    for code in Code::ALL {
        if !shown.contains(code) {
            wrong.push(format!("{} has no folder in tests/rejected", code.id()));
        }
        let heading = format!("{}: {}", code.id(), code.title());
        match headings.iter().position(|known| *known == heading) {
            Some(at) => drop(headings.remove(at)),
            None => wrong.push(format!("docs/errors.md has no `## {heading}`")),
        }
    }
    wrong.extend(
        headings.iter().map(|heading| format!("docs/errors.md has `## {heading}`, which is no code's")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
