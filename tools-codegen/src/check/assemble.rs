//! One tool: its parts in the order in which they depend on each other.

use super::endpoint::Endpoint;
use super::shared::{Input, Set};
use super::tool::{Checked, Tool};
use super::tool_names::Named;
use super::unsure;
use crate::definition::Method;
use crate::model::{self, ErrorText, MAX_CHARS, Request, TIMEOUT_MS};

/// Checks one tool.
pub(super) fn tool(input: &Input<'_>, named: Named, set: &mut Set<'_>) -> Checked {
    let mut tool = Tool::new(input, named.name.clone(), set);
    tool.words_for_model();
    let request = tool.request();
    let hints = tool.hints();
    let select = tool.select();
    let failure = tool.failure();
    let raw = &input.raw;
    let unsure = tool.unsure.then(|| unsure::guesses(input, tool.roots.raw.keys()));
    tool.set.context_unsure |=
        tool.broken_placeholders || raw.broken || raw.endpoint.is_none() && !raw.native;
    let tool = model::Tool {
        name: named.name,
        description: raw.description.map(|text| text.text.to_owned()).unwrap_or_default(),
        type_name: named.type_name,
        method: named.method,
        file: input.file.clone(),
        arguments: input.arguments.clone(),
        native: raw.native,
        request,
        select,
        max_chars: raw.response.max_chars.unwrap_or(MAX_CHARS),
        max_bytes: raw.response.max_bytes,
        errors: raw.response.errors.unwrap_or(ErrorText::Body),
        failure,
        hints,
        // What `select` leaves of a response is not what the schema describes.
        output_schema: raw
            .response
            .schema
            .filter(|_| raw.response.select.is_empty())
            .map(crate::schema::in_todays_words),
        output_rules: raw
            .response
            .schema
            .filter(|_| raw.response.select.is_empty())
            .and_then(crate::schema::result_rules),
        provider_options: raw
            .provider_options
            .iter()
            .map(|(provider, options)| (*provider, options.to_json()))
            .collect(),
        output: None,
        unsure,
    };
    Checked { tool, keep: named.keep }
}

impl Tool<'_, '_, '_> {
    fn request(&mut self) -> Request {
        let raw = &self.input.raw;
        if raw.native {
            return Request::none(raw.timeout_ms.unwrap_or(TIMEOUT_MS));
        }
        let endpoint = raw.endpoint.map_or_else(Endpoint::stub, |text| self.api_endpoint(text, raw.base_url));
        let mut query = endpoint.query;
        query.extend(self.query_params(&raw.query));
        let (mut headers, content_type) = self.headers(&raw.headers);
        let auth = raw.auth.map(|auth| self.auth(auth, &headers)).unwrap_or_default();
        query.extend(auth.pair);
        headers.extend(auth.header);
        let body = self.body(content_type);
        self.never_sent();
        Request {
            method: raw.method.unwrap_or(Method::Get).as_str().to_owned(),
            origin: endpoint.origin,
            path: endpoint.path,
            query,
            headers,
            basic: auth.basic,
            token: auth.token,
            body,
            timeout_ms: raw.timeout_ms.unwrap_or(TIMEOUT_MS),
            retries: self.retries(),
            idempotency_key: self.idempotency_key(),
        }
    }
}
