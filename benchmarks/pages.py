"""The figures of a benchmark on the page of docs/ that shows them."""

from __future__ import annotations

from pathlib import Path

EVIDENCE = Path(__file__).parents[1] / "docs" / "evidence"


def write_figures(page: Path, maker: str, figures: str) -> None:
    """Puts `figures` between the two comments of a page that the module `maker` fills, such as
    `<!-- made by: .venv/bin/python -m benchmarks.readback --write -->` and `<!-- end -->`. Raises
    `ValueError` when the page has no such place."""
    begin = f"<!-- made by: .venv/bin/python -m {maker} --write -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition("<!-- end -->")
    if not (found and closed):
        raise ValueError(f"{page} has no place for the figures of {maker}")
    page.write_text(f"{before}{begin}\n{figures}\n{closed}{after}", encoding="utf-8")
