"""Trees made by hand, and what is said of them."""

from __future__ import annotations

from handouts.pdf_reading.reader import Node, PaintedText, Reading
from handouts.pdf_reading.speech import spoken

TICK = ("PrintField: Desc=Rest.", "PrintField: Role=cb")
LINE = ("PrintField: Desc=Name", "PrintField: Role=tv")


def node(
    role: str,
    *kids: Node | str,
    lang: str | None = None,
    alt: str | None = None,
    actual_text: str | None = None,
    id: str | None = None,
    attributes: tuple[str, ...] = (),
) -> Node:
    words = tuple(PaintedText(1, kid) if isinstance(kid, str) else kid for kid in kids)
    return Node(role, lang, alt, actual_text, None, id, attributes, words)


def reading(*kids: Node | str, language: str = "en", title: str = "A sheet") -> Reading:
    return Reading(title, language, 1, node("Document", *kids), (), ())


def said(*kids: Node | str, language: str = "en") -> list[str]:
    """The lines between the document's own and those that are not read."""
    first, *lines, last = spoken(reading(*kids, language=language)).splitlines()
    assert (first, last) == (f"document: A sheet, {language}", "not read aloud: nothing")
    return lines


def item(label: Node | str | None, *body: Node | str) -> Node:
    labels = [] if label is None else [node("Lbl", label)]
    return node("LI", *labels, node("LBody", *body))


BULLET = node("Span", "", actual_text="•")


def cell(text: str, scope: str = "", *more: str, id: str | None = None) -> Node:
    """A data cell, or with a scope a header."""
    attributes = (f"Table: Scope={scope}",) if scope else ()
    kids = (text,) if text else ()
    return node("TH" if scope else "TD", *kids, id=id, attributes=(*attributes, *more))


def table(*rows: tuple[Node, ...]) -> Node:
    return node("Table", *(node("TR", *row) for row in rows))
