"""Further examples of kinds of fault that people in the field report: one kind, many scripts."""

from __future__ import annotations

import pytest

from benchmarks.readers import score
from handouts.checks.catalog_checks import Rules, check_text
from handouts.model.languages import language

TOLD = [
    ("ta", "ெகாடு", "mark-order"),
    ("bn", "িকছু", "mark-order"),
    ("gu", "િક", "mark-order"),
    ("ml", "െക", "mark-order"),
    ("si", "ෙක", "mark-order"),
    ("th", "น้ํา", "mark-order"),
    ("km", "កិិ", "doubled-mark"),
    ("lo", "ກີ່່", "doubled-mark"),
    ("my", "ေကာင္း", "zawgyi-text"),
    ("es", "Tome\x1cagua", "line-break"),
    ("es", "Tome\u2029agua", "line-break"),
    ("es", "Tome\u180eagua", "invisible-character"),
    ("es", "Tome\u200aagua", "unusual-space"),
    ("am", "ጸhይ", "mixed-scripts"),
    ("ru", "боdль", "mixed-scripts"),
]

LEFT_ALONE = [
    ("su-Sund", "x", "ᮞᮥᮔ᮪ᮓ"),
    ("mni-Mtei", "x", "ꯃꯤꯇꯩ"),
    ("jv-Java", "x", "ꦗꦮ"),
    ("hy", "Do you hurt?", "Ցավո՞ւմ եք"),
    ("el", "Does it hurt?", "Πονάει;"),
    ("fr", "Does it hurt?", "Ça fait mal ?"),
    ("ja", "Say “yes”.", "「はい」と言ってください。"),
    (
        "ar",
        "See https://clinic.example.org/a?b=1 now",
        "انظر https://clinic.example.org/a?b=1 الآن",
    ),
    ("fa", "25%", "۲۵٪"),
    ("he", "Dr. Weber's clinic", "המרפאה של ד״ר Weber"),
    ("hi", "COVID-19 test", "COVID-19 जाँच"),
]


@pytest.mark.parametrize(("tag", "text", "code"), TOLD)
def test_what_is_wrong_is_told(tag: str, text: str, code: str) -> None:
    assert code in [one.kind.id for one in check_text("x", text, language(tag), Rules())]


@pytest.mark.parametrize(("tag", "source", "text"), LEFT_ALONE)
def test_what_is_right_is_left_alone(tag: str, source: str, text: str) -> None:
    assert list(check_text(source, text, language(tag), Rules())) == []


def test_a_paragraph_that_ends_in_a_hyphen_is_read_back() -> None:
    paragraphs = ("Doka ta 1:-", "Kowa na da dama.")
    assert score(paragraphs, "Doka ta 1:-\nKowa na da dama.\n", language("ha")).whole
    assert not score(paragraphs, "Doka ta 1:-\nKowa na dama.\n", language("ha")).whole
