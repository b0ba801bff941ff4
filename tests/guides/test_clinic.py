"""Another clinic's name, in any script and of any length, and its logo as programs export it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from page import ValidationProfile, validate_pdf_bytes
from PIL import Image, ImageDraw

from tests.guides.fixture import VISIT_LANGUAGES, build_py

SHORT = "parking-parking"
LONG_NAME = "The Regional Centre for Pain, Spine, Joint, Muscle and Rehabilitation Medicine X"

INKSCAPE = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="60mm" height="20mm" viewBox="0 0 60 20" version="1.1" inkscape:version="1.2.2"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview7" inkscape:zoom="1"/>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" transform="translate(1,1)">
    <rect style="fill:#ff0000;stroke:none" width="18" height="18" x="0" y="0"/>
    <path d="m 40,9 h 18" style="fill:none;stroke:#ff0000;stroke-width:18"/>
  </g>
</svg>
"""
ILLUSTRATOR = """\
<?xml version="1.0" encoding="UTF-8"?>
<svg id="Layer_1" data-name="Layer 1" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 60">
  <defs><style>
    .cls-1, .cls-2 { fill: #f00; }
    .cls-2 { fill: none; stroke: #f00; stroke-miterlimit: 10; stroke-width: 54px; }
    .cls-3 { clip-path: url(#clippath); }
  </style><clipPath id="clippath"><rect x="3" y="3" width="54" height="54"/></clipPath></defs>
  <g class="cls-3"><rect class="cls-1" x="-50" y="-50" width="110" height="200"/></g>
  <path class="cls-2" d="M123,30h54"/>
</svg>
"""
FIGMA = """\
<svg width="180" height="60" viewBox="0 0 180 60" fill="none" xmlns="http://www.w3.org/2000/svg">
<g clip-path="url(#clip0_1_2)">
<rect x="3" y="3" width="54" height="54" fill="#FF0000"/>
<path fill-rule="evenodd" clip-rule="evenodd" d="M123 3H177V57H123V3Z" fill="red"/>
</g>
<defs><clipPath id="clip0_1_2"><rect width="180" height="60" fill="white"/></clipPath></defs>
</svg>
"""


def set_clinic(project: Path, **values: str) -> None:
    """Writes values of [clinic]."""
    brand = project / "templates" / "brand.toml"
    text = re.sub(r'(?m)^(name|logo) = ".*"\n', "", brand.read_text())
    lines = "".join(f'{key} = "{value}"\n' for key, value in {"name": "Clinic", **values}.items())
    brand.write_text(text.replace("[clinic]\n", f"[clinic]\n{lines}"))


def head(path: Path) -> Image.Image:
    """The head of the first page, 2 pixels a point."""
    document = pypdfium2.PdfDocument(path)
    try:
        return document[0].render(scale=2).to_pil().convert("RGB").crop((0, 0, 1224, 130))
    finally:
        document.close()


def red_columns(picture: Image.Image) -> Iterator[int]:
    """Columns in which something is red."""
    for x in range(picture.width):
        pixels = (picture.getpixel((x, y)) for y in range(picture.height))
        if any(r > 200 and max(g, b) < 60 for r, g, b in pixels):  # type: ignore[misc]
            yield x


@pytest.mark.parametrize(
    ("name", "language"),
    [("عيادة الألم والعمود الفقري", "ar"), ("คลินิกรักษาอาการปวด", "th"), (LONG_NAME, "en")],
)
def test_the_name_stands_on_every_sheet_beside_the_numerals(
    project: Path, name: str, language: str
) -> None:
    set_clinic(project, name=name, language=language)
    done = build_py(project, "--guide", "PARK", "--edition", "standard", "--edition", "large")
    assert done.returncode == 0, done.stdout + done.stderr
    paths = sorted((project / "dist").glob("*/parking-*.pdf"))
    assert len(paths) == 2 * len(VISIT_LANGUAGES)
    for path in paths:
        spoken = build_py(project, "inspect", str(path)).stdout.splitlines()[1]
        assert name in spoken, spoken
        own = path.parent.name == language
        assert spoken.startswith(f"[{language}]") is not own
        report = validate_pdf_bytes(path.read_bytes(), profile=ValidationProfile.PDF_UA_1)
        assert report.is_compliant, report.to_json()


def test_a_name_of_more_than_80_letters_is_refused_at_its_line(project: Path) -> None:
    assert len(LONG_NAME) == 80
    set_clinic(project, name=f"{LONG_NAME}Y")
    done = build_py(project, "check", "--language", "en")
    line = (project / "templates/brand.toml").read_text().splitlines().index("[clinic]") + 2
    assert f"templates/brand.toml:{line}: error brand-value" in done.stdout
    assert "has 81 letters; it may have 80" in done.stdout


@pytest.mark.parametrize("source", [INKSCAPE, ILLUSTRATOR, FIGMA], ids=["ink", "ai", "figma"])
def test_a_logo_is_printed_as_its_program_exports_it(project: Path, source: str) -> None:
    """Two red squares with white between them, at the start side."""
    (project / "templates" / "mark.svg").write_text(source)
    set_clinic(project, logo="mark.svg")
    done = build_py(project, "--guide", "PARK", "--language", "en")
    assert done.returncode == 0, done.stdout + done.stderr
    columns = list(red_columns(head(project / "dist/en/parking-parking.pdf")))
    assert columns
    gaps = [after - before for before, after in pairwise(columns)]
    assert sum(gap > 20 for gap in gaps) == 1, "two squares"
    assert 78 <= columns[0] <= 92


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_logo_and_a_photo_may_be_made_of_pixels(project: Path, ending: str) -> None:
    picture = Image.new("RGBA" if ending == "png" else "RGB", (300, 100))
    ImageDraw.Draw(picture).rectangle((0, 0, 99, 99), fill="red")
    picture.save(project / "templates" / f"mark.{ending}")
    (project / "templates/art/calm-chair.svg").unlink()
    picture.save(project / "templates" / "art" / f"calm-chair.{ending}")
    set_clinic(project, logo=f"mark.{ending}")
    done = build_py(project, "--language", "ar")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(red_columns(head(project / "dist/ar/parking-parking.pdf")))
    data = (project / "dist/ar/cooking-class-class.pdf").read_bytes()
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(data, profile=profile)
        assert report.is_compliant, report.to_json()


def test_what_a_logo_may_not_hold_is_told_with_its_line(project: Path) -> None:
    words = FIGMA.replace("</g>", '<text x="9" y="9">Clinic</text>\n</g>')
    (project / "templates" / "mark.svg").write_text(words)
    set_clinic(project, logo="mark.svg")
    done = build_py(project, "check", "--language", "en")
    assert done.returncode == 1
    assert re.search(r"mark\.svg:5: error drawing-unsupported: the logo has words", done.stdout)


def test_a_file_that_is_no_photo_is_a_finding(project: Path) -> None:
    (project / "templates" / "mark.png").write_text("no photo")
    set_clinic(project, logo="mark.png")
    done = build_py(project, "check", "--language", "en")
    assert done.returncode == 1
    assert "mark.png: error drawing-unreadable" in done.stdout
