"""The glossary as TBX-Basic: every term, every language, every word of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from handouts.cli import main
from handouts.model.languages import language
from handouts.project.project import Project

ROOT = Path(__file__).parents[2]
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_the_file_holds_all_that_the_glossary_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "words.tbx"
    command = ["--project", str(ROOT), "glossary", "--format", "tbx"]
    assert main([*command, "--out", str(path)]) == 0
    assert f"wrote {path}" in capsys.readouterr().out
    assert main(command) == 0
    assert capsys.readouterr().out == path.read_text(encoding="utf-8")
    root = etree.parse(path).getroot()
    assert (root.tag, root.get("type"), root.get(LANG)) == ("martif", "TBX-Basic", "en")
    glossary, _ = Project(ROOT).glossary
    entries = list(root.iter("termEntry"))
    assert len({entry.get("id") for entry in entries}) == len(glossary.terms)
    for entry, (term, words) in zip(entries, glossary.terms.items(), strict=True):
        found = {
            section.get(LANG): [term.text for term in section.iter("term")]
            for section in entry.iter("langSet")
        }
        wanted = {language(name).tag: list(variants) for name, variants in words.items()}
        assert found == {"en": [term]} | wanted
        assert entry.findtext("note", "") == glossary.notes.get(term, "")
        for section in entry.iter("langSet"):
            first, *others = [note.text for note in section.iter("termNote")]
            assert first == "preferredTerm-admn-sts"
            assert set(others) <= {"admittedTerm-admn-sts"}


def test_people_read_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(ROOT), "glossary"]) == 0
    output = capsys.readouterr().out
    assert "sore (Where the needle went in; weaker than pain.)" in output
    assert "    es: medicina que hace la sangre menos espesa, anticoagulante" in output
