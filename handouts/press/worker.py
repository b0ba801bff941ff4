"""One sheet, made: from a job to a verified PDF beside its place.

Each worker has one bench and keeps it, with its fonts open and its catalogs read. Follow `make`
down the floors: `content` composes the words, `layout` sets them on pages, `pdf` has written the
file by then, and an independent validator must agree before the press puts it in place.
"""

from __future__ import annotations

import gc
import hashlib
import os
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.files import atomic
from handouts.model.errors import FindingsError, HandoutsError, SetupError
from handouts.model.findings import Finding, Severity, Where, has_errors
from handouts.model.languages import language as find_language
from handouts.press import digests
from handouts.press.manifest import Entry
from handouts.press.plan import Job
from handouts.project.guide import Guide, load_guide

if TYPE_CHECKING:
    from handouts.compose.compose import Sources
    from handouts.model.document import Handout
    from handouts.model.languages import Language
    from handouts.text.fonts import FontLibrary
    from handouts.text.paragraph import Typesetter


#: Pages refer to each other in circles, which only the collector sees. It is told to look rarely,
#: since looking takes time; once in so many sheets costs little, and memory stays flat.
SWEEP = 50


class State(StrEnum):
    """What became of a job."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    DRAFT = "draft"  # left out of a release
    FAILED = "failed"
    STOPPED = "stopped"  # the output folder cannot be written


@dataclass(frozen=True, slots=True)
class Order:
    """A job, and what is known already: the digest of what the sheet in place was made from
    (`inputs`; empty: make it anew)."""

    job: Job
    inputs: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all orders of a build share. `code` is the digest of the program."""

    project: Path
    out: Path
    fonts: tuple[Path, ...]
    code: str
    release: bool = False
    verify: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order. `fonts` are those of the sheet's languages; `part` and `entry` are
    there when it was built; `setup` tells that the machine, not the content, is at fault."""

    job: Job
    state: State
    inputs: str = ""
    draft: bool = False
    fonts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    entry: Entry | None = None
    part: Path | None = None
    setup: bool = False


class Bench:
    """Makes sheets, one after the other."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._templates = setting.project / "templates"
        self._art: dict[str, str] = {}
        self._fonts: dict[str, dict[str, str]] = {}
        self._guides: dict[str, Guide] = {}
        self._orders = 0

    def __call__(self, order: Order) -> Outcome:
        """Carries out an order. Never raises: whatever goes wrong becomes an outcome."""
        job = order.job
        self._orders += 1
        if self._orders % SWEEP == 0:
            gc.collect()
        try:
            return self._make(order)
        except FindingsError as error:
            return Outcome(job, State.FAILED, findings=error.findings)
        except atomic.OutputError as error:
            return Outcome(job, State.STOPPED, findings=(_fault(job, "output", str(error)),))
        except SetupError as error:
            hint = "python build.py doctor tells what to install"
            finding = _fault(job, "set-up", str(error), hint)
            return Outcome(job, State.FAILED, findings=(finding,), setup=True)
        except HandoutsError as error:
            return Outcome(job, State.FAILED, findings=(_fault(job, "unfit", str(error)),))
        except Exception as error:  # the other sheets shall still be built
            return Outcome(job, State.FAILED, findings=(_internal(job, error),))

    @cached_property
    def _sources(self) -> Sources:
        from handouts.compose.compose import Sources  # noqa: PLC0415 - not needed when nothing changed

        return Sources(self._setting.project)

    @cached_property
    def _typesetter(self) -> Typesetter:
        from handouts.text.paragraph import Typesetter  # noqa: PLC0415 - as above

        return Typesetter(self._library)

    @cached_property
    def _library(self) -> FontLibrary:
        from handouts.text.fonts import FontLibrary  # noqa: PLC0415 - as above

        return FontLibrary(self._setting.fonts)

    @cached_property
    def _brand(self) -> str:
        return digests.brand_digest(self._sources.brand, self._templates)

    def _make(self, order: Order) -> Outcome:
        from handouts.editions.paper.render import render  # noqa: PLC0415 - as above

        job = order.job
        words = self._sources.compose(self._guide(job.guide), job.handout, job.language)
        handout, findings = words.handout, tuple(words.findings)
        if handout is None or has_errors(findings):
            return Outcome(job, State.FAILED, findings=findings)
        draft = handout.draft
        fonts = self._fonts_of(job.language)
        art = {name: self._drawing(name) for name in {figure.art for figure in handout.figures()}}
        inputs = digests.inputs_digest(
            job, words.inputs, art, self._brand, fonts, self._setting.code
        )
        if draft and self._setting.release:
            return Outcome(job, State.DRAFT, inputs, draft, fonts)
        if inputs == order.inputs:
            return Outcome(job, State.UNCHANGED, inputs, draft, fonts)
        sheet = render(
            handout,
            self._sources.brand,
            self._typesetter,
            self._templates / "art",
            edition=job.edition,
            paper=job.paper,
        )
        findings += tuple(sheet.findings)
        if self._setting.verify and sheet.pdf:
            findings += tuple(conformance(sheet.pdf, job.path))
        if has_errors(findings) or not sheet.pdf:
            return Outcome(job, State.FAILED, findings=findings)
        entry = _entry(job, handout, sheet.pages, sheet.pdf, draft, inputs)
        part = atomic.write_part(self._setting.out / job.path, sheet.pdf)
        return Outcome(job, State.BUILT, inputs, draft, fonts, findings, entry, part)

    def _drawing(self, name: str) -> str:
        if name not in self._art:
            self._art[name] = digests.file_digest(self._templates / "art" / f"{name}.svg")
        return self._art[name]

    def _guide(self, name: str) -> Guide:
        """One guide by itself, so that a fault in another one does not matter here."""
        if name not in self._guides:
            self._guides.clear()  # orders come guide by guide
            self._guides[name] = load_guide(self._templates / name, f"templates/{name}/guide.toml")
        return self._guides[name]

    def _fonts_of(self, language: Language) -> dict[str, str]:
        """The fonts a sheet in this language may draw on: its own, and those of the English that
        stands on every sheet."""
        if language.tag not in self._fonts:
            stacks = [
                self._library.stack(one, bold)
                for one in (language, find_language("en"))
                for bold in (False, True)
            ]
            self._fonts[language.tag] = {
                face.postscript_name: face.sha256 for stack in stacks for face in stack
            }
        return self._fonts[language.tag]


