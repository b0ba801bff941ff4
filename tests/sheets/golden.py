"""Writes the golden files anew: `make golden`. Read the difference before you commit it."""

from __future__ import annotations

from handouts.pdf.readback import outline, read

from .conftest import ALL, print_sheet
from .test_golden import GOLDEN


def main() -> None:
    """Writes one file per sheet."""
    for tag, name in ALL:
        path = GOLDEN / tag / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(outline(read(print_sheet(tag, name).pdf)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
