"""The process that has all sheets ready, and forks a writer for each print job: see `filling`.

It gets the sheets ready one after the other while nobody asks, so that the first patient of the day
waits no longer than the last.
"""

from __future__ import annotations

import gc
import io
import json
import os
import resource
import select
import signal
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handouts.desk.values import all_spans
from handouts.editions import EDITIONS, RenderedFile
from handouts.model import codes
from handouts.model.blocks import FillIn
from handouts.model.document import Handout
from handouts.model.errors import HandoutsError
from handouts.model.findings import Finding
from handouts.model.languages import language
from handouts.model.rewrite import with_values
from handouts.press.manifest import load
from handouts.press.plan import Job
from handouts.press.worker import Options, Worker
from handouts.web.desk.protocol import Answer, Trouble, receive_job, send_answer

#: More than any list of sheets, bytes.
_MESSAGE = 256 * 1024

#: A writer that takes longer is stuck, processor seconds.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Ready:
    """A sheet with blank lines. Without a handout it is not to be printed."""

    job: Job
    handout: Handout | None = None
    findings: tuple[Finding, ...] = ()


def run(control: socket.socket, options: Options) -> None:
    """Answers until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when to end
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a writer
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no memory is ever written to a file
    keeper = _Keeper(options)
    while True:
        asked, _, _ = select.select([control], [], [], 0.0 if keeper.waiting else None)
        if not asked:
            keeper.get_ready()
            continue
        message, descriptors, _, _ = socket.recv_fds(control, _MESSAGE, 1)
        if not message:
            return
        with socket.socket(fileno=descriptors[0]) as stream:
            keeper.fork(json.loads(message), stream, control)


class _Keeper:
    """Sheets with blank lines, ready to be filled in."""

    def __init__(self, options: Options) -> None:
        self._worker = Worker(options)
        self._ready: dict[tuple[str, ...], _Ready] = {}
        entries = load(options.out).handouts.values()
        # The standard edition first: it is asked for most.
        self.waiting = [
            (one.language, one.guide, one.handout, one.edition, one.paper, one.inputs)
            for one in sorted(entries, key=lambda one: one.edition == "standard")
        ]

    def get_ready(self) -> None:
        """The next sheet that nobody has asked for yet."""
        self._sheet(self.waiting.pop())
        if not self.waiting:
            gc.collect()
            gc.freeze()

    def fork(
        self, names: Sequence[Mapping[str, str]], stream: socket.socket, control: socket.socket
    ) -> None:
        """Starts a writer for these sheets, which reads the rest from the stream."""
        keys = ("language", "guide", "handout", "edition", "paper", "inputs")
        sheets = [self._sheet(tuple(one[key] for key in keys)) for one in names]
        if os.fork() == 0:
            code = 1
            try:
                control.close()
                resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
                _write(sheets, stream, self._worker)
                code = 0
            finally:
                os._exit(code)  # nothing of the keeper's is ended or flushed twice

    def _sheet(self, key: tuple[str, ...]) -> _Ready:
        if key not in self._ready:
            self._ready[key] = self._prepared(key)
        return self._ready[key]

    def _prepared(self, key: tuple[str, ...]) -> _Ready:
        tag, guide, handout, edition, paper, inputs = key
        job = Job(language(tag), guide, handout, EDITIONS[edition], paper)
        try:
            sources = self._worker.sources(job)
        except HandoutsError:
            return _Ready(job)
        if sources.inputs != inputs:
            return _Ready(job)
        blank = job.edition.render(sources.handout, self._worker.materials, paper)
        return _Ready(job, sources.handout, blank.findings)


def _write(sheets: Sequence[_Ready], stream: socket.socket, worker: Worker) -> None:
    """Reads what was typed, and answers."""
    typed, copies = receive_job(stream)
    pieces: list[bytes] = []
    for number, sheet in enumerate(sheets):
        if sheet.handout is None:
            send_answer(stream, Answer(trouble=Trouble.UPDATING, sheet=number))
            return
        handout = _filled(sheet, typed)
        file = sheet.job.edition.render(handout, worker.materials, sheet.job.paper)
        if trouble := _trouble(sheet, file):
            send_answer(stream, Answer(trouble=trouble, sheet=number))
            return
        pieces.append(file.data)
    send_answer(stream, Answer(_joined(pieces, copies)))


def _filled(sheet: _Ready, typed: Mapping[str, str]) -> Handout:
    assert sheet.handout
    lines = [one for one in sheet.handout.fields() if isinstance(one, FillIn) and one.key]
    kinds = {line.key: line.kind for line in lines}
    return with_values(sheet.handout, all_spans(kinds, typed, sheet.job.language))


def _trouble(sheet: _Ready, file: RenderedFile) -> Trouble | None:
    """What is wrong with a sheet that was filled in and was not with its lines blank."""
    found = {finding.kind for finding in file.findings if finding not in sheet.findings}
    if codes.MISSING_GLYPH in found:
        return Trouble.NO_GLYPH
    if found & {codes.TOO_MANY_PAGES, codes.OVERSIZED_BLOCK, codes.OVERWIDE_WORD}:
        return Trouble.TOO_LONG
    return None if file.data else Trouble.FAILED


def _joined(pieces: Sequence[bytes], copies: int) -> bytes:
    """One PDF for the printer. Each sheet begins on a leaf of its own: printed on both sides, none
    stands on the back of another. A single one stays as it is, with its tags."""
    if len(pieces) * copies == 1:
        return pieces[0]
    import pikepdf  # noqa: PLC0415 - only here

    with pikepdf.new() as joined:
        for piece in list(pieces) * copies:
            with pikepdf.open(io.BytesIO(piece)) as pdf:
                box = pdf.pages[0].mediabox
                joined.pages.extend(pdf.pages)
            if len(joined.pages) % 2:
                size = float(box[2]), float(box[3])
                joined.add_blank_page(page_size=size)
        for page in joined.pages:
            # What they lead to, the structure tree of each piece, is not there.
            for key in ("/StructParents", "/Tabs"):
                if key in page:
                    del page[key]
            for annotation in page.get("/Annots", ()):
                del annotation["/StructParent"]
        file = io.BytesIO()
        joined.save(file, static_id=True)
    return file.getvalue()
