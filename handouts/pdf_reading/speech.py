"""What a screen reader says of a PDF, line by line: the listener's view of what was read back.

``speech(reading)`` gives the lines as values, ``spoken(reading)`` prints them::

    document: Going home, en
    heading level 1: Going home
    list, 2 items
    bullet: Rest for an hour.
    check box, not checked: To tick: Call us.
    list end
    [ar] السلام

This is a model, not a recording. The words for roles are English and follow NVDA and JAWS in their
reading mode, where people can set more or less to be said. As in NVDA, header rows count among the
rows of a table. A field to fill in on paper is said as if it were a field that cannot be changed
(ISO 32000-1, 14.8.5.6), with its `Alt` for a name; a reader program that does not know about such
fields says the `Alt` alone. Where an element has `Alt` or `ActualText`, nothing below it is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import Any

from handouts.pdf_reading.reader import Node, PaintedText, Reading, outline
from handouts.pdf_reading.tables import Cell, Grid, attribute, grid_of, in_rows

#: BCP 47 for a language that nobody has named.
_UNKNOWN = "und"

#: Parts of a sentence; every other element stands on a line of its own.
_INLINE = {"Span", "Quote", "Reference", "BibEntry", "Code", "Em", "Strong", "Sub", "Ruby", "RB",
           "RT", "RP", "Warichu", "WT", "WP"}  # fmt: skip

#: Elements that are said with a word for what they are.
_NAMED = {
    "Caption": "caption",
    "Figure": "graphic",
    "Formula": "formula",
    "Link": "link",
    "Note": "note",
    "FENote": "note",
}
_FIELDS = {"cb": "check box", "rb": "radio button", "pb": "button", "tv": "edit field"}
_STATES = {"on": "checked", "off": "not checked", "neutral": "half checked"}
_HEADERS = {"Row": "row header", "Column": "column header", "Both": "row and column header"}

#: Roles whose line can go on the line of a label or of a cell's headers.
_JOINS = {"paragraph", "graphic", "link", "note", "formula", "form field", *_FIELDS.values()}

#: Marks that steer direction and line breaks: nothing to say. U+200C and U+200D shape letters.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in one language, a BCP 47 tag."""

    text: str
    lang: str


