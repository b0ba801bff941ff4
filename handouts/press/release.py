"""Findings about a release: which handouts are no part of it because their words are unsigned."""

from __future__ import annotations

from handouts.model import codes
from handouts.model.findings import Code, Finding, Where
from handouts.press.plan import Job
from handouts.project.brand import Brand
from handouts.project.project import Project

_BRAND = "templates/brand.toml"
_HINT = "python3 build.py status says how many messages of each language are signed"


def nothing_signed(count: int, project: Project) -> Finding:
    """The fault of a release in which each of `count` files would be a draft."""
    message = (
        f"nothing to release: of {count} files none has all its messages signed; "
        "what was released before is left as it is"
    )
    return Finding(codes.NOTHING_SIGNED, message, Where(project.locales.name), _HINT)


def draft(job: Job, project: Project) -> Finding:
    """The fault of asking for a draft by name."""
    message = f"{_named(job)} is a draft and may not be released"
    return _finding(codes.DRAFT, message, job, project)


def outdated(job: Job, project: Project) -> Finding:
    """A handout that was released in other words than the project has now."""
    message = (
        f"{_named(job)} was released, but not all of its present messages are signed; "
        "the earlier file stays, listed as stale"
    )
    return _finding(codes.OUTDATED_RELEASE, message, job, project)


def no_phone(brand: Brand) -> Finding:
    """The sheets of a release say to call, and have a blank line for the number."""
    message = "the sheets are released without the clinic's phone number"
    hint = 'write phone = "..." under [contact]; until then, write it on every copy by hand'
    return Finding(codes.NO_PHONE, message, brand.places.get("phone", Where(_BRAND)), hint)


def _named(job: Job) -> str:
    return f"{job.guide}-{job.handout} in {job.language.name}"


def _finding(kind: Code, message: str, job: Job, project: Project) -> Finding:
    where = Where(project.signatures_folder(job.language).shown)
    return Finding(kind, message, where, _HINT, job.language.tag)
