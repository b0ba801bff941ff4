// The desk's page: what its parts share, the sheets of a language, and how it starts. It stands in a
// file, where it opens PDFs, and is served by `desk`, where `job.js` prints them.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const served = Boolean(byId("job"));
const desk = { language: "", edition: "", paper: "", lacking: "", drafts: false, highlighted: "", linked: false };
const hooks = { linked() { return true; }, keyed() {}, moved() {}, chosen() {} };
const CALL = "Give the English one and call an interpreter.";
const UPDATING = `This sheet is being updated. ${CALL}`;
const UPDATING_ENGLISH = "The English sheet is being updated too. Call an interpreter, and tell who looks after this computer: the sheets must be built anew.";
const ASK = "Ask who is in charge before you give one to a patient.";
const DRAFT = "Draft: no qualified person has checked these words.";

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Words in their own language and direction.
function foreign(words, language) {
  return element("bdi", { lang: language.tag, dir: language.rtl ? "rtl" : "ltr" }, words);
}

// What is remembered is how this desk prints, never what for.
function remembered(key) {
  try { return window.localStorage.getItem(`handouts-${key}`); } catch { return null; }
}
function remember(key, value) {
  try { window.localStorage.setItem(`handouts-${key}`, value); } catch { /* the browser keeps nothing */ }
}

function languageOf(tag) { return data.languages.find((one) => one.tag === tag); }
function filesOf(tag, guide, handout) {
  return data.sheets.filter((one) => one.language === tag && one.guide === guide && one.handout === handout);
}
function isUpdating(tag, guide, handout) {
  return data.updating.some(([one, two, three]) => one === tag && two === guide && three === handout);
}
// The file of a sheet in the edition and paper that are chosen; else the nearest that there is.
function chosenFile(files) {
  const near = (one) => (one.edition === desk.edition ? 4 : one.edition === "standard" ? 2 : 0)
    + (one.paper === desk.paper ? 1 : 0);
  return [...files].sort((one, other) => near(other) - near(one))[0];
}

function signedWords(file) {
  return file.signed.length ? `Checked by ${file.signed.join("; ")}` : "Checked";
}

function address(file) { return (served ? "/sheets/" : "") + file.path.split("/").map(encodeURIComponent).join("/"); }

function card(guide, sheet) {
  const language = languageOf(desk.language);
  let files = filesOf(language.tag, guide.name, sheet.name);
  let reads = language;
  const updating = isUpdating(language.tag, guide.name, sheet.name);
  let note = "";
  if (!files.length) {
    note = updating ? updatingWords(language.tag, guide, sheet)
      : `There is no ${language.name} sheet of this. ${CALL}`;
    reads = languageOf("en");
    files = filesOf("en", guide.name, sheet.name);
  }
  const shown = desk.drafts ? files : files.filter((one) => !one.draft);
  if (files.length && !shown.length) return null;
  const title = element("h4", {}, element("span", {}, `${capital(sheet.name.replaceAll("-", " "))}:`), ` ${sheet.title}`);
  const notes = note ? [element("p", { class: "notice" }, note)] : [];
  if (!shown.length) return element("li", { class: "card" }, title, ...notes);
  const file = chosenFile(shown);
  if (file.edition !== desk.edition || file.paper !== desk.paper) {
    notes.push(element("p", { class: "notice" }, `Not made in ${desk.edition}, ${desk.paper}: this one is ${file.edition}, ${file.paper}.`));
  }
  const facts = [`${file.pages} ${file.pages === 1 ? "page" : "pages"}`, `version ${file.version}`, file.date, file.code];
  const picture = element("img", { src: `${served ? "/" : ""}thumbnails/${file.picture}`, alt: "", loading: "lazy", width: 120, height: 155 });
  const words = element("div", {}, title, element("p", {}, foreign(file.title, reads)),
    element("p", { class: "facts" }, ...facts.flatMap((fact, place) => [place ? " · " : "", element("span", {}, fact)])),
    element("p", { class: file.draft ? "state draft" : "state" }, file.draft ? DRAFT : signedWords(file)),
    ...notes, element("p", { class: "buttons" }, ...actions(file, sheet, reads)));
  const highlighted = desk.highlighted === sheet.name;
  return element("li", { class: highlighted ? "card highlighted" : "card", lang: "en" }, picture, words);
}

