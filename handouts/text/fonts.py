"""Finding the faces a language is set in.

Fonts are found, not shipped. A family found in an earlier folder hides the same family in a later
one. In the folders of the system, a family is looked for by its file name first ("Noto Sans Thai" →
`NotoSansThai-Bold.ttf`, `NotoSansThai[wdth,wght].ttf`), which costs one listing of the folders and
the opening of a handful of files; only when a language's own families are not found that way is
every font file opened and asked its name.

In other folders, which somebody has filled for the sheets, every file is opened: one that is meant
and cannot be used is a fault, and no other is taken for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.model.errors import DamagedFontError, FontFileError, MissingFontError, SetupError
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.scripts import FALLBACK_FAMILIES
from handouts.text.families import base_name, file_names, package_of, same_family

if TYPE_CHECKING:
    from handouts.text.face import FaceRecord, FontFace

_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
#: Fonts of other kinds, which somebody may take for one of those.
_OTHER_SUFFIXES = frozenset({".woff", ".woff2", ".eot", ".pfa", ".pfb", ".dfont"})
_REGULAR, _BOLD = 400, 700
#: The least height of a line where nobody has looked at the script on paper.
_AIRY = 1.5


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
        systems = _system_folders()
        #: The ranks of the folders that somebody has filled for the sheets.
        self._own = frozenset(
            rank
            for rank, folder in enumerate(self.folders)
            if not any(folder == system or system in folder.parents for system in systems)
        )
        self._own_are_fonts = False
        self._by_name: dict[str, list[tuple[int, Path]]] | None = None
        self._scanned: list[tuple[int, FaceRecord]] | None = None
        self._records: dict[Path, tuple[FaceRecord, ...]] = {}
        self._faces: dict[tuple[str, bool, bool], FontFace | None] = {}
        self._opened: dict[tuple[FaceRecord, int], FontFace] = {}
        self._faults: dict[tuple[FaceRecord, int, str], str] = {}
        self._stacks: dict[tuple[str, bool], tuple[FontFace, ...]] = {}

    def stack(self, language: Language, bold: bool = False) -> tuple[FontFace, ...]:
        """The faces for a language in order of preference: its own families, then those every
        language falls back to. A family that has no bold face gives its regular one.

        Raises `MissingFontError`, saying what to install, when none of its own families is there,
        and `FontFileError` for a file that is meant and is damaged, or cannot be used as it is: no
        other is taken instead.
        """
        known = self._stacks.get((language.tag, bold))
        if known is not None:
            return known
        self._own_must_be_fonts()
        own = self._own_faces(language, bold)
        others = (*FALLBACK_FAMILIES, *language.rule.borrowed)
        rest = [self._face(family, bold) for family in others]
        for face in own:
            self._must_be_sound(face, language.script)
        for face in filter(None, rest):
            is_letters = face.family == FALLBACK_FAMILIES[0]
            self._must_be_sound(face, SOURCE_LANGUAGE.script if is_letters else "")
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
            source = list(self._scan() if scan else self._named(family))
            serving = [
                (rank, record)
                for rank, record in source
                if record.upright and _serves(record, (family,))
            ]
            usable = [(rank, record) for rank, record in serving if not record.refused]
            chosen = _choose(usable, bold)
            self._must_be_no_other(family, chosen, serving)
            if chosen:
                self._must_have_weight(family, bold, chosen, usable)
            self._faces[key] = self._open(chosen[1] if chosen else None, bold)
        return self._faces[key]

    def _must_be_no_other(
        self,
        family: str,
        chosen: tuple[int, FaceRecord] | None,
        serving: Sequence[tuple[int, FaceRecord]],
    ) -> None:
        """Raises `FontFileError` where a file that is meant is not used, and lies where it would go
        before the chosen one or beside it: one that is named as the family and cannot be read as a
        font, or, in a folder for the sheets, is of another family or may not be embedded."""
        last = chosen[0] if chosen else len(self.folders)
        for rank, path in self._files_named(family):
            records = self._read(path)
            if rank > last or any(_serves(record, (family,)) for record in records):
                continue
            if reason := self._file_fault(path):
                raise DamagedFontError(str(path), reason)
            if rank in self._own:
                message = f"this font is {records[0].family}, not {family} as its file is named"
                hint = "give the file its own name, or delete it"
                raise FontFileError(str(path), message, hint)
        for rank, record in serving:
            if record.refused and rank in self._own and chosen and rank < chosen[0]:
                message = f"this font cannot be used: {record.refused}"
                raise FontFileError(str(record.path), message, "take another one, or delete it")

    def _must_have_weight(
        self,
        family: str,
        bold: bool,
        chosen: tuple[int, FaceRecord],
        usable: Sequence[tuple[int, FaceRecord]],
    ) -> None:
        """Raises `FontFileError` where a face has the wrong weight, though its family has the right
        one: what is bold would not be, or all would."""
        place, record = chosen
        if record.variable or record.bold == bold:
            return
        from handouts.text.reference import has_bold  # noqa: PLC0415 - as in `_open`

        others = [other for _, other in usable if other.variable or other.bold == bold]
        if not others and bold and not has_bold(family):
            return
        # One of those beside it may only say that it has this weight.
        for rank, beside in usable:
            if rank == place and (face := self._open(beside, bold)):
                self._must_be_sound(face, "")
        wanted, result = ("bold", "nothing") if bold else ("regular", "everything")
        message = f"{family} has no {wanted} face here: {result} would be bold"
        found = f", as in {others[0].path.parent}," if others else ""
        hint = f"put the {wanted} face{found} beside it, or delete this file"
        raise FontFileError(str(record.path), message, hint)

    def _own_must_be_fonts(self) -> None:
        """Raises `FontFileError` for a file in a folder for the sheets that is no font, or half a
        one: nobody can know what it is for."""
        if self._own_are_fonts:
            return
        own = (self.folders[rank] for rank in sorted(self._own))
        for path in chain.from_iterable(
            _fonts_below(one, _SUFFIXES | _OTHER_SUFFIXES) for one in own
        ):
            if path.suffix.lower() in _OTHER_SUFFIXES:
                message = f"fonts of this kind ({path.suffix}) are not used"
                hint = "put it here as .ttf, .otf or .ttc, or delete it"
                raise FontFileError(str(path), message, hint)
            records = self._read(path)
            if not records or not all(record.family for record in records):
                raise DamagedFontError(str(path), self._file_fault(path) or "it has no name")
        self._own_are_fonts = True

    def _must_be_sound(self, face: FontFace, script: str) -> None:
        if reason := self._fault(face, script):
            raise DamagedFontError(str(face.path), reason)

    def _fault(self, face: FontFace, script: str) -> str:
        """What is wrong with a face; each is looked at once."""
        key = face.record, face.weight, script
        if key not in self._faults:
            from handouts.text import verifying  # noqa: PLC0415 - as in `_open`

            self._faults[key] = verifying.fault(face, script)
        return self._faults[key]

    def _file_fault(self, path: Path) -> str:
        """What is wrong with a file that should be a font."""
        from handouts.text import verifying  # noqa: PLC0415 - as in `_open`

        records = self._read(path)
        found = verifying.file_fault(path, [record.index for record in records])
        return found or ("" if records else "it is no font")

    def _open(self, record: FaceRecord | None, bold: bool) -> FontFace | None:
        """One face object per record and weight, so that faces can be compared by identity."""
        if record is None:
            return None
        from handouts.text.face import FontFace  # noqa: PLC0415 - loads HarfBuzz; a plan needs none

        weight = (_BOLD if bold else _REGULAR) if record.variable else record.weight
        return self._opened.setdefault((record, weight), FontFace(record, weight))

    def _named(self, family: str) -> Iterator[tuple[int, FaceRecord]]:
        """Faces in files whose name promises the family, and all of the folders for the sheets,
        with the rank of their folder."""
        named = dict.fromkeys(self._files_named(family))
        own = ((rank, path) for rank, path in self._own_files() if (rank, path) not in named)
        for rank, path in (*named, *own):
            for record in self._read(path):
                yield rank, record

    def _own_files(self) -> Iterator[tuple[int, Path]]:
        """The files in the folders for the sheets, with the rank of their folder."""
        return (
            (entry for entry in self._files() if entry[0] in self._own) if self._own else iter(())
        )

    def _files_named(self, family: str) -> Iterator[tuple[int, Path]]:
        """The files whose name promises the family, with the rank of their folder."""
        if self._by_name is None:
            self._by_name = {}
            for rank, path in self._files():
                self._by_name.setdefault(base_name(path.stem), []).append((rank, path))
        for name in dict.fromkeys(file_names(family)):
            yield from self._by_name.get(name, ())

    def _scan(self) -> list[tuple[int, FaceRecord]]:
        if self._scanned is None:
            self._scanned = [
                (rank, record) for rank, path in self._files() for record in self._read(path)
            ]
        return self._scanned

    def _read(self, path: Path) -> tuple[FaceRecord, ...]:
        if path not in self._records:
            from handouts.text.face import read_records  # noqa: PLC0415 - as in `_open`

            self._records[path] = read_records(path)
        return self._records[path]

    def _files(self) -> Iterator[tuple[int, Path]]:
        for rank, folder in enumerate(self.folders):
            for path in _fonts_below(folder, _SUFFIXES):
                yield rank, path


def _fonts_below(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    """The files in a folder with a suffix of fonts."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in suffixes:  # noqa: PTH122 - of 300 names
                yield Path(parent, name)


def _choose(usable: Sequence[tuple[int, FaceRecord]], bold: bool) -> tuple[int, FaceRecord] | None:
    """The face nearest to the weight in the first folder that has any, with the rank of that
    folder; static before variable."""
    weight = _BOLD if bold else _REGULAR

    def rank(entry: tuple[int, FaceRecord]) -> tuple[int, float, str, int]:
        place, record = entry
        distance = 0.5 if record.variable else abs(record.weight - weight)
        return place, distance, str(record.path), record.index

    return min(usable, key=rank, default=None)


def _serves(record: FaceRecord, families: Sequence[str]) -> bool:
    return any(same_family(record.family, family) for family in families)
