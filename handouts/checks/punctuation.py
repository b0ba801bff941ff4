"""Marks inside a message: both halves of a pair, the marks of the language's own script, no space
at the inner edge of a tag, no word twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from handouts.checks.markup import PLACEHOLDER, bare
from handouts.checks.problem import Problem, shown
from handouts.checks.wording import without_links
from handouts.model import codes, unicode
from handouts.model.alphabet import alphabet
from handouts.model.languages import Language
from handouts.model.writing import (
    COLONS,
    COMMAS,
    EXCLAMATION_MARKS,
    FULL_STOPS,
    HAN_SCRIPTS,
    OTHER_MARKS,
    QUESTION_MARKS,
    SEMICOLONS,
    by_language,
    letter_scripts,
    own_scripts,
)

#: An opening mark and its closing one.
_PAIRS = tuple(
    (pair[0], pair[1])
    for pair in ("()", "（）", "[]", "［］", "【】", "「」", "『』", "《》", "〈〉", "«»", "‹›")
)
#: Marks that open in one language and close in another: they must be even in number.
_EVEN = ("“”„‟", '"', "＂")
#: Pairs of quotation marks around words, as they open and close.
_QUOTES = ("«»", "“”", "„“", "„”", "「」", "『』")
_ANY_QUOTES = frozenset("“”„‟‘’‚‛«»‹›「」『』＂")
_ASCII = {
    ",": COMMAS,
    ";": SEMICOLONS,
    "?": QUESTION_MARKS,
    "!": EXCLAMATION_MARKS,
    ":": COLONS,
    ".": FULL_STOPS,
}
#: A sign that looks like a colon: a breath at the end of a syllable. In Bengali it shortens a word.
_VISARGAS = {
    "Deva": "\u0903", "Beng": "\u0983", "Guru": "\u0a03", "Gujr": "\u0a83", "Orya": "\u0b03",
    "Telu": "\u0c03", "Knda": "\u0c83", "Mlym": "\u0d03",
}  # fmt: skip
#: How many characters beside a mark say whose it is.
_NEAR = 40
#: Titles that a point shortens.
_TITLES = frozenset(["डॉ", "डा", "श्री", "ডা", "ডাঃ", "ਡਾ", "ଡା", "ዶ", "አቶ", "د", "ڈ"])


def check_pairs(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Brackets and quotation marks come in pairs, both halves in one style."""
    del language
    if _unpaired(PLACEHOLDER.sub("", source)):
        return
    if mark := _unpaired(PLACEHOLDER.sub("", target)):
        message = f"{mark} has no other half in the same style"
        yield Problem(codes.UNBALANCED_MARKS, message, _other_half(mark))


def _unpaired(text: str) -> str:
    """The first mark without its other half; empty where there is none."""
    text = re.sub(r"(?<=\d)[\"“”](?!\w)", "", text)  # inches
    for opening, closing in _PAIRS:
        quotes = opening in "«‹"
        depth = 0
        for char in text:
            depth += (char == opening) - (char == closing)
            if depth < 0 and not quotes:  # »so« opens with the other half
                return closing
        if depth:
            return opening if depth > 0 else closing
    for marks in _EVEN:
        found = [char for char in text if char in marks]
        if len(found) % 2:
            return found[-1]
    return ""


def _other_half(mark: str) -> str:
    for opening, closing in _PAIRS:
        if mark in (opening, closing):
            return f"write {opening} and {closing}, or neither"
    return f"write a second {mark}, or none"


