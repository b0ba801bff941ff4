"""Contact lines and opening hours: where they lead, and how each language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from page import ValidationProfile, validate_pdf_bytes

from handouts.model.contact import unbroken
from handouts.model.languages import language
from handouts.project.hours import Opening, in_words
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.glyphs import Line
from handouts.text.paragraph import TextSpan, Typesetter
from tests.guides.fixture import build_py
from tests.press.model import keep_editions

SHORT = "parking-parking"


def set_contact(project: Path, **values: str) -> None:
    """Writes values of [contact]."""
    brand = project / "templates" / "brand.toml"
    before, table, rest = brand.read_text().partition("[contact]\n")
    lines, following, others = rest.partition("\n[")
    for key, value in values.items():
        lines, count = re.subn(rf'(?m)^{key} = ""$', f'{key} = "{value}"', lines)
        assert count == 1, key
    brand.write_text(before + table + lines + following + others)


def say(project: Path, english: str, words: str) -> None:
    """Lets a sentence of the short guide name the clinic's lines, in English and in Arabic."""
    sheet = project / "templates/parking/parking.xml"
    sheet.write_text(sheet.read_text().replace("Bring the card with you.", english))
    catalog = project / "locales/ar/LC_MESSAGES/parking.po"
    text = catalog.read_text().replace("Bring the card with you.", english)
    catalog.write_text(text.replace("أحضر البطاقة معك.", words))


CONTACT = {
    "phone": "(555) 555-0100",
    "phone_closed": "+1 555-555-0101 ext. 7",
    "address": "12 Any Street, Anytown",
    "website": "clinic.example/pain-and-spine",
}


def links(path: Path) -> list[tuple[str, str]]:
    """The URI and the words of each link's annotation."""
    with pikepdf.open(path) as pdf:
        found = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        return [(bytes(note["/A"]["/URI"]).decode(), str(note["/Contents"])) for note in found]


