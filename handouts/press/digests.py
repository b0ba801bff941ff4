"""What a sheet is made from, as a digest; so that what has not changed is not built again.

There are two digests of a sheet. The *inputs* are exact: the words after translation, the values
filled in, the review state, the drawings the sheet shows, the brand, the fonts of its languages,
the program. They stand in the manifest, and they alone decide. But they cost a composition. So
there is also a *raw* digest, over the bytes of every file the sheet could depend on, which costs
next to nothing. The cache remembers which inputs a raw digest has led to: equal raw digest, equal
inputs, nothing composed, no font opened. File times are never trusted for content, save as a part
of the raw digest of the font folders, where a new time merely makes us look closer.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.files.atomic import OutputError, write
from handouts.press.plan import Job
from handouts.project.brand import Brand

#: What lies above the press: it looks at sheets but does not make them.
ABOVE = ("cli/", "desk/", "reports/", "proof", "compare")

#: Packages whose release may change a sheet.
PACKAGES = ("Babel", "Jinja2", "reportlab", "uharfbuzz", "icu4py", "lxml", "fonttools")

CACHE = "sheets.json"


def digest(*parts: object) -> str:
    """SHA-256 of JSON-able parts, whose order counts."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes; empty when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def tree_digest(folder: Path, *, deep: bool = True) -> str:
    """Digest of the names and bytes of the files in a folder; hidden files do not count."""
    return digest([(name, file_digest(folder / name)) for name in sorted(_names(folder, deep))])


def _names(folder: Path, deep: bool, prefix: str = "") -> Iterator[str]:
    try:
        entries = list(os.scandir(folder / prefix))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "__pycache__")) or entry.name.endswith("~"):
            continue
        if entry.is_dir():
            if deep:
                yield from _names(folder, deep, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name


def code_digest() -> str:
    """The version of the program that makes sheets: its source and the packages it stands on.

    The Python version is not part of it: the text engine brings its own Unicode data."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to import

    package = Path(__file__).parents[1]
    sources = [
        (name, file_digest(package / name))
        for name in sorted(_names(package, deep=True))
        if name.endswith(".py") and not name.startswith(ABOVE)
    ]
    versions = []
    for name in PACKAGES:
        try:
            versions.append((name, version(name)))
        except PackageNotFoundError:
            versions.append((name, ""))
    return digest(sources, versions)


def listing_digest(folders: Iterable[Path]) -> str:
    """Digest of what lies in the font folders (names, sizes, times), without opening a file."""
    rows: list[tuple[str, int, int]] = []
    for folder in folders:
        for name in sorted(_names(folder, deep=True)):
            try:
                status = (folder / name).stat()
            except OSError:
                continue
            rows.append((str(folder / name), status.st_size, status.st_mtime_ns))
    return digest(rows)


class Raw:
    """Raw digests of jobs; each folder of the project is read once."""

    def __init__(
        self, project: Path, guides: Iterable[str], fonts: Iterable[Path], code: str
    ) -> None:
        self._project = project
        templates, locales = project / "templates", project / "locales"
        shared = [tree_digest(templates, deep=False), tree_digest(locales, deep=False)]
        known = frozenset(guides)
        shared += [
            tree_digest(folder) for folder in _folders(templates) if folder.name not in known
        ]
        self._shared = digest(shared, code, listing_digest(fonts))
        self._trees: dict[Path, str] = {}

    def of(self, job: Job) -> str:
        """The raw digest of one job."""
        locales = self._project / "locales"
        return digest(
            job.path,
            self._shared,
            self._tree(self._project / "templates" / job.guide),
            self._tree(locales / job.language.locale),
            self._tree(locales / "en"),
        )

    def _tree(self, folder: Path) -> str:
        if folder not in self._trees:
            self._trees[folder] = tree_digest(folder)
        return self._trees[folder]


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(Path(entry.path) for entry in os.scandir(folder) if entry.is_dir())
    except OSError:
        return []


def inputs_digest(
    job: Job,
    words: str,
    drawings: Mapping[str, str],
    brand: str,
    fonts: Mapping[str, str],
    code: str,
) -> str:
    """The exact digest of what a sheet is made from."""
    return digest(job.path, words, dict(drawings), brand, dict(fonts), code)


def brand_digest(brand: Brand, templates: Path) -> str:
    """What of the brand shows on every sheet. The paper is the job's, the languages' order the
    desk's."""
    logo = file_digest(templates / brand.logo) if brand.logo else ""
    return digest(brand.name, logo, brand.colors, brand.contact)


@dataclass(frozen=True, slots=True)
class Known:
    """What a raw digest has led to."""

    raw: str
    inputs: str
    draft: bool
    fonts: Mapping[str, str]


class Cache:
    """`.cache/sheets.json`: path of a sheet → `Known`. A mere shortcut: it is keyed by content
    and bears its own digest, so that a copied one helps, and a damaged or missing one only costs
    the time to compose."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / CACHE
        self._known = _load_cache(self._path)
        self._changed = False

    def get(self, path: str, raw: str) -> Known | None:
        """What is known of the sheet, if that was learned from the same raw digest."""
        known = self._known.get(path)
        return known if known and known.raw == raw else None

    def put(self, path: str, known: Known) -> None:
        """Remembers."""
        if self._known.get(path) != known:
            self._known[path] = known
            self._changed = True

    def save(self) -> None:
        """Writes the cache, if it has changed and may be written."""
        if not self._changed:
            return
        fonts: dict[str, dict[str, str]] = {}
        sheets: dict[str, list[Any]] = {}
        for path, known in sorted(self._known.items()):
            key = digest(dict(known.fonts))[:16]
            fonts[key] = dict(known.fonts)
            sheets[path] = [known.raw, known.inputs, known.draft, key]
        body = {"fonts": fonts, "sheets": sheets}
        try:
            write(self._path, json.dumps({"digest": digest(body), "body": body}).encode())
        except OutputError:
            return


def _load_cache(path: Path) -> dict[str, Known]:
    try:
        document = json.loads(path.read_bytes())
        body = document["body"]
        if document["digest"] != digest(body):
            return {}
        return {
            name: Known(raw, inputs, draft, body["fonts"][key])
            for name, (raw, inputs, draft, key) in body["sheets"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
