"""Orders of signs that are wrong, by script: what a pattern finds, and what to write in its place.

Unicode says in which order a script's letters and signs are stored: that in which they are spoken.
Who types what is seen, or has converted an old encoding, stores them otherwise; fonts then draw a
dotted circle, set two signs upon each other, or draw the word as if nothing were wrong, and no
search finds it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

#: Vowel signs that stand on the left of the letter they are spoken after: people who type what they
#: see type them first. By script, with its letters and what joins one to the next.
_LEFT = {
    "Deva": ("\u093f", "[\u0915-\u0939\u0958-\u095f]\u093c?", "\u094d"),
    "Beng": (
        "\u09bf\u09c7\u09c8",
        "[\u0995-\u09b9\u09ce\u09dc-\u09df\u09f0\u09f1]\u09bc?",
        "\u09cd",
    ),
    "Guru": ("\u0a3f", "[\u0a15-\u0a39\u0a59-\u0a5e]\u0a3c?", "\u0a4d"),
    "Gujr": ("\u0abf", "[\u0a95-\u0ab9]\u0abc?", "\u0acd"),
    "Orya": ("\u0b47", "[\u0b15-\u0b39\u0b5c-\u0b5f\u0b71]\u0b3c?", "\u0b4d"),
    "Taml": ("\u0bc6-\u0bc8", "[\u0b95-\u0bb9]", "(?!)"),
    "Mlym": ("\u0d46-\u0d48", "[\u0d15-\u0d39]", "\u0d4d"),
    "Sinh": ("\u0dd9-\u0ddb", "[\u0d9a-\u0dc6]", "\u0dca\u200d"),
    "Khmr": ("\u17be\u17c1-\u17c3", "[\u1780-\u17a2]", "\u17d2"),
    "Mymr": ("\u1031", "[\u1000-\u1021\u1075-\u1081][\u103b-\u103e\u1082]*", "\u1039"),
    "Java": ("\ua9ba\ua9bb", "[\ua98f-\ua9b2]\ua9b3?", "\ua9c0"),
    "Bali": ("\u1b3e\u1b3f", "[\u1b13-\u1b33]\u1b34?", "\u1b44"),
    "Cakm": ("\U0001112c", "[\U00011107-\U00011126]", "\U00011133"),
}

#: Blocks of India's scripts that are laid out alike: first code point, and the sign that may
#: stand before a virama all the same (Malayalam writes a half-u so).
_BLOCKS = {
    "Deva": (0x900, ""), "Beng": (0x980, ""), "Guru": (0xA00, ""), "Gujr": (0xA80, ""),
    "Orya": (0xB00, ""), "Taml": (0xB80, ""), "Telu": (0xC00, ""), "Knda": (0xC80, ""),
    "Mlym": (0xD00, "\u0d41"),
}  # fmt: skip
#: A letter and a sign, as offsets in a block, that imitate another letter.
_LETTERS = {
    (0x05, 0x3E): 0x06, (0x05, 0x47): 0x0F, (0x05, 0x48): 0x10, (0x05, 0x49): 0x11,
    (0x05, 0x4B): 0x13, (0x05, 0x4C): 0x14, (0x06, 0x45): 0x11, (0x06, 0x47): 0x13,
    (0x06, 0x48): 0x14, (0x0F, 0x45): 0x0D, (0x0F, 0x47): 0x10,
}  # fmt: skip
#: Two signs that imitate one, where all stand above or on the right.
_SIGNS = {(0x3E, 0x45): 0x49, (0x3E, 0x47): 0x4B, (0x3E, 0x48): 0x4C}


def _indic(script: str) -> Iterator[tuple[str, str]]:
    """Vowel signs in pairs, after an independent vowel, beside a virama, before a nukta."""
    base, half = _BLOCKS[script]

    def at(offset: int) -> str:
        return chr(base + offset)

    letters, signs = f"{at(0x05)}-{at(0x14)}", f"{at(0x3E)}-{at(0x4C)}"
    singles = _LETTERS | (_SIGNS if script in ("Deva", "Gujr") else {})
    if script in ("Deva", "Gujr"):
        singles |= {(0x05, 0x45): 0x72 if script == "Deva" else 0x0D}
    for (first, second), one in singles.items():
        yield at(first) + at(second), at(one)
    if script != "Guru":  # whose independent vowels are written with vowel signs
        yield f"[{letters}][{signs}]", ""
    yield f"([{signs}])({at(0x3C)})", r"\2\1"
    consonant = f"[{at(0x15)}-{at(0x39)}{at(0x58)}-{at(0x5F)}]{at(0x3C)}?"
    late = f"(?!{half})" if half else ""
    yield f"{late}([{signs}])({at(0x4D)}{consonant})", r"\2\1"
    yield f"[{signs}]{{2}}", ""
    yield f"{at(0x4D)}[{signs}]", ""
    yield f"{late}[{signs}]{at(0x4D)}", ""


def _sinhala() -> Iterator[tuple[str, str]]:
    for sign, letter in (("\u0dcf", "\u0d86"), ("\u0dd0", "\u0d87"), ("\u0dd1", "\u0d88")):
        yield f"\u0d85{sign}", letter
    yield "[\u0dcf-\u0ddf]{2}", ""
    yield "[\u0dcf-\u0ddf]\u0dca", ""


def _thai(base: int) -> Iterator[tuple[str, str]]:
    """Thai's block and Lao's are laid out alike."""

    def at(pattern: str) -> str:
        return re.sub("[\u0e00-\u0e7f]", lambda match: chr(ord(match[0]) - 0xE00 + base), pattern)

    vowels = at("\u0e31\u0e34-\u0e39") + ("\u0ebb" if base == 0xE80 else "")
    tones = at("\u0e48-\u0e4b")
    leading = at("\u0e40-\u0e44")
    yield at("\u0e40\u0e40"), at("\u0e41")
    yield f"[{tones}]{{2,}}", ""
    yield f"[{vowels}]{{2,}}", ""
    yield f"([{tones}{at(chr(0xE4C))}])([{vowels}])", r"\2\1"
    yield f"({at(chr(0xE33))})([{tones}])", r"\2\1"
    if base == 0xE00:
        yield f"\u0e4d([{tones}]?)\u0e32", "\\1\u0e33"
    yield f"[{leading}](?=[{at(chr(0xE30))}-{at(chr(0xE3A))}{leading}{tones}])", ""
    following = at("\u0e30\u0e32\u0e33")
    yield rf"(?<!\S)[{following}]", ""


def _khmer() -> Iterator[tuple[str, str]]:
    vowels, signs, letters = "\u17b6-\u17c5", "\u17c6-\u17c8", "\u1780-\u17b3"
    yield "\u17c1\u17b8", "\u17be"
    yield "\u17c1\u17b6", "\u17c4"
    yield f"([{vowels}{signs}]+)((?:\u17d2[{letters}])+)", r"\2\1"
    yield f"([{signs}]+)([{vowels}])", r"\2\1"
    yield f"([{vowels}])([\u17c9\u17ca])", r"\2\1"
    yield f"[{vowels}]{{2,}}", ""
    yield f"\u17d2(?![{letters}])", ""


def _thaana() -> Iterator[tuple[str, str]]:
    yield "[\u07a6-\u07b0]{2}", ""


def _arabic() -> Iterator[tuple[str, str]]:
    """Two short vowels on one letter."""
    yield "[\u064b-\u0650\u0652]{2}", ""


def _burmese() -> Iterator[tuple[str, str]]:
    """The digit nought typed for the letter wa, which looks the same; two vowels in one place."""
    yield "[\u102f\u1030]{2}", ""
    yield "[\u102d\u102e]{2}", ""
    yield "\u1040(?=[\u102b-\u1032\u1036-\u1038\u103a-\u103e])", "\u101d"


#: Sequences by script, made when a script is first asked for: most projects have few of them.
_SEQUENCES: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
    "Thai": lambda: _thai(0xE00),
    "Laoo": lambda: _thai(0xE80),
    "Khmr": _khmer,
    "Mymr": _burmese,
    "Thaa": _thaana,
    "Arab": _arabic,
    "Sinh": _sinhala,
    **{script: functools.partial(_indic, script) for script in _BLOCKS},
}


@functools.cache
def wrong_orders(script: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Sequences that are wrong, and what to write in their place; nothing, where only a reader can
    tell."""
    made = _SEQUENCES.get(script)
    return tuple((re.compile(pattern), right) for pattern, right in made()) if made else ()


