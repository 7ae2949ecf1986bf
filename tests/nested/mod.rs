//! Cargo runs inside of tests. All share the workspace's target folder and lockfile, so that the
//! dependencies are compiled once.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shared target folder.
pub(crate) fn target() -> PathBuf {
    // Cargo gives tests a folder of their own inside it.
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().map(Path::to_owned).expect("a target folder")
}

/// Runs Cargo in `folder`; nothing is downloaded.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO"));
    surroundings(command.args(arguments).current_dir(folder));
    Ran::new(command.output().expect("cargo runs"))
}

/// The environment of Cargo, and of what runs it.
pub(crate) fn surroundings(command: &mut Command) {
    command
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_QUIET", "false")
        // Coverage and the like are for the outer build.
        .env_remove("RUSTFLAGS")
        // This package's, which has a build script; the one that is built may have none.
        .env_remove("OUT_DIR");
}

/// What a run left.
pub(crate) struct Ran {
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    fn new(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Self { success: output.status.success(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// What was printed, of a run that must succeed.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert!(self.success, "{}\n{}", self.stdout, self.stderr);
        self
    }
}

/// A package made for one test, outside the workspace, with the workspace's lockfile.
pub(crate) struct Package {
    folder: PathBuf,
}

impl Package {
    /// An empty package; `dependencies` are the lines below `[package]`.
    pub(crate) fn new(name: &str, dependencies: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        let package = Self { folder };
        let root = root().display();
        package.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
                 [workspace]\n\n{}\n",
                dependencies.replace("$ROOT", &root.to_string())
            ),
        );
        let lock = std::fs::read_to_string(self::root().join("Cargo.lock")).expect("the lockfile");
        package.write("Cargo.lock", &lock);
        package
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }

    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.folder.join(path)).expect("removed");
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Ran {
        cargo(&self.folder, arguments)
    }
}

/// Nested runs one after the other: each has all cores, and none waits for Cargo's own lock.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static LOCK: Mutex<()> = Mutex::new(());
    LOCK.lock().unwrap_or_else(PoisonError::into_inner)
}
