//! `auth`: credentials, as headers, a query pair or HTTP Basic.

use super::credentials;
use super::text::{Filled, Place};
use super::tool::Tool;
use crate::definition::{RawAuth, Scalar, Text};
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Header, Pair, Part, Style};
use crate::template::foreign;

/// What `auth` comes to.
#[derive(Debug, Default)]
pub(super) struct Auth {
    pub(super) header: Option<Header>,
    pub(super) pair: Option<Pair>,
    pub(super) basic: Option<(Vec<Part>, Vec<Part>)>,
}

impl Tool<'_, '_, '_> {
    pub(super) fn auth(&mut self, auth: RawAuth<'_>, headers: &[Header]) -> Auth {
        let mut out = Auth::default();
        match auth {
            RawAuth::Basic { username, password, span } => {
                self.once(span);
                let (user, secret) = (self.username(username), self.credential(password));
                self.written_out(password, &[&user, &secret]);
                out.basic = Some((user.parts, secret.parts));
            }
            RawAuth::Bearer { token, span } => {
                self.once(span);
                let mut value = vec![Part::Text("Bearer ".to_owned())];
                let filled = self.credential(token);
                self.written_out(token, &[&filled]);
                value.extend(filled.parts);
                out.header = Some(Header { name: "authorization".to_owned(), value, sensitive: true });
            }
            RawAuth::ApiKey { in_query: true, name, value, .. } => {
                self.no_placeholders(name, "a query key");
                self.query_key(name.text, name.span);
                let value = self.fill(value, Place::Auth);
                self.must_be_there(&value, "`auth`");
                out.pair =
                    Some(Pair { name: name.text.to_owned(), value: value.parts, style: Style::Repeat });
            }
            RawAuth::ApiKey { in_query: false, name, value, span } => {
                let value = self.credential(value);
                if self.header_name(name) {
                    let lower = name.text.to_ascii_lowercase();
                    self.key_header(&lower, name, span, headers);
                    out.header = Some(Header { name: lower, value: value.parts, sensitive: true });
                }
            }
        }
        out
    }

    /// `auth` writes `Authorization`, and so do `headers`.
    fn once(&mut self, span: Span) {
        let Some(first) = self.authorization else { return };
        let message = "`auth` and `headers` both give `Authorization`";
        let help = "keep one of the two";
        self.report(
            Diagnostic::new(Code::TwoCredentials, span, message).related(first, "the header").help(help),
        );
    }

    fn key_header(&mut self, lower: &str, name: Text<'_>, span: Span, headers: &[Header]) {
        if lower == "authorization" {
            self.once(span);
        } else if headers.iter().any(|header| header.name == lower) {
            let message = format!("`auth` and `headers` both give `{lower}`");
            let help = "keep one of the two";
            self.report(Diagnostic::new(Code::TwoCredentials, name.span, message).help(help));
        } else if lower == "content-type" || lower == "content-length" || lower == "host" {
            let message = format!("`{lower}` cannot carry a key");
            let help = "name the header that the API documents, such as `X-Api-Key`";
            self.report(Diagnostic::new(Code::ReservedHeader, name.span, message).help(help));
        }
    }

    /// A value that goes into a header, and must be there.
    fn credential(&mut self, text: Text<'_>) -> Filled {
        let mut filled = self.fill(text, Place::Auth);
        self.header_text(&mut filled, Scalar::Text(text));
        self.must_be_there(&filled, "`auth`");
        filled
    }

    /// Credentials without a placeholder are the same for everybody, and stand in every copy of the definition.
    fn written_out(&mut self, text: Text<'_>, filled: &[&Filled]) {
        let is_text = |part: &Part| matches!(part, Part::Text(_));
        let literal = filled.iter().all(|filled| filled.parts.iter().all(is_text));
        // What looks like a credential anywhere, or was meant as a placeholder, has been said.
        let said = !credentials::find(text.text).is_empty() || !foreign(text.text, false).is_empty();
        if literal && !said && !text.text.is_empty() {
            self.credential_stands(text.span, "this credential stands in the definition".to_owned());
        }
    }

    /// RFC 7617: the first colon ends the user name.
    fn username(&mut self, text: Text<'_>) -> Filled {
        let filled = self.credential(text);
        let colon = |part: &Part| matches!(part, Part::Text(text) if text.contains(':'));
        if filled.parts.iter().any(colon) {
            let message = "the user name of HTTP Basic cannot hold `:`";
            let help = "write user name and password apart; what stands behind the `:` is the password";
            self.report(Diagnostic::new(Code::HeaderValue, text.span, message).help(help));
        }
        filled
    }
}
