//! The requests of a set's examples, for one snapshot a set.

use std::fmt::Write as _;
use std::sync::Arc;

use super::stand_ins::{self, Context};
use crate::cassette::stable;
use crate::core::Core;
use crate::read::Arguments;
use crate::toolset::{CallSet, HasCalls, Scope, parse};
use typed_tools_core::table::Table;

/// The request of each `parameters.examples` of a set, as redacted `curl` commands that are the same in every run: for one
/// snapshot test of all that a set sends. A tool without examples has one where it needs no arguments; else it
/// says so, and so does a native tool.
///
/// Secrets and the context have values of their own making (`mock-NAME`, 1, 1.5, true), so that none is needed. Nothing is sent.
/// An example that gives no request gives the error in its place.
///
/// ```ignore
/// insta::assert_snapshot!(typed_tools::testing::examples::<crm::Tools>());
/// ```
#[must_use]
pub fn examples<T: HasCalls>() -> String {
    let mut out = String::new();
    let core = stand_ins::builder::<Arc<Core>>(T::parts()).build();
    for definition in <T::Call as CallSet>::DEFINITIONS {
        let definition = definition();
        let name = definition.name;
        let reads_nothing = || parse::<T::Call>(name, Arguments::from("{}")).is_ok();
        let examples = match definition.settings.examples {
            [] if reads_nothing() => &["{}"][..],
            examples => examples,
        };
        if definition.settings.native || examples.is_empty() {
            let why = if definition.settings.native { "a native tool" } else { "no `parameters.examples`" };
            let _ = writeln!(out, "# {name}: {why}\n");
            continue;
        }
        for arguments in examples {
            let shown = match &core {
                Ok(core) => request::<T>(core, definition, arguments),
                Err(error) => error.to_string(),
            };
            let _ = writeln!(out, "# {name} {arguments}\n{shown}\n");
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn request<T: HasCalls>(core: &Arc<Core>, definition: Table, arguments: &str) -> String {
    let call: T::Call = match parse(definition.name, Arguments::from(arguments)) {
        Ok(call) => call,
        Err(error) => return error.to_string(),
    };
    let context = Context::new(T::CONTEXT, definition);
    let request = Scope::new(core, &context.secrets()).request(definition, call.parts().1, &context);
    request.map_or_else(|error| error.to_string(), |request| stable(&request))
}
