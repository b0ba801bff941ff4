"""One job, done: from a job to a verified file beside its place.

Each worker process has one `Worker` and keeps it, with its fonts open and its catalogs read.
`compose` makes the document, the job's edition renders and verifies it; the build puts the file in
place.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.editions import Materials
from handouts.files import atomic
from handouts.model import codes
from handouts.model.errors import FindingsError, SetupError
from handouts.model.findings import Finding, Where, has_errors
from handouts.model.languages import ENGLISH
from handouts.press import digests, faults
from handouts.press.manifest import Entry
from handouts.press.plan import Job
from handouts.project.guide import Guide
from handouts.project.project import Project

if TYPE_CHECKING:
    from handouts.compose.compose import Composer
    from handouts.model.document import Handout
    from handouts.model.languages import Language
    from handouts.text.fonts import FontLibrary


#: Pages refer to each other in circles, which only the garbage collector frees. It runs rarely,
#: since it takes time; once in so many jobs costs little, and memory stays flat.
COLLECT_EVERY = 50


class State(StrEnum):
    """What became of a job."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    DRAFT = "draft"  # left out of a release
    FAILED = "failed"
    STOPPED = "stopped"  # the output folder cannot be written


@dataclass(frozen=True, slots=True)
class Task:
    """A job, and what the manifest says of the file in place. Without it (no file, or not a whole
    one) the file is made in any case."""

    job: Job
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What all tasks of a build share. `code` is the digest of the program."""

    project: Path
    out: Path
    fonts: tuple[Path, ...]
    code: str
    release: bool = False
    verify: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. `fonts` are those of its languages (name → SHA-256); `part` (the file
    beside its place) and `entry` are there when it was built; `setup` says that the machine, not
    the content, is at fault."""

    job: Job
    state: State
    inputs: str = ""
    draft: bool = False
    fonts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    entry: Entry | None = None
    part: Path | None = None
    setup: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """What a file is made from: the handout, whether it is a draft, the fonts of its languages
    (name → SHA-256), the digest of all of it; and what was found."""

    handout: Handout
    draft: bool
    fonts: Mapping[str, str]
    inputs: str
    findings: tuple[Finding, ...] = ()


