//! Why a server does not start.

use std::fmt;

use typed_tools_runtime::BoxError;

/// Why a server does not start, or stopped.
#[non_exhaustive]
pub enum StartError {
    /// Two tools have one name.
    DuplicateName(String),
    /// Others than this machine could call it, and it does not ask who they are.
    Unprotected(String),
    /// The tools, or a setting, cannot be served.
    Invalid(String),
    /// The connection, or the socket.
    Io(std::io::Error),
    /// The client does not speak MCP as it should.
    Protocol(BoxError),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateName(name) => write!(
                f,
                "two tools are called `{name}`: give one of their sets a prefix (`Server::prefix`), or leave one out (`Session::only`)"
            ),
            Self::Unprotected(what) => write!(
                f,
                "{what}, and this server does not ask who calls: check their tokens with `Server::auth`, or, where everybody may call every tool, say so with `Server::allow_anonymous`"
            ),
            Self::Invalid(what) => f.write_str(what),
            Self::Io(_) => f.write_str("the connection failed"),
            Self::Protocol(_) => f.write_str("the client does not speak MCP as it should"),
        }
    }
}

/// The words of [`Display`](fmt::Display): a `main` that returns an error shows this, and they say what to do.
impl fmt::Debug for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = std::error::Error::source(self);
        write!(f, "{self}")?;
        source.map_or(Ok(()), |source| write!(f, ": {source}"))
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Protocol(error) => Some(&**error),
            _ => None,
        }
    }
}

impl From<std::io::Error> for StartError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}
