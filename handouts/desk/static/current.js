// Is a paper current? What its foot says is held against the sheets of now.

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
  if (!files.length) return `This sheet is being updated: do not hand the paper out. Call an interpreter. ${whatOf(data.stale.filter((one) => one.code === code))}`;
  const { version, date } = files[0];
  const what = whatOf(files);
  const rest = words.slice(words.toLowerCase().indexOf(code.toLowerCase()) + code.length);
  const dated = /\d{4}-\d\d-\d\d|\d{1,2}\/\d{1,2}\/(?:\d{4}|\d\d)/;
  const oldDate = isoDate((rest.match(dated) || [""])[0]);
  // On a narrow foot the number of the page stands as 4/5, and the version may be left out.
  const pages = /page\s+\d+\s+of\s+\d+|\d+\/\d+/i;
  const oldVersion = rest.replace(dated, "").replace(pages, "").match(/\d+(?:\.\d+)*/);
  const now = `version ${version} of ${date}`;
  if (oldDate > date) return `The date on the paper is later than ours: ${now}. It is mistyped, or the paper comes from elsewhere: print a new one. ${what}`;
  if ((oldVersion && oldVersion[0] !== version) || (oldDate && oldDate !== date)) {
    return `Superseded. Put the paper away and print a new one: ${now} is current. ${what}`;
  }
  const draft = files.some((one) => one.draft) ? ` A draft: no qualified person has checked the words. ${ASK}` : "";
  if (oldVersion && oldDate) return `Current: ${now}. ${what}${draft}`;
  if (oldDate) return `Current by its date: ${now}. If the foot says a version too, it must be ${version}. ${what}${draft}`;
  return `The current sheet is ${now}. The paper is current only if its foot says the same. ${what}${draft}`;
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
