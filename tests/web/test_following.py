"""Which files the live page follows."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from pathlib import Path
from typing import cast

from handouts.model.languages import language
from handouts.web.events import ChangeEvents
from handouts.web.translators.preview import Preview
from handouts.web.translators.watch import follow
from tests.press.model import GUIDE, HANGS
from tests.web.watching import catalog


class Following:
    """Stands for the preview of Spanish, and remembers what it is told."""

    language = language("es")

    def __init__(self) -> None:
        self.told: set[Path] = set()

    def refresh(self, paths: Collection[Path]) -> None:
        self.told |= set(paths)


def test_files_of_other_languages_do_not_draw_the_page_anew(project: Path) -> None:
    """Somebody may be writing each of the others."""
    preview, stop = Following(), threading.Event()
    arguments = (project, cast("Preview", preview), ChangeEvents(), stop)
    follower = threading.Thread(target=follow, args=arguments, daemon=True)
    follower.start()

    def write_until_told(path: Path) -> None:
        end = time.monotonic() + HANGS
        while path not in preview.told:
            assert time.monotonic() < end
            path.write_bytes(path.read_bytes() if path.exists() else b"")
            time.sleep(0.02)

    read = [
        catalog(project, "es"),
        project / "locales" / "glossary.csv",
        project / "locales" / f"{GUIDE}.pot",
        project / "locales" / "en" / "checks.toml",
        project / "templates" / "brand.toml",
    ]
    read[3].parent.mkdir(exist_ok=True)
    try:
        write_until_told(read[0])
        for tag in ("ru", "th"):
            catalog(project, tag).write_bytes(b"")
        for path in read[1:]:
            write_until_told(path)
    finally:
        stop.set()
        follower.join()
    assert preview.told == set(read)
