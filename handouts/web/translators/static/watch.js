// The translator's live page. The server says when a file has changed; the page then asks for the
// sheet as it is now, and changes only what differs, so that nothing jumps while somebody reads.
"use strict";

const STATES = {
  untranslated: "Not translated: the page shows the English",
  fuzzy: "Fuzzy: the English has changed; the page shows the English",
  wrong: "Has an error: the page shows the English",
  done: "Translated",
};
const byId = (id) => document.getElementById(id);
let shown = {};
let chosen = "";
let asking = 0;

function element(name, classes, ...children) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}

// Words of the catalog, in their own language and direction. Inline tags are shown as they are
// written: a translator has to keep them.
function foreign(words, language) {
  const parts = words.split(/(<\/?[a-z]+>|%\([a-z_]+\)s)/);
  const made = element("bdi", "", ...parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const tag = element("bdi", "tag", part);
    tag.dir = "ltr";
    return tag;
  }));
  made.lang = language;
  made.dir = "auto";
  return made;
}

function finding(one) {
  const parts = [element("b", "", one.severity), `: ${one.message} `];
  if (one.hint) parts.push(element("span", "hint", `(${one.hint}) `));
  parts.push(element("code", "", `${one.code}, ${one.where}`));
  return element("li", `finding ${one.severity}`, ...parts);
}

function list(title, items) {
  if (!items.length) return [];
  return [element("p", "", title), element("ul", "", ...items)];
}

function messageCard(message, number) {
  const button = element("button", "", `${number}. ${message.english}`);
  button.type = "button";
  button.addEventListener("click", () => choose(message.code, "page"));
  const head = element("p", "head", element("span", "state", STATES[message.state]),
    element("code", "", message.code), element("span", "", message.place));
  const card = element("li", `message ${message.state}`, head, element("p", "", button));
  if (message.context) card.append(element("p", "", `Context: ${message.context}`));
  if (!shown.source) {
    const words = message.translation || "–";
    const line = element("p", "translation", foreign(words, shown.language));
    line.dir = shown.rtl ? "rtl" : "ltr";
    card.append(line);
  }
  if (message.previous) card.append(element("p", "", `The English was: ${message.previous}`));
  card.append(...list("Found by the checks:", message.findings.map(finding)));
  const more = [
    ...list("Facts of the guide:", message.facts.map((fact) => element("li", "", fact))),
    ...list("Where it stands:", message.notes.map((note) => element("li", "", note))),
    ...list("Agreed words:", message.terms.map((term) =>
      element("li", "", `${term.term}: `, foreign(term.words.join(" | "), shown.language)))),
    ...list("Notes of translators:", message.comments.map((note) => element("li", "", note))),
  ];
  if (more.length) card.append(element("details", "", element("summary", "", "Facts and notes"), ...more));
  card.id = `message-${message.code}`;
  return card;
}

function wanted(message) {
  const filter = byId("filter").value;
  if (filter === "todo") return message.state !== "done";
  return filter !== "findings" || message.findings.length > 0;
}

// Cards whose message is the same stay as they are, with what the reader has opened in them.
const cards = new Map();

function showMessages() {
  const box = byId("messages").querySelector("ol");
  const kept = shown.messages.filter(wanted).map((message) => {
    const number = shown.messages.indexOf(message) + 1;
    const key = JSON.stringify([message, number]);
    const known = cards.get(message.code);
    if (known && known.key === key) return known.card;
    const card = messageCard(message, number);
    if (known && known.card.querySelector("details[open]")) {
      card.querySelector("details")?.setAttribute("open", "");
    }
    cards.set(message.code, { key, card });
    return card;
  });
  kept.forEach((card, index) => {
    if (box.children[index] !== card) box.insertBefore(card, box.children[index] || null);
  });
  while (box.children.length > kept.length) box.lastChild.remove();
}

