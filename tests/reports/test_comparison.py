"""What changed between two builds: told in words, shown in pictures, and silent where nothing
changed that anybody could see."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from handouts.cli import main
from handouts.cli.compare import comparison_lines
from handouts.cli.job_summary import of_comparison
from handouts.editions import EDITIONS
from handouts.html import render
from handouts.press.manifest import NAME
from handouts.reports.comparison import FIELDS, Comparison, compare, name_of, open_build
from handouts.reports.file_readers import READERS, FileReader
from handouts.reports.pictures import Difference
from tests.html.accessible import check_page
from tests.press.model import GUIDE, edit, run

SHEET = f"en/{GUIDE}-before.pdf"


@pytest.fixture
def twice(built: Path) -> Path:
    """The project with its folder `dist`, and an equal folder `old`."""
    shutil.copytree(built / "dist", built / "old")
    return built


def compared(project: Path, limit: int = 50) -> Comparison:
    """`old` against `dist`."""
    return compare(open_build(project / "old"), open_build(project / "dist"), limit)


def page(found: Comparison) -> str:
    """The page of pictures."""
    return render("reports/comparison.html", found=found, fields=FIELDS, name_of=name_of)


def rewrite(project: Path, **docinfo: str) -> None:
    """Other bytes, the same pages."""
    path = project / "dist" / SHEET
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for name, value in docinfo.items():
            pdf.docinfo[f"/{name}"] = value
        pdf.save(path, deterministic_id=True)
    _renew(project, SHEET)


def _renew(project: Path, sheet: str) -> None:
    manifest = project / "dist" / NAME
    document = json.loads(manifest.read_text())
    data = (project / "dist" / sheet).read_bytes()
    for row in document["handouts"]:
        if row["path"] == sheet:
            row["sha256"] = hashlib.sha256(data).hexdigest()
    manifest.write_text(json.dumps(document))


def _lines(data: bytes) -> list[str]:
    return data.decode().splitlines()


def _no_pages(_old: bytes, _new: bytes) -> tuple[Difference, ...]:
    return ()


def test_the_files_of_every_edition_can_be_read() -> None:
    assert {edition.media_type for edition in EDITIONS.values()} <= READERS.keys()


def test_files_without_pages_are_compared_by_their_words(
    twice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of another kind take another reader, and nothing else."""
    manifest = twice / "dist" / NAME
    (twice / "dist" / SHEET).write_text("Rest.\nEat.\n")
    (twice / "old" / SHEET).write_text("Rest.\nSleep.\n")
    _renew(twice, SHEET)
    manifest.write_text(manifest.read_text().replace("application/pdf", "text/plain"))
    plain = FileReader(_lines, _no_pages)
    monkeypatch.setitem(READERS, "text/plain", plain)
    (sheet,) = compared(twice).changed
    assert (sheet.words, sheet.pages) == (("@", " Rest.", "-Sleep.", "+Eat."), ())


def test_equal_builds_have_no_visible_change(twice: Path) -> None:
    found = compared(twice)
    assert (found.same, found.visible) == (8, False)
    assert found.summary.startswith("no visible change")


def test_other_bytes_with_the_same_pages_are_no_visible_change(twice: Path) -> None:
    rewrite(twice, Producer="another")
    found = compared(twice)
    assert [sheet.entry.path for sheet in found.changed] == [SHEET]
    assert not found.visible
    assert "No visible change" in page(found)


def test_changed_words_are_told_and_drawn(twice: Path) -> None:
    edit(twice / "templates" / GUIDE / "before.xml", '"Sit down."', '"Sit down on a chair."')
    run(twice, languages=("en",))
    (sheet,) = compared(twice).changed
    assert "-P: Sit down." in sheet.words
    assert "+P: Sit down on a chair." in sheet.words
    assert sheet.pages
    assert [one.number for one in sheet.pages] == [1]


def test_the_difference_stands_where_the_change_is(twice: Path) -> None:
    edit(twice / "templates" / GUIDE / "before.xml", '"Sit down."', '"Sit still."')
    run(twice, languages=("en",))
    (sheet,) = compared(twice).changed
    assert sheet.pages
    marked = Image.open(io.BytesIO(sheet.pages[0].marked)).convert("RGB")
    colored = marked.convert("HSV").getchannel("S").point(lambda value: 255 * (value > 100))
    box = colored.getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert right - left < marked.width / 3, "only the words that differ are marked"
    assert bottom - top < 40


def test_a_new_page_and_another_paper_are_drawn(twice: Path) -> None:
    path = twice / "dist" / SHEET
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].mediabox = [0, 0, 595, 842]
        pdf.add_blank_page(page_size=(612, 792))
        pdf.save(path)
    _renew(twice, SHEET)
    (sheet,) = compared(twice).changed
    assert sheet.pages
    assert [one.number for one in sheet.pages] == [1, len(sheet.pages)]
    assert sheet.pages[0].marked
    assert (sheet.pages[-1].before, sheet.pages[-1].marked) == (b"", b"")
    assert "This page is new." in page(compared(twice))


