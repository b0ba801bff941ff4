"""Writes `handouts/text/forms/`: how the letters of each font family look, coarsely.

A font is held against them before anything is set in it (`handouts/text/letters.py`). They are
drawn from the fonts of Debian's packages fonts-noto-core, fonts-noto-cjk and fonts-lohit-orya. A
folder with other releases of the same families may be named: where a letter looks otherwise there,
it gets a second picture. (Those of 2022 and 2024, as Google Fonts has them, were in it; without
them, they pass as releases that nobody has looked at.) Run it again when a newer release of a
family has other letters, or when catalogs are written in a script that has none::

    .venv/bin/python tools/letter_forms_build.py handouts/text/forms [FOLDER]

What is drawn of each family: ASCII, the letters, digits and punctuation of the languages set in it
(CLDR's exemplars and the catalogs); letters joined to each other, with each vowel sign and in
conjuncts; the commonest pairs of letters; and clusters of the catalogs, as many as it takes to have
each glyph and each mark on a letter once.
"""

from __future__ import annotations

import functools
import itertools
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import regex

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from handouts.catalogs import store  # noqa: E402
from handouts.model import unicode  # noqa: E402
from handouts.model.alphabet import characters, listed  # noqa: E402
from handouts.model.exemplars import EXEMPLARS  # noqa: E402
from handouts.model.languages import Language, language  # noqa: E402
from handouts.model.scripts import FALLBACK_FAMILIES, RULES  # noqa: E402
from handouts.model.writing import WIDE_SCRIPTS  # noqa: E402
from handouts.text import reference  # noqa: E402
from handouts.text.face import BOLD_FROM, FontFace, read_records  # noqa: E402
from handouts.text.families import same_family  # noqa: E402
from handouts.text.fonts import FontLibrary, default_folders  # noqa: E402
from handouts.text.picture import Shaped, shaped  # noqa: E402
from handouts.text.reference import Metrics, Picture, Reference, Release  # noqa: E402

_ASCII = {chr(code) for code in range(0x21, 0x7F)}
#: Languages without exemplars that have a family of their own.
_MORE = ("ii", "nqo", "zh-Hant-HK")
#: What is drawn of families of signs.
_SIGNS = "←↑→↓↔⇐⇒☎☐☑☒☓☞★☆●○■□◆◇▲△▶▼◀✓✔✗✘✚✱❶❷❸①②③✆♀♂⚠⚕♿×÷±≤≥≠≈∞√∑∫"
_JOINING = frozenset({"Arab", "Adlm", "Nkoo", "Syrc", "Mong"})
#: Arabic letters after which the next one begins anew.
_LAST = "اأإآٱدذرزڈڑژوؤۆۇۈېےۓى"
_VIRAMA = 9
#: How Unicode names letters that bear marks and join.
_CONSONANT = re.compile(
    r"(?:LETTER|CHARACTER) (?!.*(?:VOWEL|VOCALIC|SARA))(?:\w+ )*[B-DF-HJ-NP-TV-Z]\w*$"
)
#: A cluster: letters joined by a sign that does so, with their marks, and what leans on them.
_CLUSTER = regex.compile(
    r"(?:\p{L}\p{M}*\p{Ccc=9}\u200d?)*\p{L}[\p{M}\u200c\u200d]*[\u0e33\u0eb3]?"
)
_RUN = regex.compile(rf"(?:(?!\p{{M}})[^{_LAST}\W\d_]\p{{M}}*)*\p{{L}}\p{{M}}*")
#: Marks upon one letter; and the space that shows marks by themselves.
_MARKS = regex.compile(r"\p{M}+")
_SPACE = "\u00a0"
#: A letter beside a sign that is none.
_BESIDE = regex.compile(r"\p{L}[\p{P}\p{N}]|[\p{P}\p{N}]\p{L}")
#: Two pictures of a letter closer than this are one.
_SAME = 0.05
#: So many pairs of letters are drawn of each language, for the space between them.
_PAIRS = 25


@functools.cache
def tags() -> list[str]:
    """The languages whose letters are drawn: of CLDR's exemplars and of the catalogs."""
    folders = (path.name for path in (ROOT / "locales").iterdir() if path.is_dir())
    return sorted({*EXEMPLARS, *_MORE, *(language(name).tag for name in folders)})


@functools.cache
def catalog_words(tag: str) -> Counter[str]:
    """The words of a language's translations, and how often."""
    found: Counter[str] = Counter()
    for file in sorted((ROOT / "locales" / language(tag).locale).glob("LC_MESSAGES/*.po")):
        for entry in store.load(file)[0].entries:
            found.update(re.sub(r"<[^>]*>|\{[^}]*\}|%\(\w+\)s", " ", entry.msgstr).split())
    return found


