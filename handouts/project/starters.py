"""A guide to start from, which can be built at once, and how a folder to start from is written:
beside its place and renamed, so that it is there whole or not at all."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from handouts.files.atomic import cannot_write
from handouts.model.errors import UsageError
from handouts.model.typed_lines import is_line
from handouts.project.guide import COMMON, is_guide_name
from handouts.project.project import Project

STARTER = Path(__file__).parent / "starter"
#: Marks of TOML, XML and of the template language.
_MARKS = re.compile(r"[\"\\<>&{}%\x00-\x1f]")


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
        for source in (STARTER / "guide.toml", STARTER / "sheet.xml"):
            text = source.read_text(encoding="utf-8").replace("TITLE", title)
            text = text.replace("CODE", code).replace("DATE", day.isoformat())
            (target / source.name).write_text(text, encoding="utf-8")

    write_folder(folder, fill)
    return folder


def _free_code(name: str, taken: set[str]) -> str:
    """A code made of a name's letters, that no other guide has."""
    letters = name.replace("-", "").upper()[:6].ljust(2, "X")
    numbered = (f"{letters}{number}" for number in range(2, 100))
    return next((code for code in (letters, *numbered) if code not in taken), "")


def write_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Has `fill` fill a folder that is missing or empty. Raises `OutputError` when it cannot be
    written."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as part:
            made = Path(part) / folder.name
            made.mkdir()
            fill(made)
            made.rename(folder)
    except OSError as error:
        raise cannot_write(folder, error) from error
