//! Context that was probably meant otherwise: legal names, of which a warning says what they have become.

use super::place::Place;
use super::tool::Tool;
use crate::definition::short;
use crate::diag::{Code, Diagnostic, Span};
use crate::names::field_name;

/// Words that say credential by themselves.
const CREDENTIALS: &[&str] =
    &["apikey", "bearer", "credential", "credentials", "passwd", "password", "secret", "token"];

/// What makes a credential of `key`.
const KEYS: &[&str] =
    &["access", "api", "auth", "authorization", "private", "secret", "service", "subscription"];

/// Whether a name says that its value is a credential.
fn says_credential(name: &str) -> bool {
    let name = field_name(name);
    let words: Vec<&str> = name.split('_').collect();
    words.iter().any(|word| CREDENTIALS.contains(word))
        || words.windows(2).any(|pair| matches!(pair, [kind, "key"] if KEYS.contains(kind)))
}

impl Tool<'_, '_, '_> {
    /// `{{Tenant}}`: neither a secret nor written as context is.
    pub(super) fn capitalised(&mut self, name: &str, span: Span) {
        if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
            return;
        }
        let message = format!(
            "`{}` becomes context, a value of the conversation: secrets are all UPPER_CASE",
            short(name)
        );
        let lower = field_name(name);
        let near = self.argument(&lower).is_some();
        let help = match near {
            true => format!("did you mean the argument, `{{{{{}}}}}`?", short(&lower)),
            false => format!(
                "write `{{{{{}}}}}` for context, `{{{{{}}}}}` for a secret",
                short(&lower),
                short(&lower.to_ascii_uppercase())
            ),
        };
        let meant = near.then_some(lower);
        self.report(Diagnostic::new(Code::CapitalisedContext, span, message).help(help).meant_if(meant));
    }

    /// `{{api_key}}` in a header: a value of each conversation, which messages show.
    pub(super) fn lower_case_credential(&mut self, name: &str, span: Span, place: Place) {
        let carries = matches!(place, Place::Query | Place::Header | Place::Authorization | Place::Auth);
        let last = name.rsplit('.').next().unwrap_or(name);
        if !carries || !says_credential(last) {
            return;
        }
        let shown = short(name);
        let message = format!("`{shown}` is context, and its name says credential");
        let help = format!(
            "a secret is UPPER_CASE: `{{{{{}}}}}`; if each customer has one, declare it in the set's `context`: `{}: Secret`",
            short(&field_name(last).to_ascii_uppercase()),
            short(last)
        );
        self.report(Diagnostic::new(Code::LowerCaseCredential, span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::says_credential;

    #[test]
    fn names() {
        for name in [
            "api_key",
            "apiKey",
            "access_token",
            "password",
            "client_secret",
            "bearer",
            "crm_api_key",
            "token",
            "apikey",
            "db_password",
            "private_key",
            "customerToken",
        ] {
            assert!(says_credential(name), "{name}");
        }
        for name in
            ["key", "sort_key", "account", "secretary", "tokens_used", "keyboard", "passport", "monkey_api"]
        {
            assert!(!says_credential(name), "{name}");
        }
    }
}
