"""A packet: several sheets in one file, each as it is by itself, and each beginning on a new leaf.

A sheet keeps its own page numbers, since it may be handed out alone. Its tags are a part of the
packet's one structure tree, and its headings stand below its title in the outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handouts.editions import RenderedFile
from handouts.editions.paper.render import LaidOut, Print, findings_of, lay_out, paint_pages
from handouts.model.document import Handout
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, has_errors
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.metadata import Metadata
from handouts.pdf.tags import Role, StructElement
from handouts.project.brand import Brand
from handouts.text.paragraph import Typesetter


def render_packet(
    sheets: Sequence[tuple[Handout, Print]], brand: Brand, typesetter: Typesetter, art: Path
) -> RenderedFile:
    """Lays out handouts in one language, on one paper, and paints them one after the other. There
    is no file where a finding forbids one of them."""
    laid_out: list[LaidOut] = []
    findings: list[Finding] = []
    for handout, wanted in sheets:
        try:
            made = lay_out(handout, brand, typesetter, art, wanted)
        except FindingsError as error:
            findings += error.findings
            continue
        findings += findings_of(made, handout, wanted.edition)
        laid_out.append(made)
    if has_errors(findings):
        return RenderedFile(b"", 0, tuple(findings))
    root = StructElement(Role.DOCUMENT)
    for made in laid_out:
        root.add(Role.PART).children.extend(made.tagged.root.children)
    style = laid_out[0].fitted.context.style
    size = style.page_width, style.page_height
    canvas = TaggedCanvas(root, _metadata([handout for handout, _ in sheets], brand), size)
    for made in laid_out:
        if canvas.page_count % 2:
            canvas.end_page()  # the back of a leaf stays empty
        title = made.tagged.title
        canvas.bookmark(title.text.plain, title.element, size[1])
        with canvas.below_bookmark():
            paint_pages(canvas, made.fitted)
    return RenderedFile(canvas.finish(), canvas.page_count, tuple(findings))


def _metadata(handouts: Sequence[Handout], brand: Brand) -> Metadata:
    first = handouts[0]
    keywords = dict.fromkeys(keyword for one in handouts for keyword in one.keywords)
    return Metadata(
        title=first.guide_title.plain,
        language=first.language.tag,
        description=" · ".join(one.title.plain for one in handouts),
        author=brand.name,
        keywords=tuple(keywords),
        identifier=" ".join(f"{one.code}-{one.language.tag}-{one.version}" for one in handouts),
        creator="Handouts",
        right_to_left=first.language.right_to_left,
    )
