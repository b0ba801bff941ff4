// The print job: which sheets, and what is typed for their lines. What is typed is in the fields,
// then in the body of one request, and nowhere else; it is cleared after printing, for the next
// patient, and when nobody has touched the page for a while.
const IDLE = 120_000;
const job = { sheets: new Map(), printed: null, timer: 0, asking: 0, pending: false };

function jobActions(file, what) {
  const chosen = job.sheets.has(file.path);
  return [element("button", { type: "button", "aria-pressed": String(chosen), "aria-label": `${chosen ? "Take out" : "Add"} ${what}`,
    onclick: () => toggle(file) }, chosen ? "In the print job" : "Add to print job")];
}

function toggle(file) {
  const taken = !job.sheets.has(file.path);
  byId("cleared").hidden = true;
  if (taken) job.sheets.set(file.path, file);
  else job.sheets.delete(file.path);
  moved();
  showSheets();
  showJob();
  if (!taken) return;
  say(`In the print job: ${titleOf(file)}, ${languageOf(file.language).name}.`);
  showForm();
}

// The form comes into view, ready to be typed into; it says which sheets it is for.
function showForm() {
  byId("job").scrollIntoView({ block: "start" });
  (byId("fields").querySelector("input") || byId("print")).focus({ preventScroll: true });
}

// A link that names a sheet has chosen it, unless it is a draft that nobody has asked to see.
function linked() {
  let any = false;
  for (const guide of data.guides) {
    const files = filesOf(desk.language, guide.name, desk.highlighted).filter((one) => desk.drafts || !one.draft);
    if (!files.length) continue;
    if (!job.sheets.has(chosenFile(files).path)) toggle(chosenFile(files));
    any = true;
  }
  return any;
}

// The lines of all chosen sheets, each once: what is typed once stands on every sheet.
function linesOf() {
  const lines = new Map();
  for (const file of job.sheets.values()) {
    for (const line of data.lines[`${file.guide}/${file.handout}`] || []) if (!lines.has(line.key)) lines.set(line.key, line);
  }
  return [...lines.values()];
}

function showJob() {
  const files = [...job.sheets.values()];
  byId("job").hidden = !files.length && !job.printed;
  byId("job-form").hidden = !files.length;
  byId("job-note").textContent = noteOf(files);
  byId("job-note").hidden = !byId("job-note").textContent;
  showPending(files);
  byId("again").hidden = Boolean(files.length) || !job.printed;
  byId("job-sheets").replaceChildren(...files.map((file) => element("li", {},
    `${titleOf(file)}, ${languageOf(file.language).name}, ${file.edition}, ${paperName(file.paper)}`,
    element("button", { type: "button", "aria-label": `Take out ${titleOf(file)}, ${languageOf(file.language).name}`, onclick: () => toggle(file) }, "Take out"))));
  const types = { date: "date", time: "time", datetime: "datetime-local", phone: "tel", number: "text", text: "text" };
  const kept = new Map([...byId("fields").querySelectorAll("input")].map((input) => [input.dataset.key, input.closest("p")]));
  byId("fields").replaceChildren(...linesOf().map((line) => kept.get(line.key) || field(line, types[line.kind] || "text")));
  showWritten();
}

// A language has been chosen while sheets are in the job: they, and what was typed for them, stay.
function chosen() {
  byId("cleared").hidden = true;
  job.pending = job.sheets.size > 0;
}

function showPending(files) {
  job.pending = job.pending && files.length > 0;
  byId("pending").hidden = !job.pending;
  const names = [...new Set(files.map((file) => languageOf(file.language).name))].join(", ");
  const some = Object.values(typed()).some(Boolean);
  byId("pending").querySelector("p").textContent = `Still in the print job: ${files.length === 1 ? "1 sheet" : `${files.length} sheets`}, ${names}${some ? ", and what was typed" : ""}. Is this another patient?`;
}

// What somebody in a hurry may not have meant.
const SAME = "The same date, time, place and driver will stand on all of them. For two patients, print twice.";
function noteOf(files) {
  const languages = [...new Set(files.map((file) => languageOf(file.language).name))];
  const sheets = files.map((file) => `${titleOf(file)}, ${languageOf(file.language).name}`);
  const twice = sheets.find((one, place) => sheets.indexOf(one) < place);
  return [
    languages.length > 1 ? `Sheets in ${languages.length} languages are printed together: ${languages.join(", ")}. ${SAME}` : "",
    twice ? `In two editions: ${twice}. Take out the one that is not meant.` : "",
  ].join(" ").trim();
}

