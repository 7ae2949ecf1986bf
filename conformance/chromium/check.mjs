// The page of `cargo typed-tools catalog` in headless Chromium: its forms against what `request` prints, its edges
// (another Host, another Origin, no token), accessibility by axe, hostile definitions, and pictures to look at.
//
//     check.mjs PACKAGES PROGRAM_OF_THE_COMMAND_LINE FOLDER_FOR_PICTURES
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as send } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [packages, program, pictures] = process.argv.slice(2);
const { chromium } = createRequire(`${packages}/`)("playwright-core");
const axe = readFileSync(`${packages}/node_modules/axe-core/axe.min.js`, "utf8");
const folder = mkdtempSync(join(tmpdir(), "typed-tools-catalog-"));
const tools = join(folder, "tools");
mkdirSync(tools);
cpSync(new URL("../../tools", import.meta.url), tools, { recursive: true });
mkdirSync(pictures, { recursive: true });

const context = {
  call_sid: "CA0042", contact_email: "maya@example.com", contact_id: "c 42", contact_name: "Maya O'Kafor",
  from_number: "+15550142", to_number: "+15550100",
};
// What is typed into each form: free text with what shells, URLs and JSON mind.
const calls = {
  add_crm_note: { note_text: "Said: \"it's $5 & more\"\nsecond line", note_type: "general" },
  book_appointment: { date: "2026-03-02", time: "09:30", service_type: "follow-up" },
  check_availability: { date: "2026-03-02", service_type: "follow-up" },
  check_order_status: { order_id: "A 1?ü" },
  get_customer_profile: { customer_id: "c_7?x=1#y" },
  process_return: { order_id: "A-1", reason: "other", items: ["a", "b"] },
  search_products: { query: "red & blue <shoes>", max_price: 59.5 },
  send_email: { subject: "Hello", body: "<b>Hi</b>\n" },
  send_sms: { message: "100% \\ok" },
  update_lead_status: { lead_status: "hot", notes: "" },
};

const upstream = createServer((message, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ path: message.url, key: message.headers.authorization }));
}).listen(0, "127.0.0.1");
await new Promise((done) => upstream.once("listening", done));
const origin = `https://api.yourcompany.com=http://127.0.0.1:${upstream.address().port}`;

const catalog = spawn(program, ["catalog", tools, "--open", "--origin", origin, "--context", JSON.stringify(context)], {
  env: { ...process.env, API_KEY: "k-secret-1" }, stdio: ["ignore", "pipe", "ignore"],
});
const [url] = await new Promise((done) => createInterface(catalog.stdout).once("line", (line) => done([line])));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  await forms();
  await edits();
  await edges();
  await hostile();
  await looks();
} finally {
  await browser.close();
  catalog.kill();
  upstream.close();
  rmSync(folder, { recursive: true });
}

function printed(tool, args) {
  const words = ["request", tool, tools, "--args", JSON.stringify(args), "--context", JSON.stringify(context), "--origin", origin];
  return execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trimEnd();
}

async function opened(address, options = {}) {
  const page = await browser.newPage(options);
  page.on("pageerror", (error) => assert.fail(`a script failed: ${error}`));
  page.on("dialog", (dialog) => assert.fail(`a dialog: ${dialog.message()}`));
  await page.goto(address);
  return page;
}

/** Fills a form as a person does. */
async function fill(page, tool, args) {
  for (const [name, value] of Object.entries(args)) {
    const field = page.locator(`[id="${tool}-${name}"]`);
    if (await field.evaluate((element) => element.tagName === "SELECT")) await field.selectOption({ label: value });
    else await field.fill(typeof value === "string" ? value : JSON.stringify(value));
  }
}

async function forms() {
  const page = await opened(url);
  assert.equal(await page.locator("article").count(), 10);
  for (const [tool, args] of Object.entries(calls)) {
    await fill(page, tool, args);
    const form = page.locator(`form[data-tool="${tool}"]`);
    await form.getByRole("button", { name: "Show the request" }).click();
    const told = form.locator(".told pre");
    const sent = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== ""));
    const expected = printed(tool, sent);
    await page.waitForFunction(([name, text]) => document.querySelector(`form[data-tool="${name}"] .told pre`)?.textContent === text,
      [tool, expected], { timeout: 10_000 }).catch(async () => assert.equal(await told.textContent(), expected));
    assert.ok(!expected.includes("k-secret-1") && /\$\{[A-Z_]+\}/.test(expected), expected);
  }
  // A call, and a wrong one, in the words that a model reads; the secret that the service sends back is hidden.
  const form = page.locator('form[data-tool="get_customer_profile"]');
  await form.getByRole("button", { name: "Call it" }).click();
  await form.getByText("What a model is told").waitFor();
  const told = await form.locator(".told pre").textContent();
  assert.ok(told.includes("/customers/c_7%3Fx%3D1%23y") && !told.includes("k-secret-1"), told);
  await page.locator('[id="check_availability-date"]').fill("");
  await page.locator('form[data-tool="update_lead_status"] select').selectOption("");
  await page.locator('form[data-tool="update_lead_status"]').getByText(/lead_status: missing/).waitFor();
  // Search.
  await page.getByRole("searchbox").fill("order reason");
  assert.deepEqual(await page.locator("article:visible h2").allTextContents(), ["process_return"]);
  await page.close();
  console.log("ten forms: each request is the one that `request` prints; a call, a refused call, search");
}

