"""The same document with other texts, or with values on its blank lines."""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from handouts.model.blocks import FillIn, Span, Text
from handouts.model.document import Node, fields_of

N = TypeVar("N", bound=Node)


def _same(line: FillIn) -> FillIn:
    return line


def with_texts(
    node: N, change: Callable[[Text], Text], fill: Callable[[FillIn], FillIn] = _same
) -> N:
    """The same tree with every text in it changed, and every line to fill in."""

    def changed(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(changed, value))
        if isinstance(value, Text):
            return change(value)
        if not isinstance(value, Node):
            return value
        found = with_texts(value, change, fill)
        return fill(found) if isinstance(found, FillIn) else found

    values = {name: changed(getattr(node, name)) for name in fields_of(node)}
    return dataclasses.replace(node, **values)


def with_values(node: N, values: Mapping[str, tuple[Span, ...]]) -> N:
    """The same tree with values on its blank lines, by the key of each. What holds no such line is
    the same object as before, so that all that was remembered of it still serves."""

    def changed(value: Any) -> Any:
        if isinstance(value, tuple):
            parts = tuple(map(changed, value))
            return value if all(map(operator.is_, parts, value)) else parts
        return with_values(value, values) if isinstance(value, Node) else value

    if isinstance(node, FillIn):
        known = values.get(node.key, ())
        return dataclasses.replace(node, value=known) if known and not node.value else node
    before = {name: getattr(node, name) for name in fields_of(node)}
    after = {name: changed(value) for name, value in before.items()}
    if all(after[name] is value for name, value in before.items()):
        return node
    return dataclasses.replace(node, **after)
