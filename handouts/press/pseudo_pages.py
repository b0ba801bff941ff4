"""What the pages of a pseudo-locale tell: words that no message has, and messages without room to
grow. All of it would go wrong in every language, and can be seen before anybody translates."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from handouts.catalogs.pseudo import accented, letters
from handouts.compose.compose import Composer
from handouts.editions import Materials
from handouts.files import reading
from handouts.model import codes
from handouts.model.document import Handout
from handouts.model.findings import Finding, Where
from handouts.model.languages import PSEUDO_GROWTH, SOURCE_LANGUAGE, Language
from handouts.pdf_reading.reader import read
from handouts.pdf_reading.speech import Phrase, speech
from handouts.press.plan import Job
from handouts.project.guide import COMMON, Guide
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary
from handouts.text.paragraph import Typesetter

_WORD = re.compile(r"[^\W\d_]{2,}")
#: Halvings until the growth that fits is known to a hundredth.
_STEPS = 5
#: How many of the longest messages of a sheet that is too long are named.
_TOLD = 3
_QUOTED = 60


def pseudo_findings(
    project: Project, jobs: Sequence[Job], out: Path, fonts: Sequence[Path]
) -> Iterator[Finding]:
    """What is wrong with the files of pseudo-locales in an output folder, and those that could not
    be built because there was no room."""
    names = (project.brand.name, *project.brand.contact.values())
    growing = [job for job in jobs if not job.language.right_to_left]
    for job in jobs:
        with contextlib.suppress(OSError):
            data = reading.read(out / job.path, reading.PDF, out)
            yield from hard_coded(data, job.path, job.language, names)
    for name in dict.fromkeys(guide for job in growing for guide in (COMMON, job.guide)):
        yield from no_room_in_line(project, name)
    guides = {guide.name: guide for guide in project.guides}
    for job in growing:
        if job.guide in guides and not (out / job.path).is_file():
            typesetter = Typesetter(FontLibrary(fonts), project.unbreakable)
            yield from no_room_on_paper(project, guides[job.guide], job, typesetter)


def hard_coded(
    data: bytes, shown: str, language: Language, names: Iterable[str]
) -> Iterator[Finding]:
    """Words of a PDF that are said in the pseudo-locale, and are plain English. `names` stand there
    as they are: those of the clinic."""
    for said in speech(read(data)):
        for phrase in (*said.lead, *said.words):
            if not isinstance(phrase, Phrase) or phrase.lang != language.tag:
                continue
            text = phrase.text
            for name in filter(None, names):
                text = text.replace(name, "")
            if any(word.isascii() for word in _WORD.findall(text)):
                message = f"plain English on the page, in no message: {phrase.text[:_QUOTED]}"
                hint = 'write it in a template, as {{ _("...") }}, or mark it as English'
                where = Where(shown)
                yield Finding(codes.HARD_CODED_WORD, message, where, hint, language.tag)


def no_room_in_line(project: Project, domain: str) -> Iterator[Finding]:
    """Messages that their author allows fewer letters than a translation may need."""
    for message in project.extraction.domains.get(domain, ()):
        most = message.most_letters
        grown = letters(accented(message.msgid, PSEUDO_GROWTH))
        if most is not None and grown > most:
            text = f"{PSEUDO_GROWTH:.0%} longer, this has {grown} letters; {most} fit"
            hint = "shorten the English, or see on the page that more letters fit, and say so there"
            yield Finding(codes.NO_ROOM_TO_GROW, text, message.places[0], hint)


def no_room_on_paper(
    project: Project, guide: Guide, job: Job, typesetter: Typesetter
) -> Iterator[Finding]:
    """The longest messages of a sheet that does not fit on its paper when it grows, and how many
    letters of each fit; nothing, where it fits, or where length is not what is wrong."""

    def english(handout: Handout) -> Handout:
        return Composer(project).compose(guide, handout.name, SOURCE_LANGUAGE).required()

    def fits(growth: float) -> bool | None:
        composer = Composer(Project(project.folder, growth))
        handout = composer.compose(guide, job.handout, job.language).printable
        if handout is None:
            return None
        materials = Materials(project.brand, typesetter, project.art, english)
        found = job.edition.render(handout, materials, job.paper).findings
        return all(finding.code != codes.TOO_MANY_PAGES.id for finding in found)

    low, high = 0.0, PSEUDO_GROWTH
    if fits(high) is not False or fits(low) is not True:
        return
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    source = Composer(project).compose(guide, job.handout, SOURCE_LANGUAGE).handout
    assert source
    longest = sorted(dict.fromkeys(source.texts()), key=lambda text: -len(text.plain))[:_TOLD]
    for text in longest:
        if 2 * len(text.plain) < len(longest[0].plain):
            continue  # much shorter: what it could save is little
        grown, fit = (round(len(text.plain) * (1 + share)) for share in (PSEUDO_GROWTH, low))
        message = f"{PSEUDO_GROWTH:.0%} longer, this has {grown} letters; {fit} fit on the sheet"
        hint = f"{job.handout} has room for words {low:.0%} longer: shorten it, this first"
        yield Finding(codes.NO_ROOM_TO_GROW, message, text.where, hint)
