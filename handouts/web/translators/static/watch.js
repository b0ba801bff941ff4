// The translator's live page. The server says when a file has changed; the page then asks for the
// sheet as it is now, and changes only what differs, so that nothing jumps while somebody reads.
"use strict";

const STATES = {
  untranslated: "Not translated: the page shows the English",
  fuzzy: "Fuzzy: the English has changed; the page shows the English",
  wrong: "Has an error: the page shows the English",
  unprintable: "Has an error: it cannot be printed like this",
  done: "Translated",
};
const NONE = {
  all: "This handout has no messages.",
  todo: "Nothing is left to do.",
  findings: "The checks have found nothing.",
  unsigned: "Every message is signed.",
  changed: "Nothing was changed after it was signed.",
};
const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
const byId = (id) => document.getElementById(id);
let shown = {};
let chosen = "";
let asking = 0;
// Whether the chosen message is to be brought into view again, in another edition.
let again = false;
const narrow = matchMedia("(max-width: 55rem)");

function element(name, classes, ...children) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}

// Words of the catalog, in their own language and direction. Inline tags are shown as they are
// written: a translator has to keep them.
function pieces(words) {
  return words.split(/(<\/?[a-z]+>|%\([a-z_]+\)s)/).map((part, index) => {
    if (index % 2 === 0) return part;
    const tag = element("bdi", "tag", part);
    tag.dir = "ltr";
    return tag;
  });
}

function foreign(words, language) {
  const made = element("bdi", "", ...pieces(words));
  made.lang = language;
  made.dir = "auto";
  return made;
}

function finding(one, place = "") {
  const parts = [element("b", "", one.severity), `: ${one.message} `];
  if (one.hint) parts.push(element("span", "hint", `(${one.hint}) `));
  parts.push(element("code", "", one.where === place ? one.code : `${one.code}, ${one.where}`));
  return element("li", `finding ${one.severity}`, ...parts);
}

function list(title, items) {
  if (!items.length) return [];
  return [element("p", "", title), element("ul", "", ...items)];
}

// What only warns: a note asks for nothing.
function warnings(message) {
  return message.findings.filter((one) => one.severity === "warning").length;
}

// What is to be done about an untranslated or fuzzy message is no error of its own.
function errors(message) {
  if (message.state !== "wrong") return 0;
  return message.findings.filter((one) => one.severity === "error").length;
}

// What a message's state is worth while its catalog cannot be trusted.
function doubt() {
  if (shown.stale) return ", when it was last read";
  return shown.damaged ? ", but the catalog is damaged" : "";
}

// Shows the words as `message` and its page say; the card is a button as a whole for who points.
function messageCard(message, number) {
  const button = element("button", "english", `${number}. `, ...pieces(message.english));
  button.type = "button";
  const warned = message.state === "done" && warnings(message);
  const known = STATES[message.unprintable ? "unprintable" : message.state];
  const state = known + (warned ? `, with ${many(warned, "warning")}` : "") + doubt();
  const head = element("p", "head", element("span", "state", state));
  if (message.signed) head.append(element("span", "signed", `Signed by ${message.signed}`));
  head.append(element("code", "", message.code), element("span", "", message.place));
  const card = element("li", `message ${message.state}${warned ? " warned" : ""}${doubt() ? " doubtful" : ""}`, head, element("p", "", button));
  card.addEventListener("click", (event) => {
    const own = event.target.closest("summary, details");
    if (!own && (event.target.closest("button") || !String(getSelection()))) choose(message.code, "page");
  });
  if (message.context) card.append(element("p", "", `Context: ${message.context}`));
  if (!shown.source) {
    const words = message.translation || "–";
    const line = element("p", "translation", foreign(words, shown.language));
    line.dir = shown.rtl ? "rtl" : "ltr";
    card.append(line);
  }
  card.append(element("p", "room"));
  if (message.before) {
    card.append(element("p", "before", `Changed after it was signed by ${message.before}. It was: `,
      shown.source ? message.was : foreign(message.was, shown.language)));
  }
  if (message.previous) card.append(element("p", "", `The English was: ${message.previous}`));
  // What its state says already need not be said twice.
  const found = message.findings.filter((one) => one.code !== "untranslated-message");
  card.append(...list("Found by the checks:", found.map((one) => finding(one, message.place))));
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
  if (filter === "unsigned") return !message.signed;
  if (filter === "changed") return Boolean(message.before);
  return filter !== "findings" || (message.state !== "untranslated" && message.findings.length > 0);
}

// Cards whose message is the same stay as they are, with what the reader has opened in them.
const cards = new Map();

