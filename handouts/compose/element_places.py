"""Where each element of a sheet was written, for findings."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from handouts.compose import source_positions
from handouts.compose.schema import Fault
from handouts.compose.source_positions import Tag
from handouts.compose.templates import Rendered
from handouts.model import codes
from handouts.model.findings import Finding, Where


class Places:
    """Where each element of a tree was written. Removes the annotations from the tree."""

    def __init__(self, root: etree._Element, tags: list[Tag], rendered: Rendered) -> None:
        self._inheritance = rendered.inheritance
        self._messages = rendered.messages
        self._tags = dict(zip(root.iter(etree.Element), tags, strict=False))
        for element in self._tags:
            for name in [name for name in element.attrib if _is_annotation(str(name))]:
                del element.attrib[name]

    def of(self, element: etree._Element) -> Where:
        """Where an element was written; a message, where it was asked for."""
        at = self._tags[element].at if element in self._tags else ""
        if at:
            return source_positions.where(at, self._inheritance.shown_as)
        number = element.get("n", "") if element.tag == "m" else ""
        return self._messages[int(number)].where if number else self._inheritance.sheet

    def of_attributes(self, element: etree._Element) -> Where:
        """Where the attributes of an element were written: perhaps in a block of the sheet."""
        for block in self._tags[element].blocks_in_tag if element in self._tags else ():
            if filled := self._inheritance.filled_in(block):
                return filled
        return self.of(element)

    def findings(self, faults: list[Fault]) -> Iterator[Finding]:
        """Findings for faults against the schema."""
        for fault in faults:
            blocks = self._tags[fault.element].blocks if fault.element in self._tags else []
            block = blocks[-1] if blocks and not fault.in_tag else ""
            if fault.in_tag:
                where = self.of_attributes(fault.element)
            elif block:
                where = self._inheritance.to_be_filled_in(block)
            else:
                where = self.of(fault.element)
            if block and fault.missing:
                message = f"the block {block} is empty or not complete"
                hint = f"write {{% block {block} %}}; in it, {fault.hint.removeprefix('write ')}"
                yield Finding(codes.EMPTY_BLOCK, message, where, hint)
            else:
                yield Finding(codes.SCHEMA, fault.message, where, fault.hint)

    def forged_messages(self) -> Iterator[Fault]:
        """Elements that stand for a message, but were written by hand."""
        for element, tag in self._tags.items():
            if tag.name == "m" and tag.at:
                hint = 'write {{ _("...") }}'
                yield Fault(element, "<m> is not written by hand", hint)


def _is_annotation(attribute: str) -> bool:
    return attribute == source_positions.AT or attribute.startswith(source_positions.BLOCK)
