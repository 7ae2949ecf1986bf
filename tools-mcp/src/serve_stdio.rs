//! Serving the program that started this one.

use rmcp::ServiceExt as _;
use rmcp::service::RoleServer;
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::transport::stdio_pipes;
use tokio::io::{AsyncRead, AsyncWrite};

use crate::error::StartError;
use crate::server::Server;
use crate::sessions::Ready;

impl<S> Server<S> {
    /// Serves over standard input and output, until the input ends. Calls that are running then have five seconds left.
    /// The program must write nothing else to its standard output.
    ///
    /// # Errors
    /// Two tools of one name, or a client that does not begin as MCP does.
    pub async fn serve_stdio(self) -> Result<(), StartError>
    where
        S: Ready,
    {
        let (input, output) = stdio_pipes();
        self.serve_io(input, output).await
    }

    /// As [`serve_stdio`](Self::serve_stdio), over any two streams: a socket, or a pipe in a test.
    ///
    /// # Errors
    /// As there.
    pub async fn serve_io(
        self,
        input: impl AsyncRead + Send + Unpin + 'static,
        output: impl AsyncWrite + Send + Unpin + 'static,
    ) -> Result<(), StartError>
    where
        S: Ready,
    {
        let mut settings = self.complete();
        let handler = settings.handler()?;
        let streams = AsyncRwTransport::<RoleServer, _, _>::new(input, output)
            .with_max_line_length(settings.limits.request_bytes);
        let running = match handler.serve(streams).await {
            Ok(running) => running,
            // It has gone before it said anything.
            Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
            Err(error) => return Err(StartError::Protocol(error.into())),
        };
        running.waiting().await.map_err(|error| StartError::Io(error.into()))?;
        Ok(())
    }
}
