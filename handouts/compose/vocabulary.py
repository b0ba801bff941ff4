"""The vocabulary of handout XML, read from its RELAX NG schema, and what of a sheet is not in it.

libxml2 tells whether a sheet is valid, but hardly what to do about it. So its faults are found here
once more, by derivatives of patterns (J. Clark, "An algorithm for RELAX NG validation"): after each
attribute and each child, the pattern that is left says what may follow. Of the grammar this reads
what handout schemas need: elements, attributes, choices, groups, interleaves, values and data.

    <callout kind="box">     kind="box" is not one of: note, call
    <chekclist>              <chekclist> may not stand in <section>; did you mean checklist?
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

_NAMESPACE = "{http://relaxng.org/ns/structure/1.0}"
_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
#: The element that a message has become by the time the schema is asked.
_MESSAGE = "m"
_INTEGERS = {"nonNegativeInteger": 0, "positiveInteger": 1}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the vocabulary does not allow. `missing` tells that something is lacking in
    the element, rather than wrong with it; `in_tag`, that it is about an attribute."""

    element: etree._Element
    message: str
    hint: str
    missing: bool = False
    in_tag: bool = False


# Patterns


@dataclass(frozen=True, slots=True)
class _Empty:
    pass


@dataclass(frozen=True, slots=True)
class _NotAllowed:
    pass


@dataclass(frozen=True, slots=True)
class _Element:
    names: tuple[str, ...]
    content: _Ref


@dataclass(frozen=True, slots=True)
class _Ref:
    """The content of a definition or an element, looked up when it is needed."""

    key: str


