//! From the model to Rust. Infallible: what could go wrong has been ruled out by `check`.
//!
//! It is written as text, without layout, which rustc's own lexer reads: the macro runs unoptimised, and tokens of its own
//! would cost more than all else that it does. What a definition says enters it only as a literal, in quotes and escaped
//! by `{:?}`, or as a name of the model.

mod constructor;
mod doc;
mod native;
pub(crate) mod print;
mod session;
mod set;
mod specs;
pub(crate) mod tool;
mod types;

#[cfg(feature = "typed-responses")]
pub(crate) use doc::prose;

use crate::export::{Exports, export};
use crate::model::Model;

/// All items of a set. They name the runtime through `__tt`, which the front end supplies.
pub(crate) fn emit(model: &Model) -> String {
    let exports: Vec<Exports> = model.tools.iter().map(export).collect();
    let mut out = session::tools(model);
    out += &specs::specs(&exports);
    out += &set::context(model);
    out += &set::secrets(model);
    out += &native::native(model);
    out += &set::tool_call(model);
    for (tool, exports) in model.tools.iter().zip(&exports) {
        out += &tool::tool(tool, model, &exports.aliases);
    }
    out
}
