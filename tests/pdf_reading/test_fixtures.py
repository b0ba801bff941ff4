"""What readers must get back of every fixture, and of the sheets.

The tagged text and MuPDF's are exact in every language; what poppler, PDFium and pdf.js (where it
is installed) make of the page is exact from left to right. From right to left they miss little, and
what they miss is written down here, language by language, so that it cannot grow.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.readers import READERS, Score, score, score_anywhere
from handouts.model.languages import language
from handouts.pdf.codes import text_of_code
from handouts.pdf_reading.reader import read
from handouts.text.paragraph import TextSpan
from tests.fixtures.printing import fixture_file, one_language, typesetter
from tests.fixtures.scripts import fixtures, plain

#: Scripts that differ in what they ask of a reader. The others are read by `pytest -m slow`.
FAST = ("en", "vi", "he", "ar", "ur", "hi", "kn", "th", "km", "my", "zh-Hans", "ko", "nqo")
#: The least share of words that a reader gets, where it is not all of them. PDFium turns a Latin
#: name of two words round inside Hebrew and Arabic, and loses the first Adlam letter of each word;
#: pdf.js misses a gap where a letter of Nastaliq reaches below the next word.
AT_LEAST = {
    ("PDFium", "he"): 0.98,
    ("PDFium", "ar"): 0.98,
    ("PDFium", "ff-Adlm"): 0.1,
    ("pdf.js", "ur"): 0.97,
}


def read_all(tag: str, folder: Path) -> dict[str, Score]:
    fixture = fixtures()[tag]
    path = folder / "fixture.pdf"
    path.write_bytes(fixture_file(fixture))
    wanted = tuple(map(plain, fixture.lines))
    return {name: score(wanted, read(path), language(tag)) for name, read in READERS.items()}


@pytest.mark.skipif(not shutil.which("mutool"), reason="needs mupdf-tools")
@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="needs poppler-utils")
@pytest.mark.parametrize(
    "tag",
    [pytest.param(tag, marks=[] if tag in FAST else [pytest.mark.slow]) for tag in fixtures()],
)
def test_a_fixture_is_read_back(tag: str, tmp_path: Path) -> None:
    scores = read_all(tag, tmp_path)
    for name, found in scores.items():
        least = AT_LEAST.get((name, tag))
        assert found.whole if least is None else found.share >= least, name


def test_scores_count_what_is_lost() -> None:
    english, thai = language("en"), language("th")
    assert score(["Rest now.", "Sleep"], "Rest now.\nSleep", english) == Score(2, 2, 3, 3)
    assert score(["Rest now.", "Sleep"], "Sleep Rest now.", english) == Score(2, 2, 2, 3)
    assert score(["Rest now."], "Restnow.", english) == Score(0, 1, 0, 2)
    assert score(["พักผ่อน"], "พัก\nผ่อน", thai).whole
    assert score(["พักผ่อน"], "พกผ่อน", thai) == Score(0, 1, 1, 2)
    assert score_anywhere(["b c", "a"], "a\nx b c", english).whole
    assert score_anywhere(["b c"], "b x c", english) == Score(0, 1, 2, 2)


_ODD = " \t\n\u00a0\u00ad\u0301\u200b\u200d\u200e\u2028\u202b\u2060\u2067\u2069()[]«»“”-–.,:0123"


@settings(max_examples=40)
@given(st.data(), st.sampled_from(sorted(fixtures())))
def test_letters_in_any_order_are_read_back_and_stay_in_the_column(
    data: st.DataObject, tag: str
) -> None:
    letters = sorted({*"".join(map(plain, fixtures()[tag].lines)), *_ODD})
    text = data.draw(st.text(st.sampled_from(letters), min_size=1, max_size=60))
    spans = (TextSpan("- "), TextSpan(text, data.draw(st.booleans())))
    assume(not typesetter().shape(spans, language(tag)).missing)
    made, lines = one_language(tag, [spans], 90)
    for line in lines:
        assert line.overwide or line.width <= 90.001
        for run in line.runs:
            assert -0.001 <= run.x <= run.x + run.width <= line.width + 0.001
    tree = read(made).tree
    assert tree is not None
    wanted, got = unseen("".join(map(text_of_code, "- " + text))), unseen(tree.text)
    if language(tag).right_to_left:  # a line's end is read as a space, even between two letters
        wanted, got = wanted.replace(" ", ""), got.replace(" ", "")
    assert wanted == got


def unseen(text: str) -> str:
    """Without marks that cannot be seen; a space at the paragraph's end does not count."""
    return re.sub("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]", "", text).rstrip()


def test_a_direction_mark_in_chinese_leaves_glyphs_where_they_are() -> None:
    (made, _) = one_language("zh-Hans", [(TextSpan("休 息\u00a0\u202b中 文"),)])
    tree = read(made).tree
    assert tree is not None
    assert tree.text == "休 息\u00a0中 文"
