"""Shards joined: output folders that several machines have built become one.

Shards that do not make up the plan are not joined. Each of these is a finding, and then nothing is
written: a file in two shards, one of the plan in none, one that is not in the plan, one that is not
what its manifest says or not what the project gives here (`acceptance`), a font of one name and two
contents, a file that its shard lists as stale. The result is equal to the byte to what one machine
would have built.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from handouts.files import atomic, reading
from handouts.model import codes
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Code, Finding, Where, has_errors
from handouts.press import acceptance, cache, processes, program
from handouts.press.about import about
from handouts.press.acceptance import Delivery, Inspector
from handouts.press.digests import SourceDigests
from handouts.press.manifest import NAME, Build, Entry, read
from handouts.press.output_folder import Finished, Leaving, OutputFolder
from handouts.press.plan import Buildable, Job, Narrowing, jobs_of, make_plan
from handouts.press.processes import cores
from handouts.press.release import nothing_signed, outdated
from handouts.press.signed_files import SignedFiles
from handouts.press.worker import Options
from handouts.project.project import Project, read_project
from handouts.text.fonts import default_folders

#: Files put in place between two writings of the manifest.
BATCH = 500


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """What to join. `editions` and `paper` are those the shards were built with; `release` says
    that they were built without drafts, so that a draft is no gap. `fonts` is a folder of fonts,
    `jobs` the number of processes, 0 for one per core."""

    project: Path
    shards: tuple[Path, ...]
    out: Path
    editions: tuple[str, ...] = ()
    paper: str = ""
    release: bool = False
    fonts: Path | None = None
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: files in the whole, those written anew, those removed from the folder;
    what is said of a release that has become empty."""

    files: int
    written: int
    removed: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Joined:
    """What the shards hold together, and what is wrong with it."""

    entries: dict[str, tuple[Path, Entry]] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def fault(self, kind: Code, message: str, place: Path | str, hint: str) -> None:
        """Notes an error."""
        where = Where(str(place))
        self.findings.append(Finding(kind, message, where, hint))


def merge(request: MergeRequest, waiting: Callable[[], None]) -> Merged:
    """Joins shards into one folder. `waiting` is called when another build holds it.

    Raises `FindingsError` when they do not make up the plan, `UsageError` when a folder is not one
    that a build has written, `OutputError` when the new one cannot be written.
    """
    _distinct(request)
    project = read_project(request.project)
    findings = Buildable.of(project).findings
    if has_errors(findings):
        raise FindingsError(findings)
    narrowing = Narrowing(editions=request.editions, paper=request.paper)
    paper = project.brand.paper
    plan = make_plan(
        project.guides,
        project.languages,
        paper,
        narrowing,
        project.offers,
        project.brand.editions,
    )
    joined = _join([Build(folder, read(folder)) for folder in request.shards])
    _against_plan(joined, plan, _drafts(request, project))
    if joined.findings:
        raise FindingsError(joined.findings)
    if request.release and not joined.entries:
        with atomic.lock(request.out, waiting):
            return _none_released(request, project, len(plan))
    known = _accepted(request, project, joined, plan)
    with atomic.lock(request.out, waiting):
        merged = _write(request, project, joined)
    known.save()
    return merged


def _accepted(
    request: MergeRequest, project: Project, joined: _Joined, plan: Sequence[Job]
) -> cache.Cache:
    """What is known of the files that the shards deliver, each of which was looked at. Raises
    `FindingsError` where one may not be taken."""
    folder = request.project / cache.FOLDER
    fonts = tuple(default_folders(request.fonts, request.project))
    code = program.code_digest(folder)
    options = Options(request.project, request.out, fonts, code)
    sources = SourceDigests(project, [guide.name for guide in project.guides], fonts, code)
    known = cache.Cache(folder)
    deliveries: dict[str, list[Delivery]] = {}
    for job in plan:
        if job.path in joined.entries:
            own = deliveries.setdefault(job.language.tag, [])
            own.append(Delivery(job, *joined.entries[job.path]))
    findings: list[Finding] = []
    jobs = request.jobs or cores()
    inspector = partial(Inspector, options)
    work = processes.run(list(deliveries.values()), inspector, acceptance.crashed, jobs)
    with contextlib.closing(work) as judgements:
        for judgement in judgements:
            findings += map(project.named, judgement.findings)
            made = judgement.sources
            if made:
                job, entry = judgement.delivery.job, judgement.delivery.entry
                vouched = (cache.entry_digest(entry), entry.verified)
                row = (sources.of(job), made.inputs, made.draft, made.fonts, *vouched)
                known.put(job.path, cache.Known(*row))
    if findings:
        raise FindingsError(findings)
    return known


def _distinct(request: MergeRequest) -> None:
    """The same folder twice would be an overlap of everything: one error instead."""
    seen: set[Path] = set()
    for folder in request.shards:
        if folder.resolve() == request.out.resolve():
            raise UsageError(f"{folder} is the folder to write: name another with --out")
        if folder.resolve() in seen:
            raise UsageError(f"{folder} is named twice")
        seen.add(folder.resolve())


