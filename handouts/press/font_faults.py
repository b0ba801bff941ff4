"""A font file that cannot be used, as a finding at that file."""

from __future__ import annotations

from handouts.model import codes
from handouts.model.errors import DamagedFontError, FontFileError
from handouts.model.findings import Finding, Where


def font_fault(error: FontFileError) -> Finding:
    """What is wrong with a font file, and how to mend it."""
    damaged = isinstance(error, DamagedFontError)
    kind = codes.DAMAGED_FONT if damaged else codes.FONT_NOT_USABLE
    return Finding(kind, str(error), Where(error.file), error.hint)