def conformance(pdf: bytes, path: str) -> Iterator[Finding]:
    """What an independent validator finds against PDF/UA-1 and PDF/A-2a."""
    import page  # noqa: PLC0415 - only needed when a sheet was built

    profiles = {
        "PDF/UA-1": page.ValidationProfile.PDF_UA_1,
        "PDF/A-2a": page.ValidationProfile.PDF_A_2A,
    }
    for name, profile in profiles.items():
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures:
            yield Finding(
                Severity.ERROR,
                "not-conformant",
                f"{name}: {failure.message} [{failure.rule_id}]",
                Where(path),
                "a fault of the program, not of the words: please report it",
            )


def _entry(job: Job, handout: Handout, pages: int, pdf: bytes, draft: bool, inputs: str) -> Entry:
    return Entry(
        path=job.path,
        language=job.language.tag,
        guide=job.guide,
        handout=job.handout,
        edition=job.edition,
        paper=job.paper,
        pages=pages,
        title=handout.title.plain,
        title_en=handout.title_en,
        version=handout.version,
        draft=draft,
        sha256=hashlib.sha256(pdf).hexdigest(),
        inputs=inputs,
    )


def _fault(job: Job, code: str, message: str, hint: str = "") -> Finding:
    return Finding(Severity.ERROR, code, message, Where(job.path), hint, language=job.language.tag)


def crashed(order: Order, how: str) -> Outcome:
    """The outcome of an order whose worker died."""
    hint = "the other sheets were built; run again with --jobs 1, and report it if it happens again"
    finding = _fault(order.job, "worker-crashed", how, hint)
    return Outcome(order.job, State.FAILED, findings=(finding,))


def _internal(job: Job, error: Exception) -> Finding:
    if os.environ.get("HANDOUTS_DEBUG"):
        message = traceback.format_exc()
    else:
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} at {Path(where.filename).name}:{where.lineno}"
    hint = "a fault of the program: please report it; HANDOUTS_DEBUG=1 shows more"
    return _fault(job, "internal-error", message, hint)


def groups(orders: Sequence[Order]) -> list[list[Order]]:
    """Orders by language, as workers take them."""
    by_language: dict[str, list[Order]] = {}
    for order in orders:
        by_language.setdefault(order.job.language.tag, []).append(order)
    return list(by_language.values())
