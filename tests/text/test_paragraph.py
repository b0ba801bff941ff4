"""Spans in, lines of positioned glyphs out."""

from __future__ import annotations

import itertools

import pytest

from handouts.model.errors import SetupError
from handouts.model.languages import language
from handouts.text.fonts import FontLibrary
from handouts.text.paragraph import TextSpan, Typesetter
from tests.each import each

from .helpers import SAMPLES, read, seen, shape, typesetter

_WIDTHS = (40, 90, 200, 1000)


@each("tag", sorted(SAMPLES))
def test_every_language_is_set_with_nothing_missing(tag: str) -> None:
    for bold, width in itertools.product((False, True), _WIDTHS):
        paragraph = shape(SAMPLES[tag], tag, bold=bold)
        lines = paragraph.lines(12, width)
        assert paragraph.missing == ()
        assert "".join(map(read, lines)) == SAMPLES[tag]
        assert all(line.width <= width + 0.001 for line in lines)
        assert not any(0 in run.gids for line in lines for run in line.runs)


@each("tag", sorted(SAMPLES))
def test_slices_of_lines_are_what_shaping_the_line_gives(tag: str) -> None:
    """Cutting a shaped paragraph must not change what a line looks like."""
    paragraph = shape(SAMPLES[tag], tag)
    for line in paragraph.lines(12, 120):
        text = line.text.rstrip()
        (alone,) = shape(text, tag).lines(12, 1000)
        assert line.width == pytest.approx(alone.width, abs=0.02)
        assert seen(line) == seen(alone)


def test_spans_keep_their_index_and_weight() -> None:
    spans = (TextSpan("Rest "), TextSpan("24 hours", bold=True), TextSpan("."))
    (line,) = typesetter().shape(spans, language("en")).lines(12, 500)
    assert [(run.span, run.face.weight) for run in line.runs] == [(0, 400), (1, 700), (2, 400)]
    assert [run.x for run in line.runs] == pytest.approx(
        [0, *itertools.accumulate(run.width for run in line.runs[:-1])]
    )


def test_arabic_letters_join_across_a_change_of_weight() -> None:
    spans = (TextSpan("كت"), TextSpan("اب", bold=True))
    (line,) = typesetter().shape(spans, language("ar")).lines(12, 500)
    (whole,) = shape("كتاب", "ar").lines(12, 500)
    (heavy,) = shape("كتاب", "ar", bold=True).lines(12, 500)
    assert line.runs[0].gids == whole.runs[0].gids[:2]
    assert line.runs[1].gids == heavy.runs[0].gids[2:]
    (apart,) = shape("كت", "ar").lines(12, 500)
    assert line.runs[0].gids != apart.runs[0].gids


def test_a_span_that_begins_inside_a_cluster_begins_after_it() -> None:
    spans = (TextSpan("क"), TextSpan("्षि", bold=True), TextSpan("त"))
    (line,) = typesetter().shape(spans, language("hi")).lines(12, 500)
    assert [(run.span, "".join(run.texts)) for run in line.runs] == [(0, "क्षि"), (2, "त")]


def test_a_span_in_another_language_is_set_in_its_own_font() -> None:
    spans = (TextSpan("ልጅ "), TextSpan("骨", language=language("ja")))
    (line,) = typesetter().shape(spans, language("am")).lines(12, 500)
    assert line.runs[-1].face.key.startswith("Noto Sans CJK JP:")


def test_the_language_chooses_the_glyph() -> None:
    # Serbian and Russian draw this letter alike upright, Marathi and Hindi draw this one apart.
    assert shape("श", "mr").lines(12, 50)[0].runs[0].gids != (
        shape("श", "hi").lines(12, 50)[0].runs[0].gids
    )


