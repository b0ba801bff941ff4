"""JSON on standard output, which any program can read, whatever the encoding of the terminal."""

from __future__ import annotations

import codecs
import json
import sys
from typing import Any


def json_text(value: Any, indent: int | None = 1) -> str:
    """A value as JSON: in its own letters where standard output can take them, else escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    unicode = codecs.lookup(encoding).name.startswith("utf")
    return json.dumps(value, ensure_ascii=not unicode, indent=indent)
