//! Definitions that `cargo publish` would leave out: those outside the package.

use std::fs;
use std::path::Path;

use super::found::lost;
use super::input::Sources;
use crate::diag::{Code, Diagnostic};

/// What there is to say of files outside the package in `base`.
pub(super) fn outside(base: &Path, sources: &Sources) -> Option<Diagnostic> {
    let root = base.canonicalize().ok()?;
    let is_outside = |path: &Path| path.canonicalize().is_ok_and(|path| !path.starts_with(&root));
    let mut outside = sources.files().iter().filter(|source| source.path.as_deref().is_some_and(is_outside));
    let first = &outside.next()?.display_path;
    if !may_be_published(base) {
        return None;
    }
    let what = match outside.count() {
        0 => format!("`{first}` stands"),
        1 => format!("`{first}` and another definition stand"),
        more => format!("`{first}` and {more} more definitions stand"),
    };
    let message = format!("{what} outside the package: `cargo publish` leaves out what is there");
    let help =
        "move them into the package; if it is not published, write `publish = false` into its Cargo.toml";
    Some(lost(Code::OutsidePackage, message).help(help))
}

/// Whether the manifest in a folder, or that of its workspace, says nothing against it.
fn may_be_published(folder: &Path) -> bool {
    let manifest = |folder: &Path| fs::read_to_string(folder.join("Cargo.toml")).ok();
    let of_workspace =
        |folder: &Path| Some(manifest(folder)?.split_once("[workspace.package]")?.1.to_owned());
    let Some(own) = manifest(folder) else { return false };
    let said = match publish(&own) {
        Publish::AsWorkspace => folder.ancestors().find_map(of_workspace).map(|text| publish(&text)),
        said => Some(said),
    };
    said != Some(Publish::No)
}

#[derive(Debug, PartialEq, Eq)]
enum Publish {
    Yes,
    No,
    AsWorkspace,
}

/// What the first `publish` of a manifest says. (A warning needs no more of TOML than its lines.)
fn publish(manifest: &str) -> Publish {
    let said = manifest.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        let value: String = value.split('#').next()?.split_whitespace().collect();
        Some(match (key.trim(), value.as_str()) {
            ("publish", "false" | "[]") => Publish::No,
            ("publish", "{workspace=true}") | ("publish.workspace", "true") => Publish::AsWorkspace,
            ("publish", _) => Publish::Yes,
            _ => return None,
        })
    });
    said.unwrap_or(Publish::Yes)
}

#[cfg(test)]
mod tests {
    use super::{Publish, publish};

    #[test]
    fn manifests() {
        for (text, says) in [
            ("[package]\nname = \"a\"\n", Publish::Yes),
            ("[package]\npublish = false # yet\n", Publish::No),
            ("publish=[ ]", Publish::No),
            ("publish = [\"internal\"]", Publish::Yes),
            ("publish = true", Publish::Yes),
            ("publish.workspace = true", Publish::AsWorkspace),
            ("publish = { workspace = true }", Publish::AsWorkspace),
            ("# publish = false", Publish::Yes),
        ] {
            assert_eq!(publish(text), says, "{text}");
        }
    }
}
