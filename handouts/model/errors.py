"""Exceptions stop the work, and know the exit code they lead to::

HandoutsError                 1
├── FindingsError             1   content that must not be printed; carries the findings
└── UsageError                2   wrong command line
    └── SetupError            2   packages, fonts or folders that are missing or unusable
        ├── MissingFontError  2   no font for a language
        └── FontFileError     2   a font file that must not be used
            └── DamagedFontError
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts.model.findings import Finding


class HandoutsError(Exception):
    """Anything this program reports by itself; never shown as a traceback."""

    exit_code = 1


class FindingsError(HandoutsError):
    """Content is not fit to print. Carries every finding, not just the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda finding: finding.sort_key))
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UsageError(HandoutsError):
    """The command line asks for something that does not exist or cannot be done."""

    exit_code = 2


class SetupError(UsageError):
    """The machine lacks something (a package, a font, a writable folder)."""


class MissingFontError(SetupError):
    """The machine has no font for a language."""


class FontFileError(SetupError):
    """A font file that a language would be set in cannot be used as it is. Another one is not taken
    in silence."""

    def __init__(self, file: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.file = file
        self.hint = hint


class DamagedFontError(FontFileError):
    """A font that a language would be set in is damaged."""

    def __init__(self, file: str, reason: str) -> None:
        hint = "install it again, or delete the file"
        super().__init__(file, f"this font is damaged: {reason}", hint)