def test_sheets_that_came_and_went_are_listed(twice: Path) -> None:
    shutil.rmtree(twice / "locales" / "th")
    run(twice)
    run(twice, editions=("large",), languages=("es",), handouts=("after",))
    found = compared(twice)
    assert [entry.path for entry in found.removed] == [
        f"th/{GUIDE}-after.pdf",
        f"th/{GUIDE}-before.pdf",
    ]
    assert [entry.path for entry in found.added] == [f"es/{GUIDE}-after-large.pdf"]
    assert found.visible


def test_a_sheet_that_became_unfit_is_withheld_not_removed(twice: Path) -> None:
    catalog = twice / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, 'msgstr "es: Sit down."', 'msgstr ""')
    run(twice)
    found = compared(twice)
    assert len(found.withheld) == 2
    assert not found.removed
    assert "Withheld sheets" in page(found)


def test_beyond_the_limit_only_words_are_compared(twice: Path) -> None:
    edit(twice / "templates" / GUIDE / "guide.toml", '"1.0"', '"1.1"')
    run(twice)
    found = compared(twice, limit=1)
    assert [sheet.pages is None for sheet in found.changed] == [False] + [True] * 7
    assert all(("version", "1.0", "1.1") in sheet.facts for sheet in found.changed)


def test_sheets_that_only_look_different_take_one_line_beyond_the_limit(twice: Path) -> None:
    """As when the clinic's colours change."""
    edit(twice / "templates" / "brand.toml", 'brand = "#12455B"', 'brand = "#4B2A63"')
    run(twice)
    found = compared(twice, limit=2)
    lines = list(comparison_lines(found))
    assert len(lines) == 2 + 1 + 1
    assert "changed besides: 6 more, in the same words" in lines[2]
    assert "the first 2 were: compare --limit N" in lines[2]
    assert of_comparison(found).count("\n- ") == 3
    assert not compared(twice).untold


def test_the_page_stands_alone_and_is_always_the_same(twice: Path) -> None:
    edit(twice / "templates" / GUIDE / "before.xml", '"Sit down."', '"Sit <b>still</b>."')
    edit(twice / "templates" / GUIDE / "guide.toml", '"1.0"', '"1.1"')
    run(twice, languages=("en",))
    source = page(compared(twice))
    assert source == page(compared(twice))
    assert str(twice) not in source
    tree = check_page(source)
    pictures = tree.findall(".//img")
    assert len(pictures) == 3 * sum(len(sheet.pages or ()) for sheet in compared(twice).changed)
    for picture in pictures:
        kind, data = picture.attrib["src"].split(",")
        assert kind == "data:image/png;base64"
        assert base64.b64decode(data).startswith(b"\x89PNG")


def test_words_in_another_language_are_marked_as_such(twice: Path) -> None:
    catalog = twice / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, 'msgstr "es: Sit down."', 'msgstr "es: Sentarse."')
    edit(catalog, 'msgstr "es: Your knee before"', 'msgstr "es: Rodilla"')
    run(twice, languages=("es",))
    tree = check_page(page(compared(twice)))
    marked = {each.text: each.attrib for each in tree.findall(".//bdi")}
    assert marked["es: Sentarse."] == {"lang": "es", "dir": "auto"}
    cells = [each.text for each in tree.findall(".//td/bdi")]
    assert cells == ["es: Your knee before", "es: Rodilla"]


def test_words_of_a_sheet_cannot_break_out_of_the_page(twice: Path) -> None:
    edit(twice / "templates" / GUIDE / "before.xml", '"Sit down."', '"Sit &lt;script&gt; down."')
    run(twice, languages=("en",))
    text = page(compared(twice))
    assert "<script>" not in text


def test_the_command_tells_and_writes(
    twice: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    manifest = twice / "old" / NAME
    assert main(["compare", str(manifest), str(twice / "dist"), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "no visible change: 0 changed" in printed
    assert re.search("No visible change", out.read_text())


def test_before_the_first_publication_every_sheet_is_added(built: Path) -> None:
    (built / "old").mkdir()
    found = compared(built)
    assert len(found.added) == 8


@pytest.mark.parametrize("fault", ["no folder", "no manifest", "damaged manifest"])
def test_a_folder_that_no_build_has_written_is_wrong_usage(
    twice: Path, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    match fault:
        case "no folder":
            shutil.rmtree(twice / "old")
        case "no manifest":
            (twice / "old" / NAME).unlink()
        case _:
            (twice / "old" / NAME).write_text("[")
    assert main(["compare", str(twice / "old"), str(twice / "dist")]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_a_sheet_that_is_no_pdf_is_a_finding(
    twice: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (twice / "dist" / SHEET).write_bytes(b"%PDF-1.7 and nothing more")
    _renew(twice, SHEET)
    out = str(tmp_path / "page.html")
    assert main(["compare", str(twice / "old"), str(twice / "dist"), "--out", out]) == 1
    assert "unreadable-pdf" in capsys.readouterr().out
