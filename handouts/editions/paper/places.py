"""Where each message stands on the pages: a translator who looks at a page wants to know which
message a line comes from, and where on the page a message is.

The pages are painted as they always are, on a canvas that notes each line shown and the structure
element that it belongs to; which message an element bears, the tagged document says.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from handouts.editions.paper.tagged import TaggedHandout, TaggedText
from handouts.model.blocks import Text
from handouts.model.document import Handout
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.metadata import Metadata
from handouts.pdf.tags import Box, Role, StructElement
from handouts.text.glyphs import Line

#: The codes of glyphs in a page's operators: other words on another page change them.
_CODES = re.compile(r"<[0-9a-f]+>")


class Place(NamedTuple):
    """A message on a page (from 1): its box, points from the page's lower left corner, and how many
    of its lines are in it; none, where it describes a drawing, whose box it is then. `last` is the
    box of its last line, `room` about how many letters more that one takes, `free` the width that
    is free behind it. `is_label`: it stands beside the words that it is a label of. A message that
    runs over a page's edge has two places."""

    text: Text
    page: int
    box: Box
    lines: int
    last: Box
    room: int = 0
    free: float = 0.0
    is_label: bool = False


class NotingCanvas(TaggedCanvas):
    """A canvas that notes where messages are shown."""

    def __init__(
        self,
        tagged: TaggedHandout,
        handout: Handout,
        metadata: Metadata,
        page_size: tuple[float, float],
    ) -> None:
        super().__init__(tagged.root, metadata, page_size)
        self._texts = _texts_by_element(tagged)
        self._described = {
            figure.description: figure.alt for figure in handout.figures() if figure.alt
        }
        self._places: dict[tuple[StructElement, int], Place] = {}
        self._lines: list[Line] = []
        self._looks: list[str] = []

    @property
    def looks(self) -> tuple[str, ...]:
        """What each page looks like, as a digest: it changes when a picture of the page does."""
        return tuple(self._looks)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where messages stand, in the order in which they were painted."""
        return tuple(self._places.values())

    def remembered(self, thing: object, place: Hashable, paint: Callable[[], None]) -> None:
        """Paints a thing anew, in sequences of its own: what is played back shows no lines."""
        del thing, place
        self._end_marked_content()
        paint()
        self._end_marked_content()

    def place(self, element: StructElement, box: Box) -> None:
        """Says where a figure or a table stands, and notes what describes a drawing."""
        super().place(element, box)
        text = self._described.get(element.alt or "") if element.role is Role.FIGURE else None
        if text:
            page = len(self._pages) + 1
            self._places[element, page] = Place(text, page, box, 0, box)

    def show_line(
        self,
        line: Line,
        x: float,
        y: float,
        color: str | Sequence[str] = "#000000",
        spans: Sequence[StructElement | None] = (),
    ) -> None:
        """Shows a line, and notes it."""
        self._lines.append(line)
        self.note_line(line, x, y)
        super().show_line(line, x, y, color, spans)

    def end_page(self) -> None:
        """Ends the page, and notes what it looks like."""
        self._end_marked_content()
        glyphs = [
            (run.face.key, run.size, run.gids, run.xs, run.ys)
            for line in self._lines
            for run in line.runs
        ]
        operators = _CODES.sub("<>", "\n".join(self._code))
        self._looks.append(hashlib.sha256(repr((operators, glyphs)).encode()).hexdigest()[:20])
        self._lines = []
        super().end_page()

    def note_line(self, line: Line, x: float, y: float) -> Place | None:
        """Notes a line that is about to be shown, if it belongs to a message."""
        element = self.target
        text = self._texts.get(element) if isinstance(element, StructElement) else None
        if text is None or not isinstance(element, StructElement) or not line.runs:
            return None
        above = max(run.face.ascent / run.face.upem * run.size for run in line.runs)
        below = max(-run.face.descent / run.face.upem * run.size for run in line.runs)
        last = box = (x, y - below, x + line.width, y + above)
        page = len(self._pages) + 1
        known = self._places.get((element, page))
        if known:
            box = _around(known.box, box)
        lines = known.lines + 1 if known else 1
        letter = line.width / max(1, len(line.text.strip()))
        free = max(0.0, self.measure - line.width)
        room = int(free / letter) if letter else 0
        label = element.role is Role.LBL
        place = Place(text, page, box, lines, last, room, free, label)
        self._places[element, page] = place
        return place


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _texts_by_element(tagged: TaggedHandout) -> Mapping[StructElement, Text]:
    return {one.element: one.text for one in _texts(tagged)}


def _texts(tagged: TaggedHandout) -> Iterator[TaggedText]:
    yield tagged.title
    yield tagged.subtitle
    yield from tagged.notices
    yield from tagged.summary.texts
    for section in tagged.sections:
        yield from section.texts
    if tagged.english:
        yield from _texts(tagged.english)
