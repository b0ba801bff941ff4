"""Whether a font file is sound: asked once of each file, before anything is set in it.

A download that broke off, a disk that flips bits, a tool that went wrong: HarfBuzz sets what it can
of such a font and says nothing, so that letters are missing, empty or in the wrong form on paper.
What is looked at, from the outside in:

1. the table directory: each table lies inside the file and has the checksum that the directory
   gives, and those that every face needs are there;
2. the tables agree: as many glyphs, places and widths as they say, layout tables that HarfBuzz
   takes, and a character map;
3. letters have ink and width, and TrueType outlines keep to the boxes that are noted beside them;
4. a few syllables of the script are shaped as any font of it must: no dotted circle, and letters
   that change beside each other have changed.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

import uharfbuzz as hb

from handouts.model import unicode
from handouts.text.picture import shaped

_NEEDED = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name")
_DOTTED_CIRCLE = 0x25CC
#: `unicodedata.combining` of the sign that joins consonants.
_VIRAMA = 9
#: A letter is narrower than this, ems; and so is a mark.
_WIDEST = 8
#: Font units by which an outline may leave its box: some tools round.
_ROUNDING = 2
#: Bytes that are added up at once, a power of two; and the lower half of each lane of them.
_PART = 1 << 14
_LANES = int.from_bytes(b"\0\0\0\0\xff\xff\xff\xff" * (_PART // 8), "big")
#: Letters that are looked at of a script that is not listed.
_SOME = 12
#: What any face with letters has.
_DIGITS = "0123456789"

#: By ISO 15924 code: syllables in which letters change their forms or places, and where nothing
#: changes (`_PLAIN`), letters.
_CHANGING: dict[str, tuple[str, ...]] = {
    "Adlm": ("𞤢𞤣𞤢",),
    "Arab": ("ببب", "سسس", "ععع"),
    "Beng": ("ক্ষ", "কি", "র্ক"),
    "Deva": ("क्या", "क्ष", "कि", "र्क", "त्र"),
    "Gujr": ("ક્ષ", "કિ", "ર્ક"),
    "Guru": ("ਕਿ", "ਪ੍ਰ"),
    "Khmr": ("ក្ខ", "កោ"),
    "Knda": ("ಕ್ಷ", "ಕಿ"),
    "Laoo": ("ທີ່",),
    "Mlym": ("ക്ഷ", "കൊ"),
    "Mymr": ("က္က", "ကြ"),
    "Nkoo": ("ߓߓߓ",),
    "Orya": ("କ୍ଷ", "କେ"),
    "Sinh": ("කො", "කි"),
    "Taml": ("கொ", "கி"),
    "Telu": ("క్ష", "కి"),
    "Thai": ("ที่", "ปี่", "น้ำ"),
    "Tibt": ("སྐ",),
}
_PLAIN: dict[str, str] = {
    "Armn": "աբգդ",
    "Cyrl": "абвгжщя",
    "Ethi": "ሀለሐመ",
    "Geor": "აბგდ",
    "Grek": "αβγδω",
    "Hans": "的一是人",
    "Hant": "的一是人",
    "Hebr": "אבגש",
    "Jpan": "のに人日",
    "Kore": "가나다한",
    "Latn": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
}


def fault(data: bytes, index: int = 0, script: str = "") -> str:
    """What is wrong with face `index` of a font file, as a font of this script; nothing for a sound
    one, and for any script where none is given. Never raises."""
    try:
        return next(_faults(data, index, script), "")
    except (struct.error, hb.HarfBuzzError, ValueError, IndexError, OverflowError):
        return "its tables contradict each other"


def _faults(data: bytes, index: int, script: str) -> Iterator[str]:
    tables, wrong = _directory(data, index)
    if wrong:
        yield wrong
        return
    yield from _disagreements(tables)
    face = hb.Face(hb.Blob(data), index)
    yield from _layout(face, tables)
    font = hb.Font(face)
    wanted = _letters(script) or _own_letters(face, script)
    letters = [char for char in wanted if font.get_nominal_glyph(ord(char))]
    yield from _outlines(font, tables, letters)
    for word in _CHANGING.get(script, ()):
        # A letter that it has not is missed where it is to be set.
        if all(font.get_nominal_glyph(ord(char)) for char in word):
            yield from _word(font, word)


def _directory(data: bytes, index: int) -> tuple[dict[str, bytes], str]:
    """The tables of a face, or what is wrong with one."""
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    if data[start : start + 4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        return {}, "it does not begin as a font does"
    (count,) = struct.unpack_from(">H", data, start + 4)
    tables: dict[str, bytes] = {}
    for number in range(count):
        entry = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        tag, (checksum, offset, length) = entry[0].decode("latin-1"), entry[1:]
        table = data[offset : offset + length]
        if len(table) < length:
            return {}, f"it is cut off: its table {tag!r} goes beyond its end"
        summed = table[:8] + bytes(4) + table[12:] if tag == "head" else table
        if _checksum(summed) != checksum:
            return {}, f"its table {tag!r} has another checksum than the font says"
        tables[tag] = table
    for tag in _NEEDED:
        if not tables.get(tag):
            return {}, f"it has no table {tag!r}"
    return tables, ""


def _checksum(table: bytes) -> int:
    """The sum of a table's 32-bit words. Tables of megabytes are added up as long numbers: a part
    after the other laid upon the sum, each word in a lane of 64 bits, which does not run over; in
    the end the halves of the sum upon each other, until one word is left."""
    total = 0
    for start in range(0, len(table), _PART):
        part = table[start : start + _PART]
        number = int.from_bytes(part + bytes(_PART - len(part)), "big")
        total += (number & _LANES) + (number >> 32 & _LANES)
    lanes = _PART // 8
    while lanes > 1:
        lanes //= 2
        total = (total & ((1 << 64 * lanes) - 1)) + (total >> 64 * lanes)
    return total & 0xFFFFFFFF


def _disagreements(tables: dict[str, bytes]) -> Iterator[str]:
    (glyphs,) = struct.unpack_from(">H", tables["maxp"], 4)
    (widths,) = struct.unpack_from(">H", tables["hhea"], 34)
    upem, long_places = struct.unpack_from(">H30xh", tables["head"], 18)
    if not 16 <= upem <= 16384:
        yield f"its em is {upem} units"
    if not 1 <= widths <= glyphs or len(tables["hmtx"]) < 2 * (glyphs + widths):
        yield "it has fewer widths than glyphs"
    advances = struct.unpack_from(f">{2 * widths}H", tables["hmtx"])[::2]
    if not any(advances):
        yield "all its glyphs are without width"
    if "glyf" in tables:
        size = 4 if long_places else 2
        places = tables.get("loca", b"")
        if len(places) < size * (glyphs + 1):
            yield "it has fewer places than glyphs"
        offsets = struct.unpack_from(f">{glyphs + 1}{'I' if long_places else 'H'}", places)
        if any(after < before for before, after in pairwise(offsets)):
            yield "the places of its glyphs are not in order"
        if offsets[-1] * (1 if long_places else 2) > len(tables["glyf"]):
            yield "it has no outlines for some of its glyphs"
    elif not tables.get("CFF ") and not tables.get("CFF2"):
        yield "it has no outlines"


def _layout(face: hb.Face, tables: dict[str, bytes]) -> Iterator[str]:
    """HarfBuzz passes over a layout table that it cannot read."""
    if not face.unicodes:
        yield "its character map cannot be read"
    taken_tables = {"GSUB": face.has_layout_substitution, "GPOS": face.has_layout_positioning}
    for tag, taken in taken_tables.items():
        if tag in tables and not taken:
            yield f"its table {tag!r} cannot be read"


def _letters(script: str) -> str:
    letters = dict.fromkeys("".join(_CHANGING.get(script, (_PLAIN.get(script, ""),))))
    return "".join(char for char in letters if unicodedata.category(char)[0] == "L")


def _own_letters(face: hb.Face, script: str) -> str:
    """Letters of a script that is not listed here, as far as a face has them."""
    if not script:
        return ""
    chars = (chr(code) for code in sorted(face.unicodes))
    own = (
        char
        for char in chars
        if unicodedata.category(char)[0] == "L" and unicode.script(char) == script
    )
    return "".join(islice(own, _SOME))


def _outlines(font: hb.Font, tables: dict[str, bytes], letters: Sequence[str]) -> Iterator[str]:
    upem = font.face.upem
    for char in (*letters, *_DIGITS):
        glyph = font.get_nominal_glyph(ord(char))
        if not glyph:
            continue
        extents = font.get_glyph_extents(glyph)
        if extents is None or not (extents.width and extents.height):
            # A letter may be made of glyphs that are told apart only when it is shaped.
            if shaped(font, char).box is None:
                yield f"its letter {char} is empty"
            continue
        if not 0 < font.get_glyph_h_advance(glyph) < _WIDEST * upem:
            yield f"its letter {char} has no usable width"
        if "glyf" in tables and not _in_its_box(font, glyph, extents):
            yield f"the outline of its letter {char} is damaged"


def _in_its_box(font: hb.Font, glyph: int, extents: hb.GlyphExtents) -> bool:
    """Whether an outline fills the box that is noted beside it. Control points may lie outside."""
    ends: list[tuple[float, float]] = []
    controls: list[tuple[float, float]] = []
    font.draw_glyph(glyph, _drawing(), (ends, controls))
    if not ends:
        return False
    left, right = extents.x_bearing, extents.x_bearing + extents.width
    top, bottom = extents.y_bearing, extents.y_bearing + extents.height
    everything = ends + controls
    for axis, low, high in ((0, left, right), (1, bottom, top)):
        inner = [point[axis] for point in ends]
        outer = [point[axis] for point in everything]
        if min(inner) < low - _ROUNDING or max(inner) > high + _ROUNDING:
            return False
        if min(outer) > low + _ROUNDING or max(outer) < high - _ROUNDING:
            return False
    return True


def _drawing() -> hb.DrawFuncs:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, to: to[0].append((x, y)))
    funcs.set_line_to_func(lambda x, y, to: to[0].append((x, y)))
    funcs.set_quadratic_to_func(lambda a, b, x, y, to: (to[1].append((a, b)), to[0].append((x, y))))
    funcs.set_cubic_to_func(
        lambda a, b, c, d, x, y, to: (to[1].extend(((a, b), (c, d))), to[0].append((x, y)))
    )
    return funcs


def _word(font: hb.Font, word: str) -> Iterator[str]:
    here = shaped(font, word)
    glyphs = {glyph for glyph, *_ in here.glyphs}
    if 0 in glyphs:
        yield f"it lacks a letter of {word}"
    if font.get_nominal_glyph(_DOTTED_CIRCLE) in glyphs - {0}:
        yield f"it breaks {word} apart"
    joiners = {font.get_nominal_glyph(ord(char)) for char in word if _is_virama(char)}
    apart = _apart(font, word)
    if joiners & glyphs or list(here.glyphs) in (apart, _apart(font, word[::-1])):
        yield f"it does not join the letters of {word}"
    if not here.advance:
        yield f"its {word} has no width"


def _apart(font: hb.Font, word: str) -> list[tuple[int, int, int]]:
    """The glyphs of letters set one after the other."""
    upem, pen, found = font.face.upem, 0, []
    for letter in (shaped(font, char) for char in word):
        found += [(glyph, pen + x, y) for glyph, x, y in letter.glyphs]
        pen += round(letter.advance * upem)
    return found


def _is_virama(char: str) -> bool:
    return unicodedata.combining(char) == _VIRAMA
