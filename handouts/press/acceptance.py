"""What a shard delivers, looked at before it is taken over: nothing is taken on its word.

The facts of an entry must be those that the sources give here, and the file must be a PDF that says
the same, as some build has made it. What is called verified is validated once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handouts.files import reading
from handouts.model import codes
from handouts.model.errors import HandoutsError
from handouts.model.findings import Finding, Where
from handouts.press.delivered import differences
from handouts.press.manifest import FIELDS, Entry
from handouts.press.plan import Job
from handouts.press.worker import Options, Sources, Worker, entry_of, fault_of

_HINT = "build that shard again, from the state that the project has here"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file of a shard. `folder` is the shard's."""

    job: Job
    folder: Path
    entry: Entry


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a delivery; and what it was made from, where nothing is."""

    delivery: Delivery
    findings: tuple[Finding, ...]
    sources: Sources | None = None


@dataclass(slots=True)
class Inspector:
    """Judges deliveries, one after the other; each process has one."""

    options: Options
    _worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        self._worker = Worker(self.options)

    def __call__(self, delivery: Delivery) -> Judgement:
        """Judges one. Never raises: whatever goes wrong becomes a finding."""
        try:
            sources = self._worker.sources(delivery.job)
        except HandoutsError as error:
            return Judgement(delivery, fault_of(delivery.job, error).findings)
        try:
            findings = tuple(self._findings(delivery, sources))
        except OSError as error:
            place = delivery.folder / delivery.entry.path
            findings = (_finding(place, error.strerror or str(error)),)
        return Judgement(delivery, findings, None if findings else sources)

    def _findings(self, delivery: Delivery, sources: Sources) -> Iterator[Finding]:
        entry, edition = delivery.entry, delivery.job.edition
        place = delivery.folder / entry.path
        wanted = entry_of(delivery.job, sources, entry.pages, entry.sha256, entry.verified)
        for name in FIELDS:
            given, right = getattr(entry, name), getattr(wanted, name)
            if given == right:
                continue
            message = f"its manifest says {name} = {given!r}, the project {right!r}"
            if name == "inputs":
                message = "was made from other words, fonts or packages than the project has here"
            yield _finding(place, message)
        found = differences(delivery.folder, entry)
        for message in found:
            yield _finding(place, message)
        if entry.verified and not found:
            yield from edition.verify(reading.read(place, reading.PDF), str(place))


def _finding(place: Path, message: str) -> Finding:
    return Finding(codes.SHARD_FACTS, message, Where(str(place)), _HINT)


def crashed(delivery: Delivery, how: str) -> Judgement:
    """The judgement on a file that ended the process which looked at it."""
    return Judgement(delivery, (_finding(delivery.folder / delivery.entry.path, how),))
