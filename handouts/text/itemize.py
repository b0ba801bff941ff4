"""Cutting a paragraph into items: stretches of one direction, script, face and span.

Most text is *plain*: its own script and shared characters, all of them in the first face. A
`FaceStack` gives each character a kind, so that one `str.translate` and one search show whether
anything else is there; only what is *foreign* is looked at closely. Foreign stretches take in what
belongs to them: in "ክፍል (SI 2)" the brackets, the space and the digit go with the Latin letters.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from handouts.model import unicode
from handouts.model.languages import Language
from handouts.text import breaks
from handouts.text.face import FontFace

#: Japanese mixes kana and Han within a word, and fonts give them the same features. Cutting at each
#: change would only cost time.
_HAN_LIKE = {"Hira": "Hani", "Kana": "Hani", "Hrkt": "Hani", "Bopo": "Hani"}
_INVISIBLE = re.compile(
    f"[{unicode.DEFAULT_IGNORABLE}\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\ufff9-\ufffb]"
)

#: Kinds: a letter of the language's script, a shared character, a space, a mark; all in the first
#: face. Then a base and a mark that are not.
_LETTER, _SHARED, _SPACE, _MARK, _FOREIGN, _FOREIGN_MARK = "ls_mxy"
_STRETCH = re.compile(r"(?:s*x|[^_]m*y)(?:[s_m]*[xy])*[sm]*|y+")


class Style(NamedTuple):
    """A stretch of the paragraph from one span."""

    start: int
    end: int
    span: int
    bold: bool
    language: Language


class Item(NamedTuple):
    """A stretch that is shaped in one go."""

    start: int
    end: int
    level: int
    script: str
    face: FontFace
    span: int
    language: Language


#: Start, end, script and face of a part of a stretch.
Piece = tuple[int, int, str, FontFace]
_REMEMBERED, _REMEMBERED_COUNT = 32, 4096


class FaceStack(dict[int, str]):
    """The faces of a language at one weight. As a mapping it is the table, for `str.translate`,
    of each character's kind."""

    def __init__(self, faces: Sequence[FontFace], script: str) -> None:
        super().__init__()
        self.faces = tuple(faces)
        self.script = unicode.shaping_script(script)
        self._owners: dict[str, int] = {}
        self._pieces: dict[str, tuple[tuple[Piece, ...], tuple[str, ...]]] = {}

    def __missing__(self, codepoint: int) -> str:
        kind = self[codepoint] = self._kind(chr(codepoint))
        return kind

    def _kind(self, character: str) -> str:
        own = _script_of(character)
        scripts = _scripts_of(character)
        shared = own in unicode.SHARED_SCRIPTS and (not scripts or self.script in scripts)
        mark = unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"
        if not (shared or own == self.script) or not covers(self.faces[0], character):
            return _FOREIGN_MARK if mark else _FOREIGN
        if mark:
            return _MARK
        if character.isspace():
            return _SPACE
        return _SHARED if shared else _LETTER

    def foreign_pieces(self, text: str) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
        """How a foreign stretch is set, and what of it no face has. Short ones are remembered:
        numbers and names are frequent."""
        known = self._pieces.get(text)
        if known is None:
            known = _foreign_pieces(text, self)
            if len(text) <= _REMEMBERED and len(self._pieces) < _REMEMBERED_COUNT:
                self._pieces[text] = known
        return known

    def owners(self, character: str) -> int:
        """Which faces have the character: bit n for face n."""
        known = self._owners.get(character)
        if known is None:
            known = sum(1 << n for n, face in enumerate(self.faces) if covers(face, character))
            self._owners[character] = known
        return known

    def face_for(self, text: str, preferred: FontFace | None = None) -> FontFace | None:
        """The first face that has all of a text, the preferred one first; None without one."""
        owners = functools.reduce(
            int.__and__, map(self.owners, set(text)), (1 << len(self.faces)) - 1
        )
        if preferred and owners >> self.faces.index(preferred) & 1:
            return preferred
        return self.faces[(owners & -owners).bit_length() - 1] if owners else None


def covers(face: FontFace, character: str) -> bool:
    """Whether a face can show a character. Invisible characters and spaces only need its space;
    HarfBuzz draws a non-breaking hyphen as a hyphen."""
    if face.has(character):
        return True
    if character in unicode.DRAWN_BLANKS:
        return False
    if character.isspace() or _INVISIBLE.match(character):
        return face.has(" ")
    return character == "\u2011" and face.has("\u2010")


def _script_of(character: str) -> str:
    own = unicode.script(character)
    return _HAN_LIKE.get(own, own)


@functools.cache
def _scripts_of(character: str) -> frozenset[str]:
    """The scripts that use a character; empty when all do."""
    return frozenset(_HAN_LIKE.get(name, name) for name in unicode.script_extensions(character))


