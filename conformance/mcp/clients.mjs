// The TypeScript SDK's client against the ten tools, over a pipe and over HTTP; and a call that is given up, as the
// service sees it.
//
//     clients.mjs PACKAGES PROGRAM_OF_THE_EXAMPLE FIXTURE_SERVER
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

const [packages, example, fixture] = process.argv.slice(2);
const sdk = (module) => import(pathToFileURL(`${packages}/@modelcontextprotocol/sdk/dist/esm/client/${module}.js`));
const { Client } = await sdk("index");
const { StdioClientTransport } = await sdk("stdio");
const { StreamableHTTPClientTransport } = await sdk("streamableHttp");
const calls = JSON.parse(readFileSync(new URL("calls.json", import.meta.url), "utf8"));

async function connected(transport, use) {
  const client = new Client({ name: "check", version: "1.0.0" });
  await client.connect(transport);
  try {
    await use(client);
  } finally {
    await client.close();
  }
}

async function served(program, use) {
  const running = spawn(program, ["127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await createInterface(running.stdout)[Symbol.asyncIterator]().next().then(({ value }) => [value]);
    const url = line.slice(line.indexOf("http://")).split(" ")[0];
    await connected(new StreamableHTTPClientTransport(new URL(url)), use);
  } finally {
    running.kill();
  }
}

async function tenTools(client) {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name), calls.map((call) => call.tool));
  for (const call of calls) {
    const wrong = await client.callTool({ name: call.tool, arguments: call.wrong });
    assert.ok(wrong.isError && wrong.content[0].text.includes(call.told), JSON.stringify(wrong));
    const right = await client.callTool({ name: call.tool, arguments: call.right });
    assert.ok(!right.isError && right.structuredContent, JSON.stringify(right));
  }
}

async function givenUp(client) {
  const stop = new AbortController();
  const hanging = client.callTool({ name: "test_hang", arguments: {} }, undefined, { signal: stop.signal });
  await seen(client, "1 waiting, 0 given up");
  stop.abort();
  await assert.rejects(hanging);
  await seen(client, "0 waiting, 1 given up");
}

async function seen(client, expected) {
  let told;
  for (let times = 0; times < 400; times += 1) {
    told = (await client.callTool({ name: "test_hung_up", arguments: {} })).content[0].text;
    if (told === expected) return;
    await sleep(25);
  }
  assert.fail(`the service sees: ${told}, and not: ${expected}`);
}

const piped = (program) => new StdioClientTransport({ command: program, args: ["--stdio"], stderr: "ignore" });
await connected(piped(example), tenTools);
console.log("TypeScript, pipe: ten tools listed and called, rightly and wrongly");
await served(example, tenTools);
console.log("TypeScript, HTTP: ten tools listed and called, rightly and wrongly");
await connected(piped(fixture), givenUp);
await served(fixture, givenUp);
console.log("TypeScript: a call that is given up ends at the service, over both");