function showPages() {
  const box = byId("pages");
  box.classList.toggle("stale", shown.stale);
  while (box.children.length > shown.pages) box.lastChild.remove();
  const states = new Map(shown.messages.map((one) => [one.code, one.state]));
  for (let number = 1; number <= shown.pages; number += 1) {
    let page = box.children[number - 1];
    if (!page) {
      page = element("div", "page", element("img"));
      box.append(page);
    }
    const image = page.querySelector("img");
    const address = `/page/${shown.digest}/${number}.png`;
    image.alt = `Page ${number} of ${shown.pages}`;
    page.style.aspectRatio = shown.ratio;
    // The old picture stays until the new one is there.
    if (image.dataset.address !== address) {
      image.dataset.address = address;
      const next = new Image();
      next.addEventListener("load", () => {
        if (image.dataset.address !== address) return;
        image.src = address;
        document.body.dataset.shown = `${shown.number}`;
      });
      next.src = address;
    }
    page.querySelectorAll(".place").forEach((one) => one.remove());
    for (const place of shown.places.filter((one) => one.page === number)) {
      const state = states.get(place.code) || "done";
      const kind = { done: "", wrong: "wrong" }[state] ?? "gap";
      const mark = element("div", `place ${kind}`);
      mark.dataset.code = place.code;
      for (const side of ["left", "top", "width", "height"]) {
        mark.style[side] = `${place[side] * 100}%`;
      }
      mark.addEventListener("click", () => choose(place.code, "message"));
      page.append(mark);
    }
  }
}

function showStatus() {
  const todo = shown.messages.filter((one) => one.state !== "done").length;
  const parts = [shown.pages === 1 ? "1 page" : `${shown.pages} pages`];
  if (shown.too_long) parts.push("TOO LONG");
  shown.left.forEach((left, index) => {
    const room = left < 0 ? `overfull by ${-left} points` : `${left} points left`;
    parts.push(`page ${index + 1}: ${room}`);
  });
  parts.push(`white space ${shown.white} %`);
  parts.push(todo ? `${todo} of ${shown.messages.length} messages to do` : "all messages done");
  if (shown.stale) parts.unshift("Cannot be read just now; these are the last good pages");
  byId("status").textContent = parts.join(" · ");
  const about = new Set(shown.messages.flatMap((one) => one.findings.map((each) => each.where)));
  const others = shown.findings.filter((one) => !about.has(one.where) || shown.stale);
  byId("problems").replaceChildren(...others.slice(0, 20).map(finding));
}

function mark() {
  for (const one of document.querySelectorAll(".chosen")) one.classList.remove("chosen");
  if (!chosen) return;
  for (const one of document.querySelectorAll(`[data-code="${chosen}"]`)) one.classList.add("chosen");
  byId(`message-${chosen}`)?.classList.add("chosen");
}

// Chooses a message; `towards` is what must come into view: its place on the page, or its card.
function choose(code, towards) {
  chosen = code;
  if (towards === "message" && !byId(`message-${code}`)) {
    byId("filter").value = "all";
    showMessages();
  }
  mark();
  const card = byId(`message-${code}`);
  const goal = towards === "page" ? document.querySelector(`.place[data-code="${code}"]`) : card;
  goal?.scrollIntoView({ block: "center", inline: "nearest" });
  if (towards === "message") card?.querySelector("button").focus({ preventScroll: true });
}

async function refresh() {
  asking += 1;
  const mine = asking;
  const query = new URLSearchParams({ sheet: byId("sheet").value, edition: byId("edition").value });
  try {
    const answer = await fetch(`/state?${query}`);
    const state = await answer.json();
    if (mine !== asking) return;
    if (!state.messages) {
      byId("status").textContent = "This handout cannot be shown:";
      byId("problems").replaceChildren(...state.findings.map(finding));
      return;
    }
    shown = state;
    showPages();
    showMessages();
    showStatus();
    mark();
  } catch {
    byId("status").textContent = "The program does not answer. Is it still running?";
  }
}

function listen() {
  const events = new EventSource("/events");
  events.addEventListener("message", refresh);
  events.addEventListener("error", () => {
    byId("status").textContent = "The program does not answer. Is it still running?";
  });
}

const asked = new URLSearchParams(location.search);
for (const id of ["sheet", "edition"]) {
  const value = asked.get(id);
  if (value && [...byId(id).options].some((one) => one.value === value)) byId(id).value = value;
  byId(id).addEventListener("change", () => {
    cards.clear();
    byId("messages").querySelector("ol").replaceChildren();
    history.replaceState(null, "", `?${new URLSearchParams({ sheet: byId("sheet").value, edition: byId("edition").value })}`);
    refresh();
  });
}
byId("filter").addEventListener("change", () => { showMessages(); mark(); });
listen();
