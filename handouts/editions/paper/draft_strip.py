"""The strip below the head of the first page: that the sheet is a draft. It is content."""

from __future__ import annotations

from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR, CLEAR_OF_RULE
from handouts.editions.paper.running_text import RunningElement, RunningText
from handouts.editions.paper.tagged import TaggedHandout, TaggedText
from handouts.pdf.canvas import TaggedCanvas

#: White space above the strip, inside it, and between the notices in it; points.
ABOVE_STRIP = 3.0
_STRIP_INSET = 8.0
_STRIP_GAP = 14.0

#: How much lower letters stand than in the middle of their ink, em.
_LOWER = 0.08

#: Height of a strip of one line in large print, points.
_LARGE_ROW = 27.0

#: What stays clear above and below the ink of large print in the strip, points.
_LARGE_CLEAR = 3.0

#: The least white space between the ink of a notice that stands a little low and the strip, points.
_CLEAR = CLEAR + 0.4


class DraftStrip(RunningElement):
    """Sets and paints the notices of a draft, if a sheet has any."""

    def __init__(self, context: Context, tagged: TaggedHandout) -> None:
        super().__init__(context)
        self._notices = [self.notice(notice) for notice in tagged.notices]

    def notice(self, notice: TaggedText) -> RunningText:
        """The notice as a line; the desk's in English."""
        style = self.style
        own = style.latin(style.body) if notice.language else style.body
        return self.message(notice.text, own, style.width - 2 * _STRIP_INSET, notice)

    @property
    def _strip_in_one(self) -> bool:
        """Whether all notices share a line."""
        wide = sum(words.width for words in self._notices) + 2 * _STRIP_INSET
        one_each = all(len(words.lines) == 1 for words in self._notices)
        return one_each and wide + _STRIP_GAP * (len(self._notices) - 1) <= self.style.width

    @property
    def _strip_row(self) -> float:
        """Height of one line of the strip: the same in most languages."""
        inked = max(words.ink_height / len(words.lines) for words in self._notices)
        clear = _LARGE_CLEAR if self.style.large else CLEAR_OF_RULE
        return max(self.style.sizes.strip, inked + 2 * clear)

    @property
    def _strip_height(self) -> float:
        rows = 1 if self._strip_in_one else sum(len(words.lines) for words in self._notices)
        return max(_LARGE_ROW if self.style.large else 0.0, self._strip_row * rows)

    def _paint_strip(self, canvas: TaggedCanvas, below: float) -> None:
        """The language's own notice at the start side, the desk's English one at the end side.
        `below` is the height on the page of the head's lower edge."""
        if not self._notices:
            return
        style, height = self.style, self._strip_height
        top = below - ABOVE_STRIP
        with canvas.artifact("Layout"):
            color = style.colors["ink"]
            canvas.draw_rect(
                style.margin,
                top - height,
                style.width,
                height,
                stroke=color,
                line_width=0.8,
                radius=3,
            )
        if self._strip_in_one:
            above = max(words.ink_top for words in self._notices)
            inked = above + max(words.ink_height - words.ink_top for words in self._notices)
            clear = (height - inked) / 2
            baseline = top - clear - self._lower(clear) - above
            for number, words in enumerate(self._notices):
                at = baseline + words.baseline
                self.paint_words(canvas, words, _STRIP_INSET, at, end=number > 0)
            return
        # As much white above, between and below the ink of the notices.
        inked = sum(words.ink_height for words in self._notices)
        white = (height - inked) / (len(self._notices) + 1)
        for words in self._notices:
            top -= white
            at = top - self._lower(white) + words.baseline - words.ink_top
            self.paint_words(canvas, words, _STRIP_INSET, at)
            top -= words.ink_height

    def _lower(self, clear: float) -> float:
        """How much lower than by its ink, `clear` points from the edges, a line stands: few letters
        reach below their base line. In Nastaliq many do."""
        style = self.style
        return 0.0 if style.sloping else max(0.0, min(_LOWER * style.body.size, clear - _CLEAR))
