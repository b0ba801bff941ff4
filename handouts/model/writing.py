"""What a script writes with: its letters, digits, full stops and invisible characters.

Python knows no script property, but a character's Unicode name opens with its script, which is
enough to tell a stray letter from one that belongs.
"""

from __future__ import annotations

import functools
import unicodedata

from babel import Locale

from handouts.model.languages import Language

#: Scripts whose writers need U+200C or U+200D inside words.
JOINER_SCRIPTS = frozenset(
    {"Arab", "Nkoo", "Adlm", "Mong", "Khmr", "Mymr", "Sinh"}
    | {"Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym"}
)
#: Scripts without spaces between words, where U+200B may mark a place to break.
SPACELESS_SCRIPTS = frozenset(["Thai", "Laoo", "Khmr", "Mymr", "Tibt"])
HAN_SCRIPTS = frozenset(["Hans", "Hant", "Jpan"])
WIDE_SCRIPTS = HAN_SCRIPTS | {"Kore"}

#: Scripts that CLDR names otherwise than Unicode's characters, or that are several scripts.
_NAMES = {
    "Hans": ("CJK", "KANGXI", "IDEOGRAPHIC"),
    "Hant": ("CJK", "KANGXI", "IDEOGRAPHIC", "BOPOMOFO"),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"),
    "Kore": ("HANGUL", "CJK"),
    "Nkoo": ("NKO",),
}

#: How a sentence ends, by language where it has its own way, else by script. Listed first: what to
#: type. An empty entry: the script has no such mark; a missing one: as in English.
FULL_STOPS = {
    "ur": "۔", "sd": "۔.", "ks": "۔",
    "mr": ".", "kok": ".",
    "Deva": "।", "Beng": "।", "Guru": "।", "Orya": "।",
    "Hans": "。", "Hant": "。", "Jpan": "。",
    "Ethi": "።", "Armn": "։", "Mymr": "။", "Khmr": "។", "Tibt": "།༎",
    "Thai": "", "Laoo": "",
}  # fmt: skip
QUESTION_MARKS = {
    "Arab": "؟", "Hans": "？", "Hant": "？", "Jpan": "？。", "Ethi": "?፧", "Grek": ";\u037e",
    "Nkoo": "߸", "Armn": "", "Thai": "", "Laoo": "", "Khmr": "?។", "Mymr": "။?", "Tibt": "",
}  # fmt: skip
EXCLAMATION_MARKS = {
    "Hans": "！", "Hant": "！", "Jpan": "！。", "Nkoo": "߹!", "Armn": "", "Thai": "", "Laoo": "",
    "Tibt": "", "Mymr": "။!", "Deva": "!।", "Beng": "!।", "Guru": "!।", "Khmr": "!។", "Ethi": "!።",
}  # fmt: skip
COLONS = {
    "Hans": "：", "Hant": "：", "Jpan": "：", "Kore": ":：", "Ethi": "፦:፡", "Armn": "՝:",
    "Khmr": "៖:",
}  # fmt: skip


def by_language(table: dict[str, str], language: Language, default: str) -> str:
    """What a table says for the language, else for its script, else the default."""
    base = language.tag.split("-", 1)[0]
    return table.get(base, table.get(language.script, default))


@functools.lru_cache(maxsize=4096)
def letter_script(char: str) -> str:
    """The first word of a letter's Unicode name: its script, in Unicode's spelling. Empty for
    anything that is no letter."""
    if not unicodedata.category(char).startswith("L"):
        return ""
    return unicodedata.name(char, "").split(" ", 1)[0]


@functools.cache
def own_scripts(language: Language) -> tuple[str, ...]:
    """How the names of the language's letters begin."""
    if language.script in _NAMES:
        return _NAMES[language.script]
    name = Locale("en").scripts.get(language.script, language.script)
    return (name.upper().split(" ", 1)[0],)


def is_own_digit(char: str, language: Language) -> bool:
    """Whether a digit may stand in the language: 0 to 9 everywhere, else its script's own."""
    if char.isascii():
        return True
    name = unicodedata.name(char, "")
    if language.script in WIDE_SCRIPTS:
        return name.startswith("FULLWIDTH")
    if language.script == "Arab":
        return "ARABIC-INDIC" in name
    return name.startswith(own_scripts(language))
