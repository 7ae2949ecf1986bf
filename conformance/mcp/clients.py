"""Python's MCP client against the ten tools: over a pipe and over HTTP, as a new client and as an old one; and a call
that is given up, as the service sees it.

    clients.py PROGRAM_OF_THE_EXAMPLE FIXTURE_SERVER
"""

import asyncio
import json
import pathlib
import subprocess
import sys

from mcp import Client, StdioServerParameters

CALLS = json.loads((pathlib.Path(__file__).parent / "calls.json").read_text())


class Served:
    """A program that serves HTTP, and says where."""

    def __init__(self, *command):
        self.command = command

    def __enter__(self):
        self.program = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        line = self.program.stdout.readline()
        return line[line.index("http://") :].split()[0]

    def __exit__(self, *_):
        self.program.kill()
        self.program.wait()


async def ten_tools(server, mode):
    async with Client(server, mode=mode) as client:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == [call["tool"] for call in CALLS], tools
        assert all(tool.description and tool.input_schema["type"] == "object" for tool in tools)
        for call in CALLS:
            wrong = await client.call_tool(call["tool"], call["wrong"])
            assert wrong.is_error and call["told"] in wrong.content[0].text, wrong
            right = await client.call_tool(call["tool"], call["right"])
            assert not right.is_error and right.structured_content is not None, right


async def given_up(server, mode):
    async with Client(server, mode=mode) as client:
        hanging = asyncio.create_task(client.call_tool("test_hang", {}))
        await seen(client, "1 waiting, 0 given up")
        hanging.cancel()
        await seen(client, "0 waiting, 1 given up")


async def seen(client, expected):
    for _ in range(400):
        told = (await client.call_tool("test_hung_up", {})).content[0].text
        if told == expected:
            return
        await asyncio.sleep(0.025)
    raise AssertionError(f"the service sees: {told}, and not: {expected}")


async def main(example, fixture):
    for mode in ["auto", "legacy"]:
        await ten_tools(StdioServerParameters(command=example, args=["--stdio"]), mode)
        print(f"Python, pipe, {mode}: ten tools listed and called, rightly and wrongly")
        with Served(example, "127.0.0.1:0") as url:
            await ten_tools(url, mode)
        print(f"Python, HTTP, {mode}: ten tools listed and called, rightly and wrongly")
        with Served(fixture, "127.0.0.1:0") as url:
            await given_up(url, mode)
        await given_up(StdioServerParameters(command=fixture, args=["--stdio"]), mode)
        print(f"Python, {mode}: a call that is given up ends at the service, over both")


asyncio.run(main(*sys.argv[1:]))
