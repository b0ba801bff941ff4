"""The checks of one language, a piece at a time, for any process: its catalogs, or one of its
sheets, which is composed as the build does it, and laid out, but not painted.

What a piece finds hangs on the project's files alone, so that it is the same whichever process
meets it, and whatever that one has done before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from handouts.checks import catalog_checks
from handouts.checks.catalog_checks import Rules
from handouts.checks.clusters import dotted_circle
from handouts.checks.plain import check as plain
from handouts.checks.problem import Problem
from handouts.compose.compose import Composer
from handouts.editions import EDITIONS, STANDARD, Edition, Materials
from handouts.model import codes
from handouts.model.document import Handout
from handouts.model.errors import FontFileError, SetupError
from handouts.model.findings import Finding, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.press import faults
from handouts.press.brand_glyphs import missing_glyphs
from handouts.press.font_faults import font_fault
from handouts.press.pseudo_pages import no_room_in_line
from handouts.project.guide import COMMON, Guide
from handouts.project.project import Project
from handouts.text.circles import circled_words
from handouts.text.fonts import FontLibrary
from handouts.text.paragraph import TextSpan, Typesetter


@dataclass(frozen=True, slots=True)
class Catalogs:
    """A piece: the fonts of a language, and its catalogs, those of these guides among them. As of
    every piece, `number` is its place among all, `shown` the path to name when it fails."""

    number: int
    language: Language
    shown: str
    guides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece: one sheet of a guide in a language."""

    number: int
    language: Language
    shown: str
    guide: str
    name: str


Piece = Catalogs | Sheet


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a piece, by its number."""

    number: int
    findings: tuple[Finding, ...]


class LanguageChecks:
    """Checks pieces of a project, one after the other."""

    def __init__(self, project: Project, fonts: FontLibrary) -> None:
        self._project = project
        self._fonts = fonts
        self._typesetter = Typesetter(fonts, project.unbreakable)
        self.composer = Composer(project)

    def __call__(self, piece: Piece) -> Checked:
        """Checks one. Never raises: whatever goes wrong becomes a finding."""
        found: list[Finding] = []
        try:
            found.extend(
                self._catalogs(piece) if isinstance(piece, Catalogs) else self._sheet(piece)
            )
        except Exception as error:  # all else is still checked
            found += faults.exception_findings(error, piece.shown, piece.language.tag)
        return Checked(piece.number, tuple(found))

    @cached_property
    def brand_glyphs(self) -> tuple[Finding, ...]:
        """Characters of the brand that no font has; none, where there is no font to ask."""
        try:
            return tuple(missing_glyphs(self._project.brand, self._typesetter))
        except SetupError:
            return ()

    def _catalogs(self, piece: Catalogs) -> Iterator[Finding]:
        """What is wrong with the fonts and the catalogs of a language."""
        project, language = self._project, piece.language
        covers = None
        try:
            covers = _covers(self._fonts, language)
        except FontFileError as error:
            yield font_fault(error)
        except SetupError as error:
            hint = "python3 build.py doctor says what each language needs"
            where = Where(project.language_folder(language).shown)
            yield Finding(codes.MISSING_FONT, str(error), where, hint, language.tag)
        domains = {COMMON, *project.broken, *piece.guides}
        if not language.pseudo:
            own = replace(self._rules, covers=covers, circles=covers and self._circles)
            yield from catalog_checks.check_language(project, language, own, domains)
        elif not language.right_to_left:
            for domain in sorted(domains):
                yield from no_room_in_line(project, domain)

    @cached_property
    def _rules(self) -> Rules:
        return catalog_checks.rules_of(self._project)

    def _circles(self, language: Language, text: str) -> tuple[Problem, ...]:
        """The words of a text that come out with a dotted circle."""
        shaped = self._typesetter.shape((TextSpan(text),), language)
        words = circled_words(self._typesetter, shaped, language)
        return tuple(dotted_circle(word, better) for word, better in words)

    def _sheet(self, piece: Sheet) -> Iterator[Finding]:
        """What is wrong with a sheet, and how it comes out on paper."""
        guide = next(guide for guide in self._project.guides if guide.name == piece.guide)
        composed = self.composer.compose(guide, piece.name, piece.language)
        yield from composed.findings
        handout = composed.printable
        if handout and not handout.language.pseudo:
            yield from self._plain(guide, handout)
        if handout and self._has_paper(handout.language):
            paper = self._project.brand.paper
            for edition in self._editions(guide, handout):
                yield from edition.foresee(handout, self._materials, paper)

    def _has_paper(self, language: Language) -> bool:
        """Whether sheets can be laid out. Without its brand one would have other colours and words;
        that its fonts, or those of the English on every sheet, are not there is told once, with the
        catalogs."""
        if self._project.brand_findings or self.brand_glyphs:
            return False
        try:
            for one in (language, SOURCE_LANGUAGE):
                self._fonts.stack(one)
        except SetupError:
            return False
        return True

    def _editions(self, guide: Guide, handout: Handout) -> Iterator[Edition]:
        """Those in which a handout is built, as far as it can be."""
        for name in self._project.brand.editions or (STANDARD.name,):
            edition = EDITIONS[name]
            english = self.composer.compose(guide, handout.name, SOURCE_LANGUAGE).printable
            if edition.made_in(handout.language) and (english or not edition.english):
                yield edition

    @cached_property
    def _materials(self) -> Materials:
        project = self._project
        return Materials(project.brand, self._typesetter, project.art, self._english)

    def _english(self, handout: Handout) -> Handout:
        guide = next(guide for guide in self._project.guides if guide.name == handout.guide)
        return self.composer.compose(guide, handout.name, SOURCE_LANGUAGE).required()

    def _plain(self, guide: Guide, handout: Handout) -> Iterator[Finding]:
        if handout.language == SOURCE_LANGUAGE:
            template = self._project.template(guide.name, handout.name)
            yield from plain.check_sheet(handout, Where(template.shown), guide).findings
            return
        source = self.composer.compose(guide, handout.name, SOURCE_LANGUAGE).printable
        if source:
            yield from plain.check_translation(handout, source).findings


def afresh(folder: Path, growth: float, fonts: tuple[Path, ...]) -> LanguageChecks:
    """The checks of a process of their own, which reads the project by itself."""
    return LanguageChecks(Project(folder, growth), FontLibrary(fonts))


def factory_for(project: Project, fonts: FontLibrary) -> Callable[[], LanguageChecks]:
    """What makes them there."""
    return partial(afresh, project.folder, project.growth, fonts.folders)


def crashed(piece: Piece, how: str) -> Checked:
    """What is said of a piece whose worker process died."""
    return Checked(piece.number, (faults.death(how, piece.shown, piece.language.tag),))


def _covers(fonts: FontLibrary, language: Language) -> catalog_checks.Covers:
    """Whether a language's fonts have a character. Raises `SetupError` where it has no font."""
    known = frozenset().union(*(face.coverage for face in fonts.stack(language)))
    return lambda _, char: ord(char) in known
