"""Sentences of a translation beside those of the English.

Which belongs to which is found by their lengths (Gale and Church, "A program for aligning sentences
in bilingual corpora", 1993): a language may join two sentences or divide one, and then the lengths
still agree; where a sentence is left out they do not::

    >>> split("Rest. Call Dr. Weber at 8.30, please.")
    ['Rest.', 'Call Dr. Weber at 8.30, please.']

Thai and its kin end sentences without a mark, but put spaces between phrases: which phrases make a
sentence is again told by the lengths, and where they leave it open there are several `divisions`.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from handouts.checks.markup import bare
from handouts.checks.problem import Problem, excerpt
from handouts.model import codes
from handouts.model.languages import Language
from handouts.model.writing import SPACELESS_SCRIPTS

_STOPS = ".!?\u2026。！？؟۔।॥።։᥄။។"
_WIDE = "。！？။។"
_CLOSING = "\"'”’»›」』）)\\]】"
_CUT = re.compile(
    rf"(?:(?<=[{_STOPS}])[{_CLOSING}]*\s+|(?<=[{_WIDE}])[{_CLOSING}]*(?=\S)(?![{_WIDE}{_CLOSING}]))"
)
#: A stop after a title or a single letter ends nothing.
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Za-z]|[A-Z][a-z]{1,2}|डॉ|д-р|г|No|St)\.$")

#: Shorter messages say nothing about lengths.
_LONG_ENOUGH = 30
#: Of still shorter ones no length is looked at.
_SHORTEST = 15
#: A message may be longer than usual by so many letters of English, times the root of its length.
_MOST_EXCESS = 5.0
#: What each kind of correspondence costs: as many sentences of the English and of the translation.
_COSTS = {(1, 1): 0.0, (2, 1): 2.9, (1, 2): 2.5, (3, 1): 5.5, (1, 3): 5.5, (2, 2): 4.0}
_ALONE = 4.4
#: A space between phrases where sentences have no mark: not beside a number, nor before a sign of
#: repetition.
_PHRASE_END = re.compile(r"(?<![\d\s]) +(?=[^\d\s\u0e46\u0ec6\u17d7])")
#: Divisions that cost so much more than the best are not likely, and so many are enough.
_MARGIN, _DIVISIONS = 4.0, 24
#: Texts of more sentences are compared as a whole, so that no text takes long.
_MOST = 40
#: How far lengths of right translations lie apart, for each letter of the English.
_VARIANCE = 5.0


def split(text: str) -> list[str]:
    """The sentences of a text without markup."""
    parts: list[str] = []
    start = 0
    for match in _CUT.finditer(text):
        if not _ABBREVIATION.search(text[start : match.start()]):
            parts.append(text[start : match.end()].strip())
            start = match.end()
    return [part for part in (*parts, text[start:].strip()) if part]


def usual_length(pairs: Iterable[tuple[str, str]]) -> float:
    """Letters of a translation for each letter of the English, as most messages of a catalog have
    it; 0 where there are too few to tell. `pairs` are English and translation."""
    ratios = [
        len(bare(target)) / len(bare(source))
        for source, target in pairs
        if len(bare(source)) >= _LONG_ENOUGH and target.strip()
    ]
    return median(ratios) if len(ratios) >= 8 else 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that say the same; one side may be empty."""

    source: tuple[str, ...]
    target: tuple[str, ...]


@functools.lru_cache(maxsize=64)  # each check of a message asks for it
def aligned(source: str, target: str, language: Language, length: float) -> tuple[Group, ...]:
    """The sentences of a message, side by side. Without a usual `length` only equally many
    sentences can be told apart."""
    english, words = split(bare(source)), split(bare(target))
    if language.script in SPACELESS_SCRIPTS or not (english and words):
        return (Group(tuple(english), tuple(words)),)
    if len(english) > _MOST or len(words) > _MOST:
        return (Group(tuple(english), tuple(words)),)
    if not length:
        if len(english) != len(words):
            return (Group(tuple(english), tuple(words)),)
        return tuple(Group((one,), (other,)) for one, other in zip(english, words, strict=True))
    return tuple(_best(english, words, length))


@functools.lru_cache(maxsize=64)
def divisions(
    source: str, target: str, language: Language, length: float
) -> tuple[tuple[Group, ...], ...]:
    """The likely ways to set the sentences of a message side by side, the likeliest first. There is
    one, unless the language marks no end of a sentence."""
    found = aligned(source, target, language, length)
    (english, words), *more = [(group.source, group.target) for group in found] or [((), ())]
    if language.script not in SPACELESS_SCRIPTS or more or not length or len(english) < 2:
        return (found,)
    phrases = [part for sentence in words for part in _PHRASE_END.split(sentence)]
    if not len(english) <= len(phrases) <= _MOST:
        return (found,)
    return tuple(_divided(english, phrases, length)) or (found,)