#: Words of the document, and among them the reader program's own.
Pieces = tuple[str | Phrase, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One line of speech. `lead` is what is said before the words: what the thing is, its label,
    its headers. Pieces of `lead` that are no phrase are the reader program's own words. `level` is
    that of a heading."""

    role: str
    lead: Pieces = ()
    words: tuple[Phrase, ...] = ()
    level: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for `json.dumps`: role; where there are such, level, lead, text with its
        language, and the parts of a text in several languages."""
        told: dict[str, Any] = {"role": self.role}
        if self.level is not None:
            told["level"] = self.level
        if self.lead:
            told["lead"] = "".join(each if isinstance(each, str) else each.text
                                   for each in self.lead)  # fmt: skip
        if self.words:
            told |= {"text": _plain(self.words), "lang": self.words[0].lang}
        if len(self.words) > 1:
            told["parts"] = [{"text": each.text, "lang": each.lang} for each in self.words]
        return told


def speech(reading: Reading) -> tuple[Said, ...]:
    """All that is said, in order. Nothing for a file without tags: readers can but guess there."""
    if reading.tree is None:
        return ()
    lang = _language(reading)
    title = _tidy([Phrase(reading.title, lang)])
    opening = Said("document", ("document",) if title else ("document: no title",), title)
    return (opening, *_said(reading.tree, reading.tree.lang or lang))


def spoken(reading: Reading) -> str:
    """The lines of speech as text, then what is on the pages but not said. A language is marked
    where it changes: `[ar]`. A file without tags is printed as `reader.outline` prints it."""
    if reading.tree is None:
        return outline(reading)
    first, *others = _lines(speech(reading), _language(reading))
    lines = [f"{first}, {reading.language or 'no language'}", *others]
    silent = [
        (each.page, "/".join(filter(None, (each.type, each.subtype))) or "artifact", each.text)
        for each in reading.artifacts
    ] + [(each.page, "not tagged", each.text) for each in reading.stray]
    lines.append(f"not read aloud: {_count(len(silent), 'text') if silent else 'nothing'}")
    for page, kind, text in silent:
        lines.append(f"  page {page}, {kind}: {_apart(_clean(text))}")
    return "\n".join(lines) + "\n"


def _language(reading: Reading) -> str:
    top = reading.tree.lang if reading.tree is not None else None
    return reading.language or top or _UNKNOWN


# From elements to lines.


def _said(node: Node, lang: str) -> Iterator[Said]:
    """What is said of an element; `lang` is its language."""
    role = node.role
    if role in ("L", "Table", "LI") and node.replacement is None:
        tell = {"L": _list, "Table": _table, "LI": _item}[role]
        yield from tell(node, lang)
    elif role == "Form":
        yield _field(node, lang)
    elif role == "Figure":
        # Without a description, what is painted may still have words.
        yield Said("graphic", ("graphic",), _all_words(node, lang))
    elif role in _NAMED:
        yield from _joined(Said(_NAMED[role], (_NAMED[role],)), _inside(node, lang))
    elif level := re.fullmatch("H([1-9][0-9]?)?", role):
        lead = f"heading level {level[1]}" if level[1] else "heading"
        heading = Said("heading", (lead,), level=int(level[1]) if level[1] else None)
        yield from _joined(heading, _inside(node, lang))
    else:
        yield from _inside(node, lang)


def _inside(node: Node, lang: str) -> Iterator[Said]:
    """The sentences in an element, and the elements among them."""
    for is_phrase, pieces in groupby(_pieces(node, lang), lambda piece: isinstance(piece, Phrase)):
        if is_phrase:
            words = _tidy(piece for piece in pieces if isinstance(piece, Phrase))
            if words:
                yield Said("paragraph", (), words)
        else:
            for piece in pieces:
                if not isinstance(piece, Phrase):
                    yield from _said(*piece)


def _pieces(node: Node, lang: str) -> Iterator[Phrase | tuple[Node, str]]:
    """Words of the element itself, and elements that stand on lines of their own."""
    if node.replacement is not None:
        yield Phrase(node.replacement, lang)
        return
    for kid in node.kids:
        if isinstance(kid, PaintedText):
            yield Phrase(kid.text, lang)
        elif kid.role in _INLINE:
            yield from _pieces(kid, kid.lang or lang)
        else:
            yield kid, kid.lang or lang


def _all_words(node: Node, lang: str) -> tuple[Phrase, ...]:
    """The words of an element and of all elements in it, parted by spaces."""
    found: list[Phrase] = []
    for piece in _pieces(node, lang):
        if isinstance(piece, Phrase):
            found.append(piece)
        else:
            found += (Phrase(f" {each.text} ", each.lang) for each in _all_words(*piece))
    return _tidy(found)


def _field(node: Node, lang: str) -> Said:
    """A field. What is to be filled in by hand, and is not ticked yet, says so."""
    kind = attribute(node, "PrintField: Role")
    role = _FIELDS.get(kind, "form field")
    lead = role
    if kind in ("cb", "rb"):
        state = attribute(node, "PrintField: checked") or attribute(node, "PrintField: Checked")
        lead += f", {_STATES.get(state, _STATES['off'])}"
    return Said(role, (lead,), _all_words(node, lang))


def _list(node: Node, lang: str) -> Iterator[Said]:
    """A list: how many items, the items, its end."""
    items = sum(isinstance(kid, Node) and kid.role == "LI" for kid in node.kids)
    yield Said("list", (f"list, {_count(items, 'item')}",))
    yield from _inside(node, lang)
    yield Said("list end", ("list end",))


def _item(node: Node, lang: str) -> Iterator[Said]:
    """An item: its label, then its words, on one line. Pictures in it follow."""
    lead: Pieces = ()
    role = "item"
    for label in node.kids:
        if isinstance(label, Node) and label.role == "Lbl":
            for each in _inside(label, label.lang or lang):
                role = each.role if each.role in _FIELDS.values() else role
                bullet = _plain(each.words) == "•"
                lead = _then(lead, ("bullet",) if bullet else _then(each.lead, each.words))
    rest = tuple(kid for kid in node.kids if not isinstance(kid, Node) or kid.role != "Lbl")
    yield from _joined(Said(role, lead), _inside(replace(node, kids=rest), lang))


def _table(node: Node, lang: str) -> Iterator[Said]:
    """A table: its size, its caption, the cells with their headers, its end."""
    grid = grid_of(node, lang)
    rows, columns = _count(grid.rows, "row"), _count(grid.columns, "column")
    yield Said("table", (f"table, {rows}, {columns}",))
    before = tuple(takewhile(lambda kid: not in_rows(kid), node.kids))
    yield from _inside(replace(node, kids=before), lang)
    for cell in grid.cells:
        role = _HEADERS.get(cell.heads, "row header") if cell.heads else "cell"
        lead = (role,) if cell.heads else _place(grid, cell)
        yield from _joined(Said(role, lead), _inside(cell.node, cell.lang))
    after = tuple(kid for kid in node.kids[len(before) :] if not in_rows(kid))
    yield from _inside(replace(node, kids=after), lang)
    yield Said("table end", ("table end",))


def _place(grid: Grid, cell: Cell) -> Pieces:
    """The headers of a data cell; its number where it has none."""
    lead: Pieces = ()
    for kind, number in (("Row", cell.row), ("Column", cell.column)):
        lead += (f"{', ' if lead else ''}{kind.lower()} ",)
        words = [
            Phrase(f" {each.text} ", each.lang)
            for header in grid.headers(cell, kind)
            for each in _all_words(header.node, header.lang)
        ]
        lead += _tidy(words) or (str(number + 1),)
    return lead


def _joined(like: Said, inside: Iterable[Said]) -> Iterator[Said]:
    """The first thing inside goes on the line of the lead, unless it is a list, table, heading."""
    things = iter(inside)
    first = next(things, None)
    if first is None:
        if like.role != "item":
            like = replace(like, lead=_then(like.lead, ("blank",)))
        if like.lead:
            yield like
    elif first.role in _JOINS:
        # An item without a label that opens with a picture is that picture.
        role = like.role if like.lead or not first.lead else first.role
        yield replace(like, role=role, lead=_then(like.lead, first.lead), words=first.words)
    else:
        yield from (like, first) if like.lead else (first,)
    yield from things


def _then(lead: Pieces, more: Pieces) -> Pieces:
    """One after the other."""
    return (*lead, _parting(lead), *more) if lead and more else lead or more


def _parting(lead: Pieces) -> str:
    """A colon, except after a sign that parts: "3: Rest", but "3. Rest" and "c) Rest"."""
    last = lead[-1]
    parts = re.search(r"[.:。：]$|^\(?\w+\)$", last if isinstance(last, str) else last.text)
    return " " if parts else ": "


# Words.


def _tidy(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Neighbours in one language become one, without what is not seen; empty ones go."""
    tidied: list[Phrase] = []
    for phrase in phrases:
        if tidied and tidied[-1].lang == phrase.lang:
            tidied[-1] = Phrase(tidied[-1].text + phrase.text, phrase.lang)
        elif _clean(phrase.text):
            tidied.append(phrase)
    return tuple(Phrase(_clean(each.text), each.lang) for each in tidied)


def _clean(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


def _plain(words: tuple[Phrase, ...]) -> str:
    return " ".join(each.text for each in words)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


# From lines to text.


def _lines(said: Iterable[Said], language: str) -> Iterator[str]:
    """Each line, with a mark where the language is no more what it was before."""
    now = language
    for each in said:
        pieces: list[str | Phrase] = [*each.lead]
        if each.lead and each.words:
            pieces.append(_parting(each.lead))
        for index, words in enumerate(each.words):
            pieces += [" ", words] if index else [words]
        told = False
        line: list[str] = []
        for piece in pieces:
            if isinstance(piece, str):
                line.append(piece)
                continue
            if piece.lang.casefold() != now.casefold():
                line.insert(len(line) if told else 0, f"[{piece.lang}] ")
                now = piece.lang
            line.append(_apart(piece.text) if line or len(pieces) > 1 else piece.text)
            told = True
        yield "".join(line)


def _apart(text: str) -> str:
    """Text from right to left does not mix with the English around it, where lines are shown with
    the bidirectional algorithm (UAX 9, 2.7): it stands in an isolate."""
    mixes = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if mixes else text
