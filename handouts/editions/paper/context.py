"""What all boxes of a sheet have in common while it is laid out at one density."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handouts.editions.paper.messages import Messages
from handouts.editions.paper.style import Style, TextStyle
from handouts.editions.paper.svg import Art
from handouts.model.languages import Language


@dataclass(frozen=True, slots=True)
class Context:
    """A sheet's language, its style at one density, its messages, and its drawings by name.
    `outlined` tells that its headings have bookmarks; `stamp` is what the area for the clinic's
    stamp is called; `english` sets the English of what stands once for both languages.

    Boxes are laid out from the start side of the line to its end side. `start` knows
    which side that is, so that no box asks about direction.
    """

    language: Language
    style: Style
    messages: Messages
    drawings: Mapping[str, Art]
    outlined: bool = True
    stamp: str = ""
    english: Context | None = None

    @property
    def rtl(self) -> bool:
        """Whether the page runs from right to left."""
        return self.language.right_to_left

    def start(self, x: float, width: float, offset: float, extent: float) -> float:
        """Left edge of something `extent` wide that stands `offset` from the start side of the
        area that begins at `x` and is `width` wide."""
        return x + width - offset - extent if self.language.right_to_left else x + offset

    def middle(self, style: TextStyle) -> float:
        """Distance from the top of a line's box to the optical middle of its letters, points."""
        return self.messages.baseline(style) - self.language.rule.middle * style.size
