"""A document becomes pieces and a structure tree, side by side: what is read and what is seen.

The walk over the document fixes the reading order. Each block adds its elements to the tree before
any page exists (ISO 32000-1, 14.7 and 14.8), and hands them to the pieces that will paint them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from handouts.editions.paper.blocks import Columns, OnOneLine, Panel, TimelineRow, WritingLine
from handouts.editions.paper.boxes import Kept, Piece, Setting, Stack
from handouts.editions.paper.figures import Beside, Picture
from handouts.editions.paper.forms import diary, field, fill_in, write_lines
from handouts.editions.paper.headings import AdviceHeading, Outlined, SectionHeading
from handouts.editions.paper.list_markers import bulleted, numbered, signed, tick_size, ticked
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.text_box import TextPiece
from handouts.model.document import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Figure,
    FillIn,
    Handout,
    Item,
    Paragraph,
    Section,
    Span,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.model.findings import Where
from handouts.model.languages import language
from handouts.pdf.tags import Attributes, Field, Numbering, Placement, Role, StructElement

#: Blocks that a paragraph before them introduces.
_FOLLOWERS = (Bullets, Steps, Checklist, Timeline, Diary, WriteLines)

#: Numerals look the same in every language.
_ENGLISH = language("en")

#: Least white space above an entry with a picture, points.
_ABOVE_PICTURE = 6.0

#: A longer list has two entries or more on either side of a page's edge.
_SHORT_LIST = 3

_BULLET = Text((Span("•"),), Where(""))

#: Space between columns, the same on the whole sheet, so that their edges line up; points.
_COLUMN_GAP = 18.0

_FIGURE = Attributes(placement=Placement.BLOCK)


class Builder:
    """Builds the pieces of one sheet under `root`, the Document element."""

    def __init__(self, setting: Setting, root: StructElement, art: Path) -> None:
        self.setting, self.root, self.art = setting, root, art
        self.style = setting.style

    @property
    def _padding(self) -> float:
        return max(9.0, self.style.gap(12))

    def head(self, handout: Handout) -> list[Piece]:
        """Title, subtitle, draft notice: the top of the first page."""
        style = self.style
        h1 = self.root.add(Role.H1)
        title = TextPiece(self.setting, handout.title, style.title, h1, contained=True)
        subtitle = TextPiece(self.setting, handout.subtitle, style.subtitle, self.root.add(Role.P))
        subtitle.space = style.gap(2)
        pieces: list[Piece] = [title, subtitle]
        if handout.draft:
            pieces.append(self._draft(handout.draft_notice))
        return pieces

    def _draft(self, notices: Sequence[Text]) -> Piece:
        """The language's own notice, at which the patient looks, before the desk's in English."""
        note = self.root.add(Role.DIV)
        label = self.style.label
        texts: list[TextPiece] = []
        for notice in reversed(notices):
            own = notice.spans[0].language if notice.spans else None
            element = note.add(Role.P, lang=own.tag if own else None)
            style = label if own is None else self.style.latin(self.style.body)
            texts.append(TextPiece(self.setting, notice, style, element, language=own))
            texts[-1].space = 1.0
        body = texts[0] if len(texts) == 1 else OnOneLine(self.setting, texts[0], texts[1], 12.0)
        colors = self.style.colors
        panel = Panel(self.setting, body, fill=None, frame=colors["ink"], padding=7)
        panel.space = self.style.gap(7)
        return panel

    def body(self, handout: Handout) -> list[Piece]:
        """Summary and sections, a piece each."""
        pieces = [self._summary(handout.summary)]
        waiting = list(handout.sections)
        while waiting:
            section = waiting.pop(0)
            if waiting and _is_card(section) and _is_card(waiting[0]) and not self.style.large:
                first = self._section(section, card=True)
                second = self._section(waiting.pop(0), card=True)
                piece: Piece = Columns(self.setting, first, second, _COLUMN_GAP)
            else:
                piece = self._section(section)
            piece.space = self.style.gap(15)
            pieces.append(piece)
        return pieces

    def _summary(self, summary: Callout) -> Piece:
        sect = self.root.add(Role.SECT)
        pieces: list[Piece] = []
        if summary.heading:
            element = sect.add(Role.H2)
            pieces.append(SectionHeading(self.setting, summary.heading, element, ruled=False))
        for block in summary.blocks:
            piece = self._block(block, sect, self.style.lead)
            piece.space = self.style.gap(4)
            pieces.append(piece)
        body: Piece = Stack(pieces)
        if summary.figure:
            # Small in large print: the main thing shall stand on the first page.
            width = 112.0 if self.style.large else 0.0
            picture = self._picture(summary.figure, sect, width)
            body = Beside(self.setting, pieces, picture, 12.0, centered=True)
        colors = self.style.colors
        panel = Panel(
            self.setting,
            body,
            fill=colors["tint"],
            bar=colors["brand"],
            padding=self._padding,
        )
        kept = Kept(self.setting, panel)
        kept.space = self.style.gap(12)
        return kept

    def _section(self, section: Section, *, card: bool = False) -> Piece:
        """A section; as a card it has half the width, and a smaller picture."""
        sect = self.root.add(Role.SECT)
        heading = SectionHeading(self.setting, section.heading, sect.add(Role.H2))
        blocks = self._blocks(section.blocks, sect)
        if section.figure is None:
            return Stack([heading, *blocks])
        width = self.style.figure_width * (0.72 if card else 1.0)
        made = len(sect.children)
        picture = self._picture(section.figure, sect, width)
        place = 1 + section.opening  # after the heading; a paragraph is one element
        sect.children[place:] = [*sect.children[made:], *sect.children[place:made]]
        if self.style.large:
            picture.space = self.style.gap(8)
            if section.opening:
                blocks[section.opening - 1].keep_with_next = True
            # A heading and a drawing say nothing without the steps that they belong to.
            picture.keep_with_next = not section.opening
            opening, rest = blocks[: section.opening], blocks[section.opening :]
            return Stack([heading, *opening, picture, *rest])
        beside = Beside(self.setting, blocks, picture, 16.0)
        beside.space = self.style.gap(5)
        return Stack([heading, beside])

    def _blocks(self, blocks: Sequence[Block], parent: StructElement) -> list[Piece]:
        """Blocks one below the other; blank lines with short labels two by two."""
        pieces: list[Piece] = []
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            piece = self._spaced(block, parent)
            # "Write down what we tell you:" is nothing without what follows.
            piece.keep_with_next = isinstance(block, Paragraph) and isinstance(
                following, _FOLLOWERS
            )
            last = pieces[-1] if pieces else None
            if (
                isinstance(piece, WritingLine)
                and isinstance(last, WritingLine)
                and piece.is_short
                and last.is_short
                and not self.style.large
            ):
                pieces[-1] = Columns(self.setting, last, piece, _COLUMN_GAP)
                pieces[-1].space = last.space
            else:
                pieces.append(piece)
        return pieces

    def _spaced(self, block: Block, parent: StructElement) -> Piece:
        piece = self._block(block, parent, self.style.body)
        piece.space = self.style.gap(6)
        return piece

    def _block(self, block: Block, parent: StructElement, style: TextStyle) -> Piece:
        match block:
            case Paragraph(text):
                return TextPiece(self.setting, text, style, parent.add(Role.P))
            case Bullets(items):
                return self._list(items, parent, style, Numbering.DISC, self._bullet)
            case Steps(items):
                return self._list(items, parent, style, Numbering.DECIMAL, self._step, gap=6.0)
            case Checklist(items, box):
                return self._checklist(items, box, parent, style)
            case DoDont():
                return self._advice(block, parent)
            case Callout():
                return self._callout(block, parent)
            case Timeline():
                return self._timeline(block, parent)
            case Diary():
                return diary(self.setting, block, parent)
            case FillIn():
                return fill_in(self.setting, block, parent)
            case WriteLines():
                return write_lines(self.setting, block, parent)
            case Figure():
                return self._picture(block, parent)
        raise AssertionError(f"no layout for {type(block).__name__}")

    def _picture(self, figure: Figure, parent: StructElement, width: float = 0.0) -> Picture:
        """A drawing; decoration when it has no words to describe it."""
        art = self.setting.drawing(self.art, figure.art)
        element = None
        if figure.alt:
            element = parent.add(Role.FIGURE, alt=figure.alt.plain, attributes=_FIGURE)
        caption = None
        if figure.caption:
            # Beside the figure, not in it: readers go no deeper than its description.
            below = parent.add(Role.CAPTION if figure.alt else Role.P)
            caption = TextPiece(
                self.setting, figure.caption, self.style.caption, below, centered=True
            )
        return Picture(self.setting, art, width or self.style.figure_width, element, caption)

    def _item(
        self, item: Item, parent: StructElement, style: TextStyle, *, centered: bool
    ) -> Piece:
        """The words of a list item, with its drawing at the end side."""
        text = TextPiece(self.setting, item.text, style, parent.add(Role.P))
        if item.figure is None:
            return text
        width = self.style.figure_width * 0.62
        picture = self._picture(item.figure, parent, width)
        piece = Beside(self.setting, [text], picture, 12.0, centered=centered)
        piece.pictured = True
        return piece

    def _list(
        self,
        items: Sequence[Item],
        parent: StructElement,
        style: TextStyle,
        numbering: Numbering,
        mark: Callable[[int, Piece, StructElement], Piece],
        *,
        gap: float = 4.0,
        tall: bool = True,
        labelled: bool = True,
    ) -> Piece:
        """A list. `gap` is the space between entries; `tall` centres words on a higher picture.
        Without labels its marks are decoration, and `mark` gets the entry itself."""
        listed = parent.add(Role.L, attributes=Attributes(numbering=numbering))
        pieces = []
        for number, item in enumerate(items, 1):
            entry = listed.add(Role.LI)
            label = entry.add(Role.LBL) if labelled else entry
            body = entry.add(Role.LBODY)
            piece = mark(number, self._item(item, body, style, centered=tall), label)
            # The caption of one picture must not be taken for the title of the next.
            piece.space = max(self.style.gap(gap), _ABOVE_PICTURE if item.figure else 0.0)
            pieces.append(piece)
        return Stack(pieces, fewest=2 if len(pieces) > _SHORT_LIST else 1)

    def _bullet(self, _number: int, body: Piece, label: StructElement) -> Piece:
        # A letter, not a drawing: what is drawn would have to be a figure (PDF/UA-1, 7.3).
        dot = TextPiece(self.setting, _BULLET, self.style.bullet, label, language=_ENGLISH)
        return bulleted(self.setting, body, dot, label, 22.0 if self.style.large else 15.0)

    def _step(self, number: int, body: Piece, label: StructElement) -> Piece:
        text = Text((Span(str(number)),), Where(""))
        numeral = TextPiece(self.setting, text, self.style.numeral, label, language=_ENGLISH)
        gutter = self.style.numeral.size * 1.75 + 9
        return numbered(self.setting, body, numeral, label, gutter)

    def _checklist(
        self, items: Sequence[Item], box: Text, parent: StructElement, style: TextStyle
    ) -> Piece:
        def mark(number: int, body: Piece, label: StructElement) -> Piece:
            name = items[number - 1].text.plain
            tick_box = field(label, Field.CHECK_BOX, name, box.plain)
            return ticked(self.setting, body, tick_box, tick_size(self.setting) + 8)

        return self._list(items, parent, style, Numbering.NONE, mark, gap=7.0)

    def _advice(self, block: DoDont, parent: StructElement) -> Piece:
        columns = []
        for good, heading, items in (
            (True, block.do_heading, block.do),
            (False, block.dont_heading, block.dont),
        ):
            columns.append(self._advice_column(good, heading, items, parent))
        if self.style.large:
            kept = [Kept(self.setting, column) for column in columns]
            kept[1].space = self.style.gap(10)
            return Stack(kept)
        return Columns(self.setting, columns[0], columns[1], _COLUMN_GAP)

    def _advice_column(
        self, good: bool, heading: Text, items: Sequence[Item], parent: StructElement
    ) -> Piece:
        def mark(_number: int, body: Piece, _entry: StructElement) -> Piece:
            return signed(self.setting, body, self.style.body.size * 1.6, good=good)

        sect = parent.add(Role.SECT)
        head = AdviceHeading(self.setting, heading, sect.add(Role.H3), good=good)
        # "Do not" is said by the heading and by each sentence; a cross said as well is noise.
        listed = self._list(
            items, sect, self.style.body, Numbering.NONE, mark, tall=False, labelled=False
        )
        color = self.style.colors["do" if good else "dont"]
        panel = Panel(self.setting, listed, fill=None, padding=9)
        return Outlined(self.setting, Stack([head, panel]), color)

    def _callout(self, block: Callout, parent: StructElement) -> Piece:
        colors = self.style.colors
        # A box without a heading goes by that of its section: a part without a name says nothing.
        sect = parent.add(Role.SECT) if block.heading else parent
        pieces: list[Piece] = []
        if block.heading:
            element = sect.add(Role.H3)
            pieces.append(TextPiece(self.setting, block.heading, self.style.label, element))
        pieces += self._blocks(block.blocks, sect)
        call = block.kind == "call"
        panel = Panel(
            self.setting,
            Stack(pieces),
            fill=None if call else colors["tint"],
            frame=colors["brand"] if call else None,
            bar=None if call else colors["brand"],
            padding=self._padding,
        )
        return Kept(self.setting, panel)

    def _timeline(self, block: Timeline, parent: StructElement) -> Piece:
        listed = parent.add(Role.L, attributes=Attributes(numbering=Numbering.NONE))
        widest = max(
            self.setting.natural_width(event.when, self.style.label) for event in block.events
        )
        when_width = min(widest, self.style.width * 0.3)
        # A long time on two lines takes no more than its lines do.
        when_width = 1 + max(
            line.width
            for event in block.events
            for line in self.setting.lines(event.when, self.style.label, when_width + 1)
        )
        rows = []
        for number, event in enumerate(block.events):
            entry = listed.add(Role.LI)
            label, body = entry.add(Role.LBL), entry.add(Role.LBODY)
            rows.append(
                TimelineRow(
                    self.setting,
                    TextPiece(self.setting, event.when, self.style.label, label),
                    TextPiece(self.setting, event.what, self.style.body, body),
                    when_width,
                    first=number == 0,
                    last=number == len(block.events) - 1,
                    padding=self.style.gap(9),
                )
            )
        return Kept(self.setting, Stack(rows, fewest=2), always=False)


def _is_card(section: Section) -> bool:
    """Whether a section is a picture with a paragraph, short enough to share a row."""
    (first, *rest) = section.blocks
    return section.figure is not None and isinstance(first, Paragraph) and not rest
