// The desk's page: languages, the sheets of one, and two smaller views. It stands in a file, where
// it opens PDFs, and is served by `desk`, where `job.js` prints them.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const served = Boolean(byId("job"));
const desk = { language: "", edition: "", paper: "", drafts: false, highlighted: "" };
const hooks = { switched() {}, linked() {}, keyed() {} };
const UPDATING = "This sheet is being updated. Give the English one and call an interpreter.";
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
function remembered(store, key) {
  try { return store().getItem(`handouts-${key}`); } catch { return null; }
}
function remember(store, key, value) {
  try { store().setItem(`handouts-${key}`, value); } catch { /* the browser keeps nothing */ }
}
const always = () => window.localStorage;
const today = () => window.sessionStorage;

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

function showLanguages() {
  const found = findLanguages(byId("search").value, data.languages);
  byId("languages").replaceChildren(...found.map((language) => element("li", {},
    element("button", { type: "button", "data-tag": language.tag, "aria-pressed": String(language.tag === desk.language),
      onclick: () => choose(language.tag) },
    foreign(language.autonym, language), element("span", {}, language.name)))));
  const none = "No language found by this name. Try another name for it, or look under “Point to your language”.";
  const typed = byId("search").value.trim();
  byId("found").textContent = !found.length ? none : typed ? `${found.length} found` : "";
  return found;
}

function choose(tag, { focus = true } = {}) {
  desk.language = tag;
  showLanguages();
  showSheets();
  if (focus) byId("chosen").focus();
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
    note = updating ? UPDATING
      : `There is no ${language.name} sheet of this. Give the English one and call an interpreter.`;
    reads = languageOf("en");
    files = filesOf("en", guide.name, sheet.name);
  }
  const shown = desk.drafts ? files : files.filter((one) => !one.draft);
  if (files.length && !shown.length) return null;
  const title = element("h4", {}, sheet.title);
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
const printing = { frame: null, timer: 0 };
function printFile(file) {
  forgetFrame();
  sayPrinting("Opening the print dialog…");
  printing.timer = setTimeout(() => { forgetFrame(); sayPrinting(UPDATING, true); }, PATIENCE);
  printing.frame = element("iframe", { id: "sheet", src: `print/${file.print}`, title: "The sheet to print", tabindex: "-1" });
  document.body.append(printing.frame);
}

function forgetFrame() {
  clearTimeout(printing.timer);
  if (printing.frame) printing.frame.remove();
  printing.frame = null;
}

function sayPrinting(words, bad = false) {
  byId("print-status").textContent = words;
  byId("print-status").classList.toggle("bad", bad);
}

function heardOfPrinting(event) {
  if (!printing.frame || event.source !== printing.frame.contentWindow || event.data !== "handouts-printing") return;
  clearTimeout(printing.timer);
  sayPrinting("Sent to the print dialog. Cancelled, or nothing came out? Print again.");
}

// One key takes the sheet with that number, as long as the focus is among the sheets and in no field.
function sheetKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input:not([type=radio], [type=checkbox])")) return;
  const card = /^[1-9]$/.test(event.key) && document.querySelectorAll(".card")[Number(event.key) - 1];
  const button = card && card.querySelector("button");
  if (button) button.click();
  else if (event.key.toLowerCase() === "p") hooks.keyed();
}

function showSheets() {
  const language = languageOf(desk.language);
  byId("sheets").hidden = !language;
  if (!language) return;
  byId("chosen").replaceChildren(language.name, " ", foreign(language.autonym, language));
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
    ? `${hidden === 1 ? "1 sheet is a draft" : `${hidden} sheets are drafts`}: no qualified person has checked the words. Ask who is in charge before you give one to a patient.`
    : "Drafts are shown: no qualified person has checked their words.";
}

