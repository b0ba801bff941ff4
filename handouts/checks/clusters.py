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
from handouts.model import codes, unicode
from handouts.model.languages import Language

#: What a mark is set on, on purpose, to show the mark alone.
_CARRIERS = frozenset("\u00a0\u25cc\u0640")
_WORD = re.compile(r"\S+")
_IGNORABLE = re.compile(f"[{unicode.DEFAULT_IGNORABLE}]")

#: Scripts that are seen with the same sign twice in a row in good text.
_DOUBLING = frozenset({"Lana", "Cakm"})

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


def _indic(script: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """Vowel signs in pairs, after an independent vowel, beside a virama, before a nukta."""
    base, half = _BLOCKS[script]

    def at(offset: int) -> str:
        return chr(base + offset)

    letters, signs = f"{at(0x05)}-{at(0x14)}", f"{at(0x3E)}-{at(0x4C)}"
    singles = _LETTERS | (_SIGNS if script in ("Deva", "Gujr") else {})
    for (first, second), one in singles.items():
        yield re.compile(at(first) + at(second)), at(one)
    if script != "Guru":  # whose independent vowels are written with vowel signs
        yield re.compile(f"[{letters}][{signs}]"), ""
    yield re.compile(f"([{signs}])({at(0x3C)})"), r"\2\1"
    consonant = f"[{at(0x15)}-{at(0x39)}{at(0x58)}-{at(0x5F)}]{at(0x3C)}?"
    late = f"(?!{half})" if half else ""
    yield re.compile(f"{late}([{signs}])({at(0x4D)}{consonant})"), r"\2\1"
    yield re.compile(f"[{signs}]{{2}}"), ""
    yield re.compile(f"{at(0x4D)}[{signs}]"), ""
    yield re.compile(f"{late}[{signs}]{at(0x4D)}"), ""


def _sinhala() -> Iterator[tuple[re.Pattern[str], str]]:
    for sign, letter in (("\u0dcf", "\u0d86"), ("\u0dd0", "\u0d87"), ("\u0dd1", "\u0d88")):
        yield re.compile(f"\u0d85{sign}"), letter
    yield re.compile("[\u0dcf-\u0ddf]{2}"), ""
    yield re.compile("[\u0dcf-\u0ddf]\u0dca"), ""


def _thai(base: int) -> Iterator[tuple[re.Pattern[str], str]]:
    """Thai's block and Lao's are laid out alike."""

    def at(pattern: str) -> str:
        return re.sub("[\u0e00-\u0e7f]", lambda match: chr(ord(match[0]) - 0xE00 + base), pattern)

    vowels = at("\u0e31\u0e34-\u0e39") + ("\u0ebb" if base == 0xE80 else "")
    tones = at("\u0e48-\u0e4b")
    leading = at("\u0e40-\u0e44")
    yield re.compile(at("\u0e40\u0e40")), at("\u0e41")
    yield re.compile(f"[{tones}]{{2,}}"), ""
    yield re.compile(f"[{vowels}]{{2,}}"), ""
    yield re.compile(f"([{tones}{at(chr(0xE4C))}])([{vowels}])"), r"\2\1"
    yield re.compile(f"({at(chr(0xE33))})([{tones}])"), r"\2\1"
    if base == 0xE00:
        yield re.compile(f"\u0e4d([{tones}]?)\u0e32"), "\\1\u0e33"
    yield re.compile(f"[{leading}](?=[{at(chr(0xE30))}-{at(chr(0xE3A))}{leading}{tones}])"), ""
    following = at("\u0e30\u0e32\u0e33")
    yield re.compile(rf"(?<!\S)[{following}]"), ""


def _khmer() -> Iterator[tuple[re.Pattern[str], str]]:
    vowels, signs, letters = "\u17b6-\u17c5", "\u17c6-\u17c8", "\u1780-\u17b3"
    yield re.compile("\u17c1\u17b8"), "\u17be"
    yield re.compile("\u17c1\u17b6"), "\u17c4"
    yield re.compile(f"([{vowels}{signs}]+)((?:\u17d2[{letters}])+)"), r"\2\1"
    yield re.compile(f"([{signs}]+)([{vowels}])"), r"\2\1"
    yield re.compile(f"([{vowels}])([\u17c9\u17ca])"), r"\2\1"
    yield re.compile(f"[{vowels}]{{2,}}"), ""
    yield re.compile(f"\u17d2(?![{letters}])"), ""


def _burmese() -> Iterator[tuple[re.Pattern[str], str]]:
    """The digit nought typed for the letter wa, which looks the same."""
    yield re.compile("\u1040(?=[\u102b-\u1032\u1036-\u1038\u103a-\u103e])"), "\u101d"


#: Sequences that are wrong, by the script they are of, and what to write in their place; nothing,
#: where only a reader can tell.
_ORDERS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "Thai": tuple(_thai(0xE00)),
    "Laoo": tuple(_thai(0xE80)),
    "Khmr": tuple(_khmer()),
    "Mymr": tuple(_burmese()),
    "Sinh": tuple(_sinhala()),
    **{script: tuple(_indic(script)) for script in _BLOCKS},
}


