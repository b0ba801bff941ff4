"""Translations that somebody has not finished: English left in them, words pasted twice, a question
that is answered.

What is found here cannot be meant in any language, so these are errors. A build looks for them,
too.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from handouts.checks.markup import PLACEHOLDER, bare
from handouts.checks.problem import Problem, excerpt
from handouts.checks.sentences import split
from handouts.checks.wording import without_links
from handouts.model import codes
from handouts.model.findings import Severity
from handouts.model.languages import Language
from handouts.model.stand_ins import letters
from handouts.model.writing import HAN_SCRIPTS, SPACELESS_SCRIPTS, WIDE_SCRIPTS
from handouts.project.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: So many words of the English in a row are English, and so many times in a row a word is pasted.
_IN_A_ROW = _TIMES = 3
#: Words of the longest phrase that is looked for again behind itself.
_LONGEST_PHRASE = 6
#: The same three times in a row, where words have no spaces between them.
_CHUNKS = re.compile(r"([^\W\d_]\S{3,29}?)\1\1")
#: A sentence of so many letters is not said twice.
_SENTENCE = 12
#: A word of one letter over and over.
_ONE_LETTER = re.compile(r"(?<![^\W\d_])([^\W\d_])\1{2,}(?![^\W\d_])")
#: Fewer letters of the English may be said in one.
_FEW = 4
_QUESTION = re.compile(r"[?？؟]\W*(?=[^\W\d_]{2})")

#: Letters that a word of the script has at least one of, without their marks.
_VOWELS = {"Latn": frozenset("aeiouyw"), "Cyrl": frozenset("аеёиоуыэюяіїєъ")}
#: Languages where r or l may be the vowel of a word.
_SYLLABIC = frozenset({"sr", "hr", "bs", "cs", "sk", "sl", "mk"})


@functools.lru_cache(maxsize=1024)
def _plain(word: str) -> str:
    """A word in small letters, without accents: those of another language may have been added."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _words(text: str, names: Sequence[str]) -> list[str]:
    for name in names:
        text = text.replace(name, " ")
    return list(map(_plain, _WORD.findall(without_links(bare(text)))))


def check_left_in_english(
    source: str,
    target: str,
    language: Language,
    vocabulary: Vocabulary,
    names: Sequence[str],
) -> Iterator[Problem]:
    """No three words of the English in a row, in capitals or with accents either; in another
    script, no message of Latin letters alone. Words that the language writes the same do not
    count."""
    if language.tag.partition("-")[0] == "en" or not vocabulary.common:
        return
    said, same = set(_words(source, names)), set(map(_plain, vocabulary.same))
    run: list[str] = []
    for word in _words(target, names):
        run = [*run, word] if word in said else []
        if len(run) >= _IN_A_ROW and sum(each not in same for each in run) == _IN_A_ROW:
            code = codes.ENGLISH_WORD if language.script == "Latn" else codes.UNTRANSLATED_WORD
            message = f"English is left: {' '.join(run)}"
            hint = f"write it in {language.name}"
            yield Problem(code.at_severity(Severity.ERROR), message, hint)
            return
    if language.script != "Latn":
        yield from _in_latin_letters(source, target, language, (*names, *vocabulary.same))


def _in_latin_letters(
    source: str, target: str, language: Language, names: Sequence[str]
) -> Iterator[Problem]:
    """Words with a capital letter that the English has, too, may be names."""
    for name in names:
        target = target.replace(name, " ")
    text = without_links(bare(target))
    words = _WORD.findall(text)
    strange = [word for word in words if word[0].islower() or word not in source]
    if max(text, default="") < "\u0250" and any(len(word) > 1 for word in strange):
        kind = codes.UNTRANSLATED_WORD.at_severity(Severity.ERROR)
        message = f"only Latin letters: {excerpt(text)}"
        yield Problem(kind, message, f"write it in {language.name}")


