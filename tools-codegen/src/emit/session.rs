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
    let (held, viewed, inner) = match own {
        true => {
            let view = ident(CONTEXT_VIEW);
            (view.clone(), Some(quote!(let context = #view(context);)), Some(quote!(.0)))
        }
        false => (ident("Context"), None, None),
    };
    let new = (!has_native).then(|| {
        quote! {
            /// The tools with default settings. A client that cannot be built is an error of the
            /// first call; use [`Tools::builder`] to see it at once.
            #[must_use]
            pub fn new(secrets: Secrets) -> Self {
                Self { core: __tt::Arc::new(__tt::Core::new(secrets.0, <Self as __tt::Built>::parts())) }
            }
        }
    });
    let calls = calls();
    let (always, calls_of_http) = match has_native {
        true => {
            let always = quote! {
                #[allow(dead_code, clippy::missing_errors_doc)]
                impl Session {
                    #(#native)*
                    #calls
                }
            };
            (Some(always), None)
        }
        false => (None, Some(calls)),
    };
    let alone = (model.context.is_empty() && !model.context_unsure).then(|| {
        quote! {
            impl __tt::OpensAlone for Tools {
                fn open_alone(&self) -> Session {
                    Self::session(self, Context {})
                }
            }
        }
    });
    let state = has_native.then(|| quote!(, __tt::WithoutNative));
    let Model { base_urls, allow_http, .. } = model;
    quote! {
        /// The secrets that are base URLs, and the origins that may be plain `http`.
        #[allow(dead_code)]
        const ORIGINS: &__tt::OriginRules<'_> =
            &__tt::OriginRules { base_urls: &[#(#base_urls),*], allow_http: &[#(#allow_http),*] };

        /// The tools, ready to be called: a shared HTTP client and the secrets.
        #[allow(dead_code)]
        #[derive(::core::clone::Clone)]
        pub struct Tools {
            core: __tt::Arc<__tt::Core>,
        }

        #[allow(dead_code)]
        impl Tools {
            #new

            /// The tools with settings of yours.
            pub fn builder() -> __tt::Builder<Self #state> {
                __tt::Builder::new(<Self as __tt::Built>::parts())
            }

            /// Opens a conversation.
            #[must_use]
            pub fn session(&self, context: Context) -> Session {
                #viewed
                Session { scope: __tt::Scope::new(&self.core, &[#(#credentials),*]), context: __tt::Arc::new(context) }
            }

            /// A tenant: the same client and connections, and these secrets, with access tokens and redaction of
            /// their own.
            ///
            /// # Errors
            /// A base URL that cannot be used, or secrets that no header can carry.
            pub fn with_secrets(&self, secrets: Secrets) -> __tt::Result<Self, __tt::BuildError> {
                __tt::Ok(Self { core: __tt::Arc::new(self.core.with_secrets(secrets.0)?) })
            }
        }

        impl ::core::fmt::Debug for Tools {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.core.show("Tools", f)
            }
        }

        impl __tt::Built for Tools {
            type Secrets = Secrets;
            fn parts() -> __tt::Parts {
                __tt::Parts {
                    secrets: Secrets::NAMES,
                    origins: ORIGINS,
                    definitions: <ToolCall as __tt::CallSet>::DEFINITIONS,
                }
            }
            fn values(secrets: Secrets) -> __tt::SecretValues {
                secrets.0
            }
            fn from_core(core: __tt::Arc<__tt::Core>) -> Self {
                Self { core }
            }
        }

        impl __tt::Opens for Tools {
            type Context = Context;
            type Session = Session;
            fn open(&self, context: Context) -> Session {
                Self::session(self, context)
            }
        }

        #alone

        /// One conversation: the tools, and what your application knows of it.
        #[allow(dead_code)]
        #[derive(::core::clone::Clone)]
        pub struct Session {
            scope: __tt::Scope,
            context: __tt::Arc<#held>,
        }

        #[allow(dead_code)]
        impl Session {
            /// What the conversation was opened with.
            #[must_use]
            pub fn context(&self) -> &Context {
                &self.context #inner
            }

            /// A conversation that offers and runs these tools alone. It can only narrow.
            ///
            /// # Errors
            /// There is no such tool here; the error names the nearest.
            pub fn only(&self, names: &[&__tt::str]) -> __tt::Result<Self, __tt::UnknownTool> {
                __tt::Toolset::only(self, names)
            }

            /// What goes into the tools field of a request to `provider`: the tools that this conversation offers.
            #[must_use]
            pub fn specs(&self, provider: __tt::Provider) -> __tt::Specs {
                __tt::Toolset::specs(self, provider)
            }

            /// As [`Session::specs`], strict for every tool that the provider can take so.
            #[must_use]
            pub fn strict_specs(&self, provider: __tt::Provider) -> __tt::Specs {
                __tt::Toolset::strict_specs(self, provider)
            }

            /// The tools that this conversation offers, without their types, sorted by name: for servers and other
            /// frameworks.
            #[must_use]
            pub fn tools(&self) -> impl ::core::iter::ExactSizeIterator<Item = __tt::Arc<dyn __tt::AnyTool>> {
                __tt::Toolset::tools(self)
            }

            /// The tool of this name, without its types; `None` where the conversation does not offer it.
            #[must_use]
            pub fn tool(&self, name: &__tt::str) -> __tt::Option<__tt::Arc<dyn __tt::AnyTool>> {
                __tt::Toolset::tool(self, name)
            }

            /// Reads a call with the set's reading (lenient or not); what was coerced or dropped
            /// is in the `notes` of what it gives.
            ///
            /// # Errors
            /// Those of [`ToolCall::parse`].
            pub fn read(
                &self,
                name: &__tt::str,
                arguments: impl ::core::convert::Into<__tt::Arguments>,
            ) -> __tt::Result<__tt::Read<ToolCall>, __tt::ArgumentError> {
                __tt::Toolset::read(self, name, arguments.into())
            }

            /// The request that a call would send; nothing is sent.
            ///
            /// # Errors
            /// A value that cannot stand where the template puts it, or an origin that is not one.
            pub fn request(&self, call: &ToolCall) -> __tt::Result<__tt::Request, __tt::CallError> {
                __tt::Toolset::request(self, call)
            }
        }

        #always
        __tt::if_http! {
            #[allow(dead_code, clippy::missing_errors_doc)]
            impl Session {
                #(#sent)*
                #calls_of_http
            }
        }

        impl ::core::fmt::Debug for Session {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.scope.show("Session", f)
            }
        }

        impl __tt::Conversation for Session {
            type Call = ToolCall;
            type Exports = Tools;
            fn scope(&self) -> &__tt::Scope {
                &self.scope
            }
            fn fields(&self) -> &dyn __tt::Fields {
                &*self.context
            }
            fn within(&self, scope: __tt::Scope) -> Self {
                Self { scope, context: ::core::clone::Clone::clone(&self.context) }
            }
        }
    }
}

/// The methods of `Session` that make calls.
fn calls() -> TokenStream {
    quote! {
        /// Sends a call, as the method of its tool does.
        ///
        /// # Errors
        /// Of this and of every tool's method: arguments that break the schema, or a value that cannot stand where the template
        /// puts it: then nothing was sent. Else what became of the request: a status that is
        /// no success, a timeout, a broken connection, a response too large or unreadable.
        pub async fn call(&self, call: &ToolCall) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::Toolset::call(self, call).await
        }

        /// As [`Session::call`], with options: an idempotency key, a deadline, retries.
        pub async fn call_with(
            &self,
            call: &ToolCall,
            options: __tt::CallOptions,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::Toolset::call_with(self, call, options).await
        }

        /// Reads and makes every tool call in a provider's reply (the whole response, the
        /// message, or for realtime APIs one event), concurrently, and gives the messages
        /// that follow the assistant's turn, which your application appends first, unchanged. A
        /// call that cannot be read or fails is answered with what was wrong.
        ///
        /// # Errors
        /// The reply does not have the shape of this provider, it is the provider's own error, or the
        /// turn ended early (out of tokens, filtered, half a call); nothing was sent then.
        pub async fn answer(
            &self,
            provider: __tt::Provider,
            reply: &__tt::Value,
        ) -> __tt::Result<__tt::Vec<__tt::Value>, __tt::ReplyError> {
            __tt::Toolset::answer(self, provider, reply).await
        }

        /// As [`Session::answer`], but each call that reads well is handed to `decide`, which sends it,
        /// refuses it, answers it, or sends another in its place.
        pub fn answer_with<'a, R>(
            &'a self,
            provider: __tt::Provider,
            reply: &__tt::Value,
            decide: impl ::core::ops::FnMut(__tt::Pending<'a, ToolCall>) -> R + ::core::marker::Send + 'a,
        ) -> __tt::BoxFuture<'a, __tt::Result<__tt::Vec<__tt::Value>, __tt::ReplyError>>
        where
            R: ::core::future::Future<Output = __tt::Outcome> + ::core::marker::Send + 'a,
        {
            __tt::Toolset::answer_with(self, provider, reply, decide)
        }

        /// As [`Session::answer_with`], for calls that your application has from elsewhere: a reply that it
        /// parsed itself, or a store. Each comes back with its outcome.
        pub fn answer_calls<'a, R>(
            &'a self,
            calls: __tt::Vec<__tt::Call>,
            decide: impl ::core::ops::FnMut(__tt::Pending<'a, ToolCall>) -> R + ::core::marker::Send + 'a,
        ) -> __tt::BoxFuture<'a, __tt::Vec<(__tt::Call, __tt::Outcome)>>
        where
            R: ::core::future::Future<Output = __tt::Outcome> + ::core::marker::Send + 'a,
        {
            __tt::Toolset::answer_calls(self, calls, decide)
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
