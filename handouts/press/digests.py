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

from handouts.files import reading
from handouts.model.languages import ENGLISH
from handouts.press.plan import Job
from handouts.project.brand import Brand
from handouts.project.project import Project


def digest(*parts: object) -> str:
    """SHA-256 of JSON-able parts, whose order counts."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def file_digest(path: Path, within: Path | None = None) -> str:
    """SHA-256 of the bytes of a file that lies in the folder `within`; empty when there is none,
    and the reason when it cannot be read: not the same thing, and not to be taken for it."""
    try:
        return hashlib.sha256(reading.read(path, within=within)).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"unreadable: {error.strerror or error}"


def tree_digest(folder: Path, within: Path, *, deep: bool = True) -> str:
    """Digest of the names and bytes of the files in a folder: `deep`, with the names of its
    folders, or only at its top. What leads out of the folder `within` counts by its name."""
    if not reading.is_within(folder, within):
        return digest("outside")
    names = sorted(_names(folder, within, deep, "", (os.path.realpath(folder),)))
    files = [
        (name, "" if name[-1] == "/" else file_digest(folder / name, within)) for name in names
    ]
    return digest(files)


def file_names(folder: Path) -> Iterator[str]:
    """The files in a folder, as paths from it; not those that Python has compiled. A link to a
    folder is followed, unless it leads in a circle: then it is like a file."""
    names = _names(folder, None, True, "", (os.path.realpath(folder),))
    return (name for name in names if not name.endswith("/"))


def _names(
    folder: Path, within: Path | None, deep: bool, prefix: str, above: tuple[str, ...]
) -> Iterator[str]:
    """The files in a folder, and its folders with a slash at the end, two where they cannot be
    listed. `above` are the real paths of the folder, and of all links on the way to `prefix`."""
    try:
        entries = list(os.scandir(folder / prefix))
    except OSError:
        yield f"{prefix}//"
        return
    for entry in entries:
        name = prefix + entry.name
        try:
            is_folder = entry.is_dir()
        except OSError:  # a link that leads in a circle
            is_folder = False
        inner = above
        if is_folder and entry.is_symlink():
            real = os.path.realpath(entry.path)
            circle = any(f"{one}/".startswith(f"{real}/") for one in above)
            is_folder = not circle and (within is None or reading.is_within(Path(real), within))
            inner = (*above, real)
        if not is_folder:
            yield name
        elif deep and entry.name != "__pycache__":
            yield f"{name}/"
            yield from _names(folder, within, deep, f"{name}/", inner)


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
        root = project.folder
        folders = {project.guide_folder(name) for name in guides}
        others = [folder for folder in _folders(project.templates) if folder not in folders]
        shared = [
            tree_digest(project.templates, root, deep=False),
            tree_digest(project.locales, root, deep=False),
            *(tree_digest(folder, root) for folder in others),
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
            self._trees[folder] = tree_digest(folder, self._project.folder)
        return self._trees[folder]


def _folders(folder: Path) -> list[Path]:
    try:
        return reading.folders_in(folder)
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
    logo = file_digest(brand.logo, brand.logo.parents[1]) if brand.logo else ""
    name = brand.name, brand.language.tag
    country = [brand.country] if brand.openings else []  # hours are written as there
    return digest(*name, logo, brand.colors, brand.contact, brand.online, *country)