// What to do about a sheet that is being updated, where English may be it, too.
function updatingWords(tag, guide, sheet) {
  return tag === "en" || !filesOf("en", guide.name, sheet.name).length ? UPDATING_ENGLISH : UPDATING;
}

function actions(file, sheet, reads) {
  const what = `${sheet.title}, ${reads.name}`;
  const open = element("a", { href: address(file), target: "_blank", rel: "noopener noreferrer", "aria-label": `Open ${what}` }, "Open");
  return [...(served ? jobActions(file, what) : [printButton(file, what)]), open];
}

function printButton(file, what) {
  return element("button", { type: "button", class: "main", "aria-label": `Print ${what}`, onclick: () => printFile(file) }, "Print");
}

// Longer than the slowest shared drive takes for a sheet.
const PATIENCE = 8000;

// In a file, a sheet's own page prints it, and tells when the dialog opens; what is missing, locked
// or only half copied tells nothing.
const printing = { frame: null, timer: 0, what: "" };
function printFile(file) {
  forgetFrame();
  sayPrinting("Opening the print dialog…");
  printing.what = `${titleOf(file)}, ${languageOf(file.language).name}`;
  printing.timer = setTimeout(() => {
    forgetFrame();
    sayPrinting(file.language === "en" ? UPDATING_ENGLISH : UPDATING, true);
  }, PATIENCE);
  printing.frame = element("iframe", { id: "sheet", src: `print/${file.print}`, title: "The sheet to print", tabindex: "-1" });
  document.body.append(printing.frame);
}

function forgetFrame() {
  clearTimeout(printing.timer);
  printing.timer = 0;
  if (printing.frame) printing.frame.remove();
  printing.frame = null;
}

function sayPrinting(words, bad = false) {
  tell(byId("print-status"), words, bad);
}

// Says something in words that are in view; what is wrong, at once.
function tell(place, words, bad) {
  place.setAttribute("role", bad ? "alert" : "status");
  place.textContent = words;
  place.classList.toggle("bad", bad);
  if (words) place.scrollIntoView({ block: "nearest" });
}

function titleOf(file) {
  const guide = data.guides.find((one) => one.name === file.guide);
  return guide.sheets.find((one) => one.name === file.handout).title;
}

function heardOfPrinting(event) {
  if (!printing.frame || event.source !== printing.frame.contentWindow || event.data !== "handouts-printing") return;
  clearTimeout(printing.timer);
  printing.timer = 0;
  sayPrinting(`Sent to the print dialog: ${printing.what}. Cancelled, or nothing came out? Print again.`);
}

// One key takes the sheet with that number, as long as the focus is among the sheets and in no field.
function sheetKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input:not([type=radio], [type=checkbox])")) return;
  const card = /^[1-9]$/.test(event.key) && document.querySelectorAll(".card")[Number(event.key) - 1];
  const button = card && card.querySelector("button");
  if (button) {
    event.preventDefault(); // the number is meant for no field that comes into view
    button.click();
  } else if (/^[1-9]$/.test(event.key) && !byId("cards").children.length && !byId("drafts-choice").hidden) {
    byId("drafts").focus(); // the sheets are drafts, which somebody must ask to see
  } else if (event.key.toLowerCase() === "p") hooks.keyed();
}

function showSheets() {
  const language = languageOf(desk.language);
  byId("sheets").hidden = !language;
  if (!language) return;
  byId("chosen").replaceChildren(...(language.name === language.autonym ? [] : [language.name, " "]), foreign(language.autonym, language), ...(language.note ? [" ", element("span", { class: "apart" }, language.note)] : []));
  byId("instead").hidden = !desk.lacking;
  byId("instead").textContent = desk.lacking ? `There is no sheet in ${desk.lacking}. ${CALL}` : "";
  let hidden = 0;
  const guides = data.guides.map((guide) => {
    const cards = guide.sheets.map((sheet) => card(guide, sheet));
    hidden += cards.filter((one) => !one).length;
    const there = cards.filter(Boolean);
    return there.length ? element("section", { class: "guide" }, element("h3", {}, guide.title), element("ul", { class: "cards" }, ...there)) : "";
  });
  byId("cards").replaceChildren(...guides.filter(Boolean));
  const drafts = data.sheets.some((one) => one.draft);
  byId("drafts-choice").hidden = !drafts || (!hidden && !desk.drafts);
  byId("drafts-note").textContent = hidden
    ? `${hidden === 1 ? "1 sheet is a draft" : `${hidden} sheets are drafts`}: no qualified person has checked the words. ${ASK}`
    : `Drafts are shown: no qualified person has checked their words. ${ASK}`;
}

