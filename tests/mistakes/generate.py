"""Mistakes seeded into right translations, the same ones in every run.

A mistake is one message of a real catalog with one thing done wrong. What can be done without
knowing the language (numbers, brackets, tags, sentences) is done here; what needs its words stands
in `edits.toml`. Neither knows how mistakes are looked for. At most `PER_KIND` of a kind are taken,
those whose digest comes first, so that no kind outweighs the others.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.catalogs.po import Entry
from handouts.model.languages import Language
from handouts.project.project import Project

#: At most so many mistakes of one kind in one language.
PER_KIND = 16

EDITS: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("edits.toml").read_text(encoding="utf-8")
)
LANGUAGES = tuple(EDITS)

_STOPS = "[.!?。！？؟۔।።]"
_SENTENCE_END = re.compile(rf"(?:{_STOPS}(?:</\w+>)*(?:\s+|(?<=[。！？])|(?<=[。！？]</b>)))(?=\S)")
_BRACKETS = "()（）«»“”[]"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A translation with one thing done wrong."""

    kind: str
    domain: str
    entry: Entry
    wrong: str


Messages = list[tuple[str, Entry]]


def messages(project: Project, language: Language) -> Messages:
    """The translated messages of a language, with their domains, in the order of the templates."""
    return [
        (domain, entry)
        for domain, wanted in project.extraction.domains.items()
        for message in wanted
        if (entry := project.catalog(language, domain)[0].by_key.get(message.key))
        and entry.translated
    ]


def mistakes(project: Project, language: Language, *, unseen: bool = False) -> list[Mistake]:
    """The mistakes of a language, kind by kind. The `unseen` ones come after those that the checks
    were written with: nobody has looked at them."""
    right = messages(project, language)
    found: list[Mistake] = []
    for kind, make in _KINDS.items():
        made = {
            (domain, entry.key, wrong): Mistake(kind, domain, entry, wrong)
            for domain, entry in right
            for wrong in make(entry, language, right)
            if wrong != entry.msgstr
        }
        ranked = sorted(made.values(), key=_rank)
        found += ranked[PER_KIND : 2 * PER_KIND] if unseen else ranked[:PER_KIND]
    return found


def _rank(mistake: Mistake) -> str:
    words = f"{mistake.kind}\0{mistake.entry.msgid}\0{mistake.wrong}"
    return hashlib.sha256(words.encode()).hexdigest()


