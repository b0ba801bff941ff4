"""What is to be built: guide x handout x language x edition x paper, or a selection of it.

A job is one file. Names that do not exist are answered with those that do, and the nearest of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handouts.editions import EDITIONS, STANDARD, Edition
from handouts.model import codes, tags
from handouts.model.errors import UsageError
from handouts.model.findings import Finding, Where
from handouts.model.languages import Language, names
from handouts.model.languages import language as language_of
from handouts.press.manifest import Entry
from handouts.project.brand import PAPERS
from handouts.project.guide import Guide
from handouts.project.offered import is_begun
from handouts.project.project import Project

#: The paper that file names do not mention.
USUAL_PAPER = PAPERS[0]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be made."""

    language: Language
    guide: str
    handout: str
    edition: Edition = STANDARD
    paper: str = USUAL_PAPER

    @property
    def path(self) -> str:
        """Where the file goes, from the output folder."""
        name = file_name(self.guide, self.handout, self.edition, self.paper)
        return f"{self.language.tag}/{name}"


def file_name(guide: str, handout: str, edition: Edition, paper: str) -> str:
    """The name of a file in its language's folder. Two handouts can come to the same one, which
    `clashes` finds."""
    size = "" if paper == USUAL_PAPER else f"-{paper}"
    return f"{guide}-{handout}{edition.suffix}{size}{edition.extension}"


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `index` (from 1) of `count` parts of the plan."""

    index: int
    count: int

    def holds(self, job: Job) -> bool:
        """Whether the job falls to this part: by a digest of its path, so that every machine
        agrees, and adding a sheet moves no other."""
        digest = hashlib.sha256(job.path.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.index - 1


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the command line asked for; empty means everything. `paper` empty means the brand's."""

    languages: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    paper: str = ""
    shard: Shard | None = None

    @property
    def is_full(self) -> bool:
        """Whether the whole plan is built, so that whatever is not in it may be removed."""
        return self == Narrowing()

    @property
    def by_name(self) -> bool:
        """Whether certain sheets were named, rather than "all there are"."""
        return replace(self, shard=None, paper="", editions=()) != Narrowing()


def _in_all(guide: Guide, language: Language) -> bool:
    """Every guide is offered in every language."""
    del guide, language
    return True


def only_started(project: Project) -> Iterator[Language]:
    """The languages that somebody works on and that are not offered."""
    for language in project.languages:
        if not project.is_offered(language) and is_begun(project, language):
            yield language


def make_plan(
    guides: Sequence[Guide],
    languages: Sequence[Language],
    paper: str,
    narrowing: Narrowing,
    offers: Callable[[Guide, Language], bool] = _in_all,
    editions: Sequence[str] = (),
) -> tuple[Job, ...]:
    """The jobs asked for, by language, then guide, then sheet. `paper` and `editions` are the
    brand's (no edition: the standard one); `offers` tells which guide is offered in which language.

    Raises `UsageError` for a name that does not exist, for a language that is only started, and
    for an edition that none of the languages has.
    """
    wanted_languages = _chosen_languages(languages, narrowing.languages)
    for language in wanted_languages if narrowing.languages else ():
        if guides and not any(offers(guide, language) for guide in guides):
            raise UsageError(
                f"{language.name} is started, but not offered: no sheet of it is built. Its pages "
                f"can be seen with: python3 build.py proof {language.tag}. To offer it, add "
                f'"{language.tag}" to languages in templates/brand.toml'
            )
    chosen, wanted_sheets = chosen_sheets(guides, narrowing.guides, narrowing.handouts)
    usual = editions or (STANDARD.name,)
    editions = _chosen("edition", tuple(EDITIONS), narrowing.editions or usual)
    if wanted_languages and narrowing.editions:
        _check_editions(editions, wanted_languages)
    (size,) = _chosen("paper", PAPERS, (narrowing.paper or paper,))
    jobs = (
        Job(language, guide.name, sheet.name, EDITIONS[edition], size)
        for language in wanted_languages
        for guide in chosen
        if offers(guide, language)
        for sheet in guide.sheets
        if (guide.name, sheet.name) in wanted_sheets
        for edition in editions
        if EDITIONS[edition].made_in(language)
    )
    return tuple(job for job in jobs if not narrowing.shard or narrowing.shard.holds(job))


