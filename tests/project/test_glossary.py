"""The glossary file: read by column names, faults told by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.project.glossary import Glossary, add_column, load_glossary

GOOD = """\
term,note,es,zh_Hans
steroid,a medicine,esteroide|corticoide,类固醇
ice pack,,bolsa de hielo,
"""


def load(tmp_path: Path, data: str | bytes) -> tuple[Glossary, list[tuple[str, int]]]:
    path = tmp_path / "glossary.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    glossary, findings = load_glossary(path, "locales/glossary.csv")
    assert all(finding.hint for finding in findings)
    return glossary, [(finding.code, finding.where.line) for finding in findings]


def test_terms_have_variants_by_language(tmp_path: Path) -> None:
    glossary, findings = load(tmp_path, GOOD)
    assert findings == []
    assert list(glossary.terms_in("The steroids, then an ice pack.", "es")) == [
        ("ice pack", 1, ("bolsa de hielo",)),
        ("steroid", 1, ("esteroide", "corticoide")),
    ]
    assert list(glossary.terms_in("An ice pack", "zh_Hans")) == []
    assert list(glossary.terms_in("asteroid", "es")) == []


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("term,es\nsteroid,a\nsteroid,b\n", 3),
        ("term,es\n,a\n", 2),
        ("term,es\nsteroid,a,b,c\n", 2),
        ("term,nowhere_land\nsteroid,a\n", 1),
        ("word,es\nsteroid,a\n", 1),
        ("", 1),
        ('term,es\n"steroid,a\n', 0),
        (b"term,es\n\xff,a\n", 2),
        ("term,es,fr,es\nsteroid,a,b,c\n", 1),
        ("term,term\nsteroid,a\n", 1),
        ("term,es\nsteroid,\u2800\n", 2),
        ("term,es\nrest,reposo\nsteroid,a|TODO\n", 3),
        ("term,es\nsteroid,\u202eabc\n", 2),
        ("term,es\n" + "".join(f"word{n},a\n" for n in range(5002)), 5002),
    ],
)
def test_a_bad_file_is_a_finding(tmp_path: Path, data: str | bytes, line: int) -> None:
    _, findings = load(tmp_path, data)
    assert ("glossary-file", line) in findings


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators_are_called_by_their_name(tmp_path: Path, mark: str, name: str) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text(GOOD.replace(",", mark))
    (finding,) = load_glossary(path)[1]
    assert name in finding.message
    assert "commas" in finding.hint


def test_no_file_is_an_empty_glossary(tmp_path: Path) -> None:
    assert load_glossary(tmp_path / "absent.csv") == (Glossary(), [])


def test_what_is_said_of_a_term_is_kept(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD)[0].notes == {"steroid": "a medicine"}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_language_gets_its_column_and_all_else_stays(tmp_path: Path, mark: str, end: str) -> None:
    text = 'term,note,es\nsteroid,"strong, not fast",esteroide\nice pack\n'
    wanted = 'term,note,es,fr\nsteroid,"strong, not fast",esteroide,\nice pack,,,\n'
    path = tmp_path / "glossary.csv"
    path.write_bytes((mark + text.replace("\n", end)).encode())
    assert add_column(path, "fr")
    assert path.read_bytes().decode() == mark + wanted.replace("\n", end)
    assert load_glossary(path)[1] == []
    assert not add_column(path, "fr")
    assert not add_column(tmp_path / "absent.csv", "fr")
