"""Folders to start from: a new guide, and the project of another clinic. Both can be built at once.

A folder is written beside its place and renamed, so that it is there whole or not at all.
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from handouts.files import reading
from handouts.files.atomic import cannot_write
from handouts.model.errors import UsageError
from handouts.model.stand_ins import is_line
from handouts.project.guide import COMMON, is_guide_name
from handouts.project.project import Project

_STARTER = Path(__file__).parent / "starter"
#: Marks of TOML, XML and of the template language.
_MARKS = re.compile(r"[\"\\<>&{}%\x00-\x1f]")

#: A text on one line, and what may stand behind it.
_VALUE = r"""[ \t]*=[ \t]*(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*(?:#.*)?$"""

#: What every clinic's project has: the frame, its schema, and the words that all sheets share.
_SHARED = (
    "templates/handout.xml",
    "templates/handout.rng",
    "templates/poster.xml",
    "locales/common.pot",
    "locales/glossary.csv",
    "locales/*/LC_MESSAGES/common.po",
    "locales/*/unbreakable.txt",
)


def new_guide(project: Project, name: str, title: str, code: str, day: date) -> Path:
    """The folder of a guide with one sheet, in English. Raises `UsageError` for a name that cannot
    be used, `OutputError` when the folder cannot be written."""
    if not is_guide_name(name):
        raise UsageError(
            f"{name}: write the name in small letters, digits and hyphens, at most 80, and not "
            f"{COMMON}: sore-knee"
        )
    folder = project.guide_folder(name)
    if folder.exists():
        raise UsageError(f"there is a folder {folder} already")
    title = title or name.replace("-", " ").capitalize()
    if _MARKS.search(title) or not is_line(title):
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
    if folder.exists():
        raise UsageError(f"there is {folder} already; name a folder that is not there")

    def fill(target: Path) -> None:
        for pattern in _SHARED:
            for source in sorted(project.folder.glob(pattern)):
                copy = target / source.relative_to(project.folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(_read(source, project))
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


def _emptied(brand: str) -> str:
    """A `brand.toml` without what belongs to one clinic; colours and comments stay. Raises
    `UsageError` where something of it would be left."""
    keys = "logo|phone|phone_closed|phone_pharmacy|hours|address|website"
    text = re.sub(rf"(?m)^[ \t]*name{_VALUE}", 'name = "Name of the clinic"', brand)
    text = re.sub(rf"(?m)^[ \t]*({keys}){_VALUE}", r'\1 = ""', text)
    text = re.sub(rf"(?m)^[ \t]*language{_VALUE}\n?", "", text)
    text = re.sub(r"(?ms)^[ \t]*\[\[[ \t]*hours[ \t]*\]\].*?(?=^[ \t]*\[|\Z)", "", text)
    text = re.sub(r"(?ms)^[ \t]*append[ \t]*=[ \t]*\[.*?\][^\n]*$", "append = []", text)
    text = re.sub(r"(?ms)^[ \t]*languages[ \t]*=[ \t]*\[.*?\][^\n]*$", 'languages = ["en"]', text)
    if left := sorted(_of_one_clinic(text)):
        raise UsageError(
            f"templates/brand.toml: {', '.join(left)} cannot be taken out for another clinic: "
            'write each value on one line, as key = "text"'
        )
    return text


def _of_one_clinic(brand: str) -> Iterator[str]:
    """The keys of a `brand.toml` that still say something of its clinic."""
    try:
        data = tomllib.loads(brand)
    except (ValueError, RecursionError):
        yield "a value"
        return
    kept = {"colors", "print"}
    fresh = {"name": "Name of the clinic"}
    for section, values in data.items():
        if section not in kept:
            inner = values.items() if isinstance(values, dict) else [(section, values)]
            yield from (key for key, value in inner if value and value != fresh.get(key))


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
