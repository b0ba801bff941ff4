"""Characters and marks: those that are wrong in the language, and those that cannot be seen.

Each check takes the English, the translation and the language, and yields problems. Tags and
placeholders are looked at elsewhere; here they are taken out first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from handouts.checks.markup import bare
from handouts.checks.problem import Problem, shown
from handouts.model import codes, unicode
from handouts.model.languages import Language
from handouts.model.writing import (
    COLONS,
    EXCLAMATION_MARKS,
    FULL_STOPS,
    HAN_SCRIPTS,
    QUESTION_MARKS,
    SPACELESS_SCRIPTS,
    WIDE_SCRIPTS,
    by_language,
    is_fixed_width,
    is_raised,
    is_styled,
    letter_scripts,
    needs_joiners,
    own_scripts,
)

_LATER = "\"'”’»›」』〉》)）]】\u200e\u200f\u061c\u2069\u202c "
_ENDINGS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("full stop", ".", FULL_STOPS),
    ("question mark", "?", QUESTION_MARKS),
    ("exclamation mark", "!", EXCLAMATION_MARKS),
    ("colon", ":", COLONS),
)
#: A small Latin letter between letters of another script, and scripts where it may be a word.
_LONE_LATIN = re.compile(r"(?<=[^\W\d_\u0000-\u024f])[a-z](?=[^\W\d_\u0000-\u024f])")
_WITHOUT_SPACES = SPACELESS_SCRIPTS | HAN_SCRIPTS | {"Kore", "Latn"}
#: What Armenian sets inside a question or an exclamation, which a heading then ends without a mark.
_INSIDE = {"?": "\u055e", "!": "\u055c"}
_ALL_STOPS = frozenset(".!?:" + "".join("".join(table.values()) for _, _, table in _ENDINGS))

_ISOLATES = "\u2066\u2067\u2068"
_EMBEDDINGS = "\u202a\u202b"
_OVERRIDES = "\u202d\u202e"
_MARKS = "\u200e\u200f\u061c"
_JOINERS = "\u200c\u200d"
_PLAIN_SPACES = " \u00a0\u202f"
#: What begins a new line elsewhere, U+2028 being Word's line break; U+0085 and others from old
#: systems. Then two blanks that Unicode does not count as spaces, or only on paper.
_BREAKS = "\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = "\u2800\u3164"
_IGNORABLE = re.compile(f"[{unicode.DEFAULT_IGNORABLE}]")
#: Signs over or before a number (Prepended_Concatenation_Mark).
_SEEN_FORMATS = (
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
SOFT_HYPHEN = "\u00ad"

#: Letters of one script that pass for letters of another.
_CONFUSABLE = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Cher", "Copt", "Lisu"})
_BEGINNING = re.compile(r"(?<![^\W_])[^\W\d_]")
#: Letters that a keyboard for Arabic types, and what the language writes instead.
_KEYBOARD = {
    "ur": {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ"},
    "fa": {"ي": "ی", "ك": "ک"},
    "ps": {"ك": "ک"},
    "th": {"เเ": "แ"},
}


def check_spaces(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Spaces: single, of the ordinary kinds, none at the ends, no line breaks of one's own."""
    if target != target.strip():
        yield Problem(codes.EDGE_SPACE, "a space before or after the words", "delete it")
    if re.search(r"[ \u00a0]{2}", target.strip(" ")):
        yield Problem(codes.DOUBLE_SPACE, "two spaces in a row", "delete one of them")
    yield from check_line_breaks(source, target)
    for char in sorted(set(target)):
        if char in _BLANKS or (
            unicodedata.category(char) == "Zs"
            and char not in _PLAIN_SPACES
            and not (char == "\u3000" and language.script in WIDE_SCRIPTS)
        ):
            yield Problem(
                codes.UNUSUAL_SPACE, f"an unusual space {shown(char)}", "type a plain space"
            )


def check_line_breaks(source: str, target: str) -> Iterator[Problem]:
    """Nothing that begins a new line or moves on to a tab stop: lines are broken by the program."""
    for char in sorted(set(target) - set(source)):
        if char == "\n":
            message, hint = "a line break inside the message", "delete \\n, or write a space"
            yield Problem(codes.LINE_BREAK, message, hint)
        elif char in _BREAKS:
            message = f"a line break inside the message: {shown(char)}"
            yield Problem(codes.LINE_BREAK, message, "write a space in its place")
        elif char == "\t":
            yield Problem(codes.CONTROL_CHARACTER, "a tab U+0009", "write a space in its place")


