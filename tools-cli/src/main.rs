//! `cargo typed-tools`: checks, expands and explains JSON tool definitions.

mod check;
mod expand;
mod explain;
mod export;
mod print;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use usage::Usage;

/// What a run of a subcommand comes to.
enum Done {
    /// Nothing to complain of.
    Clean,
    /// The definitions have errors, which have been shown.
    Errors,
}

fn main() -> ExitCode {
    let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    // `cargo typed-tools check` runs `cargo-typed-tools typed-tools check`.
    if arguments.first().is_some_and(|first| first == "typed-tools") {
        arguments.remove(0);
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

/// The subcommands: name, what runs it, and its help.
type Run = fn(lexopt::Parser) -> Result<Done, Usage>;
const COMMANDS: &[(&str, Run, &str)] = &[
    ("check", check::run, check::HELP),
    ("expand", expand::run, expand::HELP),
    ("explain", explain::run, explain::HELP),
    ("export", export::run, export::HELP),
];

fn run(arguments: Vec<OsString>) -> Result<Done, Usage> {
    use lexopt::Arg::{Long, Short, Value};
    // A subcommand asked for its help gives it whatever else is said.
    let asks = |argument: &OsString| argument == "--help" || argument == "-h";
    let before_dashes = || arguments.iter().take_while(|argument| *argument != "--");
    let command = arguments.first().and_then(|first| COMMANDS.iter().find(|(name, ..)| first == name));
    if let Some((.., help)) = command
        && before_dashes().any(asks)
    {
        print::result(help);
        return Ok(Done::Clean);
    }
    let mut parser = lexopt::Parser::from_args(arguments.iter().skip(usize::from(command.is_some())));
    if let Some((_, run, _)) = command {
        return run(parser);
    }
    match parser.next()? {
        None | Some(Short('h') | Long("help")) => {
            print::result(&overview());
            Ok(Done::Clean)
        }
        Some(Short('V') | Long("version")) => {
            print::result(concat!("cargo-typed-tools ", env!("CARGO_PKG_VERSION"), "\n"));
            Ok(Done::Clean)
        }
        Some(Value(name)) if name == "help" => {
            print::result(&overview());
            Ok(Done::Clean)
        }
        Some(Value(name)) => Err(usage::unknown_command(&name.to_string_lossy())),
        Some(other) => Err(Usage(other.unexpected().to_string())),
    }
}

fn overview() -> String {
    let mut text = String::from("Works on JSON tool definitions.\n\nUsage: cargo typed-tools COMMAND ..\n\n");
    for (name, _, help) in COMMANDS {
        let line = help.lines().next().unwrap_or_default();
        text.push_str(&format!("  {name:<10}{line}\n"));
    }
    text.push_str("\n`cargo typed-tools COMMAND --help` says more.\n");
    text
}
