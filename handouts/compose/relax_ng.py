"""RELAX NG patterns and their derivatives.

The derivative of a pattern by an attribute or a child is what may still come after it (J. Clark,
"An algorithm for RELAX NG validation"). Of the grammar this reads what handout schemas need:
elements, attributes, choices, groups, interleaves, values and data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

_NAMESPACE = "{http://relaxng.org/ns/structure/1.0}"
_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_INTEGERS = {"nonNegativeInteger": 0, "positiveInteger": 1}


@dataclass(frozen=True, slots=True)
class _Empty:
    """Nothing more."""


@dataclass(frozen=True, slots=True)
class _NotAllowed:
    """What nothing matches."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of one of these names."""

    names: tuple[str, ...]
    content: _Ref


@dataclass(frozen=True, slots=True)
class _Ref:
    """The content of a definition or an element, looked up when it is needed."""

    key: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with one of these values."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an attribute, or a kind of values: a pattern (`says` puts it in words), or
    whole numbers from `least` to `most`."""

    literal: str = ""
    pattern: str = ""
    says: str = ""
    least: int | None = None
    most: int | None = None

    def allows(self, value: str) -> bool:
        """Whether a value is this one, or of this kind."""
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
    """One of several patterns."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two patterns, one after the other or, with `mixed`, in any order."""

    first: Pattern
    second: Pattern
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class _OneOrMore:
    """A pattern, once or more."""

    part: Pattern


Pattern = _Empty | _NotAllowed | Element | _Ref | Attribute | _Choice | _Pair | _OneOrMore
EMPTY, NOT_ALLOWED = _Empty(), _NotAllowed()


def choice(parts: Iterable[Pattern]) -> Pattern:
    """One of these patterns, each once."""
    flat: dict[Pattern, None] = {}
    for part in parts:
        for each in part.parts if isinstance(part, _Choice) else (part,):
            if each != NOT_ALLOWED:
                flat[each] = None
    if len(flat) == 1:
        return next(iter(flat))
    return _Choice(tuple(flat)) if flat else NOT_ALLOWED


def _pair(first: Pattern, second: Pattern, *, mixed: bool = False) -> Pattern:
    if NOT_ALLOWED in (first, second):
        return NOT_ALLOWED
    if first == EMPTY:
        return second
    return first if second == EMPTY else _Pair(first, second, mixed)


#: Whether a leaf of a pattern is what is looked for.
Match = Callable[[Element | Attribute], bool]


def is_named(tag: str) -> Match:
    """Matches elements of this name."""
    return lambda leaf: isinstance(leaf, Element) and tag in leaf.names


def has_name(name: str) -> Match:
    """Matches attributes of this name."""
    return lambda leaf: isinstance(leaf, Attribute) and leaf.name == name


def has_value(name: str, value: str) -> Match:
    """Matches attributes of this name that allow this value."""
    return lambda leaf: (
        isinstance(leaf, Attribute)
        and leaf.name == name
        and any(each.allows(value) for each in leaf.values)
    )


