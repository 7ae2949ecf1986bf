//! `cargo typed-tools`: checks, expands and explains JSON tool definitions.

mod audit;
mod catalog;
mod check;
mod completions;
mod diff;
mod engine;
mod expand;
mod explain;
mod export;
mod import;
mod init;
mod options;
mod print;
mod request;
mod serve;
mod usage;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use usage::Usage;

/// What a run of a subcommand comes to.
enum Done {
    /// Nothing to complain of.
    Clean,
    /// The definitions have errors, which have been shown.
    Errors,
}

/// Works on JSON tool definitions
#[derive(Parser)]
#[command(
    name = "cargo-typed-tools",
    bin_name = "cargo typed-tools",
    version,
    after_help = "`cargo typed-tools COMMAND --help` says more, with examples.\n\
                  Every command ends with 0 where all is well, 1 where there are errors, 2 where the command \
                  line is wrong."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
    Expand(expand::Expand),
    Explain(explain::Explain),
    Export(export::Export),
    Import(import::Import),
    Diff(diff::Diff),
    Audit(audit::Audit),
    Catalog(catalog::Catalog),
    Init(init::Init),
    Request(request::Request),
    Serve(serve::Serve),
    Completions(completions::Completions),
}

fn main() -> ExitCode {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    // `cargo typed-tools check` runs `cargo-typed-tools typed-tools check`.
    if arguments.get(1).is_some_and(|first| first == "typed-tools") {
        arguments.remove(1);
    }
    match run(arguments) {
        Ok(Done::Clean) if print::all_written() => ExitCode::SUCCESS,
        Ok(Done::Clean | Done::Errors) => ExitCode::from(1),
        Err(Usage(message)) => {
            print::complain(&message);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Vec<OsString>) -> Result<Done, Usage> {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            print::result(&error.render().to_string());
            return Ok(Done::Clean);
        }
        Err(error) => return Err(error.into()),
    };
    match cli.command {
        None => {
            print::result(&Cli::command().render_help().to_string());
            Ok(Done::Clean)
        }
        Some(Command::Check(command)) => command.run(),
        Some(Command::Expand(command)) => command.run(),
        Some(Command::Explain(command)) => command.run(),
        Some(Command::Export(command)) => command.run(),
        Some(Command::Import(command)) => command.run(),
        Some(Command::Diff(command)) => command.run(),
        Some(Command::Audit(command)) => command.run(),
        Some(Command::Catalog(command)) => command.run(),
        Some(Command::Init(command)) => command.run(),
        Some(Command::Request(command)) => command.run(),
        Some(Command::Serve(command)) => command.run(),
        Some(Command::Completions(command)) => Ok(command.run(&mut Cli::command())),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_examples() {
        let mut cli = Cli::command();
        for command in cli.get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(help.contains("Examples:\n  cargo typed-tools "), "{help}");
        }
    }
}