def _typed_as_seen() -> Iterator[tuple[str, tuple[re.Pattern[str], re.Pattern[str]]]]:
    """By script: a sign on the left where its letter cannot stand before it, and each such sign
    with the letters that follow it."""
    for script, (signs, letter, joiner) in _LEFT.items():
        cluster = f"{letter}(?:{joiner}{letter})*"
        early = f"(?:^|(?<=[!-~\u2010-\u201f\u00ab\u00bb]))[{signs}](?={letter})"
        if script in _BLOCKS:
            base = _BLOCKS[script][0]
            early += f"|(?<=[{chr(base + 0x3E)}-{chr(base + 0x4C)}])[{signs}](?={letter})"
        yield script, (re.compile(early), re.compile(f"([{signs}])({cluster})"))


_AS_SEEN = dict(_typed_as_seen())

#: Zawgyi's code points in a Burmese text: letters of other languages that it uses for parts of
#: Burmese ones.
_ZAWGYI_LETTERS = re.compile("[\u1033\u1034\u105a\u1060-\u1097]")
#: Zawgyi's orders: vowel e and medial ra before their consonant, medial ya before the vowel aa, a
#: virama that joins nothing.
_ZAWGYI_ORDERS = re.compile(
    "(?<![\u1000-\u102a\u103a-\u103f\u104e\u1050-\u109f\uaa60-\uaa7f\u200b-\u200d])"
    "\u1031(?=[\u1000-\u1021])"
    "|\u103a[\u102b\u102c]"
    "|(?<![\u1000-\u1021\u103f\u103a-\u103e\u1050-\u109f\uaa60-\uaa7f])\u103b(?=[\u1000-\u1021])"
    "|\u1039(?![\u1000-\u102a\u103f\u1050-\u109f])"
)


def check_clusters(source: str, target: str, language: Language) -> Iterator[Problem]:  # noqa: ARG001
    """Each mark has its letter, once, and in the order that is read and drawn."""
    words = PLACEHOLDER.sub("\u00a0", target)
    words = bare(words)
    if language.tag.partition("-")[0] == "my" and (found := _zawgyi(words)):
        yield found
        return
    seen: set[str] = set()
    for word in _WORD.finditer(words):
        for problem in _faults(word[0], language.script):
            if problem.message not in seen:
                seen.add(problem.message)
                yield problem


def _zawgyi(text: str) -> Problem | None:
    match = _ZAWGYI_ORDERS.search(text) or _ZAWGYI_LETTERS.search(text)
    if not match:
        return None
    word = next(word[0] for word in _WORD.finditer(text) if word.end() > match.start())
    message = f"{word!r} is not Unicode but Zawgyi, an older encoding of Burmese"
    hint = "convert the whole catalog with a Zawgyi to Unicode converter, and read it again"
    return Problem(codes.ZAWGYI_TEXT, message, hint)


def _faults(word: str, script: str) -> Iterator[Problem]:
    """What is wrong with a word, the first fault of each kind."""
    plain = unicodedata.normalize("NFC", word)
    if script in _AS_SEEN and (match := _AS_SEEN[script][0].search(plain)):
        right = unicodedata.normalize("NFC", _AS_SEEN[script][1].sub(r"\2\1", plain))
        message = f"{shown(match[0])} in {plain!r} is typed where it is seen, not where it is read"
        yield Problem(codes.MARK_ORDER, message, _advice(right, script))
        return
    for mark in _loose(word):
        message = f"{shown(mark)} in {word!r} stands on no letter of its script"
        yield Problem(codes.STRAY_MARK, message, "delete it, or type it after its letter")
    if script not in _DOUBLING and (mark := _doubled(word)):
        message = f"{shown(mark)} twice in a row in {word!r}"
        right = unicodedata.normalize("NFC", re.sub(f"{re.escape(mark)}+", mark, word))
        yield Problem(codes.DOUBLED_MARK, message, _advice(right, script))
        return
    for pattern, right in _ORDERS.get(script, ()):
        if match := pattern.search(plain):
            signs = " ".join(f"U+{ord(char):04X}" for char in match[0])
            message = f"signs that do not go together in this order in {plain!r}: {signs}"
            yield Problem(
                codes.MARK_ORDER,
                message,
                _advice(pattern.sub(right, plain) if right else "", script),
            )
            return


def _advice(right: str, script: str) -> str:
    """To write this, if there is something and nothing is wrong with it."""
    wrong = (
        not right
        or any(_loose(right))
        or (script not in _DOUBLING and _doubled(right))
        or any(pattern.search(right) for pattern, _ in _ORDERS.get(script, ()))
        or (script in _AS_SEEN and _AS_SEEN[script][0].search(right))
    )
    return "type the word again, each sign after its letter" if wrong else f"write {right}"


def _loose(word: str) -> Iterator[str]:
    """The marks of a word that stand on nothing."""
    base = ""
    told: set[str] = set()
    for char in word:
        if _IGNORABLE.match(char):
            continue
        if unicodedata.category(char)[0] != "M":
            base = char
        elif char not in told and not _carries(base, char):
            told.add(char)
            yield char


def _carries(base: str, mark: str) -> bool:
    """Whether a mark may stand on a character."""
    if not base:
        return False
    if base in _CARRIERS or unicodedata.category(mark) == "Me":
        return True
    if unicodedata.category(base)[0] not in "LN":
        return False
    marks, bases = unicode.script_extensions(mark), unicode.script_extensions(base)
    if not marks:
        return unicodedata.category(base)[0] == "L"
    return bool(marks & bases)


def _doubled(word: str) -> str:
    """A mark that stands twice in a row."""
    for first, second in pairwise(word):
        if first == second and unicodedata.category(first) in ("Mn", "Mc"):
            return first
    return ""


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
