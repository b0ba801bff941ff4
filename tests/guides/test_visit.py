"""A short guide and a long one, in both directions and in a script without spaces: pages by need,
and the forms of the vocabulary that are read rather than filled in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from page import ValidationProfile, validate_pdf_bytes

from handouts.editions import EDITIONS
from handouts.model.languages import language
from handouts.pdf_reading.reader import PaintedText, read
from tests.guides.fixture import ROOT, VISIT, VISIT_LANGUAGES, build_py, write_project

LONG = "cooking-class-class"
SHORT = "parking-parking"
PDFS = [
    f"{tag}/{sheet}{edition.suffix}.pdf"
    for tag in VISIT_LANGUAGES
    for sheet in (LONG, SHORT)
    for edition in EDITIONS.values()
    if edition.made_in(language(tag))
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both guides in a project of their own, built in every edition."""
    folder = tmp_path_factory.mktemp("visit") / "project"
    write_project(folder, VISIT, VISIT_LANGUAGES)
    done = build_py(folder, *(word for name in EDITIONS for word in ("--edition", name)))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def pages(project: Path) -> dict[str, int]:
    manifest = json.loads((project / "dist" / "manifest.json").read_text())
    return {one["path"]: one["pages"] for one in manifest["handouts"]}


def test_the_guides_pass_every_gate(project: Path) -> None:
    """The fixtures have no words for the checks: that is said, and nothing else."""
    done = build_py(project, "check")
    *notes, _ = done.stdout.splitlines()
    assert done.returncode == 0
    assert [note.partition(": not ")[0] for note in notes] == [
        f"locales/{tag}/checks.toml: note unchecked-words" for tag in sorted(VISIT_LANGUAGES[1:])
    ]


def test_none_of_them_is_a_guide_of_the_clinic() -> None:
    for guide in (VISIT / "templates").glob("*/guide.toml"):
        assert "Not for" in guide.read_text().partition("\n\n")[0]
        assert not (ROOT / "templates" / guide.parent.name).exists()


def test_a_sheet_takes_as_many_pages_as_it_needs(project: Path) -> None:
    taken = pages(project)
    assert {taken[f"{tag}/{SHORT}.pdf"] for tag in VISIT_LANGUAGES} == {1}
    assert {taken[f"{tag}/{LONG}.pdf"] for tag in VISIT_LANGUAGES} == {3}


@pytest.mark.parametrize("path", PDFS)
@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
def test_the_sheets_conform(project: Path, path: str, profile: ValidationProfile) -> None:
    report = validate_pdf_bytes((project / "dist" / path).read_bytes(), profile=profile)
    assert report.is_compliant, report.to_json()


def test_every_form_is_read_in_both_languages_of_a_bilingual_sheet(project: Path) -> None:
    """Each part in the patient's language is followed by the same part in English."""
    said = said_in(project, f"ar/{LONG}-bilingual.pdf")
    own, english = (said_in(project, f"{tag}/{LONG}.pdf") for tag in ("ar", "en"))
    assert [words for words in own if words not in said] == []
    missing = [words for words in english if words not in said]
    assert missing == ["Draft. A clinician has not checked this sheet yet."]
    for first, second in (("اليوم 2", "Day 2"), ("تحذير", "Warning"), ("عجين", "Dough")):
        assert said.index(first) < said.index(second)


def said_in(project: Path, path: str) -> list[str]:
    """What a sheet says, element by element, without the marks that keep its direction."""
    tree = read((project / "dist" / path).read_bytes()).tree
    assert tree
    parts = [node for node in tree.walk() if any(isinstance(kid, PaintedText) for kid in node.kids)]
    return [" ".join(node.text.replace("\u200f", "").split()) for node in parts]