@pytest.mark.parametrize("edition", ["standard", "large"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_contact_lines_lead_where_they_say(project: Path, tag: str, edition: str) -> None:
    set_contact(project, **CONTACT)
    say(project, "Call us at %(phone)s today.", "اتصل بنا على %(phone)s اليوم.")
    assert build_py(project, "extract").returncode == 0
    done = build_py(project, "--guide", "PARK", "--language", tag, "--edition", edition)
    assert done.returncode == 0, done.stdout + done.stderr
    suffix = "" if edition == "standard" else "-large"
    path = project / "dist" / tag / f"{SHORT}{suffix}.pdf"
    assert sorted({uri for uri, _ in links(path)}) == [
        "https://clinic.example/pain-and-spine",
        "tel:+15555550101",
        "tel:5555550100",
    ]
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(path.read_bytes(), profile=profile)
        assert report.is_compliant, report.to_json()
    spoken = build_py(project, "inspect", str(path)).stdout
    assert spoken.count("link: (555) 555-0100") == 2, spoken
    assert "12 Any Street, Anytown" in spoken


def test_a_number_in_a_sentence_is_never_broken() -> None:
    style, english = (TextSpan(unbroken("(555) 555-0100 ext. 7")),), language("en")
    typesetter = Typesetter(FontLibrary(default_folders(None, Path.cwd())))
    words = (TextSpan("Call us at any hour "), *style, TextSpan(" or come in."))
    paragraph = typesetter.shape(words, english)
    for width in range(130, 300, 10):
        lines = ["".join(run_text(line)) for line in paragraph.lines(12.0, width)]
        assert sum("555" in line for line in lines) == 1, lines


def test_an_address_wider_than_its_line_ends_it_after_a_mark() -> None:
    english = language("en")
    typesetter = Typesetter(FontLibrary(default_folders(None, Path.cwd())))
    words = (TextSpan(unbroken("www.northern-lakes-hearing.example/visit")),)
    paragraph = typesetter.shape(words, english)
    for width in range(90, 250, 10):
        lines = paragraph.lines(12.0, width)
        assert not any(line.overwide for line in lines)
        shown = ["".join(run_text(line)).replace("\u2060", "") for line in lines]
        assert "".join(shown) == "www.northern-lakes-hearing.example/visit"
        assert all(line[-1] in "-./" for line in shown[:-1]), shown


@pytest.mark.parametrize("tag", ["en", "ar", "am", "th", "zh-Hans", "ru", "vi"])
def test_a_row_of_hours_is_never_broken(tag: str) -> None:
    rows = [Opening("mon-thu", "08:00", "16:30"), Opening("fri", "08:00", "12:00")]
    spoken = language(tag)
    typesetter = Typesetter(FontLibrary(default_folders(None, Path.cwd())))
    paragraph = typesetter.shape((TextSpan(unbroken(in_words(rows, spoken, "US"))),), spoken)
    assert not paragraph.missing
    shown = ["".join(run_text(line)) for line in paragraph.lines(12.0, paragraph.min_width(12.0))]
    assert len(shown) >= 2
    for row in rows:
        times = unbroken(in_words([row], spoken, "US")).split("\u00a0", 1)[1]
        assert any(times[-8:] in line for line in shown), shown
        assert sum("–" in line and ":" in line for line in shown) == 2, shown


def run_text(line: Line) -> Iterator[str]:
    for run in line.runs:
        yield from run.texts


def test_a_line_that_is_not_set_is_told_where_a_sentence_names_it(project: Path) -> None:
    say(project, "Call us at %(phone)s today.", "اتصل بنا على %(phone)s اليوم.")
    done = build_py(project, "check", "--language", "en")
    assert done.returncode == 1
    assert "templates/parking/parking.xml" in done.stdout
    assert "write phone under [contact] in templates/brand.toml" in done.stdout


def test_what_is_not_known_does_not_stand_on_the_sheets(project: Path) -> None:
    build_py(project, "--guide", "PARK", "--language", "en")
    spoken = build_py(project, "inspect", str(project / f"dist/en/{SHORT}.pdf")).stdout
    assert "Our phone number" in spoken
    assert "Our address" not in spoken
    assert "Our website" not in spoken


def set_hours(project: Path, *rows: tuple[str, str, str]) -> None:
    """Writes the hours by day."""
    brand = project / "templates" / "brand.toml"
    tables = [f'[[hours]]\ndays = "{d}"\nopen = "{o}"\nclose = "{c}"\n' for d, o, c in rows]
    brand.write_text("\n".join([brand.read_text(), *tables]))


@pytest.mark.parametrize(
    ("tag", "monday", "friday", "eight"),
    [
        ("en", "Monday", "Friday", "8:00"),
        ("ar", "الاثنين", "الجمعة", "8:00"),
        ("th", "วันจันทร์", "วันศุกร์", "08:00"),
    ],
)
def test_hours_are_written_as_the_language_writes_them(
    project: Path, tag: str, monday: str, friday: str, eight: str
) -> None:
    set_hours(project, ("mon-fri", "08:00", "16:30"), ("sat", "09:00", "12:00"))
    say(project, "Call us: %(hours)s.", "اتصل بنا: %(hours)s.")
    build_py(project, "extract")
    build_py(project, "update")
    done = build_py(project, "--guide", "PARK", "--language", tag)
    if tag == "th":  # its sentence is untranslated now; the label's line is what counts
        say_thai(project)
        done = build_py(project, "--guide", "PARK", "--language", tag)
    assert done.returncode == 0, done.stdout + done.stderr
    spoken = build_py(project, "inspect", str(project / f"dist/{tag}/{SHORT}.pdf")).stdout
    lines = [line for line in spoken.splitlines() if monday in line and friday in line]
    assert len(lines) == 2, spoken
    assert all(eight in line for line in lines)
    assert "[en]" not in "".join(lines)


def say_thai(project: Path) -> None:
    """Translates the sentence of `say`."""
    catalog = project / "locales/th/LC_MESSAGES/parking.po"
    text, count = re.subn(
        r"(?:#, fuzzy, python-format|#, python-format|#, python-format, fuzzy)\n(?:#\|.*\n)*"
        r'msgid "Call us: %\(hours\)s\."\nmsgstr ".*"',
        '#, python-format\nmsgid "Call us: %(hours)s."\nmsgstr "โทรหาเรา: %(hours)s"',
        catalog.read_text(),
    )
    assert count == 1, catalog.read_text()
    catalog.write_text(text)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("mon-fry", "08:00", "16:30"), "a day or a range of days"),
        (("mon-fri", "8 am", "16:30"), "a time from 00:00 to 23:59"),
        (("mon-fri", "18:00", "16:30"), "ends before it begins"),
    ],
)
def test_hours_are_judged_at_their_line(
    project: Path, row: tuple[str, str, str], said: str
) -> None:
    set_hours(project, row)
    lines = (project / "templates/brand.toml").read_text().splitlines()
    done = build_py(project, "check", "--language", "en")
    found = re.search(rf"templates/brand\.toml:(\d+): error brand-value.*{said}", done.stdout)
    assert found, done.stdout
    wrong = {"mon-fry": "days", "8 am": "open"}.get(row[0], "") or (
        "open" if row[1] == "8 am" else "close"
    )
    assert lines[int(found[1]) - 1].startswith(wrong)


