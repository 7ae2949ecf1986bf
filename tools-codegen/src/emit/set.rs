//! What a set has once: `Context`, `Secrets`, `ToolCall`, `Tools` and `Session`.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::code;
use super::tool::{UNSURE, output_type};
use super::types::{ident, literal};
use crate::model::{ContextField, ContextType, Model, Tool};

/// `Context`: a field for each context name, so that a value your application forgets is a rustc error.
pub(super) fn context(model: &Model) -> TokenStream {
    if model.context_unsure {
        let unsure = ident(UNSURE);
        return quote!(pub type Context = #unsure;);
    }
    let fields = model.context.iter().map(|field| {
        let name = ident(&field.rust);
        let ty = match field.ty {
            ContextType::String => quote!(__tt::String),
            ContextType::I64 => quote!(__tt::i64),
            ContextType::F64 => quote!(__tt::f64),
            ContextType::Bool => quote!(__tt::bool),
            ContextType::Value => quote!(__tt::Value),
            ContextType::Secret => quote!(__tt::Secret),
        };
        let ty = if field.optional { quote!(__tt::Option<#ty>) } else { ty };
        let users: Vec<_> = field.used_by.iter().map(|tool| format!("`{tool}`")).collect();
        let doc = match users.as_slice() {
            [] => format!(" `{}`: no tool uses it.", field.wire),
            users => format!(" `{}`, for {}.", field.wire, users.join(", ")),
        };
        quote!(#[doc = #doc] pub #name: #ty)
    });
    let lines = model.context.iter().enumerate().map(|(index, field)| {
        let (index, name, wire) = (literal(index), ident(&field.rust), &field.wire);
        let kind = if field.optional { quote!(optional) } else { quote!(required) };
        quote!(#index #kind #name #wire)
    });
    // Secrets are written nowhere; native tools are given the context itself.
    let is_secret = |field: &ContextField| field.ty == ContextType::Secret;
    let kind = match model.context.iter().any(is_secret) {
        true => quote!(sealed),
        false => quote!(nested),
    };
    let itself = model.tools.iter().any(|tool| tool.native).then(|| quote!(as itself));
    quote! {
        /// What your application knows of one conversation and a model cannot choose.
        #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
        pub struct Context { #(#fields,)* }
        __tt::#kind! { Context { #(#lines,)* } #itself }
    }
}

/// `Secrets`: the names that the templates use; values stay inside.
pub(super) fn secrets(model: &Model) -> TokenStream {
    let names = &model.secrets;
    let list: Vec<_> = names.iter().map(|name| code(name)).collect();
    let about = match list.as_slice() {
        [] => " The secrets that the tools use: none.".to_owned(),
        list => format!(" The secrets that the tools use: {}.", list.join(", ")),
    };
    let bases: Vec<_> = model.base_urls.iter().map(|name| code(name)).collect();
    let bases = match bases.as_slice() {
        [] => TokenStream::new(),
        bases => {
            let bases = format!(" Base URLs, such as `https://api.example.com/v1`: {}.", bases.join(", "));
            quote!(#[doc = ""] #[doc = #bases])
        }
    };
    quote! {
        #[doc = #about]
        #bases
        ///
        /// Values are never shown: `Debug` prints the names alone.
        #[allow(dead_code)]
        #[derive(::core::clone::Clone)]
        pub struct Secrets(__tt::SecretValues);

        #[allow(dead_code)]
        impl Secrets {
            /// The names, sorted.
            pub const NAMES: &'static [&'static __tt::str] = &[#(#names),*];

            /// Reads every secret from the environment variable of its name.
            ///
            /// # Errors
            /// Names every variable that is missing or empty, all at once.
            pub fn from_env() -> __tt::Result<Self, __tt::MissingSecrets> {
                __tt::SecretValues::from_env(Self::NAMES).map(Self)
            }

            /// Reads every secret from `source`: a function, a map, or a secret store of yours.
            ///
            /// # Errors
            /// Names every secret that is missing or empty, all at once.
            pub fn from_source(source: &impl __tt::SecretSource) -> __tt::Result<Self, __tt::MissingSecrets> {
                __tt::SecretValues::from_source(Self::NAMES, source).map(Self)
            }
        }

        impl ::core::fmt::Debug for Secrets {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    }
}

/// `ToolCall`: a variant per tool, in the order of their names.
pub(super) fn tool_call(model: &Model) -> TokenStream {
    let types: Vec<_> = model.tools.iter().map(|tool| ident(&tool.type_name)).collect();
    let docs = model.tools.iter().map(|tool| format!(" A call of `{}`.", tool.name));
    let indices = (0..types.len()).map(literal);
    // An enum without variants cannot be matched by reference.
    let parts = match types.is_empty() {
        true => quote!(match *self {}),
        false => quote! {
            match self {
                #(Self::#types(arguments) => __tt::parts(arguments),)*
            }
        },
    };
    quote! {
        /// A call of one of the tools, with checked arguments.
        #[allow(dead_code, clippy::all, clippy::pedantic, clippy::nursery)]
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        pub enum ToolCall { #(#[doc = #docs] #types(#types),)* }

        #[allow(dead_code)]
        impl ToolCall {
            /// Reads a call as a model makes it: the tool's name, and its arguments as JSON text
            /// or value, or as that text in a JSON string. Strict: no value is coerced; see [`Session::read`] for a
            /// lenient reading.
            ///
            /// # Errors
            /// The name is unknown, the JSON is broken or longer than 4 MiB, or the arguments violate
            /// the schema (all violations at once).
            pub fn parse(
                name: &__tt::str,
                arguments: impl ::core::convert::Into<__tt::Arguments>,
            ) -> __tt::Result<Self, __tt::ArgumentError> {
                __tt::parse(name, arguments.into())
            }

            /// The name of the tool.
            #[must_use]
            pub fn name(&self) -> &'static __tt::str {
                __tt::CallSet::parts(self).0.name
            }

            /// The arguments as JSON: wire names, absent ones left out.
            #[must_use]
            pub fn arguments(&self) -> __tt::Value {
                __tt::to_value(__tt::Val::Object(__tt::CallSet::parts(self).1))
            }
        }

        // Shows the arguments, whose type has the name of the variant.
        impl ::core::fmt::Debug for ToolCall {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(__tt::CallSet::parts(self).1, f)
            }
        }

        impl __tt::CallSet for ToolCall {
            const DEFINITIONS: __tt::Definitions = &[#(<#types as __tt::Tool>::definition),*];
            fn read(index: __tt::usize, reading: __tt::Reading<'_>) -> __tt::Result<Self, __tt::ArgumentError> {
                match index {
                    #(#indices => reading.call(Self::#types),)*
                    _ => __tt::Err(reading.unknown()),
                }
            }
            fn parts(&self) -> (__tt::Table, &dyn __tt::Fields) {
                #parts
            }
        }

        impl __tt::serde::Serialize for ToolCall {
            fn serialize<S: __tt::serde::Serializer>(&self, serializer: S) -> __tt::Result<S::Ok, S::Error> {
                __tt::serialize_call(self, serializer)
            }
        }

        impl<'de> __tt::serde::Deserialize<'de> for ToolCall {
            fn deserialize<D: __tt::serde::Deserializer<'de>>(deserializer: D) -> __tt::Result<Self, D::Error> {
                __tt::deserialize_call(deserializer)
            }
        }
    }
}

/// `Tools` and `Session`.
pub(super) fn tools(model: &Model) -> TokenStream {
    // What a native tool needs is there without the feature `http`, too.
    let (native, sent): (Vec<&Tool>, Vec<&Tool>) = model.tools.iter().partition(|tool| tool.native);
    let has_native = !native.is_empty();
    let (native, sent) = (native.into_iter().map(method), sent.into_iter().map(method));
    let credentials = model.context.iter().filter(|field| field.ty == ContextType::Secret).map(|field| {
        let name = ident(&field.rust);
        match field.optional {
            true => quote!(context.#name.as_ref().map_or("", __tt::Secret::expose)),
            false => quote!(context.#name.expose()),
        }
    });
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

        /// One conversation: the tools, and what your application knows of it.
        #[allow(dead_code)]
        #[derive(::core::clone::Clone)]
        pub struct Session {
            scope: __tt::Scope,
            context: __tt::Arc<Context>,
        }

        #[allow(dead_code)]
        impl Session {
            /// What the conversation was opened with.
            #[must_use]
            pub fn context(&self) -> &Context {
                &self.context
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
