"""Tagged PDF for ReportLab: PDF/UA-1 and PDF/A-2a, in every script.

ReportLab draws pages but writes no structure: its PDFs are silent to a screen reader, and its fonts
cannot be read back from shaped text. This package is a canvas for ReportLab, Platypus included,
with which a document cannot be drawn *outside* its structure::

    root = StructElement(Role.DOCUMENT)             # first the structure, in the author's order
    heading, paragraph = root.add(Role.H1), root.add(Role.P)
    canvas = TaggedCanvas(file, root, Metadata(title="Going home", language="en"))
    with canvas.tagged(heading):                    # then the drawing, in any order
        canvas.show_line(title, x=72, y=700, color="#1A3C5A")
    with canvas.artifact("Pagination", "Footer"):   # what is on the page, but not in the text
        canvas.draw_line(72, 60, 540, 60, stroke="#808080")
    with canvas.tagged(paragraph):                  # may go on after `showPage`: one element
        canvas.show_line(words, x=72, y=660)
    canvas.save()

`title` and `words` are lines of positioned glyphs (`handouts.text.glyphs.Line`), from any shaper
that gives glyphs with their text by cluster. With Platypus, pass ``TaggedCanvas.maker(root,
metadata)`` as ``canvasmaker``, and let each flowable draw inside ``self.canv.tagged(element)``.

What you can rely on:

- Painting outside `tagged` and `artifact` raises `TaggingError`, and so does an element that was
  never drawn. Blocks may nest, stop and go on across pages: marked content never nests wrongly.
- Reading order is the order of the tree, whatever the order of painting.
- Text can be read back: exactly from the tags, and word for word by readers that look at the page
  only, also from right to left (`clusters`).
- The same calls give the same bytes: no clock, no random identifiers.
- Fonts are embedded as subsets (`embed`), TrueType and CFF.

Left to you: roles and words that make sense, contrast, and a description for each figure.

The way of the data: `tags` (what the document is) and lines of glyphs go into `canvas`; `runs` and
`clusters` make runs ready, `codes` gives character codes; when the document is finished, `embed`
(with `compose` and `cff`) writes fonts, `structure` the tree, `outline` bookmarks, `catalog` and
`metadata` (with `icc`) the claims, and `document` the file. Only `canvas` and `document` know
ReportLab. `readback` reads a PDF as a screen reader does, and `speech` (with `grid`) tells what is
said of it; they need the package pikepdf.
"""

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.errors import GlyphError, PdfError, TaggingError, UnreadableError
from handouts.pdf.metadata import Metadata
from handouts.pdf.tags import Attributes, Field, Numbering, Placement, Role, Scope, StructElement

__all__ = [
    "Attributes",
    "Field",
    "GlyphError",
    "Metadata",
    "Numbering",
    "PdfError",
    "Placement",
    "Role",
    "Scope",
    "StructElement",
    "TaggedCanvas",
    "TaggingError",
    "UnreadableError",
]
