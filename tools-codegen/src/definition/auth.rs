//! `auth`: the keys that each type takes.

use super::raw::{RawAuth, RawClient};
use super::reader::Reader;
use crate::diag::{Code, Diagnostic};
use crate::json::Entry;
use typed_tools_core::nearest::nearest;

/// The keys that a client's credentials may have.
const OPTIONAL: &[&str] = &["scope", "params", "credentials"];

/// The fields of a token request that have a place of their own, and which.
const OF_THE_FORM: [(&str, &str); 4] = [
    ("grant_type", "it is always `client_credentials`: take it away"),
    ("scope", "write it beside `params`: `\"scope\": \"..\"`"),
    (
        "client_id",
        "write it beside `params`, with `\"credentials\": \"body\"` for a service that wants it in the form",
    ),
    (
        "client_secret",
        "write it beside `params`, with `\"credentials\": \"body\"` for a service that wants it in the form",
    ),
];

impl<'a> Reader<'a, '_> {
    pub(super) fn auth(&mut self, entry: &'a Entry) -> Option<RawAuth<'a>> {
        #[derive(Clone, Copy)]
        enum Type {
            Basic,
            Bearer,
            ApiKey,
            ClientCredentials,
        }
        const TYPES: [(&str, Type); 4] = [
            ("basic", Type::Basic),
            ("bearer", Type::Bearer),
            ("api_key", Type::ApiKey),
            ("oauth2_client_credentials", Type::ClientCredentials),
        ];
        if entry.value.as_object().is_none() {
            self.wrong(entry, "an object");
            return None;
        }
        let span = entry.key_span;
        let node = &entry.value;
        let Some(kind) = node.get("type") else {
            let help = "add `\"type\"`: `basic`, `bearer`, `api_key` or `oauth2_client_credentials`";
            let message = "`auth` has no `type`";
            self.report(Diagnostic::new(Code::MissingKey, span, message).help(help));
            return None;
        };
        match self.word(kind, &TYPES)? {
            Type::Basic => {
                let [username, password] = self.fields(entry, ["username", "password"], &[])?;
                let (username, password) = (self.string(username)?, self.string(password)?);
                Some(RawAuth::Basic { username, password, span })
            }
            Type::Bearer => {
                let [token] = self.fields(entry, ["token"], &[])?;
                Some(RawAuth::Bearer { token: self.string(token)?, span })
            }
            Type::ApiKey => {
                let [place, name, value] = self.fields(entry, ["in", "name", "value"], &[])?;
                let place = self.word(place, &[("header", false), ("query", true)]);
                let (name, value) = (self.string(name), self.string(value));
                Some(RawAuth::ApiKey { in_query: place?, name: name?, value: value?, span })
            }
            Type::ClientCredentials => {
                let [token_url, id, secret] =
                    self.fields(entry, ["token_url", "client_id", "client_secret"], OPTIONAL)?;
                let (token_url, id, secret) = (self.string(token_url), self.string(id), self.string(secret));
                let scope = match node.get("scope") {
                    Some(scope) => Some(self.string(scope)?),
                    None => None,
                };
                let params = node.get("params").map(|params| self.params(params)).unwrap_or_default();
                let in_body = match node.get("credentials") {
                    Some(place) => self.word(place, &[("header", false), ("body", true)])?,
                    None => false,
                };
                Some(RawAuth::ClientCredentials(RawClient {
                    token_url: token_url?,
                    id: id?,
                    secret: secret?,
                    scope,
                    params,
                    in_body,
                    span,
                }))
            }
        }
    }

    /// Further fields of the form that asks for a token: all are text.
    fn params(&mut self, params: &'a Entry) -> &'a [Entry] {
        let entries = self.object(params);
        for entry in entries {
            if let Some(key) = OF_THE_FORM.iter().find(|(known, _)| *known == entry.key) {
                let message = format!("`{}` of a token request is written already", entry.key);
                self.report(Diagnostic::new(Code::TokenParameter, entry.key_span, message).help(key.1));
            }
            self.string(entry);
        }
        entries
    }

    /// The keys of `auth` beside `type`: all of these, perhaps some of `optional`, and no other.
    fn fields<const N: usize>(
        &mut self,
        auth: &'a Entry,
        names: [&'static str; N],
        optional: &[&'static str],
    ) -> Option<[&'a Entry; N]> {
        let node = &auth.value;
        let known: Vec<&'static str> =
            ["type"].into_iter().chain(names).chain(optional.iter().copied()).collect();
        let mut misspelt = Vec::new();
        for entry in node.as_object().unwrap_or_default() {
            if !known.contains(&entry.key.as_str()) && !entry.key.starts_with("x-") {
                misspelt.extend(nearest(&entry.key, known.iter().copied()));
                self.unknown(entry, &known, "`auth` of this type");
            }
        }
        let found = names.map(|name| node.get(name));
        for (name, entry) in names.into_iter().zip(&found) {
            if entry.is_none() && !misspelt.contains(&name) {
                let message = format!("`auth` has no `{name}`");
                let help = format!("add `\"{name}\": \"..\"`");
                self.report(Diagnostic::new(Code::MissingKey, auth.key_span, message).help(help));
            }
        }
        let found: Vec<&'a Entry> = found.into_iter().flatten().collect();
        found.try_into().ok()
    }
}
