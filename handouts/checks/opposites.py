"""Messages that say the contrary of each other: what to do and what not to do, before and after.

Exchanged, each of them is a right sentence of the language; only both together show it. So the
messages of a project that differ in nothing but a negation, or in one of two contraries, are
compared as pairs. Two messages with the very same translation are looked at here, too.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.checks.markup import bare
from handouts.checks.meaning import CONTRARIES, check_meaning
from handouts.model import codes
from handouts.model.findings import Finding, Severity
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.vocabulary import Forms, Vocabulary, plain

Place = tuple[CatalogFile, Entry]

#: What may stand before "not" and falls with it.
_HELPERS = r"(?:(?:do|does|did|should|can|may|will|is|are) )?"
_TELLING = frozenset({codes.MISSING_NEGATION.id, codes.ADDED_NEGATION.id, codes.CONTRARY_WORD.id})
#: Shorter words say too little about what a message is about, and so many of them are a sentence.
_LONG_WORD, _SENTENCE = 4, 4
#: Two words of a kind begin alike.
_STEM = 4


def check_opposites(
    catalogs: Sequence[CatalogFile], language: Language, ours: Vocabulary, english: Vocabulary
) -> Iterator[Finding]:
    """Pairs of contrary messages whose translations are exchanged or the same, and messages that
    have the words of another one which they cannot share."""
    places: dict[str, list[Place]] = defaultdict(list)
    same: dict[str, list[Place]] = defaultdict(list)
    for catalog in catalogs:
        for entry in catalog.entries:
            if entry.translated and entry.msgid:
                places[entry.msgid].append((catalog, entry))
                same[entry.msgstr.casefold()].append((catalog, entry))
    contraries = tuple(english.contraries.items())
    for first, second in opposites(tuple(places), english.negations, contraries):
        for one, other in ((a, b) for a in places[first] for b in places[second]):
            if _exchanged(one[1], other[1], language, ours, english):
                yield from _pair(one, other, language)
    for group in same.values():
        for one in group[1:]:
            if one[1].msgid != group[0][1].msgid and _is_pasted(group[0][1], one[1], english):
                yield from _twins(group[0], one, language)


@functools.lru_cache(maxsize=16)  # the same for every language
def opposites(
    sources: tuple[str, ...], negations: Forms, contraries: tuple[tuple[str, Forms], ...]
) -> tuple[tuple[str, str], ...]:
    """Messages that differ in nothing but a negation, or in one of two contraries, by the words of
    English."""
    english = Vocabulary(negations=negations, contraries=dict(contraries))
    return tuple(_opposites(sources, english))


def _opposites(sources: Iterable[str], english: Vocabulary) -> Iterator[tuple[str, str]]:
    known = {plain(bare(source), SOURCE_LANGUAGE): source for source in sources}
    denial = re.compile(rf"(?<= )({_HELPERS})(?:{english.pattern(english.negations).pattern}) ")
    contraries = _contraries(english)
    either = english.pattern(tuple(contraries))
    for words, source in known.items():
        others = [
            words[: match.start()] + instead + words[match.end() :]
            for match in either.finditer(words)
            for instead in contraries[match[0]]
            if match[0] < instead  # each pair once
        ]
        if match := denial.search(words):
            others += [
                words[: match.start()] + rest + words[match.end() :] for rest in {"", match[1]}
            ]
        for other in others:
            if other in known and other != words:
                yield source, known[other]


def _contraries(english: Vocabulary) -> dict[str, set[str]]:
    """Words and phrases of the English, each with its contraries."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair in CONTRARIES:
        for name, contrary in (pair, pair[::-1]):
            for form in english.contraries.get(name, ()):
                found[form].update(english.contraries.get(contrary, ()))
    return found


def _exchanged(
    one: Entry, other: Entry, language: Language, ours: Vocabulary, english: Vocabulary
) -> bool:
    """Whether each has what the other should have, or both have the same."""
    if one.msgstr.casefold() == other.msgstr.casefold():
        return True

    def wrong(source: str, target: str) -> bool:
        problems = check_meaning(source, target, language, ours, english)
        return any(problem.kind.id in _TELLING for problem in problems)

    return (
        wrong(one.msgid, one.msgstr)
        and wrong(other.msgid, other.msgstr)
        and not wrong(one.msgid, other.msgstr)
        and not wrong(other.msgid, one.msgstr)
    )


def _pair(one: Place, other: Place, language: Language) -> Iterator[Finding]:
    for (catalog, entry), (_, opposite) in ((one, other), (other, one)):
        same = entry.msgstr.casefold() == opposite.msgstr.casefold()
        how = "has the same translation as" if same else "has the translation of"
        message = f'"{entry.msgid}" {how} its contrary "{opposite.msgid}"'
        hint = "translate both messages again, each by its own English"
        kind = codes.EXCHANGED_TRANSLATION
        yield Finding(kind, message, catalog.where(entry), hint, language.tag)


def _is_pasted(one: Entry, other: Entry, english: Vocabulary) -> bool:
    """Whether two messages cannot have the same translation: only one denies, or they are sentences
    without a word in common."""
    first, second = (plain(bare(each.msgid), SOURCE_LANGUAGE) for each in (one, other))
    denies = english.pattern((*english.negations, *english.said_by_negation))
    if english.negations and bool(denies.search(first)) != bool(denies.search(second)):
        return True
    about = [_stems(words, english) for words in (first, second)]
    long = min(len(first.split()), len(second.split())) >= _SENTENCE
    return bool(english.common) and long and not about[0] & about[1] and all(about)


def _stems(words: str, english: Vocabulary) -> set[str]:
    return {
        word[:_STEM]
        for word in words.split()
        if len(word) >= _LONG_WORD and word not in english.common
    }


def _twins(one: Place, other: Place, language: Language) -> Iterator[Finding]:
    for (catalog, entry), (there, opposite) in ((one, other), (other, one)):
        where = there.where(opposite)
        message = f'"{entry.msgid}" has the words of "{opposite.msgid}" in {where}'
        hint = "translate each message by its own English"
        kind = codes.DUPLICATE_TRANSLATION.at_severity(Severity.ERROR)
        yield Finding(kind, message, catalog.where(entry), hint, language.tag)
