"""Who has checked words, and when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Signature:
    """One act of signing. `date` is ISO 8601."""

    reviewer: str
    credential: str
    date: str
