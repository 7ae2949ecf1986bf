//! The compiler's stages stand in one order, and each sees only those before it; so do the files of a stage.

#[path = "../../tools-core/tests/support/layers.rs"]
mod layers;

use std::fs;
use std::path::{Path, PathBuf};

/// The stages, first to last. A stage may import those in the lines above its own, and its own.
const ORDER: &[&[&str]] = &[
    &["hash", "map"],
    &["diag"],
    &["json", "typo"],
    &["plain"],
    &["model"],
    &["keywords"],
    &["lower"],
    &["options"],
    &["source"],
    &["render"],
    &["tree"],
    &["template", "jsonpath"],
    &["definition"],
    &["names"],
    &["schema"],
    &["check"],
    &["export"],
    &["emit", "run"],
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

fn layers() -> layers::Layers {
    layers::Layers::of(env!("CARGO_MANIFEST_DIR"))
}

/// The stage of a file, by the name of its module.
fn stage_of(module: &str) -> &str {
    match module.split('/').next() {
        Some("") | None => "lib",
        Some(first) => first,
    }
}

#[test]
fn no_stage_sees_one_behind_it() {
    let layers = layers();
    for file in layers.files() {
        assert!(rank(stage_of(&file)).is_some(), "`{file}` has no place in the order");
    }
    for (file, used) in layers.uses() {
        let (own, other) = (stage_of(&file), stage_of(&used));
        // `lib` gives the front ends' view; `build` is one of them.
        if own == "lib" || own == "build" {
            continue;
        }
        assert!(rank(other) < rank(own) || other == own, "`{file}` uses `{used}`, which comes behind it");
    }
}

/// What comes out of the model knows nothing of how the model came about.
#[test]
fn the_last_stages_see_the_model_alone() {
    for (file, used) in layers().uses() {
        let allowed: &[&str] = match stage_of(&file) {
            "export" => &["keywords", "model", "json", "diag", "hash", "map", "export"],
            "emit" => &["model", "json", "lower", "export", "emit"],
            "format" => &[],
            _ => continue,
        };
        assert!(allowed.contains(&stage_of(&used)), "`{file}` uses `{used}`");
    }
}

/// Inside a stage, too, files stand in one order: one can be read without those that use it.
#[test]
fn no_files_use_each_other() {
    let layers = layers();
    assert!(layers.files().count() > 100, "the files were found");
    assert_eq!(layers.circles(), Vec::<Vec<String>>::new());
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

/// A name has one meaning in a crate.
#[test]
fn no_two_types_have_one_name() {
    assert_eq!(layers().ambiguous_types(), Vec::<String>::new());
}
