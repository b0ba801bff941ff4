"""Catalogs out as XLIFF 2 and in again: nothing is lost, nothing bad gets in."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from lxml import etree

from handouts.catalogs import store
from handouts.catalogs.message_code import message_code
from handouts.catalogs.po import Entry
from handouts.cli import main
from handouts.exchange.inline_codes import name
from handouts.exchange.xliff_reading import read_xliff
from handouts.model.languages import language
from handouts.project.project import Project
from tests.cli.conftest import Run, _built_model, _model, project, run
from tests.press.model import GUIDE, edit, sign

__all__ = ["_built_model", "_model", "project", "run"]

ROOT = Path(__file__).parents[2]
PO = f"locales/es/LC_MESSAGES/{GUIDE}.po"


@pytest.fixture
def file(project: Path, run: Run) -> Path:
    """The Spanish of the project, as it goes out."""
    path = project / "es.xlf"
    code, output = run("xliff", "out", "es", "--out", str(path))
    assert code == 0, output
    return path


def catalogs(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "locales").rglob("*.po")}


def entry(project: Path, msgid: str) -> Entry:
    catalog, findings = store.load(project / PO)
    assert not findings
    return catalog.by_key[None, msgid]


def set_entry(project: Path, msgid: str, **values: object) -> None:
    catalog, _ = store.load(project / PO)
    entries = tuple(
        dataclasses.replace(one, **values) if one.msgid == msgid else one  # type: ignore[arg-type]
        for one in catalog.entries
    )
    store.write(dataclasses.replace(catalog, entries=entries), project / PO)


@pytest.mark.parametrize("tag", [one.tag for one in Project(ROOT).languages if one.tag != "en"])
def test_the_sheets_of_every_language_go_out_and_come_in_unchanged(
    tag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Taken into catalogs without any translation, the words are those of the real catalogs."""
    path = tmp_path / "words.xlf"
    assert main(["--project", str(ROOT), "xliff", "out", tag, "--out", str(path)]) == 0
    real = Project(ROOT)
    own = language(tag)
    wanted = {domain: real.catalog(own, domain)[0] for domain in real.pots()}
    empty = {
        domain: dataclasses.replace(
            catalog,
            entries=tuple(
                dataclasses.replace(one, msgstr="", fuzzy=False) for one in catalog.entries
            ),
        )
        for domain, catalog in wanted.items()
    }
    # Without the digests: those tell that a translation was deleted here meanwhile.
    path.write_text(re.sub(r"<mda:meta .*?</mda:meta>", "", path.read_text()))
    taken = read_xliff(path, own, empty)
    assert not taken.findings
    assert taken.catalogs == wanted
    capsys.readouterr()


def test_a_file_that_nobody_touched_changes_no_byte(project: Path, run: Run, file: Path) -> None:
    set_entry(project, "Sit down.", fuzzy=True, previous="Sit.")
    before = catalogs(project)
    run("xliff", "out", "es", "--out", str(file))
    code, output = run("xliff", "in", "es", str(file))
    assert (code, catalogs(project)) == (0, before)
    assert "0 messages changed" in output


def test_states_go_out_and_come_in(project: Path, run: Run, file: Path) -> None:
    set_entry(project, "Sit down.", fuzzy=True, previous="Sit.")
    set_entry(project, "Sore knee", msgstr="")
    sign(project, "es", [entry(project, "Your knee before")])
    assert run("xliff", "out", "es", "--out", str(file))[0] == 0
    units = {unit.get("id"): unit for unit in etree.parse(file).iter(name("unit"))}

    def segment(msgid: str) -> etree._Element:
        return next(units[message_code((None, msgid))].iter(name("segment")))

    assert segment("Sit down.").attrib == {
        "id": "s1", "state": "initial", "subState": "handouts:fuzzy",
    }  # fmt: skip
    assert segment("Sore knee").get("state") == "initial"
    assert segment("Sore knee").find(name("target")) is None
    assert segment("Your knee before").get("state") == "final"
    assert segment("Your knee after").get("state") == "translated"
    text = file.read_text()
    assert 'category="previous">Sit.</note>' in text

    edit(file, 'state="initial" subState="handouts:fuzzy"', 'state="reviewed"')
    code, output = run("xliff", "in", "es", str(file))
    assert code == 0
    assert "1 message changed" in output
    assert "sign es" in output
    assert (entry(project, "Sit down.").fuzzy, entry(project, "Sit down.").previous) == (
        False,
        None,
    )


def test_changed_words_come_in_and_everything_else_stays(
    project: Path, run: Run, file: Path
) -> None:
    before = (project / PO).read_text()
    edit(file, "es: Sit down.", "Siéntese.")
    code, output = run("xliff", "in", "es", str(file))
    assert code == 0
    assert f"changed {PO}" in output
    assert (project / PO).read_text() == before.replace("es: Sit down.", "Siéntese.")
    line = before[: before.index("es: Sit down.")].count("\n") + 1
    code_of = message_code((None, "Sit down."))
    told = f"{PO}:{line}: {code_of} Sit down.\n    was: es: Sit down.\n    now: Siéntese.\n"
    assert told in output
    assert output.count("    now: ") == 1
    assert output.rstrip().endswith("check --language es")


