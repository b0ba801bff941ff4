"""Findings about a release: which handouts are no part of it because their words are unsigned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from handouts.catalogs.message_code import message_code
from handouts.model import codes
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.press.manifest import Entry
from handouts.press.plan import Job
from handouts.project.brand import Brand
from handouts.project.project import Project

_BRAND = "templates/brand.toml"
#: Codes of messages that are named.
_MOST = 5
_HINT = "python3 build.py status says how many messages of each language are signed"


def nothing_signed(count: int, project: Project, withdrawn: int) -> Finding:
    """What is said of a release in which each of `count` files would be a draft. A fault, unless
    `withdrawn` files were released before: then that nothing is released is what was asked for."""
    message = f"nothing to release: of {count} files none has all its messages signed"
    kind, hint = codes.NOTHING_SIGNED, _HINT
    if withdrawn:
        kind = kind.at_severity(Severity.WARNING)
        message += f"; {withdrawn} released before may not be handed out, and are listed as stale"
        hint = "python3 build.py publish takes them out of the site too"
    return Finding(kind, message, Where(project.locales.name), hint)


class Drafts:
    """The files that a release leaves out, and why: words of a sheet that are not signed, or, where
    English stands beside them, its English words."""

    def __init__(self, project: Project, jobs: Iterable[Job]) -> None:
        self._project = project
        self.jobs = tuple(sorted(jobs, key=lambda job: job.path))
        self._unsigned = cache(self._find_unsigned)

    def only_english(self, job: Job) -> bool:
        """Whether a file is left out for its English words alone."""
        return job.edition.english and not self._unsigned(job.language, job.guide, job.handout)[0]

    def finding(self, job: Job) -> Finding:
        """The fault of asking for a draft by name."""
        name = f"{job.guide}-{job.handout} in {job.language.name}"
        if self.only_english(job):
            name = f"the {job.edition.name} edition of {name}"
        message = f"{name} is a draft and may not be released: {self._why(job)}"
        hint = (
            f"sign them, or leave it out; python3 build.py status {self._lacking(job)} lists them"
        )
        where = Where(self._project.signatures_folder(job.language).shown)
        return Finding(codes.DRAFT, message, where, hint, job.language.tag)

    def lines(self) -> tuple[str, ...]:
        """What is left out, for people: sheet by sheet where something of a language is signed,
        else the languages."""
        said: dict[str, None] = {}
        nothing: dict[str, None] = {}
        for job in self.jobs:
            review, _ = self._project.review(job.language)
            if not review.acts:
                nothing[f"{job.language.name} ({job.language.tag})"] = None
                continue
            which = f"{job.edition.name} edition" if self.only_english(job) else job.handout
            said[f"left out: {job.language.name}, {which}: {self._why(job)}"] = None
        lines = list(said)
        if nothing:
            lines.append(f"left out, since nothing of them is signed: {', '.join(nothing)}")
        return tuple(lines)

    def _lacking(self, job: Job) -> str:
        return SOURCE_LANGUAGE.tag if self.only_english(job) else job.language.tag

    def _why(self, job: Job) -> str:
        if self.only_english(job):
            return f"the English words of the {job.edition.name} edition are not signed"
        found, total = self._unsigned(job.language, job.guide, job.handout)
        if len(found) == total:
            return "none of its messages is signed"
        named = ", ".join(found[:_MOST]) + (", ..." if len(found) > _MOST else "")
        return f"{len(found)} of {total} messages not signed: {named}"

    def _find_unsigned(
        self, language: Language, guide: str, handout: str
    ) -> tuple[Sequence[str], int]:
        """The codes of the messages of a sheet that lack a signature, and how many it has."""
        from handouts.press import signing  # noqa: PLC0415 - a build signs nothing

        project = self._project
        selection = signing.Selection(language, (guide,), (handout,))
        keys = signing.messages(project, selection)
        review, _ = project.review(language)
        entries = [(key, signing.entry_of(project, language, domain, key)) for domain, key in keys]
        return [
            message_code(key)
            for key, entry in entries
            if entry is None or review.signature(entry) is None
        ], len(keys)


def warnings(project: Project, jobs: Iterable[Job]) -> Iterator[Finding]:
    """The warnings that nobody has accepted on the words of files that are released."""
    from handouts.compose.compose import Composer  # noqa: PLC0415 - only for a release
    from handouts.press import open_warnings, signing  # noqa: PLC0415 - only for a release

    composer = Composer(project)
    own: dict[Language, set[tuple[str, str]]] = {}
    for job in jobs:
        own.setdefault(job.language, set()).add((job.guide, job.handout))
    for language, sheets in own.items():
        found = open_warnings.in_catalogs(project, language)
        for guide, handout in sheets if found else ():
            selection = signing.Selection(language, (guide,), (handout,))
            for where in signing.places(project, selection, composer):
                yield from map(open_warnings.as_released, found.get(where, ()))


def outdated(entry: Entry, project: Project) -> Finding:
    """A handout that was released in words which are not signed as the project has them now."""
    own = next((one for one in project.languages if one.tag == entry.language), None)
    message = (
        f"{entry.guide}-{entry.handout} in {own.name if own else entry.language} was released, but "
        "not all of its present messages are signed; the earlier file stays, listed as stale"
    )
    where = project.signatures_folder(own).shown if own else project.locales.name
    return Finding(codes.OUTDATED_RELEASE, message, Where(where), _HINT, entry.language)


def no_phone(brand: Brand) -> Finding:
    """The sheets of a release say to call, and have a blank line for the number."""
    message = "the sheets are released without the clinic's phone number"
    hint = 'write phone = "..." under [contact]; until then, write it on every copy by hand'
    return Finding(codes.NO_PHONE, message, brand.places.get("phone", Where(_BRAND)), hint)