def _check_editions(editions: Sequence[str], languages: Sequence[Language]) -> None:
    if not any(EDITIONS[name].made_in(one) for name in editions for one in languages):
        raise UsageError(
            f"there is no {' or '.join(editions)} edition in {languages[0].name}: it has English "
            "beside another language"
        )


def jobs_of(
    entries: Iterable[Entry],
    guides: Iterable[Guide],
    languages: Iterable[Language],
    offers: Callable[[Guide, Language], bool] = _in_all,
) -> Iterator[Job]:
    """The jobs that made these files, where their handout and language still exist and are
    offered."""
    handouts = {(guide.name, sheet.name): guide for guide in guides for sheet in guide.sheets}
    by_tag = {one.tag: one for one in languages}
    for entry in entries:
        language, edition = by_tag.get(entry.language), EDITIONS.get(entry.edition)
        guide = handouts.get((entry.guide, entry.handout))
        if not (language and edition and guide and entry.paper in PAPERS):
            continue
        if edition.made_in(language) and offers(guide, language):
            job = Job(language, entry.guide, entry.handout, edition, entry.paper)
            if job.path == entry.path:
                yield job


def clashes(guides: Iterable[Guide]) -> Iterator[tuple[Finding, frozenset[str]]]:
    """Handouts that would be written to the same file in some edition or on some paper, and the
    names of their guides: the handout `visit-large`, say, and the large edition of `visit`."""
    owners: dict[str, tuple[Guide, str]] = {}
    found: set[tuple[str, ...]] = set()
    for guide in guides:
        for sheet in guide.sheets:
            for edition in EDITIONS.values():
                for paper in PAPERS:
                    name = file_name(guide.name, sheet.name, edition, paper)
                    other, handout = owners.setdefault(name, (guide, sheet.name))
                    pair = (other.name, handout, guide.name, sheet.name)
                    if pair[:2] == pair[2:] or pair in found:
                        continue
                    found.add(pair)
                    message = (
                        f"{sheet.name} of {guide.name} and {handout} of {other.name} would be "
                        f"written to the same file, {name}"
                    )
                    where = Where(guide.file, sheet.line)
                    hint = "rename one of them"
                    finding = Finding(codes.SAME_FILE, message, where, hint)
                    yield finding, frozenset({guide.name, other.name})


def same_codes(guides: Iterable[Guide]) -> Iterator[tuple[Finding, frozenset[str]]]:
    """Guides with the same code, of which the front desk could not tell which sheet it holds."""
    owners: dict[str, Guide] = {}
    for guide in guides:
        other = owners.setdefault(guide.code, guide)
        if other is not guide:
            message = f"the guides {other.name} and {guide.name} have the same code, {guide.code}"
            hint = "give one of them another code: it stands at the foot of its sheets"
            finding = Finding(codes.SAME_CODE, message, Where(guide.file, guide.code_line), hint)
            yield finding, frozenset({other.name, guide.name})


@dataclass(frozen=True, slots=True)
class Buildable:
    """The guides of a project that can be built, the names of those that cannot (`broken`), and
    the project's findings."""

    guides: tuple[Guide, ...]
    broken: frozenset[str]
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, project: Project) -> Buildable:
        """A guide can be built if it can be read, and each of its handouts has a file and a code
        of its own."""
        found = [*clashes(project.guides), *same_codes(project.guides)]
        clashing = frozenset[str]().union(*(names for _, names in found))
        return cls(
            guides=tuple(guide for guide in project.guides if guide.name not in clashing),
            broken=project.broken | clashing,
            findings=(*project.findings, *(finding for finding, _ in found)),
        )


def parse_shard(text: str) -> Shard:
    """Reads `2/5`. Raises `UsageError`."""
    index, _, count = text.partition("/")
    if index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count):
        return Shard(int(index), int(count))
    raise UsageError(f"--shard {text}: write the part and the number of parts, such as 1/4")


