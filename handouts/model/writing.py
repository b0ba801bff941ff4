"""What a script writes with: its letters, digits, full stops and invisible characters.

Python knows no script property, but a character's Unicode name opens with its script, which is
enough to tell a stray letter from one that belongs.
"""

from __future__ import annotations

import functools
import re
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
    "Nkoo": "߸", "Armn": "։:.", "Thai": "", "Laoo": "", "Khmr": "?។", "Mymr": "။?", "Tibt": "",
}  # fmt: skip
EXCLAMATION_MARKS = {
    "Hans": "！", "Hant": "！", "Jpan": "！。", "Nkoo": "߹!", "Armn": "", "Thai": "", "Laoo": "",
    "Tibt": "", "Mymr": "။!", "Deva": "!।", "Beng": "!।", "Guru": "!।", "Khmr": "!។", "Ethi": "!።",
}  # fmt: skip
COLONS = {
    "Hans": "：", "Hant": "：", "Jpan": "：", "Kore": ":：", "Ethi": "፦:፡", "Armn": "՝:",
    "Khmr": "៖:",
}  # fmt: skip


#: Vowel signs of Arabic and the stretching line: they help reading, and change no word.
_HELPS = re.compile("[\u0640\u064b-\u0652\u0670]")
_TURKIC = frozenset(["tr", "az", "crh", "tt", "kk-Latn"])


def folded(text: str, language: Language) -> str:
    """Text as it is compared: small letters, composed. Turkish and its kin have two letters i,
    and no small letter of the other one::

        >>> from handouts.model.languages import language
        >>> folded("İğne IŞIK", language("tr")), folded("Straße", language("de"))
        ('iğne ışık', 'strasse')
    """
    text = unicodedata.normalize("NFC", text)
    if language.tag.split("-", 1)[0] in _TURKIC:
        text = text.replace("İ", "i").replace("I", "ı")
    text = unicodedata.normalize("NFC", text.casefold())
    return _HELPS.sub("", text) if language.script == "Arab" else text


COMMAS = {
    "Arab": "،", "Nkoo": "߸", "Thaa": "،", "Syrc": "،،", "Adlm": "⹁,",
    "Hans": "，、", "Hant": "，、", "Jpan": "、，", "Ethi": "፣", "Mymr": "၊,", "Tibt": "",
}  # fmt: skip
SEMICOLONS = {
    "Arab": "؛", "Thaa": "؛", "Hans": "；", "Hant": "；", "Jpan": "；", "Ethi": "፤", "Grek": "·;",
    "Tibt": "", "Nkoo": "", "Adlm": "",
}  # fmt: skip
#: Marks of one script or a few: the table that says who writes them, and their like in ASCII.
OTHER_MARKS = {
    **dict.fromkeys("،，、፣၊", (COMMAS, ",")),
    **dict.fromkeys("؛；፤", (SEMICOLONS, ";")),
    **dict.fromkeys("؟？", (QUESTION_MARKS, "?")),
    "！": (EXCLAMATION_MARKS, "!"),
    **dict.fromkeys("：፦", (COLONS, ":")),
    **dict.fromkeys("。．۔।።։", (FULL_STOPS, ".")),
}


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
