"""Words that the spelling of a language does not allow.

Vietnamese is written syllable by syllable, and its syllables have few forms: a consonant, a vowel
or two, an ending, one tone. So most mistyped words, and most words of other languages, are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from handouts.checks.markup import bare
from handouts.checks.problem import Problem
from handouts.checks.wording import without_links
from handouts.model import codes
from handouts.model.languages import Language
from handouts.model.writing import folded
from handouts.project.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
#: Grave, acute, tilde, hook above, dot below: the tones, apart from the marks that make vowels.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_INITIAL = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnprstvx])?"
_VOWELS = "(?:iê|yê|uô|ươ|uyê|uya|uyu|oa|oă|oe|oo|uâ|uê|uơ|uy|ia|ya|ua|ưa|[aăâeêioôơuưy])"
_ENDING = "(?:ng|nh|ch|[cmnptiuoy])?"
_SYLLABLE = re.compile(unicodedata.normalize("NFC", f"(?:{_INITIAL}{_VOWELS}{_ENDING}|gi)"))


def check_spelling(
    source: str, target: str, language: Language, vocabulary: Vocabulary, names: Sequence[str]
) -> Iterator[Problem]:
    """Every Vietnamese word a syllable. Names and what stands in the English with a capital letter
    may be written as they are."""
    if language.tag.partition("-")[0] != "vi" or language.script != "Latn":
        return
    for name in names:
        target = target.replace(name, " ")
    known = {*vocabulary.same, *(word for word in _WORD.findall(source) if not word.islower())}
    wrong = [
        word
        for word in dict.fromkeys(_WORD.findall(without_links(bare(target))))
        if not word.isupper()
        and word not in known
        and folded(word, language) not in known
        and not _is_syllable(folded(word, language))
    ]
    if wrong:
        message = f"no words of {language.name}: {', '.join(wrong)}"
        yield Problem(codes.IMPOSSIBLE_WORD, message, f"write them in {language.name}")


def _is_syllable(word: str) -> bool:
    """Whether a word in small letters has the form of a Vietnamese syllable, with one tone."""
    parts = unicodedata.normalize("NFD", word)
    toneless = "".join(char for char in parts if char not in _TONES)
    tones = len(parts) - len(toneless)
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)))