function switches(id, name, options, chosen, change) {
  const field = byId(id);
  field.hidden = options.length < 2;
  field.append(...options.map(({ value, label }) => {
    const input = element("input", { type: "radio", name, value, autocomplete: "off" });
    input.checked = value === chosen;
    input.addEventListener("change", () => { change(value); showSheets(); });
    return element("label", {}, input, ` ${label}`);
  }));
}

function known(options, ...wanted) { return wanted.find((one) => options.includes(one)) || options[0] || ""; }
function paperName(paper) { return paper === "a4" ? "A4" : capital(paper); }
function capital(words) { return words.charAt(0).toUpperCase() + words.slice(1); }

function showView() {
  const views = ["find", "point", "current"];
  const view = known(views, window.location.hash.slice(1));
  for (const one of views) byId(one).hidden = one !== view;
  document.body.dataset.view = view;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  byId({ find: "search", point: "point-title", current: "code" }[view]).focus();
}

// A link may choose language, handout, edition and paper; anything else in it is thrown away.
function readLink() {
  const asked = new URLSearchParams(window.location.search);
  const tag = (asked.get("language") || "").toLowerCase();
  const meant = data.languages.find((one) => one.tag.toLowerCase() === tag);
  desk.highlighted = asked.get("handout") || "";
  const keep = new URLSearchParams();
  for (const key of ["language", "handout", "edition", "paper"]) if (asked.has(key)) keep.set(key, asked.get(key));
  if ([...asked.keys()].some((key) => !keep.has(key))) {
    window.history.replaceState(null, "", `${window.location.pathname}?${keep}${window.location.hash}`);
  }
  const lacking = meant ? undefined : data.notOffered.find((one) => one[0].toLowerCase() === tag);
  return { tag: meant ? meant.tag : "", lacking: meant || !tag ? "" : lacking ? lacking[1] : tag, edition: asked.get("edition") || "", paper: asked.get("paper") || "" };
}

function start() {
  const link = readLink();
  const editions = data.editions.map((one) => one.name);
  desk.edition = known(editions, link.edition, remembered("edition"), "standard");
  desk.paper = known(data.papers, link.paper, remembered("paper"), data.paper);
  switches("editions", "edition", data.editions.map((one) => ({ value: one.name, label: `${capital(one.name)}: ${one.title}` })), desk.edition,
    (value) => { desk.edition = value; remember("edition", value); });
  switches("papers", "paper", data.papers.map((one) => ({ value: one, label: paperName(one) })), desk.paper,
    (value) => { desk.paper = value; remember("paper", value); });
  byId("drafts").addEventListener("change", (event) => {
    desk.drafts = event.target.checked;
    showSheets();
    if (desk.drafts) takeLinked();
  });
  byId("search").addEventListener("input", searched);
  byId("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    entered();
  });
  byId("current-form").addEventListener("submit", (event) => {
    event.preventDefault();
    tell(byId("current-answer"), compare(byId("code").value), false);
  });
  window.addEventListener("hashchange", showView);
  if (!served) window.addEventListener("message", heardOfPrinting);
  byId("sheets").addEventListener("keydown", sheetKey);
  byId("search").value = link.lacking;
  showLanguages();
  showPoint();
  showView();
  byId("loading").hidden = true;
  if (!link.tag) return;
  choose(link.tag);
  desk.linked = true;
  takeLinked();
}

// The sheet that a link names is taken once: at once, or when drafts are shown.
function takeLinked() {
  if (desk.linked && hooks.linked()) desk.linked = false;
}