def resolve_scripts(text: str, default: str) -> list[str]:
    """The script each character is shaped with: shared ones follow what stands before them, at the
    start what comes next, brackets their partner (UAX #24, 5.1 to 5.3)."""
    found: list[str] = []
    current = ""
    open_brackets: list[tuple[str, str]] = []
    pairs = unicode.bracket_pairs()
    for character in text:
        own = _script_of(character)
        shared_by = _scripts_of(character)
        if own in unicode.SHARED_SCRIPTS or len(shared_by) > 1:
            if not shared_by or current in shared_by:
                own = current
            elif default in shared_by:
                own = default
            else:
                own = min(shared_by)
        if character in pairs:
            open_brackets.append((pairs[character], own))
        elif open_brackets and character == open_brackets[-1][0]:
            own = open_brackets.pop()[1] or own
        current = own or current
        found.append(own)
    following = default
    for index in range(len(found) - 1, -1, -1):
        following = found[index] = found[index] or following
    return found


def itemize(
    text: str, styles: Sequence[Style], levels: bytes, stacks: Sequence[FaceStack]
) -> tuple[list[Item], tuple[str, ...]]:
    """Items in logical order, and the characters that no face has. `stacks` runs parallel to
    `styles`."""
    if not text:
        return [], ()
    edges = {style.start for style in styles} | {len(text)}
    kinds = "".join(
        [
            text[style.start : style.end].translate(stack)
            for style, stack in zip(styles, stacks, strict=True)
        ]
    )
    if levels.count(levels[0]) != len(levels):
        for start, end in _level_runs(levels):
            edges.add(start)
            if levels[start] > 1 and _FOREIGN in kinds[start:end]:
                # An embedded piece goes whole: the digits of "9:30 AM" with its letters.
                kinds = kinds[:start] + _FOREIGN * (end - start) + kinds[end:]
    foreign = frozenset[int]()
    if _FOREIGN in kinds or _FOREIGN_MARK in kinds:
        stretches = [match.span() for match in _STRETCH.finditer(kinds)]
        foreign = frozenset(place for stretch in stretches for place in range(*stretch))
        edges.update(place for stretch in stretches for place in stretch)
    items: list[Item] = []
    missing: dict[str, None] = {}
    index = 0
    for start, end in pairwise(sorted(edges)):
        while styles[index].end <= start:
            index += 1
        style, stack = styles[index], stacks[index]
        if start not in foreign:
            pieces: Sequence[Piece] = ((0, end - start, stack.script, stack.faces[0]),)
        else:
            pieces, lost = stack.foreign_pieces(text[start:end])
            missing.update(dict.fromkeys(lost))
        for first, last, script, face in pieces:
            items.append(
                Item(
                    start + first,
                    start + last,
                    levels[start + first],
                    script,
                    face,
                    style.span,
                    style.language,
                )
            )
    return items, tuple(missing)


def _level_runs(levels: bytes) -> Iterator[tuple[int, int]]:
    start = 0
    for _, run in groupby(levels):
        end = start + len(list(run))
        yield start, end
        start = end


def _foreign_pieces(text: str, stack: FaceStack) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """Each script goes whole to the first face that has all of it, else each cluster to the first
    that has it. Then the characters without a face."""
    scripts = resolve_scripts(text, stack.script)
    edges = [place for place in range(1, len(text)) if scripts[place] != scripts[place - 1]]
    found: list[Piece] = []
    missing: list[str] = []
    for start, end in pairwise([0, *edges, len(text)]):
        face = stack.face_for(text[start:end])
        if face:
            found.append((start, end, scripts[start], face))
            continue
        clusters = breaks.grapheme_starts(text[start:end])
        inner = range(start + 1, end) if clusters is None else [start + at for at in clusters[1:]]
        previous = None
        for first, last in pairwise([start, *inner, end]):
            cluster = text[first:last]
            face = _cluster_face(cluster, stack, previous)
            if not face:
                face = max(stack.faces, key=lambda each: sum(covers(each, one) for one in cluster))
                missing += [each for each in cluster if not covers(face, each)]
            if face is previous:
                found[-1] = (found[-1][0], last, scripts[first], face)
            else:
                found.append((first, last, scripts[first], face))
            previous = face
    return tuple(found), tuple(missing)


def _cluster_face(cluster: str, stack: FaceStack, previous: FontFace | None) -> FontFace | None:
    """The face that has base and marks together, in any of the ways to write them. Shared
    characters stay with the face before them."""
    if unicode.script(cluster[0]) not in unicode.SHARED_SCRIPTS:
        previous = None
    composed, decomposed = (unicodedata.normalize(form, cluster) for form in ("NFC", "NFD"))
    faces = (stack.face_for(form, previous) for form in (cluster, composed, decomposed))
    return next(filter(None, faces), None)