def sentences(text: str) -> list[str]:
    """A text cut after each sentence; Thai marks none."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(text)]
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


Make = Callable[[Entry, Language, Messages], Iterator[str]]


def _capitals(text: str) -> str:
    """The text with a capital letter after each stop and, where it has one, at its beginning."""
    return re.sub(
        r"((?:^|[.!?] )(?:<\w+>|[¿¡])*)([^\W\d_])", lambda at: at[1] + at[2].upper(), text
    )


def _edited(kind: str) -> Make:
    """Each edit of `edits.toml`, at the first place where it fits."""

    def make(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
        del right
        for pattern, instead in EDITS[language.tag].get(kind, ()):
            wrong = re.sub(pattern, instead, entry.msgstr, count=1)
            if wrong != entry.msgstr:
                yield _capitals(wrong)

    return make


def _with_number_turned(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    del language, right
    found = list(re.finditer(r"(?<![(\w])\d+|\d+", entry.msgstr))
    for first, last in itertools.pairwise(found):
        if first[0] != last[0]:
            yield (
                entry.msgstr[: first.start()]
                + last[0]
                + entry.msgstr[first.end() : last.start()]
                + first[0]
                + entry.msgstr[last.end() :]
            )


def _number_changed(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    del language, right
    for match in re.finditer(r"\d+", entry.msgstr):
        for other in (str(int(match[0]) + 1), match[0] + "0", match[0][::-1]):
            if int(other) != int(match[0]):
                yield entry.msgstr[: match.start()] + other + entry.msgstr[match.end() :]


def _balanced(text: str) -> bool:
    return all(text.count(f"<{tag}>") == text.count(f"</{tag}>") for tag in ("b", "term"))


def _sentence_lost(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    del language, right
    parts = sentences(entry.msgstr)
    for place, part in enumerate(parts):
        rest = "".join(parts[:place] + parts[place + 1 :]).strip()
        if rest and _balanced(part):
            yield rest


def _sentence_added(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    place = next(index for index, (_, other) in enumerate(right) if other is entry)
    for _, other in right[place + 1 : place + 3]:
        if len(other.msgid) > 30 and other.msgid.endswith(".") and entry.msgid.endswith("."):
            gap = "" if language.script == "Hans" else " "
            yield f"{entry.msgstr}{gap}{re.sub('<.*?>', '', other.msgstr)}"


def _neighbour(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    """The translation of the next message, pasted one entry too high."""
    del language
    place = next(index for index, (_, other) in enumerate(right) if other is entry)
    for _, other in right[place + 1 : place + 2]:
        if len(entry.msgid) > 30 and len(other.msgid) > 30:
            yield other.msgstr


def _other_language(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    del right
    yield from EDITS[language.tag].get("other", {}).get(entry.msgid, ())
    if len(entry.msgid) > 20:
        yield entry.msgid


def _bracket_lost(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    del language, right
    for place, char in enumerate(entry.msgstr):
        before = entry.msgstr[:place]
        if char in _BRACKETS and not before.endswith("%") and "%(" not in before[-12:]:
            yield before + entry.msgstr[place + 1 :]


def _quote_opened(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    """A quotation mark before a bold or explained word, and none after it."""
    del right
    opening = {"Arab": "«", "Hans": "“", "Cyrl": "«", "Ethi": "«"}.get(language.script, "“")
    for match in re.finditer(r"<(?:term|b)>", entry.msgstr):
        yield entry.msgstr[: match.end()] + opening + entry.msgstr[match.end() :]


def _other_brackets(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    """Brackets that a keyboard for another script types, at one end."""
    del right
    if language.script == "Hans":
        yield entry.msgstr.replace("）", ")", 1)
        yield entry.msgstr.replace("（", "(", 1)
    elif "%(" not in entry.msgstr:
        yield entry.msgstr.replace(")", "）", 1)
        yield entry.msgstr.replace("(", "（", 1)
        yield entry.msgstr.replace(")", "]", 1)


def _space_in_tag(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    del language, right
    for match in re.finditer(r"<(?:term|b)>(?=[^\s<])", entry.msgstr):
        yield f"{entry.msgstr[: match.end()]} {entry.msgstr[match.end() :]}"
    for match in re.finditer(r"(?<=[^\s>])</(?:term|b)>", entry.msgstr):
        yield f"{entry.msgstr[: match.start()]} {entry.msgstr[match.start() :]}"


def _placeholder_twice(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    del language, right
    for match in re.finditer(r"%\(\w+\)s", entry.msgstr):
        yield f"{entry.msgstr} {match[0]}"
        yield entry.msgstr.replace(match[0], f"{match[0]}, {match[0]}")


def _word_twice(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    del right
    if language.script in ("Hans", "Thai"):
        return
    for match in re.finditer(r"(?<!\S)(\w{2,})(?= \w)", entry.msgstr):
        yield f"{entry.msgstr[: match.end()]} {match[1]}{entry.msgstr[match.end() :]}"


def _glossary_second(entry: Entry, language: Language, right: Messages) -> Iterator[str]:
    """An agreed word that stands twice, exchanged at its second place."""
    del right
    for pattern, instead in EDITS[language.tag].get("glossary-second", ()):
        found = list(re.finditer(pattern, entry.msgstr))
        english = len(re.findall(_TERMS, entry.msgid))
        if len(found) >= 2 and english >= 2:
            second = found[1]
            yield entry.msgstr[: second.start()] + instead + entry.msgstr[second.end() :]


_TERMS = r"(?i)injection|pain\b|numbing medicine|medicine|steroid|physical therapy"

_KINDS: Mapping[str, Make] = {
    "a negation lost": _edited("negation-lost"),
    "a negation added": _edited("negation-added"),
    "another unit": _edited("unit"),
    "numbers in another order": _with_number_turned,
    "another number": _number_changed,
    "a sentence left out": _sentence_lost,
    "a sentence added": _sentence_added,
    "the translation of another message": _neighbour,
    "a caution lost": _edited("caution-lost"),
    "the contrary (before, after)": _edited("turned"),
    "English left in": _edited("english-left"),
    "another language": _other_language,
    "letters of another language": _edited("letters"),
    "punctuation of another script": _edited("punctuation"),
    "a bracket lost": _bracket_lost,
    "a quotation mark not closed": _quote_opened,
    "brackets of two styles": _other_brackets,
    "a space inside a tag": _space_in_tag,
    "a placeholder twice": _placeholder_twice,
    "a word twice": _word_twice,
    "a glossary word wrong at its second place": _glossary_second,
}