class Grammar:
    """The patterns of a schema. Raises `ValueError` for one that it cannot read."""

    def __init__(self, root: etree._Element) -> None:
        self._patterns: dict[str, Pattern] = {}
        for define in root.iter(f"{_NAMESPACE}define"):
            self._patterns[define.get("name", "")] = self._group(define)
        start = root.find(f"{_NAMESPACE}start")
        self.start = EMPTY if start is None else self._group(start)

    def _group(self, parent: etree._Element) -> Pattern:
        pattern: Pattern = EMPTY
        for child in parent.iterchildren(f"{_NAMESPACE}*"):
            pattern = _pair(pattern, self._read(child))
        return pattern

    def _read(self, node: etree._Element) -> Pattern:
        kind = str(node.tag).removeprefix(_NAMESPACE)
        match kind:
            case "element":
                return self._read_element(node)
            case "attribute":
                return Attribute(node.get("name", ""), tuple(_values(node)))
            case "choice":
                return choice(map(self._read, node.iterchildren(f"{_NAMESPACE}*")))
            case "group":
                return self._group(node)
            case "interleave":
                pattern: Pattern = EMPTY
                for child in node.iterchildren(f"{_NAMESPACE}*"):
                    pattern = _pair(pattern, self._read(child), mixed=True)
                return pattern
            case "optional":
                return choice((self._group(node), EMPTY))
            case "oneOrMore":
                return _OneOrMore(self._group(node))
            case "zeroOrMore":
                return choice((_OneOrMore(self._group(node)), EMPTY))
            case "ref":
                return _Ref(node.get("name", ""))
            case "empty":
                return EMPTY
        raise ValueError(f"the schema uses <{kind}>, which is not read here")

    def _read_element(self, node: etree._Element) -> Pattern:
        name, children = node.get("name"), list(node.iterchildren(f"{_NAMESPACE}*"))
        if name:
            names = [name]
        else:  # then the first child holds the names
            names = [each.text or "" for each in children.pop(0).iter(f"{_NAMESPACE}name")]
        content: Pattern = EMPTY
        for child in children:
            content = _pair(content, self._read(child))
        key = f"{names[0]} in line {node.sourceline}"
        self._patterns[key] = content
        return Element(tuple(names), _Ref(key))

    def _resolved(self, pattern: Pattern) -> Pattern:
        while isinstance(pattern, _Ref):
            pattern = self._patterns[pattern.key]
        return pattern

    def nullable(self, pattern: Pattern) -> bool:
        """Whether nothing need follow."""
        match self._resolved(pattern):
            case _Empty():
                return True
            case _Choice(parts):
                return any(map(self.nullable, parts))
            case _Pair(first, second):
                return self.nullable(first) and self.nullable(second)
            case _OneOrMore(part):
                return self.nullable(part)
        return False

    def after(self, pattern: Pattern, matches: Match, *, any_order: bool = False) -> Pattern:
        """What is left of a pattern after a leaf that `matches`. With `any_order`, leaves need not
        come in the order of the pattern: so it is with attributes."""
        match self._resolved(pattern):
            case (Element() | Attribute()) as leaf:
                return EMPTY if matches(leaf) else NOT_ALLOWED
            case _Choice(parts):
                return choice([self.after(part, matches, any_order=any_order) for part in parts])
            case _Pair(first, second, mixed):
                left = self.after(first, matches, any_order=any_order)
                found = [_pair(left, second, mixed=mixed)]
                if any_order or mixed or self.nullable(first):
                    left = self.after(second, matches, any_order=any_order)
                    skipped = first if any_order or mixed else EMPTY
                    found.append(_pair(skipped, left, mixed=mixed))
                return choice(found)
            case _OneOrMore(part) as again:
                left = self.after(part, matches, any_order=any_order)
                return _pair(left, choice((again, EMPTY)))
        return NOT_ALLOWED

    def with_attributes(self, pattern: Pattern, left: Pattern, without: str = "") -> Pattern:
        """A pattern in which `left` stands for each attribute; the one named `without` may not
        stand in it."""
        match self._resolved(pattern):
            case Attribute() as attribute:
                return NOT_ALLOWED if without == attribute.name else left
            case _Choice(parts):
                return choice([self.with_attributes(part, left, without) for part in parts])
            case _Pair(first, second, mixed):
                first, second = (
                    self.with_attributes(each, left, without) for each in (first, second)
                )
                return _pair(first, second, mixed=mixed)
            case other:
                return other

    def _leaves(self, pattern: Pattern, *, next_only: bool) -> Iterator[Element | Attribute]:
        """The elements and attributes of a pattern, or those that may come next."""
        match self._resolved(pattern):
            case (Element() | Attribute()) as leaf:
                yield leaf
            case _Choice(parts):
                for part in parts:
                    yield from self._leaves(part, next_only=next_only)
            case _Pair(first, second, mixed):
                yield from self._leaves(first, next_only=next_only)
                if mixed or not next_only or self.nullable(first):
                    yield from self._leaves(second, next_only=next_only)
            case _OneOrMore(part):
                yield from self._leaves(part, next_only=next_only)

    def elements(self, pattern: Pattern) -> list[Element]:
        """The elements that may come next."""
        leaves = self._leaves(pattern, next_only=True)
        return [leaf for leaf in leaves if isinstance(leaf, Element)]

    def attributes(self, pattern: Pattern) -> dict[str, Attribute]:
        """Every attribute of a pattern, by name."""
        leaves = self._leaves(pattern, next_only=False)
        return {leaf.name: leaf for leaf in leaves if isinstance(leaf, Attribute)}


def _values(node: etree._Element) -> Iterator[Value]:
    """The values that an attribute may have."""
    for each in node.iter(f"{_NAMESPACE}value", f"{_NAMESPACE}data"):
        if each.tag == f"{_NAMESPACE}value":
            yield Value(literal=(each.text or "").strip())
            continue
        kind = each.get("type", "")
        params = {one.get("name"): one.text or "" for one in each.iter(f"{_NAMESPACE}param")}
        if kind in _INTEGERS:
            most = params.get("maxInclusive")
            yield Value(least=_INTEGERS[kind], most=int(most) if most else None)
        elif "pattern" in params:
            yield Value(pattern=params["pattern"], says=node.findtext(_DOCUMENTATION, ""))
        else:
            raise ValueError(f"the schema uses data of type {kind}, which is not read here")
