"""Whatever the text: no exception, nothing lost, nothing too wide."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.model.languages import language
from handouts.text.paragraph import TextSpan

from .helpers import SAMPLES, read, typesetter

_WORDS = sorted({word for text in SAMPLES.values() for word in text.split()})
_CHARACTERS = st.characters(exclude_categories=["Cs"])
#: Any characters at all, and words as they come, with the marks that make trouble.
_TEXTS = st.one_of(
    st.text(_CHARACTERS, max_size=40),
    st.lists(
        st.sampled_from(
            [*_WORDS, " ", "  ", "\u2068", "\u2069", "\u200d", "\u0301", "\n", "\t", "(", ")"]
        ),
        max_size=20,
    ).map(" ".join),
    st.lists(st.sampled_from(sorted(set("".join(SAMPLES.values())))), max_size=40).map("".join),
)
_LANGUAGES = st.sampled_from([None, *map(language, ("en", "ar", "ja"))])
_SPANS = st.lists(st.builds(TextSpan, _TEXTS, st.booleans(), _LANGUAGES), min_size=1, max_size=3)


@settings(max_examples=150)
@given(_SPANS, st.sampled_from(sorted(SAMPLES)), st.floats(0, 300))
def test_any_text_is_set_whole_and_within_its_width(
    spans: list[TextSpan], tag: str, width: float
) -> None:
    paragraph = typesetter().shape(spans, language(tag))
    lines = paragraph.lines(12, width)
    text = "".join(span.text for span in spans)
    assert "".join(map(read, lines)) == text
    assert "".join(line.text for line in lines) == text
    place = 0
    cut = True
    for line in lines:
        assert cut or line.text[0] not in ".,;:!?)。，、？！）،؛؟।"
        cut = line.overwide or line.text[-1] in "\n\r\v\f\x85\u2028\u2029"
        assert (line.start, line.text) == (place, text[line.start : line.end])
        place = line.end
        assert line.width <= width + 0.001 or line.overwide
        assert line.width == pytest.approx(sum(run.width for run in line.runs))
        for run in line.runs:
            lengths = map(len, (run.gids, run.texts, run.xs, run.ys, run.advances))
            assert set(lengths) == {len(run.gids)}
            assert run.x >= -0.001
            assert run.x + run.width <= line.width + 0.001


@settings(max_examples=60)
@given(_TEXTS, st.sampled_from(sorted(SAMPLES)))
def test_the_natural_width_fits_on_as_many_lines_as_the_text_asks_for(text: str, tag: str) -> None:
    paragraph = typesetter().shape((TextSpan(text),), language(tag))
    lines = paragraph.lines(12, paragraph.natural_width(12))
    assert not any(line.overwide for line in lines)
    assert max((line.width for line in lines), default=0) == pytest.approx(
        paragraph.natural_width(12), abs=0.01
    )
