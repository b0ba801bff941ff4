"""What this machine has: which font serves a language, what of its letters is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.model.exemplars import EXEMPLARS
from handouts.model.languages import language
from handouts.project.project import Project
from handouts.reports import machine
from handouts.text.fonts import FontLibrary, default_folders
from tests.each import each
from tests.fixtures.scripts import fixtures
from tools import exemplars_build


def served(tag: str, *folders: Path) -> machine.FontCoverage:
    places = folders or default_folders(None, Path.cwd())
    return machine.font_coverage(language(tag), FontLibrary(places), Project(Path.cwd()))


@each("tag", fixtures())
def test_every_language_has_fonts_for_all_it_is_written_with(tag: str) -> None:
    one = served(tag)
    assert one.characters > 20
    assert one.missing == ""
    assert one.version


@pytest.mark.parametrize(
    ("tag", "letters"),
    [
        ("en", "azAZ.,?"),
        ("th", "กฮ่ๆ"),
        ("am", "ሀቧ"),
        ("zh-Hant", "個體"),
        ("hmn", "qxZ"),
        ("ff-Adlm", "𞤢𞥆"),
        ("nqo", "ߊߞ"),
        ("pt-BR", "çã"),
    ],
)
def test_exemplars_are_the_languages_own_letters(tag: str, letters: str) -> None:
    assert set(letters) <= set(machine.exemplars(language(tag)))


def test_a_second_choice_says_what_would_serve_better(tmp_path: Path) -> None:
    library = FontLibrary(default_folders(None, Path.cwd()))
    for bold in (False, True):
        installed = library.stack(language("or"), bold)
        shutil.copy(next(face.path for face in installed if "Noto Sans O" in face.family), tmp_path)
    one = served("or", tmp_path)
    assert one.family == "Noto Sans Oriya"
    assert "install fonts-lohit-orya" in one.better
    assert served("hi").better == ""


def test_unicode_sets_are_read_as_cldr_writes_them() -> None:
    assert exemplars_build.characters(r"[a-c é \u0301 \- {ch} \U0001E922-\U0001E924]") == {
        *"abcé\u0301-ch",
        *"\U0001e922\U0001e923\U0001e924",
    }
    assert " ".join(exemplars_build.runs(set("abcxz\u0301"))) == "a-c x z \\u0301"


def test_the_table_is_what_its_script_writes() -> None:
    cldr = Path("/usr/share/unicode/cldr")
    if not cldr.exists():
        pytest.skip("needs unicode-cldr-core")
    made: dict[str, dict[str, str]] = {}
    exec(exemplars_build.table(cldr), made)
    assert made["EXEMPLARS"] == EXEMPLARS
