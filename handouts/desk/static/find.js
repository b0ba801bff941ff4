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

function wordsOf(name) { return name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean); }

// 0: the whole name; 1: it begins so; 2: a word of it does; 3: nearly, where that counts; nothing:
// another language.
function rank(wanted, names, nearly) {
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  const words = names.flatMap(wordsOf);
  if (words.some((word) => word.startsWith(wanted))) return 2;
  const most = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
  const near = (word) => {
    if (word.length < 4) return false;
    const begun = word.slice(0, wanted.length + most);
    return distance(wanted, word, most) <= most || (wanted.length > 4 && distance(wanted, begun, most) <= most);
  };
  return nearly && most && [...names, ...words].some(near) ? 3 : undefined;
}

// Of languages with their names, those that are meant, best first; of equals the given order holds.
function ranked(wanted, languages, near) {
  return languages.map(({ language, names }) => ({ language, rank: rank(wanted, names, near) }))
    .filter((one) => one.rank !== undefined).sort((one, other) => one.rank - other.rank);
}

// Of languages that are equally meant, those of this very name; else the one with this tag.
function bestNamed(wanted, equals, all) {
  const named = equals.filter((one) => folded(one.name) === wanted);
  const tagged = equals.some((one) => all.find((each) => each.language === one).names.includes(wanted)) ? []
    : all.map((one) => one.language).filter((one) => one.tag.toLowerCase() === wanted);
  return named.length ? named : tagged.length ? tagged : equals;
}

// What somebody may mean: `sure` are offered languages that are named so, or begin so; `taken` is the
// one of them that nothing else can be meant by. `lacking` are names of languages that are not
// offered, and are better meant or alone; `related` are offered ones that those who read them may
// read. `near` and `nearLacking` are guesses, where there is nothing else.
function findLanguages(text, offered, others) {
  const wanted = folded(text);
  const found = { sure: [], taken: null, lacking: [], related: [], near: [], nearLacking: [] };
  if (!wanted) return found;
  const own = ranked(wanted, offered, true);
  const sure = own.filter((one) => one.rank < 3);
  const exact = sure.filter((one) => !one.rank);
  const foreign = ranked(wanted, others, !own.length);
  const best = foreign.length ? foreign[0].rank : 3;
  const better = best < 3 && (sure.length ? !best && !exact.length : true);
  found.sure = sure.map((one) => one.language);
  if (better) {
    found.lacking = bestNamed(wanted, foreign.filter((one) => one.rank === best).map((one) => one.language), others);
    const words = new Set(others.filter((one) => found.lacking.includes(one.language)).flatMap((one) => one.names.flatMap(wordsOf)));
    found.related = offered.filter((one) => words.has(wordsOf(one.names[0])[0])).map((one) => one.language);
  } else if (exact.length === 1) found.taken = exact[0].language;
  else if (!exact.length && sure.length === 1) found.taken = sure[0].language;
  if (sure.length || better) return found;
  found.near = own.map((one) => one.language);
  found.nearLacking = foreign.map((one) => one.language);
  return found;
}
