"""A sheet and what is to be said of its messages → the PDF of a proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from handouts.editions import RenderedFile
from handouts.editions.paper.context import Context
from handouts.editions.paper.levels import LEVELS
from handouts.editions.paper.messages import Messages
from handouts.editions.paper.proof.canvas import NUMBER, NUMBER_SIZE, ProofCanvas
from handouts.editions.paper.proof.content import ProofContent
from handouts.editions.paper.proof.listing import Contexts, Listing, plain
from handouts.editions.paper.render import Print, lay_out_anyway, metadata, paint_pages
from handouts.editions.paper.style import DESIGNS, TextStyle, style_for
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH, Language
from handouts.project.brand import Brand
from handouts.text.glyphs import Line
from handouts.text.paragraph import Typesetter


def render_proof(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    content: ProofContent,
    *,
    edition: str,
    paper: str,
) -> RenderedFile:
    """The proof, whatever is wrong with the sheet. Raises `FindingsError` when a drawing cannot be
    used."""
    laid_out, _ = lay_out_anyway(handout, brand, typesetter, art, Print(edition, paper))
    fitted, tagged = laid_out.fitted, laid_out.tagged

    def context(language: Language) -> Context:
        style = style_for(language, brand, paper, LEVELS[1], design=DESIGNS[edition])
        return Context(language, style, Messages(language, typesetter), {})

    contexts = Contexts(context(ENGLISH), context(handout.language))
    listing = Listing(contexts, content, tagged.root)
    style = TextStyle(NUMBER_SIZE, NUMBER_SIZE, NUMBER, bold=True)

    def number_line(number: int) -> Line:
        return contexts.english.messages.lines(plain(str(number)), style, 1000.0)[0]

    about = metadata(handout, brand)
    kind = "changed" if content.partial else ""
    about = replace(
        about,
        title=f"{about.title} ({' '.join(filter(None, ('proof', kind)))})",
        identifier="-".join(filter(None, (about.identifier, "proof", kind))),
    )
    size = fitted.context.style.page_width, fitted.context.style.page_height
    by_where = {where: message for message in content.messages for where in message.wheres}
    canvas = ProofCanvas(tagged, handout, about, size, by_where, number_line)
    paint_pages(canvas, fitted)
    pages = len(fitted.pages) + len(listing.pages)
    head = " · ".join(
        [
            f"Proof of what is not signed: {handout.title_en}"
            if content.partial
            else f"Proof: {handout.title_en}",
            handout.language.name,
            f"{handout.code}-{handout.language.tag}",
            f"version {handout.version}",
            handout.date,
        ]
    )
    listing.paint(canvas, head, pages)
    return RenderedFile(canvas.finish(), pages, ())
