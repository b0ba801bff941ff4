"""The process that has all sheets ready, and forks a writer for each print job: see `filling`.

It gets the sheets ready one after the other while nobody asks, so that the first patient of the day
waits no longer than the last. Each is set twice: with its lines blank, as it was built, and with
`_REHEARSED` on them. So what does not depend on what will be typed (the other blocks at each level
of white space that a filled sheet may need, the outlines and properties of Latin letters) is known
before anything is typed.
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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.desk.values import all_spans
from handouts.editions import EDITIONS, STANDARD, Materials, RenderedFile
from handouts.model import codes
from handouts.model.blocks import FillIn, FillKind
from handouts.model.document import Handout
from handouts.model.errors import HandoutsError
from handouts.model.findings import Finding
from handouts.model.languages import language
from handouts.model.rewrite import with_values
from handouts.press.manifest import load
from handouts.press.plan import Job
from handouts.press.worker import Options, Worker
from handouts.text.identity_cache import remember_more
from handouts.web.desk.protocol import Answer, Trouble, Wanted, receive_job, send_answer

#: More than any list of sheets, bytes.
_MESSAGE = 256 * 1024

#: Nobody's: what lines are filled with while nobody has typed anything.
_REHEARSED = {
    FillKind.DATE: "2026-12-30",
    FillKind.TIME: "14:56",
    FillKind.DATE_TIME: "2026-12-30T14:56",
    FillKind.NUMBER: "12.5",
    FillKind.PHONE: "(012) 345-6789 ext 10",
    FillKind.TEXT: "Jo Quick, 12 Box Way, Flat 3",
}

#: How many sheets the caches of a build remember all of; and of how many sheets the keeper's do, at
#: less than a megabyte each: 40 languages with 3 sheets in 4 editions.
_SHEETS_REMEMBERED, _MOST_READY = 4, 500

#: What a PDF may ask of a printer (ISO 32000-1, 12.2).
_PRINTING = ("/Duplex", "/PrintScaling")

#: A writer that takes longer is stuck, processor seconds.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Ready:
    """A sheet with blank lines, in the clinic's country (ISO 3166). Without a handout it is not to
    be printed."""

    job: Job
    country: str
    handout: Handout | None = None
    findings: tuple[Finding, ...] = ()


def run(control: socket.socket, options: Options) -> None:
    """Answers until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when to end
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a writer
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no memory is ever written to a file
    keeper = Keeper(options)
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


