"""Releases, sites and manifests that somebody has written on: nothing is taken on their word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from handouts.press import manifest
from tests.hostile.in_process import Told, released, told
from tests.hostile.pdfs import sound
from tests.hostile.running import snapshot
from tests.hostile.test_output import rewrite
from tests.press.model import GUIDE

__all__ = ["released", "told"]


LIES: dict[str, dict[str, object]] = {
    "title": {"title": "Another"},
    "language": {"language": "xx-nothing"},
    "language of another": {"language": "ar"},
    "who has signed": {"signed_by": [{"reviewer": "A", "credential": "B", "date": "2026-01-01"}]},
    "version": {"version": "9.9"},
}


@pytest.mark.parametrize("lie", [*LIES, "a draft", "another file"])
def test_a_release_is_published_as_the_project_has_signed_it(
    released: Path, told: Told, lie: str
) -> None:
    path = f"es/{GUIDE}-after.pdf"
    assert told(released, "publish")[0] == 0
    before = snapshot(released / "site")
    if lie == "a draft":
        shutil.rmtree(released / "locales/es/signatures")
    elif lie == "another file":
        (released / "release" / path).write_bytes(sound())
        digest = snapshot(released / "release")[path]
        rewrite(released / "release", lambda entries: entries[path].update(sha256=digest))
    else:
        rewrite(released / "release", lambda entries: entries[path].update(LIES[lie]))
    code, output = told(released, "publish")
    assert code == 1, output
    assert f"{path}: error unfit-release" in output
    assert snapshot(released / "site") == before


@pytest.mark.parametrize("history", ["[" * 100_000, "{}", "[]", "9" * 5000, '{"schema": 1}',
    json.dumps({"schema": 1, "earlier": [dict.fromkeys(
        ("path", "language", "title", "title_en", "version", "sha256"), "x9x9x9x9x9")]}),
])  # fmt: skip
def test_a_damaged_history_stops_a_site_and_nothing_is_lost(
    released: Path, told: Told, history: str
) -> None:
    assert told(released, "publish")[0] == 0
    (released / "site/history.json").write_text(history)
    before = snapshot(released / "site")
    code, output = told(released, "publish")
    assert (code, "history.json" in output) == (2, True)
    assert snapshot(released / "site") == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"languages": [{"tag": 5, "name": "", "autonym": "", "other_names": [],
                        "right_to_left": False}]},
        {"languages": [{"tag": "es", "name": None, "autonym": "", "other_names": "abc",
                        "right_to_left": False}]},
        {"languages": [{"tag": "es"}]}, {"languages": 7}, {"handouts": {}}, {"fonts": []},
    ], ids=str,
)  # fmt: skip
def test_a_manifest_of_other_types_is_no_manifest(
    built: Path, told: Told, wrong: dict[str, object]
) -> None:
    file = built / "dist" / manifest.NAME
    file.write_text(json.dumps({**json.loads(file.read_text()), **wrong}))
    code, output = told(built, "index")
    assert (code, manifest.NAME in output) == (2, True) or wrong == {"handouts": {}}


def test_who_has_signed_is_text(built: Path, told: Told) -> None:
    rewrite(
        built / "dist",
        lambda entries: [one.update(signed_by=[{"reviewer": 5}]) for one in entries.values()],
    )
    assert told(built, "index")[0] == 2
