"""What must hold after a build that was stopped: the manifest is true, and the next build heals."""

from __future__ import annotations

import hashlib
from pathlib import Path

from handouts.press import manifest
from tests.press.model import ALL, edit, leftovers, pdfs, run


def new_colour(project: Path) -> None:
    """A change that touches every sheet."""
    edit(project / "templates" / "brand.toml", "#12455B", "#5B1245")


def assert_true(folder: Path) -> None:
    """Every entry describes a file that is there, whole."""
    entries = manifest.load(folder).known()
    for path, entry in entries.items():
        data = (folder / path).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry.sha256, path


def assert_heals(project: Path, expected: dict[str, bytes]) -> None:
    """The next build gives what an undisturbed one would."""
    result, _ = run(project)
    assert not result.findings
    assert not leftovers(project / "dist")
    assert_true(project / "dist")
    assert set(manifest.load(project / "dist").handouts) == ALL
    assert pdfs(project / "dist") == expected