def test_runs_that_differ_in_nothing_a_reader_sees_are_one() -> None:
    (line,) = shape("Сустав SI слева", "ru").lines(12, 500)
    assert len(line.runs) == 1
    (whole,) = shape("أب ب", "ar").lines(12, 500)
    (joined,) = shape("أب\u2068\u2069 ب", "ar").lines(12, 500)
    assert [run.width for run in joined.runs] == pytest.approx([run.width for run in whole.runs])


def test_an_embedded_piece_is_set_in_one_face() -> None:
    (line,) = shape("الساعة 9:30 AM", "ar").lines(12, 500)
    assert [run.face.key.partition(":")[0] for run in line.runs] == [
        "Noto Sans Arabic",
        "Noto Sans",
    ]
    assert "".join(line.runs[1].texts) == "9:30 AM"


def test_glyphs_stand_in_logical_order_and_are_placed_from_the_right() -> None:
    (line,) = shape("אבג", "he").lines(12, 500)
    (run,) = line.runs
    assert run.rtl
    assert run.texts == ("א", "ב", "ג")
    assert list(run.xs) == sorted(run.xs, reverse=True)
    assert run.xs[-1] == 0


def test_trailing_space_is_kept_and_has_no_width() -> None:
    for tag, text in (("en", "ab cd"), ("he", "אב גד"), ("he", "ab גד")):
        lines = shape(text, tag).lines(12, shape(text[:3], tag).natural_width(12) + 0.1)
        assert [read(line) for line in lines] == [text[:3], text[3:]]
        assert lines[0].width == pytest.approx(shape(text[:2], tag).natural_width(12), abs=0.01)
        run = lines[0].runs[-1]
        space = run.x + run.xs[-1] * 12 / run.face.upem
        if tag == "en":
            assert space == pytest.approx(lines[0].width)
        else:
            assert space == pytest.approx(-run.advances[-1] * 12 / run.face.upem)


def test_the_first_line_leaves_room_for_its_indent() -> None:
    paragraph = shape("aa aa aa aa aa long", "en")
    width = shape("aa aa aa", "en").natural_width(12) + 0.1
    indent = shape("aa ", "en").natural_width(12)
    texts = [line.text for line in paragraph.lines(12, width, first_indent=indent)]
    assert texts == ["aa aa ", "aa aa aa ", "long"]
    texts = [line.text for line in paragraph.lines(12, width, later_width=2 * width)]
    assert texts == ["aa aa aa ", "aa aa long"]


def test_a_last_line_is_a_quarter_of_the_measure() -> None:
    text = "The medicine wears off in the few hours so"
    width = shape(text[:-3], "en").natural_width(12) + 1
    first, last = shape(text, "en").lines(12, width)
    assert (first.text, last.text) == ("The medicine wears off in the ", "few hours so")
    assert last.width >= width / 4
    assert shape("few hours so", "en").natural_width(12) - last.width < 0.01
    assert shape("hours so", "en").natural_width(12) < width / 4


def test_a_lone_word_gets_a_companion_where_the_measure_is_narrow() -> None:
    text = "incompatibilities of it"
    width = shape(text[:-3], "en").natural_width(12) + 0.1
    lines = shape(text, "en").lines(12, width)
    assert [line.text for line in lines] == ["incompatibilities ", "of it"]
    assert lines[-1].width < width / 4


def test_chinese_leaves_no_single_character_on_the_last_line() -> None:
    text = "注射后请休息不要开车。"
    width = shape(text[:-2], "zh-Hans").natural_width(12) + 1
    last = shape(text, "zh-Hans").lines(12, width)[-1]
    assert len(last.text) > 2


def test_a_number_leaves_its_unit_only_when_a_line_is_too_narrow_for_both() -> None:
    paragraph = shape("24 hours", "en")
    assert len(paragraph.lines(12, paragraph.natural_width(12))) == 1
    lines = paragraph.lines(12, paragraph.natural_width(12) - 1)
    assert [line.text for line in lines] == ["24 ", "hours"]
    assert not any(line.overwide for line in lines)


