//! `expand`: the Rust that a set becomes.

use lexopt::Arg::{Long, Value};
use typed_tools_codegen::compile;

use crate::check::report;
use crate::usage::{Set, Usage, set_help, unknown_flag};
use crate::{Done, print};

pub(crate) const HELP: &str = concat!(
    "\
Prints the Rust that definitions become

Usage: cargo typed-tools expand [OPTIONS] PATHS...

",
    set_help!(),
    "\nIt ends with 0 where there are no errors, 1 where there are, 2 where the command line is wrong.\n"
);

pub(crate) fn run(mut parser: lexopt::Parser) -> Result<Done, Usage> {
    let mut set = Set::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(path) => set.path(path)?,
            Long(name) => {
                let name = name.to_owned();
                if !set.flag(&name, &mut parser)? {
                    return Err(unknown_flag(Long(&name), &[]));
                }
            }
            other => return Err(unknown_flag(other, &[])),
        }
    }
    let outcome = compile(&set.inputs()?, &set.options);
    report(std::slice::from_ref(&outcome));
    if outcome.errors() > 0 {
        return Ok(Done::Errors);
    }
    print::result(&outcome.formatted());
    Ok(Done::Clean)
}
