"""What this machine has of what the work needs: packages, fonts per language, tools.

A language's fonts must have its exemplar characters: the letters, marks and punctuation that CLDR
says it is written with, kept in `exemplars` since Babel leaves them out. For a language that is not
in that table, the characters of CLDR's own words stand in (names of languages, countries, scripts,
months and days). All that the project's catalogs use comes on top.
"""

from __future__ import annotations

import shutil
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from handouts import __version__
from handouts.catalogs import store
from handouts.editions import EDITIONS
from handouts.model.errors import DamagedFontError, SetupError
from handouts.model.exemplars import EXEMPLARS
from handouts.model.languages import EXTRA_NAMES, Language
from handouts.project.project import Project
from handouts.text.face import FontFace
from handouts.text.fonts import FontLibrary, default_folders, package_of, same_family

#: Programs the tests use, and the Debian package each comes in. Building needs none of them.
TOOLS = {
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "mutool": "mupdf-tools",
    "msgfmt": "gettext",
}


@dataclass(frozen=True, slots=True)
class FontCoverage:
    """What fonts a language has: its first one, regular and bold, and the characters no font of
    its stack has. `advice` says what to install when there is no font at all, `better` when there
    is a font the language would rather be set in."""

    language: str
    name: str
    family: str = ""
    version: str = ""
    regular: str = ""
    bold: str = ""
    characters: int = 0
    missing: str = ""
    advice: str = ""
    better: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. A package's version is empty when it is missing; so is a tool's path.
    `editions` gives the media type of each."""

    python: str
    handouts: str
    packages: Mapping[str, str]
    folders: tuple[str, ...]
    languages: tuple[FontCoverage, ...]
    tools: Mapping[str, str]
    editions: Mapping[str, str]

    @property
    def healthy(self) -> bool:
        """Whether every sheet can be built; the tools are for tests only."""
        return all(self.packages.values()) and not any(one.advice for one in self.languages)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {**asdict(self), "healthy": self.healthy}


def examine(project: Path, fonts: Path | None = None) -> Report:
    """Looks at everything."""
    folders = default_folders(fonts, project)
    library = FontLibrary(folders)
    read = Project(project)
    return Report(
        python=sys.version.split()[0],
        handouts=__version__,
        packages={name: _version(name) for name in packages()},
        folders=tuple(map(str, folders)),
        languages=tuple(font_coverage(one, library, read) for one in read.languages),
        tools={name: shutil.which(name) or "" for name in TOOLS},
        editions={edition.name: edition.media_type for edition in EDITIONS.values()},
    )


def packages() -> list[str]:
    """The packages that this program asks for: in `pyproject.toml` beside it, or, where it is
    installed, in its metadata."""
    project = Path(__file__).parents[2] / "pyproject.toml"
    if project.is_file():
        wanted = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    else:
        wanted = [line for line in requires("handouts") or () if "extra ==" not in line]
    return [line.partition("==")[0] for line in wanted]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def font_coverage(language: Language, library: FontLibrary, project: Project) -> FontCoverage:
    """What fonts this machine has for a language."""
    try:
        regular, bold = library.stack(language, False), library.stack(language, True)
    except SetupError as error:
        file = f"{error.file}: " if isinstance(error, DamagedFontError) else ""
        return FontCoverage(language.tag, language.name, advice=f"{file}{error}")
    wanted = {*exemplars(language), *_catalogs(language, project)}
    missing = sorted(character for character in wanted if not _covered(character, regular))
    return FontCoverage(
        language.tag,
        language.name,
        family=regular[0].family,
        version=regular[0].version,
        regular=str(regular[0].path),
        bold=str(bold[0].path),
        characters=len(wanted),
        missing="".join(missing),
        better=_better(language, regular[0]),
    )


def _better(language: Language, used: FontFace) -> str:
    """What to install when another font than the first choice is used."""
    first = language.rule.families[0]
    if same_family(used.family, first):
        return ""
    return f"{first} would be better: install {package_of(first)}"


def _covered(character: str, stack: Iterable[FontFace]) -> bool:
    return any(ord(character) in face.coverage for face in stack)


def exemplars(language: Language) -> Iterator[str]:
    """The characters a language is written with, small and capital."""
    base = language.tag.partition("-")[0]
    listed = EXEMPLARS.get(language.tag) or EXEMPLARS.get("en" if base in EXTRA_NAMES else base)
    if listed is None:
        yield from _cldr_words(language)
        return
    for run in listed.split():
        for code in range(ord(run[0]), ord(run[-1]) + 1):
            yield chr(code)
            if len(chr(code).upper()) == 1:
                yield chr(code).upper()


def _cldr_words(language: Language) -> Iterator[str]:
    """Letters and marks of CLDR's words in a language."""
    try:
        locale = Locale.parse(language.locale)
    except (UnknownLocaleError, ValueError):
        return
    tables = (locale.languages, locale.territories, locale.scripts, locale.months, locale.days)
    for word in _strings(tables):
        yield from filter(_visible, word)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _strings(inner)


def _catalogs(language: Language, project: Project) -> Iterator[str]:
    """The characters of a language's translations."""
    for file in project.po_files(language):
        catalog, _ = store.load(file.path, within=file.root)
        for entry in catalog.entries:
            yield from filter(_visible, entry.msgstr)


def _visible(character: str) -> bool:
    """Letters, marks, digits, punctuation, symbols: what a font must have."""
    return unicodedata.category(character)[0] in "LMNPS"
