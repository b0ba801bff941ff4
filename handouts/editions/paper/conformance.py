"""The check of every PDF by an independent validator, before it is put in place."""

from __future__ import annotations

from collections.abc import Iterator

from page import ValidationProfile, validate_pdf_bytes

from handouts.model import codes
from handouts.model.findings import Finding, Where

_PROFILES = {
    "PDF/UA-1": ValidationProfile.PDF_UA_1,
    "PDF/A-2a": ValidationProfile.PDF_A_2A,
}


def conformance(pdf: bytes, path: str) -> Iterator[Finding]:
    """What the validator finds against PDF/UA-1 and PDF/A-2a; `path` names the file."""
    for name, profile in _PROFILES.items():
        for failure in validate_pdf_bytes(pdf, profile=profile).failures:
            yield Finding(
                codes.PDF_CONFORMANCE,
                f"{name}: {failure.message} [{failure.rule_id}]",
                Where(path),
                "a fault of the program, not of the words: please report it",
            )
