//! `completions`: what a shell needs to complete this command.

use clap_complete::Shell;

use crate::{Done, print};

/// Prints completions for a shell
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo typed-tools completions bash > ~/.local/share/bash-completion/completions/cargo-typed-tools
  cargo typed-tools completions fish > ~/.config/fish/completions/cargo-typed-tools.fish

They complete `cargo-typed-tools`, the name of the program.")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self, cli: &mut clap::Command) -> Done {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, cli, "cargo-typed-tools", &mut text);
        print::result(&String::from_utf8_lossy(&text));
        Done::Clean
    }
}
