"""A document with its structure elements beside it: what `tagging` makes and `layout` takes."""

from __future__ import annotations

from typing import NamedTuple

from handouts.model.blocks import Bullets, Checklist, Diary, Figure, Steps, Text
from handouts.model.languages import Language
from handouts.pdf.tags import StructElement


class TaggedText(NamedTuple):
    """A message and its element. `spans` are elements for those of its spans that are in another
    language (PDF/UA-1, 7.2); none for those that belong to `element`, and nothing at all where all
    of them do. `language` is set where the whole message differs from the sheet's. `english` says
    the same right after it, in a form that stands once for both languages."""

    text: Text
    element: StructElement
    spans: tuple[StructElement | None, ...] = ()
    language: Language | None = None
    english: TaggedText | None = None


class TaggedFigure(NamedTuple):
    """A drawing; without an element it is decoration. The caption stands beside its figure, not in
    it: readers go no deeper than a figure's description, which names its `labels`. Those are in
    the figure, so that they are found, copied and spoken in their own language."""

    figure: Figure
    element: StructElement | None
    caption: TaggedText | None
    labels: tuple[TaggedText, ...] = ()


class TaggedItem(NamedTuple):
    """A list entry. `label` is what its marker belongs to: the whole entry, where the marker is
    decoration. `field` is a line to write on behind the words, `points` those of this entry."""

    label: StructElement
    text: TaggedText
    figure: TaggedFigure | None
    field: StructElement | None = None
    points: TaggedList | None = None


class TaggedList(NamedTuple):
    """Points, steps, or a list to tick off."""

    block: Bullets | Steps | Checklist
    items: tuple[TaggedItem, ...]


class TaggedAdvice(NamedTuple):
    """One of two columns of advice: what to do (`good`), or what not to do."""

    heading: TaggedText
    items: tuple[TaggedItem, ...]
    good: bool


class TaggedColumns(NamedTuple):
    """What to do, and what not to do."""

    columns: tuple[TaggedAdvice, TaggedAdvice]


class TaggedCallout(NamedTuple):
    """A box that stands out. `label` says of a warning that it is one."""

    kind: str
    label: TaggedText | None
    heading: TaggedText | None
    blocks: tuple[TaggedBlock, ...]
    figure: TaggedFigure | None


class TaggedWriteTable(NamedTuple):
    """Columns of ruled lines, so many as `rules` says. Each has its name, and one field for all its
    lines."""

    columns: tuple[tuple[TaggedText, StructElement], ...]
    rules: int


class TaggedTimeline(NamedTuple):
    """For each event, its time and what happens."""

    events: tuple[tuple[TaggedText, TaggedText], ...]


class TaggedSubheading(NamedTuple):
    """A heading inside a section."""

    text: TaggedText


class TaggedQuestions(NamedTuple):
    """For each question, its words and the paragraphs of its answer."""

    questions: tuple[tuple[TaggedText, tuple[TaggedText, ...]], ...]


class TaggedGlossary(NamedTuple):
    """For each word, itself and its meaning."""

    entries: tuple[tuple[TaggedText, TaggedText], ...]


class TaggedSources(NamedTuple):
    """Sources, one below the other."""

    sources: tuple[TaggedText, ...]


class TaggedTable(NamedTuple):
    """A table to read: the cells of each row, the first of which is its heading."""

    element: StructElement
    caption: TaggedText | None
    columns: tuple[TaggedText, ...]
    rows: tuple[tuple[TaggedText, ...], ...]


class TaggedDiary(NamedTuple):
    """A table; each row has its heading and its empty cells. `block` knows what they are for."""

    element: StructElement
    caption: TaggedText | None
    columns: tuple[TaggedText, ...]
    rows: tuple[tuple[TaggedText, tuple[StructElement, ...]], ...]
    block: Diary


class TaggedLine(NamedTuple):
    """A label and the line to write on behind it. Without a field, the clinic's value stands there
    already, and is part of the message."""

    label: TaggedText
    field: StructElement | None


class TaggedLines(NamedTuple):
    """A label over ruled lines to write on, so many as `rules` says. They are one field, so that
    "blank line" is said once."""

    label: TaggedText
    field: StructElement
    rules: int


#: A block with its elements. A paragraph is a message.
TaggedBlock = (
    TaggedText
    | TaggedList
    | TaggedColumns
    | TaggedCallout
    | TaggedTimeline
    | TaggedSubheading
    | TaggedQuestions
    | TaggedGlossary
    | TaggedSources
    | TaggedTable
    | TaggedDiary
    | TaggedLine
    | TaggedLines
    | TaggedWriteTable
    | TaggedFigure
)


class TaggedSection(NamedTuple):
    """A section; its figure is read after the first `opening` blocks. `drawings` are the names of
    the drawings in it, `texts` its messages."""

    element: StructElement
    heading: TaggedText
    blocks: tuple[TaggedBlock, ...]
    figure: TaggedFigure | None
    opening: int
    drawings: tuple[str, ...]
    texts: tuple[TaggedText, ...]
    urgent: bool

    @property
    def is_card(self) -> bool:
        """Whether it is a picture with a paragraph, short enough to share a row."""
        shown = self.figure is not None and not self.figure.labels and not self.urgent
        return shown and self.opening == len(self.blocks) == 1

    @property
    def is_call(self) -> bool:
        """Whether it tells where to call, and nothing else."""
        (block, *others) = self.blocks
        alone = self.figure is None and not self.urgent and not others
        return alone and isinstance(block, TaggedCallout) and block.kind == "call"


class TaggedSummary(NamedTuple):
    """The main thing, which stands above all sections."""

    element: StructElement
    callout: TaggedCallout
    drawings: tuple[str, ...]
    texts: tuple[TaggedText, ...]


class TaggedLink(NamedTuple):
    """Where the sheet is found online: its address, and the words that say it."""

    address: str
    words: TaggedText


class TaggedHandout(NamedTuple):
    """A whole sheet. `sender` is the clinic's name or logo; `notices` stand in the order in which
    they are read. `english` is the same sheet in English, where that stands beside it."""

    root: StructElement
    sender: StructElement
    title: TaggedText
    subtitle: TaggedText
    notices: tuple[TaggedText, ...]
    summary: TaggedSummary
    sections: tuple[TaggedSection, ...]
    online: TaggedLink | None = None
    english: TaggedHandout | None = None

    @property
    def drawings(self) -> tuple[str, ...]:
        """The names of the drawings on the sheet."""
        sections = [name for section in self.sections for name in section.drawings]
        return tuple(dict.fromkeys([*self.summary.drawings, *sections]))
