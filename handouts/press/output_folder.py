"""The output folder: finished files, and the manifest that is true of them at every moment.

A rename is atomic, two renames are not: between putting a file in place and writing the manifest,
the machine may stop. So a change is made in three steps, and after each of them every entry of the
manifest describes a file that is there::

    1  manifest without the files about to change
    2  new files renamed into place, others removed
    3  manifest with what is now there

Stopping after 1 or 2 leaves files that no entry describes; the next build makes them again.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.files import atomic
from handouts.press.manifest import NAME, About, Entry, Manifest, load


def default_folder(project: Path, *, release: bool) -> Path:
    """Where a build goes when no folder is named. A release has a folder of its own, beside that
    of the drafts and not in it: `dist` may be deleted at any time and is made again, but what was
    released cannot be made again once its words have changed."""
    return project / ("release" if release else "dist")


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file beside its place, and the entry that will describe it."""

    part: Path
    entry: Entry


class OutputFolder:
    """What lies in an output folder. Only for the holder of its lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.removed: list[str] = []
        atomic.sweep(folder)
        self.manifest = _present(load(folder), folder)
        self._whole: dict[str, bool] = {}

    def entry(self, path: str) -> Entry | None:
        """The entry of a file that is there, whole, as the manifest says. A stale one counts:
        with its old words again, it may be handed out again."""
        entry = self.manifest.known().get(path)
        return entry if entry and self._is_whole(entry) else None

    def commit(
        self,
        finished: Sequence[Finished] = (),
        unchanged: Iterable[Entry] = (),
        stale: Iterable[str] = (),
        gone: Iterable[str] = (),
        fonts: Mapping[str, str] | None = None,
        about: About | None = None,
    ) -> None:
        """Puts `finished` files in place, confirms the `unchanged` ones, marks those that may not
        be handed out any more (`stale`) and removes those whose handout is `gone`. `fonts` and
        `about`, when given, replace the manifest's. Raises `OutputError`; the manifest is true
        even then."""
        known = self.manifest.known()
        handouts = dict(self.manifest.handouts)
        old = dict(self.manifest.stale)
        handouts.update((entry.path, entry) for entry in unchanged)
        for path in (*stale, *gone):
            handouts.pop(path, None)
            if path in known and self._is_whole(known[path]):
                old[path] = known[path]
        for one in finished:
            handouts.pop(one.entry.path, None)
            old.pop(one.entry.path, None)
        for path in handouts:
            old.pop(path, None)
        self._save(replace(self.manifest, handouts=handouts, stale=old))
        for one in finished:
            self._place(one)
            handouts[one.entry.path] = one.entry
        for path in gone:
            if path in known:
                self._remove(path)
                self.removed.append(path)
                old.pop(path, None)
        after = Manifest(
            handouts,
            old,
            self.manifest.fonts if fonts is None else fonts,
            about or self.manifest.about,
        )
        self._save(after)

    def _place(self, one: Finished) -> None:
        path = self.folder / one.entry.path
        atomic.publish(one.part, path)
        self._whole[one.entry.path] = True

    def _remove(self, path: str) -> None:
        place = self.folder / path
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise atomic.cannot_write(place, error) from error
        # The folder of a language that is gone; not empty as long as another sheet is there.
        with contextlib.suppress(OSError):
            place.parent.rmdir()

    def _save(self, manifest: Manifest) -> None:
        """Writes the manifest, if the file does not say the same already."""
        path, data = self.folder / NAME, manifest.dump()
        try:
            same = path.read_bytes() == data
        except OSError:
            same = False
        if not same:
            atomic.write(path, data)
        self.manifest = manifest

    def _is_whole(self, entry: Entry) -> bool:
        if entry.path not in self._whole:
            self._whole[entry.path] = _digest(self.folder / entry.path) == entry.sha256
        return self._whole[entry.path]


def _present(manifest: Manifest, folder: Path) -> Manifest:
    """The manifest without the entries whose file somebody has taken away."""
    return replace(
        manifest,
        handouts=_there(manifest.handouts, folder),
        stale=_there(manifest.stale, folder),
    )


def _there(entries: Mapping[str, Entry], folder: Path) -> dict[str, Entry]:
    return {path: entry for path, entry in entries.items() if (folder / path).is_file()}


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