def test_hours_of_one_language_never_stand_in_another() -> None:
    """Whatever was asked before."""
    week = [Opening("mon", "08:00", "16:30")]
    words = {
        tag: in_words(week, language(tag), "US") for tag in ("ur", "hi", "th", "ru", "ar", "en")
    }
    assert [said.split()[0] for said in words.values()] == [
        "پیر",
        "सोमवार",
        "วันจันทร์",
        "понедельник",
        "الاثنين",
        "Monday",
    ]


def test_what_is_wrong_with_one_edition_is_found_by_check(project: Path) -> None:
    word = "Rest" * 15
    say(project, f"Sit down. {word}.", "اجلس.")
    found = {}
    for editions in (["standard"], ["standard", "large"]):
        keep_editions(project, *editions)
        done = build_py(project, "check", "--language", "en")
        found[len(editions)] = [line for line in done.stdout.splitlines() if "overwide" in line]
    assert found[1] == []
    (line,) = found[2]
    assert "parking.xml" in line
    assert "in the edition large" in line


@pytest.mark.parametrize(
    ("key", "value"),
    [("website", "http//www.clinic.example"), ("website", "our page"), ("phone", "reception")],
)
def test_a_line_that_leads_nowhere_is_refused(project: Path, key: str, value: str) -> None:
    set_contact(project, **{key: value})
    done = build_py(project, "check", "--language", "en")
    assert done.returncode == 1
    assert f"{key} under [contact]" in done.stdout


@pytest.mark.parametrize(
    "line", ["10-12 Main Street, Suite 3-5", "Mon-Fri 9-5", "9:00-17:00, Sat 9-12"]
)
def test_ranges_read_the_same_in_a_box_and_in_a_sentence(project: Path, line: str) -> None:
    set_contact(project, hours=line)
    say(project, "Call us: %(hours)s.", "اتصل بنا: %(hours)s.")
    assert build_py(project, "extract").returncode == 0
    done = build_py(project, "--guide", "PARK", "--language", "ar")
    assert done.returncode == 0, done.stdout + done.stderr
    file = pypdfium2.PdfDocument(project / "dist" / "ar" / f"{SHORT}.pdf")
    dashes = re.findall(r"\d[^\d\s]*-[^\d\s]*\d", line)
    numbers = {tuple(re.findall(r"\d+", dash)) for dash in dashes}
    turned = 0
    for page in file:
        text = page.get_textpage()
        words = text.get_text_range()
        for first, last in numbers:
            for match in re.finditer(rf"(?<!\d){first}\D{{1,3}}{last}(?!\d)", words):
                left = text.get_charbox(match.start())[0]
                turned += left > text.get_charbox(match.end() - 1)[0]
    assert not turned
