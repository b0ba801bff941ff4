"""The structure elements of a sheet's summary and sections, and of the blocks in them.

Room to write is a `Form` that says which field it is (PDF/UA-1, 7.14), with a description for
readers that do not know about fields. The description is `Alt`, a phrase of its own; `ActualText`
stands for characters, and runs together with the next one (ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handouts.editions.paper.form_fields import field, name_of
from handouts.editions.paper.tagged import (
    TaggedAdvice,
    TaggedBlock,
    TaggedCallout,
    TaggedColumns,
    TaggedDiary,
    TaggedFigure,
    TaggedGlossary,
    TaggedItem,
    TaggedLine,
    TaggedLines,
    TaggedList,
    TaggedQuestions,
    TaggedSection,
    TaggedSources,
    TaggedSubheading,
    TaggedSummary,
    TaggedTable,
    TaggedText,
    TaggedTimeline,
    TaggedWriteTable,
)
from handouts.model.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Figure,
    FillIn,
    Glossary,
    Item,
    Paragraph,
    Questions,
    Section,
    Sources,
    Span,
    Steps,
    Subheading,
    Table,
    Text,
    Timeline,
    WriteLines,
    WriteTable,
)
from handouts.model.contact import unbroken
from handouts.model.languages import Language
from handouts.pdf.tags import Attributes, Field, Numbering, Role, Scope, StructElement


class Tagger:
    """Makes elements for a part of a document in one language, and notes its drawings and
    messages."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._drawings: dict[str, None] = {}
        self._texts: list[TaggedText] = []

    @property
    def drawings(self) -> tuple[str, ...]:
        """The names of the drawings so far."""
        return tuple(self._drawings)

    @property
    def texts(self) -> tuple[TaggedText, ...]:
        """The messages so far."""
        return tuple(self._texts)

    def summary(self, summary: Callout) -> TaggedSummary:
        """The main thing, in a part of its own."""
        sect = StructElement(Role.SECT)
        callout = self._callout(summary, sect, Role.H2)
        return TaggedSummary(sect, callout, self.drawings, self.texts)

    def section(self, section: Section) -> TaggedSection:
        """A section, in a part of its own."""
        sect = StructElement(Role.SECT)
        heading = self.text(section.heading, sect.add(Role.H2))
        opening = self._blocks(section.blocks[: section.opening], sect)
        figure = self.figure(section.figure, sect) if section.figure else None
        rest = self._blocks(section.blocks[section.opening :], sect)
        return TaggedSection(
            sect,
            heading,
            opening + rest,
            figure,
            section.opening,
            self.drawings,
            self.texts,
            section.urgent,
        )

    def _blocks(self, blocks: Sequence[Block], parent: StructElement) -> tuple[TaggedBlock, ...]:
        return tuple([self.block(block, parent) for block in blocks])

    def block(self, block: Block, parent: StructElement) -> TaggedBlock:
        """A block, in its parent."""
        match block:
            case Paragraph(text):
                return self.text(text, parent.add(Role.P))
            case Bullets(items):
                return TaggedList(block, self._list(items, parent, Numbering.DISC))
            case Steps(items):
                return TaggedList(block, self._list(items, parent, Numbering.DECIMAL))
            case Checklist(items, box):
                return TaggedList(block, self._list(items, parent, Numbering.NONE, box))
            case DoDont(do_heading, do, dont_heading, dont):
                good = self._advice(do_heading, do, parent, good=True)
                return TaggedColumns((good, self._advice(dont_heading, dont, parent, good=False)))
            case Callout(heading=heading):
                # A box without a heading goes by that of its section: a part without a name says
                # nothing.
                sect = parent.add(Role.SECT) if heading or block.label else parent
                return self._callout(block, sect, Role.H3)
            case Timeline():
                return self._timeline(block, parent)
            case Subheading(text):
                return TaggedSubheading(self.text(text, parent.add(Role.H3)))
            case Questions():
                return self._questions(block, parent)
            case Glossary():
                return self._glossary(block, parent)
            case Sources():
                return self._sources(block, parent)
            case Table():
                return self._table(block, parent.add(Role.TABLE))
            case Diary():
                return self._diary(block, parent.add(Role.TABLE))
            case FillIn():
                return self._fill_in(block, self.line_element(parent))
            case WriteLines():
                line = self._line(block.label, block.blank, self.line_element(parent))
                return TaggedLines(*line, block.count)
            case WriteTable():
                return self._write_table(block, parent)
            case Figure():
                return self.figure(block, parent)
        raise AssertionError(f"no tags for {type(block).__name__}")

    def text(
        self, text: Text, element: StructElement, language: Language | None = None
    ) -> TaggedText:
        """A message in its element. `language` is its own, where it is not the sheet's."""
        foreign: tuple[StructElement | None, ...] = ()
        if any(span.language or span.link for span in text.spans):
            foreign = self._foreign(text, element, language or self._language)
        tagged = TaggedText(text, element, foreign, language)
        self._texts.append(tagged)
        return tagged

    def _foreign(
        self, text: Text, element: StructElement, language: Language
    ) -> tuple[StructElement | None, ...]:
        return tuple([_own_element(span, element, language) for span in text.spans])

    def figure(self, figure: Figure, parent: StructElement) -> TaggedFigure:
        """A drawing, and its caption after it."""
        self._drawings[figure.art] = None
        element = parent.add(Role.FIGURE, alt=figure.description) if figure.alt else None
        caption = None
        labels: list[TaggedText] = []
        if element:
            labels = [self.text(label, element.add(Role.SPAN)) for label in figure.labels]
        if figure.caption:
            below = parent.add(Role.CAPTION if figure.alt else Role.P)
            caption = self.text(figure.caption, below)
        return TaggedFigure(figure, element, caption, tuple(labels))

    def _list(
        self,
        items: Sequence[Item],
        parent: StructElement,
        numbering: Numbering,
        box: Text | None = None,
        *,
        labelled: bool = True,
    ) -> tuple[TaggedItem, ...]:
        """A list; `box` is what is said for a box to tick."""
        listed = parent.add(Role.L, attributes=Attributes(numbering=numbering))
        tagged = []
        for item in items:
            entry = listed.add(Role.LI)
            label = entry.add(Role.LBL) if labelled else entry
            if box:
                label = field(label, Field.CHECK_BOX, item.text.plain, box.plain)
            body = entry.add(Role.LBODY)
            text = self.text(item.text, body.add(Role.P))
            figure = self.figure(item.figure, body) if item.figure else None
            line = self._blank(item.text, item.blank, body) if item.blank else None
            points = None
            if item.points:
                inner = self._list(item.points.items, body, Numbering.CIRCLE)
                points = TaggedList(item.points, inner)
            tagged.append(TaggedItem(label, text, figure, line, points))
        return tuple(tagged)

    def _advice(
        self, heading: Text, items: Sequence[Item], parent: StructElement, *, good: bool
    ) -> TaggedAdvice:
        """ "Do not" is said by the heading and by each sentence; a cross said as well is noise."""
        sect = parent.add(Role.SECT)
        tagged = self.text(heading, sect.add(Role.H3))
        return TaggedAdvice(tagged, self._list(items, sect, Numbering.NONE, labelled=False), good)

    def _callout(self, block: Callout, sect: StructElement, heading: Role) -> TaggedCallout:
        """A warning's label is a heading, so that who jumps from one to the next hears it."""
        label = self.text(block.label, sect.add(heading)) if block.label else None
        below = Role.H4 if label else heading
        title = self.text(block.heading, sect.add(below)) if block.heading else None
        return TaggedCallout(
            block.kind,
            label,
            title,
            self._blocks(block.blocks, sect),
            self.figure(block.figure, sect) if block.figure else None,
        )

    def _timeline(self, block: Timeline, parent: StructElement) -> TaggedTimeline:
        pairs = [(event.when, event.what) for event in block.events]
        return TaggedTimeline(self._labelled(pairs, parent))

    def _labelled(
        self, pairs: Iterable[tuple[Text, Text]], parent: StructElement
    ) -> tuple[tuple[TaggedText, TaggedText], ...]:
        """A list of labels, each with what it stands for (ISO 32000-1, 14.8.4.3.3)."""
        listed = parent.add(Role.L, attributes=Attributes(numbering=Numbering.NONE))
        found = []
        for label, body in pairs:
            entry = listed.add(Role.LI)
            tagged = self.text(label, entry.add(Role.LBL))
            found.append((tagged, self.text(body, entry.add(Role.LBODY))))
        return tuple(found)

    def _questions(self, block: Questions, parent: StructElement) -> TaggedQuestions:
        """Each question is a heading, to jump to."""
        found = []
        for each in block.questions:
            question = self.text(each.question, parent.add(Role.H3))
            answer = [self.text(text, parent.add(Role.P)) for text in each.answer]
            found.append((question, tuple(answer)))
        return TaggedQuestions(tuple(found))

    def _glossary(self, block: Glossary, parent: StructElement) -> TaggedGlossary:
        """The labels are the words."""
        pairs = [(entry.word, entry.meaning) for entry in block.entries]
        return TaggedGlossary(self._labelled(pairs, parent))

    def _sources(self, block: Sources, parent: StructElement) -> TaggedSources:
        listed = parent.add(Role.L, attributes=Attributes(numbering=Numbering.NONE))
        bodies = [listed.add(Role.LI).add(Role.LBODY) for _ in block.sources]
        return TaggedSources(tuple(map(self.text, block.sources, bodies)))

    def _table(self, block: Table, table: StructElement) -> TaggedTable:
        """The explanation is the table's caption, as in a diary."""
        caption = None
        if block.caption:
            caption = self.text(block.caption, table.add(Role.CAPTION))
        head = table.add(Role.THEAD).add(Role.TR)
        columns = tuple([self._header(head, text, Scope.COLUMN) for text in block.columns])
        body = table.add(Role.TBODY)
        rows = []
        for each in block.rows:
            row = body.add(Role.TR)
            header = self._header(row, each.heading, Scope.ROW)
            cells = [self.text(text, row.add(Role.TD)) for text in each.cells]
            rows.append((header, *cells))
        return TaggedTable(table, caption, columns, tuple(rows))

    def _diary(self, block: Diary, table: StructElement) -> TaggedDiary:
        """The explanation is the table's caption, so that who jumps to the table hears it too. The
        empty cells are spoken as such, each called after its row and its column."""
        caption = None
        if block.caption:
            caption = self.text(block.caption, table.add(Role.CAPTION))
        head = table.add(Role.THEAD).add(Role.TR)
        columns = tuple([self._header(head, text, Scope.COLUMN) for text in block.columns])
        body = table.add(Role.TBODY)
        rows = []
        for name in block.rows:
            row = body.add(Role.TR)
            header = self._header(row, name, Scope.ROW)
            cells = []
            for column in block.columns[1:]:
                called = f"{name.plain} – {column.plain}"
                cells.append(field(row.add(Role.TD), Field.TEXT, called, block.blank.plain))
            rows.append((header, tuple(cells)))
        return TaggedDiary(table, caption, columns, tuple(rows), block)

    def _write_table(self, block: WriteTable, parent: StructElement) -> TaggedWriteTable:
        """A table of one row, so that "blank line" is said once for each column."""
        table = parent.add(Role.TABLE)
        head = table.add(Role.THEAD).add(Role.TR)
        names = [self._header(head, text, Scope.COLUMN) for text in block.columns]
        row = table.add(Role.TBODY).add(Role.TR)
        columns = []
        for name, text in zip(names, block.columns, strict=True):
            spoken = block.blank.plain.replace("%(label)s", text.plain)
            columns.append((name, field(row.add(Role.TD), Field.TEXT, text.plain, spoken)))
        return TaggedWriteTable(tuple(columns), block.count)

    def _header(self, row: StructElement, text: Text, scope: Scope) -> TaggedText:
        return self.text(text, row.add(Role.TH, attributes=Attributes(scope=scope)))

    def _fill_in(self, block: FillIn, paragraph: StructElement) -> TaggedLine:
        if not block.value:
            return TaggedLine(*self._line(block.label, block.blank, paragraph))
        return TaggedLine(self.text(self.filled(block), paragraph), None)

    def filled(self, block: FillIn) -> Text:
        """A label with its value, as one message."""
        # An em space parts them in every script; a colon would need each language's habits.
        *value, last = (
            replace(span, text=unbroken(span.text) if span.link else span.text, bold=True)
            for span in block.value
        )
        last = replace(last, text=f"{last.text}\u2069")
        return Text((*block.label.spans, Span("\u2003\u2068"), *value, last), block.label.where)

    def _line(
        self, label: Text, blank: Text, paragraph: StructElement
    ) -> tuple[TaggedText, StructElement]:
        """A label and its line, of which a screen reader says "blank line: your phone"."""
        tagged = self.text(label, self.label_element(paragraph))
        return tagged, self._blank(label, blank, paragraph)

    def line_element(self, parent: StructElement) -> StructElement:
        """For a label and its line."""
        return parent.add(Role.P)

    def label_element(self, line: StructElement) -> StructElement:
        """For the label of a line."""
        return line.add(Role.SPAN)

    def _blank(self, label: Text, blank: Text, parent: StructElement) -> StructElement:
        name = name_of(label)
        spoken = blank.plain.replace("%(label)s", name)
        return field(parent, Field.TEXT, name, spoken)


def _own_element(span: Span, parent: StructElement, language: Language) -> StructElement | None:
    """An element for a span that leads somewhere, or is in another language than `language`."""
    own = span.language if span.language != language and span.text.strip() else None
    lang = own.tag if own else None
    if span.link:
        return parent.add(Role.LINK, lang=lang, link=span.link)
    return parent.add(Role.SPAN, lang=lang) if own else None
