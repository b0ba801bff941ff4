"""How a sheet looks: sizes, colours and distances, all in points, for one edition on one paper.

Sizes follow the rules for print: 12 pt or more, footer included; large print has a floor of 18 pt,
headings of 20 and 22, inch-wide margins and one column. `density` scales white space alone (gaps,
margins, and the lead between lines a little), never type: a text that runs long gets tighter gaps,
not smaller letters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.model.languages import Language
from handouts.model.scripts import RULES
from handouts.project.brand import Brand

#: Page sizes in points.
PAPERS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}

#: How much white space there is, from the most generous to the tightest that is still calm.
DENSITIES = (1.35, 1.15, 1.0, 0.85, 0.7, 0.55, 0.45, 0.35, 0.28)

#: The same in large print, where pages are not counted: tighter only to keep a section whole.
LARGE_DENSITIES = (1.0, 0.8, 0.6, 0.45)

#: How much higher lines for handwriting may grow where a page has space left, most first.
ROOMS = (1.6, 1.4, 1.2)

EDITIONS = ("standard", "large")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Type size and line height in points, weight, colour (`#RRGGBB`)."""

    size: float
    leading: float
    color: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """Everything the blocks need to know about looks. Distances in points. `room` is how much
    higher than necessary lines for handwriting are."""

    page_width: float
    page_height: float
    margin: float
    large: bool
    density: float
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
    room: float = 1.0

    @property
    def width(self) -> float:
        """The measure between the margins."""
        return self.page_width - 2 * self.margin

    def gap(self, points: float) -> float:
        """White space, as generous as this sheet can afford."""
        return points * self.density * (1.3 if self.large else 1.0)

    def latin(self, style: TextStyle) -> TextStyle:
        """The same style for English words on a sheet in another script."""
        leading = min(style.leading, round(style.size * RULES["Latn"].leading, 2))
        return replace(style, leading=leading)

    @property
    def hand_room(self) -> float:
        """Height of a line for handwriting."""
        least = 39.0 if self.large else 21.0 + 5.0 * min(self.density / 0.7, 1.2)
        return least * (1 + (self.room - 1) / 2)

    @property
    def row_height(self) -> float:
        """Least height of a row in a table that is written into."""
        return max(21.0, self.gap(25)) * self.room

    @property
    def figure_width(self) -> float:
        """Width of a drawing that stands beside text, or below it in large print."""
        if self.large:
            return 160.0
        return 70 + 66 * min(self.density, 1.15)


def style_for(
    language: Language, brand: Brand, *, edition: str, paper: str, density: float
) -> Style:
    """The style of one edition in one language."""
    large = edition == "large"
    rule = language.rule
    base = (18.0 if large else 12.0) * rule.scale
    color = brand.colors
    page_width, page_height = PAPERS[paper]

    # Lines move together last and least: 8 % at the tightest.
    airy = 1.0 if large else min(1.0, 0.85 + 0.15 * density)

    def text(size: float, ink: str, *, bold: bool = False, tight: float = 1.0) -> TextStyle:
        leading = max(rule.leading * tight * airy, 1.2 if large else 1.1)
        return TextStyle(round(size, 2), round(size * leading, 2), ink, bold)

    # In large print the row with the language's words stands right below another.
    foot_leading = (27.6 if rule.sloping else 23.0) if large else 15.0
    return Style(
        page_width=page_width,
        page_height=page_height,
        margin=72.0 if large else 40.0 + 6.0 * min(density, 1.0),
        large=large,
        density=density,
        colors=color,
        title=text(base * (1.6 if large else 2.0), color["brand"], bold=True, tight=0.9),
        subtitle=text(base * 1.12, color["muted"]),
        heading=text(base * (1.23 if large else 1.34), color["brand"], bold=True, tight=0.95),
        lead=text(base * (1.08 if density > 0.7 else 1.0), color["ink"]),
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
