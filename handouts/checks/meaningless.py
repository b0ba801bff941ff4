"""Translations that cannot be meant: they say nothing, are garbled, or show something else than
what stands in the file.

What counts is what a reader sees: blanks and marks that nobody sees are taken out first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handouts.checks.markup import PLACEHOLDER, bare
from handouts.checks.problem import Problem, shown
from handouts.model import codes, marks, stand_ins, unicode
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.writing import WIDE_SCRIPTS, own_scripts

_LOREM = re.compile(r"\blorem ipsum\b|\bdolor sit amet\b")

#: From here on one letter may be a word: Chinese, Japanese, Korean.
_WIDE = "\u2e80"

#: UTF-8 that was read as another encoding, and the length from which a run of letters shows it.
_ENCODINGS = {
    "cp1252": 2, "latin-1": 2, "mac-roman": 4, "cp437": 4, "cp850": 4, "cp1250": 4, "cp1251": 4,
    "koi8-r": 4, "cp1253": 4, "cp1254": 4, "cp1255": 6, "cp1256": 6, "gbk": 3, "big5": 3,
    "shift-jis": 3, "cp949": 3,
}  # fmt: skip
_DOUBLE = ("gbk", "big5", "shift-jis", "cp949")
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
#: What is left where letters were lost for good, and letters written as codes.
_LOST = re.compile(
    r"\ufffd|ï¿½|锟斤拷|烫烫|屯屯|(?<=[^\W\d_])\?(?=[^\W\d_])|\?{3,}"
    r"|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|(?:%[89A-Fa-f][0-9A-Fa-f]){2,}|(?:=[89A-F][0-9A-F]){2,}"
)

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u202a\u2066", "\u202b\u2067"
_CLOSING = "\u202c\u2069"
_OVERRIDES = re.compile("[\u202a-\u202e]")


def seen(text: str) -> str:
    """What a reader sees of a message, without tags and blanks of any kind."""
    return stand_ins.seen(bare(text))


def check_says_something(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Words, where the English has words."""
    wanted, given = _letters(source), _letters(target)
    hint = "write the translation into msgstr, or leave it empty"
    kept = len(PLACEHOLDER.findall(target)) if PLACEHOLDER.search(source) else 0
    in_signs = language.script in WIDE_SCRIPTS and max(seen(target), default="") >= _WIDE
    few = 0 if in_signs or wanted < 4 or kept else 1
    words = " ".join(re.sub(r"</?\w+>", "", target).casefold().split())
    if wanted and given <= few and not (kept and wanted < 4):
        yield Problem(codes.NO_WORDS, f"says nothing: {seen(target)[:20] or 'blanks only'}", hint)
    elif _LOREM.search(words) or (
        stand_ins.stands_in(words) and not stand_ins.stands_in(bare(source))
    ):
        yield Problem(codes.NO_WORDS, f"stands for a translation: {words[:40]}", hint)


def _letters(text: str) -> int:
    return stand_ins.letters(bare(text))


def check_english(text: str) -> Iterator[Problem]:
    """English that cannot be meant: it says nothing, is garbled, or is turned round."""
    hint = "write the words"
    if not PLACEHOLDER.search(text):
        if not _letters(text):
            yield Problem(codes.NO_WORDS, "says nothing", hint)
        elif stand_ins.stands_in(bare(text)):
            yield Problem(codes.NO_WORDS, f"stands for words to come: {text[:40]}", hint)
    for check in (check_garbled, check_stacked_marks, check_turned):
        yield from check("", text, SOURCE_LANGUAGE)
    if override := _OVERRIDES.search(text):
        message = f"holds {shown(override[0])}"
        yield Problem(
            codes.TURNED_WORDS, message, "delete the sign; direction is set by the program"
        )


def check_garbled(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Letters that were read in the wrong encoding."""
    del language
    hint = "type the word again, and save the file as UTF-8"
    for run in _RUN.findall(target):
        if run not in source and (meant := _meant(run)):
            message = f"garbled letters: {run[:20]} (perhaps {meant[:20]})"
            yield Problem(codes.GARBLED_LETTERS, message, hint)
            return
    if (lost := _LOST.search(target)) and lost[0] not in source:
        yield Problem(codes.GARBLED_LETTERS, f"lost letters: {lost[0]}", hint)


def _meant(run: str) -> str:
    """The letters that a run stands for, if it is UTF-8 read as something else."""
    for encoding, least in _ENCODINGS.items():
        # Two bytes a letter: of what such encodings make, only East Asian letters are meant here.
        if len(run) < least or (encoding in _DOUBLE and min(run) < _WIDE):
            continue
        try:
            meant = run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if all(unicodedata.category(char)[0] in "LMPNSZ" for char in meant):
            return meant
    return ""


def check_number_forms(source: str, target: str, language: Language) -> Iterator[Problem]:
    """No raised, circled or broken digits, nor Roman numerals in one character: beside another
    digit they make another number. Numbers of the language's own script, such as those of Ethiopic,
    are no such forms."""
    own = own_scripts(language)
    forms = {
        char
        for char in set(target) - set(source)
        if unicodedata.category(char) in ("No", "Nl")
        and (unicode.script(char) not in own or unicodedata.decomposition(char))
    }
    if forms:
        message = f"a special form of a number: {', '.join(map(shown, sorted(forms)))}"
        yield Problem(codes.NUMBER_FORM, message, "write it with the digits 0 to 9")


def check_stacked_marks(source: str, target: str, language: Language) -> Iterator[Problem]:
    """No heap of marks upon one letter: it runs over the lines around."""
    del source, language
    if mark := marks.heap(target):
        message = f"more than {marks.MOST_MARKS} marks on one letter, the last {shown(mark)}"
        yield Problem(codes.STACKED_MARKS, message, "type the word again")


def check_turned(source: str, target: str, language: Language) -> Iterator[Problem]:
    """No direction signs that turn words round: what is read would not be what is written."""
    del source, language
    open_signs: list[str] = []
    for char in target:
        if char in _LEFT_TO_RIGHT + _RIGHT_TO_LEFT + "\u2068":
            open_signs.append(char)
        elif char in _CLOSING and open_signs:
            open_signs.pop()
        elif open_signs:
            kind = unicodedata.bidirectional(char)
            turned = (
                _LEFT_TO_RIGHT if kind in ("R", "AL") else _RIGHT_TO_LEFT if kind == "L" else ""
            )
            if open_signs[-1] in turned:
                message = f"{shown(open_signs[-1])} turns words round, from {char}"
                hint = "delete the sign; direction is set by the program"
                yield Problem(codes.TURNED_WORDS, message, hint)
                return
