"""What checks know of a language's words: `locales/<locale>/checks.toml`.

The file is for translators to read and correct. `locales/en/checks.toml` names the meanings and how
English says them; that of another language lists how they are said there. What a language does not
list is not looked for, so a language without a file loses checks, and nothing else.

A form is a word or a phrase; `*` stands for any letters of a word, or for a word. In scripts
without spaces between words, and in Korean, whose words take endings, a form may stand anywhere::

    [negation]
    words = ["no", "ningun*"]        # say no
    except = ["no solo"]             # hold such a word, and deny nothing
    also = ["awake"]                 # English words that are said by a negation here
    unsaid = ["not take long"]       # English negations that are said without one here
    doubled = ["nunca"]              # may stand beside another negation, as in "no ... nunca"

    [units]
    hour = ["hora", "horas"]         # the same on both sides

    [cautions]
    usually = ["por lo general"]     # in the English, so in the translation

    [contraries]
    before = ["antes"]               # never where the English has only its contrary

    [claims]
    always = ["siempre"]             # not in the English, so not in the translation

    [numbers]
    2 = ["ambos"]                    # say the number without a digit

    [words]
    common = ["el", "la"]            # common here
    foreign = ["não"]                # common in a related language, and no word here
    same = ["normal"]                # written as in English
    twice = ["muy"]                  # may stand twice in a row
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.files import reading
from handouts.files.toml_file import read_toml
from handouts.files.toml_schema import Named, Table, Texts
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding
from handouts.model.languages import Language
from handouts.model.writing import HAN_SCRIPTS, SPACELESS_SCRIPTS, folded

Forms = tuple[str, ...]
Meanings = Mapping[str, Forms]

#: Units as signs, after a number, the same in every language; `mL` and `ml` are one.
UNIT_SIGNS = {
    "milligram": "mg",
    "microgram": "mcg|µg|μg",
    "gram": "g",
    "kilogram": "kg",
    "milliliter": "ml|cc",
    "liter": "l",
    "celsius": "°c|℃",
    "fahrenheit": "°f|℉",
    "hour": "h|hr|hrs",
    "minute": "min",
}
SIGNS = {
    name: re.compile(rf"(?<!\d)(\d+)\s?(?:{signs})(?![^\W\d_])", re.IGNORECASE)
    for name, signs in UNIT_SIGNS.items()
}

#: Letters that a star stands for, at most.
_MOST_LETTERS = 200

_TEXTS = Texts(())
_NAME = re.compile(r"[a-z0-9-]+")
_MEANINGS = Named(_TEXTS, test=_NAME.fullmatch, form="a name in small letters", example="hour")
_NUMBERS = Named(_TEXTS, test=re.compile(r"\d{1,2}").fullmatch, form="a small number", example="2")
_SCHEMA = Table(
    {
        "negation": Table(
            {"words": _TEXTS, "except": _TEXTS, "also": _TEXTS, "unsaid": _TEXTS, "doubled": _TEXTS}
        ),
        "units": _MEANINGS,
        "cautions": _MEANINGS,
        "contraries": _MEANINGS,
        "claims": _MEANINGS,
        "numbers": _NUMBERS,
        "words": Table({"common": _TEXTS, "foreign": _TEXTS, "same": _TEXTS, "twice": _TEXTS}),
    }
)


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language. `anywhere` tells that a form may stand inside a word."""

    anywhere: bool = False
    negations: Forms = ()
    no_negations: Forms = ()
    said_by_negation: Forms = ()
    unsaid_negations: Forms = ()
    doubled_negations: Forms = ()
    units: Meanings = field(default_factory=dict)
    cautions: Meanings = field(default_factory=dict)
    contraries: Meanings = field(default_factory=dict)
    claims: Meanings = field(default_factory=dict)
    numbers: Meanings = field(default_factory=dict)
    common: Forms = ()
    foreign: Forms = ()
    same: Forms = ()
    twice: Forms = ()

    def __hash__(self) -> int:
        return hash((self.negations, self.common, self.same))

    def pattern(self, forms: Forms) -> re.Pattern[str]:
        """What finds these forms in words that `plain` has prepared."""
        return _pattern(forms, self.anywhere)


