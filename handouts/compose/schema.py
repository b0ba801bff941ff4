"""What a sheet says that its RELAX NG schema does not allow, explained.

libxml2 says whether a sheet is valid, but hardly how to correct it. So faults are found here once
more, by derivatives of the schema's patterns, which also say what is allowed::

    <callout kind="box">     kind="box" is not allowed in <callout> (kind is note or call)
    <chekclist>              <chekclist> may not stand in <section> here; did you mean checklist?
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from handouts.compose.relax_ng import (
    EMPTY,
    NOT_ALLOWED,
    Attribute,
    Element,
    Grammar,
    Match,
    Pattern,
    choice,
    has_name,
    has_value,
    is_named,
)
from handouts.model.nearest import did_you_mean

#: The element that a message has become by the time the schema is asked.
_MESSAGE = "m"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the schema does not allow. `missing` says that something is lacking in the
    element, rather than wrong with it; `in_tag`, that it is about an attribute."""

    element: etree._Element
    message: str
    hint: str
    missing: bool = False
    in_tag: bool = False


class Schema:
    """What a RELAX NG schema allows. Raises `ValueError` for a grammar that it cannot read."""

    def __init__(self, source: bytes) -> None:
        root = etree.fromstring(source)
        self._validator = etree.RelaxNG(root)
        self._grammar = Grammar(root)

    def faults(self, root: etree._Element) -> list[Fault]:
        """Everything in a tree that the schema does not allow."""
        if self._validator.validate(root):
            return []
        return list(self.explained(root)) or [
            Fault(root, entry.message, "see templates/handout.rng for what may stand here")
            for entry in self._validator.error_log
        ]

    def explained(self, root: etree._Element) -> Iterator[Fault]:
        """What is wrong with a tree, element by element."""
        roots = self._grammar.elements(self._grammar.start)
        content = [each.content for each in roots if root.tag in each.names]
        if content:
            yield from self._in_element(root, choice(content))
        else:
            hint = f"a sheet is {_listed(roots)}"
            yield Fault(root, f"<{root.tag}> may not stand here", hint)

    def _in_element(self, element: etree._Element, pattern: Pattern) -> Iterator[Fault]:
        every = self._grammar.attributes(pattern)
        for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
            left = self._grammar.after(pattern, has_value(name, value), any_order=True)
            if left == NOT_ALLOWED:
                yield _wrong_attribute(element, name, value, every)
                left = self._grammar.after(pattern, has_name(name), any_order=True)
            pattern = pattern if left == NOT_ALLOWED else left
        lacking = self._grammar.attributes(pattern)
        closed = self._grammar.with_attributes(pattern, NOT_ALLOWED)
        with_all = self._grammar.with_attributes(pattern, EMPTY)
        if closed == NOT_ALLOWED:
            for name, attribute in lacking.items():
                if self._grammar.with_attributes(pattern, EMPTY, without=name) != NOT_ALLOWED:
                    continue
                message = f'<{element.tag}> needs the attribute {name}="..."'
                hint = f"{name} is {_joined(attribute.values)}"
                yield Fault(element, message, hint, missing=True, in_tag=True)
            closed = with_all
        yield from self._in_content(element, closed, with_all, list(lacking))

    def _in_content(
        self, element: etree._Element, pattern: Pattern, with_all: Pattern, lacking: list[str]
    ) -> Iterator[Fault]:
        """Faults in what an element holds: `pattern` with the attributes that it has, `with_all`
        with those as well that it is `lacking`."""
        is_whole = True
        before: list[tuple[Pattern, str]] = []
        for child in element:
            is_child = is_named(str(child.tag))
            left = self._grammar.after(pattern, is_child)
            more = self._grammar.after(with_all, is_child)
            if left == NOT_ALLOWED:
                needs = lacking if more != NOT_ALLOWED else []
                place = "" if needs else self._place(is_child, pattern, before, element)
                yield _misplaced(child, element, self._grammar.elements(pattern), needs, place)
                is_whole = False
                if not needs:
                    continue
                pattern, left = with_all, more
            matching = [each.content for each in self._grammar.elements(pattern) if is_child(each)]
            yield from self._in_element(child, choice(matching))
            before.append((pattern, str(child.tag)))
            pattern, with_all = left, more
        if any((text or "").strip() for text in (element.text, *(one.tail for one in element))):
            message = f"words in <{element.tag}> that are no message"
            yield Fault(element, message, 'write them as {{ _("...") }}')
        elif is_whole and not self._grammar.nullable(pattern):
            possible = self._grammar.elements(pattern)
            last = [
                each
                for each in possible
                if self._grammar.nullable(self._grammar.after(pattern, is_named(each.names[0])))
            ]
            hint = f"write {_listed(last or possible)}"
            yield Fault(element, f"<{element.tag}> is not complete", hint, missing=True)

    def _place(
        self,
        is_child: Match,
        here: Pattern,
        before: list[tuple[Pattern, str]],
        parent: etree._Element,
    ) -> str:
        """Where an element might stand that may not stand here: after one that is lacking, earlier,
        or where its parent begins with another one; empty if nowhere. `before` are the children
        that come before, each with the pattern that it matched."""
        if lacking := self._leading_to(is_child, here):
            return f"after {_listed(lacking)}"
        for number, (pattern, _) in reversed(list(enumerate(before))):
            if self._grammar.after(pattern, is_child) != NOT_ALLOWED:
                return f"straight after <{before[number - 1][1]}>" if number else "as the first"
        if before and (lacking := self._leading_to(is_child, before[0][0])):
            return f"where <{parent.tag}> begins with {_listed(lacking)}"
        return ""

    def _leading_to(self, is_child: Match, pattern: Pattern) -> list[Element]:
        """Elements that may come next, and after which the child may come."""
        return [
            each
            for each in self._grammar.elements(pattern)
            if not is_child(each)
            and self._grammar.after(self._grammar.after(pattern, each.__eq__), is_child)
            != NOT_ALLOWED
        ]