function showMessages() {
  const box = byId("messages").querySelector("ol");
  const kept = shown.messages.filter(wanted).map((message) => {
    const number = shown.messages.indexOf(message) + 1;
    const key = JSON.stringify([message, number, doubt()]);
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
  const none = byId("none");
  none.hidden = kept.length > 0;
  none.textContent = NONE[byId("filter").value];
}

function showPages() {
  const box = byId("pages");
  const count = shown.pages.length;
  let waiting = 0;
  const done = () => { document.body.dataset.shown = `${shown.number}`; };
  box.classList.toggle("stale", shown.stale);
  while (box.children.length > count) box.lastChild.remove();
  const states = new Map(shown.messages.map((one) =>
    [one.code, one.state === "done" && warnings(one) ? "warned" : one.state]));
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
      const kind = { done: "", warned: "warned", wrong: "wrong" }[state] ?? "gap";
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

// A part of the line above the pages that leads to the messages it counts.
function counted(words, filter, kind = "") {
  const button = element("button", kind, words);
  button.type = "button";
  button.addEventListener("click", () => {
    byId("filter").value = filter;
    byId("filter").dispatchEvent(new Event("change"));
    byId("messages").focus();
  });
  return button;
}

// Leads to the list of what is wrong with the sheet as a whole.
function toProblems(words) {
  const button = element("button", "bad", words);
  button.type = "button";
  button.addEventListener("click", () => {
    byId("problems").scrollIntoView({ block: "center" });
    byId("problems").focus({ preventScroll: true });
  });
  return button;
}

function showStatus() {
  const all = shown.messages;
  const about = new Set(all.flatMap((one) => one.findings.map((each) => JSON.stringify(each))));
  const others = shown.findings.filter((one) => one.code !== "unchecked-words"
    && (!about.has(JSON.stringify(one)) || shown.stale));
  const todo = all.filter((one) => !["done", "wrong"].includes(one.state)).length;
  const wrong = all.reduce((sum, one) => sum + errors(one), 0);
  const elsewhere = others.filter((one) => one.severity === "error").length;
  const warned = all.reduce((sum, one) => sum + warnings(one), 0);
  const signed = all.filter((one) => one.signed).length;
  const changed = all.filter((one) => one.before).length;
  const parts = [];
  if (shown.stale) parts.push(toProblems("Cannot be read just now; these are the last good pages: see why"));
  else if (shown.damaged) parts.push(toProblems("A catalog is damaged; nothing is done until it is restored: see how"));
  parts.push(many(shown.pages.length, "page"));
  const room = element("span", shown.too_long ? "over" : "", shown.too_long ? "TOO LONG" : "");
  room.id = "sheet-room";
  if (shown.counted) parts.push(room);
  if (todo) parts.push(counted(`${todo} of ${all.length} messages to do`, "todo"));
  if (wrong) parts.push(counted(many(wrong, "error"), "findings", "bad"));
  if (elsewhere && !shown.stale && !shown.damaged) parts.push(toProblems(`${many(elsewhere, "error")} of the sheet`));
  if (warned) parts.push(counted(many(warned, "warning"), "findings"));
  if (!todo && !wrong && !shown.stale && !shown.damaged) parts.push("all translated");
  parts.push(`${signed} of ${all.length} signed`);
  if (changed) parts.push(counted(`${changed} changed after signing`, "changed"));
  const line = parts.flatMap((part, index) => (index && part !== room ? [" · ", part] : [part]));
  byId("status").replaceChildren(...line);
  const each = shown.left.map((left, index) => {
    const space = left < 0 ? `overfull by ${-left} points` : `${left} points of its height are free`;
    const lines = shown.places.filter((one) => one.page === index + 1)
      .reduce((sum, one) => sum + one.lines, 0);
    return element("li", "", `Page ${index + 1}: ${many(lines, "line")}, ${space}`);
  });
  each.push(element("li", "", `White space between paragraphs: ${shown.white} % of the most. It gives way to more words.`));
  byId("detail").hidden = false;
  byId("detail").querySelector("ul").replaceChildren(...each);
  const unchecked = shown.findings.find((one) => one.code === "unchecked-words");
  byId("unchecked").hidden = !unchecked;
  byId("unchecked").textContent = unchecked ? `${unchecked.message}: ${unchecked.hint}` : "";
  byId("problems").replaceChildren(...others.slice(0, 20).map((one) => finding(one)));
}

// How much room the sheet has, where the line above the pages has its place for that.
function showSheetRoom(room) {
  const place = byId("sheet-room");
  if (!place) return;
  place.classList.toggle("over", room.letters < 0);
  place.textContent = ` · ${roomOnSheet(room, "")}`;
}

// How much room the chosen message has. How much the sheet has takes the server some time.
function placeOf(message) {
  const places = shown.places.filter((one) => one.code === message.code);
  const seen = places.filter((one) => one.lines).map((one) =>
    `page ${one.page}: ${many(one.lines, "line")}, and about ${many(one.room, "letter")} more in the last`);
  if (!seen.length) seen.push(places.length ? "heard, not seen: it takes no room" : message.elsewhere);
  if (message.most) seen.push(`${message.letters} of at most ${message.most} letters`);
  return seen.join(" · ");
}

function roomOnSheet({ letters, enough }, where = ", to be saved here or elsewhere") {
  if (letters >= 0 && enough) return `more than ${letters} letters more fit on the sheet`;
  if (letters > 0) return `about ${many(letters, "letter")} more fit on the sheet`;
  if (letters === 0) return "the sheet is full: shorten something before you add";
  if (enough) return `TOO LONG by more than ${many(-letters, "letter")}${where}`;
  return `TOO LONG by about ${many(-letters, "letter")}${where}`;
}

// Asks the server how much room there is in a message, or, without one, in the sheet.
async function askRoom(code) {
  const query = new URLSearchParams({ sheet: byId("sheet").value, edition: byId("edition").value, code });
  const mine = asking;
  try {
    const answer = await fetch(`/room?${query}`);
    if (!answer.ok) return null;
    const room = await answer.json();
    return mine === asking ? room : null;
  } catch {
    return null;  // The server is gone, which the line above the pages tells.
  }
}

// The room of the sheet is asked for once nothing has changed for a while: it is laid out several
// times for that.
let later = 0;

function showRoomLater() {
  clearTimeout(later);
  if (!shown.counted) return;
  later = setTimeout(async () => {
    const room = await askRoom("");
    if (room) showSheetRoom(room);
  }, 700);
}

async function showRoom() {
  const message = shown.messages?.find((one) => one.code === chosen);
  const line = byId(`message-${chosen}`)?.querySelector(".room");
  if (!message || !line) {
    showRoomLater();
    return;
  }
  const place = placeOf(message);
  const over = message.most && message.letters > message.most;
  line.classList.toggle("over", Boolean(over));
  line.textContent = `Room: ${place}`;
  if (!shown.counted) line.textContent += " · pages are not counted in this edition";
  if (!shown.counted) return;
  if (!shown.places.some((one) => one.code === chosen && one.lines)) {
    showRoomLater();
    return;
  }
  line.textContent += " · …";
  const code = chosen;
  const room = await askRoom(code);
  if (!room || code !== chosen) return;
  line.classList.toggle("over", Boolean(over) || room.letters < 0);
  line.textContent = `Room: ${place} · ${roomOnSheet(room)}`;
  showSheetRoom(room);
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
  byId("back").hidden = !(narrow.matches && towards === "page");
  const goal = towards === "page" ? document.querySelector(`.place[data-code="${code}"]`) : card;
  goal?.scrollIntoView({ block: "center", inline: "nearest" });
  if (towards === "message") card?.querySelector("button").focus({ preventScroll: true });
}

async function refresh() {
  clearTimeout(later);
  asking += 1;
  const mine = asking;
  const query = new URLSearchParams({ sheet: byId("sheet").value, edition: byId("edition").value });
  try {
    const answer = await fetch(`/state?${query}`);
    const state = await answer.json();
    if (mine !== asking) return;
    if (!state.messages) {
      byId("status").replaceChildren(toProblems("This handout cannot be shown: see why"));
      byId("unchecked").hidden = true;
      byId("problems").replaceChildren(...state.findings.map(finding));
      return;
    }
    shown = state;
    if (!shown.messages.some((one) => one.code === chosen)) chosen = "";
    showPages();
    showMessages();
    showStatus();
    mark();
    showRoom();
    if (again && chosen) {
      if (!narrow.matches) document.querySelector(`.place[data-code="${chosen}"]`)?.scrollIntoView({ block: "center" });
      byId(`message-${chosen}`)?.scrollIntoView({ block: "center" });
    }
    again = false;
  } catch {
    gone();
  }
}

function gone() {
  byId("status").textContent = "The program does not answer. Start it again where it was started, "
    + `then this page goes on: make watch L=${document.body.dataset.language}`;
}

function listen() {
  const events = new EventSource("/events");
  events.addEventListener("message", refresh);
  events.addEventListener("error", gone);
}

const asked = new URLSearchParams(location.search);
for (const id of ["sheet", "edition"]) {
  const value = asked.get(id);
  if (value && [...byId(id).options].some((one) => one.value === value)) byId(id).value = value;
  byId(id).addEventListener("change", () => {
    again = true;
    if (id === "sheet") {
      cards.clear();
      byId("messages").querySelector("ol").replaceChildren();
    }
    history.replaceState(null, "", `?${new URLSearchParams({ sheet: byId("sheet").value, edition: byId("edition").value })}`);
    refresh();
  });
}
byId("filter").addEventListener("change", () => { showMessages(); mark(); showRoom(); });
byId("back").addEventListener("click", () => choose(chosen, "message"));
listen();
