"""Marks and the letters they belong to: sequences that come out broken on paper.

A font draws a dotted circle where a mark has no letter, or sets two marks upon each other. What is
found here needs no font: marks that stand on nothing, the same mark twice, signs in an order that
readers and fonts do not expect, and Zawgyi, an encoding of Burmese that is not Unicode. What only
the shaper knows comes as `dotted_circle`. Each finding names the word, and says what to type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

from handouts.checks.markup import PLACEHOLDER, bare
from handouts.checks.problem import Problem, shown
from handouts.checks.sign_orders import (
    ZAWGYI_LETTERS,
    ZAWGYI_ORDERS,
    typed_as_seen,
    wrong_orders,
)
from handouts.model import codes, marks
from handouts.model.languages import Language

_WORD = re.compile(r"\S+")

#: Scripts where letters alone can be in a wrong order, without any mark.
_LETTERS_ONLY = frozenset({"Thai", "Laoo"})
#: Longer words than this are sentences of a script without spaces; so much is shown around a fault.
_LONG_WORD, _CONTEXT = 40, 10
#: Scripts whose words rarely end in a virama, its combining class, and how many words tell.
_RARELY_VOWELLESS = frozenset({"Deva", "Gujr", "Guru", "Beng", "Orya"})
_VIRAMA, _FEW_WORDS = 9, 3
#: Scripts that are seen with the same sign twice in a row in good text.
_DOUBLING = frozenset({"Lana", "Cakm"})


def check_clusters(source: str, target: str, language: Language) -> Iterator[Problem]:  # noqa: ARG001
    """Each mark has its letter, once, and in the order that is read and drawn."""
    words = PLACEHOLDER.sub("\u00a0", target)
    words = bare(words)
    if language.script not in _LETTERS_ONLY and not any(map(marks.is_mark, set(words))):
        return
    if language.tag.partition("-")[0] == "my" and (found := _zawgyi(words)):
        yield found
        return
    script = language.script
    if found := _struck(words, script) or _parted(words, script) or _vowelless(words, script):
        yield found
        return
    seen: set[str] = set()
    for word in _WORD.finditer(words):
        for problem in _faults(word[0], language.script):
            if problem.message not in seen:
                seen.add(problem.message)
                yield problem


def _zawgyi(text: str) -> Problem | None:
    match = ZAWGYI_ORDERS.search(text) or ZAWGYI_LETTERS.search(text)
    if not match:
        return None
    word = next(word[0] for word in _WORD.finditer(text) if word.end() > match.start())
    message = f"{word!r} is not Unicode but Zawgyi, an older encoding of Burmese"
    hint = "convert the whole catalog with a Zawgyi to Unicode converter, and read it again"
    return Problem(codes.ZAWGYI_TEXT, message, hint)


def _struck(words: str, script: str) -> Problem | None:
    """The first word with a letter that is struck out."""
    if not any(map(marks.strikes_out, set(words))):
        return None
    for word in _WORD.finditer(words):
        if struck := [char for char in word[0] if marks.strikes_out(char)]:
            plain = "".join(char for char in word[0] if char not in struck)
            message = f"{_near(word[0], 0, 1)!r} is struck out by {shown(struck[0])}"
            return Problem(codes.STRUCK_LETTER, message, _advice(plain, script))
    return None


def _parted(words: str, script: str) -> Problem | None:
    """The first word with a joiner, or another unseen sign, between a letter and its sign."""
    for word in _WORD.finditer(words) if marks.may_part(words) else ():
        for start, end in marks.parted(word[0]):
            near = _near(word[0], start - 1, end + 1)
            sign, between = word[0][end], word[0][start:end]
            message = f"{shown(between)} parts {shown(sign)} from its letter"
            while found := next(marks.parted(near), None):
                near = near[: found[0]] + near[found[1] :]
            return Problem(codes.PARTED_SIGN, message, _advice(near, script))
    return None


def _vowelless(words: str, script: str) -> Problem | None:
    """A message most of whose words end in a virama: as many as no language ends so, where the
    virama is not the common way to end a word."""
    if script not in _RARELY_VOWELLESS:
        return None
    found = [word.rstrip("।,.;:!?") for word in words.split()]
    ends = [word for word in found if word and unicodedata.combining(word[-1]) == _VIRAMA]
    if len(ends) < _FEW_WORDS or 2 * len(ends) <= len(found):
        return None
    message = f"{len(ends)} of {len(found)} words end in a virama: {', '.join(ends[:3])}"
    return Problem(codes.MARK_ORDER, message, "type the words again, each with its vowels")


def _faults(word: str, script: str) -> Iterator[Problem]:
    """What is wrong with a word, the first fault of each kind."""
    plain = unicodedata.normalize("NFC", word)
    seen = typed_as_seen(script)
    if seen and (match := seen[0].search(plain)):
        near = _near(plain, *match.span())
        right = unicodedata.normalize("NFC", seen[1].sub(r"\2\1", near))
        message = f"{shown(match[0])} in {near!r} is typed where it is seen, not where it is read"
        yield Problem(codes.MARK_ORDER, message, _advice(right, script))
        return
    for place in marks.loose(word):
        near = _near(word, place, place + 1)
        message = f"{shown(word[place])} in {near!r} stands on no letter of its script"
        yield Problem(codes.STRAY_MARK, message, "delete it, or type it after its letter")
    if script not in _DOUBLING and (place := _doubled(word)):
        near, mark = _near(word, place - 1, place + 1), word[place]
        message = f"{shown(mark)} twice in a row in {near!r}"
        right = unicodedata.normalize("NFC", re.sub(f"{re.escape(mark)}+", mark, near))
        yield Problem(codes.DOUBLED_MARK, message, _advice(right, script))
        return
    for pattern, replacement in wrong_orders(script):
        if match := pattern.search(plain):
            near = _near(plain, *match.span())
            signs = " ".join(f"U+{ord(char):04X}" for char in match[0])
            message = f"signs that do not go together in this order in {near!r}: {signs}"
            right = pattern.sub(replacement, near) if replacement else ""
            yield Problem(codes.MARK_ORDER, message, _advice(right, script))
            return


def _near(word: str, start: int, end: int) -> str:
    """The word; in a script without spaces, what is about the fault."""
    if len(word) <= _LONG_WORD:
        return word
    start, end = max(0, start - _CONTEXT), min(len(word), end + _CONTEXT)
    while start and unicodedata.category(word[start])[0] == "M":
        start -= 1
    while end < len(word) and unicodedata.category(word[end])[0] == "M":
        end += 1
    return word[start:end]


def _advice(right: str, script: str) -> str:
    """To write this, if there is something and nothing is wrong with it."""
    wrong = not right or any(True for _ in _faults(right, script))
    return "type the word again, each sign after its letter" if wrong else f"write {right}"


def _doubled(word: str) -> int:
    """Where a mark stands a second time in a row; 0, where none does."""
    for place, (first, second) in enumerate(pairwise(word), 1):
        if first == second and unicodedata.category(first) in ("Mn", "Mc"):
            return place
    return 0


def check_circles(
    target: str, language: Language, circles: Callable[[Language, str], tuple[Problem, ...]]
) -> Iterator[Problem]:
    """What the shaper says of the words, in the language's own font."""
    yield from circles(language, PLACEHOLDER.sub("\u00a0", re.sub(r"</?\w+>", "", target)))


def dotted_circle(word: str, better: str) -> Problem:
    """What is said of a word that is drawn with a dotted circle, wherever it is found. `better` is
    the same word with its signs in another order, if that is drawn without."""
    message = f"{word!r} is drawn with a dotted circle: a sign in it has no letter to stand on"
    hint = f"write {better}" if better else "type the word again, each sign after its letter"
    return Problem(codes.DOTTED_CIRCLE, message, hint)
