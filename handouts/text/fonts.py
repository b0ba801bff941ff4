"""Finding the faces a language is set in.

Fonts are found, not shipped. A family is looked for by its file name first ("Noto Sans Thai" →
`NotoSansThai-Bold.ttf`, `NotoSansThai[wdth,wght].ttf`), which costs one listing of the folders and
the opening of a handful of files. Only when a language's own families are not found that way is
every font file opened and asked its name. A family found in an earlier folder hides the same
family in a later one.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.files import reading
from handouts.model.errors import DamagedFontError, MissingFontError, SetupError
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.scripts import FALLBACK_FAMILIES

if TYPE_CHECKING:
    from handouts.text.face import FaceRecord, FontFace

_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_STYLE = re.compile(r"(?:regular|bold|vf|variable(?:font)?[a-z]*)$")
_AXES = re.compile(r"\[.*\]")
_REGULAR, _BOLD = 400, 700
#: The least height of a line where nobody has looked at the script on paper.
_AIRY = 1.5
#: Debian's package for a family, where it is not `fonts-noto-core`.
_PACKAGES = {"Noto Sans CJK": "fonts-noto-cjk", "Lohit Odia": "fonts-lohit-orya"}


def default_folders(explicit: Path | None, project: Path) -> list[Path]:
    """Folders to look in, in this order: the one named on the command line, those in
    HANDOUTS_FONTS, `fonts/` in the project, the system's. Only those that exist; but a folder
    that somebody named and that does not exist is a `SetupError`."""
    named = [explicit] if explicit else []
    listed = os.environ.get("HANDOUTS_FONTS", "").split(os.pathsep)
    named += [Path(entry) for entry in listed if entry]
    for folder in named:
        if not folder.is_dir():
            raise SetupError(f"no folder of fonts at {folder}: see --fonts and HANDOUTS_FONTS")
    others = [project / "fonts", *_system_folders()]
    # `Path.is_dir` raises for a home that may not be read, or a name that is too long.
    return [*named, *(folder for folder in others if os.path.isdir(folder))]  # noqa: PTH112


def _system_folders() -> list[Path]:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - a user may be without one
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft/Windows/Fonts"
        return [local, Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    shared = ("/usr/local/share/fonts", "/usr/share/fonts")
    return [data / "fonts", home / ".fonts", *(Path(folder) for folder in shared)]


class FontLibrary:
    """The fonts in some folders, opened only when a language asks for them."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._by_name: dict[str, list[tuple[int, Path]]] | None = None
        self._scanned: list[tuple[int, FaceRecord]] | None = None
        self._records: dict[Path, tuple[FaceRecord, ...]] = {}
        self._faces: dict[tuple[str, bool, bool], FontFace | None] = {}
        self._opened: dict[tuple[FaceRecord, int], FontFace] = {}
        self._faults: dict[tuple[Path, int, str], str] = {}
        self._stacks: dict[tuple[str, bool], tuple[FontFace, ...]] = {}

    def stack(self, language: Language, bold: bool = False) -> tuple[FontFace, ...]:
        """The faces for a language in order of preference: its own families, then those every
        language falls back to. A family without a bold face gives its regular one.

        Raises `MissingFontError`, saying what to install, when none of its own families is there,
        and `DamagedFontError` for a file that is meant and is damaged: no other is taken instead.
        """
        known = self._stacks.get((language.tag, bold))
        if known is not None:
            return known
        own = self._own_faces(language, bold)
        others = (*FALLBACK_FAMILIES, *language.rule.borrowed)
        rest = [self._face(family, bold) for family in others]
        for face in own:
            self._must_be_sound(face.record, language.script)
        for face in filter(None, rest):
            is_letters = face.family == FALLBACK_FAMILIES[0]
            self._must_be_sound(face.record, SOURCE_LANGUAGE.script if is_letters else "")
        stack = tuple(dict.fromkeys(own + [face for face in rest if face]))
        self._stacks[language.tag, bold] = stack
        return stack

    def line_height(self, language: Language) -> float:
        """The height of a line as a multiple of the type size: what the language's rule says, else
        what the font's own metrics ask for, with the air that body text has."""
        if language.rule.leading:
            return language.rule.leading
        return max(_AIRY, self.stack(language)[0].line_height)

    def _own_faces(self, language: Language, bold: bool) -> list[FontFace]:
        families = language.rule.families
        for scan in (False, True):
            found = [self._face(family, bold, scan) for family in families]
            if any(found):
                return [face for face in found if face]
        raise MissingFontError(self._advice(language))

    def _advice(self, language: Language) -> str:
        families = language.rule.families
        refusals = sorted(
            f"{record.path.name}: {record.refused}"
            for _, record in self._scan()
            if record.refused and _serves(record, families)
        )
        reasons = f" (not usable: {'; '.join(refusals)})" if refusals else ""
        return (
            f"no font for {language.name} ({language.tag}): {' or '.join(families)} is missing"
            f"{reasons}; install the package {package_of(families[-1])}, or put the font files "
            "into the folder fonts/ of the project"
        )

    def _face(self, family: str, bold: bool, scan: bool = False) -> FontFace | None:
        key = (family, bold, scan)
        if key not in self._faces:
            source = self._scan() if scan else self._named(family)
            usable = [
                (place, record)
                for place, record in source
                if record.upright and not record.refused and _serves(record, (family,))
            ]
            chosen = _choose(usable, bold)
            if not scan:
                self._must_be_no_other(family, chosen)
            self._faces[key] = self._open(chosen, bold)
        return self._faces[key]

    def _must_be_no_other(self, family: str, chosen: FaceRecord | None) -> None:
        """Raises `DamagedFontError` where a file that is named as the family cannot be read as a
        font, and lies where it would go before the chosen one or beside it."""
        places = {path: rank for rank, path in self._files_named(family)}
        last = places.get(chosen.path, len(self.folders)) if chosen else len(self.folders)
        for path, rank in places.items():
            records = self._read(path)
            if rank > last or any(_serves(record, (family,)) for record in records):
                continue
            reason = self._fault(path, 0, "") or ("" if records else "it is no font")
            if reason:
                raise DamagedFontError(str(path), reason)

    def _must_be_sound(self, record: FaceRecord, script: str) -> None:
        if reason := self._fault(record.path, record.index, script):
            raise DamagedFontError(str(record.path), reason)

    def _fault(self, path: Path, index: int, script: str) -> str:
        """What is wrong with a face; each file is looked at once."""
        key = path, index, script
        if key not in self._faults:
            from handouts.text import soundness  # noqa: PLC0415 - as above

            try:
                data = reading.read(path, reading.FONT)
            except OSError as error:
                self._faults[key] = error.strerror or str(error)
            else:
                self._faults[key] = soundness.fault(data, index, script)
        return self._faults[key]

    def _open(self, record: FaceRecord | None, bold: bool) -> FontFace | None:
        """One face object per record and weight, so that faces can be compared by identity."""
        if record is None:
            return None
        from handouts.text.face import FontFace  # noqa: PLC0415 - loads HarfBuzz; a plan needs none

        weight = (_BOLD if bold else _REGULAR) if record.variable else record.weight
        return self._opened.setdefault((record, weight), FontFace(record, weight))

    def _named(self, family: str) -> Iterator[tuple[int, FaceRecord]]:
        """Faces in files whose name promises the family, with the rank of their folder."""
        for rank, path in self._files_named(family):
            for record in self._read(path):
                yield rank, record

    def _files_named(self, family: str) -> Iterator[tuple[int, Path]]:
        """The files whose name promises the family, with the rank of their folder."""
        if self._by_name is None:
            self._by_name = {}
            for rank, path in self._files():
                self._by_name.setdefault(_base_name(path.stem), []).append((rank, path))
        for name in dict.fromkeys(_file_names(family)):
            yield from self._by_name.get(name, ())

    def _scan(self) -> list[tuple[int, FaceRecord]]:
        if self._scanned is None:
            self._scanned = [
                (rank, record) for rank, path in self._files() for record in self._read(path)
            ]
        return self._scanned

    def _read(self, path: Path) -> tuple[FaceRecord, ...]:
        if path not in self._records:
            from handouts.text.face import read_records  # noqa: PLC0415 - as above

            self._records[path] = read_records(path)
        return self._records[path]

    def _files(self) -> Iterator[tuple[int, Path]]:
        for rank, folder in enumerate(self.folders):
            for parent, folders, names in os.walk(folder):
                folders.sort()
                for name in sorted(names):
                    if name[-4:].lower() in _SUFFIXES:
                        yield rank, Path(parent, name)


