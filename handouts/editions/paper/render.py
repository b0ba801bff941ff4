"""A handout → a printed sheet: tagged, laid out, painted.

What does not fit one piece of paper is a finding, and nothing is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from handouts.editions.paper.boxes import paint_boxes
from handouts.editions.paper.fit import RULES, FitRules, Fitted, Subject, fit
from handouts.editions.paper.messages import Messages
from handouts.editions.paper.svg import load_art
from handouts.editions.paper.tagged import TaggedHandout
from handouts.editions.paper.tagging import tag
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
    rules: FitRules = RULES,
) -> Sheet:
    """Lays a handout out and paints it. `art` is the folder of the drawings."""
    try:
        laid_out = _lay_out(handout, brand, typesetter, art, edition, paper, rules)
    except FindingsError as error:
        return Sheet(b"", 0, {}, error.findings)
    findings = tuple(_findings(laid_out, handout, edition, rules))
    fitted, tagged = laid_out.fitted, laid_out.tagged
    pages = len(fitted.pages)
    if has_errors(findings):
        return Sheet(b"", pages, {}, findings)
    canvas = paint(fitted, tagged, _metadata(handout, brand))
    fonts = {face.path.name: face.sha256 for face in canvas.faces if isinstance(face, FontFace)}
    return Sheet(canvas.finish(), pages, fonts, findings)


def findings_on_paper(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    *,
    edition: str = "standard",
    rules: FitRules = RULES,
) -> tuple[Finding, ...]:
    """What `render` would find: the handout is laid out on the clinic's paper, and not painted."""
    try:
        laid_out = _lay_out(handout, brand, typesetter, art, edition, brand.paper, rules)
    except FindingsError as error:
        return error.findings
    return tuple(_findings(laid_out, handout, edition, rules))


class _LaidOut(NamedTuple):
    """A sheet on its pages, its tags, and what was found when its messages were set."""

    fitted: Fitted
    tagged: TaggedHandout
    findings: tuple[Finding, ...]


def _lay_out(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    edition: str,
    paper: str,
    rules: FitRules,
) -> _LaidOut:
    """Raises `FindingsError` when a drawing cannot be used."""
    messages = Messages(handout.language, typesetter)
    tagged = tag(handout, brand)
    mirror = handout.language.right_to_left
    templates = art.parent
    drawings = {
        name: load_art(art, name, brand.colors, mirror, templates.parent)
        for name in tagged.drawings
    }
    mark = brand.logo_file(templates)
    logo = load_art(templates, mark.stem, brand.colors, within=templates.parent) if mark else None
    subject = Subject(handout, tagged, brand, logo, drawings, messages, edition, paper)
    fitted = fit(subject, rules)
    return _LaidOut(fitted, tagged, messages.findings)


def _findings(
    laid_out: _LaidOut, handout: Handout, edition: str, rules: FitRules
) -> Iterator[Finding]:
    for finding in laid_out.findings:
        # What the program writes by itself, such as the language's own name, stands in no file.
        where = finding.where if finding.where.path else handout.title.where
        yield replace(finding, where=where)
    fitted = laid_out.fitted
    if fitted.too_long and edition != "large":
        yield _too_long(handout, len(fitted.pages), rules)
    yield from _overflows(fitted, handout)


def _too_long(handout: Handout, pages: int, rules: FitRules) -> Finding:
    message = f"{handout.name} fills {pages} pages; a sheet of paper has {rules.pages}"
    longest = max(handout.texts(), key=lambda text: len(text.plain))
    hint = "shorten the longest messages, this one first"
    return Finding(codes.TOO_MANY_PAGES, message, longest.where, hint, handout.language.tag)


def _overflows(fitted: Fitted, handout: Handout) -> Iterator[Finding]:
    """What no page can hold and nothing can break; it is never printed over the foot."""
    for number, overfull in enumerate(fitted.overfull, 1):
        if overfull:
            message = f"a block on page {number} of {handout.name} is higher than the page"
            hint = "divide it into two sections, or shorten its messages"
            where, tag = handout.title.where, handout.language.tag
            yield Finding(codes.OVERSIZED_BLOCK, message, where, hint, tag)


def _metadata(handout: Handout, brand: Brand) -> Metadata:
    return Metadata(
        title=handout.title.plain,
        language=handout.language.tag,
        description=handout.description,
        author=brand.name,
        keywords=handout.keywords,
        identifier=f"{handout.code}-{handout.language.tag}-{handout.version}",
        creator="Handouts",
        right_to_left=handout.language.right_to_left,
    )


def paint(fitted: Fitted, tagged: TaggedHandout, metadata: Metadata) -> TaggedCanvas:
    """Paints the pages as they have been laid out."""
    style, running = fitted.context.style, fitted.running
    canvas = TaggedCanvas(tagged.root, metadata, (style.page_width, style.page_height))
    for number, page in enumerate(fitted.pages):
        running.paint(canvas, number + 1, len(fitted.pages))
        top = style.page_height - running.head_height(number)
        paint_boxes(page, canvas, style.margin, top, fitted.ratio)
        canvas.end_page()
    return canvas
