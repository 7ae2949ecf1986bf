"""Python's MCP client against `cargo typed-tools serve`: definitions that are not compiled, over a pipe and over HTTP,
as a new client and as an old one.

    served.py PROGRAM_OF_THE_COMMAND_LINE
"""

import asyncio
import http.server
import subprocess
import sys
import threading

from mcp import Client, StdioServerParameters

SECRETS = {"API_KEY": "k-1"}


class Shop(http.server.BaseHTTPRequestHandler):
    """Answers every customer's number."""

    def do_GET(self):
        right = self.headers["authorization"] == "Bearer k-1"
        body = b'{"id": "' + self.path.rsplit("/", 1)[1].encode() + b'"}' if right else b"{}"
        self.send_response(200 if right else 401)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


async def one_tool(server, mode):
    async with Client(server, mode=mode) as client:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == ["get_customer_profile"], tools
        right = await client.call_tool("get_customer_profile", {"customer_id": "c_7"})
        assert not right.is_error and right.structured_content == {"id": "c_7"}, right
        wrong = await client.call_tool("get_customer_profile", {"customer": "c_7"})
        assert wrong.is_error and "customer_id" in wrong.content[0].text, wrong


async def main(program):
    shop = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=shop.serve_forever, daemon=True).start()
    origin = f"https://api.yourcompany.com=http://127.0.0.1:{shop.server_port}"
    arguments = ["serve", "tools/get_customer_profile.json", "--origin", origin]
    for mode in ["auto", "legacy"]:
        await one_tool(StdioServerParameters(command=program, args=arguments, env=SECRETS), mode)
        with subprocess.Popen(
            [program, *arguments, "--http", "127.0.0.1:0"], env=SECRETS, stderr=subprocess.PIPE, text=True
        ) as served:
            try:
                await one_tool(served.stderr.readline().split(" at ")[1].strip(), mode)
            finally:
                served.kill()
        print(f"Python, {mode}: a definition that is not compiled, listed and called, over a pipe and over HTTP")


asyncio.run(main(*sys.argv[1:]))
