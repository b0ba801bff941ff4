"""Writes the golden files anew: `make golden`. Read the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from .conftest import ALL
from .test_golden import GOLDEN, HEARD, heard, speech_file, told


def main() -> None:
    """Writes the tags of each sheet, and the speech of some."""
    for tag, name in ALL:
        write(GOLDEN / tag / f"{name}.txt", told(tag, name))
    for heard_one in HEARD:
        write(speech_file(*heard_one), heard(*heard_one))


def write(path: Path, text: str) -> None:
    """Writes one file, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
