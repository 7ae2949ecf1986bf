#!/usr/bin/env python3
"""How long an MCP server takes to start, and what memory it holds, with ten and with 1,000 tools.

    benches/mcp/start.py                 # Python 3.9, cargo and Linux's /proc

Release binaries without TLS of `Server::new(tools).context(..)` over standard input and output. A start ends when the client has the answer
to its first message; then it lists all tools. Memory is the most that was resident until then (VmHWM). Medians of 30 starts;
the exit code says whether the goals hold.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "mcp-start"
sys.path.insert(0, str(ROOT / "benches" / "compile"))
from definitions import make  # noqa: E402

# Tools: milliseconds and megabytes.
GOALS = {10: (15, 12), 1000: (25, 30)}
STARTS = 30

MAIN = """
mod shop { typed_tools::tools!("tools/*.json", watch = false); }

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), typed_tools::mcp::StartError> {
    let secrets = shop::Secrets::from_source(&|_: &str| Some("a-secret-of-the-set".to_owned())).expect("all are there");
    let context = shop::Context {
        call_sid: "CA1".into(), contact_email: "a@example.com".into(), contact_id: "c_1".into(),
        contact_name: "Ada".into(), from_number: "+15550100".into(), to_number: "+15550101".into(),
    };
    let server = typed_tools::mcp::Server::new(shop::Tools::new(secrets)).context(context);
    if std::env::args().len() == 1 {
        return server.serve_stdio().await;
    }
    // For `bear.py`: a socket, and room for all the sessions that it opens.
    let limits = typed_tools::mcp::Limits::new().sessions(20_000).connections(8_000).session_idle(std::time::Duration::from_secs(3_600));
    let listening = server.limits(limits).bind("127.0.0.1:0").await?;
    println!("{}", listening.local_addr());
    listening.serve().await
}
"""


def build(count: int) -> Path:
    folder = WORK / f"server-{count}"
    (folder / "src").mkdir(parents=True, exist_ok=True)
    (folder / "tools").mkdir(exist_ok=True)
    for tool in make(ROOT / "tools", count):
        write(folder / "tools" / f"{tool['name']}.json", json.dumps(tool))
    write(folder / "src" / "main.rs", MAIN)
    manifest = f"""[package]
name = "mcp-start-{count}"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
tokio = {{ version = "1", features = ["macros", "rt"] }}
typed-tools = {{ path = "{ROOT}", default-features = false, features = ["macros", "http", "mcp"] }}
"""
    write(folder / "Cargo.toml", manifest)
    write(folder / "Cargo.lock", (ROOT / "Cargo.lock").read_text())
    environment = dict(os.environ, CARGO_TARGET_DIR=str(ROOT / "target"))
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=folder, env=environment, check=True)
    return ROOT / "target" / "release" / f"mcp-start-{count}"


def write(path: Path, text: str) -> None:
    """Leaves alone what is so already: nothing is built twice."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def start(program: Path, count: int) -> tuple[float, float, float]:
    """Milliseconds to the first answer and to the whole list, and megabytes."""
    began = time.perf_counter()
    server = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(method: str, params: dict) -> dict:
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        server.stdin.write(json.dumps(message).encode() + b"\n")
        server.stdin.flush()
        return json.loads(server.stdout.readline())["result"]

    client = {"name": "bench", "version": "1"}
    ask("initialize", {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": client})
    ready = (time.perf_counter() - began) * 1e3
    server.stdin.write(b'{"jsonrpc":"2.0","method":"notifications/initialized"}\n')
    listed, page = 0, {}
    while True:
        page = ask("tools/list", {"cursor": page["nextCursor"]} if page else {})
        listed += len(page["tools"])
        if not page.get("nextCursor"):
            break
    assert listed == count, listed
    complete = (time.perf_counter() - began) * 1e3
    status = Path(f"/proc/{server.pid}/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    server.stdin.close()
    server.wait()
    return ready, complete, peak / 1024


def main() -> None:
    held = True
    print(f"{'tools':>6}{'first answer ms':>18}{'whole list ms':>16}{'MB':>8}")
    for count, (most_ms, most_mb) in GOALS.items():
        program = build(count)
        runs = [start(program, count) for _ in range(STARTS)]
        ready, complete, memory = (statistics.median(figures) for figures in zip(*runs))
        print(f"{count:>6}{ready:>18.1f}{complete:>16.1f}{memory:>8.1f}   goal {most_ms} ms, {most_mb} MB")
        held &= ready <= most_ms and memory <= most_mb
    sys.exit(not held)


if __name__ == "__main__":
    main()
