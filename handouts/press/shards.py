"""Shards joined: output folders that several machines have built become one.

The whole is never put together from parts that do not fit. Each of these is a finding, and then
nothing is written: a sheet in two shards (`overlap`), a sheet of the plan in none (`gap`), a sheet
the plan does not know (`not-planned`), a file that is not what its manifest says (`damaged`), a
font of one name and two contents (`fonts-differ`), a sheet that its shard withholds (`withheld`).
What comes out is equal to the byte to what one machine would have built.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handouts.files import atomic
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Finding, Severity, Where
from handouts.press.manifest import NAME, Build, Entry, read
from handouts.press.output_folder import Fresh, Shelf
from handouts.press.plan import Job, Narrowing, make_plan
from handouts.project.project import Project, read_project

#: Sheets put in place between two writings of the manifest.
BATCH = 500


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """What to join. `editions` and `paper` are those the shards were built with; `release` tells
    that they were built without drafts, so that a draft is no gap."""

    project: Path
    shards: tuple[Path, ...]
    out: Path
    editions: tuple[str, ...] = ()
    paper: str = ""
    release: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: sheets in the whole, those written anew, those removed from the folder."""

    sheets: int
    written: int
    removed: tuple[str, ...]


@dataclass(slots=True)
class _Joined:
    """What the shards hold together, and what is wrong with it."""

    entries: dict[str, tuple[Path, Entry]] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def fault(self, code: str, message: str, place: Path | str, hint: str) -> None:
        """Notes an error."""
        where = Where(str(place))
        self.findings.append(Finding(Severity.ERROR, code, message, where, hint))


def merge(request: MergeRequest, waiting: Callable[[], None]) -> Merged:
    """Joins shards into one folder. `waiting` is called when another build holds it.

    Raises `FindingsError` when they do not make up the plan, `UsageError` when a folder is not one
    that a build has written, `OutputError` when the new one cannot be written.
    """
    _distinct(request)
    project = read_project(request.project)
    if project.findings:
        raise FindingsError(project.findings)
    narrowing = Narrowing(editions=request.editions, paper=request.paper)
    plan = make_plan(project.guides, project.languages, project.brand.paper, narrowing)
    joined = _join([Build(folder, read(folder)) for folder in request.shards])
    _against_plan(joined, plan, _drafts(request, project))
    if joined.findings:
        raise FindingsError(joined.findings)
    with atomic.lock(request.out, waiting):
        return _write(request.out, joined)


def _distinct(request: MergeRequest) -> None:
    """The same folder twice would be an overlap of everything, told once here."""
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
                joined.fault("overlap", message, shard.folder / path, hint)
            else:
                joined.entries[path] = shard.folder, entry
        joined.withheld |= shard.manifest.stale.keys()
        for name, digest in shard.manifest.fonts.items():
            if joined.fonts.setdefault(name, digest) != digest:
                hint = "install the same fonts on each machine, and build again"
                message = f"the font file of {name} is not that of the other shards"
                joined.fault("fonts-differ", message, shard.folder / NAME, hint)
    for path, (folder, entry) in joined.entries.items():
        if _digest(folder / path) != entry.sha256:
            hint = "build or fetch that shard again"
            message = "not the file that the manifest tells of"
            joined.fault("damaged", message, folder / path, hint)
    return joined


def _against_plan(joined: _Joined, plan: Sequence[Job], is_draft: Callable[[Job], bool]) -> None:
    planned = {job.path for job in plan}
    for path, (folder, _) in joined.entries.items():
        if path not in planned:
            hint = "give merge the --edition and --paper of the shards; build them from one state"
            joined.fault("not-planned", "not in the plan of this project", folder / path, hint)
    for job in plan:
        if job.path in joined.entries:
            continue
        if job.path in joined.withheld:
            hint = "mend what check tells, then build its shard again"
            joined.fault("withheld", "its shard could not build it", job.path, hint)
        elif not is_draft(job):
            hint = "is a shard missing, or did it have findings? Build it again"
            joined.fault("gap", "in no shard", job.path, hint)


def _drafts(request: MergeRequest, project: Project) -> Callable[[Job], bool]:
    """Whether a sheet was rightly left out of a release."""
    if not request.release:
        return lambda _: False
    from handouts.compose.compose import Sources  # noqa: PLC0415 - only a release needs the words

    sources = Sources(request.project)
    guides = {guide.name: guide for guide in project.guides}

    def is_draft(job: Job) -> bool:
        handout = sources.compose(guides[job.guide], job.handout, job.language).handout
        return handout is not None and handout.draft

    return is_draft


def _write(out: Path, joined: _Joined) -> Merged:
    shelf = Shelf(out)
    before = shelf.manifest.known()
    fresh: list[Fresh] = []
    kept: list[Entry] = []
    written = 0
    try:
        for batch in _batches(sorted(joined.entries)):
            fresh, kept = [], []
            for path in batch:
                folder, entry = joined.entries[path]
                if _same(shelf.entry(path), entry):
                    kept.append(entry)
                else:
                    data = (folder / path).read_bytes()
                    fresh.append(Fresh(atomic.write_part(out / path, data), entry))
            written += len(fresh)
            shelf.commit(fresh, kept)
        gone = sorted(before.keys() - joined.entries.keys())
        shelf.commit(gone=gone, fonts=joined.fonts)
    except OSError as error:
        raise atomic.cannot_write(out, error) from error
    finally:
        atomic.sweep(out)
    return Merged(len(joined.entries), written, tuple(shelf.removed))


def _same(there: Entry | None, wanted: Entry) -> bool:
    """Whether the folder holds the sheet already."""
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
