"""Tagged PDF."""

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.errors import GlyphError, PdfError, TaggingError, UnreadableError
from handouts.pdf.metadata import Metadata
from handouts.pdf.tags import Attributes, Numbering, Placement, Role, Scope, StructElement

__all__ = [
    "Attributes",
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
