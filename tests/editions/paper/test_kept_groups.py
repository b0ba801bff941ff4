"""Groups of a drawing that stay as they are where it is turned round (`data-mirror="no"`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.editions.paper.label_place import LabelPlace
from handouts.editions.paper.svg import load_art
from handouts.model.errors import FindingsError

from .test_art import COLORS, PLACE, drawing

MIRRORED = 'viewBox="0 0 100 50" data-mirror="yes"'
KEPT = (
    '<g data-mirror="no"><path class="line" d="M10 0H20"/><path class="mid" d="M12 0L30 9V0Z"/></g>'
)


def test_a_group_that_is_not_turned_round_stands_where_it_would_as_it_is(tmp_path: Path) -> None:
    art = load_art(drawing(tmp_path, KEPT, MIRRORED), "x", COLORS, True)
    assert art.mirrored
    assert [line for line in art.operators.split("\n") if line.endswith((" S", " B"))] == [
        "70 50 m 80 50 l S",
        "72 50 m 90 41 l 90 50 l 72 50 l h B",
    ]


@pytest.mark.parametrize(("root", "mirror"), [(MIRRORED, False), ('viewBox="0 0 100 50"', True)])
def test_a_group_that_is_not_turned_round_is_like_any_other_in_a_drawing_as_it_is(
    tmp_path: Path, root: str, *, mirror: bool
) -> None:
    plain = load_art(drawing(tmp_path, KEPT.replace(' data-mirror="no"', "")), "x", COLORS)
    kept = load_art(drawing(tmp_path, KEPT, root), "x", COLORS, mirror)
    assert kept.operators == plain.operators


def test_a_group_in_one_that_is_not_turned_round_is_not_either(tmp_path: Path) -> None:
    inner = '<g data-mirror="no"><path class="line" d="M12 0L14 9"/></g>'
    outer = '<g data-mirror="no"><path class="line" d="M10 0H20"/>{}</g>'
    found = [
        load_art(drawing(tmp_path, outer.format(each), MIRRORED), "x", COLORS, True).operators
        for each in (inner, inner.replace(' data-mirror="no"', ""))
    ]
    assert found[0] == found[1]
    assert "82 50 m 84 41 l S" in found[0]


def test_a_group_that_is_not_turned_round_keeps_its_transform(tmp_path: Path) -> None:
    body = KEPT.replace("<g ", '<g transform="translate(5 0) scale(2 1)" ')
    art = load_art(drawing(tmp_path, body, MIRRORED), "x", COLORS, True)
    assert "35 50 m 55 50 l S" in art.operators  # 25 to 65 as it is, so 35 to 75


def test_words_in_a_group_that_is_not_turned_round_keep_their_side(tmp_path: Path) -> None:
    body = KEPT.replace("</g>", f'{PLACE} text-anchor="start"/></g>')
    art = load_art(drawing(tmp_path, body, MIRRORED), "x", COLORS, True)
    assert art.places == (("a", LabelPlace(70, 35, 20, 10, -1)),)


def test_faults_in_a_group_that_is_not_turned_round_are_told_once(tmp_path: Path) -> None:
    body = '<g data-mirror="no"><path class="pink" d="M0 0H1"/></g>'
    with pytest.raises(FindingsError) as caught:
        load_art(drawing(tmp_path, body, MIRRORED), "x", COLORS, True)
    assert len(caught.value.findings) == 1
