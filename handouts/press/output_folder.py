"""The output folder: finished files, and the manifest that is true of them at every moment.

A rename is atomic, two renames are not: between putting a file in place and writing the manifest,
the machine may stop. So a change is made in three steps, and after each of them every entry of the
manifest describes a file that is there::

    1  manifest without the files about to change
    2  new files renamed into place, others removed
    3  manifest with what is now there

Stopping after 1 or 2 leaves files that no entry describes; the next build makes them again.

Other files may lie in the folder. Nothing is replaced or removed but what proves to be ours and
unchanged (`ownership`): a file that somebody has changed is kept under another name when a new one
takes its place, and left where it is when its handout is gone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.files import atomic, reading
from handouts.files.replacing import keep_aside
from handouts.model import codes
from handouts.model.errors import UsageError
from handouts.model.findings import Finding, Where
from handouts.press.digests import file_digest
from handouts.press.manifest import NAME, About, Entry, Manifest, is_of_something_else, read
from handouts.press.ownership import is_made_here


def default_folder(project: Path, *, release: bool, pseudo: bool = False) -> Path:
    """Where a build goes when no folder is named. A release has a folder of its own, beside that
    of the drafts and not in it: `dist` may be deleted at any time and is made again, but what was
    released cannot be made again once its words have changed. Pseudo-locales are kept apart from
    all that is handed out."""
    if pseudo:
        return project / "pseudo"
    return project / ("release" if release else "dist")


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file beside its place, and the entry that will describe it."""

    part: Path
    entry: Entry


@dataclass(frozen=True, slots=True)
class Leaving:
    """Files that may not be handed out any more, by path: `stale` ones stay on the disk, the
    `withheld` ones go until they can be made again, those `gone` go for good."""

    stale: Sequence[str] = ()
    withheld: Sequence[str] = ()
    gone: Sequence[str] = ()


STAYING = Leaving()


class OutputFolder:
    """What lies in an output folder. Only for the holder of its lock."""

    def __init__(self, folder: Path) -> None:
        """Raises `UsageError` where a manifest lies that is another program's."""
        self.folder = folder
        self.removed: list[str] = []
        self.findings: list[Finding] = []
        self._damaged = False
        self.manifest = self._load()
        self._whole: dict[str, bool] = {}
        atomic.sweep(folder)

    def _load(self) -> Manifest:
        path = self.folder / NAME
        try:
            return _present(read(self.folder), self.folder)
        except UsageError as error:
            cause = error.__cause__
            if isinstance(cause, PermissionError):
                raise
            if is_of_something_else(path):
                raise UsageError(
                    f"{path} is not a list of handouts but something else: choose another folder "
                    "with --out"
                ) from None
            self._damaged = reading.is_there(path)
            return Manifest()

    def entry(self, path: str) -> Entry | None:
        """The entry of a file that is there, whole, as the manifest says. A stale one counts:
        with its old words again, it may be handed out again."""
        entry = self.manifest.known().get(path)
        return entry if entry and self._is_whole(entry) else None

    def commit(
        self,
        finished: Sequence[Finished] = (),
        unchanged: Iterable[Entry] = (),
        leaving: Leaving = STAYING,
        fonts: Mapping[str, str] | None = None,
        about: About | None = None,
    ) -> None:
        """Puts `finished` files in place, confirms the `unchanged` ones, marks or removes those
        `leaving`. `fonts` and `about`, when given, replace the manifest's. Raises `OutputError`;
        the manifest is true even then."""
        known = self.manifest.known()
        handouts = dict(self.manifest.handouts)
        old = dict(self.manifest.stale)
        withheld = dict(self.manifest.withheld)
        handouts.update((entry.path, entry) for entry in unchanged)
        for path in (*leaving.stale, *leaving.withheld, *leaving.gone):
            handouts.pop(path, None)
            if path in known and self._is_whole(known[path]):
                old[path] = known[path]
        for one in finished:
            handouts.pop(one.entry.path, None)
            old.pop(one.entry.path, None)
        for path in handouts:
            old.pop(path, None)
        for path in leaving.withheld:
            if path in known:
                withheld[path] = known[path]
        for path in leaving.gone:
            withheld.pop(path, None)
        self._save(replace(self.manifest, handouts=handouts, stale=old, withheld=withheld))
        for one in finished:
            self._place(one)
            handouts[one.entry.path] = one.entry
        for path in (*leaving.withheld, *leaving.gone):
            if path in known:
                self._remove(path)
                old.pop(path, None)
        for path in handouts:
            withheld.pop(path, None)
        listed = self.manifest.fonts if fonts is None else fonts
        self._save(Manifest(handouts, old, listed, withheld, about or self.manifest.about))

    def _place(self, one: Finished) -> None:
        place = self.folder / one.entry.path
        atomic.must_be_within(place, self.folder)
        try:
            if not is_made_here(place) and (kept := keep_aside(place)):
                message = f"was not as it was built; it is kept as {kept}"
                self._tell(one.entry.path, message, "move it elsewhere, or delete it")
        except OSError as error:
            raise atomic.cannot_write(place, error) from error
        atomic.publish(one.part, place)
        self._whole[one.entry.path] = True

    def _remove(self, path: str) -> None:
        place = self.folder / path
        atomic.must_be_within(place, self.folder)
        if not is_made_here(place):
            message = "is not as it was built, so it was not removed"
            self._tell(path, message, "it is in no list: move it elsewhere, or delete it")
            return
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise atomic.cannot_write(place, error) from error
        self.removed.append(path)
        # The folder of a language that is gone; not empty as long as another sheet is there.
        with contextlib.suppress(OSError):
            place.parent.rmdir()

    def _tell(self, path: str, message: str, hint: str) -> None:
        where = Where(str(self.folder / path))
        self.findings.append(Finding(codes.CHANGED_FILE, message, where, hint))

    def _save(self, manifest: Manifest) -> None:
        """Writes the manifest, if the file does not say the same already."""
        path, data = self.folder / NAME, manifest.dump()
        try:
            same = reading.read(path, reading.MANIFEST, self.folder) == data
        except OSError:
            same = False
        if not same:
            if self._damaged:
                kept = keep_aside(path)
                self._damaged = False
                self._tell(NAME, f"could not be read; it is kept as {kept}", "delete it")
            atomic.write(path, data, self.folder)
        self.manifest = manifest

    def _is_whole(self, entry: Entry) -> bool:
        if entry.path not in self._whole:
            digest = file_digest(self.folder / entry.path, self.folder)
            self._whole[entry.path] = digest == entry.sha256
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
