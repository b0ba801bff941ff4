"""Folders to start from: a new guide, and the project of another clinic. Both can be built at once.

A folder is written beside its place and renamed, so that it is there whole or not at all.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from handouts.files import reading
from handouts.files.atomic import cannot_write
from handouts.model.errors import UsageError
from handouts.project.project import Project

_STARTER = Path(__file__).parent / "starter"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Marks of TOML, XML and of the template language.
_MARKS = re.compile(r"[\"\\<>&{}%\x00-\x1f]")

#: What every clinic's project has: the frame, its schema, and the words that all sheets share.
_SHARED = (
    "templates/handout.xml",
    "templates/handout.rng",
    "templates/poster.xml",
    "locales/common.pot",
    "locales/glossary.csv",
    "locales/*/LC_MESSAGES/common.po",
    "locales/*/unbreakable.txt",
    "locales/*/checks.toml",
)


def new_guide(project: Project, name: str, title: str, code: str, day: date) -> Path:
    """The folder of a guide with one sheet, in English. Raises `UsageError` for a name that cannot
    be used, `OutputError` when the folder cannot be written."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name}: write the name in small letters, digits and hyphens: sore-knee")
    folder = project.guide_folder(name)
    if folder.exists():
        raise UsageError(f"there is a folder {folder} already")
    title = title or name.replace("-", " ").capitalize()
    if _MARKS.search(title):
        raise UsageError(f"{title}: write the title in letters, digits and plain punctuation")
    taken = {guide.code for guide in project.guides}
    code = code or _free_code(name, taken)
    if not re.fullmatch(r"[A-Z0-9]{2,8}", code) or code in taken:
        raise UsageError(
            f"--code {code}: write 2 to 8 capital letters and digits that no other guide has"
        )

    def fill(target: Path) -> None:
        for source in sorted(_STARTER.iterdir()):
            text = source.read_text(encoding="utf-8").replace("TITLE", title)
            text = text.replace("CODE", code).replace("DATE", day.isoformat())
            (target / source.name).write_text(text, encoding="utf-8")

    _write(folder, fill)
    return folder


def _free_code(name: str, taken: set[str]) -> str:
    """A code made of a name's letters, that no other guide has."""
    letters = name.replace("-", "").upper()[:6].ljust(2, "X")
    numbered = (f"{letters}{number}" for number in range(2, 100))
    return next((code for code in (letters, *numbered) if code not in taken), "")


def new_clinic(project: Project, folder: Path, day: date) -> Path:
    """The project of another clinic: this one's frame and shared words, a brand to fill in, and a
    guide to start from. Raises `UsageError` for a folder that is there, `OutputError` when it
    cannot be written."""
    if _has_something(folder):
        raise UsageError(f"there is {folder} already; name a folder that is empty or not there")

    def fill(target: Path) -> None:
        for pattern in _SHARED:
            for source in sorted(project.folder.glob(pattern)):
                copy = target / source.relative_to(project.folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(_read(source, project))
        glossary = target / "locales" / "glossary.csv"
        if glossary.exists():
            glossary.write_text(_shared_terms(glossary, target), encoding="utf-8", newline="")
        (target / "templates" / "art").mkdir()
        brand = project.templates / "brand.toml"
        text = _read(brand, project).decode("utf-8", "replace")
        (target / "templates" / "brand.toml").write_text(_emptied(text), encoding="utf-8")
        new_guide(Project(target), "first-guide", "", "", day)

    _write(folder, fill)
    return folder


def _read(path: Path, project: Project) -> bytes:
    """A file of the project to copy. Raises `UsageError` where it cannot be read."""
    try:
        return reading.read(path, within=project.folder)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; restore it") from error


def _shared_terms(glossary: Path, project: Path) -> str:
    """A glossary without the terms of this clinic's guides."""
    pot = project / "locales" / "common.pot"
    words = pot.read_text("utf-8", "replace").casefold() if pot.exists() else ""
    with glossary.open(encoding="utf-8", errors="replace", newline="") as file:
        head, *rows = list(csv.reader(file)) or [[]]
    kept = io.StringIO()
    csv.writer(kept, lineterminator="\n").writerows(
        [head, *(row for row in rows if row and row[0].casefold() in words)]
    )
    return kept.getvalue()


def _emptied(brand: str) -> str:
    """A `brand.toml` without what belongs to one clinic; colours and comments stay."""
    text = re.sub(r'(?m)^name = ".*"$', 'name = "Name of the clinic"', brand)
    text = re.sub(
        r'(?m)^(logo|phone|phone_closed|phone_pharmacy|hours|address|website) = ".*"$',
        r'\1 = ""',
        text,
    )
    text = re.sub(r'(?m)^language = ".*"\n', "", text)
    text = re.sub(r"(?ms)^append = \[.*?\]$", "append = []", text)
    return re.sub(r"(?ms)^languages = \[.*?\]$", 'languages = ["en"]', text)


def _has_something(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return folder.is_symlink()
    except OSError:
        return True


def _write(folder: Path, fill: Callable[[Path], None]) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as part:
            made = Path(part) / folder.name
            made.mkdir()
            fill(made)
            made.rename(folder)
    except OSError as error:
        raise cannot_write(folder, error) from error
