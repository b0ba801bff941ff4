// The desk's page: languages, the sheets of one, and two smaller views. It stands in a file, where
// it opens PDFs, and is served by `desk`, where `job.js` prints them.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const served = Boolean(byId("job"));
const desk = { language: "", edition: "", paper: "", drafts: false, highlighted: "", linked: false };
const hooks = { switched() {}, linked() { return true; }, keyed() {}, moved() {}, pointed() {} };
const UPDATING = "This sheet is being updated. Give the English one and call an interpreter.";
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

function choose(tag) {
  if (tag !== desk.language) noDrafts();
  desk.language = tag;
  desk.linked = false;
  moved();
  showLanguages();
  showSheets();
  byId("chosen").focus();
}

// Drafts are shown for one language, once somebody has asked for them.
function noDrafts() {
  desk.drafts = false;
  byId("drafts").checked = false;
}

// Somebody turns to other sheets: what was said of the last ones is no longer meant.
function moved() {
  if (!served && !printing.timer) sayPrinting("");
  hooks.moved();
}

// The sheets of a language stay only as long as the search still means it.
function searched() {
  const found = showLanguages();
  if (found.some((one) => one.tag === desk.language)) return;
  moved();
  desk.language = "";
  noDrafts();
  showLanguages();
  showSheets();
}

// The patient has pointed: what was searched and chosen before was for somebody else.
function pointedTo(tag) {
  byId("search").value = "";
  hooks.pointed();
  desk.highlighted = "";
  window.history.pushState(null, "", "#find");
  showView();
  choose(tag);
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
    ? `${hidden === 1 ? "1 sheet is a draft" : `${hidden} sheets are drafts`}: no qualified person has checked the words. ${ASK}`
    : `Drafts are shown: no qualified person has checked their words. ${ASK}`;
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
  byId({ find: "search", point: "point-title", current: "code" }[view]).focus();
}

function showPoint() {
  byId("point-languages").replaceChildren(...data.languages.map((language) => element("li", {},
    element("button", { type: "button", onclick: () => pointedTo(language.tag) },
      foreign(language.autonym, language), element("span", {}, language.name)))));
  const links = data.posters.flatMap((poster) => [" ", element("a", { href: (served ? "/" : "") + poster.path, target: "_blank", rel: "noopener noreferrer" },
    paperName(poster.paper))]);
  byId("posters").replaceChildren(...(links.length ? ["The same as a poster:", ...links] : []));
}

// The sheet whose code stands anywhere in the words, the longest such code: one line of the foot, or
// more of it.
function codeIn(words) {
  const codes = [...new Set([...data.sheets, ...data.stale].map((one) => one.code))];
  const there = codes.filter((code) => new RegExp(`(^|[^a-z0-9-])${code}(?![a-z0-9-])`, "i").test(words));
  return there[0] || "";
}

// The foot of a paper: code and language, version, date. A version or date that was not typed is not
// compared, but named; so is the sheet, for whoever cannot read it.
function compare(typed) {
  const words = typed.trim().replace(/[\u2010-\u2015]/g, "-");
  const code = codeIn(words);
  if (!code) {
    return /[a-z0-9]+-[a-z0-9]+-[a-z]{2,}/i.test(words)
      ? "None of the sheets has this code: the paper is superseded, or the code is mistyped. Do not hand it out before you have compared it with a new print."
      : "Type the code as it stands at the foot, such as SIJ-REC-es.";
  }
  const files = data.sheets.filter((one) => one.code === code);
  if (!files.length) return `${whatOf(data.stale.filter((one) => one.code === code))} This sheet is being updated: do not hand the paper out. Call an interpreter.`;
  const { version, date } = files[0];
  const what = whatOf(files);
  const rest = words.slice(words.toLowerCase().indexOf(code.toLowerCase()) + code.length);
  const dated = /\d{4}-\d\d-\d\d|\d{1,2}\/\d{1,2}\/(?:\d{4}|\d\d)/;
  const oldDate = isoDate((rest.match(dated) || [""])[0]);
  const oldVersion = rest.replace(dated, "").match(/\d+(?:\.\d+)*/);
  const now = `version ${version} of ${date}`;
  if (oldDate > date) return `${what} The date on the paper is later than ours: ${now}. It is mistyped, or the paper comes from elsewhere: print a new one.`;
  if ((oldVersion && oldVersion[0] !== version) || (oldDate && oldDate !== date)) {
    return `${what} Superseded. Put the paper away and print a new one: ${now} is current.`;
  }
  const draft = files.some((one) => one.draft) ? ` A draft: no qualified person has checked the words. ${ASK}` : "";
  if (oldVersion && oldDate) return `${what} Current: ${now}.${draft}`;
  return `${what} The current sheet is ${now}. The paper is current only if its foot says the same.${draft}`;
}

// What a paper is, in words for staff, and in which editions it is made.
function whatOf(files) {
  const [file] = files;
  const editions = [...new Set(files.map((one) => one.edition))];
  return `${titleOf(file)}, ${languageOf(file.language).name} (editions: ${editions.join(", ")}).`;
}

// A date as the foot writes it, of one as the United States do; nothing of nothing.
function isoDate(words) {
  const [month, day, year] = words.split("/");
  return day ? `${year.padStart(4, "20")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : words;
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
    const [first] = showLanguages();
    if (first) choose(first.tag);
  });
  byId("current-form").addEventListener("submit", (event) => {
    event.preventDefault();
    tell(byId("current-answer"), compare(byId("code").value), false);
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
  desk.linked = true;
  takeLinked();
}

// The sheet that a link names is taken once: at once, or when drafts are shown.
function takeLinked() {
  if (desk.linked && hooks.linked()) desk.linked = false;
}
