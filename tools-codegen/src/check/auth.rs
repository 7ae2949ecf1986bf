//! `auth`: credentials, as headers, a query pair or HTTP Basic, or a request that asks for a token.

use super::credentials;
use super::endpoint::{Endpoint, TOKEN_URL};
use super::headers::may_carry_a_key;
use super::place::Place;
use super::text::Filled;
use super::tool::Tool;
use crate::definition::{RawAuth, RawClient, Scalar, Text};
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Basic, Body, Header, Pair, Part, Request, Rest, Style, TIMEOUT_MS};
use crate::template::foreign;

/// What `auth` comes to.
#[derive(Debug, Default)]
pub(super) struct Auth {
    pub(super) header: Option<Header>,
    pub(super) pair: Option<Pair>,
    pub(super) basic: Option<Basic>,
    pub(super) token: Option<Box<Request>>,
}

impl Tool<'_, '_, '_> {
    pub(super) fn auth(&mut self, auth: RawAuth<'_>, headers: &[Header]) -> Auth {
        let mut out = Auth::default();
        match auth {
            RawAuth::Basic { username, password, span } => {
                self.once(span);
                let (user, secret) = (self.username(username), self.credential(password));
                self.written_out(password, &[&user, &secret]);
                out.basic = Some(Basic { username: user.parts, password: secret.parts, encoded: false });
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
                let filled = self.fill(value, Place::Auth);
                self.no_base_url(&filled);
                self.must_be_there(&filled, "`auth`");
                self.written_out(value, &[&filled]);
                out.pair =
                    Some(Pair { name: name.text.to_owned(), value: filled.parts, style: Style::Repeat });
            }
            RawAuth::ApiKey { in_query: false, name, value, span } => {
                let filled = self.credential(value);
                self.written_out(value, &[&filled]);
                if self.header_name(name) {
                    let lower = name.text.to_ascii_lowercase();
                    self.key_header(&lower, name, span, headers);
                    out.header = Some(Header { name: lower, value: filled.parts, sensitive: true });
                }
            }
            RawAuth::ClientCredentials(client) => {
                self.once(client.span);
                out.token = Some(Box::new(self.token_request(client)));
            }
        }
        out
    }

    /// The request of RFC 6749, section 4.4.2, with the client's credentials where section 2.3.1 allows them.
    fn token_request(&mut self, client: RawClient<'_>) -> Request {
        let endpoint = self.token_url(client.token_url);
        let pair = |name: &str, value| Pair { name: name.to_owned(), value, style: Style::Repeat };
        let mut fields = vec![pair("grant_type", vec![Part::Text("client_credentials".to_owned())])];
        let (id, secret) = match client.in_body {
            true => (self.credential_in_form(client.id), self.credential_in_form(client.secret)),
            false => (self.credential(client.id), self.credential(client.secret)),
        };
        self.written_out(client.secret, &[&secret]);
        let basic = if client.in_body {
            fields.extend([pair("client_id", id.parts), pair("client_secret", secret.parts)]);
            None
        } else {
            Some(Basic { username: id.parts, password: secret.parts, encoded: true })
        };
        if let Some(scope) = client.scope {
            fields.push(pair("scope", self.form_text(scope).parts));
        }
        for entry in client.params {
            self.no_placeholders(Text { text: &entry.key, span: entry.key_span }, "the name of a parameter");
            if let Some(text) = entry.value.as_str() {
                let filled = self.form_text(Text { text, span: entry.value.span });
                fields.push(pair(&entry.key, filled.parts));
            }
        }
        Request {
            method: "POST".to_owned(),
            origin: endpoint.origin,
            path: endpoint.path,
            query: endpoint.query,
            headers: Vec::new(),
            basic,
            token: None,
            body: Body::Form {
                content_type: "application/x-www-form-urlencoded".to_owned(),
                fields,
                rest: Rest::None,
            },
            timeout_ms: TIMEOUT_MS,
            // A token may be asked for as often as one likes.
            retries: self.input.raw.retries.map_or(0, |(count, _)| count),
            idempotency_key: None,
        }
    }

    /// A URL like `api_endpoint`, in which a model chooses nothing.
    fn token_url(&mut self, text: Text<'_>) -> Endpoint {
        let keys = std::mem::take(&mut self.query_keys);
        let endpoint = self.endpoint(text, TOKEN_URL);
        self.query_keys = keys;
        endpoint
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
        } else if !may_carry_a_key(lower) {
            let message = format!("`{lower}` cannot carry a key");
            let help = "name the header that the API documents, such as `X-Api-Key`";
            self.report(Diagnostic::new(Code::ReservedHeader, name.span, message).help(help));
        }
    }

    /// A value that goes into a header, and must be there.
    fn credential(&mut self, text: Text<'_>) -> Filled {
        let mut filled = self.fill(text, Place::Auth);
        self.no_base_url(&filled);
        self.header_text(&mut filled, Scalar::Text(text));
        self.must_be_there(&filled, "`auth`");
        filled
    }

    /// A text of the form that asks for a token: what is a base URL elsewhere may be an `audience` here.
    fn form_text(&mut self, text: Text<'_>) -> Filled {
        let filled = self.fill(text, Place::Auth);
        self.must_be_there(&filled, "`auth`");
        filled
    }

    fn credential_in_form(&mut self, text: Text<'_>) -> Filled {
        let filled = self.form_text(text);
        self.no_base_url(&filled);
        filled
    }

    /// Credentials without a placeholder are the same for everybody, and stand in every copy of the definition.
    fn written_out(&mut self, text: Text<'_>, filled: &[&Filled]) {
        // A placeholder that may not stand there is told of, and is no text.
        if filled.iter().any(|filled| filled.left_out) {
            return;
        }
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
