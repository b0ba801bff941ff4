// Searching a language, and pointing to one; what to do where there is no sheet in it.

// With what each is found by. A tag counts only where no name does.
const offered = data.languages.map((language) => ({ language, names: [language.name, language.autonym, ...language.others].map(folded) }));
const notOffered = data.notOffered.map(([tag, ...names]) => ({ language: { tag, name: names[0] }, names: names.map(folded) }));
const countries = data.countries.map((one) => ({ ...one, name: one.names[0], names: one.names.map(folded) }));

function languageButton(language) {
  const same = language.name === language.autonym;
  return element("li", {}, element("button", { type: "button", "data-tag": language.tag, "aria-pressed": String(language.tag === desk.language),
    onclick: () => choose(language.tag) },
  foreign(language.autonym, language), ...(same ? [] : [element("span", {}, language.name)]), ...noted(language)));
}

// What tells a language from another that has a name with it in common.
function noted(language) {
  return language.note ? [element("span", { class: "apart" }, language.note)] : [];
}

function showLanguages() {
  const typed = byId("search").value.trim();
  const found = findLanguages(typed, offered, notOffered, countries);
  const shown = typed ? [...new Set([...found.sure, ...found.spoken, ...found.related, ...found.near])] : data.languages;
  byId("languages").replaceChildren(...shown.map(languageButton));
  byId("found").textContent = typed ? foundWords(found) : "";
  showLacking(found, typed);
  return found;
}

function foundWords({ sure, related, near, lacking, nearLacking, spoken, countries: named }) {
  if (named.length && (sure.length || spoken.length)) return `Read in ${namesOf(named)}: ask which one the patient reads, and choose it.`;
  if (named.length) return "";
  if (sure.length) return `${sure.length} found`;
  if (related.length) return "Ask whether the patient reads this:";
  if (near.length) return "No language has this name. Did you mean one of these? Choose it, or type on.";
  if (lacking.length || nearLacking.length) return "";
  return "No language found by this name. Try another name for it, or “Point to your language”.";
}

function namesOf(countriesMeant) {
  return countriesMeant.length > 3 ? "countries of this name" : countriesMeant.map((one) => one.name).join(" or ");
}

// In which language there is no sheet, and what to do then.
function showLacking({ sure, near, lacking, nearLacking, spoken, countries: named }, typed) {
  const names = [...new Set(lacking.length ? lacking.map((one) => one.name)
    : named.length ? named.flatMap((one) => one.lacking) : nearLacking.map((one) => one.name))];
  const there = typed && (names.length || named.length || !(sure.length || near.length));
  byId("lacking").hidden = !there || !languageOf("en") || Boolean(desk.lacking);
  if (!there) return;
  const all = names.length <= 3 ? names.join(" or ")
    : named.length && !lacking.length ? `other languages of ${namesOf(named)}` : "any language whose name is like this";
  const none = lacking.length || (named.length && names.length) ? `${!lacking.length && (sure.length || spoken.length) ? "None of these? " : ""}There is no sheet in ${all}. ${CALL}`
    : names.length ? `Do you mean ${all}? There is no sheet in it. ${CALL}` : `Is the language not here? ${CALL}`;
  const what = names.length === 1 || (lacking.length && names.length && names.length < 4) ? all : "the patient’s language";
  byId("lacking").replaceChildren(element("p", {}, none),
    element("button", { type: "button", onclick: () => choose("en", what) }, "English sheets"));
}

function choose(tag, lacking = "") {
  if (tag !== desk.language) noDrafts();
  desk.language = tag;
  desk.lacking = lacking;
  desk.linked = false;
  hooks.chosen();
  moved();
  showLanguages();
  showSheets();
  byId("chosen").focus({ preventScroll: true });
  byId("chosen").scrollIntoView({ block: "start" });
}

// Enter takes what nothing else can be meant by, and never a guess; else it leads to what there is.
function entered() {
  const { taken, sure, spoken, lacking, countries: named } = showLanguages();
  if (taken) choose(taken.tag);
  else if (sure.length || spoken.length) {
    if (!named.length) byId("found").textContent = `${sure.length} found: choose the one that the patient reads.`;
    byId("languages").querySelector("button").focus();
  } else if (lacking.length || named.length) byId("lacking").querySelector("button").focus();
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
  const { sure } = showLanguages();
  if (sure.some((one) => one.tag === desk.language)) return;
  moved();
  desk.language = desk.lacking = "";
  noDrafts();
  showLanguages();
  showSheets();
}

// The patient has pointed: what was searched before is no longer meant.
function pointedTo(tag, lacking = "") {
  byId("search").value = "";
  desk.highlighted = "";
  window.history.pushState(null, "", "#find");
  showView();
  choose(tag, lacking);
}

function showPoint() {
  byId("point-languages").replaceChildren(...data.languages.map((language) => element("li", {},
    element("button", { type: "button", onclick: () => pointedTo(language.tag) },
      foreign(language.autonym, language), ...(language.name === language.autonym ? [] : [element("span", {}, language.name)]), ...noted(language)))));
  byId("not-here").hidden = !languageOf("en");
  byId("not-here").addEventListener("click", () => pointedTo("en", "the patient’s language"));
  const links = data.posters.flatMap((poster) => [" ", element("a", { href: (served ? "/" : "") + poster.path, target: "_blank", rel: "noopener noreferrer" },
    paperName(poster.paper))]);
  byId("posters").replaceChildren(...(links.length ? ["The same as a poster:", ...links] : []));
}
