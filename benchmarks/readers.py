"""Programs that get the text out of a PDF again, and how well they did.

Three read the tags or follow the order of the stream (poppler's tagged text, MuPDF, pdf.js, which
Firefox shows PDFs with); two look at where glyphs stand (poppler's `pdftotext`, PDFium, which is
what other browsers search and copy with).
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
from icu4py.breakers import WordBreaker
from playwright._impl._driver import compute_driver_executable

from handouts.model.languages import Language

#: Marks that nobody sees: they steer direction and breaking.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")
#: What a line may end after without a space.
_AFTER_HYPHEN = re.compile(r"(?<=\S[-\u00ad\u05be\u2010-\u2014/])\s+")
#: A text with fewer spaces than one for so many letters does not divide words by them.
_FEW_SPACES = 25
#: Seconds that a program may take for one file.
_PATIENCE = 60
UNSPACED = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Hans", "Hant", "Jpan"})


def _run(*command: str | Path) -> str:
    """What a program prints; nothing when it does not end in time, as on some files of rivals."""
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def tagged(path: Path) -> str:
    """poppler's text of the structure tree, a line for each block."""
    said: list[str] = []
    for row in _run("pdfinfo", "-struct-text", path).splitlines():
        quoted = re.fullmatch(r'\s+"(.*)"', row)
        inline = "(inline)" in row or row.strip() == "NonStruct"
        said.append(quoted[1] if quoted else "" if inline else "\n")
    return "".join(said)


def poppler(path: Path) -> str:
    """poppler's text of the page."""
    return _run("pdftotext", path, "-")


def mupdf(path: Path) -> str:
    """MuPDF's text of the page."""
    return _run("mutool", "draw", "-q", "-F", "txt", path)


def pdfium(path: Path) -> str:
    """PDFium's text of the page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


class _PdfJs:
    """pdf.js in Node, started once. Node comes with Playwright, pdf.js from npm
    (`npm install --prefix benchmarks/pdfjs`)."""

    FOLDER = Path(__file__).parent / "pdfjs"
    LIBRARY = FOLDER / "node_modules" / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs"

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __call__(self, path: Path) -> str:
        """pdf.js's text of the pages."""
        if self._process is None:
            node = compute_driver_executable()[0]
            command = [node, str(self.FOLDER / "read.mjs"), str(self.LIBRARY)]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        process = self._process
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        return str(json.loads(process.stdout.readline()))


pdfjs = _PdfJs()

READERS: Mapping[str, Callable[[Path], str]] = {
    "poppler, tagged": tagged,
    "MuPDF": mupdf,
    "poppler, page": poppler,
    "PDFium": pdfium,
    **({"pdf.js": pdfjs} if _PdfJs.LIBRARY.exists() else {}),
}


@dataclass(frozen=True)
class Score:
    """How much came back exactly."""

    paragraphs: int = 0
    all_paragraphs: int = 0
    words: int = 0
    all_words: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.paragraphs + other.paragraphs,
            self.all_paragraphs + other.all_paragraphs,
            self.words + other.words,
            self.all_words + other.all_words,
        )

    @property
    def whole(self) -> bool:
        """Whether everything did."""
        return self.paragraphs == self.all_paragraphs and self.words == self.all_words

    @property
    def share(self) -> float:
        """Words, of all."""
        return self.words / self.all_words


def normal(text: str) -> str:
    """One normal form (NFC), no marks that cannot be seen, single spaces. Behind a hyphen a space
    does not count: readers cannot tell it from the end of a line."""
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(_AFTER_HYPHEN.sub("", plain).split())


def score(paragraphs: Sequence[str], got: str, language: Language) -> Score:
    """Compares what was read with what was written, in order. In scripts without spaces between
    words, and in texts that have next to none, spaces do not count, and words are those ICU
    finds."""
    wanted = [normal(paragraph) for paragraph in paragraphs]
    read = normal(got)
    joined = normal(" ".join(paragraphs))
    if language.script in UNSPACED or len(joined) > _FEW_SPACES * (joined.count(" ") + 1):
        words = [word for each in wanted for word in _unspaced_words(each, language)]
        wanted, read = [each.replace(" ", "") for each in wanted], read.replace(" ", "")
        right = _whole_in_order(words, read)
    else:
        words = joined.split()
        matcher = SequenceMatcher(None, words, read.split(), autojunk=False)
        right = sum(block.size for block in matcher.get_matching_blocks())
        wanted, read = list(_between_spaces(wanted)), f" {read} "
    return Score(sum(each in read for each in wanted), len(wanted), right, len(words))


def _between_spaces(paragraphs: Sequence[str]) -> Iterator[str]:
    """Paragraphs with the spaces that `normal` leaves around them: none behind a hyphen."""
    before = " "
    for paragraph in paragraphs:
        after = "" if _AFTER_HYPHEN.search(f"{paragraph} ") else " "
        yield f"{before}{paragraph}{after}"
        before = after


def _unspaced_words(text: str, language: Language) -> list[str]:
    units = text.encode("utf-16-le")
    cut = (
        units[2 * start : 2 * end].decode("utf-16-le")
        for start, end in WordBreaker(text, language.locale).segments()
    )
    return [word for word in (each.strip() for each in cut) if word]


def _whole_in_order(words: Sequence[str], read: str) -> int:
    """How many words stand in the text unbroken, in their order."""
    matcher = SequenceMatcher(None, "".join(words), read, autojunk=False)
    blocks = [(block.a, block.a + block.size) for block in matcher.get_matching_blocks()]
    found = place = 0
    for word in words:
        end = place + len(word)
        found += any(first <= place and end <= last for first, last in blocks)
        place = end
    return found


def score_anywhere(paragraphs: Sequence[str], got: str, language: Language) -> Score:
    """As `score`, for pages with columns, boxes and running heads, where readers differ in the
    order of blocks: each paragraph and each word is looked for anywhere."""
    total = Score()
    unspaced = language.script in UNSPACED
    read = normal(got)
    squeezed, known = read.replace(" ", ""), frozenset(read.split())
    for paragraph in map(normal, paragraphs):
        if unspaced:
            whole = paragraph.replace(" ", "") in squeezed
            words = _unspaced_words(paragraph, language)
            right = sum(word in squeezed for word in words)
        else:
            whole = f" {paragraph} " in f" {read} "
            words = paragraph.split()
            right = sum(word in known for word in words)
        total += Score(whole, 1, len(words) if whole else right, len(words))
    return total
