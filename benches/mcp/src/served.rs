//! A server in a process of its own, and its load.

use std::ffi::OsString;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::load::{Connection, Failure, READY, hello, piped};

/// A server that runs until its input ends.
pub(crate) struct Served {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// Where it is reached over HTTP.
    address: Option<String>,
}

impl Served {
    /// Starts one side, `ours` or `hand`, under another program where `under` names one.
    pub(crate) async fn start(
        side: &str,
        mode: &str,
        service: &str,
        under: &[OsString],
    ) -> Result<Self, Failure> {
        let mut words = under.to_vec();
        words.push(std::env::current_exe()?.into());
        let mut process = Command::new(&words[0])
            .args(&words[1..])
            .args(["serve", side, mode, service])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut input = process.stdin.take().ok_or("no input")?;
        let mut output = BufReader::new(process.stdout.take().ok_or("no output")?);
        let mut address = None;
        let mut line = String::new();
        if mode == "stdio" {
            input.write_all(format!("{}\n", hello()).as_bytes()).await?;
            output.read_line(&mut line).await?;
            input.write_all(format!("{READY}\n").as_bytes()).await?;
        } else {
            output.read_line(&mut line).await?;
            address = Some(line.trim().to_owned());
        }
        Ok(Self { process, input, output, address })
    }

    /// So many calls, of which so many are in flight at a time: how long each took.
    pub(crate) async fn calls(&mut self, calls: usize, concurrent: usize) -> Result<Vec<Duration>, Failure> {
        let Some(address) = &self.address else {
            return piped(&mut self.input, &mut self.output, calls, concurrent).await;
        };
        let mut running = Vec::new();
        for _ in 0..concurrent {
            running.push(tokio::spawn(Connection::open(address).await?.calls(calls / concurrent)));
        }
        let mut took = Vec::new();
        for calls in running {
            took.extend(calls.await??);
        }
        Ok(took)
    }

    /// The CPU time that it has used: the sum over its threads, in nanoseconds.
    pub(crate) fn cpu(&self) -> Result<Duration, Failure> {
        let pid = self.process.id().ok_or("the server has gone")?;
        let mut nanoseconds = 0;
        for task in std::fs::read_dir(format!("/proc/{pid}/task"))? {
            let times = std::fs::read_to_string(task?.path().join("schedstat"))?;
            nanoseconds += times.split(' ').next().unwrap_or_default().parse::<u64>()?;
        }
        Ok(Duration::from_nanos(nanoseconds))
    }

    /// Ends it, and waits until it has ended.
    pub(crate) async fn end(self) -> Result<(), Failure> {
        let Self { mut process, input, output, .. } = self;
        drop((input, output));
        process.wait().await?;
        Ok(())
    }
}

/// Ends this process, a server over HTTP, when its input ends.
pub(crate) fn end_with_input() {
    std::thread::spawn(|| {
        std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).unwrap_or_default();
        std::process::exit(0);
    });
}
