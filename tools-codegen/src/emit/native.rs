//! The trait that an application implements for a set's native tools.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::doc;
use super::tool::output_type;
use super::types::ident;
use crate::model::{Model, Tool};

/// `Native`, and the way from the engine to it; nothing where the set has no native tool.
pub(super) fn native(model: &Model) -> Option<TokenStream> {
    let tools: Vec<&Tool> = model.tools.iter().filter(|tool| tool.native && tool.unsure.is_none()).collect();
    if tools.is_empty() {
        return None;
    }
    let functions = tools.iter().map(|tool| {
        let (method, ty, output) = (ident(&tool.method), ident(&tool.type_name), output_type(tool));
        let about = doc(&tool.description, &format!(" Runs `{}`.", tool.name));
        quote! {
            #about
            fn #method(
                &self,
                context: &Context,
                arguments: #ty,
            ) -> impl ::core::future::Future<Output = __tt::Result<#output, __tt::ToolError>> + ::core::marker::Send;
        }
    });
    let arms = tools.iter().map(|tool| {
        let (method, name) = (ident(&tool.method), &tool.name);
        quote!(#name => __tt::run(arguments, context, |arguments, context| self.0.#method(context, arguments)))
    });
    Some(quote! {
        /// The tools that your application implements: an `async fn` for each.
        #[allow(clippy::missing_errors_doc)]
        pub trait Native: ::core::marker::Send + ::core::marker::Sync + 'static {
            #(#functions)*
        }

        impl<N: Native> __tt::HasNative<N> for Tools {
            fn native_tools(native: N) -> __tt::Arc<dyn __tt::NativeTools> {
                struct Running<N>(N);
                impl<N: Native> __tt::NativeTools for Running<N> {
                    fn run<'a>(
                        &'a self,
                        tool: &'static __tt::str,
                        arguments: &'a dyn __tt::Fields,
                        context: &'a dyn __tt::Fields,
                    ) -> __tt::BoxFuture<'a, __tt::Result<__tt::Value, __tt::ToolError>> {
                        match tool {
                            #(#arms,)*
                            _ => __tt::not_native(),
                        }
                    }
                }
                __tt::Arc::new(Running(native))
            }
        }
    })
}
