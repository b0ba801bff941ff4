"""What ended a piece of work, as findings: no traceback is shown, and all else is still done."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from handouts.model import codes
from handouts.model.errors import FindingsError, FontFileError, MissingFontError, SetupError
from handouts.model.findings import Finding, Where
from handouts.press.font_faults import font_fault
from handouts.press.processes import TOO_LONG

_TOO_LARGE = "look for what is far larger on this sheet than on others"


def exception_findings(error: Exception, path: str, tag: str) -> tuple[Finding, ...]:
    """What an exception says of the work at a path, in the language of a tag."""
    if isinstance(error, FindingsError):
        return error.findings
    if isinstance(error, SetupError):
        return (setup_fault(error, path, tag),)
    if isinstance(error, MemoryError):
        message = "there is not enough memory for it"
        return (Finding(codes.SHEET_LIMIT, message, Where(path), _TOO_LARGE, tag),)
    if isinstance(error, OSError) and not os.environ.get("HANDOUTS_DEBUG"):
        file = f"{error.filename}: " if error.filename else ""
        message = f"{file}{error.strerror or error}"
        hint = "see that it can be read, and run it again"
        return (Finding(codes.SETUP, message, Where(path), hint, tag),)
    return (_internal(error, path, tag),)


def setup_fault(error: SetupError, path: str, tag: str) -> Finding:
    """What is wrong with the machine, as a finding at a path, in the language of a tag."""
    if isinstance(error, FontFileError):
        return font_fault(error)
    hint = "python3 build.py doctor says what to install"
    kind = codes.MISSING_FONT if isinstance(error, MissingFontError) else codes.SETUP
    return Finding(kind, str(error), Where(path), hint, tag)


def death(how: str, path: str, tag: str) -> Finding:
    """What the end of a worker process says of the work that it had."""
    if how == TOO_LONG:
        return Finding(codes.SHEET_LIMIT, how, Where(path), _TOO_LARGE, tag)
    hint = "all else was done; run it again with --jobs 1, and report it if it happens again"
    return Finding(codes.WORKER_CRASHED, how, Where(path), hint, tag)


def _internal(error: Exception, path: str, tag: str) -> Finding:
    if os.environ.get("HANDOUTS_DEBUG"):
        message = traceback.format_exc()
    else:
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} at {Path(where.filename).name}:{where.lineno}"
    hint = "a fault of the program: please report it; HANDOUTS_DEBUG=1 shows more"
    return Finding(codes.INTERNAL_ERROR, message, Where(path), hint, tag)
