"""What was made of an object, remembered by the object's identity."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

#: By how much every cache holds more than its size.
_times = 1


def remember_more(times: int) -> None:
    """Lets every cache of this process hold so many times its size, for a process that works on as
    many more sheets at a time than a build does, which has a few."""
    global _times  # noqa: PLW0603 - of the process, as the caches are
    _times = times


def room(size: int) -> int:
    """How many values a cache of this size may hold."""
    return size * _times


class IdentityCache(Generic[Key, Value]):
    """Values by an object's identity and a further key; the last `size` of them, or more where
    `remember_more` says so.

    To hash and to compare the words of a message, or the glyphs of a line, would cost as much as
    what is remembered. The cache holds the object itself, so that no other takes its identity.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        # A plain dictionary would look for its first entry among all that were deleted before.
        self._values: OrderedDict[tuple[int, Key], tuple[object, Value]] = OrderedDict()

    def get(self, thing: object, key: Key) -> Value | None:
        """What was made of a thing, if it is remembered."""
        known = self._values.get((id(thing), key))
        return known[1] if known else None

    def put(self, thing: object, key: Key, value: Value) -> Value:
        """Remembers what was made of a thing, and returns it."""
        if len(self._values) >= room(self._size):
            self._values.popitem(last=False)
        self._values[id(thing), key] = (thing, value)
        return value
