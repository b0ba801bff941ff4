"""Paragraphs: spans of text in, lines of positioned glyphs out.

`Typesetter.shape` does what does not depend on size or width (bidi, items, glyphs, opportunities)
once per text; `ShapedParagraph.lines` then only cuts, reorders and adds up::

    typesetter = Typesetter(FontLibrary(default_folders(None, project)))
    paragraph = typesetter.shape((TextSpan("Rest for "), TextSpan("24 hours", bold=True)), english)
    for line in paragraph.lines(size=12, width=300):
        canvas.show_line(line, x, y, "#000000")

Worked example, a right-to-left line. The text "abc אבג " in Hebrew has the levels 22211111, so it
is cut into two segments, "abc" and " אבג ". The trailing space leaves no width (L1 puts it at the
line's left end). Reordering (L2) gives, from the left, "גבא", space, "abc"; the runs are still
handed out in reading order, "abc" first, with its larger x.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from handouts.model import unicode
from handouts.model.languages import Language
from handouts.text import bidi, breaks, fitting, isolates, shape
from handouts.text.fitting import Stretch
from handouts.text.fonts import FontLibrary
from handouts.text.glyphs import GlyphRun, Line
from handouts.text.identity_cache import room
from handouts.text.itemize import FaceStack, Item, Style, itemize
from handouts.text.segments import Segment, join, run_of, whole_segment
from handouts.text.shape import ShapedItem

_CACHED_PARAGRAPHS = 512
#: A letter, with a mark or not, and one more.
_INSIDE_WORD = re.compile(r"(?:[^\W\d_]|[\u064b-\u065f\u0670])[^\W\d_]")


class TextSpan(NamedTuple):
    """A stretch of a paragraph. `language` is given where it is not the paragraph's own."""

    text: str
    bold: bool = False
    language: Language | None = None


class Typesetter:
    """Shapes paragraphs and remembers them; one per process is enough. `unbreakable` gives the
    words of a language that no line is broken in."""

    def __init__(
        self,
        fonts: FontLibrary,
        unbreakable: Callable[[Language], tuple[str, ...]] = lambda _language: (),
    ) -> None:
        self.fonts = fonts
        self._unbreakable = functools.cache(unbreakable)
        self._stacks: dict[tuple[str, bool], FaceStack] = {}
        self._paragraphs: OrderedDict[tuple[tuple[TextSpan, ...], str], ShapedParagraph] = (
            OrderedDict()
        )

    def shape(self, spans: Sequence[TextSpan], language: Language) -> ShapedParagraph:
        """The glyphs of a paragraph, at no particular size.

        Raises `SetupError` when a language has no font at all.
        """
        key = tuple(spans), language.tag
        known = self._paragraphs.get(key)
        if known is None:
            return self.shape_all(key[:1], language)[0]
        self._paragraphs.move_to_end(key)
        return known

    def shape_all(
        self, paragraphs: Sequence[tuple[TextSpan, ...]], language: Language
    ) -> list[ShapedParagraph]:
        """The same for several paragraphs, which takes a quarter less than one after the other:
        each step finds in the processor's caches what it needs."""
        kept, tag = self._paragraphs, language.tag
        unknown = [spans for spans in dict.fromkeys(paragraphs) if (spans, tag) not in kept]
        new = dict(zip(unknown, self._shape(unknown, language), strict=True))
        shaped = [new.get(spans) or kept[spans, tag] for spans in paragraphs]
        for spans, paragraph in new.items():
            kept[spans, tag] = paragraph
            if len(kept) > room(_CACHED_PARAGRAPHS):
                kept.popitem(last=False)
        return shaped

    def _shape(
        self, paragraphs: Sequence[tuple[TextSpan, ...]], language: Language
    ) -> list[ShapedParagraph]:
        texts = ["".join([span.text for span in spans]) for spans in paragraphs]
        words = self._unbreakable(language)
        ends = breaks.opportunities_of_each(texts, language, words)
        base, arabic = int(language.right_to_left), unicode.letters_are_arabic(language.script)
        levels = [isolates.levels(text, base, arabic) for text in texts]
        cut = [
            self._itemized(spans, text, each, language)
            for spans, text, each in zip(paragraphs, texts, levels, strict=True)
        ]
        seen = list(map(shape.shaping_text, texts))
        shaped = [
            tuple([shape.shape(given, text, item) for item in items])
            for given, text, (items, _) in zip(seen, texts, cut, strict=True)
        ]
        return [
            ShapedParagraph(text, given, glyphs, places, base, missing)
            for text, given, glyphs, places, (_, missing) in zip(
                texts, seen, shaped, ends, cut, strict=True
            )
        ]

    def _itemized(
        self, spans: Sequence[TextSpan], text: str, levels: bytes, language: Language
    ) -> tuple[list[Item], tuple[str, ...]]:
        styles = _styles(spans, text, language)
        stacks = [self._stack(style.language, style.bold) for style in styles]
        return itemize(text, styles, levels, stacks)

    def _stack(self, language: Language, bold: bool) -> FaceStack:
        key = (language.tag, bold)
        if key not in self._stacks:
            faces = self.fonts.stack(language, bold)
            self._stacks[key] = FaceStack(faces, language.script)
        return self._stacks[key]


