"""The packets of a language: for each guide, its handouts in one file.

A packet is made when it is asked for, and is no part of the manifest: what may be handed out, the
manifest says of its sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.compose.compose import Composer
from handouts.editions.paper.conformance import conformance
from handouts.editions.paper.packet import render_packet
from handouts.editions.paper.render import Print
from handouts.files import atomic
from handouts.model.document import Handout
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Finding, has_errors
from handouts.model.languages import SOURCE_LANGUAGE
from handouts.press import release
from handouts.press.brand_glyphs import missing_glyphs
from handouts.press.ownership import put_sheet
from handouts.press.plan import Buildable, Job, Narrowing, file_name, make_plan
from handouts.project.project import Project, read_project
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter

#: The folder of packets in an output folder. No language has this name.
FOLDER = "packets"


@dataclass(frozen=True, slots=True)
class PacketRequest:
    """Whose packets are made, and how. `guides` empty means all; `paper` empty means the
    brand's."""

    project: Path
    language: str
    out: Path
    guides: tuple[str, ...] = ()
    edition: str = "standard"
    paper: str = ""
    fonts: Path | None = None
    release: bool = False


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet that was asked for: where it lies, and how many pages it has; none where a finding
    forbids it."""

    path: Path
    pages: int


def make_packets(
    request: PacketRequest, waiting: Callable[[], None]
) -> tuple[list[Packet], list[Finding]]:
    """Makes the packets of a language, and gives them with what was found. `waiting` is called
    when a build holds the folder.

    Raises `UsageError` for names that do not exist, `SetupError` when a font is missing or the
    folder cannot be written.
    """
    project = read_project(request.project)
    buildable = Buildable.of(project)
    jobs = _jobs(request, project, buildable)
    maker = _Maker(request, project)
    packets: list[Packet] = []
    findings: list[Finding] = [*buildable.findings, *maker.findings]
    if has_errors(project.brand_findings) or has_errors(maker.findings):
        return [], findings
    with atomic.lock(request.out, waiting):
        for guide in dict.fromkeys(job.guide for job in jobs):
            own = [job for job in jobs if job.guide == guide]
            name = file_name(guide, "packet", own[0].edition, own[0].paper)
            path = request.out / FOLDER / own[0].language.tag / name
            data, pages, found = maker.make(own, path)
            findings += found
            if data:
                findings += put_sheet(path, data, request.out)
            packets.append(Packet(path, pages if data else 0))
    return packets, findings


def _jobs(request: PacketRequest, project: Project, buildable: Buildable) -> Sequence[Job]:
    """The sheets of each packet, as jobs of its guide. Raises `UsageError`."""
    narrowing = Narrowing(
        languages=(request.language,),
        guides=request.guides,
        editions=(request.edition,),
        paper=request.paper,
    )
    paper = project.brand.paper
    jobs = make_plan(buildable.guides, project.languages, paper, narrowing, project.offers)
    appended = {name.partition("/")[0] for name in project.brand.appended}
    if not request.guides and any(job.guide not in appended for job in jobs):
        # What is only appended makes no packet of its own.
        jobs = tuple(job for job in jobs if job.guide not in appended)
    if not jobs and buildable.findings:
        raise FindingsError(buildable.findings)
    if not jobs:
        raise UsageError(f"there are no handouts in {request.language}")
    return jobs


class _Maker:
    """Makes packets, with the fonts open and the catalogs read."""

    def __init__(self, request: PacketRequest, project: Project) -> None:
        self._request = request
        self._project = project
        self._guides = {guide.name: guide for guide in project.guides}
        self._composer = Composer(project)
        fonts = FontLibrary(default_folders(request.fonts, request.project))
        self._typesetter = Typesetter(fonts, project.unbreakable)
        self.findings = tuple(missing_glyphs(project.brand, self._typesetter))

    def make(self, jobs: Sequence[Job], path: Path) -> tuple[bytes, int, list[Finding]]:
        """The file of one packet, its pages, and what was found; no file where that forbids it."""
        findings: list[Finding] = []
        sheets: list[tuple[Handout, Print]] = []
        for job in (*jobs, *self._appended(jobs[0])):
            try:
                sheets.append((self._handout(job), self._print(job)))
            except FindingsError as error:
                findings += error.findings
                continue
            if sheets[-1][0].draft and self._request.release:
                findings.append(release.Drafts(self._project, [job]).finding(job))
        if has_errors(findings):
            return b"", 0, findings
        project = self._project
        file = render_packet(sheets, project.brand, self._typesetter, project.art)
        findings += file.findings
        if file.data:
            findings += conformance(file.data, str(path))
        return (b"" if has_errors(findings) else file.data), file.pages, findings

    def _appended(self, like: Job) -> Iterator[Job]:
        """The handouts that the brand appends, in the packet's language."""
        for name in self._project.brand.appended:
            guide, _, handout = name.partition("/")
            if guide in self._guides and guide != like.guide:
                yield Job(like.language, guide, handout, like.edition, like.paper)

    def _print(self, job: Job) -> Print:
        english = None
        if job.edition.english:
            english = self._handout(
                Job(SOURCE_LANGUAGE, job.guide, job.handout, job.edition, job.paper)
            )
        return Print(job.edition.name, job.paper, english)

    def _handout(self, job: Job) -> Handout:
        """The words of a sheet. Raises `FindingsError`."""
        composed = self._composer.compose(self._guides[job.guide], job.handout, job.language)
        if composed.printable is None:
            raise FindingsError(composed.findings)
        return composed.printable
