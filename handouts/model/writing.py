"""What a script writes with: its letters, digits, full stops and invisible characters.

Which script a character belongs to is told by Unicode's Script and Script_Extensions properties.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from handouts.model import unicode
from handouts.model.languages import Language

#: Scripts without spaces between words, where U+200B may mark a place to break.
SPACELESS_SCRIPTS = frozenset(
    {"Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Lana", "Tale", "Talu", "Tavt", "Ahom", "Java", "Bali"}
    | {"Sund", "Bugi", "Cham", "Batk", "Rjng", "Maka", "Kawi", "Yiii", "Phag", "Marc", "Soyo"}
)
HAN_SCRIPTS = frozenset(["Hans", "Hant", "Jpan"])
WIDE_SCRIPTS = HAN_SCRIPTS | {"Kore"}

#: Scripts whose letters join, where U+200C or U+200D tell them whether to; and Khmer's.
_JOINING_SCRIPTS = frozenset(
    {"Arab", "Nkoo", "Adlm", "Mong", "Khmr", "Syrc", "Rohg", "Mand", "Mani", "Phag", "Phlp"}
    | {"Sogd", "Chrs", "Ougr"}
)

#: How a sentence ends, by language where it has its own way, else by script. Listed first: what to
#: type. An empty entry: the script has no such mark; a missing one: as in English.
FULL_STOPS = {
    "ur": "۔", "sd": "۔.", "ks": "۔",
    "mr": ".", "kok": ".",
    "Deva": "।", "Beng": "।", "Guru": "।", "Orya": "।",
    "Hans": "。", "Hant": "。", "Jpan": "。",
    "Ethi": "።", "Armn": "։", "Mymr": "။", "Khmr": "។", "Tibt": "།༎",
    "Thai": "", "Laoo": "",
    # Scripts that have a mark of their own, and are written with the Latin one as well.
    "Rohg": "۔.", "Syrc": ".܀܁܂", "Mong": "᠃᠉.", "Yiii": "。.", "Vaii": "꘎.", "Olck": "᱾᱿.",
    "Mtei": "꯫.", "Java": "꧉꧊.", "Bali": "᭟᭞.", "Lisu": "꓿.", "Cakm": "𑅁𑅂.", "Bamu": "꛳.",
    "Lana": "᪨᪩.", "Talu": ".", "Tale": "。.", "Limb": "᥄.", "Lepc": "᰻᰼.", "Newa": "𑑋𑑌.",
    "Sylo": "।.", "Kthi": "𑂾𑃀.", "Cham": "꩝꩞꩟.", "Sund": ".", "Phag": "꡶꡷", "Saur": "꣎꣏.",
    "Kali": "꤯.", "Tirh": "।.", "Copt": ".⳾", "Goth": "·.", "Plrd": ".", "Tnsa": ".",
}  # fmt: skip
QUESTION_MARKS = {
    "Arab": "؟", "Hans": "？", "Hant": "？", "Jpan": "？。", "Ethi": "?፧", "Grek": ";\u037e",
    "Nkoo": "߸", "Thaa": "؟", "Syrc": "؟", "Rohg": "؟", "Adlm": "?؟", "Vaii": "꘏?", "Bamu": "꛷?",
    "Cakm": "𑅃?", "Limb": "᥅?", "Lisu": "?", "Yiii": "?？", "Mong": "?",
    "Armn": "։:.", "Thai": "", "Laoo": "", "Khmr": "?។", "Mymr": "။?", "Tibt": "",
}  # fmt: skip
EXCLAMATION_MARKS = {
    "Hans": "！", "Hant": "！", "Jpan": "！。", "Nkoo": "߹!", "Armn": "", "Thai": "", "Laoo": "",
    "Vaii": "꘎!", "Limb": "᥄!", "Olck": "!᱾", "Yiii": "!！", "Adlm": "!",
    "Tibt": "", "Mymr": "။!", "Deva": "!।", "Beng": "!।", "Guru": "!।", "Khmr": "!។", "Ethi": "!።",
}  # fmt: skip
COLONS = {
    "Hans": "：", "Hant": "：", "Jpan": "：", "Kore": ":：", "Ethi": "፦:፡", "Armn": "՝:",
    "Khmr": "៖:", "Mong": "᠄:", "Bamu": "꛴:",
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
def letter_scripts(char: str) -> frozenset[str]:
    """The scripts that a letter is used with, by Unicode's Script_Extensions; none for anything
    that is no letter, and for letters that go with any script."""
    if not unicodedata.category(char).startswith("L"):
        return frozenset()
    return unicode.script_extensions(char)


@functools.cache
def own_scripts(language: Language) -> frozenset[str]:
    """The scripts that the language's letters are of."""
    return unicode.unicode_scripts(language.script)


@functools.cache
def needs_joiners(script: str) -> bool:
    """Whether writers of a script need U+200C or U+200D inside words: where letters join, and
    where they are stacked, which are the scripts with spacing marks."""
    return script in _JOINING_SCRIPTS or any(
        unicodedata.category(char) == "Mc" for char in unicode.characters_of(script)
    )


@functools.lru_cache(maxsize=4096)
def is_raised(char: str) -> bool:
    """Whether a letter is another one's raised or lowered form, but for the two that are written in
    ordinal numbers."""
    return (
        unicodedata.category(char)[0] == "L"
        and char not in "\u00aa\u00ba"
        and unicodedata.decomposition(char).startswith(("<super>", "<sub>"))
    )


def is_styled(char: str) -> bool:
    """Whether a letter is one of another letter's styles: bold or double-struck for mathematics,
    in a circle."""
    return unicodedata.decomposition(char).startswith(("<font>", "<circle>", "<square>"))


def is_fixed_width(char: str) -> bool:
    """Whether a letter is a fullwidth or halfwidth form of another one."""
    return unicodedata.decomposition(char).startswith(("<wide>", "<narrow>"))


def is_own_digit(char: str, language: Language) -> bool:
    """Whether a digit may stand in the language: 0 to 9 everywhere, else its script's own."""
    if char.isascii():
        return True
    if language.script in WIDE_SCRIPTS:
        return is_fixed_width(char)
    return bool(unicode.script_extensions(char) & own_scripts(language))
