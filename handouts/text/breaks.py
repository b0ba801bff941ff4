"""Where a line may end: ICU's opportunities for the language, less those that hurt reading.

ICU brings the rules of UAX #14 and the dictionaries of Thai, Lao, Khmer and Burmese. Taken away
are breaks inside a phone number, a time, a range or a quantity; between a number and what it
counts ("24 | hours", `counted`); after an opening or before a closing mark; at a soft hyphen,
unless the word does not fit its column; in Korean, Chinese and Japanese inside a word; beside a
word that goes with its neighbour (`ties`); beside "SI"; after the letter of "X-ray". In Japanese
and Burmese the ends of phrases are told apart (`phrases`). All indices count characters of the
logical text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from icu4py.breakers import CharacterBreaker, LineBreaker, WordBreaker

from handouts.model import unicode
from handouts.model.languages import Language
from handouts.model.writing import HAN_SCRIPTS
from handouts.text import patterns
from handouts.text.counted import UNSPACED_SCRIPTS, before_units, kept_end, weaker_ties
from handouts.text.phrases import burmese_ends, japanese_ends
from handouts.text.quantities import quantities
from handouts.text.ties import bound_words, ties
from handouts.text.word_ends import inside_words, word_ends

#: Ends a paragraph: what stands before it has nothing to do with what follows (UAX #14, LB4).
_SEPARATOR = "\u2029"
#: Where a long word may be cut, with a hyphen, if it does not fit its column.
SOFT_HYPHEN = "\u00ad"
_NEW_LINE = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
#: What UAX #14 leaves to dictionaries or to its users: signs of repetition and abbreviation in
#: Thai, Lao and Khmer, and the Tibetan tsheg; and what clreq ("Prohibition rules for line start")
#: has beside it: the interpunct, the wide hyphen and tilde, the wide solidus (no line ends
#: with it either).
_ALSO_CLOSING = "\u0e2f\u0e46\u0eaf\u0ec6\u17d7\u0f0b\u00b7\uff0d\uff0f\uff5e"
#: Marks no line may be cut at: after an opening one and the spaces that follow it, before a closing
#: one, after a solidus between Chinese characters.
_CLINGING = re.compile(
    f"(?P<closing>[{unicode.LINE_CLOSING}{_ALSO_CLOSING}])|[{unicode.LINE_OPENING}]\\s*"
)
_AFTER_SOLIDUS = re.compile("\uff0f")
#: An accent typed as an apostrophe, as in Mayan "yu´un": by UAX #14 a line could begin with it.
_ACCENT_INSIDE = re.compile(r"(?<=[^\W\d_])[\u00b4\u02c8\u02cc\u02df](?=[^\W\d_])")
#: Digits in wide forms, which UAX #14 counts as ideographs.
_WIDE_NUMBER = re.compile("[\uff10-\uff19]+(?:[\uff0c\uff0e\uff1a,.:][\uff10-\uff19]+)*")
_DIGIT = re.compile(r"\d")
#: What a phone number, a time and a range have in common.
_GROUPED = re.compile(
    rf"\d[ \u00a0)]*[:.(\u2236{patterns.RANGE_MARKS[1:]}-][ \u00a0(]*\d|\d[ \u00a0\u2009\u202f]\d"
)
#: A range whose numbers have units, or a word for "to" without spaces: "2天～7天", "2至7天".
_UNSPACED_RANGE = re.compile(
    rf"\d ?[^\s\d_,.;:()\uff08\uff09\u3001\u3002\uff0c]{{0,3}} ?"
    rf"(?:[{patterns.RANGE_MARKS}\u81f3\u5230]|\u304b\u3089|\u4e43\u81f3) ?\d"
)
#: A range in words: "2 to 7", "de 2 a 7", "2 से 7".
_WORD_RANGE = re.compile(r"\d([ \u00a0]+)[^\W\d][^\s.,;:!?()]{0,4}([ \u00a0]+)(?=\d)")
#: A few words in brackets: "(0 to 10)", "（不疼）".
_BRACKETED = re.compile(r"\([^()\n]{1,12}\)|\uff08[^\uff08\uff09\n]{1,6}\uff09")
#: In Korean an ending may stand behind one: "0(통증 없음)부터".
_BRACKET_ENDS = frozenset(")]\uff09\u300d\u300f\u2019\u201d")
#: A letter, its hyphen and the word: "X-rays".
_LETTER_HYPHEN = re.compile(r"\b[^\W\d_]-(?=[^\W\d_])")
#: A hyphen inside a word: "кто-нибудь".
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
#: An abbreviation in capitals and its neighbours: "the SI joint", "articulación SI".
_ABBREVIATION = re.compile(r"(?<=\w) +(?=[A-Z]{2,3}\b)|(?<=\b[A-Z]{2}) +(?=\w)")
_CAPITALS = re.compile("[A-Z]{2}")
#: The end of a name before a quantity: a dose stays with its medicine.
_NAME_BEFORE = re.compile(r"(?:[A-Za-z]\d{0,3}|[)\u00ae\u2122])[ \u00a0]\(?$")
_HAN_UNIT = re.compile(r"[0-9０-９]\s?(?=[\u3041-\u9fff])")
#: A foreign word in Japanese, such as the name of a medicine.
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30fe\uff66-\uff9f]{2,16}")
_QUOTE = re.compile("[«“‘‹»›]")
_QUOTE_SPACE = re.compile(r"(?<=[«“‘‹]) +(?=\S)|(?<=\S) +(?=[»›](?:\W|$))")
#: Characters that are clusters by themselves and join no other of their kind: letters, digits and
#: punctuation of Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian, Ethiopic, Chinese,
#: Japanese and Korean, isolate marks.
SIMPLE = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u0531-\u0589\u05d0-\u05ea"
    "\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d5\u06f0-\u06fc\u10a0-\u10ff\u1200-\u1357"
    "\u1361-\u137c\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2066-\u2069\u20a0-\u20bf\u3001-\u3029"
    "\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"
)
_ALL_SIMPLE = re.compile(f"[{SIMPLE}]*")
#: Up to the second consonant of a conjunct that UAX #29 cuts in two. In Tamil only two pairs join.
_CONJUNCT = re.compile(
    "\u0a4d(?=[\u0a2f\u0a30\u0a35\u0a39])|\u0ccd(?=[\u0c95-\u0cb9\u0cde])"
    "|\u0dca\u200d(?=[\u0d9a-\u0dc6])|\u0b95\u0bcd(?=\u0bb7)|[\u0bb6\u0bb8]\u0bcd(?=\u0bb0\u0bc0)"
)
#: What must stay on one line and may be wider than it: a number with no-break spaces, an address
#: whose marks are followed by joiners. It is rather cut there than inside a word.
_JOINED = re.compile(
    "(?<=[^\\s\u2060])[\u00a0\u202f](?=[^\\s\u2060])|(?<=[-\u2010\u2013./&?=_@])\u2060(?=\\S)"
)
#: A space and what may be a mark on it: the two are one cluster.
_SPACE_MARK = re.compile(r" [^\w\s!-~]")
#: Marks that a reader pauses at, with what closes behind them: of full width, or before a space.
_WIDE_PAUSES = "\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f"
_PAUSES = ",;:.!?\u2026\u0589\u055d\u060c\u061b\u061f\u06d4\u0964\u104a\u104b\u1362-\u1367\u17d4"
_PAUSE = re.compile(rf"[{_PAUSES}{_WIDE_PAUSES}][\u00bb\u2019\u201d)]*\s+|[{_WIDE_PAUSES}]")


@dataclass(frozen=True, slots=True)
class Breaks:
    """Break opportunities, as sorted indices of the character that would begin the next line; the
    text's end is always the last. `strict` leaves out what `loose` also allows: a line that cannot
    do with the first may take the second. `forced` are those after a line separator. `phrases` are
    the best of the strict, where the language tells: taken when they leave a line full enough.
    `weaker`, where there are any, are the strict and a few more, for a piece that fits no line."""

    strict: tuple[int, ...]
    loose: tuple[int, ...]
    forced: tuple[int, ...] = ()
    phrases: tuple[int, ...] = ()
    weaker: tuple[int, ...] = ()


def pauses(text: str) -> tuple[int, ...]:
    """Where a mark stands that a reader pauses at, with the white space behind it, and the end."""
    return (*[match.end() for match in _PAUSE.finditer(text)], len(text))


def opportunities(text: str, language: Language, words: tuple[str, ...] = ()) -> Breaks:
    """Where lines of this text may end. None ends inside one of the `words`, where another end can
    be found."""
    return opportunities_of_each((text,), language, words)[0]


def opportunities_of_each(
    texts: Sequence[str], language: Language, words: tuple[str, ...] = ()
) -> list[Breaks]:
    """The same for several texts, which is faster: ICU takes longer to begin than for a message."""
    joined = _SEPARATOR.join(texts)
    all_ends = _segments(LineBreaker(joined, _icu_locale(language)), joined)
    found: list[Breaks] = []
    start = at = 0
    for text in texts:
        end = start + len(text)
        stop = bisect_left(all_ends, end, at)
        ends = [place - start for place in all_ends[at:stop]]
        found.append(_opportunities(text, [*ends, len(text)], language, words))
        start = end + len(_SEPARATOR)
        at = bisect_right(all_ends, start, stop)
    return found


def _opportunities(
    text: str, found: list[int], language: Language, words: tuple[str, ...]
) -> Breaks:
    """What is left of the ends that ICU has found."""
    if not text:
        return Breaks((), ())
    if language.script in UNSPACED_SCRIPTS:
        found = word_ends(text, found, language.script, words)
    forced = tuple([match.end() for match in _NEW_LINE.finditer(text)])
    avoided = {
        match.start() if match["closing"] else match.end() for match in _CLINGING.finditer(text)
    }
    avoided.update([match.end() for match in _AFTER_SOLIDUS.finditer(text)])
    avoided.update([match.start() for match in _ACCENT_INSIDE.finditer(text)])
    for match in _WIDE_NUMBER.finditer(text):
        avoided.update(range(match.start() + 1, match.end()))
    if _SPACE_MARK.search(text) or any(text[place - 1] != " " for place in found[:-1]):
        avoided.update(set(found).difference(grapheme_starts(text) or found))
    avoided.difference_update(forced, (len(text),))
    loose = tuple([place for place in found if place not in avoided])
    kept = _kept_together(text, language)
    phrases: set[int] = set()
    joined = {match.end() for match in _JOINED.finditer(text)}.difference(loose)
    if joined:
        kept.update(joined)
        loose = tuple(sorted(joined.union(loose)))
    if SOFT_HYPHEN in text:
        kept.update([place for place in loose if text[place - 1] == SOFT_HYPHEN])
    if language.script not in UNSPACED_SCRIPTS:
        kept.update(inside_words(text, words, spaced=language.script not in HAN_SCRIPTS))
    if language.script == "Kore":
        kept.update(place for place in loose if _inside_word(text, place))
    if language.script in HAN_SCRIPTS:
        for match in _KATAKANA.finditer(text):
            kept.update(range(match.start() + 1, match.end()))
        words_found = _segments(WordBreaker(text, language.locale), text)
        if language.script == "Jpan":
            phrases, word_places = japanese_ends(text, words_found)
            kept.update(set(loose).difference(word_places))
        else:
            kept.update(set(loose).difference(words_found))
    elif language.script == "Mymr":
        phrases = burmese_ends(text, loose)
    weak = set(weaker_ties(text, language)) if _DIGIT.search(text) else set()
    final = (*forced, len(text))
    firm = loose
    if kept:
        kept.difference_update(final)
        firm = tuple([place for place in loose if place not in kept])
    bound = set(bound_words(text, firm, language.script)).difference(final)
    if bound:
        firm = tuple([place for place in firm if place not in bound])
    weak.difference_update(final)
    strict = firm
    if not weak.isdisjoint(firm):
        strict = tuple([place for place in firm if place not in weak])
    phrases = phrases.union(final).intersection(strict) if phrases else phrases
    return Breaks(strict, loose, forced, tuple(sorted(phrases)), () if strict is firm else firm)


def grapheme_starts(text: str) -> list[int] | None:
    """Where grapheme clusters begin; None when every character is one by itself.

    A conjunct is one cluster in every script. UAX #29 says so of six scripts of India and of those
    with an invisible stacker; Gurmukhi, Kannada, Sinhala and Tamil stack just the same.
    """
    if not text or _ALL_SIMPLE.fullmatch(text):
        return None
    starts = [0, *_segments(CharacterBreaker(text, "en"), text)[:-1]]
    if _CONJUNCT.search(text):
        inside = {match.end() for match in _CONJUNCT.finditer(text)}
        starts = [place for place in starts if place not in inside]
    return starts


def _icu_locale(language: Language) -> str:
    return f"{language.locale}@lb=strict" if language.script == "Jpan" else language.locale


def _segments(breaker: LineBreaker | CharacterBreaker | WordBreaker, text: str) -> list[int]:
    """Ends of segments. ICU counts UTF-16 units; characters beyond U+FFFF take two."""
    ends = [end for _, end in breaker.segments()]
    if not text.isascii() and max(text) > "\uffff":
        units = accumulate(2 if character > "\uffff" else 1 for character in text)
        index_of = {unit: index for index, unit in enumerate(units, 1)}
        ends = [index_of[end] for end in ends if end in index_of]
    return ends


def _kept_together(text: str, language: Language) -> set[int]:
    """Indices inside pieces that stay on one line where they can."""
    kept: set[int] = set()
    if _QUOTE.search(text):
        kept.update(match.end() for match in _QUOTE_SPACE.finditer(text))
    if "-" in text:
        kept.update(match.end() for match in _LETTER_HYPHEN.finditer(text))
    if language.script == "Cyrl":
        kept.update(match.end() for match in _HYPHENATED.finditer(text))
    kept.update(ties(text, language.script))
    if _CAPITALS.search(text):
        kept.update([match.end() for match in _ABBREVIATION.finditer(text)])
    if "(" in text or "\uff08" in text:
        for match in _BRACKETED.finditer(text):
            kept.update(range(match.start() + 1, match.end()))
    if not _DIGIT.search(text):
        return kept
    kept.update(before_units(text, language))
    for match in _UNSPACED_RANGE.finditer(text):
        kept.update(range(match.start() + 1, match.end()))
    for match in _WORD_RANGE.finditer(text):
        kept.update((match.end(1), match.end(2)))
    if _GROUPED.search(text):
        for pattern in (patterns.PHONE, patterns.TIME):
            for match in pattern.finditer(text):
                kept.discard(match.end() + 1)  # what follows is not its unit
                kept.update(range(match.start() + 1, match.end()))
        for pattern in (patterns.RANGE, patterns.THOUSANDS):
            for match in pattern.finditer(text):
                kept.update(range(match.start() + 1, match.end()))
    for start, end in quantities(text):
        kept.update(range(start + 1, kept_end(text, start, end, language)))
        if language.right_to_left and _NAME_BEFORE.search(text, max(0, start - 6), start):
            kept.add(start - text[:start].endswith("("))
    if language.script in HAN_SCRIPTS:
        kept |= _han_units(text, language)
    return kept


def _han_units(text: str, language: Language) -> set[int]:
    """Indices inside digits and the word that follows them, as in 24小时."""
    matches = list(_HAN_UNIT.finditer(text))
    if not matches:
        return set()
    ends = _segments(WordBreaker(text, language.locale), text)
    kept: set[int] = set()
    for match in matches:
        word_end = next((end for end in ends if end > match.end()), match.end() + 1)
        kept.update(range(match.end(), min(word_end, match.end() + 3)))
    return kept


def _inside_word(text: str, index: int) -> bool:
    before, after = text[index - 1 : index], text[index : index + 1]
    return after.isalnum() and (before.isalnum() or before in _BRACKET_ENDS)
