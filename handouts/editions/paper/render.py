"""A sheet: pieces on pages, with a band at the head and the desk's lines at the foot.

What does not fit one piece of paper is a finding, and nothing is printed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.editions.paper.fit import MOST_PAGES, Trial, fit
from handouts.model import codes
from handouts.model.document import Handout
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, has_errors
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.metadata import Metadata
from handouts.project.brand import Brand
from handouts.text.face import FontFace
from handouts.text.paragraph import Typesetter


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished sheet. `pdf` is empty where a finding forbids printing. `fonts` maps the name of
    each font used to the digest of its file."""

    pdf: bytes
    pages: int
    fonts: Mapping[str, str]
    findings: tuple[Finding, ...]


def render(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    *,
    edition: str = "standard",
    paper: str = "letter",
) -> Sheet:
    """Lays a handout out and draws it."""
    try:
        trial = fit(handout, brand, typesetter, art, edition, paper)
    except FindingsError as error:
        return Sheet(b"", 0, {}, error.findings)
    findings, pages = tuple(_findings(trial, handout, edition)), len(trial.pages)
    if has_errors(findings):
        return Sheet(b"", pages, {}, findings)
    canvas = _draw(trial, handout, brand)
    fonts = {face.path.name: face.sha256 for face in canvas.faces if isinstance(face, FontFace)}
    return Sheet(canvas.getpdfdata(), pages, fonts, findings)


def findings_on_paper(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    *,
    edition: str = "standard",
) -> tuple[Finding, ...]:
    """What `render` would find: the handout is laid out on the clinic's paper, and not drawn."""
    try:
        trial = fit(handout, brand, typesetter, art, edition, brand.paper)
    except FindingsError as error:
        return error.findings
    return tuple(_findings(trial, handout, edition))


def _findings(trial: Trial, handout: Handout, edition: str) -> Iterator[Finding]:
    for finding in trial.setting.findings:
        # What the program writes by itself, such as the language's own name, stands in no file.
        where = finding.where if finding.where.path else handout.title.where
        yield replace(finding, where=where)
    if trial.too_long and edition != "large":
        yield _too_long(handout, len(trial.pages))
    yield from _overflows(trial, handout)


def _too_long(handout: Handout, pages: int) -> Finding:
    message = f"{handout.name} fills {pages} pages; a sheet of paper has {MOST_PAGES}"
    longest = max(handout.texts(), key=lambda text: len(text.plain))
    hint = "shorten the longest messages, this one first"
    return Finding(codes.TOO_MANY_PAGES, message, longest.where, hint, handout.language.tag)


def _overflows(trial: Trial, handout: Handout) -> Iterator[Finding]:
    """What no page can hold and nothing can break; it is never printed over the foot."""
    for number, overfull in enumerate(trial.overfull, 1):
        if overfull:
            message = f"a block on page {number} of {handout.name} is higher than the page"
            hint = "divide it into two sections, or shorten its messages"
            where, tag = handout.title.where, handout.language.tag
            yield Finding(codes.OVERSIZED_BLOCK, message, where, hint, tag)


def _draw(trial: Trial, handout: Handout, brand: Brand) -> TaggedCanvas:
    style = trial.setting.style
    metadata = Metadata(
        title=handout.title.plain,
        language=handout.language.tag,
        description=handout.description,
        author=brand.name,
        keywords=handout.keywords,
        identifier=f"{handout.code}-{handout.language.tag}-{handout.version}",
        creator="Handouts",
        right_to_left=handout.language.right_to_left,
    )
    page_size = (style.page_width, style.page_height)
    canvas = TaggedCanvas(io.BytesIO(), trial.root, metadata, pagesize=page_size)
    for number, pieces in enumerate(trial.pages):
        first = number == 0
        trial.furniture.paint(canvas, number + 1, len(trial.pages))
        top = style.page_height - trial.furniture.head_height(first=first)
        for place, piece in enumerate(pieces):
            top -= piece.height + (piece.space if place else 0.0)
            piece.drawOn(canvas, style.margin, top)
        canvas.showPage()
    return canvas
