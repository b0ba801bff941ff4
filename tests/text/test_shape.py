"""Glyphs of one item: order, clusters, context, safe cuts."""

from __future__ import annotations

import unicodedata

import pytest

from handouts.model.languages import language
from handouts.text.itemize import Item
from handouts.text.shape import ShapedItem, shape, shaping_text

from .helpers import SAMPLES, typesetter


def shaped(text: str, tag: str, script: str, start: int = 0, end: int | None = None) -> ShapedItem:
    its = language(tag)
    face = typesetter().fonts.stack(its)[0]
    end = len(text) if end is None else end
    item = Item(start, end, int(its.right_to_left), script, face, 0, its)
    return shape(shaping_text(text), text, item)


def test_a_clusters_text_rides_on_its_first_glyph() -> None:
    result = shaped("किताब", "hi", "Deva")
    assert "".join(result.texts) == "किताब"
    assert result.texts[:2] == ("कि", "")
    assert result.starts[:2] == (0, 0)


def test_a_ligature_carries_the_text_of_both_letters() -> None:
    assert shaped("لا", "ar", "Arab").texts == ("لا",)


def test_right_to_left_marks_follow_their_base() -> None:
    result = shaped("بَت", "ar", "Arab")
    assert result.texts[:2] == ("بَ", "")
    assert result.advances[0] > 0
    assert result.advances[1] == 0
    # The mark's ink stands above its base, not beside it.
    ink = result.item.face.font.get_glyph_extents(result.gids[1])
    middle = result.places[1] + ink.x_bearing + ink.width / 2 - result.places[0]
    assert 0 < middle < result.advances[0]


def test_places_run_to_the_left_in_right_to_left_text() -> None:
    result = shaped("אבג", "he", "Hebr")
    total = result.pens[-1]
    assert [place + total for place in result.places] == [
        result.advances[1] + result.advances[2],
        result.advances[2],
        0,
    ]


def test_context_decides_the_form_of_the_first_and_last_letter() -> None:
    alone = shaped("ع", "ar", "Arab").gids
    forms = {shaped("ععع", "ar", "Arab", start, start + 1).gids for start in range(3)}
    assert len(forms | {alone}) == 4


def test_a_cut_inside_a_joined_word_is_unsafe_and_beside_a_space_it_is_safe() -> None:
    result = shaped("سس سس", "ar", "Arab")
    assert [place for place in range(6) if result.may_cut(place)] == [0, 2, 3, 5]


def test_slices_of_safe_cuts_are_what_shaping_the_part_gives() -> None:
    for tag, script in (("en", "Latn"), ("ur", "Arab"), ("hi", "Deva"), ("my", "Mymr")):
        text = SAMPLES[tag]
        whole = shaped(text, tag, script)
        for place in range(1, len(text)):
            if whole.may_cut(place):
                part = shaped(text, tag, script, 0, place)
                assert part.gids == whole.gids[: len(part.gids)]
                assert part.pens == whole.pens[: len(part.pens)]


def test_controls_are_shaped_as_something_invisible_of_the_same_length() -> None:
    text = "a\tb\x07c\u2028\ufffa"
    assert shaping_text(text) == "a b\u200bc\u200b\u200b"
    result = shaped("a\x07b", "en", "Latn")
    assert "".join(result.texts) == "a\x07b"
    assert result.pens[-1] == shaped("ab", "en", "Latn").pens[-1]


@pytest.mark.parametrize(
    ("tag", "script", "text", "halved"),
    [
        ("zh-Hans", "Hani", "骨骼（SI）。", [")"]),
        ("ja", "Hani", "痛み、「注射」（薬）。", ["、", "」", ")"]),
        ("zh-Hant", "Hani", "骨骼（SI），痛。", [")"]),
        ("zh-Hans", "Hani", "（（痛）", ["("]),
        ("zh-Hans", "Hani", "痛，冷。", []),
    ],
)
def test_of_two_white_halves_between_marks_of_full_width_one_stays(
    tag: str, script: str, text: str, halved: list[str]
) -> None:
    item = shaped(text, tag, script)
    half = item.item.face.upem // 2
    marks = zip(item.texts, item.advances, strict=True)
    narrow = [unicodedata.normalize("NFKC", mark) for mark, wide in marks if wide <= half]
    assert [mark for mark in narrow if not mark.isascii() or not mark.isalnum()] == halved
