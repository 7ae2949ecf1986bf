//! The sessions of clients that speak a version with sessions: no more than a number, and each its owner's.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::future::{Either, ready};
use futures_util::{Stream, stream};
use rmcp::model::{ClientJsonRpcMessage, ErrorData, ServerJsonRpcMessage};
use rmcp::transport::streamable_http_server::session::local::{
    LocalSessionManager, LocalSessionManagerError, SessionConfig,
};
use rmcp::transport::streamable_http_server::session::{ServerSseMessage, SessionId, SessionManager};

use crate::in_flight::{Answering, InFlight};
use crate::limits::Limits;

/// The open sessions.
pub(crate) struct LiveSessions {
    all: LocalSessionManager,
    most: usize,
    /// Whose they are, where clients have identities.
    owners: Mutex<HashMap<String, String>>,
    in_flight: InFlight,
}

impl LiveSessions {
    pub(crate) fn new(limits: &Limits) -> Self {
        let mut config = SessionConfig::default();
        config.keep_alive = Some(limits.idle);
        config.init_timeout = Some(limits.read);
        // A response that its client did not read to the end is not kept: the call has ended with the connection.
        config.sse_retry = None;
        config.completed_cache_ttl = limits.read;
        let mut all = LocalSessionManager::default();
        all.session_config = config;
        Self { all, most: limits.sessions, owners: Mutex::default(), in_flight: InFlight::default() }
    }

    pub(crate) async fn is_full(&self) -> bool {
        self.all.sessions.read().await.len() >= self.most
    }

    /// Whether the session is this client's; one that is not there is nobody else's.
    pub(crate) fn is_of(&self, session: &str, client: &str) -> bool {
        self.owners().get(session).is_none_or(|owner| owner == client)
    }

    pub(crate) async fn belongs_to(&self, session: &str, client: String) {
        let open = self.all.sessions.read().await;
        let mut owners = self.owners();
        if owners.len() > 2 * self.most {
            owners.retain(|session, _| open.contains_key(&**session));
        }
        owners.insert(session.to_owned(), client);
    }

    fn owners(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.owners.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a session does not open, or a message does not reach it.
#[derive(Debug)]
pub(crate) enum SessionFault {
    TooMany,
    Local(LocalSessionManagerError),
}

impl fmt::Display for SessionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany => f.write_str("too many sessions are open"),
            Self::Local(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SessionFault {}

type Local<T> = Result<T, SessionFault>;

impl SessionManager for LiveSessions {
    type Error = SessionFault;
    type Transport = <LocalSessionManager as SessionManager>::Transport;

    async fn create_session(&self) -> Local<(SessionId, Self::Transport)> {
        if self.is_full().await {
            return Err(SessionFault::TooMany);
        }
        self.all.create_session().await.map_err(SessionFault::Local)
    }

    async fn initialize_session(
        &self,
        id: &SessionId,
        message: ClientJsonRpcMessage,
    ) -> Local<ServerJsonRpcMessage> {
        self.all.initialize_session(id, message).await.map_err(SessionFault::Local)
    }

    async fn has_session(&self, id: &SessionId) -> Local<bool> {
        self.all.has_session(id).await.map_err(SessionFault::Local)
    }

    async fn close_session(&self, id: &SessionId) -> Local<()> {
        self.owners().remove(&**id);
        self.all.close_session(id).await.map_err(SessionFault::Local)
    }

    async fn create_stream(
        &self,
        id: &SessionId,
        message: ClientJsonRpcMessage,
    ) -> Local<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static> {
        let taken = match &message {
            ClientJsonRpcMessage::Request(request) => match self.in_flight.take(id, &request.id) {
                Some(taken) => Some(taken),
                None => {
                    let words = format!("the id {} is that of a request that is being answered", request.id);
                    let error = ErrorData::invalid_request(words, None);
                    let answer = ServerJsonRpcMessage::error(error, Some(request.id.clone()));
                    let only = stream::once(ready(ServerSseMessage::from_message(answer)));
                    return Ok(Either::Left(only));
                }
            },
            _ => None,
        };
        let messages = self.all.create_stream(id, message).await.map_err(SessionFault::Local)?;
        Ok(Either::Right(Answering::new(Box::pin(messages), taken)))
    }

    async fn accept_message(&self, id: &SessionId, message: ClientJsonRpcMessage) -> Local<()> {
        self.all.accept_message(id, message).await.map_err(SessionFault::Local)
    }

    async fn create_standalone_stream(
        &self,
        id: &SessionId,
    ) -> Local<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static> {
        self.all.create_standalone_stream(id).await.map_err(SessionFault::Local)
    }

    async fn resume(
        &self,
        id: &SessionId,
        last_event_id: String,
    ) -> Local<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static> {
        self.all.resume(id, last_event_id).await.map_err(SessionFault::Local)
    }
}
