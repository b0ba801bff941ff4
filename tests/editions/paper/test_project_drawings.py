"""Every drawing of the project compiles, keeps to its frame and has one look."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from lxml import etree

from handouts.editions.paper.svg import art_colors, art_names, load_art
from handouts.editions.paper.svg_style import ROLES
from handouts.project.brand import read_brand
from handouts.project.contrast import luminance, ratio
from tests.each import each

from .test_art import COLORS, DRAWINGS, SVG, TEMPLATES, points

SIGNS = ("sign-before", "sign-during", "sign-after")


@each("name", art_names(DRAWINGS))
def test_drawing_compiles_in_the_clinics_colours(name: str) -> None:
    art = load_art(DRAWINGS, name, read_brand(TEMPLATES / "brand.toml")[0].colors)
    assert art.title
    assert (art.width, art.height) == ((80, 80) if name in SIGNS else (240, 160))
    assert art.operators.startswith("q\n")
    assert art.operators.endswith("\nQ")
    assert 150 < len(art.operators) < 30_000


@each("name", art_names(DRAWINGS))
def test_drawing_keeps_half_a_line_from_its_edge(name: str) -> None:
    art = load_art(DRAWINGS, name, COLORS)
    for line in art.operators.split("\n"):
        if line.endswith((" B", " S", " f")):
            for x, y in points(line):
                assert 2 <= x <= art.width - 2
                assert 2 <= y <= art.height - 2


@each("name", art_names(DRAWINGS))
def test_drawing_shows_the_same_in_an_ordinary_viewer(name: str) -> None:
    root = etree.parse(DRAWINGS / f"{name}.svg").getroot()
    style = root.findtext(f"{SVG}style") or ""
    assert all(f".{role}" in style for role in ROLES)
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
    assert not list(root.iter(f"{SVG}text"))


@each("name", art_names(DRAWINGS))
def test_every_line_has_the_one_width(name: str) -> None:
    operators = load_art(DRAWINGS, name, COLORS).operators
    assert set(re.findall(r"^([\d.]+) w$", operators, re.MULTILINE)) <= {"3"}


def test_every_drawing_stands_in_the_table_of_what_they_say() -> None:
    table = (TEMPLATES.parent / "docs" / "evidence" / "drawings.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| ([a-z-]+) \| <img", table, re.MULTILINE)) == [
        *art_names(DRAWINGS)
    ]


def test_bodies_differ_in_grey() -> None:
    colors = art_colors(read_brand(TEMPLATES / "brand.toml")[0].colors)
    roles = ("paper", "skin", "mid", "skin-2", "skin-3", "accent", "solid")
    for lighter, darker in itertools.pairwise(colors[ROLES[role][0]] for role in roles):
        assert luminance(lighter) > luminance(darker)
        assert ratio(lighter, darker) >= 1.15, (lighter, darker)


def test_all_are_turned_round_but_those_that_have_no_direction() -> None:
    turned = {
        name for name in art_names(DRAWINGS) if load_art(DRAWINGS, name, COLORS, True).mirrored
    }
    assert set(art_names(DRAWINGS)) - turned == {"calendar", "phone", "sign-after"}


def shapes(folder: Path, name: str, *, mirror: bool) -> set[tuple[tuple[float, float], ...]]:
    """The outlines of a drawing, each moved to the left edge."""
    found = set()
    for line in load_art(folder, name, COLORS, mirror).operators.split("\n"):
        if line.endswith((" B", " S", " f")):
            outline = points(line)
            left = min(x for x, _ in outline)
            found.add(tuple((round(x - left, 1), y) for x, y in outline))
    return found


@each("name", ("numbing", "sign-before", "standing-too-long"))
def test_the_bar_of_a_sign_ticks_and_a_clock_are_never_turned_round(
    tmp_path: Path, name: str
) -> None:
    tree = etree.parse(DRAWINGS / f"{name}.svg")
    root = tree.getroot()
    for node in root.findall(f"{SVG}path"):
        root.remove(node)
    tree.write(tmp_path / f"{name}.svg")
    kept = shapes(tmp_path, name, mirror=False)
    assert len(kept) >= 3
    assert kept <= shapes(DRAWINGS, name, mirror=True)
