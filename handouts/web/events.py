"""Telling pages that something has changed, by server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import threading
from collections.abc import Iterator

#: A comment is sent this often, so that a page that has been closed is noticed; seconds.
HEARTBEAT = 10.0

#: Streams at once. Each holds a thread of the server; a page beyond that asks again later.
STREAMS = 8


class ChangeEvents:
    """A number that grows, and who waits for it."""

    def __init__(self) -> None:
        self._number = 0
        self._ended = False
        self._changed = threading.Condition()
        self._streams = threading.Semaphore(STREAMS)

    @property
    def number(self) -> int:
        """How many changes there were."""
        return self._number

    def tell(self) -> None:
        """Something has changed."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    @property
    def ended(self) -> bool:
        """Nothing will be told any more."""
        return self._ended

    def end(self) -> None:
        """Ends all streams: the server does not wait for pages that are open."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def stream(self) -> Stream | None:
        """The events of one page: the number, now and whenever it grows. Nothing when too many
        pages listen."""
        return Stream(self) if self._streams.acquire(blocking=False) else None

    def wait(self, seen: int) -> int:
        """The number, once it is another than `seen`, at the end, or after a heartbeat."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._number != seen, HEARTBEAT)
            return self._number

    def leave(self) -> None:
        """A stream has been closed."""
        self._streams.release()


class Stream:
    """The events of one page. Whoever takes it closes it."""

    def __init__(self, changes: ChangeEvents) -> None:
        self._changes = changes
        self._seen = -1
        self._open = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number = self._changes.wait(self._seen)
        if self._changes.ended:
            raise StopIteration
        event = ":\n\n" if number == self._seen else f"data: {number}\n\n"
        self._seen = number
        return event

    def close(self) -> None:
        """Makes room for another page."""
        if self._open:
            self._open = False
            self._changes.leave()
