use std::fs;
use std::path::{Path, PathBuf};

use super::{Inputs, SourceFile, Sources, load};
use crate::diag::{Code, Diagnostic, Sink};

/// A folder that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("typed-tools-source-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn load(&self, patterns: &[&str]) -> (Sources, Vec<Diagnostic>) {
        let mut sink = Sink::default();
        let patterns = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        let sources = load(&Inputs { base: self.0.clone(), patterns, ..Inputs::default() }, None, &mut sink);
        (sources, sink.into_found())
    }

    fn names(&self, patterns: &[&str]) -> Vec<String> {
        let (sources, found) = self.load(patterns);
        assert_eq!(found, []);
        sources.files.into_iter().map(|source| source.display_path).collect()
    }

    fn only(&self, pattern: &str) -> Diagnostic {
        let (_, mut found) = self.load(&[pattern]);
        assert_eq!(found.len(), 1, "{found:#?}");
        found.remove(0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn finds_files_sorted_and_once() {
    let folder = Folder::new("finds");
    for name in
        ["tools/b.json", "tools/a.json", "tools/deep/c.json", "tools/.hidden.json", "tools/[x].json", "n.txt"]
    {
        folder.file(name, b"{}");
    }
    let flat = ["tools/[x].json", "tools/a.json", "tools/b.json"];
    assert_eq!(folder.names(&["tools/*.json"]), flat);
    assert_eq!(folder.names(&["tools/b.json", "tools/*.json", "./tools/*.json"]), flat);
    assert_eq!(folder.names(&["tools/[ab].json"]), flat[1..]);
    assert_eq!(folder.names(&["tools/[x].json"]), flat[..1], "a name that is there is taken as it stands");
    let all = ["tools/[x].json", "tools/a.json", "tools/b.json", "tools/deep/c.json"];
    for pattern in ["tools", "tools/", "tools/**/*.json", "tools/**", "**/*.json"] {
        assert_eq!(folder.names(&[pattern]), all, "{pattern}");
    }
    assert_eq!(folder.names(&["n.txt"]), ["n.txt"]);
    let inner = Folder(folder.0.join("tools/deep"));
    assert_eq!(inner.names(&["../*.json"]), ["../[x].json", "../a.json", "../b.json"]);
    let absolute = format!("{}/tools/*.json", folder.0.display());
    let (sources, _) = inner.load(&[&absolute]);
    assert!(sources.files.iter().all(|source| Path::new(&source.display_path).is_absolute()));
    assert_eq!(sources.files.len(), 3);
}

#[test]
fn what_matches_nothing_is_told() {
    let folder = Folder::new("nothing");
    folder.file("tools/a.json", b"{}").file("tools/note.txt", b"").file("other/deep/a.json", b"{}");
    fs::create_dir_all(folder.0.join("empty")).unwrap();
    for (pattern, code, message, help) in [
        (
            "tols/*.json",
            Code::NothingFound,
            "`tols/*.json` matches nothing: there is no folder `tols`",
            "there is `tools`; ",
        ),
        ("tools/*.jsn", Code::NothingFound, "`tools/*.jsn` matches no file", "`tools` has `a.json`"),
        (
            "other/*.json",
            Code::NothingFound,
            "`other/*.json` matches no file",
            "`other` has none itself, but",
        ),
        ("empty/*.json", Code::NothingFound, "`empty/*.json` matches no file", "`empty` is empty"),
        ("empty", Code::NothingFound, "`empty` matches no file", "`empty` is empty"),
        (
            "tools/b/a.json",
            Code::NothingFound,
            "`tools/b/a.json` matches nothing: there is no folder `tools/b`",
            "",
        ),
        (
            "tools/aa.json",
            Code::NothingFound,
            "there is no file `tools/aa.json`",
            "there is `a.json` in `tools`",
        ),
        ("tools/[.json", Code::BadPattern, "the pattern `tools/[.json` is not well formed", ""),
        ("tools/a**.json", Code::BadPattern, "the pattern `tools/a**.json` is not well formed", ""),
        (" ", Code::BadPattern, "the pattern is empty", ""),
    ] {
        let found = folder.only(pattern);
        assert_eq!(found.code, code, "{pattern}");
        assert!(found.message.starts_with(message), "{}", found.message);
        assert!(found.help.clone().unwrap().starts_with(help), "{:?}", found.help);
    }
}

#[test]
fn odd_files_are_told() {
    let folder = Folder::new("odd");
    folder.file("x.json/y.json", b"{}").file("latin.json", b"{\"a\": \"\xe9\"}");
    folder.file("wide.json", b"\xff\xfe{\0}\0").file("mark.json", b"\xef\xbb\xbf{}");
    assert_eq!(folder.only("x*.json").message, "`x.json` is a folder, not a file");
    assert_eq!(folder.names(&["x.json"]), ["x.json/y.json"], "named itself, a folder is a folder");
    let latin = folder.only("latin.json");
    assert_eq!((latin.code, latin.label.as_ref().unwrap().span.start), (Code::NotUtf8, 7));
    assert_eq!(folder.only("wide.json").message, "the file is UTF-16");
    assert_eq!(folder.names(&["mark.json"]), ["mark.json"]);
    let file = fs::File::create(folder.0.join("big.json")).unwrap();
    file.set_len(1 << 30).unwrap();
    assert_eq!(folder.only("big.json").code, Code::TooLarge);
}

#[cfg(unix)]
#[test]
fn links_are_followed_once() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("links");
    folder.file("tools/a/x.json", b"{}").file("elsewhere/y.json", b"{}");
    let tools = folder.0.join("tools");
    for (target, name) in [("..", "a/up"), ("..", "a/again"), (".", "self"), ("a", "b")] {
        symlink(target, tools.join(name)).unwrap();
    }
    assert_eq!(folder.names(&["tools/**/*.json"]), ["tools/a/x.json"]);
    symlink("loop.json", tools.join("loop.json")).unwrap();
    assert_eq!(
        folder.only("tools/loop.json").message,
        "`tools/loop.json` is a link that leads back to itself"
    );
    fs::remove_file(tools.join("loop.json")).unwrap();
    symlink("gone.json", tools.join("dead.json")).unwrap();
    assert_eq!(
        folder.only("tools/dead.json").message,
        "`tools/dead.json` is a link to a file that is not there"
    );
    fs::remove_file(tools.join("dead.json")).unwrap();
    symlink("../elsewhere/y.json", tools.join("out.json")).unwrap();
    let found = folder.only("tools/*.json");
    assert_eq!(found.code, Code::LinkLeaves);
    assert_eq!(found.message, "this file is reached by a link that leaves `tools`");
}

#[test]
fn positions_count_characters() {
    let source = SourceFile::new("x".to_owned(), None, "é日\n\tx\r\ny".to_owned());
    let place = |part: &str| source.position(u32::try_from(source.text.find(part).unwrap()).unwrap());
    assert_eq!(place("é"), (1, 1));
    assert_eq!(place("日"), (1, 2));
    assert_eq!(place("x"), (2, 2));
    assert_eq!(place("y"), (3, 1));
    assert_eq!(&source.text[source.line_start(2)..source.line_end(2)], "\tx");
    let marked = SourceFile::new("x".to_owned(), None, "\u{feff}{".to_owned());
    assert_eq!(marked.position(3), (1, 1));
}