#: Nothing is known.
NO_WORDS = Vocabulary()


def plain(text: str, language: Language) -> str:
    """Words in small letters between single spaces, one at each end, without marks that only help
    reading (the vowel signs of Arabic). A sign that is no letter is a space."""
    letters = [
        char if char in "'’" or unicodedata.category(char)[0] in "LMN" or char in "\u200c\u200d"
        else " "
        for char in folded(text, language)
    ]  # fmt: skip
    return f" {' '.join(''.join(letters).replace('’', chr(39)).split())} "


@functools.lru_cache(maxsize=4096)
def _pattern(forms: Forms, anywhere: bool) -> re.Pattern[str]:
    """Longer forms first, so that a phrase counts once."""
    parts = []
    for form in sorted(forms, key=len, reverse=True):
        inner = _glob(*map(re.escape, form.split("*")))
        parts.append(inner if anywhere else f"(?<= ){inner}(?= )")
    return re.compile("|".join(parts) or r"(?!)")


def _glob(first: str, *parts: str) -> str:
    """Parts with any letters of one word between them. All but the last are taken where they stand
    first, and no other place is tried: else a form of many stars would take years."""
    *between, last = parts or ("",)
    inner = "".join(f"(?>[^ ]{{0,{_MOST_LETTERS}}}?{part})" for part in between)
    return f"{first}{inner}[^ ]{{0,{_MOST_LETTERS}}}{last}" if parts else first


def load_vocabulary(
    path: Path, shown: str, language: Language, within: Path | None = None
) -> tuple[Vocabulary, list[Finding]]:
    """Reads the words of a language, whose file lies in the folder `within`. Never raises; without
    a file there are none."""
    anywhere = language.script in HAN_SCRIPTS | SPACELESS_SCRIPTS | {"Kore"}
    if not reading.is_there(path):
        return Vocabulary(anywhere), []
    try:
        toml = read_toml(path, shown, codes.CHECKS_FILE, within)
    except FindingsError as error:
        return Vocabulary(anywhere), list(error.findings)
    findings = toml.findings(_SCHEMA, codes.CHECKS_FILE)
    return _vocabulary(_SCHEMA.filled(toml.data), language, anywhere), findings


def _vocabulary(data: Mapping[str, Any], language: Language, anywhere: bool) -> Vocabulary:
    def forms(listed: Forms) -> Forms:
        return tuple(_prepared(form, language) for form in listed if form.strip("* "))

    def meanings(section: str) -> Meanings:
        return {name: forms(listed) for name, listed in data[section].items()}

    return Vocabulary(
        anywhere,
        forms(data["negation"]["words"]),
        forms(data["negation"]["except"]),
        forms(data["negation"]["also"]),
        forms(data["negation"]["unsaid"]),
        forms(data["negation"]["doubled"]),
        units=meanings("units"),
        cautions=meanings("cautions"),
        contraries=meanings("contraries"),
        claims=meanings("claims"),
        numbers=meanings("numbers"),
        common=forms(data["words"]["common"]),
        foreign=forms(data["words"]["foreign"]),
        same=forms(data["words"]["same"]),
        twice=forms(data["words"]["twice"]),
    )


def _part(text: str, language: Language) -> str:
    """Prepared words with a space at an end where the text has one."""
    words = plain(text, language).strip(" ")
    return f"{' ' * text.startswith(' ')}{words}{' ' * (text.endswith(' ') and text != ' ')}"


def _prepared(form: str, language: Language) -> str:
    """A form as it stands in prepared words. A space at its end means the end of a word."""
    bare = form.strip(" ")
    words = "*".join(_part(part, language) for part in bare.split("*"))
    return f"{' ' * form.startswith(' ')}{words}{' ' * form.endswith(' ')}"
