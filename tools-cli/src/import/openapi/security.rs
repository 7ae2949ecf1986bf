//! Security schemes as `auth`, headers and secrets.

use typed_tools_codegen::tree::{Json, Node};

use super::operation::Operation;
use super::{Api, text};
use crate::import::name::secret;
use crate::import::tool::{Tool, literal, object, placeholder, string};
use crate::import::tree::Odd;

/// Gives a tool the first alternative of its operation that a definition can express.
pub(super) fn apply<'a>(operation: &Operation<'a>, api: &Api<'a>, tool: &mut Tool) -> Result<(), Odd> {
    let own = operation.node.get("security").or_else(|| api.root.get("security"));
    let Some(alternatives) = own.and_then(|entry| entry.value.as_array()) else { return Ok(()) };
    let mut first_fault = None;
    for alternative in alternatives {
        let schemes = alternative.as_object().unwrap_or_default();
        // That it goes without, too, counts only where nothing else does.
        if schemes.is_empty() {
            continue;
        }
        let mut tried = tool.clone();
        let mut fault = None;
        for scheme in schemes {
            if let Err(why) = one(api, &scheme.key, &scheme.value, &mut tried) {
                fault = Some(Odd::new(scheme.key_span, why));
            }
        }
        match fault {
            None => {
                *tool = tried;
                return Ok(());
            }
            Some(fault) => first_fault = first_fault.or(Some(fault)),
        }
    }
    let optional = alternatives.iter().any(|one| one.as_object().is_some_and(<[_]>::is_empty));
    match first_fault {
        Some(fault) if !optional => Err(fault),
        _ => Ok(()),
    }
}

/// One scheme of an alternative; `scopes` are what the operation needs of it.
fn one(api: &Api<'_>, name: &str, scopes: &Node, tool: &mut Tool) -> Result<(), String> {
    let schemes = ["components", "securitySchemes"]
        .iter()
        .try_fold(api.root, |at, key| at.get(key).map(|entry| &entry.value));
    let schemes = schemes.or_else(|| api.root.get("securityDefinitions").map(|entry| &entry.value));
    let scheme = schemes.and_then(|schemes| schemes.get(name));
    let scheme = scheme.ok_or_else(|| format!("the security scheme `{name}` is not defined"))?;
    let scheme = api.files.resolve(&scheme.value).map_err(|odd| odd.why)?;
    let kind = text(scheme, &["type"]).unwrap_or_default();
    match kind {
        "apiKey" => key(api, name, scheme, tool),
        "basic" => basic(api, tool),
        "http" => match text(scheme, &["scheme"]).unwrap_or_default().to_ascii_lowercase().as_str() {
            "basic" => basic(api, tool),
            "bearer" => bearer(api, "TOKEN", tool),
            other => Err(format!(
                "the security scheme `{name}` is HTTP's `{other}`, which a definition cannot send"
            )),
        },
        "oauth2" => match client_credentials(api, scheme, scopes) {
            Some(auth) => put(tool, auth),
            None => bearer(api, "ACCESS_TOKEN", tool),
        },
        "openIdConnect" => bearer(api, "ACCESS_TOKEN", tool),
        // The certificate is the connection's.
        "mutualTLS" => Ok(()),
        other => Err(format!("the security scheme `{name}` is of the type `{other}`, which is not known")),
    }
}

fn put(tool: &mut Tool, auth: Json) -> Result<(), String> {
    if tool.auth.as_ref().is_some_and(|known| *known != auth) {
        return Err("two credentials at once stand in `Authorization`".to_owned());
    }
    tool.auth = Some(auth);
    Ok(())
}

fn basic(api: &Api<'_>, tool: &mut Tool) -> Result<(), String> {
    let value = |what| string(&placeholder(&secret(&api.prefix, what)));
    let auth = [("type", string("basic")), ("username", value("USERNAME")), ("password", value("PASSWORD"))];
    put(tool, object(auth))
}

fn bearer(api: &Api<'_>, what: &str, tool: &mut Tool) -> Result<(), String> {
    let token = string(&placeholder(&secret(&api.prefix, what)));
    put(tool, object([("type", string("bearer")), ("token", token)]))
}

fn key(api: &Api<'_>, scheme_name: &str, scheme: &Node, tool: &mut Tool) -> Result<(), String> {
    let name = text(scheme, &["name"]).ok_or_else(|| format!("the key `{scheme_name}` has no `name`"))?;
    let value = placeholder(&secret(&api.prefix, name));
    // Two schemes may be two names of one key.
    let has =
        |list: &[(String, Json)]| list.iter().any(|(known, _)| known.eq_ignore_ascii_case(&literal(name)));
    match text(scheme, &["in"]).unwrap_or_default() {
        "header" if has(&tool.headers) => {}
        "query" if has(&tool.query) => {}
        "header" => tool.headers.push((literal(name), string(&value))),
        "query" => tool.query.push((literal(name), string(&value))),
        "cookie" => cookie(tool, name, &value),
        place => return Err(format!("the key `{scheme_name}` stands in `{place}`, which is not known")),
    }
    Ok(())
}

/// Adds to the one header that all cookies share.
pub(super) fn cookie(tool: &mut Tool, name: &str, value: &str) {
    let pair = format!("{}={value}", literal(name));
    match tool.headers.iter_mut().find(|(header, _)| header == "Cookie") {
        Some((_, Json::String(pairs))) => pairs.push_str(&format!("; {pair}")),
        _ => tool.headers.push(("Cookie".to_owned(), string(&pair))),
    }
}

/// `auth` of OAuth's client credentials, where the scheme has this flow.
fn client_credentials(api: &Api<'_>, scheme: &Node, scopes: &Node) -> Option<Json> {
    let url = match text(scheme, &["flow"]) {
        Some("application") => text(scheme, &["tokenUrl"]),
        Some(_) => None,
        None => text(scheme, &["flows", "clientCredentials", "tokenUrl"]),
    };
    let url = url.filter(|url| url.starts_with("https://") && !url.contains(['{', '}', '#', '?']))?;
    let value = |what| string(&placeholder(&secret(&api.prefix, what)));
    let mut auth = vec![
        ("type".to_owned(), string("oauth2_client_credentials")),
        ("token_url".to_owned(), string(url)),
        ("client_id".to_owned(), value("CLIENT_ID")),
        ("client_secret".to_owned(), value("CLIENT_SECRET")),
    ];
    let scopes: Vec<&str> = scopes.as_array().unwrap_or_default().iter().filter_map(Node::as_str).collect();
    if !scopes.is_empty() {
        auth.push(("scope".to_owned(), string(&literal(&scopes.join(" ")))));
    }
    Some(Json::Object(auth))
}
