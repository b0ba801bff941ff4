"""The structure elements of a section that has room to write, beside its English.

Nobody can fill in one form twice: what is written, ticked or ringed stands once on the sheet, and
each of its messages is said in the patient's language, then in English. Around it the words of
both languages are read in turns, the English ones in a `Div` of their own::

    Sect
      H2        How strong is my pain? (in the patient's language)
      Div, en   H2 (in English)
      Table     Caption, header cells: P, then P in English; empty cells
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.editions.paper.block_tags import Tagger
from handouts.editions.paper.tagged import TaggedBlock, TaggedCallout, TaggedSection, TaggedText
from handouts.model.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Diary,
    FillIn,
    Section,
    Steps,
    Text,
    WriteLines,
    WriteTable,
)
from handouts.model.document import Node, walk
from handouts.model.languages import ENGLISH, Language
from handouts.pdf.tags import Role, StructElement


def is_shared(block: Block) -> bool:
    """Whether a block is filled in, so that it stands once for both languages; a box, whether it
    holds such a block."""
    match block:
        case Diary() | FillIn() | WriteLines() | WriteTable() | Checklist():
            return True
        case Bullets(items) | Steps(items):
            return any(item.blank for item in items)
        case Callout(blocks=blocks):
            return any(map(is_shared, blocks))
    return False


class _Part:
    """A part of the tree, and the English that is read next in it."""

    def __init__(self, element: StructElement) -> None:
        self.own = element
        self.english = StructElement(Role.DIV, ENGLISH.tag)

    def add_english(self) -> None:
        """Lets the English so far be read now."""
        if self.english.children:
            self.own.children.append(self.english)
            self.english = StructElement(Role.DIV, ENGLISH.tag)


class SharedTagger:
    """Makes elements for a section and its English in one part."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def sections(self, own: Section, english: Section) -> tuple[TaggedSection, TaggedSection]:
        """A section and its English, both with the element of the part. What stands once is the
        same block in both."""
        self._own, self._english = Tagger(self._language), Tagger(ENGLISH)
        self._both = _BothTagger(self._language, self._english, own, english)
        part = _Part(StructElement(Role.SECT))
        heading, heading_en = self._texts(own.heading, english.heading, Role.H2, part)
        pairs = self._blocks(own.blocks[: own.opening], english.blocks[: own.opening], part)
        figure = self._own.figure(own.figure, part.own) if own.figure else None
        figure_en = self._english.figure(english.figure, part.english) if english.figure else None
        pairs += self._blocks(own.blocks[own.opening :], english.blocks[own.opening :], part)
        part.add_english()
        blocks, blocks_en = zip(*pairs, strict=True)
        drawings = tuple(dict.fromkeys([*self._own.drawings, *self._both.drawings]))
        texts = (*self._own.texts, *self._both.texts)
        tail = own.opening, drawings, texts, own.urgent
        tail_en = own.opening, self._english.drawings, self._english.texts, own.urgent
        return (
            TaggedSection(part.own, heading, blocks, figure, *tail),
            TaggedSection(part.own, heading_en, blocks_en, figure_en, *tail_en),
        )

    def _texts(
        self, own: Text, english: Text, role: Role, part: _Part
    ) -> tuple[TaggedText, TaggedText]:
        return (
            self._own.text(own, part.own.add(role)),
            self._english.text(english, part.english.add(role)),
        )

    def _blocks(
        self, own: Sequence[Block], english: Sequence[Block], part: _Part
    ) -> list[tuple[TaggedBlock, TaggedBlock]]:
        return [self._pair(*pair, part) for pair in zip(own, english, strict=True)]

    def _pair(self, own: Block, english: Block, part: _Part) -> tuple[TaggedBlock, TaggedBlock]:
        if not is_shared(own):
            first = self._own.block(own, part.own)
            return first, self._english.block(english, part.english)
        if isinstance(own, Callout) and isinstance(english, Callout):
            return self._callout(own, english, part)
        part.add_english()
        block = self._both.block(own, part.own)
        return block, block

    def _callout(
        self, own: Callout, english: Callout, part: _Part
    ) -> tuple[TaggedCallout, TaggedCallout]:
        """A box. One that tells where to call stands once with all that is in it; the picture of
        any does."""
        part.add_english()
        if own.label or own.heading:
            part = _Part(part.own.add(Role.SECT))
        label, label_en = self._heading(own.label, english.label, Role.H3, part)
        below = Role.H4 if own.label else Role.H3
        heading, heading_en = self._heading(own.heading, english.heading, below, part)
        if own.kind == "call":
            part.add_english()
            blocks = tuple([self._both.block(block, part.own) for block in own.blocks])
            blocks_en: tuple[TaggedBlock, ...] = blocks
        else:
            pairs = self._blocks(own.blocks, english.blocks, part)
            part.add_english()
            blocks, blocks_en = zip(*pairs, strict=True)
        figure = self._own.figure(own.figure, part.own) if own.figure else None
        callout = TaggedCallout(own.kind, label, heading, blocks, figure)
        if own.kind == "call":
            heading = heading._replace(english=heading_en) if heading else None
            callout = callout._replace(heading=heading)
            return callout, callout
        return callout, TaggedCallout(own.kind, label_en, heading_en, blocks_en, figure)

    def _heading(
        self, own: Text | None, english: Text | None, role: Role, part: _Part
    ) -> tuple[TaggedText | None, TaggedText | None]:
        return self._texts(own, english, role, part) if own and english else (None, None)


class _BothTagger(Tagger):
    """Makes elements for blocks that stand once: each message has its own, and the English one
    after it."""

    def __init__(self, language: Language, english: Tagger, *sections: Section) -> None:
        super().__init__(language)
        self._tagger = english
        texts = [_texts_of(section) for section in sections]
        self._english = {id(own): same for own, same in zip(*texts, strict=True)}

    def text(
        self, text: Text, element: StructElement, language: Language | None = None
    ) -> TaggedText:
        """A message in its language, then in English."""
        english = self._english[id(text)]
        if element.role is Role.P:
            element.role = Role.DIV
        own = super().text(text, element.add(Role.P), language)
        same = self._tagger.text(english, element.add(Role.P, lang=ENGLISH.tag))
        return own._replace(english=same)

    def filled(self, block: FillIn) -> Text:
        """The value stands once, behind the label in the patient's language."""
        text = super().filled(block)
        self._english[id(text)] = self._english[id(block.label)]
        return text

    def line_element(self, parent: StructElement) -> StructElement:
        """For the label in both languages and the line."""
        return parent.add(Role.DIV)

    def label_element(self, line: StructElement) -> StructElement:
        """The labels are paragraphs of their own, so that they do not run together."""
        return line


def _texts_of(node: Node) -> list[Text]:
    return [visit.node for visit in walk(node) if isinstance(visit.node, Text)]