function switches(id, name, options, chosen, change) {
  const field = byId(id);
  field.hidden = options.length < 2;
  field.append(...options.map(({ value, label }) => {
    const input = element("input", { type: "radio", name, value, autocomplete: "off" });
    input.checked = value === chosen;
    input.addEventListener("change", () => { change(value); hooks.switched(); showSheets(); });
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
  (view === "find" ? byId("search") : byId(`${view}-title`)).focus();
}

function showPoint() {
  byId("point-languages").replaceChildren(...data.languages.map((language) => element("li", {},
    element("button", { type: "button", onclick: () => { window.location.hash = "#find"; choose(language.tag); } },
      foreign(language.autonym, language), element("span", {}, language.name)))));
  const links = data.posters.flatMap((poster) => [" ", element("a", { href: (served ? "/" : "") + poster.path, target: "_blank", rel: "noopener noreferrer" },
    paperName(poster.paper))]);
  byId("posters").replaceChildren(...(links.length ? ["The same as a poster:", ...links] : []));
}

// The foot of a paper: code and language, version, date. A version or date that was not typed is not
// compared, but named.
function compare(typed) {
  const code = typed.trim().match(/^([A-Za-z0-9]+-[A-Za-z0-9]+-[A-Za-z]{2,8}(?:-[A-Za-z0-9]+)*)/);
  const files = code ? data.sheets.filter((one) => one.code.toLowerCase() === code[1].toLowerCase()) : [];
  if (!code) return "Type the code as it stands at the foot, such as SIJ-REC-es.";
  if (!files.length) {
    return "No sheet of now has this code: the paper is superseded, or the code is mistyped. Do not hand it out before you have compared it with a new print.";
  }
  const { version, date } = files[0];
  const rest = typed.trim().slice(code[1].length);
  const oldDate = rest.match(/\d{4}-\d\d-\d\d/);
  const oldVersion = rest.replace(/\d{4}-\d\d-\d\d/, "").match(/\d+(?:\.\d+)*/);
  const now = `version ${version} of ${date}`;
  if ((oldVersion && oldVersion[0] !== version) || (oldDate && oldDate[0] !== date)) {
    return `Superseded. Put the paper away and print a new one: ${now} is current.`;
  }
  if (oldVersion && oldDate) return `Current: ${now}.`;
  return `The current sheet is ${now}. The paper is current only if its foot says the same.`;
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
  return { tag: meant ? meant.tag : "", edition: asked.get("edition") || "", paper: asked.get("paper") || "" };
}

function start() {
  const link = readLink();
  const editions = data.editions.map((one) => one.name);
  desk.edition = known(editions, link.edition, remembered(always, "edition"), "standard");
  desk.paper = known(data.papers, link.paper, remembered(always, "paper"), data.paper);
  desk.drafts = remembered(today, "drafts") === "yes";
  byId("drafts").checked = desk.drafts;
  switches("editions", "edition", data.editions.map((one) => ({ value: one.name, label: `${capital(one.name)}: ${one.title}` })), desk.edition,
    (value) => { desk.edition = value; remember(always, "edition", value); });
  switches("papers", "paper", data.papers.map((one) => ({ value: one, label: paperName(one) })), desk.paper,
    (value) => { desk.paper = value; remember(always, "paper", value); });
  byId("drafts").addEventListener("change", (event) => {
    desk.drafts = event.target.checked;
    remember(today, "drafts", desk.drafts ? "yes" : "no");
    showSheets();
  });
  byId("search").addEventListener("input", showLanguages);
  byId("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const [first] = showLanguages();
    if (first) choose(first.tag);
  });
  byId("current-form").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("current-answer").textContent = compare(byId("code").value);
  });
  window.addEventListener("hashchange", showView);
  if (!served) window.addEventListener("message", heardOfPrinting);
  byId("sheets").addEventListener("keydown", sheetKey);
  showLanguages();
  showPoint();
  showView();
  byId("loading").hidden = true;
  if (!link.tag) return;
  choose(link.tag);
  hooks.linked();
}