def test_a_sheet_that_is_too_long_says_by_how_much_and_what_grew(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project", VISIT, VISIT_LANGUAGES)
    guide = folder / "templates" / "cooking-class" / "guide.toml"
    guide.write_text(guide.read_text().replace("pages = 4", "pages = 1"))
    done = build_py(folder, "check", "--language", "ar")
    assert done.returncode == 1
    found = re.search(
        r"class fills \d pages, and may have 1 page: about \d+ lines too many", done.stdout
    )
    assert found, done.stdout
    assert re.search(r"grew most beside the English: line \d+ \(\+\d+ letters\)", done.stdout)


def test_a_page_for_the_closing_box_alone_is_told_with_what_would_save_it(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project", VISIT, ("en",))
    sheet = folder / "templates" / "parking" / "parking.xml"
    source = sheet.read_text(encoding="utf-8")
    line = '{# Fact: park.lot #}<p>{{ _("Bring the card with you.") }}</p>'

    def built(lines: int) -> str:
        more = f"</steps>{line * lines}"
        sheet.write_text(source.replace("</steps>", more), encoding="utf-8")
        return build_py(folder, "--guide", "PARK", "--language", "en").stdout

    tried = ((number, built(number)) for number in range(10, 60))
    count, said = next(one for one in tried if "closing-box-alone" in one[1])
    assert "(2 pages)" in said
    lines = re.search(
        r"parking in English has nothing but the closing box on page 2: about (\d+) "
        r"lines? less, and 1 page will do",
        said,
    )
    assert lines, said
    assert "(1 page)" in built(count - int(lines[1]))
    assert "closing-box-alone" not in built(count + 8), "more than the box stands there"


def test_the_number_of_pages_is_judged(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project", VISIT, VISIT_LANGUAGES)
    guide = folder / "templates" / "cooking-class" / "guide.toml"
    guide.write_text(guide.read_text().replace("pages = 4", "pages = 40"))
    done = build_py(folder, "check", "--language", "en")
    assert "must be a number from 1 to 8" in done.stdout


def test_a_row_has_a_cell_for_each_column(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project", VISIT, VISIT_LANGUAGES)
    sheet = folder / "templates" / "cooking-class" / "class.xml"
    text = sheet.read_text()
    cell = '        {# Fact: class.plan #}\n        <cell>{{ _("Soup") }}</cell>\n'
    assert text.count(cell) == 1
    sheet.write_text(text.replace(cell, ""))
    line = text.splitlines().index("      <row>") + 1
    done = build_py(folder, "check", "--language", "en")
    assert f"class.xml:{line}: error" in done.stdout
    assert "the row has 1 <cell>, the table 3 columns" in done.stdout


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en", ("Warning", "Do not stay to look.")),
        ("ar", ("تحذير", "لا تبقَ لتنظر.")),
        ("th", ("คำเตือน", "อย่าอยู่ดู")),
    ],
)
def test_a_warning_is_heard_before_its_words(
    project: Path, tag: str, words: tuple[str, str]
) -> None:
    done = build_py(project, "inspect", str(project / "dist" / tag / f"{LONG}.pdf"))
    assert done.stdout.index(words[0]) < done.stdout.index(words[1])


def test_sheets_are_asked_for_by_code(project: Path) -> None:
    for options, built in (
        (["--guide", "PARK"], {SHORT}),
        (["--handout", "LOT"], {SHORT}),
        (["--handout", "COOK-CLASS"], {LONG}),
    ):
        done = build_py(project, *options, "--language", "en", "--force")
        assert set(re.findall(r"built en/(\S+)\.pdf", done.stdout)) == built, done.stdout


def test_two_guides_may_not_have_one_code(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project", VISIT, VISIT_LANGUAGES)
    guide = folder / "templates" / "parking" / "guide.toml"
    guide.write_text(guide.read_text().replace('code = "PARK"', 'code = "COOK"'))
    line = guide.read_text().splitlines().index('code = "COOK"') + 1
    done = build_py(folder, "check", "--language", "en")
    assert f"templates/parking/guide.toml:{line}: error same-code" in done.stdout


def test_words_translated_elsewhere_are_offered_to_a_new_guide(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project", VISIT, VISIT_LANGUAGES)
    sheet = folder / "templates" / "parking" / "parking.xml"
    lent = "What do I bring?"
    sheet.write_text(sheet.read_text().replace("What do I do at the gate?", lent))
    catalog = folder / "locales" / "th" / "LC_MESSAGES" / "parking.po"
    catalog.unlink()
    assert build_py(folder, "extract").returncode == 0
    done = build_py(folder, "update")
    assert "updated locales/th/LC_MESSAGES/parking.po" in done.stdout
    before, _, after = catalog.read_text(encoding="utf-8").partition(f'msgid "{lent}"\n')
    assert "#, fuzzy" in before.rpartition("\n\n")[2]
    assert after.startswith('msgstr "ต้องนำอะไรมา"')
    assert "every catalog is up to date" in build_py(folder, "update").stdout
