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

from handouts.model.languages import ENGLISH

if TYPE_CHECKING:
    from handouts.model.document import Handout
    from handouts.model.findings import Finding
    from handouts.model.languages import Language
    from handouts.project.brand import Brand
    from handouts.text.paragraph import Typesetter


@dataclass(frozen=True, slots=True)
class Materials:
    """What an edition is rendered with, besides the handout. `art` is the folder of drawings;
    `english` gives the same handout in English, or raises `FindingsError`."""

    brand: Brand
    typesetter: Typesetter
    art: Path
    english: Callable[[Handout], Handout]


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
    materials and the name of a paper size; `foresee` takes the same and says what `render` would
    find, without a file. `verify` takes a file's bytes, and the path to name it by, and gives what
    an independent validator has against it. `read` says what a file's bytes tell of themselves, or
    raises `UnreadableError`; `made`, whether this program has made them and nobody has changed them
    since. An edition that has `english` beside the language is made in every other language."""

    name: str
    title: str
    suffix: str
    extension: str
    media_type: str
    render: Callable[[Handout, Materials, str], RenderedFile]
    foresee: Callable[[Handout, Materials, str], tuple[Finding, ...]]
    verify: Callable[[bytes, str], Iterable[Finding]]
    read: Callable[[bytes], FileFacts]
    made: Callable[[bytes], bool]
    english: bool = False

    def made_in(self, language: Language) -> bool:
        """Whether handouts in a language have this edition."""
        return not (self.english and language == ENGLISH)


def _on_paper(edition: str, handout: Handout, materials: Materials, paper: str) -> RenderedFile:
    from handouts.editions.paper.render import render  # noqa: PLC0415 - not needed to plan

    brand, typesetter, art = materials.brand, materials.typesetter, materials.art
    english = materials.english(handout) if EDITIONS[edition].english else None
    return render(handout, brand, typesetter, art, edition=edition, paper=paper, english=english)


def _findings_on_paper(
    edition: str, handout: Handout, materials: Materials, paper: str
) -> tuple[Finding, ...]:
    from handouts.editions.paper.render import Print, findings_on_paper  # noqa: PLC0415 - as above

    brand, typesetter, art = materials.brand, materials.typesetter, materials.art
    english = materials.english(handout) if EDITIONS[edition].english else None
    return findings_on_paper(handout, brand, typesetter, art, Print(edition, paper, english))


def _verify_pdf(data: bytes, path: str) -> Iterable[Finding]:
    from handouts.editions.paper.conformance import conformance  # noqa: PLC0415 - as above

    return conformance(data, path)


def _read_pdf(edition: str, data: bytes) -> FileFacts:
    """The size of type tells large print from the others; nothing in a file tells these apart."""
    from handouts.editions.paper.facts import sheet_facts  # noqa: PLC0415 - as above

    found = sheet_facts(data)
    same = (edition == "large") == (found.edition == "large")
    return found._replace(edition=edition) if same else found


def _made_pdf(data: bytes) -> bool:
    from handouts.pdf.identifier import is_unchanged  # noqa: PLC0415 - as above

    return is_unchanged(data)


def _pdf(name: str, title: str, suffix: str, *, english: bool = False) -> Edition:
    render, foresee = partial(_on_paper, name), partial(_findings_on_paper, name)
    media_type = "application/pdf"
    read_back = (_verify_pdf, partial(_read_pdf, name), _made_pdf)
    return Edition(name, title, suffix, ".pdf", media_type, render, foresee, *read_back, english)


#: The one that file names do not mention.
STANDARD = _pdf("standard", "one piece of paper, both sides", "")

EDITIONS = {
    edition.name: edition
    for edition in (
        STANDARD,
        _pdf("large", "large print, 18 points", "-large"),
        _pdf("bilingual", "English beside the language", "-bilingual", english=True),
        _pdf("plain-ink", "no filled band or box, to save toner", "-plain-ink"),
    )
}

#: How the files of all editions end.
EXTENSIONS = frozenset(edition.extension for edition in EDITIONS.values())