async function edits() {
  const page = await opened(url);
  await fill(page, "send_sms", { message: "typed before the edit" });
  await page.locator('form[data-tool="send_sms"]').getByText("typed before the edit").first().waitFor();
  const file = join(tools, "send_sms.json");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, before.replace(/(api_endpoint": "https:\/\/[^/]+\/)/, "$1v2/"));
  await page.locator('form[data-tool="send_sms"] .told pre', { hasText: "/v2/" }).waitFor();
  assert.equal(await page.locator('[id="send_sms-message"]').inputValue(), "typed before the edit");
  writeFileSync(file, before.replace('"POST"', '"PSOT"'));
  await page.getByRole("alert").waitFor();
  writeFileSync(file, before);
  await page.getByRole("alert").waitFor({ state: "hidden" });
  await page.close();
  console.log("an edit is shown, with what was typed; a broken one is said and changes nothing");
}

/** The status of a request that no browser would make. */
function status(path, options) {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    const message = send({ hostname, port, path, ...options }, (response) => done(response.resume().statusCode));
    message.end(options.body);
  });
}

async function edges() {
  const { host, pathname } = new URL(url);
  const json = { "content-type": "application/json" };
  const body = JSON.stringify({ tool: "send_sms", arguments: '{"message":"x"}', context: "{}" });
  const post = { method: "POST", body };
  for (const [what, expected, path, options] of [
    ["the page", 200, pathname, {}],
    ["the page's own request", 200, `${pathname}request`, { ...post, headers: { ...json, origin: `http://${host}` } }],
    ["another Host", 403, pathname, { headers: { host: "evil.example" } }],
    ["another Host with our port", 403, pathname, { headers: { host: `evil.example:${new URL(url).port}` } }],
    ["another Origin", 403, `${pathname}call`, { ...post, headers: { ...json, origin: "https://evil.example" } }],
    ["no Origin that can be told", 403, `${pathname}call`, { ...post, headers: { ...json, origin: "null" } }],
    ["a form of another page", 403, `${pathname}call`, { ...post, headers: { "content-type": "text/plain" } }],
    ["no token", 404, "/", {}],
    ["another token", 404, `/${"0".repeat(32)}/`, {}],
  ]) {
    assert.equal(await status(path, options), expected, what);
  }
  console.log("another Host, another Origin, a foreign form, no token: all refused");
}

/** Texts of definitions are text: nothing of them runs, and nothing of them is markup. */
async function hostile() {
  const evil = `</code></pre></script><script>window.ran=1</script><img src=x onerror="window.ran=1">"'><svg onload=window.ran=1>`;
  const file = join(folder, "hostile.json");
  writeFileSync(file, JSON.stringify({
    name: "hostile", description: evil,
    parameters: { type: "object", examples: [{ a: evil }], properties: {
      a: { type: "string", description: evil, enum: [evil, "b"] }, [`"><script>window.ran=1</script>`]: { type: "string", title: evil } } },
    api_endpoint: "https://api.yourcompany.com/x", http_method: "POST",
  }));
  const out = join(folder, "hostile.html");
  execFileSync(program, ["catalog", file, "-o", out], { stdio: "pipe" });
  const page = await opened(pathToFileURL(out).href);
  for (const summary of await page.locator("summary").all()) await summary.click();
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(await page.evaluate(() => [document.scripts.length, document.images.length, document.querySelectorAll("svg").length]), [1, 0, 0]);
  assert.equal(await page.locator("article .said").textContent(), evil);
  // The page's policy stops what an escape that was forgotten would let in.
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", `<img src=x onerror="window.ran=2">`));
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await page.close();
  console.log("hostile definitions: text, and no more");
}

async function looks() {
  const file = join(folder, "tools.html");
  execFileSync(program, ["catalog", tools, "-o", file], { stdio: "pipe" });
  for (const [kind, address] of [["file", pathToFileURL(file).href], ["live", url]]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const [size, viewport] of [["wide", { width: 1280, height: 900 }], ["narrow", { width: 360, height: 740 }]]) {
        const page = await opened(address, { colorScheme, viewport });
        if (kind === "live") {
          await fill(page, "add_crm_note", calls.add_crm_note);
          await page.locator('form[data-tool="add_crm_note"] .told pre').waitFor();
        }
        await page.screenshot({ path: join(pictures, `${kind}-${size}-${colorScheme}.png`) });
        for (const summary of await page.locator("summary").all()) await summary.click();
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wider, 0, `${kind} ${size}: the page is ${wider} px wider than the screen`);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html}`);
        assert.deepEqual(found, [], `${kind} ${size} ${colorScheme}`);
        await page.close();
      }
    }
  }
  // By keyboard: the first stop is the way past the list.
  const page = await opened(url);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the tools");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tools");
  await page.close();
  console.log(`wide and narrow, light and dark: axe finds nothing; pictures in ${pictures}`);
}
