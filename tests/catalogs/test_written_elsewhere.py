"""Catalogs as other tools write them: read, mended by `update`, and without noise afterwards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface

from handouts.catalogs import po, store
from handouts.catalogs.comments import joined
from handouts.catalogs.headers import is_of
from handouts.model.findings import Severity, has_errors
from handouts.model.languages import language
from handouts.project.catalogs import update_all
from handouts.project.project import Project
from tests.catalogs.fixtures import SHEET, start, translate, write_pot, write_sheet

ENGLISH = "Rest at home for 24 hours after you come home from your visit."
WORDS = {
    "After your injection": "Después de su inyección",
    ENGLISH[:27]: "Descanse en casa las primeras 24 horas después de su visita.",
    "Call us if you have questions": "Llámenos si tiene preguntas: %(phone)s",
}


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = start(tmp_path)
    translate(path, WORDS)
    update(tmp_path)
    return path


def update(project: Path) -> None:
    """What `build.py update` does; nothing stops it."""
    assert not has_errors(update_all(Project(project)).findings)


def read(text: str) -> po.Parsed:
    return po.parse(text)


@pytest.mark.parametrize(
    "mark",
    ["#= fuzzy", "#=fuzzy", "#, Fuzzy", "#, python-format, FUZZY", "#,fuzzy,python-format",
     "#, python-format\n#= fuzzy", "#= fuzzy, needs-work"],
)  # fmt: skip
def test_fuzzy_is_fuzzy_however_it_is_written(mark: str) -> None:
    (entry,) = read(f'{mark}\nmsgid "a"\nmsgstr "b"\n').entries
    assert entry.fuzzy
    (again,) = read(po.format_entries([entry])).entries
    assert again == entry


def test_update_keeps_the_new_sign_of_fuzzy(tmp_path: Path, catalog: Path) -> None:
    text = catalog.read_text(encoding="utf-8")
    marked = re.sub(r'(?=msgid "After)', "#= fuzzy, needs-work\n", text)
    catalog.write_text(marked, encoding="utf-8")
    update(tmp_path)
    after = catalog.read_text(encoding="utf-8")
    assert after.count("#= fuzzy, needs-work\n") == 1
    assert "#, fuzzy" not in after
    entry = next(one for one in store.load(catalog)[0].entries if one.msgid.startswith("After"))
    assert entry.fuzzy


@pytest.mark.parametrize("line", ["#@ memo", "#! see ticket", "#% 80", "#* x", "#+ y", "#-- z"])
def test_unknown_signs_stay_as_they_stand(tmp_path: Path, catalog: Path, line: str) -> None:
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(re.sub(r'(?=msgid "After)', f"{line}\n", text), encoding="utf-8")
    update(tmp_path)
    assert f"\n{line}\n" in catalog.read_text(encoding="utf-8")


def test_escaped_characters_are_read() -> None:
    (entry,) = read('msgid "a"\nmsgstr "d\\303\\255a \\xE6\\x97\\xa5 \\"x\\"\\n"\n').entries
    assert entry.msgstr == 'día 日 "x"\n'
    (fault,) = read('msgid "a"\nmsgstr "d\\355a"\n').faults
    assert "\\355" in fault.message


OLD_FAULTS = (
    '#~ msgid "%d day"\n#~ msgid_plural "%d days"\n#~ msgstr[0] "día"\n#~ msgstr[1] "días"\n',
    '# by hand\n#~ msgid "x"\n#~ msgstr "open\n',
    '#~ msgid "x"\n#~ msgstr "\\q"\n',
    '#~ nonsense\n',
    '#~ msgid "x"\n',
)  # fmt: skip


@pytest.mark.parametrize("old", OLD_FAULTS)
def test_a_fault_in_an_obsolete_entry_stops_nothing_and_stays(
    tmp_path: Path, catalog: Path, old: str
) -> None:
    text = catalog.read_text(encoding="utf-8")
    good = '#~ msgid "good"\n#~ msgstr "bueno"\n'
    catalog.write_text(f"{text}\n{old}\n{good}", encoding="utf-8")
    whole, findings = store.load(catalog)
    assert (findings, whole.whole) == ([], True)
    assert [entry.msgid for entry in whole.obsolete] == ["good"]
    update(tmp_path)
    after = catalog.read_text(encoding="utf-8")
    assert old in after
    assert good in after
    update(tmp_path)
    assert catalog.read_text(encoding="utf-8") == after


def test_what_a_plural_was_before_is_left_out() -> None:
    text = '#, fuzzy\n#| msgid "day"\n#| msgid_plural "days"\n#| "of rest"\nmsgid "a"\nmsgstr "b"\n'
    parsed = read(text)
    assert parsed.faults == []
    assert parsed.entries[0].previous == "day"


@pytest.mark.parametrize(
    ("given", "tag", "same"),
    [
        ("es_ES", "es", True), ("es-419", "es", True), ("es_MX", "es", True), ("fr", "es", False),
        ("zh_TW", "zh-Hans", False), ("zh_SG", "zh-Hans", False), ("pt", "pt-BR", False),
        ("pt_PT", "pt-BR", False), ("ar_EG", "ar", True), ("", "es", False), ("!", "es", False),
        ("sr_Latn", "sr", False), ("ur_IN", "ur", True),
    ],
)  # fmt: skip
def test_a_territory_does_not_make_another_language(given: str, tag: str, same: bool) -> None:
    assert is_of(given, language(tag)) is same


def forms(text: str) -> dict[str, bytes]:
    """One catalog, in every form that another tool could have saved it in."""
    latin = text.replace("charset=UTF-8", "charset=ISO-8859-1")
    return {
        "byte order mark": b"\xef\xbb\xbf" + text.encode(),
        "Windows": text.replace("\n", "\r\n").encode(),
        "old Macintosh": text.replace("\n", "\r").encode(),
        "Latin 1": latin.encode("iso-8859-1"),
        "Windows 1252": text.replace("UTF-8", "CP1252").encode("cp1252"),
        "UTF-16": text.replace("UTF-8", "UTF-16").encode("utf-16"),
        "no header": text.partition("\n\n")[2].encode(),
        "header last": "{1}\n{0}\n".format(*text.split("\n\n", 1)).encode(),
        "an entry twice": (text + text[text.index("#. A heading") :].partition("\n\n")[0]).encode(),
        "no Language": text.replace('"Language: es\\n"\n', "").encode(),
        "other plurals": re.sub(r"nplurals=[^\\]*", "nplurals=1; plural=0;", text).encode(),
        "header fuzzy": text.replace('msgid ""', '#, fuzzy\nmsgid ""', 1).encode(),
        "other order": re.sub(r'("Language: .*\n)((?:".*\n)+)', r"\2\1", text).encode(),
    }


FORMS = tuple(forms("#. A heading\n\n"))


@pytest.mark.parametrize("form", FORMS)
def test_update_mends_what_needs_no_translator(tmp_path: Path, catalog: Path, form: str) -> None:
    text = catalog.read_text(encoding="utf-8")
    catalog.write_bytes(forms(text)[form])
    found, findings = store.load(catalog)
    assert {finding.severity for finding in findings} <= {Severity.WARNING}
    assert len(found.entries) == 3
    assert all(entry.translated for entry in found.entries)
    update(tmp_path)
    after = catalog.read_text(encoding="utf-8")
    if form == "no header":
        assert after.partition("\n\n")[2] == text.partition("\n\n")[2]
        assert '"Language: es\\n"' in after
    else:
        assert after == text


def test_different_translations_of_one_message_are_for_a_translator(
    tmp_path: Path, catalog: Path
) -> None:
    text = catalog.read_text(encoding="utf-8")
    twice = f'{text}\nmsgid "After your injection"\nmsgstr "Otra cosa"\n'
    catalog.write_text(twice, encoding="utf-8")
    (finding,) = update_all(Project(tmp_path)).findings
    assert (finding.code, finding.severity) == ("duplicate-message", "error")
    assert catalog.read_text(encoding="utf-8") == twice


def test_english_that_is_taken_back_takes_the_doubt_away(tmp_path: Path, catalog: Path) -> None:
    before = catalog.read_text(encoding="utf-8")
    write_sheet(tmp_path, SHEET.replace("24 hours after you", "24 hours once you"))
    write_pot(tmp_path)
    update(tmp_path)
    changed = store.load(catalog)[0].entries[1]
    assert (changed.fuzzy, changed.previous) == (True, ENGLISH)
    write_sheet(tmp_path)
    write_pot(tmp_path)
    update(tmp_path)
    entry = store.load(catalog)[0].entries[1]
    assert (entry.fuzzy, entry.previous) == (False, None)
    assert re.sub("POT-Creation.*", "", catalog.read_text(encoding="utf-8")) == re.sub(
        "POT-Creation.*", "", before
    )


COMMENTS = (
    "# Reviewer: the word here is the one of the clinic; decide if a plainer one is wanted, and if "
    "it must stand on every sheet of the guide, or only on the first one.\n"
    "# Clinician: which clock does the clinic write?\n"
)


def with_comments(catalog: Path) -> str:
    text = catalog.read_text(encoding="utf-8")
    text = re.sub(r"(?=#\. A heading)", COMMENTS, text, count=1)
    catalog.write_text(text, encoding="utf-8")
    return text


def test_pybabel_leaves_no_noise(tmp_path: Path, catalog: Path) -> None:
    before = with_comments(catalog)
    pot = next((tmp_path / "locales").glob("*.pot"))
    CommandLineInterface().run(
        ["pybabel", "-q", "update", "-i", str(pot), "-o", str(catalog), "-l", "es", "--previous"]
    )
    assert catalog.read_text(encoding="utf-8") != before
    update(tmp_path)
    assert quiet(catalog.read_text(encoding="utf-8")) == quiet(before)


def test_polib_leaves_no_noise(tmp_path: Path, catalog: Path) -> None:
    polib = pytest.importorskip("polib")
    before = with_comments(catalog)
    polib.pofile(str(catalog)).save()
    assert catalog.read_text(encoding="utf-8") != before
    update(tmp_path)
    assert quiet(catalog.read_text(encoding="utf-8")) == quiet(before)


def quiet(text: str) -> str:
    """A catalog without what tools are free to write: who has worked with it, and when."""
    return re.sub(r'"(?:Generated-By|X-Generator|PO-Revision-Date): .*\n', "", text)


def test_comments_of_their_own_stay_apart() -> None:
    long = f" Reviewer: {'word ' * 12}"
    apart = (" Short.", " Another.", long, " Clinician: which clock?", "", " After a gap.")
    assert joined(apart) == apart