@dataclass(frozen=True, slots=True)
class _Attribute:
    name: str
    values: tuple[_Value, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of an attribute, or a kind of values: a pattern (`says` tells it to a person), or
    whole numbers from `least` to `most`."""

    literal: str = ""
    pattern: str = ""
    says: str = ""
    least: int | None = None
    most: int | None = None

    def allows(self, value: str) -> bool:
        value = value.strip()
        if self.least is not None:
            in_range = value.isascii() and value.isdigit() and int(value) >= self.least
            return in_range and (self.most is None or int(value) <= self.most)
        return bool(re.fullmatch(self.pattern, value)) if self.pattern else value == self.literal

    def __str__(self) -> str:
        if self.least is None:
            return self.literal or self.says or self.pattern
        upper = "" if self.most is None else f" to {self.most}"
        return f"a number from {self.least}{upper}"


@dataclass(frozen=True, slots=True)
class _Choice:
    parts: tuple[_Pattern, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two patterns, one after the other or, with `mixed`, in any order."""

    first: _Pattern
    second: _Pattern
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class _OneOrMore:
    part: _Pattern


_Pattern = _Empty | _NotAllowed | _Element | _Ref | _Attribute | _Choice | _Pair | _OneOrMore
_EMPTY, _NOT_ALLOWED = _Empty(), _NotAllowed()


def _choice(parts: Iterable[_Pattern]) -> _Pattern:
    flat: dict[_Pattern, None] = {}
    for part in parts:
        for each in part.parts if isinstance(part, _Choice) else (part,):
            if each != _NOT_ALLOWED:
                flat[each] = None
    if len(flat) == 1:
        return next(iter(flat))
    return _Choice(tuple(flat)) if flat else _NOT_ALLOWED


def _pair(first: _Pattern, second: _Pattern, *, mixed: bool = False) -> _Pattern:
    if _NOT_ALLOWED in (first, second):
        return _NOT_ALLOWED
    if first == _EMPTY:
        return second
    return first if second == _EMPTY else _Pair(first, second, mixed)


class Vocabulary:
    """What a schema allows. Raises `ValueError` for a grammar that it cannot read."""

    def __init__(self, schema: bytes) -> None:
        self._patterns: dict[str, _Pattern] = {}
        root = etree.fromstring(schema)
        self._validator = etree.RelaxNG(root)
        for define in root.iter(f"{_NAMESPACE}define"):
            self._patterns[define.get("name", "")] = self._group(define)
        start = root.find(f"{_NAMESPACE}start")
        self._start = _EMPTY if start is None else self._group(start)

    def faults(self, root: etree._Element) -> list[Fault]:
        """Everything in a tree that the schema does not allow."""
        if self._validator.validate(root):
            return []
        return list(self._explained(root)) or [
            Fault(root, entry.message, "see templates/handout.rng for what may stand here")
            for entry in self._validator.error_log
        ]

    # Reading the grammar

    def _group(self, parent: etree._Element) -> _Pattern:
        pattern: _Pattern = _EMPTY
        for child in parent.iterchildren(f"{_NAMESPACE}*"):
            pattern = _pair(pattern, self._read(child))
        return pattern

    def _read(self, node: etree._Element) -> _Pattern:
        kind = str(node.tag).removeprefix(_NAMESPACE)
        match kind:
            case "element":
                return self._read_element(node)
            case "attribute":
                return _Attribute(node.get("name", ""), tuple(_values(node)))
            case "choice":
                return _choice(map(self._read, node.iterchildren(f"{_NAMESPACE}*")))
            case "group":
                return self._group(node)
            case "interleave":
                pattern: _Pattern = _EMPTY
                for child in node.iterchildren(f"{_NAMESPACE}*"):
                    pattern = _pair(pattern, self._read(child), mixed=True)
                return pattern
            case "optional":
                return _choice((self._group(node), _EMPTY))
            case "oneOrMore":
                return _OneOrMore(self._group(node))
            case "zeroOrMore":
                return _choice((_OneOrMore(self._group(node)), _EMPTY))
            case "ref":
                return _Ref(node.get("name", ""))
            case "empty":
                return _EMPTY
        raise ValueError(f"the schema uses <{kind}>, which is not read here")

    def _read_element(self, node: etree._Element) -> _Pattern:
        name, children = node.get("name"), list(node.iterchildren(f"{_NAMESPACE}*"))
        if name:
            names = [name]
        else:  # then the first child holds the names
            names = [each.text or "" for each in children.pop(0).iter(f"{_NAMESPACE}name")]
        content: _Pattern = _EMPTY
        for child in children:
            content = _pair(content, self._read(child))
        key = f"{names[0]} in line {node.sourceline}"
        self._patterns[key] = content
        return _Element(tuple(names), _Ref(key))

    # Derivatives

    def _resolved(self, pattern: _Pattern) -> _Pattern:
        while isinstance(pattern, _Ref):
            pattern = self._patterns[pattern.key]
        return pattern

    def _nullable(self, pattern: _Pattern) -> bool:
        match self._resolved(pattern):
            case _Empty():
                return True
            case _Choice(parts):
                return any(map(self._nullable, parts))
            case _Pair(first, second):
                return self._nullable(first) and self._nullable(second)
            case _OneOrMore(part):
                return self._nullable(part)
        return False

    def _after(self, pattern: _Pattern, matches: Match, *, any_order: bool = False) -> _Pattern:
        """What is left of a pattern after a leaf that `matches`. With `any_order`, leaves need not
        come in the order of the pattern: so it is with attributes."""
        match self._resolved(pattern):
            case (_Element() | _Attribute()) as leaf:
                return _EMPTY if matches(leaf) else _NOT_ALLOWED
            case _Choice(parts):
                return _choice([self._after(part, matches, any_order=any_order) for part in parts])
            case _Pair(first, second, mixed):
                left = self._after(first, matches, any_order=any_order)
                found = [_pair(left, second, mixed=mixed)]
                if any_order or mixed or self._nullable(first):
                    left = self._after(second, matches, any_order=any_order)
                    skipped = first if any_order or mixed else _EMPTY
                    found.append(_pair(skipped, left, mixed=mixed))
                return _choice(found)
            case _OneOrMore(part) as again:
                left = self._after(part, matches, any_order=any_order)
                return _pair(left, _choice((again, _EMPTY)))
        return _NOT_ALLOWED

    def _with_attributes(self, pattern: _Pattern, left: _Pattern) -> _Pattern:
        """A pattern in which `left` stands for each attribute."""
        match self._resolved(pattern):
            case _Attribute():
                return left
            case _Choice(parts):
                return _choice([self._with_attributes(part, left) for part in parts])
            case _Pair(first, second, mixed):
                first, second = (self._with_attributes(each, left) for each in (first, second))
                return _pair(first, second, mixed=mixed)
            case other:
                return other

    def _leaves(self, pattern: _Pattern, *, next_only: bool) -> Iterator[_Element | _Attribute]:
        """The elements and attributes of a pattern, or those that may come next."""
        match self._resolved(pattern):
            case (_Element() | _Attribute()) as leaf:
                yield leaf
            case _Choice(parts):
                for part in parts:
                    yield from self._leaves(part, next_only=next_only)
            case _Pair(first, second, mixed):
                yield from self._leaves(first, next_only=next_only)
                if mixed or not next_only or self._nullable(first):
                    yield from self._leaves(second, next_only=next_only)
            case _OneOrMore(part):
                yield from self._leaves(part, next_only=next_only)

    def _elements(self, pattern: _Pattern) -> list[_Element]:
        leaves = self._leaves(pattern, next_only=True)
        return [leaf for leaf in leaves if isinstance(leaf, _Element)]

    def _attributes(self, pattern: _Pattern) -> dict[str, _Attribute]:
        leaves = self._leaves(pattern, next_only=False)
        return {leaf.name: leaf for leaf in leaves if isinstance(leaf, _Attribute)}

    # Explaining

    def _explained(self, root: etree._Element) -> Iterator[Fault]:
        content = [each.content for each in self._elements(self._start) if root.tag in each.names]
        if content:
            yield from self._in_element(root, _choice(content))
        else:
            hint = f"a sheet is {_listed(self._elements(self._start))}"
            yield Fault(root, f"<{root.tag}> may not stand here", hint)

    def _in_element(self, element: etree._Element, pattern: _Pattern) -> Iterator[Fault]:
        every = self._attributes(pattern)
        for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
            left = self._after(pattern, _has_value(name, value), any_order=True)
            if left == _NOT_ALLOWED:
                yield _wrong_attribute(element, name, value, every)
                left = self._after(pattern, _has_name(name), any_order=True)
            pattern = pattern if left == _NOT_ALLOWED else left
        lacking = self._attributes(pattern)
        closed = self._with_attributes(pattern, _NOT_ALLOWED)
        with_all = self._with_attributes(pattern, _EMPTY)
        if closed == _NOT_ALLOWED:
            for name, attribute in lacking.items():
                message = f'<{element.tag}> needs the attribute {name}="..."'
                hint = f"{name} is {_joined(attribute.values)}"
                yield Fault(element, message, hint, missing=True, in_tag=True)
            closed = with_all
        yield from self._in_content(element, closed, with_all, list(lacking))

    def _in_content(
        self, element: etree._Element, pattern: _Pattern, with_all: _Pattern, lacking: list[str]
    ) -> Iterator[Fault]:
        """Faults in what an element holds: `pattern` with the attributes that it has, `with_all`
        with those as well that it is `lacking`."""
        is_whole = True
        for child in element:
            is_child = _is_named(str(child.tag))
            left = self._after(pattern, is_child)
            if left == _NOT_ALLOWED:
                more = self._after(with_all, is_child)
                needs = lacking if more != _NOT_ALLOWED else []
                yield _misplaced(child, element, self._elements(pattern), needs)
                pattern = with_all if needs else pattern
                left = more if needs else pattern
                is_whole = False
            matching = [each.content for each in self._elements(pattern) if is_child(each)]
            yield from self._in_element(child, _choice(matching)) if matching else ()
            with_all, pattern = self._after(with_all, is_child), left
        if any((text or "").strip() for text in (element.text, *(one.tail for one in element))):
            message = f"words in <{element.tag}> that are no message"
            yield Fault(element, message, 'write them as {{ _("...") }}')
        elif is_whole and not self._nullable(pattern):
            possible = self._elements(pattern)
            last = [
                each
                for each in possible
                if self._nullable(self._after(pattern, _is_named(each.names[0])))
            ]
            hint = f"write {_listed(last or possible)}"
            yield Fault(element, f"<{element.tag}> is not complete", hint, missing=True)


def _wrong_attribute(
    element: etree._Element, name: str, value: str, known: dict[str, _Attribute]
) -> Fault:
    if name in known:
        message = f'{name}="{value}" is not allowed in <{element.tag}>'
        hint = f"{name} is {_joined(known[name].values)}"
    else:
        message = f"<{element.tag}> has no attribute {name}{_nearest(name, known)}"
        hint = f"it may have: {', '.join(known)}" if known else "it has none: delete it"
    return Fault(element, message, hint, in_tag=True)


def _misplaced(
    child: etree._Element, parent: etree._Element, allowed: list[_Element], needs: list[str]
) -> Fault:
    if child.tag == _MESSAGE:
        message = f"a message may not stand in <{parent.tag}> here"
    else:
        near = _nearest(str(child.tag), [name for each in allowed for name in each.names])
        message = f"<{child.tag}> may not stand in <{parent.tag}> here{near}"
    if needs:
        hint = f'it may, where <{parent.tag}> has {" and ".join(needs)}="..."'
    else:
        hint = f"here may stand: {_listed(allowed)}" if allowed else "delete it, or move it"
    return Fault(child, message, hint)


Match = Callable[[_Element | _Attribute], bool]


def _is_named(tag: str) -> Match:
    return lambda leaf: isinstance(leaf, _Element) and tag in leaf.names


def _has_name(name: str) -> Match:
    return lambda leaf: isinstance(leaf, _Attribute) and leaf.name == name


def _has_value(name: str, value: str) -> Match:
    return lambda leaf: (
        isinstance(leaf, _Attribute)
        and leaf.name == name
        and any(each.allows(value) for each in leaf.values)
    )


def _values(node: etree._Element) -> Iterator[_Value]:
    """The values that an attribute may have."""
    for each in node.iter(f"{_NAMESPACE}value", f"{_NAMESPACE}data"):
        if each.tag == f"{_NAMESPACE}value":
            yield _Value(literal=(each.text or "").strip())
            continue
        kind = each.get("type", "")
        params = {one.get("name"): one.text or "" for one in each.iter(f"{_NAMESPACE}param")}
        if kind in _INTEGERS:
            most = params.get("maxInclusive")
            yield _Value(least=_INTEGERS[kind], most=int(most) if most else None)
        elif "pattern" in params:
            yield _Value(pattern=params["pattern"], says=node.findtext(_DOCUMENTATION, ""))
        else:
            raise ValueError(f"the schema uses data of type {kind}, which is not read here")


def _listed(elements: Iterable[_Element]) -> str:
    """Elements for a person: `<p>, <list> or a message`."""
    names = dict.fromkeys(name for each in elements for name in each.names)
    message = 'a message, {{ _("...") }}'
    return _joined(message if name == _MESSAGE else f"<{name}>" for name in names)


def _joined(parts: Iterable[object]) -> str:
    *others, last = map(str, parts)
    return f"{', '.join(others)} or {last}" if others else last


def _nearest(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(names), 1)
    return f"; did you mean {near[0]}?" if near else ""


@functools.lru_cache(maxsize=4)
def vocabulary(schema: bytes) -> Vocabulary:
    """What a schema allows, read once. Raises `ValueError`."""
    return Vocabulary(schema)