def test_a_word_wider_than_the_line_is_broken_and_told() -> None:
    lines = shape("rehabilitation", "en").lines(12, 40)
    assert len(lines) > 1
    assert lines[0].overwide
    assert all(line.width <= 40 for line in lines)
    assert lines[0].text == "rehabil"


def test_a_broken_arabic_word_keeps_its_joining_forms() -> None:
    lines = shape("\u0633\u0633\u0633\u0633\u0633\u0633", "ar").lines(12, 30)
    (whole,) = shape("\u0633\u0633\u0633\u0633\u0633\u0633", "ar").lines(12, 300)
    glyphs = [gid for line in lines for run in line.runs for gid in run.gids]
    assert len(lines) > 1
    assert glyphs == list(whole.runs[0].gids)


def test_line_separators_begin_new_lines_and_show_no_glyph() -> None:
    lines = shape("ab\ncd\u2028", "en").lines(12, 500)
    assert [line.text for line in lines] == ["ab\n", "cd\u2028"]
    assert lines[0].width == pytest.approx(shape("ab", "en").natural_width(12))


def test_invisible_characters_ride_on_their_cluster_and_are_never_missing() -> None:
    text = "\u2068ab\u2069 a\u200db\u2060c\ufeff\x01"
    (line,) = shape(text, "en").lines(12, 500)
    assert read(line) == text
    assert shape(text, "en").missing == ()
    assert line.width == pytest.approx(shape("ab abc", "en").natural_width(12), abs=0.2)


def test_missing_characters_are_named() -> None:
    paragraph = shape("a\U00012000b", "en")
    assert paragraph.missing == ("\U00012000",)
    assert read(paragraph.lines(12, 500)[0]) == "a\U00012000b"


def test_no_text_gives_no_lines() -> None:
    paragraph = typesetter().shape((), language("ar"))
    assert paragraph.lines(12, 100) == ()
    assert paragraph.natural_width(12) == paragraph.min_width(12) == 0


def test_measures_scale_with_size() -> None:
    paragraph = shape(SAMPLES["en"], "en")
    assert paragraph.natural_width(24) == pytest.approx(2 * paragraph.natural_width(12))
    assert paragraph.min_width(24) == pytest.approx(2 * paragraph.min_width(12))
    assert paragraph.min_width(12) == pytest.approx(
        shape("+1 (555) 010-2345.", "en").natural_width(12)
    )


def test_a_paragraph_is_shaped_once() -> None:
    spans = (TextSpan("once"),)
    assert typesetter().shape(spans, language("en")) is typesetter().shape(spans, language("en"))


def test_the_same_text_gives_the_same_lines_in_a_fresh_engine() -> None:
    for tag, text in SAMPLES.items():
        fresh = Typesetter(FontLibrary(typesetter().fonts.folders))
        fresh.shape_all([(), (TextSpan("24"),), (TextSpan(text),)], language(tag))
        ours = shape(text, tag).lines(12, 90)
        theirs = fresh.shape((TextSpan(text),), language(tag)).lines(12, 90)
        for one, other in zip(ours, theirs, strict=True):
            assert (one.text, one.width) == (other.text, other.width)
            assert [(run.face.key, run.gids, run.xs) for run in one.runs] == [
                (run.face.key, run.gids, run.xs) for run in other.runs
            ]


def test_no_fonts_at_all_is_a_setup_error() -> None:
    with pytest.raises(SetupError):
        Typesetter(FontLibrary([])).shape((TextSpan("a"),), language("en"))


def test_what_a_short_last_line_lacks_is_taken_from_all_lines() -> None:
    text = "After one day, you can most often do your normal things again, all of them, as before."
    width = 4 * shape("as before.", "en").natural_width(12) + 1
    lines = shape(text, "en").lines(12, width)
    assert [line.text for line in lines] == [
        "After one day, you can most often ",
        "do your normal things again, all of ",
        "them, as before.",
    ]
    # Filled from the start, the first line would take one word more.
    assert shape("After one day, you can most often do", "en").natural_width(12) < width