def wanted_characters(own: Language, words: Iterable[str]) -> set[str]:
    """Letters, digits, punctuation and marks that a language is written with."""
    found = set(itertools.chain(*words)) | _ASCII
    if own.script == "Kore":
        found |= {char for char in unicode.characters_of("Hang") if _in_ks_x_1001(char)}
    elif runs := listed(own):
        usual = set(characters(runs))
        found |= usual | {char.upper() for char in usual if len(char.upper()) == 1}
    elif own.tag in _MORE:
        found |= {char for char in unicode.characters_of(own.script) if char.isalpha()}
    digits = (char for char in unicode.characters_of(own.script))
    found |= {char for char in digits if unicodedata.category(char) == "Nd"}
    return {char for char in found if unicodedata.category(char)[0] in "LNPSM"}


def _in_ks_x_1001(char: str) -> bool:
    """Whether a syllable is among the 2,350 that texts are written with."""
    return char > "\u3200" and len(char.encode("euc_kr", "ignore")) == 2


def made_up(script: str, chars: set[str], words: Counter[str]) -> Iterator[str]:
    """Letters joined, with each mark, and in conjuncts."""
    own = sorted(char for char in chars if unicode.script(char) == script)
    letters = [char for char in own if unicodedata.category(char) == "Lo"]
    letters = [char for char in letters if _CONSONANT.search(unicodedata.name(char, ""))]
    marks = [char for char in sorted(chars) if unicodedata.category(char)[0] == "M"]
    marks = [char for char in marks if unicode.script(char) in (script, "Zinh")]
    if script in _JOINING:
        yield from (letter * 3 for letter in own if unicodedata.category(letter)[0] == "L")
    if not letters or not marks:
        return
    count = Counter(itertools.chain.from_iterable(words.elements()))
    common = sorted(letters, key=lambda char: (-count[char], char))[:2]
    yield from (base + mark for base in common for mark in marks)
    # Upon a space a mark has the frame to itself.
    found = {*marks, *itertools.chain.from_iterable(map(_MARKS.findall, words))}
    yield from (_SPACE + mark for mark in sorted(found))
    if script in _JOINING:
        return
    viramas = [mark for mark in marks if unicodedata.combining(mark) == _VIRAMA]
    usual = sorted((m for m in marks if m not in viramas), key=lambda char: (-count[char], char))
    yield from (letter + mark for letter in letters for mark in usual[:1])
    for virama in viramas[:1]:
        ra = next((char for char in letters if unicodedata.name(char).endswith(" RA")), common[0])
        for letter in letters:
            yield ra + virama + letter
            yield letter + virama + ra
            yield letter + virama + common[0]


def clusters(own: Language, words: Counter[str]) -> list[str]:
    """What the words of the catalogs are made of, the commonest first."""
    pattern = _RUN if own.script in _JOINING else _CLUSTER
    found: Counter[str] = Counter()
    for word, times in words.items():
        for cluster in pattern.findall(word):
            if 1 < len(cluster) <= 8:
                found[cluster] += times
    return sorted(found, key=lambda cluster: (-found[cluster], cluster))


def neighbours(own: Language, words: Counter[str]) -> list[str]:
    """The commonest pairs of clusters in the words of the catalogs, and of letters with other
    signs, which some fonts show otherwise beside them."""
    found: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for word, times in words.items():
        beside.update(dict.fromkeys(_BESIDE.findall(word, overlapped=True), times))
        if own.script not in _JOINING and own.script not in WIDE_SCRIPTS:
            pairs = itertools.pairwise(_CLUSTER.findall(word))
            found.update({one + other: times for one, other in pairs})
    return [*_commonest(found, _PAIRS), *_commonest(beside, _PAIRS)]


def _commonest(found: Counter[str], number: int) -> list[str]:
    ordered = sorted(found, key=lambda text: (-found[text], text))
    return ordered[:number]


def usable(face: FontFace, text: str, tag: str) -> Shaped | None:
    """Text as a face sets it, where it has all of it and breaks nothing apart."""
    if not all(face.has(char) or char in "\u200c\u200d" for char in text):
        return None
    one = shaped(face.font, text, tag)
    glyphs = {glyph for glyph, *_ in one.glyphs}
    circle = face.dotted_circle if "\u25cc" not in text else 0
    return one if one.box and 0 not in glyphs and not {circle} & (glyphs - {0}) else None