def check_marks(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Commas, points and the like of the language's own script, not of another keyboard, nor a sign
    that only looks like one."""
    strange = sorted(each for each in set(target) - set(source) if _is_foreign(each, language))
    if strange:
        message = f"no marks of {language.name}: {', '.join(map(shown, strange[:5]))}"
        quotes = _quotes(language) if any(each in _ANY_QUOTES for each in strange) else ""
        hint = f"write {quotes}" if quotes else "type the marks of the language"
        yield Problem(codes.FOREIGN_PUNCTUATION, message, hint)
    yield from _visargas(source, target, language)
    text = without_links(bare(PLACEHOLDER.sub("\ufffc", target)))
    said: set[str] = set()
    for match in re.finditer(r"[^\w\s]", text):
        char, place = match[0], match.start()
        if char not in said and (char in _ASCII or char in OTHER_MARKS or char == "|"):
            before, after = text[max(0, place - _NEAR) : place], text[place + 1 : place + _NEAR]
            if right := _right_mark(char, before, after, language):
                said.add(char)
                message = f"{char} is no mark of {language.name}"
                yield Problem(codes.FOREIGN_PUNCTUATION, message, f"type {right}")


def _quotes(language: Language) -> str:
    """The pairs of quotation marks that CLDR lists for a language; empty where there are none."""
    own = alphabet(language)
    pairs = [pair for pair in _QUOTES if set(pair) <= own]
    # “ opens in English and closes in German.
    if "„" in own:
        pairs = [pair for pair in pairs if pair != "“”"]
    return " or ".join(" ".join(pair) for pair in pairs)


def _is_foreign(char: str, language: Language) -> bool:
    """Whether a mark or a symbol is none of the language, nor of all, as dashes and quotes are."""
    if char.isascii() or unicodedata.category(char)[0] not in "PS":
        return False
    if char in OTHER_MARKS and by_language(OTHER_MARKS[char][0], language, "-"):
        return False  # told with what to write
    if unicodedata.category(char) in ("Pd", "Pi", "Pf", "Sc") or char in alphabet(language):
        return False
    return not unicode.script_extensions(char) & own_scripts(language) and bool(alphabet(language))


def _visargas(source: str, target: str, language: Language) -> Iterator[Problem]:
    """No visarga in place of a colon: at the end of a word, where the English has a colon or where
    no visarga can be said."""
    if language.script not in _VISARGAS:
        return
    lacks_colon = source.count(":") > target.count(":")
    for match in re.finditer(rf"\S*(\S){_VISARGAS[language.script]}(?=\W*(?:\s|$))", bare(target)):
        after_sign = unicodedata.category(match[1])[0] == "M" and language.script != "Beng"
        if lacks_colon or after_sign:
            message = f"{match[0][-1]} in {match[0]!r} is no colon"
            yield Problem(codes.FOREIGN_PUNCTUATION, message, "type : after the word")
            return


def _right_mark(char: str, before: str, after: str, language: Language) -> str:
    """What to write in place of a mark; empty where it may stand."""
    if char in OTHER_MARKS:
        kind, ascii_mark = OTHER_MARKS[char]
        own = by_language(kind, language, ascii_mark)
        return "" if char in own or not own else own[0]
    if char == ":" and language.script == "Ethi" and ":" in (before[-1:], after[:1]):
        return "።"
    if char == "|":
        own = by_language(FULL_STOPS, language, "")
        return own[0] if own and own[0] == "।" else ""
    own = by_language(_ASCII.get(char, {}), language, char)
    if not own or char in own or not after.strip():  # the last mark is looked at elsewhere
        return ""
    if char == "." and language.script == "Armn":  # its own mark, for a pause
        return ""
    if after[:1].isdigit() or not _ours(before, language):
        return ""
    word = re.search(r"[^\s(]*$", before)
    if char == "." and word and word[0] in _TITLES:
        return ""
    return own[0]


def _ours(before: str, language: Language) -> bool:
    """Whether the last letter before a mark belongs to the language's script."""
    letters = re.search(
        r"[^\W\d_](?=[^\w\s]*\s?$|[\u0300-\u036f\u064b-\u0670\u0900-\u0dff\s]*$)", before
    )
    if letters is None:
        return language.script in HAN_SCRIPTS and before[-1:] in "）”」》"
    return bool(letter_scripts(letters[0]) & own_scripts(language))


def check_tag_edges(source: str, target: str) -> Iterator[Problem]:
    """No space at the inner edge of a tag."""
    edge = re.compile(r"<(\w+)>\s|\s</(\w+)>")
    if (match := edge.search(target)) and not edge.search(source):
        name = match[1] or match[2]
        message = f"a space at the inner edge of <{name}>"
        yield Problem(codes.TAG_SPACE, message, "put it outside the tag")


def check_repeated_placeholders(source: str, target: str) -> Iterator[Problem]:
    """No placeholder more often than in the English."""
    wanted, given = Counter(PLACEHOLDER.findall(source)), Counter(PLACEHOLDER.findall(target))
    for name in sorted(given):
        if wanted[name] and given[name] > wanted[name]:
            message = f"%({name})s stands {given[name]} times, in the English {wanted[name]}"
            yield Problem(codes.PLACEHOLDER_REPEATED, message, f"delete one %({name})s")