def check_pasted_twice(source: str, target: str, language: Language) -> Iterator[Problem]:
    """No word or phrase three times in a row, no sentence twice."""
    text = bare(target)
    if found := _three_times(text, language):
        said = bare(source).casefold().split()
        if not any(first == second for first, second in pairwise(said)):
            kind = codes.REPEATED_WORD.at_severity(Severity.ERROR)
            yield Problem(kind, f'"{found}" stands {_TIMES} times in a row', "delete the others")
        return
    sentences = [sentence.strip(" .!?…") for sentence in split(text.casefold())]
    english = split(bare(source).casefold())
    for sentence in sentences if len(set(english)) == len(english) else ():
        if letters(sentence) >= _SENTENCE and sentences.count(sentence) > 1:
            kind = codes.REPEATED_WORD.at_severity(Severity.ERROR)
            yield Problem(kind, f'"{excerpt(sentence)}" stands twice', "delete one of them")
            return
    if len(english) == 1 < len(sentences) and len(set(sentences)) == 1:
        kind = codes.REPEATED_WORD.at_severity(Severity.ERROR)
        yield Problem(kind, f'"{excerpt(sentences[0])}" is all it says', "delete one of them")


def _three_times(text: str, language: Language) -> str:
    """What stands three times in a row; empty where nothing does."""
    words = [word.strip(".,;:!?¿¡()،؛؟।") for word in text.casefold().split()]
    for size in range(1, min(_LONGEST_PHRASE, len(words) // _TIMES) + 1):
        same = 0
        for place in range(size, len(words)):
            same = same + 1 if words[place] == words[place - size] and words[place] else 0
            if same == size * (_TIMES - 1):
                return " ".join(words[place - size + 1 : place + 1])
    if language.script in SPACELESS_SCRIPTS | HAN_SCRIPTS and (match := _CHUNKS.search(text)):
        return match[1]
    return ""


def check_words_at_all(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Words, not one letter over and over, nor letters that cannot be said."""
    if language.script in WIDE_SCRIPTS or letters(bare(source)) < _FEW:
        return
    text = PLACEHOLDER.sub("", bare(target))
    own = {char for char in text.casefold() if unicodedata.category(char)[0] in "LM"}
    hint = "write the translation into msgstr"
    in_syllables = any(unicodedata.category(char) == "Lo" for char in own)
    if len(own) == 1 and letters(text) > (1 if in_syllables else 2):
        yield Problem(codes.NO_WORDS, f"one letter over and over: {excerpt(text)}", hint)
    elif (match := _ONE_LETTER.search(without_links(text))) and match[0] not in source:
        yield Problem(codes.NO_WORDS, f"one letter over and over: {match[0]}", hint)
    elif _cannot_be_said(source, text, language):
        yield Problem(codes.NO_WORDS, f"letters without a vowel: {excerpt(text)}", hint)


def _cannot_be_said(source: str, text: str, language: Language) -> bool:
    """Whether no word of a message has a vowel, and none is an abbreviation of the English."""
    vowels = _VOWELS.get(language.script)
    if vowels is None:
        return False
    if language.tag.partition("-")[0] in _SYLLABIC:
        vowels |= set("rlрл")
    words = [word for word in _WORD.findall(text) if word not in source]
    plain = [unicodedata.normalize("NFKD", word.casefold()) for word in words]
    return any(len(word) > 2 for word in words) and not any(vowels & set(word) for word in plain)


def check_unanswered(source: str, target: str, language: Language) -> Iterator[Problem]:  # noqa: ARG001
    """What the English only asks is not answered."""
    asked, text = bare(source).strip(), bare(target)
    if asked.count("?") == 1 and asked.endswith("?") and (match := _QUESTION.search(text)):
        kind = codes.ADDED_SENTENCE.at_severity(Severity.ERROR)
        message = f"the question is answered: {excerpt(text[match.end() :])}"
        yield Problem(kind, message, "delete what the English does not say")
