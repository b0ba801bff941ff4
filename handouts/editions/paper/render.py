"""A handout → a PDF: tagged, laid out, painted.

What does not fit one piece of paper is a finding, and nothing is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from handouts.editions import RenderedFile
from handouts.editions.paper.boxes import paint_boxes
from handouts.editions.paper.exported_svg import load_logo
from handouts.editions.paper.fit import Beside, Subject, fit
from handouts.editions.paper.fit_rules import RULES, FitRules
from handouts.editions.paper.fitted import Fitted
from handouts.editions.paper.levels import LAST
from handouts.editions.paper.messages import Messages
from handouts.editions.paper.photo import load_photo
from handouts.editions.paper.places import NotingCanvas, Place
from handouts.editions.paper.plain_lists import without_list_figures, without_section_figures
from handouts.editions.paper.style import DESIGNS
from handouts.editions.paper.substitutes import drawable
from handouts.editions.paper.svg import Art, load_art
from handouts.editions.paper.tagged import TaggedHandout
from handouts.editions.paper.tagging import tag
from handouts.editions.paper.too_long import closing_box_alone, too_long
from handouts.model import codes
from handouts.model.document import Handout
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, has_errors
from handouts.model.languages import ENGLISH, Language
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.metadata import Metadata
from handouts.project.brand import Brand
from handouts.project.drawings import PHOTO_ENDINGS, drawing_path
from handouts.text.paragraph import Typesetter

#: The tint of an edition in which nothing is filled.
PAPER_WHITE = "#FFFFFF"


def render(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    *,
    edition: str = "standard",
    paper: str = "letter",
    english: Handout | None = None,
    rules: FitRules = RULES,
) -> RenderedFile:
    """Lays a handout out and paints it. `art` is the folder of the drawings."""
    try:
        laid_out = lay_out(handout, brand, typesetter, art, Print(edition, paper, english, rules))
    except FindingsError as error:
        return RenderedFile(b"", 0, error.findings)
    findings = tuple(findings_of(laid_out, handout, edition))
    fitted, tagged = laid_out.fitted, laid_out.tagged
    pages = len(fitted.pages)
    if has_errors(findings):
        return RenderedFile(b"", pages, findings)
    canvas = paint(fitted, tagged, metadata(handout, brand))
    return RenderedFile(canvas.finish(), pages, findings)


class Print(NamedTuple):
    """How a sheet is printed: the edition, the paper, the same sheet in English for an edition
    that has it beside the language, and the rules of the fit."""

    edition: str
    paper: str
    english: Handout | None = None
    rules: FitRules = RULES


class Drawn(NamedTuple):
    """A handout on its pages, whatever is wrong with it: what a translator is shown while there is
    still something to do. `places` tells where each message stands, `looks` what each page looks
    like, as a digest; `left` how much height stays
    empty on each page (less than nothing where a page overflows), `white` how much of the white
    space between blocks is taken, from 0 (as tight as may be) to 1. Sizes are in points."""

    data: bytes
    page_size: tuple[float, float]
    places: tuple[Place, ...]
    looks: tuple[str, ...]
    left: tuple[float, ...]
    white: float
    too_long: bool
    findings: tuple[Finding, ...]


def draw(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    *,
    edition: str = "standard",
    paper: str = "letter",
    english: Handout | None = None,
    rules: FitRules = RULES,
) -> Drawn:
    """Paints a handout even where `render` would refuse to. Raises `FindingsError` when a drawing
    cannot be used."""
    wanted = Print(edition, paper, english, rules)
    laid_out, findings = lay_out_anyway(handout, brand, typesetter, art, wanted)
    fitted = laid_out.fitted
    style = fitted.context.style
    size = style.page_width, style.page_height
    canvas = NotingCanvas(laid_out.tagged, handout, metadata(handout, brand), size)
    paint_pages(canvas, fitted)
    return Drawn(
        data=canvas.finish(),
        page_size=size,
        places=canvas.places,
        looks=canvas.looks,
        left=tuple(map(fitted.left, range(len(fitted.pages)))),
        white=min([fitted.ratio_of(number).white for number in range(len(fitted.pages))]),
        too_long=fitted.too_long and DESIGNS[edition].counted,
        findings=findings,
    )


def lay_out_anyway(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    wanted: Print,
) -> tuple[LaidOut, tuple[Finding, ...]]:
    """A sheet on its pages, fit to be painted whatever was found: what no font has is replaced.
    Raises `FindingsError` when a drawing cannot be used."""
    laid_out = lay_out(handout, brand, typesetter, art, wanted)
    findings = tuple(findings_of(laid_out, handout, wanted.edition))
    if any(finding.kind is codes.MISSING_GLYPH for finding in findings):
        shown = drawable(handout, typesetter)
        laid_out = lay_out(shown, brand, typesetter, art, wanted)
    return laid_out, findings


def findings_on_paper(
    handout: Handout, brand: Brand, typesetter: Typesetter, art: Path, wanted: Print
) -> tuple[Finding, ...]:
    """What `render` would find: the handout is laid out, and not painted."""
    try:
        laid_out = lay_out(handout, brand, typesetter, art, wanted)
    except FindingsError as error:
        return error.findings
    return tuple(findings_of(laid_out, handout, wanted.edition))


def _drawings(handout: Handout) -> list[str]:
    """The names of the drawings on a sheet, each once."""
    return list(dict.fromkeys(figure.art for figure in handout.figures()))


def _drawing(art: Path, name: str, brand: Brand, mirror: bool, project: Path) -> Art:
    """A drawing, or a photo where there is none of that name."""
    path = drawing_path(art, name)
    if path.suffix in PHOTO_ENDINGS:
        return load_photo(path, project)
    return load_art(art, name, brand.colors, mirror, project)


class LaidOut(NamedTuple):
    """A sheet on its pages, its tags, and what was found when its messages were set."""

    fitted: Fitted
    tagged: TaggedHandout
    findings: tuple[Finding, ...]


def lay_out(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    wanted: Print,
) -> LaidOut:
    """A sheet on its pages, not yet painted. Raises `FindingsError` when a drawing cannot be
    used."""
    design, project = DESIGNS[wanted.edition], art.parents[1]
    if design.plain:
        brand = replace(brand, colors={**brand.colors, "tint": PAPER_WHITE})
    english = wanted.english if design.beside else None
    if english and not handout.draft:
        # Whoever reads the sheet relies on both.
        handout = replace(handout, draft_notice=english.draft_notice)

    rules = replace(wanted.rules, pages=handout.pages)

    def loaded(language: Language) -> dict[str, Art]:
        mirror = language.right_to_left
        return {name: _drawing(art, name, brand, mirror, project) for name in _drawings(handout)}

    messages = Messages(handout.language, typesetter)
    drawings = loaded(handout.language)
    beside = Beside(english, Messages(ENGLISH, typesetter), loaded(ENGLISH)) if english else None
    logo = load_logo(brand.logo, brand.colors, project) if brand.logo else None

    def laid_out(shown: Handout, brand: Brand = brand, rules: FitRules = rules) -> LaidOut:
        tagged = tag(shown, brand, english)
        edition, paper = wanted.edition, wanted.paper
        subject = Subject(shown, tagged, brand, logo, drawings, messages, edition, paper, beside)
        fitted = fit(subject, rules)
        found = (*messages.findings, *(beside.messages.findings if beside else ()))
        return LaidOut(fitted, tagged, found)

    whole = laid_out(handout)
    if not design.counted or whole.fitted.fits:
        return whole
    offline = brand
    if brand.online:
        # What the sheet says and shows comes before where it is found online.
        offline = replace(brand, online="")
        whole = laid_out(handout, offline)
    if not whole.fitted.fits:
        # Where nothing else is left to give way, the drawings of the lists do, all of them; then
        # those of the sections.
        plain = laid_out(without_list_figures(handout), offline)
        for without in (without_list_figures, without_section_figures):
            if not plain.fitted.fits:
                plain = laid_out(without(handout), offline, replace(rules, dense=LAST))
        whole = plain if plain.fitted.fits else whole
    if not brand.online or not whole.fitted.fits:
        return whole
    return whole._replace(findings=(*whole.findings, _not_online(handout, brand)))


def findings_of(laid_out: LaidOut, handout: Handout, edition: str) -> Iterator[Finding]:
    """What is wrong with a sheet on its pages."""
    for finding in laid_out.findings:
        # What the program writes by itself, such as the language's own name, stands in no file.
        where = finding.where if finding.where.path else handout.title.where
        message = finding.message
        if finding.kind is codes.OVERWIDE_WORD and edition != "standard":
            message = f"{message}, in the edition {edition}"
        yield replace(finding, message=message, where=where)
    fitted = laid_out.fitted
    if fitted.too_long and DESIGNS[edition].counted:
        yield too_long(handout, fitted)
    if edition == "standard":
        online = laid_out.tagged.online is not None
        yield from closing_box_alone(handout, fitted, online=online)
    yield from _overflows(fitted, handout)


def _not_online(handout: Handout, brand: Brand) -> Finding:
    message = f"{handout.name} in {handout.language.name} has no room for its address online"
    hint = "it is left out: shorten the longest messages, or the address"
    where = brand.places.get("online", handout.title.where)
    return Finding(codes.NO_ROOM_FOR_ADDRESS, message, where, hint, handout.language.tag)


def _overflows(fitted: Fitted, handout: Handout) -> Iterator[Finding]:
    """What no page can hold and nothing can break; it is never printed over the foot."""
    for number, overfull in enumerate(fitted.overfull, 1):
        if overfull:
            message = f"a block on page {number} of {handout.name} is higher than the page"
            hint = "divide it into two sections, or shorten its messages"
            where, tag = handout.title.where, handout.language.tag
            yield Finding(codes.OVERSIZED_BLOCK, message, where, hint, tag)


def metadata(handout: Handout, brand: Brand) -> Metadata:
    """What a sheet's file says of itself."""
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
    style = fitted.context.style
    canvas = TaggedCanvas(tagged.root, metadata, (style.page_width, style.page_height))
    paint_pages(canvas, fitted)
    return canvas


def paint_pages(canvas: TaggedCanvas, fitted: Fitted) -> None:
    """Paints the pages on a canvas of their size."""
    style, running = fitted.context.style, fitted.running
    for number, page in enumerate(fitted.pages):
        running.paint(canvas, number + 1, len(fitted.pages))
        top = style.page_height - running.head_height(number)
        paint_boxes(page, canvas, style.margin, top, fitted.ratio_of(number))
        canvas.end_page()
