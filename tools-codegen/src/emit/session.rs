//! What a set is used through: `Tools` and `Session`.

use proc_macro2::TokenStream;
use quote::quote;

use super::set::CONTEXT_VIEW;
use super::tool::output_type;
use super::types::{ident, literal};
use crate::model::{ContextType, Model, Tool};

/// `Tools` and `Session`.
pub(super) fn tools(model: &Model) -> TokenStream {
    // What a native tool needs is there without the feature `http`, too.
    let (native, sent): (Vec<&Tool>, Vec<&Tool>) = model.tools.iter().partition(|tool| tool.native);
    let has_native = !native.is_empty();
    let (native, sent) = (native.into_iter().map(method), sent.into_iter().map(method));
    let own = model.context_type.is_some();
    let secrets = model.context.iter().enumerate().filter(|(_, field)| field.ty == ContextType::Secret);
    let credentials = secrets.map(|(index, field)| {
        let (index, name) = (literal(index), ident(&field.rust));
        match field.optional {
            _ if own => quote!(__tt::text(&context, #index)),
            true => quote!(context.#name.as_ref().map_or("", __tt::Secret::expose)),
            false => quote!(context.#name.expose()),
        }
    });
    let context = model.context.iter().map(|field| {
        let (name, ty) = (&field.wire, ident(&format!("{:?}", field.ty)));
        quote!(#name #ty)
    });
    let (held, wrapped, shown) = match own {
        true => {
            let view = ident(CONTEXT_VIEW);
            (view.clone(), quote!(#view(context)), Some(quote!(shown 0,)))
        }
        false => (ident("Context"), quote!(context), None),
    };
    let (always, calls_of_http) = match has_native {
        true => {
            let always = quote! {
                #[allow(dead_code, clippy::missing_errors_doc)]
                impl Session { #(#native)* }
                __tt::calls! {}
            };
            (Some(always), None)
        }
        false => (None, Some(quote!(__tt::calls! {}))),
    };
    // A context without a field needs nobody who gives it.
    let is_empty = model.context.is_empty() && !model.context_unsure && !own;
    let alone = is_empty.then(|| {
        quote! {
            impl __tt::OpensAlone for Tools {
                fn open_alone(&self) -> Session {
                    Self::session(self, Context {})
                }
            }
        }
    });
    let state = has_native.then(|| quote!(native));
    let Model { base_urls, allow_http, .. } = model;
    quote! {
        __tt::toolset! {
            base_urls [#(#base_urls),*], allow_http [#(#allow_http),*],
            context [#(#context),*],
            session(context) #held = #wrapped, #shown credentials [#(#credentials),*],
            #state
        }
        #alone
        #always
        __tt::if_http! {
            #[allow(dead_code, clippy::missing_errors_doc)]
            impl Session { #(#sent)* }
            #calls_of_http
        }
    }
}

/// The method of a tool.
fn method(tool: &Tool) -> TokenStream {
    let (method, ty) = (ident(&tool.method), ident(&tool.type_name));
    let output = output_type(tool);
    let call = match tool.output.is_some() {
        true => quote!(__tt::Tool::call(arguments, self).await),
        false => quote!(__tt::call(arguments, self).await),
    };
    let about = super::doc::doc(&tool.description, &format!(" Calls `{}`.", tool.name));
    quote! {
        #about
        pub async fn #method(&self, arguments: &#ty) -> __tt::Result<__tt::Response<#output>, __tt::CallError> {
            #call
        }
    }
}
