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

// Letters that lead from a country to its people, at most: Nepal-ese, Peru-vian. Of a country's name so
// many are typed at least.
const ENDING = 4;
const BEGINNING = 4;

// How far somebody may mean a country: 0: its very name; 1: it begins so, or so are its people called;
// 2: a word of it begins so; 3: nearly, where that counts.
function countryRank(wanted, names, near) {
  if (wanted.length < BEGINNING) return undefined;
  const people = names.some((name) => name.length >= BEGINNING && wanted.startsWith(name) && wanted.length <= name.length + ENDING);
  const found = rank(wanted, names, near);
  return people ? Math.min(found ?? 1, 1) : found;
}

// The countries that are best meant, and the languages that are read there. Somebody who has typed a
// whole name gets all of them; the beginning of one leads to what is official in all of the country.
function spokenThere(wanted, countries, near) {
  const all = countries.map((one) => ({ one, rank: countryRank(wanted, one.names, near) })).filter((each) => each.rank !== undefined);
  const best = Math.min(...all.map((each) => each.rank));
  const meant = all.filter((each) => each.rank === best).map((each) => each.one);
  const whole = (one) => one.names.some((name) => wanted.startsWith(name));
  return { best, meant, whole: meant.some(whole), tags: [...new Set(meant.flatMap((one) => (whole(one) ? one.tags : one.tags.slice(0, one.main))))] };
}

// How many of the words a language is meant by: its own, and those of countries where it is read.
function wordsMet(words, haystack) {
  return words.filter((word) => haystack.some((each) => each.startsWith(word))).length;
}

// Several words, each by itself: the languages that most of them lead to. One is taken only where all
// words are in its names, and no other language has them all in its own.
function findByWords(wanted, offered, others, countries, found) {
  const all = [...new Set(wordsOf(wanted))];
  const words = all.filter((word) => word.length > 2 || /[^a-z]/.test(word));
  if (all.length < 2) return;
  const places = countries.map((one) => ({ tags: one.tags, words: one.names.flatMap(wordsOf) }));
  const scores = offered.map(({ language, names }) => {
    const own = names.flatMap(wordsOf);
    const there = places.filter((one) => one.tags.includes(language.tag)).flatMap((one) => one.words);
    return { language, own: wordsMet(words, own), all: wordsMet(words, [...own, ...there]) };
  });
  const most = Math.max(0, ...scores.map((one) => one.all));
  if (!most) return;
  const best = scores.filter((one) => one.all === most).sort((one, other) => other.own - one.own);
  const foreign = others.filter((one) => wordsMet(words, one.names.flatMap(wordsOf)) === words.length).map((one) => one.language);
  if (foreign.length && most < words.length) {
    found.lacking = foreign;
    found.related = best.map((one) => one.language);
    return;
  }
  found.sure = best.map((one) => one.language);
  if (best.length === 1 && best[0].own === words.length && !foreign.length) found.taken = best[0].language;
}

// What somebody may mean: `sure` are offered languages that are named so, or begin so; `taken` is the
// one of them that nothing else can be meant by. `lacking` are names of languages that are not
// offered, and are better meant or alone; `related` are offered ones that those who read them may
// read. `spoken` are offered languages of `countries` that are named so. `near` and `nearLacking` are
// guesses, where there is nothing else.
function findLanguages(text, offered, others, countries) {
  const wanted = folded(text);
  const found = { sure: [], taken: null, lacking: [], related: [], spoken: [], countries: [], near: [], nearLacking: [] };
  if (!wanted) return found;
  const own = ranked(wanted, offered, true);
  const sure = own.filter((one) => one.rank < 3);
  const exact = sure.filter((one) => !one.rank);
  const foreign = ranked(wanted, others, !own.length);
  const best = foreign.length ? foreign[0].rank : 3;
  const there = spokenThere(wanted, countries, false);
  const better = best < 3 && (sure.length ? !best && !exact.length : !there.whole || !best);
  found.sure = sure.map((one) => one.language);
  const named = exact.some((one) => folded(one.language.name) === wanted || folded(one.language.autonym) === wanted);
  if (!named && (best || !better) && (there.whole || !better)) takeCountries(found, there, offered);
  if (better) {
    found.lacking = bestNamed(wanted, foreign.filter((one) => one.rank === best).map((one) => one.language), others);
    const words = new Set(others.filter((one) => found.lacking.includes(one.language)).flatMap((one) => one.names.flatMap(wordsOf)));
    found.related = offered.filter((one) => words.has(wordsOf(one.names[0])[0])).map((one) => one.language);
  } else if (!found.spoken.length && (exact.length === 1 || (!exact.length && sure.length === 1 && !there.whole))) {
    found.taken = (exact[0] || sure[0]).language;
    found.countries = [];
  }
  if (sure.length || better || found.countries.length) return found;
  findByWords(wanted, offered, others, countries, found);
  if (found.sure.length || found.lacking.length) return found;
  found.near = own.map((one) => one.language);
  found.nearLacking = foreign.map((one) => one.language);
  nearCountries(found, spokenThere(wanted, countries, true), offered);
  return found;
}

// A country is no language: which of those that are read there is meant, only the patient knows.
function takeCountries(found, there, offered) {
  found.countries = there.meant;
  found.spoken = languagesOf(there.tags, offered).filter((one) => !found.sure.includes(one));
}

function nearCountries(found, there, offered) {
  found.near.push(...languagesOf(there.tags, offered).filter((one) => !found.near.includes(one)));
}

function languagesOf(tags, offered) {
  return tags.map((tag) => offered.find((one) => one.language.tag === tag).language);
}
