"""What can go wrong while writing or reading a PDF::

PdfError
├── TaggingError       drawing and structure do not agree: a mistake in the calling program
├── GlyphError         a font or a glyph that cannot be embedded
└── UnreadableError    a file that is no PDF, or is damaged
"""

from __future__ import annotations


class PdfError(Exception):
    """Anything this package reports by itself."""


class TaggingError(PdfError):
    """Something was painted outside the structure, or the structure was left unfinished."""


class GlyphError(PdfError):
    """A glyph or a font that a PDF/A file may not hold."""


class UnreadableError(PdfError):
    """The bytes given are not a PDF that can be read."""