def _join(shards: Iterable[Build]) -> _Joined:
    joined = _Joined()
    for shard in shards:
        for path, entry in shard.manifest.handouts.items():
            if path in joined.entries:
                other = joined.entries[path][0]
                hint = "build each part of the plan once: --shard 1/4, 2/4, 3/4, 4/4"
                message = f"also in {other}"
                joined.fault(codes.SHARD_OVERLAP, message, shard.folder / path, hint)
            else:
                joined.entries[path] = shard.folder, entry
        joined.withheld |= shard.manifest.stale.keys() | shard.manifest.withheld.keys()
        for name, digest in shard.manifest.fonts.items():
            if joined.fonts.setdefault(name, digest) != digest:
                hint = "install the same fonts on each machine, and build again"
                message = f"the font file of {name} is not that of the other shards"
                joined.fault(codes.SHARD_FONTS, message, shard.folder / NAME, hint)
    for path, (folder, entry) in joined.entries.items():
        if _digest(folder / path) != entry.sha256:
            hint = "build or fetch that shard again"
            message = "not the file that the manifest describes"
            joined.fault(codes.SHARD_DAMAGED, message, folder / path, hint)
    return joined


def _against_plan(joined: _Joined, plan: Sequence[Job], is_draft: Callable[[Job], bool]) -> None:
    planned = {job.path for job in plan}
    for path, (folder, _) in joined.entries.items():
        if path not in planned:
            hint = "give merge the --edition and --paper of the shards; build them from one state"
            joined.fault(
                codes.SHARD_UNPLANNED, "not in the plan of this project", folder / path, hint
            )
    for job in plan:
        if job.path in joined.entries or is_draft(job):
            continue
        if job.path in joined.withheld:
            hint = "correct what check finds, then build its shard again"
            joined.fault(codes.SHARD_UNBUILT, "its shard could not build it", job.path, hint)
        else:
            hint = "is a shard missing, or did it have findings? Build it again"
            joined.fault(codes.SHARD_MISSING, "in no shard", job.path, hint)


def _drafts(request: MergeRequest, project: Project) -> Callable[[Job], bool]:
    """Whether a job was left out of a release because it is a draft."""
    if not request.release:
        return lambda _: False
    from handouts.compose.compose import Composer  # noqa: PLC0415 - only a release needs the words

    composer = Composer(project)
    guides = {guide.name: guide for guide in project.guides}

    def is_draft(job: Job) -> bool:
        handout = composer.compose(guides[job.guide], job.handout, job.language).printable
        return handout is not None and handout.draft

    return is_draft


def _write(request: MergeRequest, project: Project, joined: _Joined) -> Merged:
    out, folder = request.out, OutputFolder(request.out)
    before = folder.manifest.known()
    written = 0
    try:
        for batch in _batches(sorted(joined.entries)):
            finished: list[Finished] = []
            unchanged: list[Entry] = []
            for path in batch:
                source, entry = joined.entries[path]
                if _same(folder.entry(path), entry):
                    unchanged.append(entry)
                else:
                    data = reading.read(source / path, reading.PDF, source)
                    if hashlib.sha256(data).hexdigest() != entry.sha256:
                        joined.fault(codes.SHARD_DAMAGED, "was changed just now", source / path, "")
                        raise FindingsError(joined.findings)
                    finished.append(Finished(atomic.write_part(out / path, data, out), entry))
            written += len(finished)
            folder.commit(finished, unchanged, about=about(project))
        left = before.keys() - joined.entries.keys()
        # Of what was released, only what the project no longer has is removed.
        released = before.values() if request.release else ()
        stays = {job.path for job in jobs_of(released, project.guides, project.languages)}
        leaving = Leaving(stale=sorted(left & stays), gone=sorted(left - stays))
        folder.commit(leaving=leaving, fonts=joined.fonts)
    except OSError as error:
        raise atomic.cannot_write(out, error) from error
    finally:
        atomic.sweep(out)
    return Merged(len(joined.entries), written, tuple(folder.removed))


def _none_released(request: MergeRequest, project: Project, count: int) -> Merged:
    """What was released before, and is not signed any more, leaves the list. Raises `FindingsError`
    where there was nothing."""
    folder = OutputFolder(request.out)
    unsigned = tuple(SignedFiles(project).unsigned(folder.manifest.known().values()))
    fault = nothing_signed(count, project, len(unsigned))
    if not unsigned:
        raise FindingsError([fault])
    folder.commit(leaving=Leaving(stale=[entry.path for entry in unsigned]))
    return Merged(0, 0, (), (fault, *(outdated(entry, project) for entry in unsigned)))


def _same(there: Entry | None, wanted: Entry) -> bool:
    """Whether the folder holds the file already."""
    return there is not None and there.sha256 == wanted.sha256


def _batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(paths), BATCH):
        yield paths[start : start + BATCH]


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
