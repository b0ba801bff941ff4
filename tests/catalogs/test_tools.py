"""Round trips through the tools translators use, with their default settings."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from handouts.catalogs import headers, store
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.catalogs.wrap import fold, fold_words
from handouts.model.languages import language
from handouts.project.catalogs import update_all
from handouts.project.project import Project
from tests.catalogs.fixtures import DOMAIN, start, translate
from tests.catalogs.samples import LONG

#: Those that the project has catalogs for.
LANGUAGES = [each.tag for each in Project(Path(__file__).parents[2]).languages[1:]]


def run(tool: str, *arguments: str | Path) -> str:
    """Runs a tool; skips the test where it is not installed. Its output, errors included."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run(
        [tool, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stdout + done.stderr


def long_catalog(project: Path, tag: str = "es") -> Path:
    """A catalog with every kind of entry and texts that have to be wrapped."""
    po = start(project, tag)
    catalog, _ = store.load(po)
    references = tuple(f"templates/sij/sheet-{number}.xml" for number in range(5))
    entries = [
        Entry(text, other, flags=("python-format",) if "%(" in text else (), references=references)
        for text, other in zip(LONG, LONG[1:] + LONG[:1], strict=True)
    ]
    entries += [Entry(text[:cut], text[cut:]) for text in LONG for cut in range(40, 90, 7)]
    entries += [
        Entry("Lines\nof two\n", "a\nb\n", comments=(" by a translator",)),
        Entry(LONG[0], LONG[2], "context", fuzzy=True, previous=LONG[0] + "!"),
        Entry("tab\there \\ there", 'quote " sign', extracted=("Keep short.",)),
    ]
    obsolete = (Entry(LONG[0], LONG[2], "old", obsolete=True, comments=(" once",)),)
    known = {entry.key: entry for entry in entries}
    store.write(CatalogFile("", catalog.header, tuple(known.values()), obsolete), po)
    return po


def test_msgcat_changes_not_one_byte(tmp_path: Path) -> None:
    po = long_catalog(tmp_path)
    ours = po.read_text(encoding="utf-8").splitlines()
    theirs = run("msgcat", po).splitlines()
    assert list(difflib.unified_diff(ours, theirs, lineterm="")) == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_msgmerge_changes_not_one_byte(tmp_path: Path, tag: str) -> None:
    po = start(tmp_path, tag)
    translate(po, {"After your injection": LONG[LANGUAGES.index(tag) % len(LONG)]})
    update_all(Project(tmp_path))
    pot = tmp_path / "locales" / f"{DOMAIN}.pot"
    assert run("msgmerge", "--quiet", po, pot) == po.read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_msgfmt_finds_nothing(tmp_path: Path, tag: str) -> None:
    assert run("msgfmt", "-c", "-o", "/dev/null", start(tmp_path, tag)) == ""


def test_i18nspector_finds_nothing(tmp_path: Path) -> None:
    files = {tag: start(tmp_path / tag, tag) for tag in LANGUAGES}
    lines = run("i18nspector", *files.values()).splitlines()
    # Its table knows other forms for the languages of which CLDR counts zero as one.
    unusual = [line for line in lines if "unusual-unused-plural-forms" in line]
    assert lines == unusual
    for tag, file in files.items():
        if any(str(file) in line for line in unusual):
            assert "plural=(n > 1);" in file.read_text(), tag


def test_babel_reads_the_same_words(tmp_path: Path) -> None:
    po = long_catalog(tmp_path)
    catalog, findings = store.load(po)
    assert findings == []
    with po.open("rb") as file:
        theirs = read_po(file, abort_invalid=True)
    assert len(theirs) == len(catalog.entries)
    for entry in catalog.entries:
        message = theirs.get(entry.msgid, entry.context)
        assert message is not None
        assert (message.string, message.fuzzy) == (entry.msgstr, entry.fuzzy)


def test_update_takes_away_the_noise_of_another_tool(tmp_path: Path) -> None:
    po = start(tmp_path)
    translate(po, {"After your injection": LONG[2]})
    update_all(Project(tmp_path))
    clean = po.read_text(encoding="utf-8")
    noisy = run("msgcat", "--width=40", po)
    assert noisy != clean
    po.write_text(noisy, encoding="utf-8")
    update_all(Project(tmp_path))
    assert po.read_text(encoding="utf-8") == clean


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Rest.", ['msgid "Rest."']),
        ("a\nb", ['msgid ""', '"a\\n"', '"b"']),
        ("a\n", ['msgid "a\\n"']),
        ("x" * 100, [f'msgid "{"x" * 100}"']),
        ("x" * 60 + " %(phone)s is here", ['msgid ""', f'"{"x" * 60} %(phone)s is "', '"here"']),
        ("x" * 73 + " a.</b> b", ['msgid ""', f'"{"x" * 73} a."', '"</b> b"']),
        ("x" * 70 + "。%(phone)s", [f'msgid "{"x" * 70}。%(phone)s"']),
        ("药" * 37, ['msgid ""', f'"{"药" * 37}"']),
    ],
)
def test_lines_break_as_in_gettext(text: str, lines: Sequence[str]) -> None:
    assert fold("", "msgid", text) == list(lines)


def test_references_fill_lines_of_79_columns() -> None:
    assert fold_words("#:", ("a" * 37, "b" * 38)) == [f"#: {'a' * 37} {'b' * 38}"]
    assert fold_words("#:", ("a" * 37, "b" * 39)) == [f"#: {'a' * 37}", f"#: {'b' * 39}"]


def test_the_header_names_a_language_as_gettext_does() -> None:
    named = {tag: headers.header_language(language(tag)) for tag in ("es", "zh-Hans", "pt-BR")}
    assert named == {"es": "es", "zh-Hans": "zh_CN", "pt-BR": "pt_BR"}
