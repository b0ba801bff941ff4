"""The project of another clinic to start from, which can be built at once.

What all clinics share (the frame, its schema, the words of the frame in every language, those that
checks look for) is that of a project, where one is given; else that of this program: of the
folder it lies in, or of the package, into which the build takes the same files (pyproject.toml).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from handouts.files import reading
from handouts.files.toml_file import TomlFile
from handouts.files.toml_schema import Schema, Table
from handouts.model.clock import COUNTRY
from handouts.model.errors import UsageError
from handouts.project.brand import EDITIONS, OUTDATED, PALETTE, PAPERS, SCHEMA
from handouts.project.project import Project
from handouts.project.starters import STARTER, new_guide, write_folder

#: What every clinic's project has: the frame, its schema, and the words that all sheets share.
SHARED = (
    "templates/handout.xml",
    "templates/handout.rng",
    "templates/poster.xml",
    "locales/common.pot",
    "locales/glossary.csv",
    "locales/*/LC_MESSAGES/common.po",
    "locales/*/unbreakable.txt",
    "locales/*/checks.toml",
)
_BRAND = "templates/brand.toml"
#: The packages that the program needs, with the digests of their files.
_LOCK = "requirements.lock"
#: What a CI job needs, and where it lies in a project.
_CI = {
    "gitignore": ".gitignore",
    "set-up": "set-up",
    "handouts.yml": ".github/workflows/handouts.yml",
}
#: What stands in a `brand.toml` that is to be filled in; everything else is empty.
_BLANK: Mapping[tuple[str, ...], Any] = {
    ("clinic", "name"): "Name of the clinic",
    ("clinic", "country"): COUNTRY,
    **{("colors", key): color for key, color in PALETTE.items()},
    ("print", "paper"): PAPERS[0],
    ("print", "editions"): EDITIONS,
    ("print", "languages"): ("en",),
    ("print", "outdated"): OUTDATED[0],
}
#: Not every clinic has them: they are left out.
_OPTIONAL = (("clinic", "language"), ("hours",))


def new_clinic(project: Path | None, folder: Path, day: date) -> Path:
    """Writes the project of another clinic: frame, shared words, a brand to fill in, a guide to
    start from, and what a CI job needs. Nothing in it is another clinic's. Raises `UsageError` for
    a folder that is there or a file that cannot be read, `OutputError` when the folder cannot be
    written."""
    if _has_something(folder):
        raise UsageError(f"there is {folder} already; name a folder that is empty or not there")
    program = _program()
    source = project or program

    def fill(target: Path) -> None:
        for pattern in SHARED:
            for path in sorted(source.glob(pattern)):
                copy = target / path.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(_read(path, source))
        glossary = target / "locales" / "glossary.csv"
        if glossary.exists():
            glossary.write_text(_shared_terms(glossary, target), encoding="utf-8", newline="")
        (target / "templates" / "art").mkdir(parents=True)
        brand = blank_brand(_read(program / _BRAND, program).decode("utf-8", "replace"))
        (target / _BRAND).write_text(brand, encoding="utf-8")
        (target / _LOCK).write_bytes(_read(program / _LOCK, program))
        for name, place in _CI.items():
            (target / place).parent.mkdir(parents=True, exist_ok=True)
            (target / place).write_bytes((STARTER / "ci" / name).read_bytes())
        (target / "set-up").chmod(0o755)
        new_guide(Project(target), "first-guide", "", "", day)

    write_folder(folder, fill)
    return folder


def _program() -> Path:
    """The folder that has what all clinics share: in the package, or in a checkout around it."""
    packed = STARTER / "clinic"
    return packed if packed.is_dir() else STARTER.parents[2]


def _has_something(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return folder.is_symlink()
    except OSError:
        return True


def _read(path: Path, within: Path) -> bytes:
    """A file to copy. Raises `UsageError` where it cannot be read."""
    try:
        return reading.read(path, within=within)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; restore it") from error


def _shared_terms(glossary: Path, project: Path) -> str:
    """A glossary without the terms of one clinic's guides."""
    pot = project / "locales" / "common.pot"
    words = pot.read_text("utf-8", "replace").casefold() if pot.exists() else ""
    with glossary.open(encoding="utf-8", errors="replace", newline="") as file:
        head, *rows = list(csv.reader(file)) or [[]]
    kept = io.StringIO()
    csv.writer(kept, lineterminator="\n").writerows(
        [head, *(row for row in rows if row and row[0].casefold() in words)]
    )
    return kept.getvalue()


def blank_brand(source: str) -> str:
    """A `brand.toml` with its tables and comments, without any value of the clinic whose it was.
    Raises `UsageError` when it cannot be read."""
    try:
        file = TomlFile(_BRAND, source)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{_BRAND} cannot be read: {error}; restore it") from error
    lines = source.split("\n")
    kept: list[str] = []
    table: tuple[str, ...] = ()
    done = 0
    for number, statement, data in file.statements():
        kept += lines[done : number - 1]
        done = number - 1 + statement.count("\n")
        if statement.lstrip().startswith("["):
            table = _names(data)
            if _stays(table):
                kept.append(f"[{'.'.join(table)}]")
            continue
        for path, value in _values(data):
            if _stays(table + path):
                kept.append(f"{'.'.join(path)} = {json.dumps(_blank(table + path, value))}")
    return "\n".join([*kept, *lines[done:]])


def _schema(path: tuple[str, ...]) -> Schema | None:
    """What may stand at a place of a `brand.toml`; nothing where no such place is."""
    schema: Schema | None = SCHEMA
    for key in path:
        schema = schema.keys.get(key) if isinstance(schema, Table) else None
    return schema


def _stays(path: tuple[str, ...]) -> bool:
    """Whether a blank `brand.toml` has the table or value."""
    return _schema(path) is not None and path not in _OPTIONAL


def _blank(path: tuple[str, ...], value: Any) -> Any:
    """What stands in a blank `brand.toml` in place of a value: nothing, or the default where
    something must."""
    nothing: Any = [] if isinstance(value, list) else ""
    schema = _schema(path)
    must_be = schema is not None and any(schema.faults(nothing, path))
    return _BLANK.get(path, schema.filled(None) if schema and must_be else nothing)


def _names(header: Any) -> tuple[str, ...]:
    """The keys of a table's header."""
    names: tuple[str, ...] = ()
    while header and isinstance(header, dict | list):
        if isinstance(header, list):
            header = header[0]
            continue
        ((name, header),) = header.items()
        names += (name,)
    return names


def _values(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of a statement, with their keys."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from (((key, *inner), leaf) for inner, leaf in _values(value))
        else:
            yield (key,), value
