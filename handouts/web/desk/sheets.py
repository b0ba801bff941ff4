"""What the desk has to give: the sheets in the output folder, and the lines to fill in on each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from handouts.compose.compose import Composer
from handouts.model.blocks import FillIn, FillKind
from handouts.model.languages import SOURCE_LANGUAGE
from handouts.press.manifest import NAME, Manifest, read
from handouts.project.project import Project
from handouts.web.desk.protocol import Wanted


class CurrentSheets:
    """The sheets in the output folder, as they are now. `changed` is called when they are others
    than before."""

    def __init__(self, folder: Path, changed: Callable[[], None]) -> None:
        self.folder = folder
        self._changed = changed
        self._lock = threading.Lock()
        self._seen: object = None
        self._manifest = Manifest()

    def manifest(self) -> Manifest:
        """What may be given to patients. Raises `UsageError` when it cannot be read just now."""
        with self._lock:
            seen = self._stamp()
            if seen != self._seen:
                manifest = read(self.folder)
                first, self._seen, self._manifest = self._seen is None, seen, manifest
                if not first:
                    self._changed()
            return self._manifest

    def _stamp(self) -> object:
        """What changes with the manifest; it is replaced as a whole."""
        try:
            status = (self.folder / NAME).stat()
        except OSError:
            return ""
        return (status.st_ino, status.st_size, status.st_mtime_ns)


class FillInLines:
    """The lines to fill in of each sheet, by their English labels; the same in every language."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], list[FillIn]] = {}
        self._composer = Composer(Project(project))

    @property
    def country(self) -> str:
        """The clinic's, ISO 3166: dates and times are written as there."""
        with self._lock:
            return self._composer.project.brand.country

    def of(self, manifest: Manifest) -> Mapping[str, Any]:
        """For the page: guide and sheet → key, kind and label of each line."""
        sheets = {(one.guide, one.handout) for one in manifest.handouts.values()}
        return {
            "/".join(sheet): [
                {"key": one.key, "kind": one.kind.value, "label": one.label.plain}
                for one in self._lines(*sheet)
            ]
            for sheet in sorted(sheets)
        }

    def kinds(self, sheets: Iterable[Wanted]) -> dict[str, FillKind]:
        """What may be written on the lines of these sheets, by key."""
        return {
            line.key: line.kind for one in sheets for line in self._lines(one.guide, one.handout)
        }

    def forget(self) -> None:
        """The project has changed."""
        with self._lock:
            self._known.clear()
            self._composer = Composer(Project(self._project))

    def _lines(self, guide: str, sheet: str) -> list[FillIn]:
        with self._lock:
            if (guide, sheet) not in self._known:
                self._known[guide, sheet] = list(self._read(guide, sheet))
            return self._known[guide, sheet]

    def _read(self, guide: str, sheet: str) -> Iterable[FillIn]:
        guides = {one.name: one for one in self._composer.project.guides}
        if guide not in guides or sheet not in {one.name for one in guides[guide].sheets}:
            return
        handout = self._composer.compose(guides[guide], sheet, SOURCE_LANGUAGE).handout
        for line in handout.fields() if handout else ():
            if isinstance(line, FillIn) and line.key and not line.value:
                yield line
