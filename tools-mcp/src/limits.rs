//! What a server bears.

use std::time::Duration;

/// What a server bears; beyond it a client is refused, and the others are served on.
#[derive(Debug, Clone)]
pub struct Limits {
    pub(crate) request_bytes: usize,
    pub(crate) concurrent_calls: usize,
    pub(crate) calls_per_minute: u32,
    pub(crate) read: Duration,
    pub(crate) write: Duration,
    pub(crate) connections: usize,
    pub(crate) sessions: usize,
    pub(crate) idle: Duration,
    pub(crate) grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request_bytes: 1 << 20,
            concurrent_calls: 64,
            calls_per_minute: 600,
            read: Duration::from_secs(10),
            write: Duration::from_secs(30),
            connections: 1_024,
            sessions: 1_024,
            idle: Duration::from_secs(300),
            grace: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// The usual ones; each method says what is usual.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The size of one message: 1 MiB.
    #[must_use]
    pub fn request_bytes(mut self, bytes: usize) -> Self {
        self.request_bytes = bytes;
        self
    }

    /// How many calls run at a time, of all clients together: 64, at least 1.
    #[must_use]
    pub fn concurrent_calls(mut self, calls: usize) -> Self {
        self.concurrent_calls = calls.clamp(1, u32::MAX as usize >> 4);
        self
    }

    /// How many calls a client makes in a minute: 600, evenly or at once; at least 1. A client is an identity
    /// ([`Auth`](crate::Auth)), else an address.
    #[must_use]
    pub fn calls_per_minute(mut self, calls: u32) -> Self {
        self.calls_per_minute = calls.max(1);
        self
    }

    /// How long a client may take to send a request, headers and body each: 10 seconds. It is also how long a
    /// connection without a request stays open.
    #[must_use]
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read = timeout;
        self
    }

    /// How long a client may read nothing of what it is sent: 30 seconds.
    #[must_use]
    pub fn write_timeout(mut self, timeout: Duration) -> Self {
        self.write = timeout;
        self
    }

    /// How many connections are open at a time, where the server has its own socket: 1,024, at least 1. Others wait.
    #[must_use]
    pub fn connections(mut self, connections: usize) -> Self {
        self.connections = connections.clamp(1, u32::MAX as usize >> 4);
        self
    }

    /// How many sessions are open at a time: 1,024. They are of versions before 2026-07-28; see
    /// [`Server::stateless`](crate::Server::stateless).
    #[must_use]
    pub fn sessions(mut self, sessions: usize) -> Self {
        self.sessions = sessions;
        self
    }

    /// After what time without a message a session ends: five minutes.
    #[must_use]
    pub fn session_idle(mut self, idle: Duration) -> Self {
        self.idle = idle;
        self
    }

    /// How long calls in flight may go on when the server is shut down: 30 seconds.
    #[must_use]
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }
}
