"""Writes the golden files anew: `make golden`. Read the difference before you commit it."""

from __future__ import annotations

from .conftest import ALL
from .test_golden import GOLDEN, told


def main() -> None:
    """Writes one file per sheet."""
    for tag, name in ALL:
        path = GOLDEN / tag / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told(tag, name), encoding="utf-8")


if __name__ == "__main__":
    main()
