"use strict";
// Finding a language by what somebody types: any of its names, a word of one, a code, or nearly.

// Without capitals, accents and apostrophes.
function folded(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'\u2018\u2019\u02bb\u02bc]/g, "").trim();
}

// How many letters must be put in, taken out, changed or swapped with the next one.
function distance(one, other, most) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + same);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, before[column - 2] + 1);
      }
      line.push(least);
    }
    if (Math.min(...line) > most) return most + 1;
    before = last;
    last = line;
  }
  return last[other.length];
}

// 0: the whole name; 1: it begins so; 2: a word of it does; 3: nearly; nothing: another language.
function rank(wanted, names) {
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  const words = names.flatMap((name) => name.split(/[^\p{L}\p{M}\p{N}]+/u)).filter(Boolean);
  if (words.some((word) => word.startsWith(wanted))) return 2;
  const most = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
  const near = (word) => {
    if (word.length < 4) return false;
    const begun = word.slice(0, wanted.length + most);
    return distance(wanted, word, most) <= most || (wanted.length > 4 && distance(wanted, begun, most) <= most);
  };
  return most && [...names, ...words].some(near) ? 3 : undefined;
}

// The languages that are meant, best first; of equals the clinic's order holds. What is only nearly
// right counts where nothing else does.
function findLanguages(text, languages) {
  const wanted = folded(text);
  if (!wanted) return languages;
  const ranked = languages.map((language) => {
    const names = [language.name, language.autonym, ...language.others].map(folded);
    return { language, rank: rank(wanted, names) };
  }).filter((one) => one.rank !== undefined);
  const exact = ranked.filter((one) => one.rank < 3);
  return (exact.length ? exact : ranked).sort((one, other) => one.rank - other.rank).map((one) => one.language);
}