// The day as it is said, and what makes it doubtful. Years of four digits, as the sheets take them.
const FIRST_DAY = "2000-01-01";
const LAST_DAY = "2099-12-31";
const dayWords = new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeZone: "UTC" });

function hintOf(value) {
  const day = value.slice(0, 10);
  if (!/^2\d{3}-/.test(day)) return "";
  const now = new Date();
  const [today, nextYear] = [0, 1].map((years) => `${now.getFullYear() + years}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`);
  const doubt = day < today ? " This day is past: is it right?" : day > nextYear ? " This is more than a year ahead: is it right?" : "";
  return `${dayWords.format(new Date(`${day}T00:00Z`))}.${doubt}`;
}

function field(line, type) {
  const id = `line-${line.key}`;
  const limits = { date: ["", ""], "datetime-local": ["T00:00", "T23:59"] }[type];
  const input = element("input", { id, type, autocomplete: "off", spellcheck: "false", "data-key": line.key, "aria-describedby": limits ? `${id}-hint ${id}-fault` : `${id}-fault`,
    min: limits && FIRST_DAY + limits[0], max: limits && LAST_DAY + limits[1] });
  const hint = element("span", { id: `${id}-hint`, class: "hint", role: "status" });
  input.addEventListener("input", () => {
    say("");
    showFault(input, tooLong(input));
    if (limits) hint.textContent = hintOf(input.value);
    showWritten();
  });
  return element("p", {}, element("label", { for: id }, line.label), input, ...(limits ? [hint] : []), element("span", { id: `${id}-fault`, class: "bad" }));
}

function typed() {
  return Object.fromEntries([...byId("fields").querySelectorAll("input")].map((input) => [input.dataset.key, input.value]));
}

function body() {
  return JSON.stringify({ sheets: [...job.sheets.keys()], copies: Number(byId("copies").value) || 1, typed: typed() });
}

// A text is taken whole, and refused where no line holds it: cut, it would be another address.
function tooLong(input) {
  const letters = [...input.value.normalize("NFC").trim().replace(/\s+/gu, " ")].length;
  return letters > data.mostLetters ? `is too long: ${letters} of ${data.mostLetters} letters` : "";
}

async function post(address) {
  return fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: body(), cache: "no-store", credentials: "omit", redirect: "error" });
}

// What is wrong with a field stands at the field.
function showFault(input, fault) {
  const label = input.closest("p").querySelector("label").textContent;
  byId(`${input.id}-fault`).textContent = fault ? `${label} ${fault}.` : "";
  if (fault) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}
function showFaults(faults) {
  for (const input of byId("fields").querySelectorAll("input")) showFault(input, faults[input.dataset.key]);
}

// The browser's own word on half a date, which holds the job back, is gone after some seconds.
function incomplete(event) {
  if (event.target.dataset.key) showFault(event.target, "is not whole, or no date of these years: type it again");
  say("Correct what is marked.", true);
}

// How it will stand on each sheet, for whoever can read it, and to be pointed at.
async function showWritten() {
  const table = byId("written");
  const asked = ++job.asking;
  const values = Object.values(typed());
  if (!job.sheets.size || !values.some(Boolean)) {
    table.hidden = true;
    table.tBodies[0].replaceChildren();
    return;
  }
  await new Promise((done) => { setTimeout(done, 150); });
  if (asked !== job.asking) return;
  try {
    const answer = await post("/written");
    const { written } = await answer.json();
    if (asked !== job.asking || !written) return;
    const labels = new Map(linesOf().map((line) => [line.key, line.label]));
    table.tBodies[0].replaceChildren(...Object.entries(written).flatMap(([tag, values]) => Object.entries(values).map(([key, words]) => element("tr", {},
      element("th", { scope: "row" }, `${languageOf(tag).name}: ${labels.get(key)}`), element("td", {}, element("bdi", { lang: tag, dir: "auto" }, words))))));
    table.hidden = !table.tBodies[0].rows.length;
  } catch { table.hidden = true; }
}

function say(words, bad = false) {
  tell(byId("job-status"), words, bad);
}

function forgetPrinted() {
  if (!job.printed) return;
  job.printed.frame.remove();
  URL.revokeObjectURL(job.printed.address);
  job.printed = null;
}

