"""A file with two names: where it lies, and what a finding calls it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class File:
    """A file of a project. `shown` is its path from the project's folder, as the user would type
    it."""

    path: Path
    shown: str

    @property
    def root(self) -> Path:
        """The folder that `shown` starts from: once links are followed, the file must lie in it."""
        return self.path.parents[len(Path(self.shown).parts) - 1]
