"""What is installed of what a build needs: packages, fonts per language, tools.

A language's fonts must have its exemplar characters: the letters, marks and punctuation that CLDR
says it is written with, kept in `exemplars` since Babel leaves them out. For a language that is not
in that table, the characters of CLDR's own words stand in (names of languages, countries, scripts,
months and days), or the letters of its script. All that the project's catalogs use comes on top.
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
from handouts.model import unicode
from handouts.model.alphabet import characters, listed
from handouts.model.errors import FontFileError, SetupError
from handouts.model.exemplars import EXEMPLARS
from handouts.model.language_names import PRINTED_SCRIPTS
from handouts.model.languages import Language
from handouts.model.languages import language as find_language
from handouts.model.scripts import VERTICAL_SCRIPTS
from handouts.project.project import Project
from handouts.text.face import FontFace
from handouts.text.families import package_of, same_family
from handouts.text.fonts import FontLibrary, default_folders

#: A language whose letters stand for those of the many languages in its script.
_WELL_KNOWN = {
    "Latn": "en", "Cyrl": "ru", "Arab": "ar", "Deva": "hi", "Grek": "el", "Hebr": "he",
    "Ethi": "am", "Beng": "bn", "Mymr": "my", "Hans": "zh-Hans", "Hant": "zh-Hant", "Jpan": "ja",
    "Kore": "ko", "Tibt": "bo", "Thai": "th", "Laoo": "lo", "Khmr": "km", "Taml": "ta",
    "Telu": "te", "Knda": "kn", "Mlym": "ml", "Orya": "or", "Gujr": "gu", "Guru": "pa",
    "Sinh": "si", "Geor": "ka", "Armn": "hy",
}  # fmt: skip

#: A font that lacks less than one in so many letters of a script has most of them.
_MOST = 4

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
    its stack has; `rare` are such letters of its script that the language may never need.
    `advice` says what to install when there is no font at all, `better` when there
    is a font the language would rather be set in; `vertical` tells that the script is written from
    the top down, which is not done here."""

    language: str
    name: str
    family: str = ""
    version: str = ""
    regular: str = ""
    bold: str = ""
    characters: int = 0
    missing: str = ""
    rare: str = ""
    advice: str = ""
    better: str = ""
    vertical: bool = False


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
        """Whether every sheet can be built, with all its letters; the tools are for tests only."""
        return all(self.packages.values()) and not any(
            one.advice or one.missing for one in self.languages
        )

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
        file = f"{error.file}: " if isinstance(error, FontFileError) else ""
        return FontCoverage(language.tag, language.name, advice=f"{file}{error}")
    wanted = {*exemplars(language), *_catalogs(language, project)}
    missing = {character for character in wanted if not _covered(character, regular)}
    rare = _rare(language, wanted, missing) - {*_catalogs(language, project)}
    return FontCoverage(
        language.tag,
        language.name,
        family=regular[0].family,
        version=regular[0].version,
        regular=str(regular[0].path),
        bold=str(bold[0].path),
        characters=len(wanted),
        missing="".join(sorted(missing - rare)),
        rare="".join(sorted(rare)),
        better=_better(language, regular[0]),
        vertical=language.script in VERTICAL_SCRIPTS,
    )


def _rare(language: Language, wanted: set[str], missing: set[str]) -> set[str]:
    """Of the missing characters, those that only other languages of the script may need: where
    nothing is known but the script, a font that has most letters is as good as there is."""
    if listed(language) or _cldr_locale(language) or language.script in _WELL_KNOWN:
        return set()
    return missing if len(missing) * _MOST < len(wanted) else set()


def _better(language: Language, used: FontFace) -> str:
    """What to install when another font than the first choice is used."""
    first = language.rule.families[0]
    if same_family(used.family, first):
        return ""
    return f"{first} would be better: install {package_of(first)}"


def _covered(character: str, stack: Iterable[FontFace]) -> bool:
    return any(ord(character) in face.coverage for face in stack)


def exemplars(language: Language) -> Iterator[str]:
    """The characters a language is written with, small and capital: by CLDR's exemplars, else by
    CLDR's words; of a language that CLDR lacks in this script, all letters of the script, or, of
    the scripts of many languages, those of one."""
    runs = listed(language)
    locale = _cldr_locale(language)
    if runs:
        yield from characters(runs)
    elif locale is not None:
        yield from _cldr_words(locale)
    elif language.script in _WELL_KNOWN:
        yield from characters(EXEMPLARS[_WELL_KNOWN[language.script]])
    else:
        yield from _letters(language.script)


def _letters(script: str) -> Iterator[str]:
    """The letters and marks of a script."""
    for own in unicode.unicode_scripts(script):
        for character in unicode.characters_of(own):
            if unicodedata.category(character)[0] in "LM":
                yield character


def _cldr_locale(language: Language) -> Locale | None:
    """CLDR's data for a language in this script."""
    base = language.tag.partition("-")[0]
    if base in PRINTED_SCRIPTS:
        return None  # CLDR has it in the script that is not printed, if at all
    for name in (language.locale, f"{base}_{language.script}", base):
        try:
            found = Locale.parse(name, resolve_likely_subtags=False)
        except (UnknownLocaleError, ValueError):
            continue
        if find_language(name).script == language.script:
            return found
    return None


def _cldr_words(locale: Locale) -> Iterator[str]:
    """Letters and marks of CLDR's words in a language."""
    # Not "stand-alone": where it is the same as this, Babel may give another language's names.
    dates = (locale.months.get("format"), locale.days.get("format"))
    for word in _strings((locale.languages, locale.territories, locale.scripts, *dates)):
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
