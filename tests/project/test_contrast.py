"""A palette that somebody could not read is refused, with a colour that would do."""

from __future__ import annotations

import colorsys
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from handouts.editions.paper.svg import art_colors, art_names
from handouts.editions.paper.svg_style import ROLES
from handouts.project.brand import COLOR_KEYS, Brand, read_brand
from handouts.project.contrast import PAIRS, WHITE, corrections, ratio
from tests.each import each

BRAND = Path(__file__).parents[2] / "templates" / "brand.toml"
DRAWINGS = BRAND.parent / "art"

hex_colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")
palettes = st.fixed_dictionaries(dict.fromkeys(COLOR_KEYS, hex_colors))


def shipped() -> Brand:
    return read_brand(BRAND)[0]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#777777", "#FFFFFF", 4.48),  # the grey that everybody knows just fails at 4.5
        ("#0000FF", "#FFFFFF", 8.59),
        ("#FF0000", "#FFFFFF", 4.0),
    ],
)
def test_the_ratio_is_that_of_wcag(first: str, second: str, expected: float) -> None:
    assert ratio(first, second) == pytest.approx(expected, abs=0.005)
    assert ratio(second, first) == ratio(first, second)


def test_the_shipped_palette_passes_everywhere() -> None:
    colors = {**shipped().colors, WHITE: "#FFFFFF"}
    for pair in PAIRS:
        assert ratio(colors[pair.foreground], colors[pair.background]) >= pair.least, pair
    assert corrections(shipped().colors) == []


def test_every_colour_of_the_palette_is_checked() -> None:
    named = {name for pair in PAIRS for name in (pair.foreground, pair.background)}
    assert named == {*COLOR_KEYS, WHITE}


@each("name", art_names(DRAWINGS))
def test_what_draws_a_picture_stands_out_from_what_it_is_drawn_on(name: str) -> None:
    colors = art_colors(shipped().colors)
    root = etree.parse(DRAWINGS / f"{name}.svg").getroot()
    roles = [ROLES[str(node.get("class"))] for node in root.iter("{*}path")]
    strokes = {stroke for _, stroke in roles if stroke} - {"white", "rule"}
    grounds = {fill for fill, stroke in roles if fill and stroke} | {"white"}
    for stroke in strokes:
        for ground in grounds:
            assert ratio(colors[stroke], colors[ground]) >= 4.5, (stroke, ground)


def test_an_outline_stands_out_from_every_fill_it_has() -> None:
    colors = art_colors(shipped().colors)
    outlined = {role for role, (fill, stroke) in ROLES.items() if fill and stroke}
    assert outlined >= {"paper", "tint", "mid", "skin", "skin-2", "skin-3"}
    for role in outlined:
        fill, stroke = ROLES[role]
        assert ratio(colors[stroke], colors[fill]) >= 4.5, role


def test_what_draws_every_picture_stands_out_from_paper() -> None:
    colors = art_colors(shipped().colors)
    for stroke in {stroke for _, stroke in ROLES.values() if stroke} - {"white", "rule"}:
        assert ratio(colors[stroke], colors["white"]) >= 4.5, stroke


def test_a_pale_colour_is_a_finding_at_its_line_with_one_that_passes(tmp_path: Path) -> None:
    path = tmp_path / "brand.toml"
    path.write_text(re.sub('rule = ".*"', 'rule = "#8C989F"', BRAND.read_text(encoding="utf-8")))
    _, [finding] = read_brand(path, "templates/brand.toml")
    line = path.read_text(encoding="utf-8").splitlines().index('rule = "#8C989F"') + 1
    assert str(finding) == (
        f"templates/brand.toml:{line}: error contrast: rule #8C989F and tint #E8F1F4 have a "
        "contrast of 2.58:1; the lines of a table's headings: 4.5:1 is needed "
        '(the nearest colour that passes: rule = "#636F76")'
    )
    path.write_text(re.sub('rule = ".*"', 'rule = "#636F76"', path.read_text(encoding="utf-8")))
    assert read_brand(path)[0].colors["rule"] == "#636F76"


def test_one_tint_that_is_too_dark_is_blamed_rather_than_all_that_stands_on_it() -> None:
    (correction,) = corrections({**shipped().colors, "tint": "#8FB0C0"})
    assert correction.key == "tint"
    assert corrections({**shipped().colors, "tint": correction.color}) == []


@settings(max_examples=20)
@given(palettes)
def test_what_is_proposed_passes_and_keeps_its_hue(colors: dict[str, str]) -> None:
    found = corrections(colors)
    corrected = {**colors, **{correction.key: correction.color for correction in found}}
    assert corrections(corrected) == []
    for correction in found:
        old, new = colors[correction.key], corrected[correction.key]
        hue, lightness, saturation = hls(new)
        grey = min(saturation, hls(old)[2]) < 0.1 or not 0.1 < lightness < 0.9
        assert grey or abs((hue - hls(old)[0] + 0.5) % 1 - 0.5) < 0.06, (old, new)


def hls(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)
