"""Shapes come out as the right operators; bad files give findings."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.editions.paper.label_place import LabelPlace
from handouts.editions.paper.svg import PALETTE, Art, load_art
from handouts.model.errors import FindingsError
from handouts.project.brand import read_brand

TEMPLATES = Path(__file__).parents[3] / "templates"
DRAWINGS = TEMPLATES / "art"
COLORS = {
    "brand": "#0000FF",
    "tint": "#EEEEEE",
    "ink": "#000000",
    "rule": "#808080",
    "dont": "#FF0000",
}
SVG = "{http://www.w3.org/2000/svg}"


def drawing(tmp_path: Path, body: str, root: str = 'viewBox="0 0 100 50"') -> Path:
    source = f'<svg xmlns="http://www.w3.org/2000/svg" {root}>\n<title>x</title>\n{body}\n</svg>'
    (tmp_path / "x.svg").write_text(source, encoding="utf-8")
    return tmp_path


def compiled(tmp_path: Path, body: str, *, mirror: bool = False) -> list[str]:
    art = load_art(drawing(tmp_path, body, 'viewBox="0 0 100 50"'), "x", COLORS, mirror)
    lines = art.operators.split("\n")
    assert lines[:3] == ["q", "1 J", "1 j"]
    assert lines[-1] == "Q"
    return lines[3:-1]


def points(operators: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", operators)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def findings(tmp_path: Path, body: str, root: str = 'viewBox="0 0 100 50"') -> list[str]:
    with pytest.raises(FindingsError) as caught:
        load_art(drawing(tmp_path, body, root), "x", COLORS)
    return [str(finding) for finding in caught.value.findings]


# Places for labels

PLACE = '<rect class="label" id="a" x="10" y="5" width="20" height="10"'


@pytest.mark.parametrize(("anchor", "side"), [("", 0), ("start", -1), ("middle", 0), ("end", 1)])
@pytest.mark.parametrize("mirror", [False, True])
def test_a_place_for_words_is_kept_and_not_painted(
    tmp_path: Path, anchor: str, side: int, *, mirror: bool
) -> None:
    words = f'{PLACE} text-anchor="{anchor}"/>' if anchor else f"{PLACE}/>"
    folder = drawing(tmp_path, words, 'viewBox="0 0 100 50" data-mirror="yes"')
    art = load_art(folder, "x", COLORS, mirror)
    assert art.operators == "q\n1 J\n1 j\nQ"
    left, turned = (70, -side) if mirror else (10, side)
    assert art.places == (("a", LabelPlace(left, 35, 20, 10, turned)),)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (f"{PLACE}/>{PLACE}/>", "there are two named a"),
        (PLACE.replace(' id="a"', "") + "/>", "it has no id"),
        (PLACE.replace("20", "0") + "/>", "its width and height must be above 0"),
        (PLACE.replace('width="20" ', "") + "/>", "unusable place of a label"),
        (f'{PLACE} rx="3"/>', "rx is not known here"),
        (PLACE.replace('"10" y', '"90" y') + "/>", "it leaves the drawing"),
        (f"{PLACE}/>" + PLACE.replace('"a" x="10"', '"b" x="29"') + "/>", "it covers the place a"),
        (f'{PLACE} text-anchor="left"/>', 'text-anchor="left"'),
        (f'<g transform="rotate(30)">{PLACE}/></g>', "it does not stand upright"),
    ],
)
def test_a_place_for_words_that_cannot_be_used(tmp_path: Path, words: str, fault: str) -> None:
    (found,) = findings(tmp_path, words)
    assert "x.svg:3" in found
    assert fault in found


def test_letters_in_a_drawing_are_told_where_words_stand(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, "<text>Hi</text>")
    assert 'words stand in a place: <rect class="label"' in found


# Shapes and transforms


@pytest.mark.parametrize(
    ("shape", "path"),
    [
        ('<line class="rule" x1="10" y1="40" x2="90" y2="40"/>', "10 10 m 90 10 l S"),
        ('<polyline class="line" points="0,0 10,0 10,50"/>', "0 50 m 10 50 l 10 0 l S"),
        (
            '<polygon class="solid" points="0 0 10 0 10 50"/>',
            "0 50 m 10 50 l 10 0 l 0 50 l h f",
        ),
        (
            '<rect class="paper" x="10" y="5" width="20" height="10"/>',
            "10 45 m 30 45 l 30 35 l 10 35 l 10 45 l h B",
        ),
        ('<path class="tint" d="M0 0h10v10z"/>', "0 50 m 10 50 l 10 40 l 0 50 l h B"),
        ('<path class="line" d="M0 50Q15 20 30 50"/>', "0 0 m 10 20 20 20 30 0 c S"),
        ('<path class="line" d="M1e1,5-.5.25"/>', "10 45 m -0.5 49.75 l S"),
        ('<path class="alert" d="M0 0C1 2 3 4 5 6"/>', "0 50 m 1 48 3 46 5 44 c S"),
    ],
)
def test_shape_becomes_operators(tmp_path: Path, shape: str, path: str) -> None:
    assert compiled(tmp_path, shape)[-1] == path


def test_circle_is_round_and_closed(tmp_path: Path) -> None:
    *_, painted = compiled(tmp_path, '<circle class="skin" cx="50" cy="20" r="10"/>')
    assert painted.endswith(" h B")
    assert painted.count(" c") == 4
    curve = points(painted)
    assert {(60.0, 30.0), (40.0, 30.0), (50.0, 20.0), (50.0, 40.0)} <= set(curve)
    assert {round(math.dist(point, (50, 30)), 1) for point in curve} == {10.0, 11.4}


def test_rounded_rect_touches_its_four_sides(tmp_path: Path) -> None:
    *_, painted = compiled(
        tmp_path, '<rect class="paper" x="10" y="10" width="40" height="20" rx="90" ry="5"/>'
    )
    xs, ys = zip(*points(painted), strict=True)
    assert (min(xs), max(xs), min(ys), max(ys)) == (10, 50, 20, 40)
    assert painted.count(" c") == 4


@pytest.mark.parametrize(
    ("transform", "path"),
    [
        ("translate(10 5)", "10 45 m 20 45 l S"),
        ("translate(10)", "10 50 m 20 50 l S"),
        ("scale(2)", "0 50 m 20 50 l S"),
        ("scale(-1,1) translate(-50)", "50 50 m 40 50 l S"),
        ("rotate(90)", "0 50 m 0 40 l S"),
        ("rotate(180, 10, 0)", "20 50 m 10 50 l S"),
        ("matrix(1 0 0 1 3 4)", "3 46 m 13 46 l S"),
        ("translate(10,0)rotate(90)", "10 50 m 10 40 l S"),
    ],
)
def test_transform_is_folded_into_the_numbers(tmp_path: Path, transform: str, path: str) -> None:
    lines = compiled(tmp_path, f'<g class="line" transform="{transform}"><path d="M0 0H10"/></g>')
    assert lines[-1] == path


def test_nested_groups_hand_down_role_width_and_place(tmp_path: Path) -> None:
    lines = compiled(
        tmp_path,
        '<g class="line" stroke-width="2" transform="translate(10)"><g transform="scale(2)">'
        '<path d="M0 0H1"/></g><path d="M0 0H1"/><path class="solid" d="M0 0H1"/></g>',
    )
    assert lines == [
        "0 0 0 RG",
        "4 w",
        "10 50 m 12 50 l S",
        "2 w",
        "10 50 m 11 50 l S",
        "0 0 0 rg",
        "10 50 m 11 50 l f",
    ]


def test_colours_come_from_the_palette_and_are_set_once(tmp_path: Path) -> None:
    lines = compiled(
        tmp_path,
        '<path class="accent" d="M0 0H1"/><path class="accent" d="M0 0H2"/>'
        '<path class="alert" d="M0 0H1"/><path class="halo" d="M0 0H1"/>',
    )
    assert [line for line in lines if line.endswith((" rg", " RG"))] == [
        "0 0 1 rg",
        "1 0 0 RG",
        "1 1 1 RG",
    ]


def test_outline_of_width_0_is_left_away(tmp_path: Path) -> None:
    lines = compiled(tmp_path, '<path class="skin" stroke-width="0" d="M0 0H9V9Z"/>')
    assert lines[-1].endswith(" f")
    assert not [line for line in lines if line.endswith((" RG", " w"))]


def test_dashes_scale_and_end_with_their_shape(tmp_path: Path) -> None:
    lines = compiled(
        tmp_path,
        '<path class="line" transform="scale(2)" stroke-dasharray="3 1.5" d="M0 0H9"/>'
        '<path class="line" d="M0 0H9"/>',
    )
    assert [line for line in lines if line.endswith(" d")] == ["[6 3] 0 d", "[] 0 d"]


def test_numbers_have_two_decimals_and_no_minus_zero(tmp_path: Path) -> None:
    lines = compiled(tmp_path, '<path class="line" d="M-0.001 50.001 L3.14159 0.004"/>')
    assert lines[-1] == "0 0 m 3.14 50 l S"


def test_view_box_may_start_anywhere(tmp_path: Path) -> None:
    folder = drawing(tmp_path, '<path class="line" d="M-10 5H0"/>', 'viewBox="-10 5 40 20"')
    art = load_art(folder, "x", COLORS)
    assert (art.width, art.height) == (40, 20)
    assert art.operators.endswith("0 20 m 10 20 l S\nQ")


def test_mirroring_turns_only_a_drawing_that_allows_it(tmp_path: Path) -> None:
    body = '<path class="line" d="M0 0H10"/>'
    fixed = load_art(drawing(tmp_path, body), "x", COLORS, True)
    assert fixed.operators.endswith("0 50 m 10 50 l S\nQ")
    folder = drawing(tmp_path, body, 'viewBox="0 0 100 50" data-mirror="yes"')
    turned = load_art(folder, "x", COLORS, True)
    assert turned.operators.endswith("100 50 m 90 50 l S\nQ")
    assert (fixed.mirrored, turned.mirrored) == (False, True)
    assert load_art(folder, "x", COLORS).operators == fixed.operators


def test_drawing_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    folder = drawing(tmp_path, '<path class="line" d="M0 0H10"/>')
    first = load_art(folder, "x", COLORS)
    assert load_art(folder, "x", dict(COLORS)) is first
    drawing(tmp_path, '<path class="line" d="M0 0H20"/>')
    assert load_art(folder, "x", COLORS).operators != first.operators


# What must not be drawn


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<text class="line">Hi</text>', "<text> cannot be drawn here"),
        ('<image class="line" href="x.png"/>', "<image> cannot be drawn here"),
        ("<g><style>.line{}</style></g>", "<style> cannot be drawn here"),
        ("<script>alert(1)</script>", "<script> cannot be drawn here"),
        ('<use href="#a"/>', "<use> cannot be drawn here"),
        ('<path d="M0 0H1"/>', "no role"),
        ('<path class="pink" d="M0 0H1"/>', "unknown role"),
        ('<path class="line" fill="#f00" d="M0 0H1"/>', 'fill="#f00" is not known'),
        ('<path class="line" style="fill:red" d="M0 0H1"/>', "is not known here"),
        ('<path class="line" onclick="x()" d="M0 0H1"/>', "is not known here"),
        ('<path class="line" r="3" d="M0 0H1"/>', 'r="3" is not known'),
        ('<g data-mirror="yes"/>', 'write data-mirror="no" or leave it away'),
        ('<path class="line" data-mirror="no" d="M0 0H1"/>', 'data-mirror="no" is not known'),
        ('<path class="line"/>', "d is missing"),
        ('<path class="line" d="M0 0 X 5"/>', "path data holds 'X'"),
        ('<path class="line" d="L0 0"/>', "unusable <path>"),
        ('<path class="line" d="M0 0 L 5"/>', "unusable <path>"),
        ('<path class="line" d="M0 0 A 5 5"/>', "unusable <path>"),
        ('<path class="line" d="M0 0 L 1e9 0"/>', "a number is too large"),
        ('<path class="line" d="M0 0 L 1e999 0"/>', "unusable <path>"),
        ('<path class="line" stroke-width="-1" d="M0 0H1"/>', "never below 0"),
        ('<path class="line" stroke-width="2px" d="M0 0H1"/>', "is not a number"),
        ('<path class="line" stroke-dasharray="0 0" d="M0 0H1"/>', "above 0"),
        ('<path class="line" transform="skewX(3)" d="M0 0H1"/>', "not understood"),
        ('<path class="line" transform="scale(1 2 3)" d="M0 0H1"/>', "not understood"),
        ('<path class="line" transform="rotate(x)" d="M0 0H1"/>', "is not a number"),
        ('<circle class="line" cx="1" cy="1"/>', "r is missing"),
        ('<circle class="line" cx="1" cy="1" r="0"/>', "always above 0"),
        ('<rect class="line" x="1" y="1" width="5mm" height="2"/>', "is not a number"),
        ('<polyline class="line" points="1 2 3"/>', "two or more pairs"),
    ],
)
def test_what_cannot_be_drawn_is_a_finding_with_its_line(
    tmp_path: Path, body: str, said: str
) -> None:
    told = findings(tmp_path, body)
    assert len(told) == 1
    assert f"{tmp_path.as_posix()}/x.svg:3: error drawing-unsupported: " in told[0]
    assert said in told[0]


def test_every_fault_of_a_file_is_told(tmp_path: Path) -> None:
    told = findings(tmp_path, '<text/>\n<path class="pink" d="M0 0H1"/>\n<path class="line"/>')
    assert [line.split("x.svg:")[1][0] for line in told] == ["3", "4", "5"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "drawing-unreadable"),
        (b"<svg", "drawing-unreadable"),
        (b"\xff\xfe\x00", "drawing-unreadable"),
        (b"<html/>", "drawing-unsupported"),
        (b"<svg/>", "drawing-unsupported"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "drawing-unsupported"),
    ],
)
def test_a_file_that_is_no_drawing_is_a_finding(tmp_path: Path, source: bytes, code: str) -> None:
    (tmp_path / "x.svg").write_bytes(source)
    with pytest.raises(FindingsError) as caught:
        load_art(tmp_path, "x", COLORS)
    assert {finding.code for finding in caught.value.findings} == {code}


@pytest.mark.parametrize("box", ["", "0 0 0 5", "0 0 5", "a b c d", "0 0 1e999 5"])
def test_view_box_must_have_an_area(tmp_path: Path, box: str) -> None:
    told = findings(tmp_path, '<path class="line" d="M0 0H1"/>', f'viewBox="{box}"')
    assert "viewBox" in told[0]


def test_entities_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("M0 0H1", encoding="utf-8")
    (tmp_path / "x.svg").write_text(
        f'<!DOCTYPE svg [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&e;</title></svg>',
        encoding="utf-8",
    )
    with pytest.raises(FindingsError, match="DOCTYPE"):
        load_art(tmp_path, "x", COLORS)


ATTRIBUTES = st.dictionaries(
    st.sampled_from(["d", "class", "transform", "r", "cx", "cy", "points", "stroke-dasharray"]),
    st.text("MmLlCcAaZzQqHhv0123456789eE+-., ()rotatescmix", max_size=40)
    | st.sampled_from(["line", "skin", "M0 0H1", "1", "rotate(3)", "scale(0)"]),
)


@settings(max_examples=300)
@given(tag=st.sampled_from(["path", "circle", "ellipse", "polygon", "g"]), attributes=ATTRIBUTES)
def test_whatever_stands_in_a_file_it_is_drawn_or_told(
    tmp_path_factory: pytest.TempPathFactory, tag: str, attributes: dict[str, str]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    try:
        art = load_art(drawing(folder, f"<{tag} {written}/>"), "x", COLORS)
    except FindingsError:
        return
    assert re.fullmatch(r"[-0-9. \[\]\nqQJjrgRGwdmlchBSf]+", art.operators)


@pytest.mark.parametrize("name", ["missing", "../x", "", "x.svg"])
def test_a_missing_drawing_names_those_that_exist(tmp_path: Path, name: str) -> None:
    folder = drawing(tmp_path, '<path class="line" d="M0 0H1"/>')
    (folder / "a.svg").write_text("", encoding="utf-8")
    with pytest.raises(FindingsError, match=r"drawing-missing.*known: a, x"):
        load_art(folder, name, COLORS)


def test_palette_names_are_those_of_the_brand() -> None:
    assert set(PALETTE) <= read_brand(TEMPLATES / "brand.toml")[0].colors.keys()
    assert Art.__dataclass_params__.frozen