@functools.cache
def typed_as_seen(script: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """A sign on the left where its letter cannot stand before it, and each such sign with the
    letters that follow it; nothing, for a script without such signs."""
    if script not in _LEFT:
        return None
    signs, letter, joiner = _LEFT[script]
    early = f"(?:^|(?<=[!-~\u2010-\u201f\u00ab\u00bb]))[{signs}](?={letter})"
    if script in _BLOCKS:
        base = _BLOCKS[script][0]
        before = f"{chr(base + 1)}-{chr(base + 0x14)}{chr(base + 0x3E)}-{chr(base + 0x4C)}"
        early += f"|(?<=[{before}])[{signs}](?={letter})"
    return re.compile(early), re.compile(f"([{signs}])({letter}(?:{joiner}{letter})*)")


#: Zawgyi's code points in a Burmese text: letters of other languages that it uses for parts of
#: Burmese ones.
ZAWGYI_LETTERS = re.compile("[\u1033\u1034\u105a\u1060-\u1097]")
#: Zawgyi's orders: vowel e and medial ra before their consonant, medial ya before the vowel aa, a
#: virama that joins nothing.
ZAWGYI_ORDERS = re.compile(
    "(?<![\u1000-\u102a\u103a-\u103f\u104e\u1050-\u109f\uaa60-\uaa7f\u200b-\u200d])"
    "\u1031(?=[\u1000-\u1021])"
    "|\u103a[\u102b\u102c]"
    "|(?<![\u1000-\u1021\u103f\u103a-\u103e\u1050-\u109f\uaa60-\uaa7f])\u103b(?=[\u1000-\u1021])"
    "|\u1039(?![\u1000-\u102a\u103f\u1050-\u109f])"
)
