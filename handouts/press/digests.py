"""What a PDF is made from, as a digest, so that what has not changed is not built again.

Each PDF has two digests. That of its *inputs* is exact: the words after translation, the values
filled in, the review state, the drawings on it, the brand, the fonts of its languages, the program.
It stands in the manifest and alone decides. But it costs a composition. So there is also a digest
of its *files*, over the bytes of every file that the PDF could depend on, which costs next to
nothing. The cache remembers which inputs came of which files: equal files, equal inputs, nothing
composed, no font opened. File times are never trusted for content, except in the digest of the
font folders, where a new time only leads to another composition.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from handouts.model.languages import ENGLISH
from handouts.press.plan import Job
from handouts.project.brand import Brand
from handouts.project.project import Project


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
    """Digest of the names and bytes of the files in a folder, `deep` or only at its top."""
    names = sorted(file_names(folder, deep=deep))
    return digest([(name, file_digest(folder / name)) for name in names])


def file_names(folder: Path, *, deep: bool = True) -> Iterator[str]:
    """The files in a folder, as paths from it; not those that Python has compiled."""
    yield from _file_names(folder, deep, "")


def _file_names(folder: Path, deep: bool, prefix: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder / prefix))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if deep and entry.name != "__pycache__":
                yield from _file_names(folder, deep, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name


def listing_digest(folders: Iterable[Path]) -> str:
    """Digest of the font folders' listing (names, sizes, times), without opening a file."""
    rows: list[tuple[str, int, int]] = []
    for folder in folders:
        for name in sorted(file_names(folder)):
            path = f"{folder}/{name}"
            try:
                status = os.stat(path)  # noqa: PTH116 - there are a thousand; `Path` is slower
            except OSError:
                continue
            rows.append((path, status.st_size, status.st_mtime_ns))
    return digest(rows)


class SourceDigests:
    """Digests of the files that jobs could depend on; each folder of the project is read once.
    `guides` are the names of those that jobs are made from."""

    def __init__(
        self, project: Project, guides: Iterable[str], fonts: Iterable[Path], code: str
    ) -> None:
        self._project = project
        folders = {project.guide_folder(name) for name in guides}
        others = [folder for folder in _folders(project.templates) if folder not in folders]
        shared = [
            tree_digest(project.templates, deep=False),
            tree_digest(project.locales, deep=False),
            *map(tree_digest, others),
        ]
        self._shared = digest(shared, code, listing_digest(fonts))
        self._trees: dict[Path, str] = {}

    def of(self, job: Job) -> str:
        """The digest of the files of one job."""
        return digest(
            job.path,
            self._shared,
            self._tree(self._project.guide_folder(job.guide)),
            self._tree(self._project.language_folder(job.language).path),
            self._tree(self._project.language_folder(ENGLISH).path),
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
    unbreakable: Sequence[str],
    drawings: Mapping[str, str],
    brand: str,
    fonts: Mapping[str, str],
    code: str,
) -> str:
    """The exact digest of what a PDF is made from."""
    return digest(job.path, words, list(unbreakable), dict(drawings), brand, dict(fonts), code)


def brand_digest(brand: Brand) -> str:
    """What every handout shows of the brand. The paper is the job's, the order of the languages
    that of the front desk's list."""
    logo = file_digest(brand.logo) if brand.logo else ""
    return digest(brand.name, logo, brand.colors, brand.contact, brand.online)
