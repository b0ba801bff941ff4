"""A language: what CLDR knows of it, and how its script wants to be set.

Nothing here is entered per language. Names, direction and script come from Babel's CLDR data;
fonts, leading and size come from the script. Only where one script is set in two traditions
(Urdu in Nastaliq, the four faces of Han) does a language name its own rule.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from handouts.model.errors import UsageError
from handouts.model.scripts import RULES, ScriptRule

#: Languages CLDR does not describe but that clinics print. Direction follows from the script.
EXTRA_NAMES: dict[str, tuple[str, str, str]] = {
    "hmn": ("Hmong", "Hmoob", "Latn"),
    "mww": ("Hmong Daw", "Hmoob Dawb", "Latn"),
}

_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Nkoo", "Adlm", "Thaa", "Syrc"})


@dataclass(frozen=True, slots=True)
class Language:
    """One language in one script.

    `tag` is BCP 47 (`zh-Hans`), as in `dist/` and in the PDF; `locale` is the gettext folder name
    (`zh_Hans`); `script` is ISO 15924.
    """

    tag: str
    locale: str
    script: str
    right_to_left: bool

    @property
    def name(self) -> str:
        """The language's English name."""
        return _names(self.tag)[0]

    @property
    def autonym(self) -> str:
        """The language's name in the language itself."""
        return _names(self.tag)[1]

    @property
    def rule(self) -> ScriptRule:
        """How this language is set: its own tradition, else its script's rule."""
        base = self.tag.split("-", 1)[0]
        if base in RULES and self.script in ("Arab", "Latn"):
            return RULES[base]
        return RULES.get(self.script, RULES["Latn"])


#: The form of a BCP 47 tag, or of a gettext locale name.
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_TAGS = "a BCP 47 tag that CLDR knows, such as es, pt-BR or zh-Hans"


@functools.cache
def language(tag: str) -> Language:
    """The language for a BCP 47 tag or a gettext locale name.

    Raises `UsageError` when CLDR does not know it.
    """
    if not _TAG.fullmatch(tag):  # it becomes the name of a folder
        raise UsageError(f"unknown language {tag!r}: use {_TAGS}")
    locale_name = _canonical(tag)
    base = locale_name.split("_", 1)[0]
    if base in EXTRA_NAMES:
        script = EXTRA_NAMES[base][2]
        return Language(base, base, script, script in _RIGHT_TO_LEFT_SCRIPTS)
    try:
        locale = Locale.parse(locale_name)
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise UsageError(f"unknown language {tag!r}: use {_TAGS}") from error
    likely = str(get_global("likely_subtags").get(locale_name, ""))
    script = locale.script or next(
        (part for part in likely.split("_")[1:] if len(part) == 4),
        _script_of_base(base),
    )
    return Language(
        tag=locale_name.replace("_", "-"),
        locale=locale_name,
        script=script,
        right_to_left=script in _RIGHT_TO_LEFT_SCRIPTS,
    )


def _canonical(tag: str) -> str:
    """Locale name with the usual capitals: `ZH-hans` → `zh_Hans`, `PT-br` → `pt_BR`."""
    base, *parts = tag.replace("-", "_").split("_")
    case = {2: str.upper, 4: str.title}
    cased = [case.get(len(part), str.lower)(part) for part in parts]
    return "_".join((base.lower(), *cased))


@functools.cache
def _names(tag: str) -> tuple[str, str]:
    """English name and own name. CLDR's names take milliseconds to load for each language, and
    most languages of a project are only passed by."""
    if tag in EXTRA_NAMES:
        return EXTRA_NAMES[tag][:2]
    locale = Locale.parse(tag.replace("-", "_"))
    english = str(locale.get_display_name(Locale("en")) or tag)
    return english, str(locale.get_display_name(locale) or tag)


def _script_of_base(base: str) -> str:
    likely = str(get_global("likely_subtags").get(base, ""))
    return next((part for part in likely.split("_")[1:] if len(part) == 4), "Latn")


#: What the front desk reads, whatever the sheet's language.
ENGLISH = language("en")

#: The language that templates are written in.
SOURCE_LANGUAGE = ENGLISH
