"""One build, from a request to an output folder that is up to date."""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from handouts.files import atomic
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Finding, has_errors
from handouts.press import cache, processes, program, release
from handouts.press.digests import SourceDigests
from handouts.press.manifest import Entry
from handouts.press.output_folder import Finished, OutputFolder
from handouts.press.plan import Buildable, Job, Narrowing, jobs_of, make_plan
from handouts.press.worker import Options, Outcome, State, Task, Worker, crashed, groups
from handouts.project.project import Project, read_project
from handouts.text.fonts import default_folders

#: Finished files are put in place this often, so that a build that is killed has not worked in
#: vain, and the manifest is not written once per file.
COMMIT_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built, and how. `jobs` is the number of processes, 0 for one per core."""

    project: Path
    out: Path
    narrowing: Narrowing = field(default_factory=Narrowing)
    fonts: Path | None = None
    release: bool = False
    force: bool = False
    verify: bool = True
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did: how many jobs came to each state, what was removed, every finding."""

    states: Mapping[State, int]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]
    setup: bool = False

    @property
    def exit_code(self) -> int:
        """0 done, 1 findings, 2 the machine is at fault."""
        if self.setup:
            return 2
        return 1 if has_errors(self.findings) else 0


class Listener(Protocol):
    """Is called as a build goes on."""

    def waiting(self) -> None:
        """Another build holds the output folder."""

    def planned(self, total: int, unchanged: int) -> None:
        """So many files are asked for, of which so many are known to be up to date."""

    def done(self, outcome: Outcome) -> None:
        """A job has come to an end, good or bad."""


def build(request: Request, listener: Listener) -> Result:
    """Brings the output folder up to date.

    Raises `UsageError` for names that do not exist, `FindingsError` when nothing can be built,
    `SetupError` when the folder cannot be written; the folder is whole and its manifest true
    after each of them, and after an interruption too.
    """
    project = read_project(request.project)
    buildable = Buildable.of(project)
    plan = _plan(project, buildable, request.narrowing)
    with atomic.lock(request.out, listener.waiting):
        folder = OutputFolder(request.out)
        if request.narrowing.is_full:
            planned = {job.path for job in plan}
            before = folder.manifest.known().values()
            # What was asked for once, such as another paper, is kept up to date.
            jobs = jobs_of(before, buildable.guides, project.languages, project.offers)
            plan += tuple(job for job in jobs if job.path not in planned)
        try:
            return _Run(request, listener, project, buildable, folder).build(plan)
        finally:
            atomic.sweep(request.out)


def _plan(project: Project, buildable: Buildable, narrowing: Narrowing) -> tuple[Job, ...]:
    """The plan. A name that is unknown because its guide cannot be read is not a wrong name."""
    try:
        brand = project.brand
        return make_plan(
            buildable.guides,
            project.languages,
            brand.paper,
            narrowing,
            project.offers,
            brand.editions,
        )
    except UsageError:
        if buildable.broken:
            raise FindingsError(buildable.findings) from None
        raise


