"""A sheet that was signed says who has checked its words, and still fits one piece of paper."""

from __future__ import annotations

from dataclasses import replace

from handouts.editions.paper.render import render
from handouts.model.languages import SOURCE_LANGUAGE, language
from handouts.pdf_reading.reader import read
from handouts.project.guide import COMMON
from tests.covering import covering
from tests.sheets.conftest import ALL, _typesetter, compose_sheet, composer

ENGLISH = "Words checked by: %(names)s, %(date)s"
#: So long that English and translation take a row each.
NAMES = "Name Longer-Reviewer; Name of Another Reviewer"


def filled(words: str) -> str:
    return words.replace("%(names)s", f"\u2068{NAMES}\u2069").replace("%(date)s", "2026-11-22")


@covering(
    ("tag", "name", "edition"),
    [(*one, edition) for one in ALL for edition in ("standard", "large")],
)
def test_a_signed_sheet_fits_and_names_who_has_checked_it(
    tag: str, name: str, edition: str
) -> None:
    project = composer().project
    own = language(tag)
    words = ENGLISH
    if own != SOURCE_LANGUAGE:
        words = project.catalog(own, COMMON)[0].translation(ENGLISH) or ""
    handout = replace(
        compose_sheet(tag, name),
        draft_notice=(),
        checked=filled(words),
        checked_en=filled(ENGLISH),
    )
    file = render(handout, project.brand, _typesetter(), project.art, edition=edition)
    assert file.findings == ()
    assert file.pages <= 2 or edition == "large"
    feet = {one.page: one.text for one in read(file.data).artifacts if one.subtype == "Footer"}
    said = " ".join(feet[1].split())
    assert said.count("2026-11-22") == (2 if own == SOURCE_LANGUAGE else 3)
    # In large print they take two lines, each in the order in which it stands on the page.
    for part in [NAMES] if edition == "standard" else ["Longer-Reviewer", "Another"]:
        assert said.count(part) == (1 if own == SOURCE_LANGUAGE else 2)
    assert NAMES not in feet[2]