def _divided(
    english: Sequence[str], phrases: Sequence[str], length: float
) -> Iterator[tuple[Group, ...]]:
    """The ways to give each sentence the next phrases, by what they cost."""
    there = [len(phrase) / length for phrase in phrases]
    ways: list[tuple[float, tuple[int, ...]]] = [(0.0, (0,))]
    for place, sentence in enumerate(english, start=1):
        rest = len(english) - place
        last = len(phrases) - rest
        longer = []
        for spent, cuts in ways:
            for end in range(cuts[-1] + 1, last + 1) if rest else (last,):
                cost = spent + _cost((1, 1), len(sentence), sum(there[cuts[-1] : end]))
                longer.append((cost, (*cuts, end)))
        ways = heapq.nsmallest(_DIVISIONS * 4, longer)
    for cost, cuts in ways[:_DIVISIONS]:
        if cost <= ways[0][0] + _MARGIN:
            yield tuple(
                Group((sentence,), tuple(phrases[start:end]))
                for sentence, (start, end) in zip(english, itertools.pairwise(cuts), strict=True)
            )


def _best(english: list[str], words: list[str], length: float) -> Iterator[Group]:
    """The cheapest way through both, by dynamic programming."""
    here = [len(sentence) for sentence in english]
    there = [len(sentence) / length for sentence in words]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    steps = (*_COSTS, (1, 0), (0, 1))
    for end in itertools.product(range(len(english) + 1), range(len(words) + 1)):
        for step in steps:
            start = (end[0] - step[0], end[1] - step[1])
            if start in best and end != (0, 0):
                spent = best[start][0] + _cost(
                    step, sum(here[start[0] : end[0]]), sum(there[start[1] : end[1]])
                )
                if end not in best or spent < best[end][0]:
                    best[end] = (spent, start)
    ends = [(len(english), len(words))]
    while ends[-1] != (0, 0):
        ends.append(best[ends[-1]][1])
    ends.reverse()
    for (a, b), (c, d) in itertools.pairwise(ends):
        yield Group(tuple(english[a:c]), tuple(words[b:d]))


def _cost(step: tuple[int, int], here: float, there: float) -> float:
    if 0 in step:
        return _ALONE
    apart = abs(there - here) / math.sqrt(_VARIANCE * max(here, there, 1))
    return _COSTS[step] - math.log(max(math.erfc(apart / math.sqrt(2)), 1e-9))


def check_sentences(
    source: str, target: str, language: Language, length: float
) -> Iterator[Problem]:
    """No sentence left out, and none added."""
    for group in aligned(source, target, language, length):
        if not group.source and not group.target:
            continue  # a placeholder alone
        if not group.target:
            yield _missing(excerpt(group.source[0]))
        elif not group.source:
            message = f'the English seems to lack: "{excerpt(group.target[0])}"'
            hint = "delete it if the English does not say it"
            yield Problem(codes.ADDED_SENTENCE, message, hint)
    if length and len(bare(source)) >= _SHORTEST:
        yield from _whole_length(bare(source), bare(target), language, length)


def _whole_length(source: str, target: str, language: Language, length: float) -> Iterator[Problem]:
    """The length of a whole message: far less than usual says that a sentence is lost; far more,
    where sentences have no mark, that one was added."""
    unmarked = language.script in SPACELESS_SCRIPTS
    share = len(target) / (len(source) * length)
    parts = len(split(source)) if unmarked else 1
    excess = (len(target) / length - len(source)) / math.sqrt(len(source))
    if share < (0.5 if parts == 1 else 0.6) and len(source) >= _LONG_ENOUGH * (parts + 2) / 2:
        yield _missing(excerpt(source))
    elif unmarked and (excess > _MOST_EXCESS or (len(source) >= _LONG_ENOUGH and share > 1.75)):
        message = f"{share:.1f} times as long as usual: a sentence may have been added"
        hint = "delete what the English does not say"
        yield Problem(codes.ADDED_SENTENCE, message, hint)


def _missing(words: str) -> Problem:
    message = f'the translation seems to lack a part of: "{words}"'
    return Problem(codes.MISSING_SENTENCE, message, f'translate "{words}"')
