"""`checks.toml`: forms of words, and faults of the file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from handouts.model.languages import language
from handouts.project.project import Project
from handouts.project.vocabulary import Vocabulary, load_vocabulary, plain

ROOT = Path(__file__).parent.parent.parent


def load(folder: Path, text: bytes, tag: str = "es") -> tuple[Vocabulary, list[str]]:
    path = folder / "checks.toml"
    path.write_bytes(text)
    words, findings = load_vocabulary(path, "locales/es/checks.toml", language(tag))
    assert all(finding.hint for finding in findings)
    return words, [f"{finding.code}:{finding.where.line}" for finding in findings]


@pytest.mark.parametrize("tag", ["es", "th"])
@pytest.mark.parametrize("form", ["a*" * 40 + "b", "*" * 3000 + "b", "a*a*a*a*b*a*"])
def test_a_form_of_many_stars_is_looked_for_in_time(form: str, tag: str, tmp_path: Path) -> None:
    words, _ = load(tmp_path, f'[units]\nhour = ["{form}"]\n'.encode(), tag)
    begun = time.process_time()
    assert not words.pattern(words.units["hour"]).findall(f" {'a' * 5000} ")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("tag", "form", "text", "times"),
    [
        ("es", "hora", "Una hora, dos horas.", 1),
        ("es", "hora*", "Una HORA, dos horas.", 2),
        ("es", "por lo general", "Por lo general, sí.", 1),
        ("zh-Hans", "天", "今天，3天后", 2),
        ("ko", " 안 ", "안 아파요. 동안", 1),
        ("ar", "عادة", "عادةً يزول", 1),
        ("tr", "iğne", "İğne", 1),
        ("hi", "न", "नहीं न", 1),
        ("es", "*hor*", "Ahora, dos horas, hoy.", 2),
        ("es", "i*ons*n", "Una inyección, una irritación son.", 0),
        ("es", "i*ció*n", "Una inyección, ionización.", 2),
        ("es", "no * dolor", "No hay dolor. No dolor.", 1),
    ],
)
def test_forms_are_found(tmp_path: Path, tag: str, form: str, text: str, times: int) -> None:
    words, faults = load(tmp_path, f'[units]\nhour = ["{form}"]\n'.encode(), tag)
    assert faults == []
    found = words.pattern(words.units["hour"]).findall(plain(text, language(tag)))
    assert len(found) == times


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"[units\n", "checks-file:1"),
        (b"[negation]\nword = []\n", "checks-file:2"),
        (b"[units]\nhour = 'hora'\n", "checks-file:2"),
        (b"[numbers]\ntwo = ['dos']\n", "checks-file:2"),
        (b"[words]\ncommon = ['\xe9']\n", "checks-file:2"),
    ],
)
def test_a_faulty_file_is_a_finding(tmp_path: Path, text: bytes, fault: str) -> None:
    assert load(tmp_path, text)[1] == [fault]


def test_marks_and_line_ends_of_other_systems_are_read(tmp_path: Path) -> None:
    for text in (b"\xef\xbb\xbf[units]\nday = ['dia']\n", b"[units]\rday = ['dia']\r"):
        words, faults = load(tmp_path, text)
        assert (faults, words.units) == ([], {"day": ("dia",)})


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert load_vocabulary(tmp_path / "no.toml", "no.toml", language("fr")) == (Vocabulary(), [])


def test_every_language_says_what_the_english_names() -> None:
    project = Project(ROOT)
    english = project.vocabulary(language("en"))[0]
    for tongue in project.languages:
        words, findings = project.vocabulary(tongue)
        assert findings == []
        for section in ("units", "cautions", "contraries", "claims"):
            unknown = set(getattr(words, section)) - set(getattr(english, section))
            assert not unknown, (tongue.tag, section)
        assert set(english.cautions) <= set(words.cautions)
        assert words.negations
        assert words.common