def test_words_that_come_in_are_checked(project: Path, run: Run, file: Path) -> None:
    edit(file, "es: Sit down.", "Siéntese 3 horas.")
    edit(file, "es: Sore knee", "Rodilla  dolorida")
    code, output = run("xliff", "in", "es", str(file))
    assert code == 1, "as check would say"
    assert entry(project, "Sit down.").msgstr == "Siéntese 3 horas."
    assert re.search(rf"{PO}:\d+: error added-number", output)
    assert re.search(rf"{PO}:\d+: warning double-space", output)


def test_a_tool_may_split_and_reorder_segments(project: Path, run: Run, file: Path) -> None:
    one = r"<source[^>]*>Sit down\.</source>\s*<target[^>]*>es: Sit down\.</target>"
    parts = (
        "<source>Sit </source><target order='2'> ya</target></segment>"
        "<segment state='translated'><source>down.</source><target order='1'>Siéntese</target>"
    )
    text, count = re.subn(one, parts, file.read_text())
    assert count == 1
    file.write_text(text)
    assert run("xliff", "in", "es", str(file))[0] == 0
    assert entry(project, "Sit down.").msgstr == "Siéntese ya"


def test_words_changed_on_both_sides_stay_here_and_are_told(
    project: Path, run: Run, file: Path
) -> None:
    edit(project / PO, "es: Sit down.", "Tome asiento.")
    edit(project / PO, "es: Sore knee", "Rodilla dolorida")
    edit(file, "es: Sit down.", "Siéntese.")
    code, output = run("xliff", "in", "es", str(file))
    assert code == 0
    assert "warning exchange-left: changed in the catalog and in the file" in output
    assert entry(project, "Sit down.").msgstr == "Tome asiento."
    assert entry(project, "Sore knee").msgstr == "Rodilla dolorida"


def test_a_message_that_is_gone_is_told(run: Run, file: Path) -> None:
    edit(file, message_code((None, "Sit down.")), "222222")
    code, output = run("xliff", "in", "es", str(file))
    assert code == 0
    assert "warning exchange-left: no message has the code '222222' any more: Sit down." in output


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (">Sit down.</source>", ">Stand up.</source>", "exchange-unit: its English was changed"),
        ("</xliff>", "", "exchange-file: not well-formed"),
        ('trgLang="es"', 'trgLang="ru"', "exchange-file: trgLang is 'ru'"),
        ('trgLang="es"', "", "exchange-file: trgLang is ''"),
        ('version="2.0"', 'version="1.2"', "exchange-file: not XLIFF 2.0 or 2.1"),
        ("<xliff ", "<!DOCTYPE xliff [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xliff ", "DOCTYPE"),
        (f'id="{GUIDE}"', 'id="other"', "exchange-file: there is no catalog 'other'"),
        ('state="translated"', 'state="done"', "exchange-unit: the state 'done'"),
        ("es: Sit down.", "&lt;b&gt;Siéntese.", "exchange-unit"),
        ("es: Sit down.", "Siéntese %(phone)s.", "exchange-unit"),
        ("es: Sit down.", '<ph id="7"/>', "exchange-unit: the code <ph id='7'>"),
        ("utf-8", "no-such-encoding", "exchange-file: not well-formed"),
    ],
)
def test_a_bad_file_is_a_finding_and_changes_nothing(
    project: Path, run: Run, file: Path, old: str, new: str, kind: str
) -> None:
    text = file.read_text().replace("UTF-8", "utf-8").replace("es: Sore knee", "Rodilla")
    assert old in text
    file.write_text(text.replace(old, new))
    before = catalogs(project)
    code, output = run("xliff", "in", "es", str(file))
    assert code == 1
    assert kind in output
    assert re.search(rf"{re.escape(str(file))}(:\d+)?: error ", output)
    assert catalogs(project) == before


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"msgid", b"<a>" * 5000, b"<x/>", b"\xff\xfe<\x00"]
)
def test_what_is_no_xliff_is_a_finding(project: Path, run: Run, data: bytes) -> None:
    path = project / "bad.xlf"
    path.write_bytes(data)
    code, output = run("xliff", "in", "es", str(path))
    assert code == 1
    assert "error exchange-file" in output


def test_wrong_usage_is_told(project: Path, run: Run) -> None:
    assert run("xliff", "in", "es", str(project / "absent.xlf"))[0] == 1
    assert run("xliff", "out", "en")[0] == 2
    assert run("xliff", "out", "qq")[0] == 2


def test_a_half_saved_catalog_is_neither_sent_nor_written(
    project: Path, run: Run, file: Path
) -> None:
    whole = (project / PO).read_text()
    (project / PO).write_text(whole + '\nmsgid "half')
    for command in (("out", "es", "--out", str(project / "x.xlf")), ("in", "es", str(file))):
        code, output = run("xliff", *command)
        assert code == 1
        assert "error" in output
    assert not (project / "x.xlf").exists()
    assert (project / PO).read_text() == whole + '\nmsgid "half'
