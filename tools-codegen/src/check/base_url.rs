//! Base URLs: secrets that an endpoint begins with. The place alone makes one of a secret, for the
//! whole set, whatever its name.

use super::bind::{is_secret, kind_of};
use super::endpoint::{Endpoint, Unit};
use super::shared::{Input, Set};
use super::text::Filled;
use super::tool::Tool;
use crate::definition::{RawAuth, Text, short};
use crate::diag::{Code, Diagnostic, Span};
use crate::json::Inside;
use crate::model::{Origin, Part, Placeholder, Source};
use crate::template::{Piece, scan};

/// Words of a name that say credential.
const CREDENTIALS: &[&str] = &["KEY", "APIKEY", "TOKEN", "SECRET", "PASSWORD"];

/// Ends of a name that say where requests go, whatever stands before them: `TOKEN_URL`.
const ADDRESSES: &[&str] = &["URL", "URI", "BASE", "HOST", "ENDPOINT"];

/// The word of a base URL's name that says credential.
fn credential_word(name: &str) -> Option<&str> {
    if ADDRESSES.iter().any(|end| name.ends_with(end)) {
        return None;
    }
    name.split('_').find(|word| CREDENTIALS.contains(&word.strip_suffix('S').unwrap_or(word)))
}

/// Looks for the base URLs of all tools, before any is checked: what a name means in one tool
/// must not depend on which is checked first.
pub(super) fn find(tools: &[Input<'_>], set: &mut Set<'_>) {
    for input in tools {
        let token_url = match &input.raw.auth {
            Some(RawAuth::ClientCredentials(client)) => Some(client.token_url),
            _ => None,
        };
        for text in input.raw.url_start().into_iter().chain(token_url) {
            let Some((name, span)) = first_secret(text, input, set) else { continue };
            if set.base_urls.contains_key(&name) {
                continue;
            }
            if let Some(word) = credential_word(&name) {
                let message = format!(
                    "requests go to what `{{{{{}}}}}` says, and its name says {}",
                    short(&name),
                    word.to_ascii_lowercase()
                );
                let help = format!(
                    "a credential goes into a header or `auth`; if this is a base URL, call it `{{{{{}_URL}}}}`",
                    short(&name)
                );
                set.report(Diagnostic::new(Code::BaseUrlName, span, message).help(help));
            }
            set.base_urls.insert(name, span);
        }
    }
}

/// The secret that a URL begins with.
fn first_secret(text: Text<'_>, input: &Input<'_>, set: &Set<'_>) -> Option<(String, Span)> {
    let scan = scan(text.text);
    let Some(Piece::Placeholder { name, at }) = scan.pieces.first() else { return None };
    let name = name.trim();
    let is_argument = || input.arguments.root.fields.iter().any(|field| field.wire == name);
    (is_secret(name) && !is_argument()).then(|| (name.to_owned(), set.inside(text).span(at.start, at.end)))
}

impl Tool<'_, '_, '_> {
    /// `{{CRM_URL}}/leads`: the origin comes from your application.
    pub(super) fn base_url<'u>(
        &mut self,
        name: &str,
        unit: &Unit,
        behind: &'u [Unit],
        inside: &Inside,
    ) -> Option<(Origin, &'u [Unit])> {
        let path = || {
            let start = behind.iter().position(|unit| unit.is('/') || unit.is('?'))?;
            behind.get(start..)
        };
        if !is_secret(name) || self.argument(name).is_some() {
            self.in_origin(name, inside.span(unit.start, unit.end));
            return Some((Endpoint::stub().origin, path().unwrap_or_default()));
        }
        let origin = Origin::BaseUrl(self.set.secrets.add(name));
        match behind.first() {
            Some(next) if !(next.is('/') || next.is('?') || next.is('#')) => {
                let name = short(name);
                let message = format!("behind `{{{{{name}}}}}` comes a path");
                let help = format!("write `{{{{{name}}}}}/..`: scheme, host and port are all in its value");
                let span = inside.span(next.start, next.end);
                self.report(Diagnostic::new(Code::BaseUrl, span, message).help(help));
                Some((origin, path().unwrap_or_default()))
            }
            _ => Some((origin, behind)),
        }
    }

    /// A placeholder in scheme, host or port.
    pub(super) fn in_origin(&mut self, name: &str, span: Span) {
        let kind = kind_of(self, name);
        let name = name.trim();
        if let Some(index) = self.argument(name) {
            self.use_argument(index);
        }
        self.broken_placeholders = true;
        let message = format!("{kind} `{}` would choose where the request goes", short(name));
        let help = if is_secret(name) {
            "scheme, host and port come from one secret at the very start, or are written out: `{{API_URL}}/leads`"
        } else {
            "where a request goes is fixed before any call: write the host out, or begin with a secret (UPPER_CASE), \
             which your application sets in the environment: `{{API_URL}}/leads`"
        };
        self.report(Diagnostic::new(Code::Origin, span, message).help(help));
    }

    /// Whether a placeholder is a base URL of the set.
    pub(super) fn is_base_url(&self, placeholder: &Placeholder) -> bool {
        let Source::Secret(index) = placeholder.source else { return false };
        self.set.secrets.names.get(index).is_some_and(|name| self.set.base_urls.contains_key(name))
    }

    /// A credential is not a base URL, whose origin is shown.
    pub(super) fn no_base_url(&mut self, filled: &Filled) {
        let placeholders = filled.parts.iter().filter_map(|part| match part {
            Part::Placeholder(placeholder) => Some(placeholder),
            Part::Text(_) => None,
        });
        for (placeholder, (_, span)) in placeholders.zip(&filled.placeholders) {
            if !self.is_base_url(placeholder) {
                continue;
            }
            let Source::Secret(index) = placeholder.source else { continue };
            let name = self.set.secrets.names.get(index).cloned().unwrap_or_default();
            let message = format!("`{{{{{}}}}}` is a base URL, and no credential", short(&name));
            let help = "the origin of a base URL is shown in messages: give the credential a name of its own";
            let mut diagnostic = Diagnostic::new(Code::BaseUrlCredential, *span, message).help(help);
            if let Some(first) = self.set.base_urls.get(&name) {
                diagnostic = diagnostic.related(*first, "requests go to what it says");
            }
            self.report(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::credential_word;

    #[test]
    fn words() {
        for (name, word) in [
            ("STRIPE_KEY", Some("KEY")),
            ("API_KEYS_PROD", Some("KEYS")),
            ("TOKEN", Some("TOKEN")),
            ("DB_PASSWORD", Some("PASSWORD")),
            ("CRM_APIKEY", Some("APIKEY")),
            ("TOKEN_URL", None),
            ("SECRET_SERVICE_HOST", None),
            ("PASSWORD_API_BASE", None),
            ("KEYCLOAK", None),
            ("MONKEY_API", None),
            ("HR_API", None),
        ] {
            assert_eq!(credential_word(name), word, "{name}");
        }
    }
}
