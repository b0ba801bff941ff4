"""Handouts: plain-language patient sheets in every language, as tagged, printable PDFs.

The folder list is the architecture. Imports point downwards only; read `press` to follow one
handout from its template to the finished file.
"""

__version__ = "1.0.0"
