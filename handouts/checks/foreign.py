"""Words and letters of another language: English left over, a message of another catalog, letters
of another keyboard."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence

from handouts.checks.markup import bare
from handouts.checks.problem import Problem, excerpt, shown
from handouts.checks.wording import without_links
from handouts.model import codes
from handouts.model.alphabet import all_letters, letters
from handouts.model.findings import Severity
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.languages import language as find_language
from handouts.model.writing import HAN_SCRIPTS, folded, letter_scripts, own_scripts
from handouts.project.vocabulary import Vocabulary, plain

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_WORD_SIGN = re.compile(r"\w")
#: Shorter words of the English may be words of any language.
_SHORTEST = 3
#: Character sets that list the characters of a way to write Chinese, where CLDR's lists end early.
_CHARACTER_SETS = {"Hans": "gb2312", "Hant": "big5"}
#: Scripts of many languages whose letters are all listed.
_ALPHABETS = frozenset({"Latn", "Cyrl"})
#: The tatweel of Arabic, which lengthens any letter: of its script, and in no alphabet.
_LENGTHENER = "\u0640"
#: From so many words on a message of a language has one of its common words.
_SENTENCE = 7


def check_alphabet(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Letters of the language's own alphabet, as CLDR lists it, where its script has others. For
    Chinese, whose lists are not complete, only letters that the other way of writing has."""
    known = letters(language)
    if not known or language.script == "Jpan":
        return
    own = own_scripts(language)
    strange = sorted(
        char
        for char in set(bare(target)) - known - {*source, _LENGTHENER}
        if letter_scripts(char) & own
    )
    if language.script in HAN_SCRIPTS:
        other = letters(find_language("zh-Hant" if language.script == "Hans" else "zh-Hans"))
        strange = [
            char for char in strange if char in other and not _is_encoded(char, language.script)
        ]
    if strange:
        message = f"no letters of {language.name}: {', '.join(map(shown, strange[:5]))}"
        yield Problem(codes.LOOKALIKE_LETTER, message, "type the word again in the language")


def check_known_letters(source: str, target: str, language: Language) -> Iterator[Problem]:
    """No letter that none of CLDR's languages is written with: one of phonetics, or one turned
    upside down. It may look like a letter of the language."""
    if target.isascii() or language.script not in _ALPHABETS:
        return
    known = letters(language)
    strange = set(bare(target)) - known - set(source) if known else set()
    if unknown := sorted(char for char in strange if _is_in_no_alphabet(char, language)):
        kind = codes.LOOKALIKE_LETTER.at_severity(Severity.ERROR)
        message = f"letters of no language: {', '.join(map(shown, unknown[:5]))}"
        yield Problem(kind, message, f"type the word again in {language.name}")


def _is_in_no_alphabet(char: str, language: Language) -> bool:
    return (
        unicodedata.category(char) in ("Ll", "Lu", "Lo")
        and char not in "\u00aa\u00ba"  # of ordinal numbers
        and bool(letter_scripts(char) & own_scripts(language))
        and char not in all_letters()
    )


def _is_encoded(char: str, script: str) -> bool:
    try:
        char.encode(_CHARACTER_SETS[script])
    except (KeyError, UnicodeEncodeError):
        return False
    return True


def check_english(
    source: str,
    target: str,
    language: Language,
    vocabulary: Vocabulary,
    english: Vocabulary,
    names: Sequence[str],
) -> Iterator[Problem]:
    """No word of the English in a language that also has Latin letters."""
    if language.script != "Latn" or not vocabulary.common or source.strip() == target.strip():
        return
    for name in names:
        source, target = source.replace(name, " "), target.replace(name, " ")
    said = {folded(word, SOURCE_LANGUAGE) for word in _WORD.findall(bare(source))}
    own = {*vocabulary.same, *vocabulary.common}
    left = [
        word
        for word in dict.fromkeys(_WORD.findall(without_links(bare(target))))
        if len(word) >= _SHORTEST
        and not (word.isupper() and word in source)  # an abbreviation
        and (word.isupper() or word[0].islower() or word.lower() in bare(source))  # no name
        and (small := folded(word, language)) not in own
        and (small in said or small in english.common)
    ]
    if left:
        message = f"English words are left: {', '.join(left)}"
        yield Problem(codes.ENGLISH_WORD, message, f"write them in {language.name}")


def check_language_of(
    source: str, target: str, language: Language, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """The language of the catalog, by its most common words and those of its kin."""
    words = plain(bare(target), language)
    if not vocabulary.common or source.strip() == target.strip():
        return
    own = len(set(vocabulary.pattern(vocabulary.common).findall(words)))
    others = sorted(set(vocabulary.pattern(vocabulary.foreign).findall(words)))
    long = sum(any(map(str.isalpha, word)) for word in words.split()) >= _SENTENCE
    none = not own and long and not vocabulary.anywhere
    if none or len(others) > own or (others and not own):
        by = f", by {', '.join(word.strip() for word in others[:4])}" if others else ""
        message = f'"{excerpt(target)}" does not look like {language.name}{by}'
        yield Problem(codes.OTHER_LANGUAGE, message, f"translate it into {language.name}")


def check_repeated_words(
    source: str, target: str, language: Language, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """No word twice in a row, but those that the language doubles."""
    if not vocabulary.common:
        return
    words = [folded(word, language) for word in bare(target).split()]
    for word, following in itertools.pairwise(words):
        if (
            following.startswith(word)
            and not _WORD_SIGN.search(following, len(word))
            and plain(word, language).strip() == word
            and word not in vocabulary.twice
            and f"{word} {word}" not in folded(source, SOURCE_LANGUAGE)
        ):
            message = f'"{word}" stands twice in a row'
            yield Problem(codes.REPEATED_WORD, message, "delete one of them")
            return