def texts_for(family: str, face: FontFace) -> dict[str, list[str]]:
    """What is drawn of a family, by language: none, where it makes no difference."""
    found: dict[str, dict[str, None]] = {"": {}}
    seen: set[object] = set()
    rules = [language(tag) for tag in tags()]
    serving = [own for own in rules if family in (*own.rule.families, *own.rule.borrowed)]
    for own in rules if family == FALLBACK_FAMILIES[0] else serving:
        words = catalog_words(own.tag)
        chars = wanted_characters(own, words)
        plain = [char for char in sorted(chars) if unicodedata.category(char)[0] != "M"]
        for text in (*plain, *made_up(own.script, chars, words)):
            if usable(face, text, ""):
                found[""].setdefault(text)
        if own not in serving:
            continue
        for text in neighbours(own, words):
            if one := usable(face, text, own.tag):
                alike = one == shaped(face.font, text)
                found.setdefault("" if alike else own.tag, {}).setdefault(text)
        for text in (*plain, *clusters(own, words)):
            one = usable(face, text, own.tag)
            if one is None:
                continue
            alike = one == shaped(face.font, text)
            if alike and text in found[""]:
                continue
            glyphs = (0, *(glyph for glyph, *_ in one.glyphs))
            marked = itertools.pairwise(glyphs)
            parts = {(a, b) if not face.advance(b) else b for a, b in marked}
            if (alike and parts <= seen) or (len(text) == 1 and alike):
                continue
            seen |= parts
            found.setdefault("" if alike else own.tag, {}).setdefault(text)
    return {tag: list(texts) for tag, texts in found.items() if texts}


def pictures(faces: list[FontFace], text: str, tag: str) -> list[Picture]:
    """How a text looks in the releases of a family, those that differ."""
    found: list[Picture] = []
    for face in faces:
        one = usable(face, text, tag)
        if one is None:
            continue
        apart = (max(known.moved(one), known.differs(face.font, one)) for known in found)
        if min(apart, default=1) > _SAME:
            found.append(Picture.of(face.font, one))
    return found


def others(folder: Path | None, family: str, bold: bool) -> Iterator[FontFace]:
    """Other releases of a family."""
    for path in sorted(folder.rglob("*")) if folder else ():
        for record in read_records(path):
            right = record.variable or record.bold == bold
            if right and record.upright and same_family(record.family, family):
                yield FontFace(record, 700 if bold else 400)


def reference_of(
    family: str, regular: FontFace, bold: FontFace | None, more: Path | None
) -> Reference:
    """What is known of a family from now on."""
    texts = texts_for(family, regular)
    pairs = [(tag, text) for tag, group in texts.items() for text in group]
    pairs += [("", sign) for sign in _SIGNS if not pairs and usable(regular, sign, "")]
    weights = {"regular": regular}
    if bold and bold.weight >= BOLD_FROM:
        weights["bold"] = bold
    used = set("".join(word for tag in tags() for word in catalog_words(tag)))
    drawn = {}
    for weight, face in weights.items():
        faces = [face, *others(more, family, weight == "bold")]
        # Han has thousands of letters: in bold those of the catalogs are enough.
        kept = used if weight == "bold" and " CJK " in family else None
        drawn[weight] = [
            pictures(faces, text, tag) if kept is None or set(text) <= kept else []
            for tag, text in pairs
        ]
    every = [face for face in (regular, bold) if face]
    every += [face for heavy in (False, True) for face in others(more, family, heavy)]
    chars = {char for _, text in pairs for char in text}
    return Reference(family, releases_of(every, chars), pairs, drawn)


def releases_of(faces: Iterable[FontFace], chars: set[str]) -> dict[str, Release]:
    """The releases of a family, by version."""
    builds: dict[str, list[FontFace]] = {}
    for face in faces:
        builds.setdefault(face.version, []).append(face)
    found = {}
    for version, its in sorted(builds.items()):
        metrics = sorted({Metrics.of(face) for face in its})
        has = frozenset().union(*(face.coverage for face in its))
        lacks = "".join(sorted(char for char in chars if ord(char) not in has))
        found[version] = Release(metrics, lacks)
    return found


def main(out: Path, more: Path | None) -> None:
    """Writes a file for each family that is installed, and the list of their font files."""
    out.mkdir(exist_ok=True)
    for old in out.iterdir():
        old.unlink()
    library = FontLibrary(default_folders(None, Path("/nowhere")))
    families = [family for rule in RULES.values() for family in (*rule.families, *rule.borrowed)]
    digests: dict[str, str] = {}
    for family in dict.fromkeys((*families, *FALLBACK_FAMILIES)):
        regular, bold = library._face(family, False), library._face(family, True)
        if regular is None:
            continue
        digests |= {face.sha256: family for face in (regular, bold) if face}
        known = reference_of(family, regular, bold, more)
        size = reference.write(out, known)
        print(f"{family}: {len(known.texts)} texts, {size} bytes")
    rows = sorted((name, digest) for digest, name in digests.items())
    reference.write_digests(out, ((digest, name) for name, digest in rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
