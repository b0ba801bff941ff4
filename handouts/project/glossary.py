"""The glossary: one row per term, one column per language, agreed words with `|` between them.

`locales/glossary.csv` has the columns `term`, `note`, and one per gettext locale name. An empty
cell requires nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.files import atomic, reading
from handouts.model import codes
from handouts.model.errors import UsageError
from handouts.model.findings import Finding, Where
from handouts.model.languages import language
from handouts.model.typed_lines import can_be_printed

#: Letters and marks; Chinese characters say more than others.
_ONE_WORD = re.compile(r"[\u0e00-\u109f\u1780-\u17ff]{4,16}|[\u3041-\u9fff]{2,6}")
#: More than CLDR has languages.
_MOST_COLUMNS = 1000
_SAVE = "in Unicode (UTF-8)"
#: Far more than a clinic agrees on; each is looked for in each message.
_MOST_TERMS = 5000
_FIXED = ("term", "note", "definition")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Agreed words: term → locale name → variants, best first; and what is said of a term."""

    terms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    _longest_first: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        terms = sorted(self.terms, key=lambda term: (-len(term), term))
        object.__setattr__(self, "_longest_first", tuple(terms))

    def terms_in(self, source: str, locale_name: str) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        """The terms that stand in an English text and have words in the language, how often they
        stand there, and those words."""
        for term, times in self._counted(source):
            if variants := self.terms[term].get(locale_name):
                yield term, times, variants

    def named_in(self, source: str) -> Iterator[str]:
        """The terms that stand in an English text, the longest first. A term inside a longer one
        does not count ("thinner" in "blood thinner"); an English plural does."""
        return (term for term, _ in self._counted(source))

    def _counted(self, source: str) -> Iterator[tuple[str, int]]:
        rest = source.lower()
        for term in self._longest_first:
            if term.lower() not in rest:
                continue
            pattern = rf"(?<!\w){re.escape(term.lower())}(?:e?s)?(?!\w)"
            rest, times = re.subn(pattern, " ", rest)
            if times:
                yield term, times

    def single_words(self, locale_name: str) -> tuple[str, ...]:
        """The agreed words of a language that are one word, neither so short that they are part of
        others nor so long that no narrow column holds them."""
        return tuple(
            word
            for variants in self.terms.values()
            for word in variants.get(locale_name, ())
            if _ONE_WORD.fullmatch(word)
        )


def load_glossary(
    path: Path, shown_as: str = "", within: Path | None = None
) -> tuple[Glossary, list[Finding]]:
    """Reads the glossary, which lies in the folder `within`. Never raises; no file is an empty
    glossary."""
    shown = shown_as or str(path)
    findings: list[Finding] = []

    def fault(line: int, message: str, hint: str) -> None:
        where = Where(shown, line)
        findings.append(Finding(codes.GLOSSARY_FILE, message, where, hint))

    try:
        text = reading.read(path, reading.GLOSSARY, within).decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = list(rows.fieldnames or ())
        if len(columns) == 1 and (mark := next((one for one in ";\t" if one in columns[0]), "")):
            name = {";": "semicolons", "\t": "tabs"}[mark]
            fault(1, f"the cells are separated by {name}", f"save it as CSV with commas, {_SAVE}")
            return Glossary(), findings
        if len(columns) > _MOST_COLUMNS:
            fault(
                1, f"{len(columns)} columns, more than there are languages", "is it the glossary?"
            )
            return Glossary(), findings
        twice = set[str]()
        for column in columns:
            if column not in _FIXED and not _is_locale(column):
                hint = "columns are term, note, and locale names such as es or zh_Hans"
                fault(1, f"unknown column {column!r}", hint)
            elif columns.count(column) > 1 and column not in twice:
                twice.add(column)
                fault(1, f"the column {column!r} stands here twice", "keep one column")
        if "term" not in columns:
            fault(1, "no column named term", "the first line is: term,note,es,...")
            return Glossary(), findings
        terms: dict[str, dict[str, tuple[str, ...]]] = {}
        notes: dict[str, str] = {}
        for row in rows:
            term = (row["term"] or "").strip()
            if len(terms) >= _MOST_TERMS:
                fault(rows.line_num, f"more than {_MOST_TERMS:,} terms", "is it the glossary?")
                return Glossary(), findings
            if not term or None in row:
                fault(
                    rows.line_num, "a row without a term, or with too many cells", "correct the row"
                )
            elif term in terms:
                fault(rows.line_num, f"{term!r} stands here twice", "keep one row")
            else:
                terms[term] = {
                    column: variants
                    for column in columns
                    if column not in _FIXED and (variants := _variants(row[column]))
                }
                for word in sorted({word for words in terms[term].values() for word in words}):
                    if not can_be_printed(word):
                        message = f"{word!r} cannot be printed, or says nothing"
                        fault(rows.line_num, message, "write the agreed word, or leave it empty")
                said = (row.get(column) for column in _FIXED[1:])
                notes[term] = " ".join(part.strip() for part in said if part and part.strip())
    except FileNotFoundError:
        return Glossary(), []
    except OSError as error:
        fault(0, f"cannot be read: {error.strerror or error}", "put a file there that can be read")
        return Glossary(), findings
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{error.object[error.start]:02X}"
        fault(line, message, f"save it as CSV with commas, {_SAVE}")
        return Glossary(), findings
    except csv.Error as error:
        fault(0, f"cannot be read: {error}", f"save it as CSV with commas, {_SAVE}")
        return Glossary(), findings
    return Glossary(terms, {term: note for term, note in notes.items() if note}), findings


def add_column(path: Path, locale_name: str, within: Path | None = None) -> bool:
    """Adds an empty column for a language at the end of each row of a glossary without faults; says
    whether the file changed. Raises `SetupError` when it cannot be written."""
    if not reading.is_there(path):
        return False
    text = reading.read(path, reading.GLOSSARY, within).decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in text else "\n"
    first, *rows = csv.reader(io.StringIO(text.removeprefix(mark), newline=""), strict=True)
    if locale_name in first:
        return False
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=end)
    writer.writerow([*first, locale_name])
    for row in filter(None, rows):
        writer.writerow([*row, *[""] * (len(first) - len(row)), ""])
    atomic.write(path, (mark + out.getvalue()).encode("utf-8"), within)
    return True


def _variants(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _is_locale(name: str | None) -> bool:
    try:
        return bool(name) and language(name or "").locale == name
    except UsageError:
        return False
