//! `init`: a program that builds and runs at once.

mod providers;

use std::fs;
use std::path::{Path, PathBuf};

use providers::{MODELS, Model};

use crate::import::Import;
use crate::usage::Usage;
use crate::{Done, print};

/// Makes a project: a definition, an agent loop for a provider, a test with a mock, editor settings and CI
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools init weather
  cargo typed-tools init my-agent --provider anthropic
  cargo typed-tools init trains --import openapi.yaml --read-only

Nothing is overwritten: it ends with 1 where one of its files is there already.")]
pub(crate) struct Init {
    /// The folder, which is made if it is not there; its name is that of the package
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// The model's provider
    #[arg(long, value_name = "NAME", value_enum, default_value_t = Model::OpenaiChat)]
    provider: Model,

    /// Takes the definitions out of this file, as `import FILE` does, in place of an example's
    #[arg(long, value_name = "FILE")]
    import: Option<String>,

    /// Imports only operations whose name, operationId or path this pattern matches; repeatable
    #[arg(long, value_name = "PATTERN", requires = "import")]
    only: Vec<String>,

    /// Imports only operations that change nothing: GET and HEAD
    #[arg(long, requires = "import")]
    read_only: bool,

    /// Where the requests of imported definitions go, in place of what the document says
    #[arg(long, value_name = "URL", requires = "import")]
    base_url: Option<String>,
}

/// A file's path, and its text.
type File = (&'static str, &'static str);

/// The files of every project.
const FILES: &[File] = &[
    ("Cargo.toml", include_str!("init/project/Cargo.toml.txt")),
    ("build.rs", include_str!("init/project/build.rs.txt")),
    ("src/lib.rs", include_str!("init/project/lib.rs.txt")),
    ("src/main.rs", include_str!("init/project/main.rs.txt")),
    (".github/workflows/ci.yml", include_str!("init/project/ci.yml")),
    (".vscode/settings.json", include_str!("init/project/settings.json")),
    // The same file as in the repository; the link lets the published package carry it.
    (".vscode/typed-tools.schema.json", include_str!("../definition.schema.json")),
    (".gitignore", "/target\n"),
];

/// Those of one with the example's definition.
const EXAMPLE: &[File] = &[
    ("tools/get_weather.json", include_str!("init/project/get_weather.json")),
    ("tests/agent.rs", include_str!("init/project/agent.rs.txt")),
];

/// Those of one with imported definitions.
const IMPORTED: &[File] = &[("tests/agent.rs", include_str!("init/project/imported.rs.txt"))];

/// What differs in the others: the marks, and what takes their place with the example's definition, and with imported ones.
const ASKED: [(&str, &str, &str); 3] = [
    ("@@ASKED@@", "How is the weather in Lisbon?", "What can you do?"),
    ("@@CONTEXT@@", r#"Context { timezone: "Europe/Lisbon".to_owned() }"#, "Context {}"),
    // Somebody else's definitions have findings until somebody has looked at them.
    ("@@AUDIT@@", " --deny all", ""),
];

impl Init {
    pub(crate) fn run(self) -> Result<Done, Usage> {
        let current = std::env::current_dir()
            .map_err(|error| Usage(format!("the current folder cannot be read: {error}")))?;
        let folder = current.join(&self.folder);
        let name = package(&folder)?;
        let own = if self.import.is_some() { IMPORTED } else { EXAMPLE };
        let files = || FILES.iter().chain(own);
        let there: Vec<&str> =
            files().map(|(path, _)| *path).filter(|path| folder.join(path).exists()).collect();
        if !there.is_empty() {
            let list = there.join(", ");
            print::complain(&format!("nothing was made: `{}` has {list} already", self.folder.display()));
            return Ok(Done::Errors);
        }
        if let Some(file) = &self.import {
            let import = Import {
                words: vec![file.clone()],
                output: self.folder.join("tools"),
                only: self.only.clone(),
                read_only: self.read_only,
                base_url: self.base_url.clone(),
                ..Import::default()
            };
            if !matches!(import.run()?, Done::Clean) {
                return Ok(Done::Errors);
            }
        }
        let texts = MODELS.iter().find(|(model, _)| *model == self.provider).map(|(_, texts)| *texts);
        let library = name.replace('-', "_");
        for (path, text) in files() {
            let mut text = (*text).to_owned();
            for (mark, part) in texts.unwrap_or_default() {
                text = text.replace(mark, part);
            }
            for (mark, example, imported) in ASKED {
                text = text.replace(mark, if self.import.is_some() { imported } else { example });
            }
            text = text.replace("@@NAME@@", &name).replace("@@CRATE@@", &library);
            text = text.replace("@@VERSION@@", env!("CARGO_PKG_VERSION"));
            if let Err(why) = write(&folder.join(path), &text) {
                print::complain(&why);
                return Ok(Done::Errors);
            }
        }
        print::result(&format!(
            "made {name} in {}\n\n  cd {}\n  cargo test\n{}",
            self.folder.display(),
            self.folder.display(),
            if self.import.is_some() {
                "  cargo typed-tools audit tools\n"
            } else {
                "  cargo typed-tools import SOMEBODYS_OPENAPI.yaml\n"
            }
        ));
        Ok(Done::Clean)
    }
}

/// The name of the package in a folder.
fn package(folder: &Path) -> Result<String, Usage> {
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let name = name.trim_matches('-').to_owned();
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => Ok(name),
        _ => Err(Usage(format!("`{}` is no name for a package", folder.display()))),
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
    made.map_err(|error| format!("`{}` cannot be written: {error}", path.display()))
}
