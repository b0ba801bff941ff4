"""Tagged PDF: PDF/UA-1 and PDF/A-2a, in every script, written with ReportLab's object store.

ReportLab draws pages but writes no structure: its PDFs are silent to a screen reader, and its fonts
cannot be read back from shaped text. The canvas of this package cannot draw *outside* a document's
structure::

    root = StructElement(Role.DOCUMENT)             # first the structure, in the author's order
    heading, paragraph = root.add(Role.H1), root.add(Role.P)
    metadata = Metadata(title="Going home", language="en")
    canvas = TaggedCanvas(root, metadata, page_size=(612, 792))
    with canvas.tagged(heading):                    # then the drawing, in any order
        canvas.show_line(title, x=72, y=700, color="#1A3C5A")
    with canvas.artifact("Pagination", "Footer"):   # what is on the page, but not in the text
        canvas.draw_line(72, 60, 540, 60, stroke="#808080")
    with canvas.tagged(paragraph):                  # may go on after `end_page`: one element
        canvas.show_line(words, x=72, y=660)
    pdf = canvas.finish()

`title` and `words` are lines of positioned glyphs (`handouts.text.glyphs.Line`), from any shaper
that gives glyphs with their text by cluster.

What you can rely on:

- Painting outside `tagged` and `artifact` raises `TaggingError`, and so does an element that was
  never drawn. Blocks may nest, stop and go on across pages: marked content never nests wrongly.
- Reading order is the order of the tree, whatever the order of painting.
- Text can be read back: exactly from the tags, and word for word by readers that look at the page
  only, also from right to left (`clusters`).
- The same calls give the same bytes: no clock, no random identifiers.
- Fonts are embedded as subsets (`embed`), TrueType and CFF.

Left to you: roles and words that make sense, contrast, and a description for each figure.

The way of the data: `tags` (what the document is) and lines of glyphs go into `canvas`;
`text_showing` and `clusters` make runs of glyphs ready, `codes` gives character codes; when the
document is finished, `embed` (with `composite_glyphs` and `cff`) writes fonts, `structure` tags,
`outline` bookmarks, `catalog` and `metadata` the claims, and `document` the file. Only `document`
knows ReportLab.
"""

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.errors import GlyphError, PdfError, TaggingError, UnreadableError
from handouts.pdf.metadata import Metadata
from handouts.pdf.tags import Attributes, Field, Numbering, Role, Scope, StructElement

__all__ = [
    "Attributes",
    "Field",
    "GlyphError",
    "Metadata",
    "Numbering",
    "PdfError",
    "Role",
    "Scope",
    "StructElement",
    "TaggedCanvas",
    "TaggingError",
    "UnreadableError",
]
