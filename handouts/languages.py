"""A language: what CLDR knows of it, and how its script wants to be set.

Nothing here is entered per language. Names, direction and script come from Babel's CLDR data;
fonts, leading and size come from the script. Only where one script is set in two traditions
(Urdu in Nastaliq, the four faces of Han) does a language name its own rule.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from handouts.errors import UsageError


@dataclass(frozen=True, slots=True)
class ScriptRule:
    """How a script is set: font families in order of preference, line height as a multiple of the
    type size, and a factor on the type size for scripts that look small beside Latin. The factor
    is never below 1, so that "12 pt or more" holds.

    `middle` is the height of a line's optical middle above the baseline, in ems, where bullets and
    tick boxes stand. `sloping` tells that the letters of a word hang from one another, each lower
    than the one before: no change of weight may cut a word, and the distance of lines is measured.
    """

    families: tuple[str, ...]
    leading: float = 1.36
    scale: float = 1.0
    middle: float = 0.36
    sloping: bool = False


#: The families every stack ends with: Latin, Greek and Cyrillic, then symbols.
FALLBACK_FAMILIES = ("Noto Sans", "Noto Sans Symbols2", "Noto Sans Symbols", "Noto Sans Math")

#: By ISO 15924 code, or by language where the language has its own tradition.
RULES: dict[str, ScriptRule] = {
    "Latn": ScriptRule(("Noto Sans",)),
    "Cyrl": ScriptRule(("Noto Sans",)),
    "Grek": ScriptRule(("Noto Sans",)),
    "vi": ScriptRule(("Noto Sans",), 1.42),
    "Armn": ScriptRule(("Noto Sans Armenian",), 1.4),
    "Geor": ScriptRule(("Noto Sans Georgian",), 1.4),
    "Hebr": ScriptRule(("Noto Sans Hebrew",), 1.4),
    "Arab": ScriptRule(("Noto Sans Arabic", "Noto Naskh Arabic"), 1.6),
    "ur": ScriptRule(("Noto Nastaliq Urdu",), 1.8, middle=0.5, sloping=True),
    "Ethi": ScriptRule(("Noto Sans Ethiopic",), 1.45),
    "Deva": ScriptRule(("Noto Sans Devanagari",), 1.5),
    "Beng": ScriptRule(("Noto Sans Bengali",), 1.5),
    "Guru": ScriptRule(("Noto Sans Gurmukhi",), 1.5),
    "Gujr": ScriptRule(("Noto Sans Gujarati",), 1.5),
    # Noto Sans Oriya 2.000 puts vowel signs beside conjuncts: wrong letters. Lohit has no bold.
    "Orya": ScriptRule(("Lohit Odia", "Noto Sans Oriya"), 1.55),
    "Taml": ScriptRule(("Noto Sans Tamil",), 1.5),
    "Telu": ScriptRule(("Noto Sans Telugu",), 1.6),
    "Knda": ScriptRule(("Noto Sans Kannada",), 1.6),
    "Mlym": ScriptRule(("Noto Sans Malayalam",), 1.55),
    "Sinh": ScriptRule(("Noto Sans Sinhala",), 1.55),
    "Thai": ScriptRule(("Noto Sans Thai", "Noto Looped Thai"), 1.6),
    "Laoo": ScriptRule(("Noto Sans Lao", "Noto Looped Lao"), 1.6),
    "Khmr": ScriptRule(("Noto Sans Khmer",), 1.75),
    "Mymr": ScriptRule(("Noto Sans Myanmar",), 1.8),
    "Tibt": ScriptRule(("Noto Serif Tibetan",), 1.85, 1.1),
    "Hans": ScriptRule(("Noto Sans CJK SC",), 1.5),
    "Hant": ScriptRule(("Noto Sans CJK TC",), 1.5),
    "Jpan": ScriptRule(("Noto Sans CJK JP",), 1.5),
    "Kore": ScriptRule(("Noto Sans CJK KR",), 1.5),
    "Nkoo": ScriptRule(("Noto Sans NKo",), 1.5),
    "Adlm": ScriptRule(("Noto Sans Adlam",), 1.5),
}

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


@functools.cache
def language(tag: str) -> Language:
    """The language for a BCP 47 tag or a gettext locale name.

    Raises `UsageError` when CLDR does not know it.
    """
    locale_name = tag.replace("-", "_")
    base = locale_name.split("_", 1)[0]
    if base in EXTRA_NAMES:
        script = EXTRA_NAMES[base][2]
        return Language(base, base, script, script in _RIGHT_TO_LEFT_SCRIPTS)
    try:
        locale = Locale.parse(locale_name)
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise UsageError(
            f"unknown language {tag!r}: use a BCP 47 tag that CLDR knows, "
            "such as es, pt-BR or zh-Hans"
        ) from error
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
