"""Styles: sizes, colours and distances, all in points, for one edition on one paper.

Sizes follow the rules for print: 12 pt or more, footer included; large print has a floor of 18 pt,
headings of 20 and 22, inch-wide margins and one column. Type never shrinks. What gives way where a
text runs long is white space: between blocks it is *glue*, which stretches evenly over the sheet
until its pages are full; and a sheet that does not fit at all is set at a tighter `Level`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import NamedTuple

from handouts.model.languages import Language
from handouts.model.scripts import RULES
from handouts.project.brand import Brand

#: Page sizes in points.
PAPERS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}

EDITIONS = ("standard", "large")


class Glue(NamedTuple):
    """White space that stretches: `natural` points, and up to `stretch` points more."""

    natural: float = 0.0
    stretch: float = 0.0


class Level(NamedTuple):
    """How generously a sheet is set. `gaps` is the white space between blocks, from the least to
    the most, as shares of what each gap asks for; `leading` a factor on line heights; `figure` the
    width of a drawing beside text and `margin` that of the page's margins, points; `padding` the
    white space inside a panel, `hand` and `row` the heights of a line and of a table's row for
    handwriting, points; `band` the height of the first page's band; `lead` a factor on the type
    size of the main thing."""

    gaps: tuple[float, float]
    leading: float
    figure: float
    margin: float
    padding: float
    hand: float
    row: float
    band: float
    lead: float


#: From the most generous to the tightest that is still calm. Most sheets are set at the middle one.
LEVELS = (
    Level((0.95, 1.6), 1.0, 140.0, 46.0, 12.5, 27.0, 25.0, 46.0, 1.08),
    Level((0.5, 1.2), 0.96, 120.0, 44.5, 9.5, 26.0, 22.0, 43.0, 1.08),
    Level((0.28, 0.6), 0.892, 88.0, 41.7, 9.0, 23.0, 21.0, 37.4, 1.0),
)

#: Large print, where pages are not counted.
LARGE = Level((0.6, 1.3), 1.0, 160.0, 72.0, 12.0, 39.0, 32.5, 66.0, 1.08)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Type size and line height in points, weight, colour (`#RRGGBB`)."""

    size: float
    leading: float
    color: str
    bold: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """Sizes, colours and distances of one edition. Distances in points. `sloping` as in
    `ScriptRule`. A style is made once and goes by its identity."""

    page_width: float
    page_height: float
    large: bool
    sloping: bool
    level: Level
    colors: dict[str, str]
    title: TextStyle
    subtitle: TextStyle
    heading: TextStyle
    lead: TextStyle
    body: TextStyle
    label: TextStyle
    caption: TextStyle
    cell: TextStyle
    cell_head: TextStyle
    numeral: TextStyle
    bullet: TextStyle
    on_brand: TextStyle
    wordmark: TextStyle
    foot: TextStyle

    @property
    def margin(self) -> float:
        """Of the page, left and right."""
        return self.level.margin

    @property
    def width(self) -> float:
        """The measure between the margins."""
        return self.page_width - 2 * self.level.margin

    def gap(self, points: float) -> Glue:
        """White space between blocks, which asks for so many points."""
        least, most = self.level.gaps
        return Glue(points * least, points * (most - least))

    def white(self, points: float) -> float:
        """White space that does not stretch."""
        least, most = self.level.gaps
        return points * (least + most) / 2

    def latin(self, style: TextStyle) -> TextStyle:
        """The same style for English words on a sheet in another script."""
        return _latin(style)


@functools.lru_cache(maxsize=64)
def _latin(style: TextStyle) -> TextStyle:
    leading = min(style.leading, round(style.size * RULES["Latn"].leading, 2))
    return replace(style, leading=leading)


def style_for(
    language: Language,
    brand: Brand,
    paper: str,
    level: Level,
    *,
    large: bool,
    line_height: float | None = None,
) -> Style:
    """The style of one edition in one language. `line_height` is a multiple of the type size; the
    language's rule has one for most."""
    colors = tuple(brand.colors.items())
    height = line_height or language.rule.leading or RULES["Latn"].leading
    return _style(language, colors, paper, level, large, height)


@functools.lru_cache(maxsize=64)
def _style(
    language: Language,
    colors: tuple[tuple[str, str], ...],
    paper: str,
    level: Level,
    large: bool,
    line_height: float,
) -> Style:
    rule = language.rule
    base = (18.0 if large else 12.0) * rule.scale
    color = dict(colors)
    page_width, page_height = PAPERS[paper]

    def text(size: float, ink: str, *, bold: bool = False, tight: float = 1.0) -> TextStyle:
        leading = max(line_height * tight * level.leading, 1.2 if large else 1.1)
        return TextStyle(round(size, 2), round(size * leading, 2), ink, bold)

    # In large print the row with the language's words stands right below another.
    foot_leading = (27.6 if rule.sloping else 23.0) if large else 15.0
    return Style(
        page_width=page_width,
        page_height=page_height,
        large=large,
        sloping=rule.sloping,
        level=level,
        colors=color,
        title=text(base * (1.6 if large else 2.0), color["brand"], bold=True, tight=0.9),
        subtitle=text(base * 1.12, color["muted"]),
        heading=text(base * (1.23 if large else 1.34), color["brand"], bold=True, tight=0.95),
        lead=text(base * level.lead, color["ink"]),
        body=text(base, color["ink"]),
        label=text(base, color["ink"], bold=True),
        caption=text(base, color["muted"]),
        # A cell is mostly one line, with the rules of the table around it.
        cell=text(base, color["ink"], tight=0.86),
        cell_head=text(base, color["ink"], bold=True, tight=0.86),
        numeral=text(base * 1.1, "#FFFFFF", bold=True),
        bullet=TextStyle(base * 1.15, base * 1.15, color["brand"], bold=True),
        on_brand=text(base, "#FFFFFF", bold=True),
        wordmark=TextStyle(22.0 if large else 19.0, 28.0, "#FFFFFF", bold=True),
        foot=TextStyle(18.0 if large else 12.0, foot_leading, color["muted"]),
    )
