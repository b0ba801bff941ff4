"""A language: what CLDR knows of it, and how its script is set.

Nothing is entered per language that CLDR, Unicode or ISO 639 knows. Script and direction come from
CLDR's likely subtags and from Unicode; fonts, leading and size from the script. Only where one
script is set in two traditions (Urdu in Nastaliq, the four faces of Han) does a language name its
own rule. What CLDR lacks stands in `language_names`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from handouts.model import tags, unicode
from handouts.model.errors import UsageError
from handouts.model.language_names import NAMES, Row
from handouts.model.scripts import ScriptRule, rule_for


class Names(NamedTuple):
    """A language's name in itself, in English, and other names that people find it by."""

    own: str
    english: str
    others: tuple[str, ...] = ()


#: How much longer than the English the pseudo-locale en-XA is, as a share of its letters.
PSEUDO_GROWTH = 0.4


@dataclass(frozen=True, slots=True)
class Language:
    """One language in one script.

    `tag` is BCP 47 (`zh-Hans`), as in `dist/` and in the PDF; `locale` is the gettext folder name
    (`zh_Hans`); `script` is the ISO 15924 code that the text is set as (`tags.SET_AS`).
    """

    tag: str
    locale: str
    script: str
    right_to_left: bool

    @property
    def pseudo(self) -> bool:
        """Whether it is a pseudo-locale: no language, but English made to look like one."""
        return self.tag in tags.PSEUDO

    @property
    def name(self) -> str:
        """The language's English name."""
        return _english(self.tag)

    @property
    def autonym(self) -> str:
        """The language's name in the language itself; the English one where it is not known."""
        return names(self.tag).own

    @property
    def rule(self) -> ScriptRule:
        """How this language is set: its own tradition, else its script's rule."""
        return rule_for(self.tag, self.script)


@functools.cache
def language(tag: str) -> Language:
    """The language for a BCP 47 tag or a gettext locale name, in any spelling.

    Raises `UsageError` when there is no such language.
    """
    try:
        canonical = tags.canonical(tag)
    except ValueError as error:
        hint = _meant(tag) or "use a tag such as es, pt-BR or zh-Hans"
        raise UsageError(f"unknown language: {error}; {hint}") from error
    script = tags.script_of(canonical)
    return Language(
        tag=canonical.bcp47,
        locale=canonical.locale,
        script=script,
        right_to_left=script in unicode.RIGHT_TO_LEFT_SCRIPTS,
    )


def _meant(text: str) -> str:
    """Advice for somebody who typed a name for a tag."""
    wanted = _folded(text)
    rows = [(tag, (row.english, row.own, *row.others)) for tag, row in NAMES.items()]
    rows += [(tag, (str(name),)) for tag, name in Locale("en").languages.items()]
    for tag, known in rows:
        if wanted and wanted in map(_folded, known) and (found := _tag_of(tag)):
            return f"the tag of {names(found).english} is {found}"
    return ""


@functools.cache
def names(tag: str) -> Names:
    """All names of a language. CLDR's names take milliseconds to load for each language, and most
    languages of a project are never asked for theirs."""
    parts, rows = _rows(tag)
    english, cldr = _english(tag), _cldr_english(parts.language)
    own = _own(parts, rows) or english
    others = [name for row in rows for name in row.others]
    others += [cldr] if cldr else _iso_names(parts.language)
    kept = {_folded(name): name for name in reversed(others)}
    known = (_folded(english), _folded(own), "")
    return Names(own, english, tuple(kept[name] for name in reversed(kept) if name not in known))


@functools.cache
def _english(tag: str) -> str:
    """The English name alone, for which the language's own names need not be loaded."""
    parts, rows = _rows(tag)
    base = rows[1].english or _cldr_english(parts.language) or _iso_names(parts.language)[0]
    english = rows[0].english or _qualified(base, Locale("en"), parts)
    if english == f"{base} ({base})":  # Javanese in the script that bears its name
        return f"{base} ({base} script)"
    return english


def _rows(tag: str) -> tuple[tags.Tag, list[Row]]:
    """The parts of a tag, and what is noted of the tag and of its language without more."""
    parts = tags.canonical(tag)
    return parts, [NAMES.get(part, Row()) for part in (parts.bcp47, parts.language)]


def find(text: str, among: Iterable[Language]) -> list[Language]:
    """The languages that one of whose names, or a word of it, begins with the text; those whose
    whole name or tag it is come first. Capitals and accents do not matter."""
    wanted = _folded(text)
    tag = _tag_of(text)
    ranked: list[tuple[int, Language]] = []
    for one in among:
        own, english, others = names(one.tag)
        folded = [_folded(name) for name in (one.tag, english, own, *others)]
        if not wanted:
            continue
        if wanted in folded or one.tag == tag:
            ranked.append((0, one))
        elif any(name.startswith(wanted) for name in folded):
            ranked.append((1, one))
        elif any(word.startswith(wanted) for name in folded for word in re.split(r"\W+", name)):
            ranked.append((2, one))
    return [one for _, one in sorted(ranked, key=lambda entry: (entry[0], names(entry[1].tag)[1]))]


def _tag_of(text: str) -> str:
    try:
        return tags.canonical(text).bcp47
    except ValueError:
        return ""


def _folded(text: str) -> str:
    """Without capitals, accents and kinds of apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\u0300-\u036f'\u2018\u2019\u02bc\u02bb]", "", decomposed).strip()


def _cldr_english(base: str) -> str:
    return str(Locale("en").languages.get(base, ""))


@functools.cache
def _iso_names(base: str) -> list[str]:
    """ISO 639-3's names, for languages that CLDR has no name for."""
    import iso639  # noqa: PLC0415 - takes most of a second, and only rare languages need it

    try:
        found = iso639.Language.match(base)
    except iso639.LanguageNotFoundError:
        return [base]
    listed = [found.name, *(each.print for each in found.other_names or ())]
    return [name.partition(" (")[0] for name in listed]


def _qualified(base: str, locale: Locale, parts: tags.Tag) -> str:
    """`English (Latin, Canada)`: a name, and what tells this variety from the plain language."""
    tables = (locale.scripts, locale.territories, locale.variants)
    variant = "_".join(parts.variants).upper()
    details = [
        str(table.get(key, key))
        for table, key in zip(tables, (parts.script, parts.region, variant), strict=True)
        if key
    ]
    if not details:
        return base
    opened = f"{base[:-1]}, " if base.endswith(")") else f"{base} ("
    return f"{opened}{', '.join(details)})"


def _own(parts: tags.Tag, rows: list[Row]) -> str:
    """The name in the language's own script; empty when it is not known."""
    if rows[0].own:
        return rows[0].own
    script = tags.script_of(parts)
    for name in (parts.locale, f"{parts.language}_{script}", parts.language):
        try:
            locale = Locale.parse(name, resolve_likely_subtags=False)
        except (UnknownLocaleError, ValueError):
            continue
        base = str(locale.languages.get(parts.language, ""))
        if base and _written_in(base, script):
            return _qualified(base, locale, parts)
    return rows[1].own if _written_in(rows[1].own, script) else ""


def _written_in(text: str, script: str) -> bool:
    """Whether the letters of a text are of a script."""
    own = unicode.unicode_scripts(script)
    return all(
        not char.isalpha() or not (used := unicode.script_extensions(char)) or used & own
        for char in text
    )


#: What the front desk reads, whatever the sheet's language.
ENGLISH = language("en")

#: The language that templates are written in.
SOURCE_LANGUAGE = ENGLISH
