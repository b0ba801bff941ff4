"""The sheet's own pages in a proof: as they will be printed, with the number of each message at its
end, and a yellow ground under English that stands in for a translation. Both are artifacts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from handouts.editions.paper.places import NotingCanvas, Place
from handouts.editions.paper.proof.content import ProofMessage
from handouts.editions.paper.tagged import TaggedHandout
from handouts.model.document import Handout
from handouts.model.findings import Where
from handouts.pdf.metadata import Metadata
from handouts.pdf.tags import StructElement
from handouts.text.glyphs import Line

#: The ground of a gap, the ink on it, and the ink of numbers; all pairs above 7:1.
GAP, INK, NUMBER = "#FFE08A", "#1A1A1A", "#A3123A"

#: Type size of a number; white space around it; points.
NUMBER_SIZE = 7.5
_AROUND = 1.2

#: How high the capitals of a line reach in its box, which goes from descender to ascender.
_CAPITALS = 0.78

#: Gives the line of a number.
NumberLine = Callable[[int], Line]


class ProofCanvas(NotingCanvas):
    """A canvas that numbers messages and shows gaps."""

    def __init__(
        self,
        tagged: TaggedHandout,
        handout: Handout,
        metadata: Metadata,
        page_size: tuple[float, float],
        messages: Mapping[Where, ProofMessage],
        number_line: NumberLine,
    ) -> None:
        super().__init__(tagged, handout, metadata, page_size)
        self._messages = messages
        self._number_line = number_line
        self._leftwards = handout.language.right_to_left

    def show_line(
        self,
        line: Line,
        x: float,
        y: float,
        color: str | Sequence[str] = "#000000",
        spans: Sequence[StructElement | None] = (),
    ) -> None:
        """Shows a line, on a ground of its own where it is a gap."""
        place = self.note_line(line, x, y)
        message = self._messages.get(place.text.where) if place else None
        if place and message and message.gap:
            left, bottom, right, top = place.last
            with self.artifact("Layout"):
                self.draw_rect(left - 1, bottom, right - left + 2, top - bottom, fill=GAP)
            color = INK
        super(NotingCanvas, self).show_line(line, x, y, color, spans)

    def end_page(self) -> None:
        """Puts the numbers on the page, and ends it."""
        page = len(self._pages) + 1
        with self.artifact("Layout"):
            for place in self.places:
                message = self._messages.get(place.text.where)
                if place.page == page and message:
                    self._show_number(place, self._number_line(message.number))
        super().end_page()

    def _show_number(self, place: Place, line: Line) -> None:
        left, top = self._number_place(place, line.width)
        height = NUMBER_SIZE * 0.95
        width = line.width + 2 * _AROUND
        # A white rim keeps the number apart from the dark ground of a heading.
        self.draw_rect(
            left - _AROUND,
            top - height,
            width,
            height,
            fill=NUMBER,
            stroke="#FFFFFF",
            line_width=0.6,
            radius=2.0,
        )
        super(NotingCanvas, self).show_line(line, left, top - height * 0.82, "#FFFFFF")

    def _number_place(self, place: Place, width: float) -> tuple[float, float]:
        """Left edge and top: behind the last line, as high as its capitals; before a label that has
        no room there, beside which a line of time runs; at a drawing, in its first corner."""
        left, bottom, right, top = place.last
        if not place.lines:
            return (right - width - 2, top) if self._leftwards else (left + 2, top)
        space = 1.0 + _AROUND
        top = bottom + _CAPITALS * (top - bottom)
        before = place.is_label and place.free < width + 2 * space
        return (left - width - space if self._leftwards != before else right + space), top
