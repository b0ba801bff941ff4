"""Styles: sizes, colours and distances, all in points, for one edition on one paper.

Sizes follow the rules for print: 12 pt or more, footer included; large print has a floor of 18 pt,
headings of 20 and 22, inch-wide margins and one column. Type never shrinks. What gives way where a
text runs long is white space: between blocks it is *glue*, which stretches evenly over the sheet
until its pages are full; and a sheet that does not fit at all is set at a tighter `Level`. All else
has one size (`Sizes`) on every sheet of an edition.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import NamedTuple

from handouts.editions.paper.levels import Level
from handouts.model.languages import Language
from handouts.model.scripts import RULES
from handouts.project.brand import Brand

#: Page sizes in points.
PAPERS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}

#: Printers leave a strip at the edge blank; points (6.4 mm, and a little since ink is measured).
EDGE = 18.7


class Design(NamedTuple):
    """What tells the editions on paper apart: large print; English `beside` the language; and
    `plain`, where no band and no box is filled, for those who count toner."""

    large: bool = False
    beside: bool = False
    plain: bool = False

    @property
    def counted(self) -> bool:
        """Whether a sheet is one piece of paper; else it has as many pages as it takes."""
        return not (self.large or self.beside)


#: The editions on paper.
DESIGNS = {
    "standard": Design(),
    "large": Design(large=True),
    "bilingual": Design(beside=True),
    "plain-ink": Design(plain=True),
}


class Glue(NamedTuple):
    """White space that stretches: `natural` points, and up to `stretch` points more."""

    natural: float = 0.0
    stretch: float = 0.0


class Sizes(NamedTuple):
    """What has one size on all sheets of an edition, in points. `margin` of the page, left and
    right; `padding` inside a panel; `head` and `strip` the heights of the first page's head and of
    the strip that says draft, `below_head` the least white space below a head; `hand` the height of
    a line or a table's row for handwriting. Widths of pictures: in a list (`listed`), in a card
    (`small`), beside text (`medium`), beside the main thing (`main`), where the author asks for a
    large one (`big`). `key` is the type size of the main thing."""

    margin: float
    padding: float
    head: float
    strip: float
    below_head: float
    hand: float
    listed: float
    small: float
    medium: float
    main: float
    key: float
    big: float


STANDARD_SIZES = Sizes(40.0, 8.0, 44.0, 23.0, 4.0, 28.0, 66.0, 66.0, 99.0, 126.0, 18.0, 198.0)
LARGE_SIZES = Sizes(72.0, 12.0, 39.0, 24.0, 7.0, 42.0, 96.0, 96.0, 130.0, 150.0, 26.0, 260.0)
#: Beside English, where columns are narrow.
BESIDE_SIZES = STANDARD_SIZES._replace(listed=58.0, key=16.0)

#: In large print a picture on its own is as wide as the page lets it be, up to so many points.
WIDEST_PICTURE = 300.0

#: The longest line of large print: 6 inches.
LARGE_MEASURE = 432.0


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Type size and line height in points, weight, colour (`#RRGGBB`); `balanced`: its lines are
    about equally long, as a heading's are."""

    size: float
    leading: float
    color: str
    bold: bool = False
    balanced: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """Sizes, colours and distances of one edition. Distances in points. `sloping` as in
    `ScriptRule`. A style is made once and goes by its identity."""

    page_width: float
    page_height: float
    design: Design
    sloping: bool
    level: Level
    sizes: Sizes
    colors: dict[str, str]
    title: TextStyle
    subtitle: TextStyle
    heading: TextStyle
    subheading: TextStyle
    key: TextStyle
    eyebrow: TextStyle
    body: TextStyle
    label: TextStyle
    caption: TextStyle
    cell: TextStyle
    cell_head: TextStyle
    numeral: TextStyle
    bullet: TextStyle
    advice: TextStyle
    wordmark: TextStyle
    autonym: TextStyle
    place_numeral: TextStyle
    foot: TextStyle

    @property
    def large(self) -> bool:
        """Whether it is large print."""
        return self.design.large

    @property
    def plain(self) -> bool:
        """Whether nothing is filled."""
        return self.design.plain

    @property
    def narrow(self) -> bool:
        """Whether words have too little width for two blocks side by side."""
        return not self.design.counted

    @property
    def margin(self) -> float:
        """Of the page, left and right."""
        return self.sizes.margin

    @property
    def width(self) -> float:
        """The measure between the margins."""
        return self.page_width - 2 * self.sizes.margin

    @property
    def measure(self) -> float:
        """How long a line of text may be."""
        return LARGE_MEASURE if self.large else self.width

    @property
    def medium(self) -> float:
        """Width of a picture beside text."""
        return self.sizes.small if self.level.small else self.sizes.medium

    @property
    def below_head(self) -> float:
        """White space below the head of a page; next to none where all else has given way."""
        least = 1.0 if self.level.leading < 0.9 else self.sizes.below_head
        return (min(least, 2.0) if self.sloping else least) + self.gap(12).natural

    @property
    def below_rule(self) -> float:
        """White space between the rule over a section and the box of its heading."""
        least = self.parting(2.0, 3.0) if self.design.counted and not self.sloping else 3.0
        return min(5.0, least + self.gap(4).natural)

    @property
    def hand_line(self) -> float:
        """Thickness of a line to write on."""
        return 1.25 if self.large else 0.8

    @property
    def between_paragraphs(self) -> float:
        """The least white space between two paragraphs, or two moments;
        lines of Nastaliq are far apart without, but not those of English beside it."""
        if self.design.counted:
            return 2.5 if self.level.gaps[0] and not self.sloping else 0.0
        return 2.4

    @property
    def between_ticked(self) -> float:
        """The least white space between two entries of a list to tick off."""
        return 4.0 if self.design.beside else 6.0 if self.large else 0.0

    @property
    def between_pictures(self) -> float:
        """The least white space between two pictures of a list."""
        if self.design.counted:
            return 1.7 if self.level.widest else self.parting(0.4, 1.0)
        return 0.25

    def gap(self, points: float) -> Glue:
        """White space between blocks, which asks for so many points."""
        least, most = self.level.gaps
        natural = min(points * least, self.level.widest)
        return Glue(natural, points * most - natural)

    def parting(self, least: float, best: float) -> float:
        """White space between a line or an edge and what is near it, points: from the `least` to
        the `best`, as the level has it."""
        return least + (best - least) * self.level.parted

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
    design: Design,
    line_height: float | None = None,
) -> Style:
    """The style of one edition in one language. `line_height` is a multiple of the type size; the
    language's rule has one for most."""
    colors = tuple(brand.colors.items())
    height = line_height or language.rule.leading or RULES["Latn"].leading
    return _style(language, colors, paper, level, design, height)


