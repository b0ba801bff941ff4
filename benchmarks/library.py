"""A library of any size to build: this project's guide over and over, each time in other words.

Guide number k holds the sheets of the real guide with each message turned: cut where a line may
end, its pieces moved on by k places. No paragraph of one guide stands in another, so nothing can
be set once and used again; length, letters and script stay those of real sheets. The languages are
those of the project, and others of the same scripts that borrow their words.
"""

from __future__ import annotations

import functools
import json
import re
import shutil
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from benchmarks.sheets import composer
from handouts.catalogs import store
from handouts.catalogs.merge import start
from handouts.catalogs.po import Entry
from handouts.catalogs.pot import write_pot
from handouts.model.languages import Language, language
from handouts.project.guide import COMMON
from handouts.project.project import Project
from handouts.text import breaks

PROJECT = Path(__file__).parents[1]
SOURCE = language("en")

#: Languages of the library, and whose words they bear.
BORROWED = {
    "es": "es", "zh-Hans": "zh-Hans", "vi": "vi", "ar": "ar", "ur": "ur", "hi": "hi", "th": "th",
    "ko": "ko", "ru": "ru", "am": "am",
    "fr": "es", "pt": "es", "it": "es", "ht": "es", "uk": "ru", "fa": "ar", "ne": "hi", "mr": "hi",
    "ti": "am",
}  # fmt: skip
LANGUAGES = len(BORROWED) + 1
HANDOUTS = 3

#: Pieces of a text that is long.
_LONG = 9
#: What opens and closes a sentence stays where it is: words behind a question mark would answer it.
_OPENING, _CLOSING = " \n¿¡", " \n.:!?。：！？؟۔।፧።"
_FIXED = re.compile(r"(<[^<>]*>|%\(\w+\)s|\n)")


def write_library(folder: Path, guides: int) -> None:
    """Writes a project of so many guides, in all languages, into an empty folder."""
    templates = folder / "templates"
    shutil.copytree(PROJECT / "templates" / "art", templates / "art")
    for path in (PROJECT / "templates").iterdir():
        if path.is_file():
            shutil.copy(path, templates)
    brand = templates / "brand.toml"
    text = re.sub(
        r"(?ms)^languages = \[.*?\]$", "languages = []", brand.read_text(encoding="utf-8")
    )
    brand.write_text(re.sub(r"(?m)^editions = .*$", 'editions = ["standard"]', text), "utf-8")
    model = next(path.parent for path in (PROJECT / "templates").glob("*/guide.toml"))
    domains = Project(PROJECT).extraction.domains
    messages = [one.msgid for one in domains[model.name]]
    for number in range(1, guides + 1):
        _write_guide(templates / _name(number), model, messages, number)
    (folder / "locales").mkdir()
    write_pot(folder / f"locales/{COMMON}.pot", domains[COMMON])
    for tag, lender in BORROWED.items():
        words = _words(language(lender), model.name)
        shared = _words(language(lender), COMMON)
        borrower = language(tag)
        header = _header(folder, borrower, shared)
        for number in range(1, guides + 1):
            entries = {
                _turned(msgid, SOURCE, number): _turned(words.get(msgid, msgid), borrower, number)
                for msgid in messages
            }
            path = Project(folder).po(borrower, _name(number)).path
            path.write_text(header + "".join(map(_entry, entries.items())), encoding="utf-8")
        _write_numbers(Project(folder).vocabulary_file(borrower).path, language(lender))


def _write_numbers(path: Path, lender: Language) -> None:
    """How the words say numbers without a digit: as in the language that has lent them."""
    said = Project(PROJECT).vocabulary(lender)[0].numbers
    lines = [
        f"{number} = {json.dumps(forms, ensure_ascii=False)}\n" for number, forms in said.items()
    ]
    path.write_text("".join(["[numbers]\n", *lines]), encoding="utf-8")


def _entry(words: tuple[str, str]) -> str:
    """A message of a catalog. JSON quotes as PO files do; `store` would also fold the lines, which
    takes longer than all else."""
    msgid, msgstr = (json.dumps(text, ensure_ascii=False) for text in words)
    return f"\nmsgid {msgid}\nmsgstr {msgstr}\n"


def _name(number: int) -> str:
    return f"guide-{number:03}"


def _write_guide(folder: Path, model: Path, messages: list[str], number: int) -> None:
    folder.mkdir()
    toml = (model / "guide.toml").read_text(encoding="utf-8")
    toml = re.sub(r'^code = ".*"', f'code = "G{number:03}"', toml, count=1, flags=re.MULTILINE)
    (folder / "guide.toml").write_text(toml, encoding="utf-8")
    literals = {_literal(one): _literal(_turned(one, SOURCE, number)) for one in messages}
    pattern = re.compile("|".join(map(re.escape, sorted(literals, key=len, reverse=True))))
    for path in model.glob("*.xml"):
        text = path.read_text(encoding="utf-8")
        turned = pattern.sub(lambda match: literals[match[0]], text)
        (folder / path.name).write_text(turned, encoding="utf-8")


def _literal(msgid: str) -> str:
    """A message as a template writes it."""
    return '"' + msgid.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(lender: Language, domain: str) -> Mapping[str, str]:
    catalog, _ = Project(PROJECT).catalog(lender, domain)
    return {entry.msgid: entry.msgstr for entry in catalog.entries if entry.translated}


def _header(folder: Path, language: Language, shared: Mapping[str, str]) -> str:
    """Writes the catalog of the words that all sheets share; returns its header, for the others."""
    project = Project(folder)
    path = project.po(language, COMMON).path
    start(project.pot(COMMON), project.po(language, COMMON), language)
    catalog, _ = project.catalog(language, COMMON)
    entries = tuple(
        Entry(entry.msgid, shared.get(entry.msgid, entry.msgid), entry.context)
        for entry in catalog.entries
    )
    store.write(store.CatalogFile(path.name, catalog.header, entries), path)
    return store.dump(store.CatalogFile(path.name, catalog.header, ()))


def _turned(message: str, language: Language, steps: int) -> str:
    """`Call <b>your doctor</b> now.` → the same tags and placeholders, the words between them
    each moved on."""
    return "".join(
        part if _FIXED.fullmatch(part) else _moved(part, language, steps)
        for part in _FIXED.split(message)
        if part
    )


def _moved(part: str, language: Language, steps: int) -> str:
    words = part.rstrip(_CLOSING).lstrip(_OPENING)
    if not words:
        return part
    start = part.index(words)
    before, after = part[:start], part[start + len(words) :]
    pieces = _pieces(words, language)
    cut = steps % len(pieces)
    gap = " " if " " in words else ""
    return before + gap.join(pieces[cut:] + pieces[:cut]) + after


@functools.cache
def _pieces(words: str, language: Language) -> tuple[str, ...]:
    """A long text loses a piece without a number, so that even the tightest sheets fit their paper
    when their lines end elsewhere."""
    unbreakable = composer().project.unbreakable(language)
    places = [0, *breaks.opportunities(words, language, unbreakable).strict]
    pieces = [words[start:end].rstrip() for start, end in pairwise(places)]
    spare = [place for place, piece in enumerate(pieces) if not re.search(r"\d", piece)]
    if len(pieces) > _LONG and spare:
        del pieces[spare[0]]
    return tuple(pieces)
