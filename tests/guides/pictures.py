"""Draws the pictures of the vocabulary in docs/authoring.md from the guide of these tests.

    .venv/bin/python -m tests.guides.pictures

Each block of the vocabulary stands in a section of its own; a picture is that section, cut out of
the finished PDF between its heading and the next.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from tests.guides.fixture import FIXTURE, GUIDE, ROOT, VISIT, build_py, write_project

PICTURES = ROOT / "docs" / "pictures"

#: Picture → sheet and heading of the section that shows the block.
BLOCKS = {
    "section": ("getting-ready", "What is blood pressure?"),
    "list": ("getting-ready", "What do I need?"),
    "checklist": ("getting-ready", "Am I ready?"),
    "dodont": ("getting-ready", "What do I do before?"),
    "callout": ("getting-ready", "What if I am in a hurry?"),
    "fill": ("getting-ready", "Where do I bring my numbers?"),
    "steps": ("checking", "How do I check, step by step?"),
    "figure": ("checking", "How do I sit?"),
    "timeline": ("checking", "When do I check?"),
    "diary": ("checking", "What are my numbers?"),
    "lines": ("checking", "What do I want to ask?"),
    "table": ("getting-ready", "What did I measure?"),
}

#: The same, from the sheet `class` of the guide `cooking-class`.
MORE = {
    "words": "What do we cook?",
    "labels": "How do I hold the pot?",
    "warning": "What if a pan burns?",
    "items": "What do I bring?",
    "questions": "What do people ask?",
    "glossary": "What do the words mean?",
    "sources": "Where does this come from?",
}

_SCALE = 1.25  # pixels per point
_FOOT = 62.0  # points from the lower edge that belong to the foot of the page
_ABOVE = 3.0  # points of room above the letters of a heading
_RULE = 13.0  # points above a heading within which its rule lies
_COLORS = 48


def main() -> int:
    """Writes every picture; returns the exit code."""
    blocks = {name: (f"{GUIDE}-{sheet}", heading) for name, (sheet, heading) in BLOCKS.items()}
    more = {name: ("cooking-class-class", heading) for name, heading in MORE.items()}
    return _write(FIXTURE, blocks) or _write(VISIT, more)


def _write(fixture: Path, blocks: Mapping[str, tuple[str, str]]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        project = write_project(Path(folder), fixture, ("en",))
        for guide in (project / "templates").glob("*/guide.toml"):
            guide.write_text(re.sub(r"(?m)^languages = .*$", "", guide.read_text()))
        done = build_py(project, "--language", "en")
        if done.returncode:
            print(done.stdout + done.stderr, file=sys.stderr)
            return done.returncode
        for name, (sheet, heading) in blocks.items():
            picture = section_picture(project / "dist" / "en" / f"{sheet}.pdf", heading)
            target = PICTURES / f"blocks-{name}.png"
            picture.quantize(_COLORS).save(target, optimize=True)
            print(f"wrote {target.relative_to(ROOT)}")
    return 0


def section_picture(path: Path, heading: str) -> Image.Image:
    """One section of a sheet. Raises `LookupError` when the heading is not there."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            tops = dict(_headings(page))
            if heading in tops:
                lower = [top + _RULE for top in tops.values() if top < tops[heading]]
                return _cut(page, tops[heading] + _ABOVE, max(lower, default=_FOOT))
    finally:
        document.close()
    raise LookupError(f"{path.name} has no section {heading!r}")


def _headings(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float]]:
    """The headings on a page with their upper edges, in points from the lower edge."""
    text = page.get_textpage()
    for heading in (*(words for _, words in BLOCKS.values()), *MORE.values(), "Questions? Ask us."):
        found = text.search(heading, match_case=True).get_next()
        if found:
            boxes = [text.get_charbox(found[0] + place) for place in range(found[1])]
            yield heading, max(box[3] for box in boxes)


def _cut(page: pypdfium2.PdfPage, top: float, bottom: float) -> Image.Image:
    """A strip of a page, without the white around its content."""
    whole = page.render(scale=_SCALE).to_pil().convert("RGB")
    height = page.get_height()
    strip = whole.crop(
        (0, round((height - top) * _SCALE), whole.width, round((height - bottom) * _SCALE))
    )
    box = ImageChops.difference(strip, Image.new("RGB", strip.size, "white")).getbbox()
    assert box, "the section is empty"
    left, upper, right, lower = box
    edge = 8
    framed = Image.new("RGB", (right - left + 2 * edge, lower - upper + 2 * edge), "white")
    framed.paste(strip.crop(box), (edge, edge))
    return framed


if __name__ == "__main__":
    sys.exit(main())