def _wrong_attribute(
    element: etree._Element, name: str, value: str, known: dict[str, Attribute]
) -> Fault:
    if name in known:
        message = f'{name}="{value}" is not allowed in <{element.tag}>'
        hint = f"{name} is {_joined(known[name].values)}"
    else:
        message = f"<{element.tag}> has no attribute {name}{did_you_mean(name, known)}"
        hint = f"it may have: {', '.join(known)}" if known else "it has none: delete it"
    return Fault(element, message, hint, in_tag=True)


def _misplaced(
    child: etree._Element,
    parent: etree._Element,
    allowed: list[Element],
    needs: list[str],
    place: str,
) -> Fault:
    if child.tag == _MESSAGE:
        message = f"a message may not stand in <{parent.tag}> here"
    else:
        names = [] if place else [name for each in allowed for name in each.names]
        near = did_you_mean(str(child.tag), names)
        message = f"<{child.tag}> may not stand in <{parent.tag}> here{near}"
    if needs:
        hint = f'it may, where <{parent.tag}> has {" and ".join(needs)}="..."'
    else:
        hint = f"here may stand: {_listed(allowed)}" if allowed else "delete it, or move it"
        if place and child.tag != _MESSAGE:
            hint += f"; <{child.tag}> may stand {place}"
    return Fault(child, message, hint)


def _listed(elements: Iterable[Element]) -> str:
    """Elements for a person: `<p>, <list> or a message`."""
    names = dict.fromkeys(name for each in elements for name in each.names)
    message = 'a message, {{ _("...") }}'
    return _joined(message if name == _MESSAGE else f"<{name}>" for name in names)


def _joined(parts: Iterable[object]) -> str:
    *others, last = map(str, parts)
    return f"{', '.join(others)} or {last}" if others else last


@functools.lru_cache(maxsize=4)
def read_schema(source: bytes) -> Schema:
    """The schema in a file, read once. Raises `ValueError`, or lxml's errors."""
    return Schema(source)
