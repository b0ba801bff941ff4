"""Tags and placeholders as codes that no tool can edit, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handouts.exchange.inline_codes import InlineCodeError, UnitCodes, by_id, message, name

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["<b>", "</b>", "<term>", "</term>", "%(page)s", "%(label)s", "%%", "<", "&"]
        ),
        st.text(st.characters(exclude_categories=("Cs",)), max_size=6),
    ),
    max_size=12,
).map("".join)


def filled(source: str, target: str) -> tuple[etree._Element, etree._Element, UnitCodes]:
    codes = UnitCodes()
    first, second = etree.Element(name("source")), etree.Element(name("target"))
    codes.source(first, source)
    codes.target(second, target)
    return first, second, codes


@given(PIECES, PIECES)
def test_any_words_come_back_as_they_went(source: str, target: str) -> None:
    first, second, codes = filled(source, target)
    data = {number: text for text, number in codes.data.items()}
    for words, element in ((source, first), (target, second)):
        again = etree.fromstring(etree.tostring(element))
        assert message(again, data, {}) == words
        ids = [code.get("id") for code in again.iter(name("pc"), name("ph"))]
        assert len(ids) == len(set(ids))


def test_codes_of_a_translation_bear_the_ids_of_the_english() -> None:
    first, second, _ = filled(
        "<b>Call %(phone)s</b> or <term>ask</term>.", "<term>b</term> %(phone)s <b>a</b>"
    )
    english = {code.get("id"): code.get("dispStart") or code.get("disp") for code in first.iter()}
    assert english == {
        code.get("id"): code.get("dispStart") or code.get("disp") for code in second.iter()
    }
    assert all(code.get("canDelete") == "no" for code in first.iterdescendants())
    assert "<b>" not in "".join(first.itertext())


def test_what_a_tool_makes_of_codes_is_understood() -> None:
    source, _, codes = filled("<b>Call</b> %(phone)s", "")
    own = by_id(source, {number: text for text, number in codes.data.items()})
    ns = source.nsmap[source.prefix]
    split = (
        f'<target xmlns="{ns}"><sc id="1" dataRef="d1"/>Llame<ec startRef="1" dataRef="d2"/> '
        '<mrk id="m1" type="term">a</mrk> <ph id="2"/></target>'
    )
    data = {number: text for text, number in codes.data.items()}
    assert message(etree.fromstring(split), data, own) == "<b>Llame</b> a %(phone)s"


@pytest.mark.parametrize(
    "inner",
    [
        '<ph id="9"/>',
        '<ph id="1" dataRef="d7"/>',
        '<ph id="1" dataRef="evil"/>',
        '<pc id="1">x</pc>',
        "<script>x</script>",
        '<cp hex="zz"/>',
        '<cp hex="FFFFFFFFFF"/>',
    ],
)
def test_a_code_that_stands_for_nothing_is_refused(inner: str) -> None:
    element = etree.fromstring(f'<target xmlns="{name("x")[1:-2]}">{inner}</target>')
    with pytest.raises(InlineCodeError):
        message(element, {"evil": "<script>"}, {})