class Worker:
    """Carries out tasks, one after the other."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._project = Project(options.project)
        self._drawings: dict[str, str] = {}
        self._fonts: dict[str, dict[str, str]] = {}
        self._guides: dict[str, Guide] = {}
        self._done = 0

    def __call__(self, task: Task) -> Outcome:
        """Carries out a task. Never raises: whatever goes wrong becomes an outcome."""
        job = task.job
        self._done += 1
        if self._done % COLLECT_EVERY == 0:
            gc.collect()
        try:
            return self._make(task)
        except Exception as error:  # the other handouts are still built
            return fault_of(job, error)

    @cached_property
    def _composer(self) -> Composer:
        from handouts.compose.compose import Composer  # noqa: PLC0415 - not needed when nothing changed

        return Composer(self._project)

    @cached_property
    def _library(self) -> FontLibrary:
        from handouts.text.fonts import FontLibrary  # noqa: PLC0415 - as above

        return FontLibrary(self._options.fonts)

    @cached_property
    def materials(self) -> Materials:
        """What editions are rendered with."""
        from handouts.text.paragraph import Typesetter  # noqa: PLC0415 - as above

        project = self._project
        typesetter = Typesetter(self._library, project.unbreakable)
        return Materials(project.brand, typesetter, project.art, self._english)

    def _english(self, handout: Handout) -> Handout:
        """The same handout in English. Raises `FindingsError`."""
        words = self._composer.compose(self._guide(handout.guide), handout.name, ENGLISH)
        return words.required()

    @cached_property
    def _brand_glyphs(self) -> tuple[Finding, ...]:
        from handouts.press.brand_glyphs import missing_glyphs  # noqa: PLC0415 - as above

        return tuple(missing_glyphs(self._project.brand, self.materials.typesetter))

    @cached_property
    def _brand(self) -> str:
        return digests.brand_digest(self._project.brand)

    def sources(self, job: Job) -> Sources:
        """What the file of a job is made from. Raises `FindingsError` where that may not be
        printed, `SetupError` where a font is missing."""
        if self._brand_glyphs:
            raise FindingsError(self._brand_glyphs)
        words = self._composer.compose(self._guide(job.guide), job.handout, job.language)
        handout = words.required()
        draft, said = handout.draft, words.inputs
        if job.edition.english:
            english = self._composer.compose(self._guide(job.guide), job.handout, ENGLISH)
            draft = draft or english.required().draft
            said += english.inputs
        fonts = self._fonts_of(job.language)
        names = {figure.art for figure in handout.figures()}
        drawings = {name: self._drawing(name) for name in names}
        unbreakable = self._project.unbreakable
        inputs = digests.inputs_digest(
            job,
            said,
            unbreakable(job.language) + unbreakable(ENGLISH),
            drawings,
            self._brand,
            fonts,
            self._options.code,
        )
        return Sources(handout, draft, fonts, inputs, words.findings)

    def _make(self, task: Task) -> Outcome:
        job, sources = task.job, self.sources(task.job)
        known = (sources.inputs, sources.draft, sources.fonts)
        if sources.draft and self._options.release:
            return Outcome(job, State.DRAFT, *known)
        entry = task.entry
        # All that an entry says must be what the sources say now.
        if entry and entry == entry_of(job, sources, entry.pages, entry.sha256, entry.verified):
            return Outcome(job, State.UNCHANGED, *known)
        file = job.edition.render(sources.handout, self.materials, job.paper)
        findings = sources.findings + file.findings
        if self._options.verify and file.data:
            findings += tuple(job.edition.verify(file.data, job.path))
        if has_errors(findings) or not file.data:
            return Outcome(job, State.FAILED, findings=findings)
        digest = hashlib.sha256(file.data).hexdigest()
        entry = entry_of(job, sources, file.pages, digest, self._options.verify)
        part = atomic.write_part(self._options.out / job.path, file.data, self._options.out)
        return Outcome(job, State.BUILT, *known, findings, entry, part)

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            self._drawings[name] = digests.file_digest(
                self._project.drawing(name).path, self._project.folder
            )
        return self._drawings[name]

    def _guide(self, name: str) -> Guide:
        """One guide by itself, so that a fault in another one does not matter here."""
        if name not in self._guides:
            self._guides.clear()  # tasks come guide by guide
            guide, findings = self._project.read_guide(name)
            if guide is None:
                raise FindingsError(findings)
            self._guides[name] = guide
        return self._guides[name]

    def _fonts_of(self, language: Language) -> dict[str, str]:
        """The fonts that a handout in this language may be set in: its own, and those of the
        English that stands on every one."""
        if language.tag not in self._fonts:
            stacks = [
                self._library.stack(one, bold)
                for one in (language, ENGLISH)
                for bold in (False, True)
            ]
            self._fonts[language.tag] = {
                face.postscript_name: face.sha256 for stack in stacks for face in stack
            }
        return self._fonts[language.tag]


def entry_of(job: Job, sources: Sources, pages: int, sha256: str, verified: bool) -> Entry:
    """What a manifest says of the file of a job. What follows from the sources is taken from
    there."""
    handout = sources.handout
    return Entry(
        path=job.path,
        language=job.language.tag,
        guide=job.guide,
        handout=job.handout,
        edition=job.edition.name,
        media_type=job.edition.media_type,
        paper=job.paper,
        pages=pages,
        title=handout.title.plain,
        title_en=handout.title_en,
        guide_title=handout.guide_title_en,
        code=handout.code,
        order=handout.order,
        version=handout.version,
        date=handout.date,
        draft=sources.draft,
        signed_by=tuple(map(asdict, handout.signed_by)),
        verified=verified,
        sha256=sha256,
        inputs=sources.inputs,
    )


def fault_of(job: Job, error: Exception) -> Outcome:
    """The outcome of a job that came to an end by an exception."""
    tag = job.language.tag
    if isinstance(error, atomic.OutputError):
        finding = Finding(codes.OUTPUT, str(error), Where(job.path), language=tag)
        return Outcome(job, State.STOPPED, findings=(finding,))
    findings = faults.exception_findings(error, job.path, tag)
    return Outcome(job, State.FAILED, findings=findings, setup=isinstance(error, SetupError))


def crashed(task: Task, how: str) -> Outcome:
    """The outcome of a task whose worker process died."""
    finding = faults.death(how, task.job.path, task.job.language.tag)
    return Outcome(task.job, State.FAILED, findings=(finding,))


def groups(tasks: Sequence[Task]) -> list[list[Task]]:
    """Tasks by language, as workers take them."""
    by_language: dict[str, list[Task]] = {}
    for task in tasks:
        by_language.setdefault(task.job.language.tag, []).append(task)
    return list(by_language.values())
