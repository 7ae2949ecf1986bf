#!/usr/bin/env python3
"""What an MCP server bears: 10,000 idle sessions, clients that read nothing, and clients that send half a request.

    benches/mcp/bear.py                  # Python 3.9, cargo and Linux's /proc

One server of ten tools, its own socket. After each of the three: the memory that it holds, and how long another client then waits for
the list of tools. The sockets need `ulimit -n 10000`.
"""

import json
import socket
import statistics
import subprocess
import time
from pathlib import Path

from start import build

CLIENT = {"name": "bench", "version": "1"}
HELLO = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
    "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": CLIENT}}
LIST = {"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {"_meta": {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientInfo": CLIENT,
    "io.modelcontextprotocol/clientCapabilities": {}}}}


def request(message: dict, *headers: str) -> bytes:
    body = json.dumps(message).encode()
    head = ["POST /mcp HTTP/1.1", "host: localhost", "content-type: application/json",
            "accept: application/json, text/event-stream", *headers, f"content-length: {len(body)}"]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


LISTING = request(LIST, "mcp-protocol-version: 2026-07-28", "mcp-method: tools/list")


class Client:
    """A connection that stays open."""

    def __init__(self, address: str):
        host, port = address.split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream = self.socket.makefile("rb")

    def ask(self, message: bytes) -> dict:
        """The headers of the answer, which is read to its end."""
        self.socket.sendall(message)
        assert b" 20" in self.stream.readline()
        headers = {}
        while (line := self.stream.readline().strip()):
            name, value = line.decode().split(": ", 1)
            headers[name] = value
        if "content-length" in headers:
            self.stream.read(int(headers["content-length"]))
        elif headers.get("transfer-encoding") == "chunked":
            while (size := int(self.stream.readline(), 16)) or self.stream.readline() == b"never":
                self.stream.read(size + 2)
        return headers


class Server:
    def __init__(self) -> None:
        self.process = subprocess.Popen([build(10), "http"], stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()

    def megabytes(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    def say(self, what: str) -> None:
        other = Client(self.address)
        waits = []
        for _ in range(50):
            began = time.perf_counter()
            other.ask(LISTING)
            waits.append((time.perf_counter() - began) * 1e3)
        print(f"{what:45}{self.megabytes():8.1f} MB, another client waits {statistics.median(waits):.1f} ms, at most {max(waits):.1f}")


def main() -> None:
    server = Server()
    server.say("nobody")

    before, opener = server.megabytes(), Client(server.address)
    began = time.perf_counter()
    for _ in range(10_000):
        session = opener.ask(request(HELLO))["mcp-session-id"]
        ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
        opener.ask(request(ready, f"mcp-session-id: {session}", "mcp-protocol-version: 2025-11-25"))
    elapsed = time.perf_counter() - began
    server.say("10,000 idle sessions")
    print(f"{'':4}{(server.megabytes() - before) * 1024 / 10_000:.1f} KiB and {elapsed / 10:.2f} ms each to open")

    half = LISTING[: len(LISTING) // 2]
    open_ones = []
    for _ in range(2_000):
        client = Client(server.address)
        client.socket.sendall(half)
        open_ones.append(client)
    server.say("2,000 half-sent requests")
    del open_ones

    deaf = []
    for _ in range(500):
        client = Client(server.address)
        client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.socket.setblocking(False)
        try:
            for _ in range(200):
                client.socket.sendall(LISTING * 20)
        except BlockingIOError:
            pass
        deaf.append(client)
    time.sleep(2)
    server.say("500 clients that ask on and on and read nothing")
    server.process.kill()


if __name__ == "__main__":
    main()
