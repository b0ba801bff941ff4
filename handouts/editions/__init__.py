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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.model.document import Handout
    from handouts.model.findings import Finding
    from handouts.project.brand import Brand
    from handouts.text.paragraph import Typesetter


@dataclass(frozen=True, slots=True)
class Materials:
    """What an edition is rendered with, besides the handout. `templates` is the folder."""

    brand: Brand
    typesetter: Typesetter
    templates: Path


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A rendered handout. `data` is empty where a finding forbids the file."""

    data: bytes
    pages: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A way to make a file of a handout. `title` is for people; `suffix` follows the handout in a
    file's name, `extension` ends it; `media_type` is IANA's. `render` takes the handout, the
    materials and the name of a paper size. `verify` takes a file's bytes, and the path to name it
    by, and gives what an independent validator has against it."""

    name: str
    title: str
    suffix: str
    extension: str
    media_type: str
    render: Callable[[Handout, Materials, str], RenderedFile]
    verify: Callable[[bytes, str], Iterable[Finding]]


def _on_paper(edition: str, handout: Handout, materials: Materials, paper: str) -> RenderedFile:
    from handouts.editions.paper.render import render  # noqa: PLC0415 - not needed to plan

    brand, typesetter = materials.brand, materials.typesetter
    art = materials.templates / "art"
    return render(handout, brand, typesetter, art, edition=edition, paper=paper)


def _verify_pdf(data: bytes, path: str) -> Iterable[Finding]:
    from handouts.editions.paper.conformance import conformance  # noqa: PLC0415 - as above

    return conformance(data, path)


def _pdf(name: str, title: str, suffix: str) -> Edition:
    render = partial(_on_paper, name)
    return Edition(name, title, suffix, ".pdf", "application/pdf", render, _verify_pdf)


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
