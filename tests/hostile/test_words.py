"""Translations that cannot be meant are errors; the catalogs of the project have none of these."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.checks.catalog_checks import Rules, check_text
from handouts.model.codes import Severity
from handouts.model.languages import language
from tests.each import each
from tests.hostile.running import guarded
from tests.press.model import GUIDE

ENGLISH = "Rest your knee before your visit."

SAYS_NOTHING = (
    ".", "-", "–", "…", "!", "•", "\u2800", "\u3164\u3164", "\u115f\u1160", "\uffa0", "\u200b",
    "\u200f", "\u00a0", "\u3000", "\u2060\ufeff", "\u034f", "a", "ا", "1", "<b></b>", "TODO",
    "todo.", "xxx", "XXXX", "???", "TBD", "FIXME", "lorem ipsum dolor", "Lorem", "n/a", "asdf",
    "translate me", "null", "\u202b\u202c", "\U000e0041", "\u17b4",
)  # fmt: skip

GARBLED = (
    "Descanse la rodilla antes de la visita maÃ±ana.", "RÃ©ponse aprÃ¨s la visite demain.",
    "Descanse la rodilla â€œantesâ€\u009d de la visita.", "Descanse la rodilla ma?ana antes.",
    "Descanse la rodilla ma\ufffdana.", "Descanse la rodilla maï¿½ana.",
    "Descanse la rodilla ma\\u00f1ana.", "Descanse la rodilla ma%C3%B1ana antes de la visita.",
    "Descanse la rodilla ma=C3=B1ana antes.", "Descanse ????? antes de la visita.",
    "РџСЂРёРІРµС‚ перед визитом.", "ÐŸÑ€Ð¸Ð²ÐµÑ‚ перед визитом.", "Ø§Ø³ØªØ±Ø­ قبل الزيارة.",
    "休息您的".encode().decode("gbk"), "锟斤拷锟斤拷 休息",
)  # fmt: skip

OTHER = {
    "number form": "Descanse la rodilla 2² veces antes de la visita.",
    "fraction": "Descanse la rodilla 1½ días antes de la visita.",
    "circled": "Descanse la rodilla ② días antes de la visita.",
    "link": "Descanse la rodilla: www.example.com antes de la visita.",
    "mail": "Descanse la rodilla, a@example.org, antes de la visita.",
    "heap of marks": "Descanse la rodi" + "\u0301" * 200 + "lla antes de la visita.",
    "English": ENGLISH,
}


def errors(target: str, tag: str = "es", source: str = ENGLISH) -> list[str]:
    found = check_text(source, target, language(tag), Rules())
    return [problem.kind.id for problem in found if problem.kind.severity is Severity.ERROR]


@each("target", SAYS_NOTHING)
@each("tag", ["es", "ar", "ko", "th"])
def test_what_says_nothing_is_an_error(tag: str, target: str) -> None:
    assert "no-words" in errors(target, tag)


@pytest.mark.parametrize("target", GARBLED)
def test_garbled_letters_are_an_error(target: str) -> None:
    assert {"garbled-letters", "control-character"} & set(errors(target))


@pytest.mark.parametrize("kind", OTHER)
def test_what_cannot_be_meant_is_an_error(kind: str) -> None:
    assert errors(OTHER[kind])


@pytest.mark.parametrize(
    "words",
    [
        "أرح \u202aركبتك\u202c قبل الزيارة.",
        "أرح <b>\u2066ركبتك\u2069</b> قبل الزيارة.",
        "أرح \u2067knee\u2069 قبل الزيارة.",
        "أرح \u202e ركبتك\u202c قبل الزيارة.",
    ],
)
def test_signs_that_turn_words_round_are_an_error(words: str) -> None:
    assert errors(words, "ar")


@pytest.mark.parametrize(
    ("tag", "source", "target"),
    [
        ("zh-Hans", "Pain", "痛"),
        ("zh-Hans", "Yes", "是"),
        ("es", "No", "No"),
        ("es", "%(page)s", "%(page)s"),
        ("vi", ENGLISH, "Hãy để đầu gối nghỉ ngơi trước buổi khám."),
        ("pt", ENGLISH, "Descanse o joelho antes da consulta; não faça força."),
        ("ru", ENGLISH, "Её колено: сделайте УЗИ перед визитом, ещё раз."),
        ("ar", ENGLISH, "أرح \u2066ReleviiMed\u2069 ركبتك قبل الزيارة."),
        ("hi", ENGLISH, "अपनी यात्रा से पहले अपने घुटने को आराम दें।"),
        ("th", ENGLISH, "พักเข่าของคุณก่อนที่คุณจะมา"),
        ("fa", ENGLISH, "پیش از دیدار، زانوی خود را استراحت دهید."),
        ("en", "TODO list", "TODO list"),
    ],
)
def test_what_can_be_meant_is_none(tag: str, source: str, target: str) -> None:
    ours = {"no-words", "garbled-letters", "number-form", "stacked-marks", "turned-words"}
    assert not ours & set(errors(target, tag, source))


def test_a_catalog_left_in_english_is_not_printed(project: Path) -> None:
    catalog = project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    catalog.write_text(catalog.read_text().replace('msgstr "es: ', 'msgstr "'))
    done = guarded(project, "build", "--language", "es")
    done.answers("same-as-source", catalog.name)
    assert done.code == 1
    assert "\nbuilt es/" not in done.output


@pytest.mark.slow
def test_a_flag_counts_however_it_is_written(project: Path) -> None:
    catalog = project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    catalog.write_text(
        catalog.read_text().replace('msgid "Sit down."', '#,Fuzzy\nmsgid "Sit down."')
    )
    guarded(project, "build", "--language", "es").answers("fuzzy-message")
