"use strict";
(() => {
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const live = document.body.dataset.live;

  // Search: tools that have every word.
  const search = document.getElementById("search");
  const find = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const tool of $$("article")) {
      tool.hidden = !words.every((word) => tool.dataset.words.includes(word));
      shown += tool.hidden ? 0 : 1;
      for (const item of $$("nav li")) if (item.dataset.tool === tool.dataset.tool) item.hidden = tool.hidden;
    }
    document.getElementById("none").hidden = shown > 0;
  };
  search.addEventListener("input", find);

  // Copying, where the browser lets a page.
  const copyable = () => {
    if (!navigator.clipboard) return;
    for (const button of $$("button.copy")) {
      button.hidden = false;
      const title = button.previousSibling ? button.previousSibling.textContent : "";
      button.setAttribute("aria-label", "Copy: " + title);
      button.onclick = async () => {
        await navigator.clipboard.writeText(button.closest("figure").querySelector("pre").textContent);
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 1500);
      };
    }
  };
  copyable();
  if (!live) return;

  // What is typed, as JSON text. The page judges nothing: the engine does.
  const values = (form) => {
    const members = [];
    for (const field of $$("[data-name]", form)) {
      const typed = field.value;
      if (typed === "" && !("required" in field.dataset)) continue;
      if (typed === "" && "json" in field.dataset) continue;
      let json = JSON.stringify(typed);
      if ("json" in field.dataset) {
        try {
          JSON.parse(typed);
          json = typed;
        } catch {}
      }
      members.push(JSON.stringify(field.dataset.name) + ":" + json);
    }
    return "{" + members.join(",") + "}";
  };
  const context = () => {
    const form = document.querySelector("#conversation form");
    return form ? values(form) : "{}";
  };

  const ask = async (what, form) => {
    const body = JSON.stringify({ tool: form.dataset.tool, arguments: values(form), context: context() });
    const headers = { "content-type": "application/json" };
    const reply = await fetch(live + "/" + what, { method: "POST", headers, body });
    if (!reply.ok) throw new Error(await reply.text());
    return reply.json();
  };
  const tell = (form, title, told) => {
    const out = form.querySelector(".told");
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.textContent = title;
    const pre = document.createElement("pre");
    pre.tabIndex = 0;
    pre.setAttribute("role", "group");
    pre.setAttribute("aria-label", title);
    pre.className = told.ok ? "" : "bad";
    pre.textContent = told.text;
    figure.append(caption, pre);
    for (const note of told.notes) {
      const line = document.createElement("p");
      line.className = "muted";
      line.textContent = "note: " + note;
      figure.append(line);
    }
    out.replaceChildren(figure);
  };
  const order = new WeakMap();
  const show = async (form, what) => {
    const mine = (order.get(form) || 0) + 1;
    order.set(form, mine);
    let told;
    try {
      told = await ask(what, form);
    } catch (error) {
      told = { ok: false, notes: [], text: String(error.message || error) };
    }
    if (order.get(form) !== mine) return;
    const title = what === "call" || !told.ok ? "What a model is told" : "The request";
    tell(form, title, told);
    form.dataset.shown = what;
  };

  const wire = () => {
    for (const form of $$("form.try")) {
      form.onsubmit = (event) => {
        event.preventDefault();
        show(form, "request");
      };
      form.querySelector("button.call").onclick = () => show(form, "call");
      let wait;
      form.oninput = () => {
        clearTimeout(wait);
        wait = setTimeout(() => show(form, "request"), 150);
      };
    }
    const form = document.querySelector("#conversation form");
    if (form) {
      form.onsubmit = (event) => event.preventDefault();
      form.oninput = () => $$("form.try").filter((form) => form.dataset.shown === "request").forEach((form) => show(form, "request"));
    }
  };
  wire();

  // Edits: the page is read again, and what was typed, opened and shown stays.
  const renew = async () => {
    const text = await (await fetch(live + "/")).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const typed = new Map($$("[data-name]").map((field) => [field.id, field.value]));
    const key = (box) => (box.closest("article") || box).id + " " + box.querySelector("summary").textContent;
    const open = new Set($$("details[open]").map(key));
    const shown = $$("form.try").filter((form) => form.dataset.shown === "request").map((form) => form.dataset.tool);
    const active = document.activeElement && document.activeElement.id;
    for (const part of ["nav", "main", "header.top p", "header.top .muted"]) {
      const [now, next] = [document.querySelector(part), page.querySelector(part)];
      if (now && next) now.replaceChildren(...next.childNodes);
    }
    for (const field of $$("[data-name]")) if (typed.get(field.id)) field.value = typed.get(field.id);
    for (const box of $$("details")) box.open = open.has(key(box));
    if (active && document.getElementById(active)) document.getElementById(active).focus();
    wire();
    copyable();
    find();
    $$("form.try").filter((form) => shown.includes(form.dataset.tool)).forEach((form) => show(form, "request"));
  };
  let version;
  const watch = async () => {
    try {
      const now = await (await fetch(live + "/version")).json();
      if (version !== undefined && now.version !== version) await renew();
      version = now.version;
      const broken = document.getElementById("broken");
      broken.textContent = now.broken || "";
      broken.hidden = !now.broken;
    } catch {}
    setTimeout(watch, 700);
  };
  watch();
})();
