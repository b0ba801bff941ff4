"""Pictures of messages: each shows its words, framed, and the list leads to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from handouts.cli.application import run as run_command
from handouts.project.project import Project
from tests.press.conftest import _model, project
from tests.press.model import GUIDE, add_language, edit
from tests.press.test_signing import code_of

__all__ = ["_model", "project"]

#: Lines that stand on a sheet once they are known.
KNOWN = {
    "phone_closed": "555-555-0101",
    "phone_pharmacy": "555-555-0102",
    "address": "1 Main Street",
    "website": "clinic.example",
}
FRAME = (0xA3, 0x12, 0x3A)


def screenshots(project: Path, tag: str, out: Path) -> int:
    return run_command(["screenshots", tag, "--out", str(out)], project, "build.py")


def framed(path: Path) -> tuple[int, int, int, int] | None:
    """The box of the frame in a picture, pixels."""
    picture = Image.open(path).convert("RGB")
    other = ImageChops.difference(picture, Image.new("RGB", picture.size, FRAME)).convert("L")
    return other.point([255] + [0] * 255).getbbox()


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_every_message_is_listed_with_a_picture_of_its_place(
    project: Path, tmp_path: Path, tag: str
) -> None:
    if tag == "ar":
        add_language(project, tag)
    brand = project / "templates" / "brand.toml"
    for line, value in KNOWN.items():
        brand.write_text(brand.read_text().replace(f'{line} = ""', f'{line} = "{value}"', 1))
    out = tmp_path / "out"
    assert screenshots(project, tag, out) == 0
    data = json.loads((out / "screenshots.json").read_text("utf-8"))
    assert data["language"] == tag
    keys = {(one["component"], one["context"], one["source"]) for one in data["messages"]}
    assert keys == {
        (domain, message.context or "", message.msgid)
        for domain, messages in Project(project).extraction.domains.items()
        for message in messages
    }
    files = {one["file"] for one in data["messages"] if one["file"]}
    assert {path.name for path in out.glob("*.png")} == files
    assert len(files) > 10
    for name in files:
        box = framed(out / name)
        assert box
        assert box[2] - box[0] > 20
        assert box[3] - box[1] > 15
    without = {one["source"] for one in data["messages"] if not one["file"]}
    assert "To tick" in without
    assert "Your knee before" not in without


def test_the_same_words_give_the_same_pictures(project: Path, tmp_path: Path) -> None:
    name = f"{code_of(project, 'Your knee before')}.png"
    pictures = []
    for number in range(3):
        if number == 2:
            po = project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
            edit(po, "es: Your knee before", "es: Otra rodilla antes")
        assert screenshots(project, "es", tmp_path / str(number)) == 0
        pictures.append((tmp_path / str(number) / name).read_bytes())
    assert pictures[0] == pictures[1] != pictures[2]


def test_a_sheet_that_cannot_be_read_is_told_and_the_other_is_shown(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = project / "templates" / GUIDE / "before.xml"
    template.write_text(template.read_text() + "{% block")
    assert screenshots(project, "es", tmp_path / "out") == 1
    assert "before.xml" in capsys.readouterr().out
    assert list((tmp_path / "out").glob("*.png"))
