"""A project's folder, read: the only place that knows which file lies where.

    templates/brand.toml                        the clinic
    templates/handout.xml, handout.rng          the frame of every sheet, and the schema
    templates/art/<name>.svg, .png, .jpg        drawings and photos
    templates/<guide>/guide.toml, <sheet>.xml   guides
    locales/<domain>.pot                        catalog templates, one for each guide and `common`
    locales/<locale>/LC_MESSAGES/<domain>.po    catalogs
    locales/<locale>/signatures/*.toml          signatures
    locales/<locale>/accepted.toml              findings that a reviewer has accepted
    locales/<locale>/unbreakable.txt            words that no line is broken in
    locales/<locale>/checks.toml                words that the checks look for
    locales/glossary.csv                        agreed words

Everything is read when it is first asked for, and kept until `reload`. Nothing is raised for what
stands in a file: what cannot be read is left out, or has something neutral in its place, and there
is a finding for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.files import reading
from handouts.files.file import File
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.model.languages import PSEUDO_GROWTH, SOURCE_LANGUAGE, Language
from handouts.model.nearest import did_you_mean
from handouts.model.writing import HAN_SCRIPTS, SPACELESS_SCRIPTS
from handouts.project.brand import Brand, read_brand
from handouts.project.drawings import drawing_names, drawing_path
from handouts.project.guide import COMMON, FILE_NAME, Guide, load_guide
from handouts.project.language_folders import CATALOGS, read_languages, unreadable
from handouts.project.offered import is_offered, without_catalogs

if TYPE_CHECKING:
    from handouts.catalogs.extract import Extraction
    from handouts.catalogs.store import CatalogFile
    from handouts.project.accepted import Accepted
    from handouts.project.glossary import Glossary
    from handouts.project.signatures import Review
    from handouts.project.vocabulary import Vocabulary

#: The two folders of a project.
TEMPLATES, LOCALES = "templates", "locales"

#: Catalogs kept in memory, the newest; a library has thousands.
_KEPT = 32


class Project:
    """One project. Its parts are values; `reload` forgets them all. `growth` is by how much the
    pseudo-locale en-XA is longer than English."""

    def __init__(self, folder: Path, growth: float = PSEUDO_GROWTH) -> None:
        self.folder = folder
        self.templates = folder / TEMPLATES
        self.art = self.templates / "art"
        self.schema = self.templates / "handout.rng"
        self.locales = folder / LOCALES
        self.growth = growth
        self._catalogs: dict[tuple[str, str], tuple[CatalogFile, list[Finding]]] = {}
        self._reviews: dict[str, tuple[Review, list[Finding]]] = {}
        self._unbreakable: dict[str, tuple[tuple[str, ...], list[Finding]]] = {}
        self._vocabularies: dict[str, tuple[Vocabulary, list[Finding]]] = {}

    def reload(self) -> None:
        """Forgets what was read, so that the files are read anew."""
        for name, attribute in vars(type(self)).items():
            if isinstance(attribute, cached_property):
                self.__dict__.pop(name, None)
        self.reload_words()

    def reload_words(self, catalogs: Collection[Path] = ()) -> None:
        """Forgets what was read of these catalogs; without any, of all that lies in `locales/`."""
        for locale, domain in list(self._catalogs):
            if not catalogs or self.locales / locale / CATALOGS / f"{domain}.po" in catalogs:
                del self._catalogs[locale, domain]
        if not catalogs:
            self.__dict__.pop("glossary", None)
            self._reviews.clear()
            self._unbreakable.clear()
            self._vocabularies.clear()

    # What cannot be read

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the brand, the guides, and the names of files and folders."""
        return (
            *self.brand_findings,
            *self.guide_findings,
            *self.language_findings,
            *self._not_there,
        )

    @property
    def brand_findings(self) -> tuple[Finding, ...]:
        """What is wrong with the brand. While there is anything, nothing may be printed."""
        return self._brand[1]

    @property
    def guide_findings(self) -> tuple[Finding, ...]:
        """What is wrong with the guides that cannot be read."""
        return tuple(finding for _, faults in self._guides.values() for finding in faults)

    @property
    def language_findings(self) -> tuple[Finding, ...]:
        """Folders of catalogs that are named after no language."""
        return self._read_languages[1]

    @cached_property
    def _not_there(self) -> tuple[Finding, ...]:
        """Languages that are offered without any catalog, handouts appended that are not there."""
        lists = [(self.brand.languages, self.brand.places.get("languages", Where("")))]
        lists += [(one.languages, Where(one.file, one.languages_line)) for one in self.guides]
        return (
            *(
                finding
                for listed, where in lists
                for finding in without_catalogs(listed, where, self.languages)
            ),
            *self._not_appended,
        )

    @property
    def _not_appended(self) -> Iterator[Finding]:
        """Handouts that a packet is to end with, and that do not exist."""
        sheets = [f"{guide.name}/{sheet.name}" for guide in self.guides for sheet in guide.sheets]
        for name in self.brand.appended:
            if name not in sheets and name.partition("/")[0] not in self.broken:
                message = f"there is no handout {name!r} to append{did_you_mean(name, sheets)}"
                where = self.brand.places.get("appended", Where(""))
                hint = f'write "guide/handout"; there are: {", ".join(sheets)}'
                yield Finding(codes.BRAND_VALUE, message, where, hint)

    @property
    def broken(self) -> frozenset[str]:
        """Names of the guides that cannot be read."""
        return frozenset(name for name, (guide, _) in self._guides.items() if guide is None)

    # Brand and guides

    @property
    def brand(self) -> Brand:
        """The clinic's name, colours, contacts; neutral values for those that cannot be read."""
        return self._brand[0]

    @cached_property
    def _brand(self) -> tuple[Brand, tuple[Finding, ...]]:
        file = self._file(self.templates / "brand.toml")
        brand, findings = read_brand(file.path, file.shown, self.folder)
        return brand, tuple(findings)

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The guides that can be read, by name."""
        return tuple(guide for guide, _ in self._guides.values() if guide)

    @cached_property
    def _guides(self) -> Mapping[str, tuple[Guide | None, tuple[Finding, ...]]]:
        """Every folder of templates but that of the drawings is meant to be a guide: one without
        its `guide.toml`, or that cannot be looked into, is a fault, and not a guide less."""
        try:
            folders = reading.folders_in(self.templates, self.folder)
        except OSError as error:
            return {"": (None, (unreadable(self._file(self.templates), error),))}
        return {path.name: self.read_guide(path.name) for path in folders if path != self.art}

    def read_guide(self, name: str) -> tuple[Guide | None, tuple[Finding, ...]]:
        """One guide, read now and by itself, so that a fault in another one does not matter; or
        what is wrong with it."""
        folder = self.guide_folder(name)
        try:
            reading.names_in(folder, ".xml", self.folder)
            return load_guide(folder, self._file(folder / FILE_NAME).shown, self.folder), ()
        except FindingsError as error:
            return None, error.findings
        except OSError as error:
            return None, (unreadable(self._file(folder), error),)

    def guide_folder(self, name: str) -> Path:
        """The folder of a guide."""
        return self.templates / name

    def drawing(self, name: str) -> File:
        """The file of a drawing or of a photo."""
        return self._file(drawing_path(self.art, name))

    def drawings(self) -> list[str]:
        """The drawings and photos there are, by name."""
        return drawing_names(self.art, self.folder)

    # Templates and their messages

    def template(self, guide: str, sheet: str) -> File:
        """The template of a sheet."""
        return self._file(self.guide_folder(guide) / f"{sheet}.xml")

    @cached_property
    def extraction(self) -> Extraction:
        """Every message of the templates, by domain, and what is wrong with them."""
        from handouts.catalogs.extract import extract  # noqa: PLC0415 - a build extracts nothing

        return extract(self.template_files(), self.folder)

    def template_files(self) -> Iterator[tuple[str, File]]:
        """Every template with its domain. The frame comes before the other shared files, then the
        guides: the order in which translators read."""
        shared = [] if "" in self._guides else reading.names_in(self.templates, ".xml")
        for path in sorted(shared, key=lambda path: (path.stem != "handout", path.name)):
            yield COMMON, self._file(path)
        for name, (_, faults) in self._guides.items():
            if not any(fault.kind is codes.FOLDER_UNREADABLE for fault in faults):
                for path in reading.names_in(self.templates / name, ".xml"):
                    yield name, self._file(path)

    def facts_in_words(self, domain: str) -> Mapping[str, str]:
        """The facts that messages of a domain may name, as a translator reads them. Ids of facts
        are a guide's own: two guides may use the same one."""
        guide, _ = self._guides.get(domain, (None, ()))
        return guide.facts_in_words if guide else {}

    # Languages and their catalogs

    @property
    def languages(self) -> tuple[Language, ...]:
        """English, then every language with a folder of catalogs, as the brand orders them."""
        return self._read_languages[0]

    @cached_property
    def _read_languages(self) -> tuple[tuple[Language, ...], tuple[Finding, ...]]:
        return read_languages(self._file(self.locales), self.brand.languages)

    def offers(self, guide: Guide, language: Language) -> bool:
        """Whether a guide is offered in a language. What is not is not built, and checked only when
        it is asked for; a pseudo-locale never is anywhere else."""
        return language.pseudo or is_offered(language, guide.languages or self.brand.languages)

    def is_offered(self, language: Language) -> bool:
        """Whether anything is offered in a language; if not, it is only started."""
        lists = [guide.languages or self.brand.languages for guide in self.guides]
        return any(is_offered(language, listed) for listed in lists or [self.brand.languages])

    def pot(self, domain: str) -> File:
        """The catalog template of a domain."""
        return self._file(self.locales / f"{domain}.pot")

    def pots(self) -> dict[str, File]:
        """The catalog templates there are, by domain."""
        try:
            files = reading.names_in(self.locales, ".pot", self.folder)
        except OSError:  # a finding of the languages
            return {}
        return {path.stem: self.pot(path.stem) for path in files}

    def language_folder(self, language: Language) -> File:
        """The folder of a language."""
        return self._file(self.locales / language.locale)

    def po(self, language: Language, domain: str) -> File:
        """The catalog of a language for a domain."""
        return self._file(self.language_folder(language).path / CATALOGS / f"{domain}.po")

    def po_files(self, language: Language) -> list[File]:
        """Every catalog in a language's folder, wherever it lies there."""
        folder = self.language_folder(language).path
        return [self._file(path) for path in sorted(folder.rglob("*.po"))]

    def catalog(self, language: Language, domain: str) -> tuple[CatalogFile, list[Finding]]:
        """A catalog, and what is wrong with its file."""
        from handouts.catalogs import store  # noqa: PLC0415 - a plan reads no catalog

        key = (language.locale, domain)
        if key not in self._catalogs:
            if len(self._catalogs) >= _KEPT:
                del self._catalogs[next(iter(self._catalogs))]
            file = self.po(language, domain)
            if language.pseudo:
                self._catalogs[key] = self._pseudo_catalog(language, domain), []
                return self._catalogs[key]
            catalog, findings = store.load(file.path, file.shown, self.folder)
            self._catalogs[key] = catalog, _of(language, findings)
        return self._catalogs[key]

    def _pseudo_catalog(self, language: Language, domain: str) -> CatalogFile:
        from handouts.catalogs.pseudo import pseudo_catalog  # noqa: PLC0415 - rarely asked for

        messages = self.extraction.domains.get(domain, ())
        return pseudo_catalog(language, messages, self.pot(domain).shown, self.growth)

    def signatures_folder(self, language: Language) -> File:
        """Where the signatures for a language lie."""
        return self._file(self.language_folder(language).path / "signatures")

    def review(self, language: Language) -> tuple[Review, list[Finding]]:
        """The signatures for a language, and what is wrong with their files."""
        from handouts.project import signatures  # noqa: PLC0415 - a plan reads none

        if language.tag not in self._reviews:
            review, findings = signatures.load_review(self.signatures_folder(language))
            self._reviews[language.tag] = review, _of(language, findings)
        return self._reviews[language.tag]

    def accepted_file(self, language: Language) -> File:
        """Where the accepted findings of a language lie."""
        return self._file(self.language_folder(language).path / "accepted.toml")

    def accepted(self, language: Language) -> tuple[Accepted, list[Finding]]:
        """The findings that a reviewer has accepted, and what is wrong with their file."""
        from handouts.project.accepted import load_accepted  # noqa: PLC0415 - a plan needs none

        file = self.accepted_file(language)
        accepted, findings = load_accepted(file.path, file.shown, self.folder)
        return accepted, _of(language, findings)

    @cached_property
    def glossary(self) -> tuple[Glossary, list[Finding]]:
        """The agreed words, and what is wrong with their file."""
        from handouts.project.glossary import load_glossary  # noqa: PLC0415 - a plan needs none

        return load_glossary(self.glossary_file.path, self.glossary_file.shown, self.folder)

    @property
    def glossary_file(self) -> File:
        """Where the agreed words lie."""
        return self._file(self.locales / "glossary.csv")

    def unbreakable(self, language: Language) -> tuple[str, ...]:
        """The words of a language that no line is broken in: those listed, and, in scripts without
        spaces between words, those of the glossary."""
        return self._word_list(language)[0]

    def unbreakable_findings(self, language: Language) -> list[Finding]:
        """What is wrong with the list of these words."""
        return self._word_list(language)[1]

    def _word_list(self, language: Language) -> tuple[tuple[str, ...], list[Finding]]:
        from handouts.project.unbreakable import unbreakable_words  # noqa: PLC0415 - as above

        if language.tag not in self._unbreakable:
            file = self._file(self.language_folder(language).path / "unbreakable.txt")
            words, findings = unbreakable_words(file.path, file.shown, self.folder)
            if language.script in SPACELESS_SCRIPTS | HAN_SCRIPTS:
                words += self.glossary[0].single_words(language.locale)
            self._unbreakable[language.tag] = tuple(dict.fromkeys(words)), _of(language, findings)
        return self._unbreakable[language.tag]

    def vocabulary_file(self, language: Language) -> File:
        """Where the words of a language for the checks lie."""
        return self._file(self.language_folder(language).path / "checks.toml")

    def vocabulary(self, language: Language) -> tuple[Vocabulary, list[Finding]]:
        """What the checks know of a language's words, and what is wrong with their file."""
        from handouts.project.vocabulary import load_vocabulary  # noqa: PLC0415 - as above

        if language.tag not in self._vocabularies:
            file = self.vocabulary_file(language)
            words, findings = load_vocabulary(file.path, file.shown, language, self.folder)
            self._vocabularies[language.tag] = words, _of(language, findings)
        return self._vocabularies[language.tag]

    def agreed_terms(self, text: str) -> tuple[str, ...]:
        """The terms of an English text whose translation is agreed in the glossary."""
        return tuple(self.glossary[0].named_in(text))

    def named(self, finding: Finding) -> Finding:
        """A finding with the path from the project's folder, as the user would type it: a drawing,
        say, is read by code that knows nothing of projects."""
        path = Path(finding.where.path)
        if not path.is_relative_to(self.folder):
            return finding
        return replace(finding, where=replace(finding.where, path=self._file(path).shown))

    def _file(self, path: Path) -> File:
        return File(path, path.relative_to(self.folder).as_posix())


def _of(language: Language, findings: list[Finding]) -> list[Finding]:
    """Findings about a file of a language."""
    if language == SOURCE_LANGUAGE:
        return findings
    return [replace(finding, language=language.tag) for finding in findings]


def read_project(folder: Path) -> Project:
    """A project to print from. Raises `FindingsError` when its brand cannot be read: every sheet
    bears it."""
    project = Project(folder)
    if project.brand_findings:
        raise FindingsError(project.findings)
    return project
