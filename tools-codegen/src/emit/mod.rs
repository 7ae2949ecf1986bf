//! From the model to Rust. Infallible: what could go wrong has been ruled out by `check`.

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

use proc_macro2::TokenStream;
use quote::quote;

use crate::export::{Exports, export};
use crate::model::Model;

/// All items of a set. They name the runtime through `__tt`, which the front end supplies.
pub(crate) fn emit(model: &Model) -> TokenStream {
    let exports: Vec<Exports> = model.tools.iter().map(export).collect();
    let tools =
        model.tools.iter().zip(&exports).map(|(tool, exports)| tool::tool(tool, model, &exports.aliases));
    let specs = specs::specs(&exports);
    let (context, secrets) = (set::context(model), set::secrets(model));
    let native = native::native(model);
    let (tool_call, tools_and_session) = (set::tool_call(model), session::tools(model));
    quote! {
        #tools_and_session
        #specs
        #context
        #secrets
        #native
        #tool_call
        #(#tools)*
    }
}
