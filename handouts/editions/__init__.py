"""A `Handout` as a file: the table of editions.

An edition is one row of `EDITIONS`. The plan, the build, the manifest, the command line and the
reports take all they know of an edition from its row, so that a new one is a new row and a module
that renders it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from handouts.model.document import Handout
    from handouts.model.findings import Finding
    from handouts.project.brand import Brand
    from handouts.text.paragraph import Typesetter


@dataclass(frozen=True, slots=True)
class Materials:
    """What an edition is rendered with, besides the handout. `art` is the folder of drawings."""

    brand: Brand
    typesetter: Typesetter
    art: Path


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A rendered handout. `data` is empty where a finding forbids the file."""

    data: bytes
    pages: int
    findings: tuple[Finding, ...]


class FileFacts(NamedTuple):
    """What a finished file says of itself, in the terms of a manifest's entry."""

    title: str
    language: str
    pages: int
    version: str
    paper: str
    edition: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A way to make a file of a handout. `title` is for people; `suffix` follows the handout in a
    file's name, `extension` ends it; `media_type` is IANA's. `render` takes the handout, the
    materials and the name of a paper size. `verify` takes a file's bytes, and the path to name it
    by, and gives what an independent validator has against it. `read` says what a file's bytes tell
    of themselves, or raises `UnreadableError`; `made`, whether this program has made them and
    nobody has changed them since."""

    name: str
    title: str
    suffix: str
    extension: str
    media_type: str
    render: Callable[[Handout, Materials, str], RenderedFile]
    verify: Callable[[bytes, str], Iterable[Finding]]
    read: Callable[[bytes], FileFacts]
    made: Callable[[bytes], bool]


def _on_paper(edition: str, handout: Handout, materials: Materials, paper: str) -> RenderedFile:
    from handouts.editions.paper.render import render  # noqa: PLC0415 - not needed to plan

    brand, typesetter, art = materials.brand, materials.typesetter, materials.art
    return render(handout, brand, typesetter, art, edition=edition, paper=paper)


def _verify_pdf(data: bytes, path: str) -> Iterable[Finding]:
    from handouts.editions.paper.conformance import conformance  # noqa: PLC0415 - as above

    return conformance(data, path)


def _read_pdf(data: bytes) -> FileFacts:
    from handouts.editions.paper.facts import sheet_facts  # noqa: PLC0415 - as above

    return sheet_facts(data)


def _made_pdf(data: bytes) -> bool:
    from handouts.pdf.identifier import is_unchanged  # noqa: PLC0415 - as above

    return is_unchanged(data)


def _pdf(name: str, title: str, suffix: str) -> Edition:
    render = partial(_on_paper, name)
    media_type = "application/pdf"
    read_back = (_verify_pdf, _read_pdf, _made_pdf)
    return Edition(name, title, suffix, ".pdf", media_type, render, *read_back)


#: What a plain build makes.
STANDARD = _pdf("standard", "one piece of paper, both sides", "")

EDITIONS = {
    edition.name: edition
    for edition in (
        STANDARD,
        _pdf("large", "large print, 18 points", "-large"),
    )
}

#: How the files of all editions end.
EXTENSIONS = frozenset(edition.extension for edition in EDITIONS.values())
