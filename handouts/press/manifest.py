"""`manifest.json` of an output folder: what lies in it, for CI and for the front desk.

Only what stands under `handouts` is fit to be given to a patient. When a handout may no longer be
built (a message turned fuzzy, say), its earlier file stays on the disk, whole, but its entry moves
from `handouts` to `stale`. Whoever reads `handouts` alone, as every reader of the contract does,
cannot hand out or publish an outdated file by mistake; a reader who wants to say that it is being
corrected finds it under `stale`. The entry is kept in full, so that nothing needs to be built when
the message is as it was. A file whose words are unfit stays only where the clinic allows it
(`outdated` in `brand.toml`); else it is removed, and its entry stands under `withheld`. The keys
`stale` and `withheld` are there only while they are needed.

No clock, sorted by path: the same content gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, get_origin, get_type_hints

from handouts.editions import EDITIONS, STANDARD
from handouts.files import reading
from handouts.model.errors import UsageError

SCHEMA = 2
NAME = "manifest.json"

#: What entries of earlier builds did not say, so that they can still be compared with.
_BEFORE = {
    "media_type": STANDARD.media_type,
    "verified": False,
    "guide_title": "",
    "code": "",
    "order": 0,
    "date": "",
    "signed_by": (),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. `path` is relative to the manifest; `language` is BCP 47; `edition` is a name of
    `EDITIONS`; `title` is the sheet's own, `title_en` and `guide_title` are English; `code`,
    `version` and `date` stand at the foot of its pages; `order` is its place in its guide. `draft`
    says that some of its words are unsigned, `signed_by` names who signed them otherwise
    (reviewer, credential, date), `verified` that a validator has passed the file; `sha256` is the
    file's, `inputs` the digest of everything it was made from."""

    path: str
    language: str
    guide: str
    handout: str
    edition: str
    media_type: str
    paper: str
    pages: int
    title: str
    title_en: str
    guide_title: str
    code: str
    order: int
    version: str
    date: str
    draft: bool
    signed_by: tuple[Mapping[str, str], ...]
    verified: bool
    sha256: str
    inputs: str


FIELDS = tuple(one.name for one in fields(Entry))
_HINTS = get_type_hints(Entry)
_TYPES = tuple((name, get_origin(_HINTS[name]) or _HINTS[name]) for name in FIELDS)


@dataclass(frozen=True, slots=True)
class OfferedLanguage:
    """A language that the clinic offers, and every name that staff may know it by."""

    tag: str
    name: str
    autonym: str
    other_names: tuple[str, ...]
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class About:
    """What is true of all entries: the clinic's name, its paper, the languages it offers, in its
    own order, and its colours by role (`#RRGGBB`), for pages about the sheets."""

    clinic: str = ""
    paper: str = ""
    languages: tuple[OfferedLanguage, ...] = ()
    colors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Entries by path, the fonts they are set in (name → SHA-256 of the font file), and what is
    true of all of them. Those of `withheld` have no file."""

    handouts: Mapping[str, Entry] = field(default_factory=dict)
    stale: Mapping[str, Entry] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    withheld: Mapping[str, Entry] = field(default_factory=dict)
    about: About = field(default_factory=About)

    def known(self) -> dict[str, Entry]:
        """Every file this project has put into the folder, fit or stale."""
        return {**self.stale, **self.handouts}

    def asked_for(self) -> dict[str, Entry]:
        """Every file that the folder is to hold, those withheld included."""
        return {**self.withheld, **self.known()}

    def dump(self) -> bytes:
        """The file's bytes."""
        document: dict[str, Any] = {
            "schema": SCHEMA,
            **asdict(self.about),
            "fonts": dict(sorted(self.fonts.items())),
            "handouts": _rows(self.handouts),
        }
        if self.stale:
            document["stale"] = _rows(self.stale)
        if self.withheld:
            document["withheld"] = _rows(self.withheld)
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class Build:
    """An output folder and its manifest."""

    folder: Path
    manifest: Manifest


def load(folder: Path) -> Manifest:
    """The manifest in `folder`; empty when there is none or it cannot be understood. Then every
    file is made again, which puts the folder right."""
    try:
        return read(folder)
    except UsageError:
        return Manifest()


def read(folder: Path) -> Manifest:
    """The manifest in `folder`, for those who cannot do without. Raises `UsageError`."""
    path = folder / NAME
    try:
        data = reading.read(path, reading.MANIFEST, folder)
        if _SURROGATE.search(data):  # `dump` writes none; half of one is no text
            raise ValueError
        document = json.loads(data)
        if document["schema"] not in (1, SCHEMA):
            raise UsageError(f"{path} is of another release of this program")
        return Manifest(
            handouts=_entries(document["handouts"]),
            stale=_entries(document.get("stale", [])),
            withheld=_entries(document.get("withheld", [])),
            fonts={str(name): str(digest) for name, digest in document["fonts"].items()},
            about=_about(document),
        )
    except FileNotFoundError as error:
        raise UsageError(f"{path} is missing: build first: python3 build.py") from error
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UsageError(f"{path} is no manifest of a build, or is damaged") from error


def _about(document: dict[str, Any]) -> About:
    """Builds of before said nothing of it."""
    languages = tuple(map(_offered, document.get("languages", [])))
    colors = {str(role): str(color) for role, color in document.get("colors", {}).items()}
    return About(str(document.get("clinic", "")), str(document.get("paper", "")), languages, colors)


def _offered(row: Mapping[str, Any]) -> OfferedLanguage:
    names = row["other_names"]
    texts = (row["tag"], row["name"], row["autonym"], *names)
    if not isinstance(names, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError("a value of another type")
    return OfferedLanguage(**dict(row) | {"other_names": tuple(names)})


def is_of_something_else(path: Path) -> bool:
    """Whether a file with the manifest's name is somebody else's: another program's list, a folder.
    What is no JSON at all may be one of ours that was damaged."""
    try:
        document = json.loads(reading.read(path, reading.MANIFEST, path.parent))
    except FileNotFoundError:
        return False
    except OSError:
        return True
    except (ValueError, RecursionError):
        return False
    return not (isinstance(document, dict) and {"schema", "handouts"} <= document.keys())


def _rows(entries: Mapping[str, Entry]) -> list[dict[str, Any]]:
    """Sorted by path. `dataclasses.asdict` would copy every value of every entry."""
    return [{name: getattr(entries[path], name) for name in FIELDS} for path in sorted(entries)]


def _entries(rows: list[dict[str, Any]]) -> dict[str, Entry]:
    full = [{**_BEFORE, **row} for row in rows]
    for row in full:
        row["signed_by"] = tuple(map(_signature, row["signed_by"]))
    entries = [Entry(**{name: row[name] for name in FIELDS}) for row in full]
    if any(type(getattr(entry, name)) is not kind for entry in entries for name, kind in _TYPES):
        raise ValueError("a value of another type")
    return {entry.path: entry for entry in entries if _is_ours(entry)}


def _signature(given: Mapping[str, Any]) -> Mapping[str, str]:
    if not all(isinstance(text, str) for pair in given.items() for text in pair):
        raise ValueError("a value of another type")
    return dict(given)


def _is_ours(entry: Entry) -> bool:
    """Whether an entry is of an edition we make and its path stays in the folder: a forged
    manifest must not make us remove other files."""
    folder, _, name = entry.path.partition("/")
    edition = EDITIONS.get(entry.edition)
    inside = folder not in ("", ".", "..") and "/" not in name and "\0" not in entry.path
    return inside and edition is not None and name.endswith(edition.extension)
