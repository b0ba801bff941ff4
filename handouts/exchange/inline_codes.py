"""Inline tags and placeholders of a message as inline codes of XLIFF 2, and back to the message.

    Call <b>%(phone)s</b>.   →   Call <pc id="1">⟨ph id="2"⟩</pc>.

A tool protects such codes: they can be moved, not edited. What each stands for is in the unit's
`<originalData>`. Codes of a translation that the English has too bear the same id. Tags that are
not nested well become a `<ph>` each, so that words with a fault go out, and come in, as they stand.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"

_TOKEN = re.compile(r"</?(?:b|term)>|%\(\w+\)s|%%")
#: What XML 1.0 cannot hold; XLIFF has an element for it.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: How `<cp>` names such a character.
_HEX = re.compile(r"[0-9A-Fa-f]{1,6}")
#: Kind of each tag, as XLIFF and its translators' tools know it.
_KINDS = {"b": {"type": "fmt", "subType": "xlf:b"}, "term": {"type": "other"}}


class InlineCodeError(ValueError):
    """A content that is no message: the reason, for the person who sent the file."""


def name(tag: str) -> str:
    """The qualified name of an element of XLIFF."""
    return f"{{{NAMESPACE}}}{tag}"


@dataclass(slots=True)
class UnitCodes:
    """The inline codes of one unit: those of its source first, then those of its target. `data` is
    what stands in `<originalData>`, text → id."""

    data: dict[str, str] = field(default_factory=dict)
    _source: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _last: int = 0

    def source(self, element: etree._Element, text: str) -> None:
        """Fills a `<source>`."""
        self._fill(element, text, self._new)

    def target(self, element: etree._Element, text: str) -> None:
        """Fills a `<target>`, with the ids of the source where it has the same codes."""
        left = {token: list(ids) for token, ids in self._source.items()}

        def take(token: str) -> str:
            return left[token].pop(0) if left.get(token) else self._next()

        self._fill(element, text, take)

    def _new(self, token: str) -> str:
        number = self._next()
        self._source[token].append(number)
        return number

    def _next(self) -> str:
        self._last += 1
        return str(self._last)

    def _ref(self, token: str) -> str:
        return self.data.setdefault(token, f"d{len(self.data) + 1}")

    def _fill(self, element: etree._Element, text: str, number: Callable[[str], str]) -> None:
        nested = _nested(text)
        here, position = element, 0
        for match in _TOKEN.finditer(text):
            _append(here, text[position : match.start()])
            position = match.end()
            token = match[0]
            tag = token.strip("</>")
            if nested and token.startswith("</"):
                parent = here.getparent()
                assert parent is not None
                here = parent
            elif nested and token.startswith("<"):
                attributes = {
                    "id": number(token),
                    "canCopy": "no",
                    "canDelete": "no",
                    "dispStart": token,
                    "dispEnd": f"</{tag}>",
                    "dataRefStart": self._ref(token),
                    "dataRefEnd": self._ref(f"</{tag}>"),
                }
                here = etree.SubElement(here, name("pc"), attributes | _KINDS[tag])
            else:
                # A tag that stands alone is not the same code as one of a pair.
                alone = token if token.startswith("%") else f"{token} alone"
                etree.SubElement(
                    here,
                    name("ph"),
                    id=number(alone),
                    canCopy="no",
                    canDelete="no",
                    type="other",
                    disp=token,
                    equiv=token,
                    dataRef=self._ref(token),
                )
        _append(here, text[position:])


def _nested(text: str) -> bool:
    """Whether each tag is closed, innermost first."""
    open_tags: list[str] = []
    for token in _TOKEN.findall(text):
        if token.startswith("</"):
            if not open_tags or open_tags.pop() != token.strip("</>"):
                return False
        elif token.startswith("<"):
            open_tags.append(token.strip("</>"))
    return not open_tags


def _append(element: etree._Element, text: str) -> None:
    """Adds text at the end of an element's content."""
    position = 0
    for match in _UNFIT.finditer(text):
        _append_plain(element, text[position : match.start()])
        etree.SubElement(element, name("cp"), hex=f"{ord(match[0]):04X}")
        position = match.end()
    _append_plain(element, text[position:])


def _append_plain(element: etree._Element, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def message(element: etree._Element, data: Mapping[str, str], own: Mapping[str, str]) -> str:
    """The words in a `<source>` or `<target>`. `data` is the unit's `<originalData>`, id → text;
    `own` what each code's id stands for, for tools that lose the references. Raises
    `InlineCodeError` for a code that stands for no tag or placeholder."""
    parts = [element.text or ""]
    for child in element:
        parts += [_code(child, data, own), child.tail or ""]
    return "".join(parts)


def _code(element: etree._Element, data: Mapping[str, str], own: Mapping[str, str]) -> str:
    tag = etree.QName(element).localname
    inner = message(element, data, own) if tag in ("pc", "mrk") else ""

    def stands_for(reference: str, key: str) -> str:
        given = element.get(reference)
        text = data.get(given) if given else own.get(f"{element.get(key)}{reference[7:]}")
        if text is None or not _TOKEN.fullmatch(text):
            raise InlineCodeError(
                f"the code <{tag} id={element.get('id')!r}> stands for no tag or placeholder"
            )
        return text

    match tag:
        case "mrk":
            return inner
        case "sm" | "em":
            return ""
        case "cp":
            return _character(element.get("hex", ""))
        case "ph" | "sc":
            return stands_for("dataRef", "id")
        case "ec":
            return stands_for("dataRef", "startRef" if element.get("startRef") else "id")
        case "pc":
            return stands_for("dataRefStart", "id") + inner + stands_for("dataRefEnd", "id")
    raise InlineCodeError(f"<{tag}> may not stand among words")


def _character(code: str) -> str:
    char = chr(int(code, 16)) if _HEX.fullmatch(code) and int(code, 16) <= sys.maxunicode else ""
    if not char or "\ud800" <= char <= "\udfff":
        raise InlineCodeError(f"<cp hex={code!r}> is no character")
    return char


def by_id(element: etree._Element, data: Mapping[str, str]) -> dict[str, str]:
    """What the codes of an element that this program has filled stand for, by id and end."""
    found: dict[str, str] = {}
    for code in element.iter(name("pc"), name("ph")):
        for reference in ("dataRef", "dataRefStart", "dataRefEnd"):
            if given := code.get(reference):
                found[f"{code.get('id')}{reference[7:]}"] = data[given]
    return found
