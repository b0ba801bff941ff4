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

#: Blocks of India's scripts that are laid out alike: first code point, and the sign that may
#: follow a vowel sign all the same (Malayalam writes a half-u with virama).
_BLOCKS = {0x900: "", 0x980: "", 0xA00: "", 0xA80: "", 0xB00: "", 0xB80: "", 0xC00: "", 0xC80: "",
           0xD00: "\u0d41"}  # fmt: skip
#: Two signs, as offsets in a block, and the one letter or sign that they imitate.
_SINGLE = {
    (0x05, 0x3E): 0x06, (0x05, 0x47): 0x0F, (0x05, 0x48): 0x10, (0x05, 0x49): 0x11,
    (0x05, 0x4B): 0x13, (0x05, 0x4C): 0x14, (0x06, 0x45): 0x11, (0x06, 0x47): 0x13,
    (0x06, 0x48): 0x14, (0x0F, 0x45): 0x0D, (0x0F, 0x47): 0x10, (0x3E, 0x45): 0x49,
    (0x3E, 0x47): 0x4B, (0x3E, 0x48): 0x4C,
}  # fmt: skip


def _indic() -> Iterator[tuple[re.Pattern[str], str]]:
    """Vowel signs in pairs, after an independent vowel, and before a virama."""
    for base, half in _BLOCKS.items():
        vowels = f"{chr(base + 5)}-{chr(base + 0x14)}"
        signs = f"{chr(base + 0x3E)}-{chr(base + 0x4C)}"
        for (first, second), one in _SINGLE.items():
            yield re.compile(f"{chr(base + first)}{chr(base + second)}"), chr(base + one)
        if base == 0xA00:
            continue  # Gurmukhi's independent vowels are written with vowel signs
        yield re.compile(f"[{vowels}][{signs}]"), ""
        yield re.compile(f"[{signs}][{signs}]"), ""
        late = f"(?!{half})" if half else ""
        yield re.compile(f"{late}[{signs}]{chr(base + 0x4D)}"), ""


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
    **dict.fromkeys(
        ("Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym"), tuple(_indic())
    ),
}

#: Zawgyi's code points in a Burmese text: letters of other languages that it uses for parts of
#: Burmese ones.
_ZAWGYI_LETTERS = re.compile("[\u1033\u1034\u105a\u1060-\u1097]")
#: Zawgyi's orders, in any language of the script: vowel e and medial ra before their consonant,
#: a virama that joins nothing.
_ZAWGYI_ORDERS = re.compile(
    "(?<![\u1000-\u102a\u103a-\u103f\u104e\u1050-\u109f\uaa60-\uaa7f\u200b-\u200d])"
    "\u1031(?=[\u1000-\u1021])"
    "|(?<![\u1000-\u1021\u103f\u103a-\u103e\u1050-\u109f\uaa60-\uaa7f])\u103b(?=[\u1000-\u1021])"
    "|\u1039(?![\u1000-\u102a\u103f\u1050-\u109f])"
)


def check_clusters(source: str, target: str, language: Language) -> Iterator[Problem]:  # noqa: ARG001
    """Each mark has its letter, once, and in the order that is read and drawn."""
    words = PLACEHOLDER.sub("\u00a0", target)
    words = bare(words)
    if language.script == "Mymr" and (found := _zawgyi(words, language)):
        yield found
        return
    seen: set[str] = set()
    for word in _WORD.finditer(words):
        for problem in _faults(word[0], language.script):
            if problem.message not in seen:
                seen.add(problem.message)
                yield problem


def _zawgyi(text: str, language: Language) -> Problem | None:
    burmese = language.tag.partition("-")[0] == "my"
    match = _ZAWGYI_ORDERS.search(text) or (burmese and _ZAWGYI_LETTERS.search(text))
    if not match:
        return None
    word = next(word[0] for word in _WORD.finditer(text) if word.end() > match.start())
    message = f"{word!r} is not Unicode but Zawgyi, an older encoding of Burmese"
    hint = "convert the whole catalog with a Zawgyi to Unicode converter, and read it again"
    return Problem(codes.ZAWGYI_TEXT, message, hint)


def _faults(word: str, script: str) -> Iterator[Problem]:
    """What is wrong with a word, the first fault of each kind."""
    for mark in _loose(word):
        message = f"{shown(mark)} in {word!r} stands on no letter of its script"
        yield Problem(codes.STRAY_MARK, message, "delete it, or type it after its letter")
    if script not in _DOUBLING and (match := _doubled(word)):
        message = f"{shown(match)} twice in a row in {word!r}"
        right = word.replace(match * 2, match)
        yield Problem(codes.DOUBLED_MARK, message, f"write {right}")
        return
    if script not in _ORDERS:
        return
    plain = unicodedata.normalize("NFC", word)
    for pattern, right in _ORDERS[script]:
        if match_ := pattern.search(plain):
            signs = " ".join(f"U+{ord(char):04X}" for char in match_[0])
            message = f"signs that do not go together in this order in {plain!r}: {signs}"
            whole = pattern.sub(right, plain) if right else ""
            hint = f"write {whole}" if whole else "type the word again, each sign after its letter"
            yield Problem(codes.MARK_ORDER, message, hint)
            return


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
