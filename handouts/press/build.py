"""One build, from a request to an output folder that is up to date."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from handouts.files import atomic
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Category, Finding, has_errors
from handouts.model.languages import Language
from handouts.press import cache, processes, program, release
from handouts.press.about import about
from handouts.press.digests import SourceDigests
from handouts.press.manifest import Entry
from handouts.press.output_folder import STAYING, Finished, Leaving, OutputFolder
from handouts.press.plan import Buildable, Job, Narrowing, jobs_of, make_plan, only_started
from handouts.press.signed_files import SignedFiles
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
    """What a build did: how many jobs came to each state, what was removed, every finding.
    `started` are the languages that everything was asked for but not offered in. `left_out` says,
    line by line, what a release leaves out and why."""

    states: Mapping[State, int]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]
    setup: bool = False
    started: tuple[Language, ...] = ()
    left_out: tuple[str, ...] = ()

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
            before = folder.manifest.asked_for().values()
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
        self._kept: dict[str, Entry] = {}
        self._unchanged: list[Entry] = []
        self._drafts: list[Job] = []
        self._released: list[Job] = []
        self._stale: list[str] = []
        self._unsigned: list[str] = []
        self._withheld: list[str] = []
        self._gone: list[str] = []
        self._about = about(project)

    def build(self, plan: Sequence[Job]) -> Result:
        """Carries out the plan."""
        tasks = [task for task in map(self._task, plan) if task]
        self._listener.planned(len(plan), len(plan) - len(tasks))
        worker = partial(Worker, self._options)
        jobs = self._request.jobs or processes.cores()
        committed = time.monotonic()
        with contextlib.closing(processes.run(groups(tasks), worker, crashed, jobs)) as outcomes:
            for outcome in outcomes:
                self._take(outcome)
                self._listener.done(outcome)
                if time.monotonic() - committed > COMMIT_SECONDS:
                    self._commit()
                    committed = time.monotonic()
        if pseudo := [job for job in plan if job.language.pseudo]:
            self._commit()
            self._findings += self._pseudo(pseudo)
        if self._request.release:
            self._find_unsigned()
        drafts = release.Drafts(self._project, self._drafts)
        if self._request.narrowing.by_name:
            # An edition that nobody has named may be left out, if another one is there.
            all_of_them = bool(self._request.narrowing.editions) or self._releases_nothing
            refused = [job for job in drafts.jobs if all_of_them or not drafts.only_english(job)]
            self._findings += map(drafts.finding, refused)
            left = (job for job in drafts.jobs if job not in refused)
            drafts = release.Drafts(self._project, left)
        elif self._releases_nothing:
            fault = release.nothing_signed(len(plan), self._project, self._withdrawn)
            self._findings.append(fault)
        if not self._releases_nothing:
            released = self._states[State.BUILT] or self._states[State.UNCHANGED]
            phone = self._project.brand.contact.get("phone")
            if self._request.release and released and not phone:
                self._findings.append(release.no_phone(self._project.brand))
            if self._request.release:
                self._findings += release.warnings(self._project, self._released)
            self._leave_out(plan)
            self._commit(last=True)
        elif self._unsigned:
            self._folder.commit(leaving=Leaving(stale=self._unsigned))
        self._cache.save()
        self._findings += self._folder.findings
        findings = tuple(sorted(dict.fromkeys(self._findings), key=lambda one: one.sort_key))
        removed = tuple(self._folder.removed)
        lines = () if self._releases_nothing else drafts.lines()
        return Result(self._states, removed, findings, self._setup, self._started, lines)

    @property
    def _started(self) -> tuple[Language, ...]:
        """The languages that are only started, when all are asked for."""
        if not self._request.narrowing.is_full:
            return ()
        return tuple(only_started(self._project))

    @property
    def _releases_nothing(self) -> bool:
        """Whether a release has nothing signed to put in place; then only what is not signed any
        more leaves the list. A part of a plan may be without a signed handout: what that means,
        `merge` can tell."""
        nothing = not (self._states[State.BUILT] or self._states[State.UNCHANGED])
        return self._request.release and nothing and not self._request.narrowing.shard

    def _pseudo(self, jobs: Sequence[Job]) -> Iterator[Finding]:
        from handouts.press.pseudo_pages import pseudo_findings  # noqa: PLC0415 - rarely asked for

        return pseudo_findings(self._project, jobs, self._request.out, self._options.fonts)

    def _task(self, job: Job) -> Task | None:
        """What a worker has to look at; nothing when the file is known to be up to date."""
        entry = self._usable(job)
        known = self._cache.get(job.path, self._sources.of(job))
        if known and known.draft and self._request.release:
            state = State.DRAFT
        elif known and entry and self._cache.vouches(entry) and entry.inputs == known.inputs:
            state = State.UNCHANGED
        else:
            return Task(job, entry)
        self._take(Outcome(job, state, known.inputs, known.draft, known.fonts))
        return None

    def _usable(self, job: Job) -> Entry | None:
        """The entry of a file that may stay if its inputs are the same: whole, and verified when
        this build verifies. What the manifest alone says of a file counts for little: the file
        must say the same, and that it was verified is not believed."""
        entry = None if self._request.force else self._folder.entry(job.path)
        if entry and not self._cache.vouches(entry):
            entry = replace(entry, verified=False)
            if self._request.verify or not _says_the_same(self._folder.folder, entry):
                return None
        if entry is None or (self._request.verify and not entry.verified):
            return None
        self._kept[job.path] = entry
        return entry

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
                wrong = not outcome.setup and _are_of_the_words(outcome.findings)
                (self._withheld if wrong and self._withholds else self._stale).append(path)
                self._setup |= outcome.setup
            case State.DRAFT:
                self._drafts.append(outcome.job)
            case State.BUILT:
                assert outcome.part is not None
                assert outcome.entry is not None
                self._finished.append(Finished(outcome.part, outcome.entry))
                self._released.append(outcome.job)
            case State.UNCHANGED:
                self._unchanged.append(self._kept[path])
                self._released.append(outcome.job)
        if outcome.inputs:
            files = self._sources.of(outcome.job)
            known = cache.Known(files, outcome.inputs, outcome.draft, outcome.fonts)
            made = outcome.entry
            if outcome.state is State.UNCHANGED:
                made = self._kept[path]
            if made:
                known = replace(known, entry=cache.entry_digest(made), verified=made.verified)
            self._cache.put(path, known)

    @property
    def _withholds(self) -> bool:
        """Whether the last good file of a handout goes whose words have an error. What was
        released stays in its folder in any case: it cannot be made again."""
        return not (self._request.release or self._project.brand.keeps_outdated)

    def _find_unsigned(self) -> None:
        """Finds what was released, whatever this build was asked for, and is not signed any more:
        nobody may hand it out, even where nothing is left to release."""
        released = {job.path for job in self._released}
        listed = self._folder.manifest.handouts
        others = (entry for path, entry in listed.items() if path not in released)
        for entry in SignedFiles(self._project).unsigned(others):
            self._unsigned.append(entry.path)
            self._findings.append(release.outdated(entry, self._project))

    @property
    def _withdrawn(self) -> int:
        """How many files were released before, of sheets and languages that the project still has,
        and are not signed any more."""
        known = self._folder.manifest.known().values()
        unsigned = SignedFiles(self._project).unsigned(known)
        return len(tuple(jobs_of(unsigned, self._buildable.guides, self._project.languages)))

    def _leave_out(self, plan: Sequence[Job]) -> None:
        """Finds what may not be handed out any more. Of a release that are its drafts: what was
        released before stays on the disk, but its words are no longer those of the project, or its
        language is no longer offered. Files of a guide that cannot be read just now stay too.
        Those of a language or handout that is gone are removed; but while any folder cannot be
        read, nobody can tell that it is not theirs, under another name."""
        self._stale += [*self._unsigned, *(job.path for job in self._drafts)]
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
                stays = path in stay or not self._is_gone(entry)
                (self._stale if stays else self._gone).append(path)

    def _is_gone(self, entry: Entry) -> bool:
        """Whether the handout or the language of a file, which nothing is planned for, is gone
        for certain."""
        guides = {guide.name for guide in self._buildable.guides}
        tags = {language.tag for language in self._project.languages}
        guide_is_known = entry.guide in guides or not self._project.guide_findings
        language_is_known = entry.language in tags or not self._project.language_findings
        clashing = entry.guide in self._buildable.broken
        return guide_is_known and language_is_known and not clashing

    def _commit(self, *, last: bool = False) -> None:
        """Puts in place what is finished; what must go, only at the end, when all is known."""
        whole = last and self._request.narrowing.is_full
        fonts = self._fonts if whole else {**self._folder.manifest.fonts, **self._fonts}
        leaving = Leaving(self._stale, self._withheld, self._gone) if last else STAYING
        self._folder.commit(self._finished, self._unchanged, leaving, fonts, self._about)
        self._finished, self._unchanged = [], []
        self._cache.save()


def _says_the_same(folder: Path, entry: Entry) -> bool:
    from handouts.press.delivered import differences  # noqa: PLC0415 - slow to load, seldom needed

    return not differences(folder, entry)


def _are_of_the_words(findings: Sequence[Finding]) -> bool:
    """Whether a handout failed by what it says, and not by a fault of the program or machine."""
    return not any(finding.category is Category.BUILD for finding in findings)
