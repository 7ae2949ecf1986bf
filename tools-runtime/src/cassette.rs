//! Cassettes: what services answered, recorded once and replayed without them.

mod render;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use self::render::difference;
pub(crate) use self::render::stable;
use crate::boxed::BoxFuture;
use crate::redact::Scrubber;
use crate::request::Request;
use crate::transport::{Limits, RawResponse, Transport, TransportError};

/// Whether a cassette is recorded or replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mode {
    /// Every request is sent, and the file written anew.
    Record,
    /// Nothing is sent: a request that was not recorded is an error that says what differs.
    Replay,
    /// What was recorded is replayed, and the rest sent and added.
    New,
}

impl Mode {
    /// By the environment variable `TYPED_TOOLS_CASSETTE`: `record`, `replay` or `new`; [`Mode::Replay`] where it is
    /// not set or says something else.
    #[must_use]
    pub fn from_env() -> Self {
        match std::env::var("TYPED_TOOLS_CASSETTE").as_deref() {
            Ok("record") => Self::Record,
            Ok("new") => Self::New,
            _ => Self::Replay,
        }
    }
}

pub(crate) type Redact = Arc<dyn Fn(&mut String) + Send + Sync>;

/// A transport that records another one, or replays it.
pub(crate) struct Cassette {
    path: PathBuf,
    mode: Mode,
    redact: Option<Redact>,
    /// Where requests are sent; `None` where none is.
    inner: Option<Arc<dyn Transport>>,
    tape: Mutex<Tape>,
}

#[derive(Default)]
struct Tape {
    entries: Vec<Entry>,
    /// Why the file could not be read.
    fault: Option<String>,
}

/// A request as rendered, and its answer.
struct Entry {
    request: String,
    response: RawResponse,
    played: bool,
}

impl Cassette {
    pub(crate) fn new(
        path: &Path,
        mode: Mode,
        redact: Option<Redact>,
        inner: Option<Arc<dyn Transport>>,
    ) -> Self {
        let tape = match mode {
            Mode::Record => Tape::default(),
            Mode::Replay | Mode::New => Tape::read(path, mode),
        };
        Self { path: path.to_owned(), mode, redact, inner, tape: Mutex::new(tape) }
    }

    /// The recorded answer to a request: the first that was not given yet, else why there is none.
    fn play(&self, request: &str) -> Result<RawResponse, String> {
        let mut tape = self.tape.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fault) = &tape.fault {
            return Err(fault.clone());
        }
        if let Some(entry) = tape.entries.iter_mut().find(|entry| !entry.played && entry.request == request) {
            entry.played = true;
            return Ok(entry.response.clone());
        }
        let open = tape.entries.iter().filter(|entry| !entry.played);
        let near = open.max_by_key(|entry| common(&entry.request, request));
        let path = self.path.display();
        Err(match near {
            Some(entry) => {
                let (recorded, came) = difference(&entry.request, request);
                format!("{path} has no such request. Nearest: recorded `{recorded}`, came `{came}`")
            }
            None => format!("{path} has no request that was not replayed yet"),
        })
    }

    /// Keeps an answer, without secrets.
    fn keep(&self, request: String, scrubber: &Scrubber, response: &RawResponse) -> std::io::Result<()> {
        let clean = |text: &str| scrubber.scrub(text).into_owned();
        let headers = response.headers().filter(|(name, _)| *name != "set-cookie");
        let headers = headers.map(|(name, value)| (clean(name), clean(value))).collect();
        let body = match std::str::from_utf8(response.body()) {
            Ok(text) => {
                let mut text = clean(text);
                if let Some(redact) = &self.redact {
                    redact(&mut text);
                }
                text.into_bytes()
            }
            // Of other bytes, too, none may hold a secret: UTF-16 is text with zeros in between.
            Err(_) => {
                let text = String::from_utf8_lossy(response.body()).replace('\0', "");
                match scrubber.scrub(&text) {
                    Cow::Borrowed(_) => response.body().to_vec(),
                    Cow::Owned(clean) => clean.into_bytes(),
                }
            }
        };
        let response = RawResponse { status: response.status, headers, body };
        let mut tape = self.tape.lock().unwrap_or_else(PoisonError::into_inner);
        tape.entries.push(Entry { request, response, played: true });
        std::fs::write(&self.path, tape.text())
    }
}