@functools.lru_cache(maxsize=64)
def _style(
    language: Language,
    colors: tuple[tuple[str, str], ...],
    paper: str,
    level: Level,
    design: Design,
    line_height: float,
) -> Style:
    rule = language.rule
    large = design.large
    base = (18.0 if large else 12.0) * rule.scale
    sizes = LARGE_SIZES if large else BESIDE_SIZES if design.beside else STANDARD_SIZES
    color = dict(colors)
    on_brand = color["brand"] if design.plain else "#FFFFFF"
    page_width, page_height = PAPERS[paper]

    def text(size: float, ink: str, *, bold: bool = False, tight: float = 1.0) -> TextStyle:
        leading = max(line_height * tight * level.leading, 1.2 if large else 1.1)
        return TextStyle(round(size, 2), round(size * leading, 2), ink, bold)

    def head(size: float, ink: str, tight: float = 1.0) -> TextStyle:
        return replace(text(size, ink, bold=True, tight=tight), balanced=True)

    def latin(size: float, ink: str, *, bold: bool = False) -> TextStyle:
        return TextStyle(size, round(size * 1.25, 2), ink, bold)

    return Style(
        page_width=page_width,
        page_height=page_height,
        design=design,
        sloping=rule.sloping,
        level=level,
        sizes=sizes,
        colors=color,
        title=head(
            base * (1.6 if large or rule.sloping or design.beside else 2.0),
            color["brand"],
            0.66 if rule.sloping else 0.9,
        ),
        subtitle=text(base * (1.12 if large else 1.0), color["muted"]),
        heading=head(
            base * (1.23 if large else 1.2 if rule.sloping or design.beside else 1.34),
            color["brand"],
            0.66 if rule.sloping else 0.84,
        ),
        subheading=head(base * (1.1 if large else 1.12), color["ink"]),
        key=head(sizes.key * rule.scale, color["ink"], 0.72 if rule.sloping else 0.86),
        eyebrow=head(base, color["brand"], 0.78 if rule.sloping else 1.0),
        body=text(base, color["ink"]),
        label=replace(text(base, color["ink"], bold=True), balanced=True),
        caption=text(base, color["muted"]),
        cell=text(base, color["ink"]),
        cell_head=replace(text(base, color["ink"], bold=True), balanced=True),
        numeral=text(base * 1.1, on_brand, bold=True),
        bullet=TextStyle(base * 1.15, base * 1.15, color["brand"], bold=True),
        advice=head(
            base * (1.23 if large else 1.2 if rule.sloping or design.beside else 1.34),
            color["ink"],
            0.66 if rule.sloping else 0.84,
        ),
        wordmark=latin(18.0 if large else 17.0, color["brand"], bold=True),
        autonym=text((20.0 if large else 16.0) * rule.scale, color["ink"], bold=True),
        place_numeral=latin(28.0, on_brand, bold=True),
        foot=latin(18.0 if large else 12.0, color["muted"]),
    )
