// The translator's live page. The server says when a file has changed; the page then asks for the
// sheet as it is now, and changes only what differs, so that nothing jumps while somebody reads.
"use strict";

const STATES = {
  untranslated: "Not translated: the page shows the English",
  fuzzy: "Fuzzy: the English has changed; the page shows the English",
  wrong: "Has an error: the page shows the English",
  done: "Translated",
};
const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
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
  card.append(element("p", "room"));
  if (message.previous) card.append(element("p", "", `The English was: ${message.previous}`));
  // What its state says already need not be said twice.
  const found = message.findings.filter((one) => one.code !== "untranslated-message");
  card.append(...list("Found by the checks:", found.map(finding)));
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
  return filter !== "findings" || (message.state !== "untranslated" && message.findings.length > 0);
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
  const count = shown.pages.length;
  let waiting = 0;
  const done = () => { document.body.dataset.shown = `${shown.number}`; };
  box.classList.toggle("stale", shown.stale);
  while (box.children.length > count) box.lastChild.remove();
  const states = new Map(shown.messages.map((one) => [one.code, one.state]));
  for (let number = 1; number <= count; number += 1) {
    let page = box.children[number - 1];
    if (!page) {
      page = element("div", "page", element("img"));
      box.append(page);
    }
    const image = page.querySelector("img");
    const address = `/page/${shown.pages[number - 1]}.bmp`;
    image.alt = `Page ${number} of ${count}`;
    page.style.aspectRatio = shown.ratio;
    // The old picture stays until the new one is there.
    if (image.dataset.address !== address) {
      image.dataset.address = address;
      const next = new Image();
      waiting += 1;
      next.addEventListener("load", () => {
        waiting -= 1;
        if (image.dataset.address !== address) return;
        image.src = address;
        if (!waiting) done();
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
  if (!waiting) done();
}

function showStatus() {
  const todo = shown.messages.filter((one) => one.state !== "done").length;
  const parts = [many(shown.pages.length, "page")];
  if (shown.too_long) parts.push("TOO LONG");
  shown.left.forEach((left, index) => {
    const room = left < 0 ? `overfull by ${-left} points` : `${left} points left`;
    const lines = shown.places.filter((one) => one.page === index + 1)
      .reduce((sum, one) => sum + one.lines, 0);
    parts.push(`page ${index + 1}: ${many(lines, "line")}, ${room}`);
  });
  parts.push(`white space ${shown.white} % of the most`);
  if (todo) parts.push(`${todo} of ${shown.messages.length} messages to do`);
  else if (!shown.stale && !shown.damaged) parts.push("all messages done");
  if (shown.stale) parts.unshift("Cannot be read just now; these are the last good pages");
  else if (shown.damaged) parts.unshift("A catalog is damaged; nothing is done until it is restored");
  byId("status").textContent = parts.join(" · ");
  const about = new Set(shown.messages.flatMap((one) => one.findings.map((each) => each.where)));
  const others = shown.findings.filter((one) => !about.has(one.where) || shown.stale);
  byId("problems").replaceChildren(...others.slice(0, 20).map(finding));
}

// How much room the chosen message has. How much the sheet has takes the server some time.
function placeOf(message) {
  const places = shown.places.filter((one) => one.code === message.code);
  const seen = places.filter((one) => one.lines).map((one) =>
    `page ${one.page}: ${many(one.lines, "line")}, and about ${many(one.room, "letter")} more in the last`);
  if (!seen.length) seen.push(places.length ? "heard, not seen: it takes no room" : "not in the text of a page");
  if (message.most) seen.push(`${message.letters} of at most ${message.most} letters`);
  return seen.join(" · ");
}

function roomOnSheet({ letters, enough }) {
  if (letters >= 0 && enough) return `more than ${letters} letters more fit on the sheet`;
  if (letters > 0) return `about ${many(letters, "letter")} more on the sheet`;
  if (letters === 0) return "the sheet is full: shorten here or elsewhere before you add";
  if (enough) return "TOO LONG, even without this message";
  return `TOO LONG by about ${many(-letters, "letter")}, to be saved here or elsewhere`;
}

async function showRoom() {
  const message = shown.messages.find((one) => one.code === chosen);
  const line = byId(`message-${chosen}`)?.querySelector(".room");
  if (!message || !line) return;
  const place = placeOf(message);
  const over = message.most && message.letters > message.most;
  line.classList.toggle("over", Boolean(over));
  line.textContent = `Room: ${place}`;
  if (!shown.counted) line.textContent += " · pages are not counted in this edition";
  if (!shown.counted || !shown.places.some((one) => one.code === chosen && one.lines)) return;
  line.textContent += " · …";
  const mine = asking;
  const code = chosen;
  const query = new URLSearchParams({ sheet: byId("sheet").value, edition: byId("edition").value, code });
  let room;
  try {
    const answer = await fetch(`/room?${query}`);
    if (!answer.ok) return;
    room = await answer.json();
  } catch {
    return;  // The server is gone, which the line above the pages tells.
  }
  if (mine !== asking || code !== chosen) return;
  line.classList.toggle("over", Boolean(over) || room.letters < 0);
  line.textContent = `Room: ${place} · ${roomOnSheet(room)}`;
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
  showRoom();
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
    showRoom();
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
byId("filter").addEventListener("change", () => { showMessages(); mark(); showRoom(); });
listen();
