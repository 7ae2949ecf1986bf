//! A context type of the application's own: what rustc says of it and of its fields is said where the macro's call names them.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

/// Where the call names the type, segment by segment, and its fields.
#[derive(Default)]
pub(crate) struct Named {
    pub(crate) path: Vec<Span>,
    pub(crate) fields: Vec<Span>,
}

/// The macro of the runtime that takes the type and its fields.
const MACRO: &str = "own_context";

impl Named {
    /// The expansion, with these places on the names.
    pub(crate) fn placed(&self, expansion: TokenStream) -> TokenStream {
        if self.path.is_empty() {
            return expansion;
        }
        let mut is_next = false;
        let each = expansion.into_iter().map(|token| match token {
            TokenTree::Ident(ident) => {
                is_next = ident == MACRO;
                TokenTree::Ident(ident)
            }
            TokenTree::Group(group) if std::mem::take(&mut is_next) => self.declaration(&group).into(),
            token => token,
        });
        each.collect()
    }

    /// `__Context Context = common::Caller { 0 contact_id .., }`
    fn declaration(&self, group: &Group) -> Group {
        let mut path = self.path.iter();
        let mut is_path = false;
        let each = group.stream().into_iter().map(|token| match token {
            TokenTree::Punct(punct) => {
                is_path |= punct.as_char() == '=';
                TokenTree::Punct(punct)
            }
            TokenTree::Ident(mut ident) if is_path => {
                path.next().into_iter().for_each(|span| ident.set_span(*span));
                TokenTree::Ident(ident)
            }
            TokenTree::Group(fields) if fields.delimiter() == Delimiter::Brace => {
                is_path = false;
                self.fields(&fields).into()
            }
            token => token,
        });
        Group::new(group.delimiter(), each.collect())
    }

    /// `0 contact_id required "contact_id" __tt::String,`: a name stands behind a number.
    fn fields(&self, group: &Group) -> Group {
        let mut names = self.fields.iter();
        let mut is_name = false;
        let each = group.stream().into_iter().map(|token| {
            let was_number =
                matches!(&token, TokenTree::Literal(literal) if !literal.to_string().starts_with('"'));
            let token = match token {
                TokenTree::Ident(mut ident) if is_name => {
                    names.next().into_iter().for_each(|span| ident.set_span(*span));
                    TokenTree::Ident(ident)
                }
                token => token,
            };
            is_name = was_number;
            token
        });
        Group::new(group.delimiter(), each.collect())
    }
}
