"""A PDF as a screen reader meets it: the structure tree with its text, artifacts apart.

``read(data)`` gives the tree, ``outline(reading)`` prints it for people and for golden files::

    Document lang="en"
      Sect
        H1 "Going home"
        P "You may go home after an hour."
        Figure alt="A person rests in a chair." (Layout: Placement=Block)

Reading needs the package pikepdf; writing does not, so this module is not imported by the package.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pikepdf

from handouts.pdf.errors import UnreadableError
from handouts.pdf_reading.limits import DEEPEST_ELEMENT, DEEPEST_VALUE, Budget
from handouts.pdf_reading.page_text import PageText, page_text


@dataclass(frozen=True, slots=True)
class PaintedText:
    """Painted text of an element, on a page counted from 1."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the structure tree. `role` is the standard role, after the role map.
    `attributes` are written as `Owner: Name=Value`."""

    role: str
    lang: str | None
    alt: str | None
    actual_text: str | None
    title: str | None
    id: str | None
    attributes: tuple[str, ...]
    kids: tuple[Node | PaintedText, ...]

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    @property
    def replacement(self) -> str | None:
        """What is read aloud instead of all that is below: replacement text, or a description."""
        return self.alt if self.actual_text is None else self.actual_text

    @property
    def text(self) -> str:
        """What is read aloud for this element: the replacement or description where there is one,
        else all words below it."""
        if self.replacement is not None:
            return self.replacement
        return "".join(kid.text for kid in self.kids)


@dataclass(frozen=True, slots=True)
class Artifact:
    """Painted text that is no content: type and subtype as in the file, page from 1."""

    page: int
    type: str
    subtype: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a PDF says. `stray` is text that is neither in the structure nor an artifact: a
    tagged file has none. `tree` is `None` in a file without structure."""

    title: str
    language: str
    pages: int
    tree: Node | None
    artifacts: tuple[Artifact, ...]
    stray: tuple[PaintedText, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for `json.dumps`."""
        return asdict(self)


def read(data: bytes) -> Reading:
    """Reads a PDF. Raises `UnreadableError` for anything that is not one, needs a password, or
    holds more than any document needs. For files from elsewhere see `confined`, too."""
    budget = Budget()
    budget.spend("bytes", len(data))
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _read(pdf, budget)
    except (UnreadableError, MemoryError):
        raise
    except pikepdf.PdfError as error:
        # The library names the stream it read from, which tells a person nothing.
        reason = str(error).rpartition(">: ")[2]
        raise UnreadableError(reason) from error
    except Exception as error:  # anything may stand where a number or a name should
        message = f"it is not made as a PDF should be ({type(error).__name__}: {error})"
        raise UnreadableError(message) from error


def outline(reading: Reading) -> str:
    """The tree, indented, one element a line; then the artifacts of each page."""
    lines = list(_outline(reading.tree, 0)) if reading.tree is not None else ["(no structure)"]
    lines += [
        f"[artifact p.{each.page} {'/'.join(filter(None, (each.type, each.subtype)))}] "
        f"{_quoted(each.text)}"
        for each in reading.artifacts
    ]
    lines += [f"[stray p.{each.page}] {_quoted(each.text)}" for each in reading.stray]
    return "\n".join(lines) + "\n"


def _outline(node: Node, depth: int) -> Iterator[str]:
    facts = {
        "lang": node.lang,
        "title": node.title,
        "id": node.id,
        "alt": node.alt,
        "actual-text": node.actual_text,
    }
    parts = [node.role]
    parts += [f"{key}={_quoted(value)}" for key, value in facts.items() if value is not None]
    if node.attributes:
        parts.append(f"({', '.join(node.attributes)})")
    only_words = all(isinstance(kid, PaintedText) for kid in node.kids)
    if only_words and node.kids:
        parts.append(_quoted("".join(kid.text for kid in node.kids)))
    yield "  " * depth + " ".join(parts)
    if only_words:
        return
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _outline(kid, depth + 1)
        else:
            yield "  " * (depth + 1) + _quoted(kid.text)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _read(pdf: pikepdf.Pdf, budget: Budget) -> Reading:
    budget.spend("pages", len(pdf.pages))
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages, 1)}
    texts = {index: page_text(page, budget) for index, page in enumerate(pdf.pages, 1)}
    tree = pdf.Root.get("/StructTreeRoot")
    return Reading(
        title=str(pdf.docinfo.get("/Title", "")),
        language=str(pdf.Root.get("/Lang", "")),
        pages=len(texts),
        tree=_Tree(pages, texts, tree, budget).top(pdf) if tree is not None else None,
        artifacts=tuple(
            Artifact(index, *artifact)
            for index, text in texts.items()
            for artifact in text.artifacts
        ),
        stray=tuple(PaintedText(index, text.stray) for index, text in texts.items() if text.stray),
    )


@dataclass(frozen=True, slots=True)
class _Tree:
    pages: Mapping[tuple[int, int], int]
    texts: Mapping[int, PageText]
    root: Any
    budget: Budget
    seen: set[tuple[int, int]] = field(default_factory=set)

    def top(self, pdf: pikepdf.Pdf) -> Node:
        """The one element under the root, or a node that stands for the root of several."""
        kids = [kid for kid in self._kids(self.root, None, 0) if isinstance(kid, Node)]
        if len(kids) == 1:
            return kids[0]
        language = str(pdf.Root.get("/Lang", "")) or None
        return Node("StructTreeRoot", language, None, None, None, None, (), tuple(kids))

    def _node(self, element: Any, page: int | None, depth: int) -> Node:
        self.budget.spend("elements in its structure")
        if element.is_indirect:
            if element.objgen in self.seen:
                raise UnreadableError("an element of its structure stands in two places")
            self.seen.add(element.objgen)
        page = self.pages.get(element["/Pg"].objgen, page) if "/Pg" in element else page
        return Node(
            role=self._role(element),
            lang=self._text(element, "/Lang"),
            alt=self._text(element, "/Alt"),
            actual_text=self._text(element, "/ActualText"),
            title=self._text(element, "/T"),
            id=self._text(element, "/ID"),
            attributes=tuple(self._attributes(element)),
            kids=_joined(self._kids(element, page, depth + 1)),
        )

    def _role(self, element: Any) -> str:
        role = element.get("/S", "/?")
        mapping = self.root.get("/RoleMap", {})
        for _ in range(DEEPEST_ELEMENT):
            if role not in mapping:
                break
            role = mapping[role]
        return str(role).lstrip("/")

    def _kids(self, element: Any, page: int | None, depth: int) -> Iterator[Node | PaintedText]:
        if depth > DEEPEST_ELEMENT:
            raise UnreadableError("the structure tree is deeper than any document needs")
        for kid in _items(element, "/K"):
            if not isinstance(kid, pikepdf.Object):
                yield self._words(page, int(kid))
            elif "/S" in kid:
                yield self._node(kid, page, depth)
            elif "/MCID" in kid:
                own = self.pages.get(kid["/Pg"].objgen, page) if "/Pg" in kid else page
                yield self._words(own, int(kid["/MCID"]))

    def _words(self, page: int | None, mcid: int) -> PaintedText:
        text = self.texts[page].marked.get(mcid, "") if page is not None else ""
        self.budget.spend("characters", len(text))
        return PaintedText(page or 0, text)

    def _text(self, element: Any, key: str) -> str | None:
        if key not in element:
            return None
        text = str(element[key])
        self.budget.spend("characters", len(text))
        return text

    def _attributes(self, element: Any) -> Iterator[str]:
        for entry in _items(element, "/A"):
            if not isinstance(entry, pikepdf.Dictionary):
                continue
            owner = str(entry.get("/O", "/?")).lstrip("/")
            for key in sorted(entry.keys()):
                if key != "/O":
                    yield f"{owner}: {key.lstrip('/')}={self._value(entry[key])}"

    def _value(self, value: Any, depth: int = 0) -> str:
        self.budget.spend("attributes")
        if isinstance(value, pikepdf.Array):
            if depth > DEEPEST_VALUE:
                raise UnreadableError("lists are nested deeper than any document needs")
            return " ".join(self._value(each, depth + 1) for each in value)
        text = str(value).lstrip("/")
        self.budget.spend("characters", len(text))
        return text


def _joined(kids: Iterator[Node | PaintedText]) -> tuple[Node | PaintedText, ...]:
    """Neighbouring words on one page become one; words that paint no text are left out."""
    joined: list[Node | PaintedText] = []
    for kid in kids:
        last = joined[-1] if joined else None
        if isinstance(kid, PaintedText) and isinstance(last, PaintedText) and last.page == kid.page:
            joined[-1] = PaintedText(kid.page, last.text + kid.text)
        elif isinstance(kid, Node) or kid.text:
            joined.append(kid)
    return tuple(joined)


def _items(element: Any, key: str) -> Iterator[Any]:
    """The values of an entry that holds one, or an array of them."""
    value = element.get(key)
    if isinstance(value, pikepdf.Array):
        yield from value
    elif value is not None:
        yield value
