"""Reading the project's TOML files, with a finding for what cannot be read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Severity, Where


def read_toml(path: Path, shown: str, code: str) -> tuple[dict[str, Any], str]:
    """The tables of a file, and its text. Raises `FindingsError` with a finding of this code."""
    try:
        source = path.read_text(encoding="utf-8")
        return tomllib.loads(source), source
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = int(match[1]) if (match := re.search(r"line (\d+)", str(error))) else 0
        hint = 'the file must be there, in UTF-8, each line as TOML has it: key = "text"'
        finding = Finding(Severity.ERROR, code, str(error), Where(shown, line), hint)
        raise FindingsError([finding]) from error
