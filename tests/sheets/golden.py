"""Writes the golden files anew: `make golden`. Read the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from .conftest import ALL
from .test_golden import GOLDEN, HEARD, SPEECH, heard, told


def main() -> None:
    """Writes the tags of each sheet, and the speech of some."""
    for tag, name in ALL:
        write(GOLDEN / tag / f"{name}.txt", told(tag, name))
    for tag, name in HEARD:
        write(SPEECH / f"{tag}-{name}.txt", heard(tag, name))


def write(path: Path, text: str) -> None:
    """Writes one file, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