class _Run:
    """One build: what is known before it, and what has come of it so far."""

    def __init__(
        self,
        request: Request,
        listener: Listener,
        project: Project,
        buildable: Buildable,
        folder: OutputFolder,
    ) -> None:
        fonts = tuple(default_folders(request.fonts, request.project))
        self._request = request
        self._listener = listener
        self._project = project
        self._buildable = buildable
        self._folder = folder
        cached = request.project / cache.FOLDER
        self._cache = cache.Cache(cached)
        code = program.code_digest(cached)
        names = [guide.name for guide in buildable.guides]
        self._sources = SourceDigests(project, names, fonts, code)
        self._options = Options(
            request.project, request.out, fonts, code, request.release, request.verify
        )
        self._states: Counter[State] = Counter()
        self._findings: list[Finding] = list(buildable.findings)
        self._fonts: dict[str, str] = {}
        self._setup = False
        self._finished: list[Finished] = []
        self._unchanged: list[Entry] = []
        self._drafts: list[Job] = []
        self._stale: list[str] = []
        self._gone: list[str] = []

    def build(self, plan: Sequence[Job]) -> Result:
        """Carries out the plan."""
        tasks = [task for task in map(self._task, plan) if task]
        self._listener.planned(len(plan), len(plan) - len(tasks))
        worker = partial(Worker, self._options)
        jobs = self._request.jobs or cores()
        committed = time.monotonic()
        with contextlib.closing(processes.run(groups(tasks), worker, crashed, jobs)) as outcomes:
            for outcome in outcomes:
                self._take(outcome)
                self._listener.done(outcome)
                if time.monotonic() - committed > COMMIT_SECONDS:
                    self._commit()
                    committed = time.monotonic()
        if self._request.narrowing.by_name:
            self._findings += [release.draft(job, self._project) for job in self._drafts]
        elif self._releases_nothing:
            self._findings.append(release.nothing_signed(len(plan), self._project))
        if not self._releases_nothing:
            released = self._states[State.BUILT] or self._states[State.UNCHANGED]
            phone = self._project.brand.contact.get("phone")
            if self._request.release and released and not phone:
                self._findings.append(release.no_phone(self._project.brand))
            self._leave_out(plan)
            self._commit(last=True)
        self._cache.save()
        findings = tuple(sorted(dict.fromkeys(self._findings), key=lambda one: one.sort_key))
        return Result(self._states, tuple(self._folder.removed), findings, self._setup)

    @property
    def _releases_nothing(self) -> bool:
        """Whether a release has nothing signed to put in place; then the folder is not touched. A
        part of a plan may be without a signed handout: what that means, `merge` can tell."""
        nothing = not (self._states[State.BUILT] or self._states[State.UNCHANGED])
        return self._request.release and nothing and not self._request.narrowing.shard

    def _task(self, job: Job) -> Task | None:
        """What a worker has to look at; nothing when the file is known to be up to date."""
        entry = self._usable(job)
        known = self._cache.get(job.path, self._sources.of(job))
        if known and known.draft and self._request.release:
            state = State.DRAFT
        elif known and entry and entry.inputs == known.inputs:
            state = State.UNCHANGED
        else:
            return Task(job, entry.inputs if entry else "")
        self._take(Outcome(job, state, known.inputs, known.draft, known.fonts))
        return None

    def _usable(self, job: Job) -> Entry | None:
        """The entry of a file that may stay if its inputs are the same: whole, and verified when
        this build verifies."""
        entry = None if self._request.force else self._folder.entry(job.path)
        return entry if entry and (entry.verified or not self._request.verify) else None

    def _take(self, outcome: Outcome) -> None:
        """Notes an outcome."""
        path = outcome.job.path
        self._findings += map(self._project.named, outcome.findings)
        self._states[outcome.state] += 1
        self._fonts.update(outcome.fonts)
        match outcome.state:
            case State.STOPPED:
                raise atomic.OutputError(outcome.findings[0].message)
            case State.FAILED:
                self._stale.append(path)
                self._setup |= outcome.setup
            case State.DRAFT:
                self._drafts.append(outcome.job)
            case State.BUILT:
                assert outcome.part is not None
                assert outcome.entry is not None
                self._finished.append(Finished(outcome.part, outcome.entry))
            case State.UNCHANGED:
                entry = self._folder.entry(path)
                assert entry is not None
                self._unchanged.append(entry)
        if outcome.inputs:
            files = self._sources.of(outcome.job)
            known = cache.Known(files, outcome.inputs, outcome.draft, outcome.fonts)
            self._cache.put(path, known)

    def _leave_out(self, plan: Sequence[Job]) -> None:
        """Finds what may not be handed out any more. Of a release that are its drafts: what was
        released before stays on the disk, but its words are no longer those of the project, or its
        language is no longer offered. Files of a guide that cannot be read just now stay too;
        those of a language or handout that is gone are removed."""
        released = self._folder.manifest.handouts
        for job in self._drafts:
            self._stale.append(job.path)
            if job.path in released and not released[job.path].draft:
                self._findings.append(release.outdated(job, self._project))
        if not self._request.narrowing.is_full:
            return
        planned = {job.path for job in plan}
        known = self._folder.manifest.known()
        stay = set()
        if self._request.release:
            guides, languages = self._buildable.guides, self._project.languages
            stay = {job.path for job in jobs_of(known.values(), guides, languages)}
        for path, entry in known.items():
            if path not in planned:
                stays = path in stay or entry.guide in self._buildable.broken
                (self._stale if stays else self._gone).append(path)

    def _commit(self, *, last: bool = False) -> None:
        """Puts in place what is finished; what must go, only at the end, when all is known."""
        whole = last and self._request.narrowing.is_full
        fonts = self._fonts if whole else {**self._folder.manifest.fonts, **self._fonts}
        stale, gone = (self._stale, self._gone) if last else ((), ())
        self._folder.commit(self._finished, self._unchanged, stale, gone, fonts)
        self._finished, self._unchanged = [], []


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
