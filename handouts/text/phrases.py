"""Where phrases end: the best places for a line to end for those who read slowly.

Japanese puts no spaces between words, and a particle or an ending is read with the word it stands
behind: 私たちに|お電話ください. BudouX's model tells such phrases (bunsetsu) and ICU's dictionary
words; an end must be one for both, which takes from each what only it cuts. Burmese writes spaces
between phrases.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

_HIRAGANA = "\u3041-\u3096"
_KANJI = "\u3005\u4e00-\u9fff"
_PAUSE = re.compile(r"[\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b]\s*")
#: What is read with the word before: particles, auxiliaries, the plural, verbs that have become
#: particles, the second verb of a compound (持ち上げる), "month" after a counter, and any ending
#: after a bracket.
_BOUND = re.compile(
    "(?:くだ|下さ|さい|です|でし|ます|まし|ませ|たち|がた|くらい|ぐらい|だけ|まで|から|より|ほど|など|しか|ばかり|という|といい"
    "|について|によ|に対し|として|かもしれ|かどうか|なら|らし|よう[なにで]|ない|なく|なかっ)"
    "|(?<=[いきぎしちびみりえけげせねべめれ])(?:続[けく]|始[めま]|終[えわ]|上[げが]|出[しさすせ]|込[まみむめん]"
    "|直[しさすせ]|過ぎ|切[らりるれっ]|合[わいうえっ])"
    f"|(?<=[かカヶヵケ])月|(?<=[A-Za-z])[{_KANJI}]"
    f"|(?<=[\uff09\u300d\u300f\u3011)])[{_HIRAGANA}]"
)
#: "3か月|続きます": after a span of months another word begins, but for these.
_AFTER_MONTHS = re.compile(f"(?<=[かカヶヵケ]月)(?=[{_KANJI}])(?![間以前後分目])")
_BETWEEN_KANJI = re.compile(f"(?<=[{_KANJI}])(?=[{_KANJI}])")
_BEFORE_HIRAGANA = re.compile(f"(?<=[^\\W\\d_])(?=[{_HIRAGANA}])")
#: A prefix, where it is a word by itself to ICU.
_HONORIFIC = "おご"
_SPACED = re.compile(r"\s+|[\u104a\u104b]\s*")


@functools.cache
def _model() -> Callable[[str], list[str]]:
    # Loaded for Japanese alone: no other language waits for it.
    import budoux  # noqa: PLC0415

    return budoux.load_default_japanese_parser().parse


def japanese_ends(text: str, words: Sequence[int]) -> tuple[set[int], set[int]]:
    """Ends of phrases and those of words, from the ends that ICU's dictionary sees.

    A word end between two kanji counts only where both words have two letters or more (not in
    理学療法|士); one before hiragana only where a phrase ends too, for ICU cuts endings off."""
    chunks = _model()(text)
    found = set(accumulate(map(len, chunks)))
    for chunk, end in zip(chunks, accumulate(map(len, chunks)), strict=True):
        if len(chunk) == 1 and re.match(f"[{_HIRAGANA}]", chunk):
            found.discard(end)  # no phrase is one letter long
    pauses = {match.end() for match in _PAUSE.finditer(text)}
    bound = {match.start() for match in _BOUND.finditer(text)} - pauses
    known = set(words)
    pauses.update([match.start() for match in _AFTER_MONTHS.finditer(text)])
    phrases = (found & known | pauses) - bound
    ends = known - bound - {match.start() for match in _BEFORE_HIRAGANA.finditer(text)}
    short = {
        place
        for start, end in zip((0, *words), words, strict=False)
        if end - start == 1
        for place in (start, end)
    }
    ends -= {place for place in short if text[place - 1] in _HONORIFIC}
    ends -= short & {match.start() for match in _BETWEEN_KANJI.finditer(text)}
    return phrases, ends | phrases


def burmese_ends(text: str, ends: Iterable[int]) -> set[int]:
    """Those of the ends that stand after a space or a stop."""
    spaced = {match.end() for match in _SPACED.finditer(text)}
    return spaced.intersection(ends)
