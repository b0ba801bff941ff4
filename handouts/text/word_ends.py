"""Where words end in scripts that put no space between them, and words kept whole in any script.

Thai, Lao and Khmer put no space between words, so a line may end wherever a dictionary sees the end
of one. A word it does not know falls to pieces: สเตียรอยด์, "steroid", becomes ส, เตีย, รอย, ด์, and
"ต้องเตรียมตัว" is cut in the middle of "prepare". Three rules correct that:

- a word that the caller lists is whole, and a line may end before and after it; but a short one not
  where the dictionary sees its letters as part of a longer word (เข็ม in เข็มขัด);
- a consonant with a sign of silence, or of a syllable's end, goes with what stands before it; a
  vowel that wants a consonant goes with what follows;
- a single Thai or Lao consonant is no word, so no line ends beside it, blank after it or not.

Where a word must be whole in one message only, a translator puts U+2060 (word joiner) into it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

#: A consonant with Thai thanthakhat, Lao cancellation mark, Khmer toandakhiat or Burmese asat.
_SILENT = re.compile(
    "[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c|[\u0e81-\u0eae]\u0ecc|[\u1780-\u17a2]\u17cd"
    "|[\u1000-\u1021][\u1036\u1037]*\u103a"
)
_CONSONANT = re.compile("[\u0e01-\u0e22\u0e24-\u0e2e\u0e81-\u0eae\u0edc-\u0edf]")
#: Thai and Lao mai han-akat, Thai sara uee, and mai taikhu (but in ก็): a consonant follows.
_OPEN = re.compile("[\u0e31\u0e37\u0eb1][\u0e48-\u0e4b\u0ec8-\u0ecb]?|(?<!\u0e01)\u0e47")
_LONE = frozenset({"Thai", "Laoo"})
#: A listed word of fewer characters is short.
_SHORT = 6
#: What a word goes on with: a vowel or tone after its consonant, a sign of repetition.
_CONTINUED = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u0ec6-\u0ece\u17b4-\u17d3\u17d7]")


@functools.lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...], spaced: bool) -> re.Pattern[str]:
    """Matches the words, the longest first; in a script with spaces as whole words, in capitals
    or not."""
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return (
        re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE) if spaced else re.compile(listed)
    )


def word_ends(
    text: str, ends: Iterable[int], script: str, words: tuple[str, ...] = ()
) -> list[int]:
    """The places where a line may end, corrected by the three rules; sorted, the text's end among
    them. `words` are kept whole."""
    found = {0, *ends}
    kept = set(ends)
    beginnings: set[int] = set()
    for match in _pattern(words, spaced=False).finditer(text) if words else ():
        start, end = match.span()
        if end - start < _SHORT and _is_part(text, start, end, found):
            continue
        kept.difference_update(range(start + 1, end))
        if start and _is_letter(text[start - 1]) and _is_letter(text[start]):
            kept.add(start)
            beginnings.add(start)
        if end < len(text) and _is_letter(text[end]) and not _CONTINUED.match(text[end]):
            kept.add(end)
    kept.difference_update(match.start() for match in _SILENT.finditer(text))
    kept.difference_update(match.end() for match in _OPEN.finditer(text))
    places = sorted(kept | {len(text)})
    if script in _LONE:
        for start, end in zip([0, *places], places, strict=False):
            letters = text[start:end].rstrip()
            if len(letters) == 1 and _CONSONANT.match(letters):
                # Before a blank or a listed word it is the end of a word, else perhaps a beginning.
                at_end = len(letters) < end - start or end in beginnings
                kept.difference_update((start,) if at_end else (start, end))
        places = sorted(kept | {len(text)})
    return places


def _is_part(text: str, start: int, end: int, found: set[int]) -> bool:
    """Whether the dictionary sees a longer word there: no end inside, and none on a side of it."""
    whole = start in found and (end in found or not _is_letter(text[end]))
    return not whole and found.isdisjoint(range(start + 1, end))


def inside_words(text: str, words: tuple[str, ...], *, spaced: bool) -> Iterator[int]:
    """Places inside words; `spaced` tells that spaces stand between words, and in some of them."""
    for match in _pattern(words, spaced).finditer(text) if words else ():
        yield from range(match.start() + 1, match.end())


def _is_letter(character: str) -> bool:
    return "\u0e00" <= character <= "\u17ff" and not character.isspace()