class Keeper:
    """Sheets with blank lines, ready to be filled in. `waiting` are those not yet ready; a writer
    needs no more of them than its job names."""

    def __init__(self, options: Options) -> None:
        self._worker = Worker(options)
        self._ready: dict[Wanted, Ready] = {}
        entries = load(options.out).handouts.values()
        remember_more(max(1, min(len(entries), _MOST_READY) // _SHEETS_REMEMBERED))
        # The standard edition first: it is asked for most.
        self.waiting = [
            *map(Wanted.of, sorted(entries, key=lambda one: one.edition == STANDARD.name))
        ]

    @property
    def materials(self) -> Materials:
        """What sheets are set with."""
        return self._worker.materials

    def get_ready(self) -> None:
        """The next sheet that nobody has asked for yet."""
        self.sheet(self.waiting.pop())
        if not self.waiting:
            gc.collect()
            gc.freeze()

    def fork(
        self, names: Sequence[Mapping[str, str]], stream: socket.socket, control: socket.socket
    ) -> None:
        """Starts a writer for these sheets, which reads the rest from the stream."""
        sheets = [self.sheet(Wanted(**one)) for one in names]
        if os.fork() == 0:
            code = 1
            try:
                control.close()
                gc.freeze()  # what the keeper has is looked at by no writer's collector
                resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
                _write(sheets, stream, self.materials)
                code = 0
            finally:
                os._exit(code)  # nothing of the keeper's is ended or flushed twice

    def sheet(self, wanted: Wanted) -> Ready:
        """A sheet with blank lines, made ready now if it was not."""
        if wanted not in self._ready:
            self._ready[wanted] = self._prepared(wanted)
        return self._ready[wanted]

    def _prepared(self, wanted: Wanted) -> Ready:
        edition, paper = EDITIONS[wanted.edition], wanted.paper
        job = Job(language(wanted.language), wanted.guide, wanted.handout, edition, paper)
        country = self.materials.brand.country
        try:
            sources = self._worker.sources(job)
        except HandoutsError:
            return Ready(job, country)
        if sources.inputs != wanted.inputs:
            return Ready(job, country)
        materials = self.materials
        blank = job.edition.render(sources.handout, materials, paper)
        ready = Ready(job, country, sources.handout, blank.findings)
        typed = {line.key: _REHEARSED[line.kind] for line in _lines(sources.handout)}
        job.edition.render(_filled(ready, typed), materials, paper)
        return ready


def _write(sheets: Sequence[Ready], stream: socket.socket, materials: Materials) -> None:
    """Reads what was typed, and answers."""
    typed, copies = receive_job(stream)
    pieces: list[bytes] = []
    for number, sheet in enumerate(sheets):
        if sheet.handout is None:
            send_answer(stream, Answer(trouble=Trouble.UPDATING, sheet=number))
            return
        file = _rendered(sheet, typed, materials)
        if trouble := _trouble(sheet, file):
            keys = _at_fault(sheet, typed, materials)
            send_answer(stream, Answer(trouble=trouble, sheet=number, keys=keys))
            return
        pieces.append(file.data)
    send_answer(stream, Answer(_joined(pieces, copies)))


def _rendered(sheet: Ready, typed: Mapping[str, str], materials: Materials) -> RenderedFile:
    return sheet.job.edition.render(_filled(sheet, typed), materials, sheet.job.paper)


def _at_fault(sheet: Ready, typed: Mapping[str, str], materials: Materials) -> tuple[str, ...]:
    """The lines of a sheet that cannot be printed as they were typed; all of them, where each can
    by itself."""
    assert sheet.handout
    given = [line.key for line in _lines(sheet.handout) if typed.get(line.key)]
    alone = [
        key
        for key in dict.fromkeys(given)
        if _trouble(sheet, _rendered(sheet, {key: typed[key]}, materials))
    ]
    return tuple(alone or dict.fromkeys(given))


def _filled(sheet: Ready, typed: Mapping[str, str]) -> Handout:
    assert sheet.handout
    kinds = {line.key: line.kind for line in _lines(sheet.handout)}
    return with_values(sheet.handout, all_spans(kinds, typed, sheet.job.language, sheet.country))


def _lines(handout: Handout) -> Iterator[FillIn]:
    """The lines that something may be typed on."""
    return (one for one in handout.fields() if isinstance(one, FillIn) and one.key)


def _trouble(sheet: Ready, file: RenderedFile) -> Trouble | None:
    """What is wrong with a sheet that was filled in and was not with its lines blank."""
    found = {finding.kind for finding in file.findings if finding not in sheet.findings}
    if codes.MISSING_GLYPH in found:
        return Trouble.NO_GLYPH
    if found & {codes.TOO_MANY_PAGES, codes.OVERSIZED_BLOCK, codes.OVERWIDE_WORD}:
        return Trouble.TOO_LONG
    return None if file.data else Trouble.FAILED


def _joined(pieces: Sequence[bytes], copies: int) -> bytes:
    """One PDF for the printer. Each sheet begins on a leaf of its own: printed on both sides, none
    stands on the back of another. A single one stays as it is, with its tags. What all ask of the
    printer, such as both sides and no scaling, the whole asks too."""
    if len(pieces) * copies == 1:
        return pieces[0]
    import pikepdf  # noqa: PLC0415 - only here

    with pikepdf.new() as joined:
        asked: list[dict[str, pikepdf.Object]] = []
        for piece in list(pieces) * copies:
            with pikepdf.open(io.BytesIO(piece)) as pdf:
                box = pdf.pages[0].mediabox
                joined.pages.extend(pdf.pages)
                asked.append(dict(pdf.Root.get("/ViewerPreferences", {}).items()))
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
        shared = {key: asked[0][key] for key in _PRINTING if key in asked[0]}
        if shared and all(one.get(key) == shared[key] for one in asked for key in shared):
            joined.Root.ViewerPreferences = pikepdf.Dictionary(shared)
        file = io.BytesIO()
        joined.save(file, static_id=True)
    return file.getvalue()