impl Transport for Cassette {
    fn send(&self, request: Request, limits: Limits) -> BoxFuture<'_, Result<RawResponse, TransportError>> {
        Box::pin(async move {
            // Only requests of tools carry their arguments: token exchanges are never recorded.
            let is_token = request.arguments().is_none();
            let rendered = stable(&request);
            if self.mode != Mode::Record {
                let played = if is_token { Ok(token()) } else { self.play(&rendered) };
                match (played, &self.inner) {
                    (Ok(response), _) => return Ok(response),
                    (Err(why), None) => return Err(TransportError::connect(why)),
                    (Err(_), Some(_)) => {}
                }
            }
            let Some(inner) = &self.inner else { return Err(TransportError::connect("nothing is sent")) };
            let scrubber = Arc::clone(request.scrubber());
            let response = inner.send(request, limits).await?;
            if !is_token {
                self.keep(rendered, &scrubber, &response).map_err(|error| {
                    TransportError::interrupted(format!("{} cannot be written: {error}", self.path.display()))
                })?;
            }
            Ok(response)
        })
    }

    fn wants_arguments(&self) -> bool {
        true
    }
}

/// What a double answers to a request for an access token.
pub(crate) fn token() -> RawResponse {
    let body = r#"{"access_token":"mock-access-token","token_type":"Bearer","expires_in":3600}"#;
    RawResponse::new(200, [("content-type", "application/json")], body)
}

/// How many bytes two texts have in common at their beginnings.
fn common(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
}

impl Tape {
    fn read(path: &Path, mode: Mode) -> Self {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && mode == Mode::New => {
                return Self::default();
            }
            Err(error) => {
                let record = "record it with `TYPED_TOOLS_CASSETTE=record`";
                let fault = format!("{} cannot be read ({error}); {record}", path.display());
                return Self { fault: Some(fault), ..Self::default() };
            }
        };
        let entries = serde_json::from_str::<Value>(&text)
            .ok()
            .and_then(|tape| tape.as_array()?.iter().map(Entry::from_json).collect::<Option<Vec<_>>>());
        match entries {
            Some(entries) => Self { entries, fault: None },
            None => Self { fault: Some(format!("{} is no cassette", path.display())), ..Self::default() },
        }
    }

    fn text(&self) -> String {
        let entries: Vec<_> = self.entries.iter().map(Entry::to_json).collect();
        format!("{:#}\n", Value::Array(entries))
    }
}

impl Entry {
    fn to_json(&self) -> Value {
        let request: Vec<_> = self.request.lines().collect();
        let RawResponse { status, headers, body } = &self.response;
        let headers: Vec<_> = headers.iter().collect();
        let (key, body) = match std::str::from_utf8(body) {
            Ok(text) => ("text", text.to_owned()),
            Err(_) => ("base64", STANDARD.encode(body)),
        };
        json!({ "request": request, "status": status, "headers": headers, key: body })
    }

    fn from_json(json: &Value) -> Option<Self> {
        let lines = json.get("request")?.as_array()?.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?;
        let headers = json
            .get("headers")?
            .as_array()?
            .iter()
            .map(|header| Some((header.get(0)?.as_str()?, header.get(1)?.as_str()?)));
        let body = match (json.get("text"), json.get("base64")) {
            (Some(text), _) => text.as_str()?.as_bytes().to_vec(),
            (None, base64) => STANDARD.decode(base64?.as_str()?).ok()?,
        };
        let status = u16::try_from(json.get("status")?.as_u64()?).ok()?;
        let headers = headers.collect::<Option<_>>()?;
        let response = RawResponse { status, headers, body };
        Some(Self { request: lines.join("\n"), response, played: false })
    }
}