def _chosen(kind: str, existing: Sequence[str], asked: Iterable[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(asked)) or tuple(existing)
    for name in names:
        if name not in existing:
            raise UsageError(unknown(kind, name, existing))
    return names


def chosen_sheets(
    guides: Sequence[Guide], asked: Iterable[str], handouts: Iterable[str]
) -> tuple[list[Guide], set[tuple[str, str]]]:
    """The guides that are meant, by name or code, and guide and name of each of their sheets that
    is meant; all where none is named. Raises `UsageError` for a name that does not exist."""
    by_code = {guide.code: guide.name for guide in guides}
    names = [by_code.get(name, name) for name in asked]
    wanted = _chosen("guide", [guide.name for guide in guides], names)
    chosen = [guide for guide in guides if guide.name in wanted]
    return chosen, _chosen_sheets(chosen, handouts)


def _chosen_sheets(guides: Sequence[Guide], asked: Iterable[str]) -> set[tuple[str, str]]:
    """Guide and name of each sheet that is meant: by name, by code (`REC`), or by the code that
    stands at its foot (`SIJ-REC`)."""
    called: dict[str, set[tuple[str, str]]] = {}
    for guide in guides:
        for sheet in guide.sheets:
            for name in (sheet.name, sheet.code, f"{guide.code}-{sheet.code}"):
                called.setdefault(name, set()).add((guide.name, sheet.name))
    names = sorted({sheet.name for guide in guides for sheet in guide.sheets})
    wanted = tuple(asked) or tuple(names)
    for name in wanted:
        if name not in called:
            raise UsageError(unknown("handout", name, names))
    return set[tuple[str, str]]().union(*(called[name] for name in wanted))


def _chosen_languages(languages: Sequence[Language], asked: Iterable[str]) -> tuple[Language, ...]:
    names = tuple(asked)
    if not names:
        return tuple(languages)
    found = dict.fromkeys(find_or_pseudo(name, languages) for name in names)
    ordered = [language for language in languages if language in found]
    return (*ordered, *(language for language in found if language.pseudo))


def all_pseudo(asked: Sequence[str]) -> bool:
    """Whether pseudo-locales are asked for. Raises `UsageError` when languages are, too: one folder
    would hold both."""
    found = [_canonical(name) in tags.PSEUDO for name in asked]
    if any(found) and not all(found):
        raise UsageError("build pseudo-locales by themselves: their sheets are no handouts")
    return any(found)


def find_or_pseudo(name: str, languages: Sequence[Language]) -> Language:
    """As `find_language`; a pseudo-locale is there without catalogs. Raises `UsageError`."""
    tag = _canonical(name)
    return language_of(tag) if tag in tags.PSEUDO else find_language(name, languages)


def _canonical(name: str) -> str:
    """The tag that a tag in another spelling stands for; nothing for what is no tag."""
    try:
        return tags.canonical(name).bcp47
    except ValueError:
        return ""


def find_language(name: str, languages: Sequence[Language]) -> Language:
    """The language of the project that somebody means: by tag (`zh-Hans`), by folder (`zh_Hans`),
    in another spelling of these (`zh-CN`), or by a name. Raises `UsageError`."""
    folded = name.replace("_", "-").casefold()
    for language in languages:
        if folded == language.tag.casefold():
            return language
    for language in languages:
        if folded in (language.name.casefold(), language.autonym.casefold()):
            return language
    others = [one for one in languages if folded in map(str.casefold, names(one.tag).others)]
    if len(found := [one for one in languages if one.tag == _canonical(name)] or others) == 1:
        return found[0]
    known = [language.tag for language in languages]
    by_name = {language.name: language.tag for language in languages}
    raise UsageError(
        unknown("language", name, known, by_name)
        + f". To start a new language: python3 build.py language add {name}"
    )


def unknown(
    kind: str, name: str, existing: Sequence[str], aliases: dict[str, str] | None = None
) -> str:
    """The message for a name that does not exist: the nearest one, and all there are."""
    import difflib  # noqa: PLC0415 - only needed when something is wrong

    lowered = {one.casefold(): one for one in existing}
    lowered.update({alias.casefold(): tag for alias, tag in (aliases or {}).items()})
    near = difflib.get_close_matches(name.casefold(), list(lowered), n=1, cutoff=0.5)
    nearest = f" Did you mean {lowered[near[0]]}?" if near else ""
    return f"unknown {kind} {name!r}.{nearest} There are: {', '.join(existing) or 'none'}"
