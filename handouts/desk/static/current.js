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
  const read = dateIn(rest);
  const oldDate = read.date;
  const oldVersion = versionIn(rest.replace(read.words, " "));
  const now = `version ${version} of ${date}`;
  if (oldDate > date) return `The date on the paper is later than ours: ${now}. It is mistyped, or the paper comes from elsewhere: print a new one. ${what}`;
  if (oldVersion && oldDate && (!sameVersion(oldVersion, version) || oldDate !== date)) {
    return `Superseded. Put the paper away and print a new one: ${now} is current. ${what}`;
  }
  const draft = files.some((one) => one.draft) ? ` A draft: no qualified person has checked the words. ${ASK}` : "";
  if (read.words && !oldDate) return `The date could not be read: ${read.words.trim()}. Type it as it stands at the foot, such as ${date}, with the version. Until then, do not hand the paper out. ${what}`;
  if (oldVersion && oldDate) return `Current: ${now}. ${what}${draft}`;
  if (oldDate) {
    return oldDate === date ? `Current by its date: ${now}. If the foot says a version too, it must be ${version}. ${what}${draft}`
      : `The date on the paper is not that of ours: ${now}. Type the version at its foot too. Until then, do not hand the paper out. ${what}`;
  }
  if (oldVersion && !sameVersion(oldVersion, version)) return `The version on the paper is not that of ours: ${now}. Type the date at its foot too. Until then, do not hand the paper out. ${what}`;
  return `The current sheet is ${now}. The paper is current only if its foot says the same. ${what}${draft}`;
}

// What a paper is, in words for staff, and in which editions it is made.
function whatOf(files) {
  const [file] = files;
  const editions = [...new Set(files.map((one) => one.edition))];
  return `${titleOf(file)}, ${languageOf(file.language).name} (editions: ${editions.join(", ")}).`;
}

// Months by the letters that they begin with.
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

// A date in the usual ways of writing one, as the foot has it: year first, the month by its name, or
// with slashes as in the United States, unless the first number can be no month. What looks like a
// date and is none, or is one of two, is given as words only.
function dateIn(text) {
  const ways = [
    [/(?<![\d.])(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)/, ([, year, month, day]) => [year, month, day]],
    [/(?<![\d.])(\d{1,2})(?:st|nd|rd|th)?[ -]?([a-z]{3,9})\.?,?[ -](\d{4})/i, ([, day, month, year]) => [year, named(month), day]],
    [/([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/i, ([, month, day, year]) => [year, named(month), day]],
    [/(?<![\d.])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/, ([, one, mark, other, year]) => american(one, mark, other, year)],
  ];
  for (const [way, parts] of ways) {
    const match = text.match(way);
    if (match) return { words: match[0], date: isoDate(parts(match)) };
  }
  const year = text.match(/(?<!\d)20\d\d(?!\d)/);
  return { words: year ? year[0] : "", date: "" };
}

function named(month) { return String(MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1); }

// 11/22/2026 is November; so is 22/11/2026, as there is no 22nd month. With dots or hyphens either may
// come first: where both can be a month, nothing is read.
function american(one, mark, other, year) {
  const long = year.padStart(4, "20");
  if (Number(one) > 12) return [long, other, one];
  return mark === "/" || Number(other) > 12 || one === other ? [long, one, other] : [long, "0", "0"];
}

function isoDate([year, month, day]) {
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${iso}T00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? "" : iso;
}

// The version: a number with dots, O read as the zero it is; or a whole number behind nothing but
// "version". On a narrow foot the number of the page stands as 4/5, and the version may be left out.
function versionIn(text) {
  const plain = text.replace(/page\s+\d+\s+of\s+\d+|\d+\s*\/\s*\d+/i, " ").replace(/(?<=\d\.)o\b/gi, "0");
  const found = plain.match(/\d+(?:\.\d+)+/) || plain.match(/^[\s\u00b7,;]*(?:version|v)?[\s.]*(\d+)(?![\d.])/i);
  return found ? found[1] || found[0] : "";
}

// 1 is 1.0.
function sameVersion(one, other) {
  const plain = (version) => version.replace(/(\.0+)+$/, "");
  return plain(one) === plain(other);
}