def _choose(usable: list[tuple[int, FaceRecord]], bold: bool) -> FaceRecord | None:
    """The face nearest to the weight in the first folder that has any; static before variable."""
    weight = _BOLD if bold else _REGULAR

    def rank(entry: tuple[int, FaceRecord]) -> tuple[int, float, str, int]:
        place, record = entry
        distance = 0.5 if record.variable else abs(record.weight - weight)
        return place, distance, str(record.path), record.index

    return min(usable, key=rank)[1] if usable else None


def package_of(family: str) -> str:
    """Debian's package with a family."""
    found = (name for start, name in _PACKAGES.items() if family.startswith(start))
    return next(found, "fonts-noto-core")


def same_family(family: str, wanted: str) -> bool:
    """Whether a family is the wanted one, or one region's part of it."""
    plain = _plain(family)
    return plain in (_plain(wanted), _plain(_region_family(wanted)))


def _serves(record: FaceRecord, families: Sequence[str]) -> bool:
    return any(same_family(record.family, family) for family in families)


def _region_family(family: str) -> str:
    """The name under which one region's part of the CJK collection is published by itself."""
    return family.replace(" CJK ", " ")


def _base_name(stem: str) -> str:
    return _STYLE.sub("", _plain(_AXES.sub("", stem)))


def _file_names(family: str) -> Iterator[str]:
    plain = _plain(family)
    yield plain
    if " CJK " in family:
        yield plain[:-2]
        yield _plain(_region_family(family))


def _plain(name: str) -> str:
    """Without what fonts spell now so, now so: "Noto Sans Phags Pa" is "Noto Sans PhagsPa"."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