def _styles(spans: Sequence[TextSpan], text: str, language: Language) -> list[Style]:
    """One style per span with text, boundaries moved to the end of the cluster they fall into, or
    of the word where letters slope."""
    clusters = _whole_pieces(text, language) if len(spans) > 1 else None
    styles: list[Style] = []
    start = place = 0
    for index, span in enumerate(spans):
        place += len(span.text)
        end = place
        if clusters is not None and place < len(text):
            following = bisect_left(clusters, place)
            end = clusters[following] if following < len(clusters) else len(text)
        if end > start:
            styles.append(Style(start, end, index, span.bold, span.language or language))
            start = end
    return styles


def _whole_pieces(text: str, language: Language) -> Sequence[int] | None:
    """Where clusters or words begin that are set in one style; None where each character may have
    its own."""
    starts = breaks.grapheme_starts(text)
    if not language.rule.sloping:
        return starts
    return [
        place
        for place in (range(len(text)) if starts is None else starts)
        if not _INSIDE_WORD.match(text, max(place - 1, 0))
    ]


class ShapedParagraph:
    """A paragraph's glyphs, from which lines of any size and width are cut. Never changes.
    `missing`: the characters no face has, in order; `circles`: where a dotted circle is drawn."""

    def __init__(
        self,
        text: str,
        seen: str,
        items: tuple[ShapedItem, ...],
        opportunities: breaks.Breaks,
        base: int,
        missing: tuple[str, ...],
    ) -> None:
        self.text = text
        self.missing = missing
        self.circles = tuple([place for shaped in items for place in shaped.circles])
        self._seen = seen
        self._items = items
        self._starts = [shaped.item.start for shaped in items]
        self._breaks = opportunities
        self._base = base
        self._pen_at_item = [0.0]
        for shaped in items:
            ems = shaped.pens[-1] / shaped.item.face.upem
            self._pen_at_item.append(self._pen_at_item[-1] + ems)
        self._reshaped: dict[tuple[int, int, int, bool], ShapedItem] = {}
        self._segments_of: dict[tuple[int, int], list[Segment]] = {}
        self._lines: dict[tuple[float, float, float, bool], tuple[Line, ...]] = {}

    def natural_width(self, size: float) -> float:
        """The width of the paragraph when it is not broken (but at line separators), in points."""
        ends = sorted({*self._breaks.forced, len(self.text)})
        starts = [0, *ends]
        return size * max(map(self._exact_width, starts, ends), default=0.0)

    def min_width(self, size: float, *, loose: bool = False) -> float:
        """The width of the widest piece that is kept on one line, in points; `loose`: cut at soft
        hyphens and wherever else it may be if it must."""
        ends = self._breaks.loose if loose else self._breaks.strict
        return size * max(map(self._exact_width, (0, *ends), ends), default=0.0)

    def lines(
        self,
        size: float,
        width: float,
        first_indent: float = 0.0,
        later_width: float | None = None,
        *,
        balanced: bool = False,
    ) -> tuple[Line, ...]:
        """The paragraph cut into lines no wider than `width`; all measures in points.

        The first line is shorter by `first_indent`; the others are `later_width` wide where that
        is given. Runs count from the line's own left edge, so the caller places the indent. A line
        is wider only when a single cluster is; `balanced` ones are about equally long, as in a
        heading. No text gives no lines.
        """
        rest = width if later_width is None else later_width
        key = (size, width - first_indent, rest, balanced)
        if key not in self._lines:
            stretches = self._fit(key[1] / size, rest / size, balanced)
            self._lines[key] = tuple([self._line(stretch, size) for stretch in stretches])
        return self._lines[key]

    def _fit(self, first_width: float, later_width: float, balanced: bool) -> list[Stretch]:
        end = len(self.text)
        about = self._pen_at_item[-1] - 1  # a trailing space takes no width
        if (
            end
            and about <= first_width
            and not self._breaks.forced
            and self._exact_width(0, end) <= first_width
        ):
            return [Stretch(0, end)]
        return fitting.fit(self._measures, first_width, later_width, balanced=balanced)

    @cached_property
    def _measures(self) -> fitting.Measures:
        weaker = (lambda: self._weaker,) if self._breaks.weaker else ()
        return fitting.Measures(
            strict=self._measured(self._breaks.strict),
            phrases=self._measured(self._breaks.phrases) if self._breaks.phrases else None,
            finer=(*weaker, lambda: self._loose, lambda: self._by_cluster),
            forced=self._breaks.forced,
            exact=self._exact_width,
            pauses=lambda: breaks.pauses(self.text),
        )

    @cached_property
    def _weaker(self) -> fitting.Opportunities:
        return self._measured(self._breaks.weaker)

    @cached_property
    def _loose(self) -> fitting.Opportunities:
        return self._measured(self._breaks.loose)

    @cached_property
    def _by_cluster(self) -> fitting.Opportunities:
        starts = breaks.grapheme_starts(self.text)
        places = range(len(self.text)) if starts is None else starts
        return self._measured([*places[1:], len(self.text)])

    def _measured(self, places: Sequence[int]) -> fitting.Opportunities:
        pens: list[float] = []
        inks: list[float] = []
        reach = 0.0
        for place in places:
            pens.append(self._pen(place))
            # Negative advances must not make the sums fall, for they are searched in halves.
            reach = max(reach, self._pen(bidi.ink_end(self.text, 0, place)))
            inks.append(reach)
        return fitting.Opportunities(places, pens, inks)

    def _pen(self, place: int) -> float:
        """How far the pen has come before the character at `place`, in ems."""
        index = bisect_right(self._starts, place) - 1
        shaped = self._items[index]
        units = shaped.pens[bisect_left(shaped.starts, place)]
        return self._pen_at_item[index] + units / shaped.item.face.upem

    def _exact_width(self, start: int, end: int) -> float:
        """The width of a line between two places, in ems, shaped anew where breaks ask for it."""
        return sum([segment.ems for segment in self._segments(start, end)])

    def _segments(self, start: int, end: int) -> list[Segment]:
        """The pieces of items that make up a line, in logical order."""
        known = self._segments_of.get((start, end))
        if known is not None:
            return known
        hyphenated = start < end < len(self.text) and self.text[end - 1] == breaks.SOFT_HYPHEN
        ink_end = end if hyphenated else bidi.ink_end(self.text, start, end)
        segments: list[Segment] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._items) and self._starts[index] < end:
            item = self._items[index].item
            first, last = max(start, item.start), min(end, item.end)
            if first < ink_end < last and item.level != self._base:
                segments.append(self._segment(index, first, ink_end, ink_end))
                first = ink_end
            if first < last and hyphenated and last == end:
                shown = self._reshape(index, first, last, item.level, hyphenated=True)
                segments.append(whole_segment(shown))
            elif first < last:
                segments.append(self._segment(index, first, last, ink_end))
            index += 1
        self._segments_of[start, end] = segments
        return segments

    def _segment(self, index: int, start: int, end: int, ink_end: int) -> Segment:
        shaped = self._items[index]
        level = shaped.item.level
        if start >= ink_end and level != self._base:  # L1
            shaped = self._reshape(index, start, end, self._base)
        elif not (shaped.may_cut(start) and shaped.may_cut(end)):
            shaped = self._reshape(index, start, end, level)
        starts, pens = shaped.starts, shaped.pens
        first = bisect_left(starts, start)
        last = len(starts) if end >= shaped.item.end else bisect_left(starts, end)
        ink = last if ink_end >= end else bisect_left(starts, max(ink_end, start), first, last)
        units = pens[ink] - pens[first]
        return Segment(shaped, first, ink, last, units, units / shaped.item.face.upem)

    def _reshape(
        self, index: int, start: int, end: int, level: int, *, hyphenated: bool = False
    ) -> ShapedItem:
        """A piece of an item, with the paragraph around it; `hyphenated` shows the soft hyphen at
        its end."""
        key = (start, end, level, hyphenated)
        if key not in self._reshaped:
            item = self._items[index].item._replace(start=start, end=end, level=level)
            seen = shape.with_hyphen(self._seen, item) if hyphenated else self._seen
            self._reshaped[key] = shape.shape(seen, self.text, item)
        return self._reshaped[key]

    def _line(self, stretch: Stretch, size: float) -> Line:
        segments = self._segments(stretch.start, stretch.end)
        if len(segments) == 1:
            order = [0]
        else:
            order = bidi.visual_order([segment.shaped.item.level for segment in segments])
        lefts = [0.0] * len(segments)
        width = 0.0
        for index in order:
            lefts[index] = width
            width += segments[index].ems * size
        runs: list[GlyphRun] = []
        for segment, left in zip(segments, lefts, strict=True):
            run = run_of(segment, left, size)
            if not runs or not join(runs, run):
                runs.append(run)
        return Line(
            runs=tuple(runs),
            width=width,
            start=stretch.start,
            end=stretch.end,
            text=self.text[stretch.start : stretch.end],
            overwide=stretch.overwide,
        )
