"""One build, from a request to a folder that is up to date."""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from handouts.files import atomic
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Finding, Severity, Where, has_errors
from handouts.press import digests, processes
from handouts.press.manifest import Entry
from handouts.press.output_folder import Fresh, Shelf
from handouts.press.plan import EDITIONS, Job, Narrowing, make_plan
from handouts.press.worker import Bench, Order, Outcome, Setting, State, crashed, groups
from handouts.project.brand import PAPERS
from handouts.project.project import Project, read_project
from handouts.text.fonts import default_folders

#: Finished sheets are put in place this often, so that a build that is killed has not worked in
#: vain, and the manifest is not written once per sheet.
COMMIT_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked the press for. `jobs` 0 means one per core."""

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
    """What a build did: how many sheets came to each state, what was removed, every finding."""

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


class Watcher(Protocol):
    """Who is told how a build goes on."""

    def waiting(self) -> None:
        """Another build holds the output folder."""

    def planned(self, total: int, unchanged: int) -> None:
        """So many sheets are asked for, of which so many are known to be up to date."""

    def done(self, outcome: Outcome) -> None:
        """A sheet has come to an end, good or bad."""


def build(request: Request, watcher: Watcher) -> Result:
    """Brings the output folder up to date.

    Raises `UsageError` for names that do not exist, `FindingsError` when nothing can be built,
    `SetupError` when the folder cannot be written; the folder is whole and its manifest true
    after each of them, and after an interruption too.
    """
    project = read_project(request.project)
    plan = _plan(project, request.narrowing)
    with atomic.lock(request.out, watcher.waiting):
        shelf = Shelf(request.out)
        if request.narrowing.is_full:
            plan += _asked_for_before(shelf, plan, project)
        try:
            return _Run(request, watcher, project, shelf).build(plan)
        finally:
            atomic.sweep(request.out)


def _plan(project: Project, narrowing: Narrowing) -> tuple[Job, ...]:
    """The plan. A name that is unknown because its guide cannot be read is not a wrong name."""
    try:
        return make_plan(project.guides, project.languages, project.brand.paper, narrowing)
    except UsageError:
        if project.broken:
            raise FindingsError(project.findings) from None
        raise


def _asked_for_before(shelf: Shelf, plan: Sequence[Job], project: Project) -> tuple[Job, ...]:
    """Sheets that are no part of a plain build but lie on the shelf, such as those on another
    paper: what was asked for once is kept up to date, never left to grow old."""
    sheets = {(guide.name, sheet.name) for guide in project.guides for sheet in guide.sheets}
    languages = {one.tag: one for one in project.languages}
    jobs = (
        Job(languages[entry.language], entry.guide, entry.handout, entry.edition, entry.paper)
        for entry in shelf.manifest.known().values()
        if entry.language in languages
        and (entry.guide, entry.handout) in sheets
        and entry.edition in EDITIONS
        and entry.paper in PAPERS
    )
    planned = {job.path for job in plan}
    return tuple(job for job in jobs if job.path not in planned)


class _Run:
    """One build: what is known before it, and what has come of it so far."""

    def __init__(self, request: Request, watcher: Watcher, project: Project, shelf: Shelf) -> None:
        fonts = tuple(default_folders(request.fonts, request.project))
        self._request = request
        self._watcher = watcher
        self._project = project
        self._shelf = shelf
        self._cache = digests.Cache(request.project / ".cache")
        code = digests.code_digest()
        names = [guide.name for guide in project.guides]
        self._raw = digests.Raw(request.project, names, fonts, code)
        self._setting = Setting(
            request.project, request.out, fonts, code, request.release, request.verify
        )
        self._states: Counter[State] = Counter()
        self._findings: list[Finding] = list(project.findings)
        self._fonts: dict[str, str] = {}
        self._setup = False
        self._fresh: list[Fresh] = []
        self._kept: list[Entry] = []
        self._stale: list[str] = []
        self._gone: list[str] = []

    def build(self, plan: Sequence[Job]) -> Result:
        """Carries out the plan."""
        orders = [order for order in map(self._order, plan) if order]
        self._watcher.planned(len(plan), len(plan) - len(orders))
        bench = partial(Bench, self._setting)
        jobs = self._request.jobs or cores()
        committed = time.monotonic()
        with contextlib.closing(processes.run(groups(orders), bench, crashed, jobs)) as outcomes:
            for outcome in outcomes:
                self._take(outcome)
                self._watcher.done(outcome)
                if time.monotonic() - committed > COMMIT_SECONDS:
                    self._commit()
                    committed = time.monotonic()
        if self._request.narrowing.is_full:
            self._leave_out(plan)
        self._commit(last=True)
        self._cache.save()
        findings = tuple(sorted(dict.fromkeys(self._findings), key=lambda one: one.sort_key))
        return Result(self._states, tuple(self._shelf.removed), findings, self._setup)

    def _order(self, job: Job) -> Order | None:
        """What a worker has to look at; nothing when the sheet is known to be up to date."""
        entry = None if self._request.force else self._shelf.entry(job.path)
        known = self._cache.get(job.path, self._raw.of(job))
        if known and known.draft and self._request.release:
            state = State.DRAFT
        elif known and entry and entry.inputs == known.inputs:
            state = State.UNCHANGED
        else:
            return Order(job, entry.inputs if entry else "")
        self._take(Outcome(job, state, known.inputs, known.draft, known.fonts))
        return None

    def _take(self, outcome: Outcome) -> None:
        """Notes an outcome."""
        path = outcome.job.path
        self._findings += map(self._shown, outcome.findings)
        self._states[outcome.state] += 1
        self._fonts.update(outcome.fonts)
        match outcome.state:
            case State.STOPPED:
                raise atomic.OutputError(outcome.findings[0].message)
            case State.FAILED:
                self._stale.append(path)
                self._setup |= outcome.setup
            case State.DRAFT:
                self._gone.append(path)
                if self._request.narrowing.by_name:
                    self._findings.append(_draft(outcome.job))
            case State.BUILT:
                assert outcome.part is not None
                assert outcome.entry is not None
                self._fresh.append(Fresh(outcome.part, outcome.entry))
            case State.UNCHANGED:
                entry = self._shelf.entry(path)
                assert entry is not None
                self._kept.append(entry)
        if outcome.inputs:
            raw = self._raw.of(outcome.job)
            known = digests.Known(raw, outcome.inputs, outcome.draft, outcome.fonts)
            self._cache.put(path, known)

    def _shown(self, finding: Finding) -> Finding:
        """A finding whose place is told from the project's folder, as the user would type it; a
        drawing, say, is read by those who know nothing of projects."""
        path = Path(finding.where.path)
        if not path.is_relative_to(self._request.project):
            return finding
        shown = path.relative_to(self._request.project).as_posix()
        return replace(finding, where=replace(finding.where, path=shown))

    def _leave_out(self, plan: Sequence[Job]) -> None:
        """Sheets of a language or handout that is gone are removed; those of a guide that merely
        cannot be read just now may not be handed out."""
        planned = {job.path for job in plan}
        for path, entry in self._shelf.manifest.known().items():
            if path not in planned:
                (self._stale if entry.guide in self._project.broken else self._gone).append(path)

    def _commit(self, *, last: bool = False) -> None:
        whole = last and self._request.narrowing.is_full
        fonts = self._fonts if whole else {**self._shelf.manifest.fonts, **self._fonts}
        self._shelf.commit(self._fresh, self._kept, self._stale, self._gone, fonts)
        self._fresh, self._kept = [], []


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _draft(job: Job) -> Finding:
    name = job.language.name
    return Finding(
        Severity.ERROR,
        "draft",
        f"the {name} sheet {job.guide}-{job.handout} is a draft and may not be released",
        Where(f"locales/{job.language.locale}/review.toml"),
        f"have it signed: python build.py sign {job.language.tag} --reviewer … --credential …",
        job.language.tag,
    )
