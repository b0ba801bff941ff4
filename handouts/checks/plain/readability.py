"""How hard a text is to read, as far as formulas can tell.

English: the Flesch-Kincaid grade and SMOG, over a whole sheet. A formula means nothing on one
sentence, and little below `ENOUGH_SENTENCES`. textstat's English formulas are not used because it
fetches its dictionary from the network.

Other languages: a formula is reported only where one is established for that language, with what
its number means and what it is worth. Nothing is gated on them, for they were made on school books
and news, and disagree wildly with each other.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from icu4py.breakers import WordBreaker

from handouts.checks.plain.syllables import syllables
from handouts.model.languages import Language

#: SMOG was made on 30 sentences; with fewer than this many, neither formula is gated.
ENOUGH_SENTENCES = 20

_STOPS = ".!?…؟۔।॥።፧။។៕。！？｡։"
_SPACED_END = re.compile(rf"(?<=[{_STOPS}])[\"'”’)\]»]*\s+")
_UNSPACED_END = re.compile(r"(?<=[。！？｡])(?=\S)")
_GAP = re.compile(r"[\s\u2013\u2014/]+")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NO_SPACES = frozenset({"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr"})
_NO_STOPS = frozenset({"Thai", "Laoo"})


def sentences(text: str) -> list[str]:
    """The sentences of a text, in any script that marks their end."""
    return [
        piece.strip()
        for part in _SPACED_END.split(text)
        for piece in _UNSPACED_END.split(part)
        if piece.strip()
    ]


def marks_sentences(language: Language) -> bool:
    """Whether the script ends its sentences with a sign."""
    return language.script not in _NO_STOPS


def words(text: str, language: Language) -> list[str]:
    """The words of a text; by dictionary where the script puts no spaces between them."""
    if language.script not in _NO_SPACES:
        # Vowel signs are no letters to `re`, so a pattern of letters would cut Hindi words apart.
        pieces: Iterable[str] = _GAP.split(text)
    else:
        pieces = _dictionary_words(text, language)
    return [piece for piece in pieces if any(sign.isalnum() for sign in piece)]


def _dictionary_words(text: str, language: Language) -> Iterable[str]:
    return (text[start:end] for start, end in WordBreaker(text, language.locale).segments())


def english_words(text: str) -> list[str]:
    """The words of an English text; a number is a word, and so is `X-rays`."""
    return _WORD.findall(text)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the English formulas are made of."""

    sentences: int
    words: int
    syllables: int
    long_words: int

    @property
    def mean_sentence(self) -> float:
        """Words per sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade (Kincaid et al. 1975)."""
        if not self.words:
            return 0.0
        return 0.39 * self.mean_sentence + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """SMOG (McLaughlin 1969), with words of 3 syllables or more."""
        if not self.sentences:
            return 0.0
        return 1.0430 * math.sqrt(self.long_words * 30 / self.sentences) + 3.1291


def count(english: Sequence[str]) -> Counts:
    """Counts over English sentences."""
    heard = [syllables(word) for sentence in english for word in english_words(sentence)]
    return Counts(len(english), len(heard), sum(heard), sum(1 for each in heard if each >= 3))


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of another language: how textstat names it, what its number means, and what it is
    worth."""

    name: str
    function: str
    meaning: str
    worth: str


@dataclass(frozen=True, slots=True)
class Score:
    """The value of a formula on one sheet. `formula` is missing where none is established."""

    formula: Formula | None
    value: float = 0.0

    def __str__(self) -> str:
        if self.formula is None:
            return "no established formula"
        return f"{self.formula.name} {self.value:.0f} ({self.formula.meaning})"


_HUNDRED = "about 0 to 100, higher is easier"
_HYPHENS = "syllables are guessed from hyphenation"

#: By base language. Every other language has no formula that is established.
FORMULAS: dict[str, Formula] = {
    "es": Formula(
        "INFLESZ (Szigriszt-Pazos)",
        "szigriszt_pazos",
        "0 to 100; above 65 fairly easy, above 80 very easy",
        f"good: its scale was set on Spanish patient leaflets; {_HYPHENS}",
    ),
    "fr": Formula(
        "Kandel-Moles",
        "flesch_reading_ease",
        _HUNDRED,
        f"fair: Flesch refitted in 1958; {_HYPHENS}",
    ),
    "de": Formula(
        "Amstad", "flesch_reading_ease", _HUNDRED, f"fair: Flesch refitted in 1978; {_HYPHENS}"
    ),
    "it": Formula(
        "Gulpease",
        "gulpease_index",
        "0 to 100; 80 suits readers with primary school",
        "good: made for Italian on tested readers; counts letters, not syllables",
    ),
    "nl": Formula(
        "Douma", "flesch_reading_ease", _HUNDRED, f"fair: Flesch refitted in 1960; {_HYPHENS}"
    ),
    "pl": Formula(
        "Polish Fog",
        "gunning_fog",
        "years of school, lower is easier",
        f"low: counts every word of 4 syllables as hard, and Polish has many; {_HYPHENS}",
    ),
    "ru": Formula(
        "Oborneva",
        "flesch_reading_ease",
        _HUNDRED,
        f"low: Flesch refitted in 2006 on translated fiction; {_HYPHENS}",
    ),
    "ar": Formula(
        "OSMAN",
        "osman",
        _HUNDRED,
        "low: counts syllables by short vowel signs, which ordinary text leaves out",
    ),
}


def score(texts: Sequence[str], language: Language) -> Score:
    """The established formula of a language over the running text of a sheet.

    textstat knows only `.`, `!` and `?`, and drops sentences of 1 or 2 words; the text is handed
    over with its sentences so marked.
    """
    formula = FORMULAS.get(language.tag.split("-", 1)[0])
    running = [sentence.rstrip(_STOPS) for text in texts for sentence in sentences(text)]
    if formula is None or not running:
        return Score(None)
    # textstat has no list of easy Polish words, and warns that it takes the English one.
    prepared = ". ".join(re.sub(rf"[{_STOPS}]", " ", sentence) for sentence in running) + "."
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Score(formula, _textstat(formula.function, language)(prepared))


def _textstat(function: str, language: Language) -> Callable[[str], float]:
    from textstat.textstat import textstatistics  # noqa: PLC0415  slow to import, rarely needed

    counter = textstatistics()
    counter.set_lang(language.tag.split("-", 1)[0])
    call: Callable[[str], float] = getattr(counter, function)
    return call
