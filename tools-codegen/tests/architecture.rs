//! The compiler's stages stand in one order, and each sees only those before it.

use std::fs;
use std::path::{Path, PathBuf};

/// The stages, first to last. A stage may import those in the lines above its own, and its own.
const ORDER: &[&[&str]] = &[
    &["diag"],
    &["json", "slip"],
    &["plain"],
    &["model"],
    &["lower"],
    &["options"],
    &["source"],
    &["render"],
    &["template", "jsonpath"],
    &["definition"],
    &["names"],
    &["schema"],
    &["check"],
    &["export"],
    &["emit"],
    &["response"],
    &["format"],
    &["driver", "checker"],
    &["build", "lib"],
];

fn rank(stage: &str) -> Option<usize> {
    ORDER.iter().position(|stages| stages.contains(&stage))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Every source file with its stage and its text, comments and tests left out.
fn stages() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    found.sort();
    let mut stages = Vec::new();
    for path in found {
        let relative = path.strip_prefix(&root).unwrap();
        if relative.ends_with("tests.rs") || relative.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        let first = relative.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = code.collect::<Vec<_>>().join("\n");
        stages.push((first.trim_end_matches(".rs").to_owned(), relative.to_path_buf(), code));
    }
    stages
}

/// The stages that a text imports: `crate::x`, and those of `use crate::{x::.., y}`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let word = |text: &str| {
            text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        };
        match rest.strip_prefix('{') {
            None => found.push(word(rest)),
            Some(list) => {
                let (mut depth, mut part) = (0_usize, String::new());
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => found.push(word(&std::mem::take(&mut part))),
                        _ if depth == 0 => part.push(c),
                        _ => {}
                    }
                }
                found.push(word(&part));
            }
        }
    }
    found.retain(|name| name.starts_with(|c: char| c.is_lowercase()));
    found
}

#[test]
fn no_stage_sees_one_behind_it() {
    for (stage, path, code) in stages() {
        let own = rank(&stage).unwrap_or_else(|| panic!("{} has no place in the order", path.display()));
        // `lib` gives the front ends' view; `build` is one of them.
        if stage == "lib" || stage == "build" {
            continue;
        }
        for import in imports(&code) {
            let other =
                rank(&import).unwrap_or_else(|| panic!("{}: `crate::{import}` has no place", path.display()));
            let allowed = other < own || import == stage;
            assert!(allowed, "{} imports `{import}`, which comes behind it", path.display());
        }
    }
}

/// What comes out of the model knows nothing of how the model came about.
#[test]
fn the_last_stages_see_the_model_alone() {
    for (stage, path, code) in stages() {
        let allowed: &[&str] = match stage.as_str() {
            "export" => &["model", "json", "diag", "export"],
            "emit" => &["model", "json", "lower", "export", "emit"],
            "format" => &[],
            _ => continue,
        };
        for import in imports(&code) {
            assert!(allowed.contains(&import.as_str()), "{} imports `{import}`", path.display());
        }
    }
}

/// The same input gives the same output, whatever the machine.
#[test]
fn nothing_depends_on_the_machine() {
    let texts = stages();
    for (stage, path, code) in &texts {
        for (words, but) in [
            (&["HashMap", "HashSet", "RandomState"][..], &[][..]),
            (&["env::var", "current_dir", "env::args", "SystemTime", "Instant::now"], &["build"]),
            (
                &["fs::", "File::", "canonicalize", "read_dir", ".is_dir()", ".is_file()", ".exists()"],
                &["source", "build"],
            ),
            (&["thread::", "process::Command", "TcpStream"], &[]),
        ] {
            if but.contains(&stage.as_str()) {
                continue;
            }
            for word in words {
                // A word of its own: `Defs::new` has nothing to do with `fs::`.
                let own = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let uses = code.match_indices(word).any(|(at, _)| word.starts_with('.') || own(at));
                assert!(!uses, "{} uses `{word}`", path.display());
            }
        }
    }
    assert!(texts.len() > 20, "the files were found");
}
