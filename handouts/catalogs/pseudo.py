"""Pseudo-locales: catalogs that no person translates, made from the English while a sheet is built.

    en-XA   [Ĝö ĥöṁé åñđ ŕéšţ. öñé ţ]     accents, brackets, 40 % more letters
    ar-XB   جو هومي اند ريست.             real right-to-left text in as many Arabic letters

`en-XA` can be read by anybody, so that a cut end, a word that no message has, or a message with no
room to grow is seen at once. `ar-XB` sets each Latin letter as an Arabic one that sounds like it:
direction, joining and mirrored drawings are those of Arabic. It is not English between overrides
(U+202E), as elsewhere: no catalog may hold those, and a reader program would spell it backwards.

Tags, placeholders and digits stay as they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry, Key
from handouts.catalogs.store import CatalogFile
from handouts.model.findings import Where
from handouts.model.languages import PSEUDO_GROWTH, Language

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = str.maketrans(_PLAIN, "åḃçđéḟĝĥîĵķļṁñöþǫŕšţûṽŵẋýžÅḂÇĐÉḞĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ")
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz?,;",
    "ابكديفجهيجكلمنوبقرستوفوخيز؟،؛",
)
_KEPT = re.compile(r"(</?(?:b|term)>|%\(\w+\)s|%%)")
#: What makes a text longer; words, so that lines are broken as elsewhere.
_MORE = "one two three four five six seven eight nine ten "


def accented(text: str, growth: float = PSEUDO_GROWTH) -> str:
    """The text with accents, in brackets, longer by a share of its letters.

    >>> accented("Call <b>%(phone)s</b>.")
    '[Çåļļ <b>%(phone)s</b>.š]'
    """
    length = letters(text)
    more = max(0, math.ceil(length * (1 + growth)) - length - 2)
    filling = f" {_MORE * (more // len(_MORE) + 1)}"[:more]
    if filling.endswith(" "):
        filling = f"{filling[:-1]}s"
    body = _outside(text, lambda part: part.translate(_ACCENTED))
    return f"[{body}{filling.translate(_ACCENTED)}]"


def mirrored(text: str) -> str:
    """The text in Arabic letters.

    >>> ascii(mirrored("Go <b>home</b>."))
    "'\\\\u062c\\\\u0648 <b>\\\\u0647\\\\u0648\\\\u0645\\\\u064a</b>.'"
    """
    return _outside(text, lambda part: part.lower().translate(_ARABIC))


def letters(text: str) -> int:
    """The letters of a message: tags and placeholders do not count."""
    return len(_KEPT.sub("", text))


def _outside(text: str, change: Callable[[str], str]) -> str:
    parts = _KEPT.split(text)
    return "".join(part if place % 2 else change(part) for place, part in enumerate(parts))


@dataclass(frozen=True)
class PseudoCatalog(CatalogFile):
    """A catalog in no file: a finding about an entry stands where the English does."""

    places: Mapping[Key, Where] = field(default_factory=dict)

    def where(self, entry: Entry) -> Where:
        """Where the English stands."""
        return self.places.get(entry.key, Where(self.shown_as, 0, entry.msgid))


def pseudo_catalog(
    language: Language, messages: Iterable[Message], shown_as: str, growth: float = PSEUDO_GROWTH
) -> PseudoCatalog:
    """All messages of a domain in a pseudo-locale."""
    given = list(messages)
    entries = tuple(
        Entry(
            one.msgid,
            mirrored(one.msgid) if language.right_to_left else accented(one.msgid, growth),
            one.context,
        )
        for one in given
    )
    places = {one.key: one.places[0] for one in given}
    return PseudoCatalog(shown_as, Entry(""), entries, places=places)