def check_unseen(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Control characters, unassigned codes, and invisible ones outside the scripts that need
    them."""
    for char in sorted(set(target) - set(source) - {*"\n\t", *_BREAKS, *_BLANKS}):
        category = unicodedata.category(char)
        if category in ("Cc", "Cs", "Co", "Cn") or char == "\ufffd":
            message = f"a character that cannot be printed: {shown(char)}"
            yield Problem(codes.CONTROL_CHARACTER, message, "delete it and type the word again")
        elif char in _OVERRIDES:
            message = f"{shown(char)} reverses letters and digits"
            yield Problem(
                codes.BIDI_OVERRIDE, message, "delete it; direction is set by the program"
            )
        elif char in _MARKS + _EMBEDDINGS and not language.right_to_left:
            message = f"a direction mark {shown(char)} in a left-to-right language"
            yield Problem(codes.DIRECTION_MARK, message, "delete it")
        elif char in _SEEN_FORMATS:
            if unicode.script(char) not in (language.script, "Zyyy"):
                message = f"a sign of another script: {shown(char)}"
                yield Problem(codes.FOREIGN_SCRIPT, message, "delete it")
        elif _is_unseen(char, category) and not _needed(char, language):
            message = f"an invisible character {shown(char)}"
            yield Problem(codes.INVISIBLE_CHARACTER, message, "delete it")
        elif "\ufe00" <= char <= "\ufe0f":
            message = f"a variation selector {shown(char)}"
            yield Problem(codes.VARIATION_SELECTOR, message, "delete it")


def _is_unseen(char: str, category: str) -> bool:
    """Whether nobody sees a character: the general category Cf and, beside it, what Unicode lets
    fonts ignore, fillers for one."""
    if "\ufe00" <= char <= "\ufe0f":  # reported in words of their own
        return False
    return category == "Cf" or bool(_IGNORABLE.match(char))


def _needed(char: str, language: Language) -> bool:
    if char == SOFT_HYPHEN:
        return True  # where a long word may be cut
    if "\u180b" <= char <= "\u180f":
        return language.script == "Mong"
    if char in _JOINERS:
        return needs_joiners(language.script)
    if char in "\u200b\u2060":  # a word may end here, or may not
        return language.script in SPACELESS_SCRIPTS
    own = unicode.script_extensions(char) & own_scripts(language)
    if own and unicodedata.category(char) == "Cf":
        return True  # a script's own, such as Mongolian's vowel separator; not Hangul's fillers
    return char in _ISOLATES + _EMBEDDINGS + _MARKS + "\u2069\u202c"


def check_bidi(source: str, target: str, language: Language) -> Iterator[Problem]:  # noqa: ARG001
    """Isolates and embeddings are closed, each by its own sign, in order."""
    waiting: list[str] = []
    for char in target:
        if char in _ISOLATES or char in _EMBEDDINGS + _OVERRIDES:
            waiting.append("\u2069" if char in _ISOLATES else "\u202c")
        elif char in "\u2069\u202c" and (not waiting or waiting.pop() != char):
            yield Problem(codes.BIDI_UNBALANCED, f"{shown(char)} closes nothing", "delete it")
            return
    if waiting:
        message = f"a direction sign is not closed by {shown(waiting[-1])}"
        yield Problem(
            codes.BIDI_UNBALANCED, message, "delete the sign; the program isolates values"
        )


def check_letters(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Letters of the language's script; none that only look like them."""
    for word in re.findall(r"\w+", bare(target)):
        scripts = {_confusable(char) for char in word} - {""}
        if len(scripts) > 1:
            mixed = sorted(unicode.script_names()[script] for script in scripts)
            message = f"{word!r} mixes {' and '.join(mixed)} letters"
            yield Problem(
                codes.MIXED_SCRIPTS, message, f"type the whole word again in {language.name}"
            )
    words = () if language.script in _WITHOUT_SPACES else re.findall(r"\w+", bare(target))
    if lone := next(filter(_LONE_LATIN.search, words), None):
        message = f"{lone!r} has a Latin letter inside"
        yield Problem(codes.MIXED_SCRIPTS, message, f"type the word again in {language.name}")
    known = own_scripts(language) | {"Latn"}
    strange = sorted(char for char in set(bare(target)) - set(source) if _is_strange(char, known))
    if forms := [char for char in strange if is_fixed_width(char)]:
        message = f"letters of a fixed width: {''.join(forms)}"
        plain = unicodedata.normalize("NFKC", "".join(forms))
        yield Problem(codes.FULLWIDTH_LETTER, message, f"type plain letters: {plain}")
    if others := [char for char in strange if char not in forms]:
        message = f"letters of another script: {', '.join(map(shown, others[:5]))}"
        yield Problem(codes.FOREIGN_SCRIPT, message, f"write it with {language.name} letters")
    if any(map(is_raised, set(target) - set(source))):
        begins = (match[0] for match in _BEGINNING.finditer(bare(target)))
        if raised := next(filter(is_raised, begins), ""):
            message = f"a word begins with a raised or lowered letter: {shown(raised)}"
            yield Problem(codes.FOREIGN_SCRIPT, message, f"write it with {language.name} letters")
    base = language.tag.split("-", 1)[0]
    for wrong, right in _KEYBOARD.get(base, {}).items():
        if wrong in target:
            message = f"{shown(wrong)} is not a letter of {language.name}"
            yield Problem(codes.LOOKALIKE_LETTER, message, f"type {shown(right)}")
    if any("\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc" for char in target):
        message = "Arabic presentation forms, as copied from a PDF"
        yield Problem(
            codes.PRESENTATION_FORM, message, "type the words again; the program joins letters"
        )
    if len(unicodedata.normalize("NFC", target)) < len(target):
        message = "accents typed apart from their letters"
        yield Problem(
            codes.DECOMPOSED_LETTER, message, "type the accented letters again (Unicode NFC)"
        )


def _confusable(char: str) -> str:
    """The script of a letter that may pass for one of another script."""
    own = unicode.script(char)
    return own if own in _CONFUSABLE and unicodedata.category(char).startswith("L") else ""


def _is_strange(char: str, known: frozenset[str]) -> bool:
    scripts = letter_scripts(char)
    if scripts and not scripts & known:
        return True
    return (unicodedata.category(char)[0] == "L" and is_fixed_width(char)) or _is_other_style(char)


def _is_other_style(char: str) -> bool:
    """Whether a letter, or a symbol that is one, is in another style."""
    category = unicodedata.category(char)
    return (
        (category[0] == "L" or category == "So")
        and is_styled(char)
        and unicodedata.normalize("NFKC", char)[:2].isalpha()
    )


def check_end(source: str, target: str, language: Language) -> Iterator[Problem]:
    """The mark at the end is that of the source, in the language's own writing."""
    wanted, given = _last(source), _last(target)
    if not given:
        return
    for name, english, table in _ENDINGS:
        if wanted != english:
            continue
        if _INSIDE.get(english, english) in target and given not in _ALL_STOPS:
            return
        allowed = by_language(table, language, english)
        if not allowed and given in _ALL_STOPS - {english}:
            yield Problem(
                codes.END_PUNCTUATION, f"ends in {given}", f"end it as {language.name} does"
            )
        elif allowed and given not in allowed:
            message = f"the English ends in a {name}, this in {given}"
            yield Problem(codes.END_PUNCTUATION, message, f"end it with {allowed[0]}")
        return
    if wanted not in _ALL_STOPS and given in _ALL_STOPS:
        message = f"ends in {given}, the English has no mark there"
        yield Problem(codes.END_PUNCTUATION, message, f"delete {given}")


def _last(text: str) -> str:
    plain = re.sub(r"</?\w+>", "", text).rstrip(_LATER)
    return plain[-1:]


def check_spanish_marks(source: str, target: str, language: Language) -> Iterator[Problem]:  # noqa: ARG001
    """Spanish opens its questions and calls."""
    if language.tag.split("-", 1)[0] == "es":
        for closing, opening in (("?", "¿"), ("!", "¡")):
            if target.count(closing) > target.count(opening):
                message = f"{closing} without {opening} before it"
                yield Problem(
                    codes.OPENING_PUNCTUATION, message, f"write {opening} where it begins"
                )


def check_length(source: str, target: str, language: Language) -> Iterator[Problem]:
    """Not far longer than the source: sheets are two pages in every language."""
    words, limit = len(bare(target)), len(bare(source)) * 1.8 + 15
    if language.script in WIDE_SCRIPTS:
        words *= 2
    if words > limit:
        message = f"{words / max(1, len(bare(source))):.1f} times as long as the English"
        yield Problem(
            codes.LONG_TRANSLATION, message, "say it in fewer words, or in two short sentences"
        )


def check_glyphs(
    target: str, language: Language, covers: Callable[[Language, str], bool]
) -> Iterator[Problem]:
    """Every character has a glyph in the language's fonts."""
    for char in sorted(set(target)):
        printed = unicodedata.category(char) not in ("Cc", "Cf", "Zs", "Cn", "Cs", "Co")
        drawn = printed or char in _SEEN_FORMATS or char in unicode.DRAWN_BLANKS
        if drawn and not covers(language, char):
            yield missing_glyph(char)


def missing_glyph(char: str) -> Problem:
    """The problem of a character that no font has."""
    hint = "use another character, or install a font: python3 build.py doctor"
    return Problem(codes.MISSING_GLYPH, f"no font has the character {shown(char)}", hint)
