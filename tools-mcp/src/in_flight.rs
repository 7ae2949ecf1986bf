//! The requests of a session that are being answered, by their ids: a second one of the same id would get the first one's
//! answer, or none.

use std::collections::HashSet;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use futures_util::Stream;
use rmcp::model::RequestId;
use rmcp::transport::streamable_http_server::session::SessionId;

type Key = (SessionId, RequestId);

/// The ids that are taken.
#[derive(Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<Key>>>);

impl InFlight {
    /// Takes an id until what is given is dropped; `None` where it is taken.
    pub(crate) fn take(&self, session: &SessionId, id: &RequestId) -> Option<Taken> {
        let key = (SessionId::clone(session), id.clone());
        self.ids().insert(key.clone()).then(|| Taken { all: self.clone(), key })
    }

    fn ids(&self) -> MutexGuard<'_, HashSet<Key>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An id that is taken.
pub(crate) struct Taken {
    all: InFlight,
    key: Key,
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.all.ids().remove(&self.key);
    }
}

/// The messages that answer a request, and its id, which is free again when its client has them or has gone.
pub(crate) struct Answering<S> {
    messages: S,
    _id: Option<Taken>,
}

impl<S> Answering<S> {
    pub(crate) fn new(messages: S, id: Option<Taken>) -> Self {
        Self { messages, _id: id }
    }
}

impl<S: Stream + Unpin> Stream for Answering<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        Pin::new(&mut self.messages).poll_next(context)
    }
}