// Somebody turns to other sheets.
function movedOn() {
  forgetPrinted();
  say("");
  showJob();
}

function clearTyped() {
  byId("job-form").reset();
  for (const input of byId("fields").querySelectorAll("input")) input.value = "";
  for (const hint of byId("fields").querySelectorAll(".hint")) hint.textContent = "";
  showFaults({});
  showWritten();
}

function clearAll() {
  forgetPrinted();
  clearTyped();
  job.sheets.clear();
  noDrafts();
  showSheets();
  showJob();
  say("");
}

// The browser's own viewer prints the PDF: it lies in this page's memory only.
function openDialog(frame, address) {
  try {
    frame.contentWindow.focus();
    frame.contentWindow.print();
    return true;
  } catch {
    window.open(address, "_blank", "noopener");
    return false;
  }
}

async function print(event) {
  event.preventDefault();
  forgetPrinted();
  const long = [...byId("fields").querySelectorAll("input")].find(tooLong);
  if (long) {
    showFault(long, tooLong(long));
    say("Correct what is marked.", true);
    long.focus();
    return;
  }
  say("Making the sheets…");
  let answer;
  try { answer = await post("/print"); } catch {
    say("The desk program has been stopped on this computer. Start it again; then print.", true);
    return;
  }
  if (!answer.ok) {
    const { message, fields } = await answer.json().catch(() => ({ message: "This did not work. Reload the page and try again.", fields: {} }));
    showFaults(fields || {});
    say(message, true);
    const first = byId("fields").querySelector("[aria-invalid]");
    if (first) first.focus();
    return;
  }
  showFaults({});
  const address = URL.createObjectURL(await answer.blob());
  const frame = element("iframe", { id: "sheet", title: "The sheets to print", tabindex: "-1" });
  job.printed = { address, frame, sheets: new Map(job.sheets) };
  frame.addEventListener("load", () => {
    const dialog = openDialog(frame, address);
    const what = [...job.sheets.values()].map((file) => `${titleOf(file)}, ${languageOf(file.language).name}`).join("; ");
    clearTyped();
    job.sheets.clear();
    showSheets();
    showJob();
    byId("job-title").focus({ preventScroll: true });
    say(dialog ? `Sent to the print dialog: ${what}.` : `In a new tab: ${what}. Print there (Ctrl+P), then close it.`);
  }, { once: true });
  frame.src = address;
  document.body.append(frame);
}

// The same sheets once more, their lines empty: what was typed was for one patient.
function again() {
  if (!job.printed) return;
  job.sheets = job.printed.sheets;
  movedOn();
  showSheets();
  say("The lines are empty again. Type them again, or print them blank.");
  showForm();
}

// The key P, among the sheets.
function keyed() {
  if (job.sheets.size) byId("job-form").requestSubmit();
}

// Escape leaves the form for the sheets: what is typed stays.
function left(event) {
  if (event.key === "Escape" && desk.language) byId("chosen").focus();
}

// Everything of the last patient goes: the job, what was typed, and the search.
function nextPatient() {
  clearAll();
  byId("cleared").hidden = true;
  byId("search").value = "";
  searched();
  byId("search").focus();
}

// Nobody has touched the page for a while. What is gone is told until a language is chosen.
function idled() {
  const any = job.sheets.size > 0 || Boolean(job.printed);
  clearAll();
  if (!any) return;
  byId("cleared").hidden = false;
  tell(byId("cleared"), "Cleared after two minutes without a key or a click: the print job and what was typed. Take the sheets again.", false);
}

function touched() {
  clearTimeout(job.timer);
  job.timer = setTimeout(idled, IDLE);
}

Object.assign(hooks, { linked, keyed, moved: movedOn, chosen });
byId("job-form").addEventListener("submit", print);
byId("again").querySelector("button").addEventListener("click", again);
byId("job-form").addEventListener("keydown", left);
byId("job-form").addEventListener("invalid", incomplete, true);
byId("copies").addEventListener("wheel", (event) => { event.target.blur(); }, { passive: true });
for (const button of document.querySelectorAll("button.next")) button.addEventListener("click", nextPatient);
window.addEventListener("pagehide", clearAll);
for (const name of ["keydown", "pointerdown", "input"]) document.addEventListener(name, touched, { passive: true });
touched();
