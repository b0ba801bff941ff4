"""Whatever stops a build: earlier PDFs whole, manifest true, and the next build heals.

These start `build.py` as a person would and strike it down.
"""

from __future__ import annotations

import dataclasses
import math
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from handouts.files import atomic, children
from handouts.press import manifest
from handouts.press.output_folder import Finished, OutputFolder
from handouts.press.worker import State
from tests.press.healing import assert_heals, assert_true, new_colour
from tests.press.model import (
    ALL,
    ROOT,
    command,
    finish,
    leftovers,
    pdfs,
    run,
    strike,
)


def parts(folder: Path) -> Iterator[Path]:
    return folder.rglob(f"*{atomic.PART}")


@pytest.mark.parametrize("count", [1, 6])
def test_killed_while_sheets_are_made(built: Path, count: int, expected: dict[str, bytes]) -> None:
    old = pdfs(built / "dist")
    new_colour(built)
    process = command(built, "build", "--no-verify")
    strike(process, lambda: len(list(parts(built / "dist"))) >= count, signal.SIGKILL)
    finish(process)
    new = pdfs(built / "dist")
    assert new.keys() == old.keys()
    assert_true(built / "dist")
    assert_heals(built, expected)


def test_killed_at_any_moment_again_and_again(built: Path, expected: dict[str, bytes]) -> None:
    """Builds in a row end by SIGKILL, wherever each of them happens to be."""
    moments = random.Random(6)
    new_colour(built)
    for number in range(4):
        process = command(built, "build", "--no-verify")
        end = time.monotonic() + moments.uniform(0.2, 0.4) * (number + 1)
        strike(process, partial(_is_past, end), signal.SIGKILL)
        finish(process)
        assert pdfs(built / "dist").keys() == expected.keys()
        assert_true(built / "dist")
    assert_heals(built, expected)


def _is_past(end: float) -> bool:
    return time.monotonic() > end


SLOW = pytest.mark.slow


class Struck(BaseException):
    """Stands for the machine stopping at once."""


@pytest.mark.parametrize(
    "moment",
    [1, pytest.param(2, marks=SLOW), 3, *(pytest.param(n, marks=SLOW) for n in (7, 9)), 10, 11],
)
def test_struck_down_at_each_step_of_putting_sheets_in_place(
    built: Path, moment: int, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build of 8 sheets renames 8 PDFs between two manifests: 10 renames. The machine stops
    before one of them; in the last case it does not."""
    old = pdfs(built / "dist")
    new_colour(built)
    publish, calls = atomic.publish, 0

    def maybe(part: Path, path: Path) -> None:
        nonlocal calls
        calls += path.parent.name != ".cache"
        if calls == moment and path.parent.name != ".cache":
            raise Struck
        publish(part, path)

    monkeypatch.setattr(atomic, "publish", maybe)
    monkeypatch.setattr("handouts.press.build.COMMIT_SECONDS", math.inf)  # all at the end
    if moment <= len(ALL) + 2:
        with pytest.raises(Struck):
            run(built)
    else:
        run(built)
    monkeypatch.undo()
    new = pdfs(built / "dist")
    assert new.keys() == old.keys()
    assert_true(built / "dist")
    changed = sum(new[path] != old[path] for path in old)
    assert changed == min(max(moment - 2, 0), len(ALL))
    assert_heals(built, expected)


#: `build.py`, in which the Thai sheets take for ever: a build is sure to be at work when it is
#: interrupted.
ENDLESS = """
import sys
import time
from handouts.cli import main
from handouts.press.worker import Worker

make = Worker._make
def endless(self, task):
    while task.job.language.tag == "th":
        time.sleep(1)
    return make(self, task)
Worker._make = endless
sys.exit(main(sys.argv[1:]))
"""


def test_interrupted_by_the_keyboard(built: Path, expected: dict[str, bytes]) -> None:
    old = pdfs(built / "dist")
    new_colour(built)
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, "--project", str(built), "--no-verify", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    # A part is put in place now and then: once a sheet is made, one or the other is there.
    at_work = lambda: any(parts(built / "dist")) or pdfs(built / "dist") != old  # noqa: E731
    strike(process, at_work, signal.SIGINT)
    code, output = finish(process)
    assert code == 130
    assert "Traceback" not in output
    assert "interrupted" in output
    assert not leftovers(built / "dist")
    assert pdfs(built / "dist").keys() == old.keys()
    assert_true(built / "dist")
    assert_heals(built, expected)


def test_two_builds_at_once(built: Path, expected: dict[str, bytes]) -> None:
    new_colour(built)
    with atomic.lock(built / "dist", lambda: None):
        both = [command(built, "build", "--no-verify") for _ in range(2)]
        for process in both:
            assert process.stdout
            assert process.stdout.readline().startswith("another build is writing")
        assert all(process.poll() is None for process in both), "they wait for the folder"
    ends = [finish(process) for process in both]
    assert [code for code, _ in ends] == [0, 0]
    assert sorted("8 unchanged" in output for _, output in ends) == [False, True]
    assert_heals(built, expected)


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_a_sheet_whose_worker_dies_is_reported_and_the_others_are_built(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.editions.paper import render as page  # noqa: PLC0415 - the workers inherit it when they fork

    # Whatever threads other tests have left: the workers do without them.
    monkeypatch.setattr(children, "context", lambda: multiprocessing.get_context("fork"))
    render = page.render

    def deadly(handout, *rest, **options):  # type: ignore[no-untyped-def]
        if handout.language.tag == "ru" and handout.name == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return render(handout, *rest, **options)

    monkeypatch.setattr(page, "render", deadly)
    result, watched = run(project, jobs=2)
    assert [finding.code for finding in result.findings] == ["worker-crashed"]
    assert "SIGKILL" in result.findings[0].message
    assert result.exit_code == 1
    assert len(watched.paths(State.BUILT)) == len(ALL) - 1


def test_an_unexpected_fault_in_one_sheet_is_reported_and_the_others_are_built(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.editions.paper import render as page  # noqa: PLC0415 - as above

    render = page.render

    def faulty(handout, *rest, **options):  # type: ignore[no-untyped-def]
        if handout.language.tag == "es":
            raise ZeroDivisionError("a bug")
        return render(handout, *rest, **options)

    monkeypatch.setattr(page, "render", faulty)
    result, watched = run(project)
    assert {finding.code for finding in result.findings} == {"internal-error"}
    assert "ZeroDivisionError: a bug" in result.findings[0].message
    assert "please report it" in result.findings[0].hint
    assert watched.paths(State.BUILT) == {path for path in ALL if not path.startswith("es/")}


def test_a_pdf_that_does_not_conform_is_not_put_in_place(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.editions.paper import render as page  # noqa: PLC0415 - as above

    render = page.render

    def untagged(handout, *rest, **options):  # type: ignore[no-untyped-def]
        sheet = render(handout, *rest, **options)
        broken = sheet.data.replace(b"pdfuaid:part>1", b"pdfuaid:part>9")
        return dataclasses.replace(sheet, data=broken)

    old = pdfs(built / "dist")
    new_colour(built)
    monkeypatch.setattr(page, "render", untagged)
    result, watched = run(built, verify=True)
    assert {finding.code for finding in result.findings} == {"pdf-conformance"}
    assert watched.paths(State.FAILED) == ALL
    assert pdfs(built / "dist") == old
    assert not manifest.load(built / "dist").handouts


def test_the_manifest_never_names_a_sheet_that_is_being_replaced(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = OutputFolder(built / "dist")
    entry = next(iter(folder.manifest.handouts.values()))
    seen: list[bool] = []
    publish = atomic.publish

    def watch(part: Path, path: Path) -> None:
        if path.suffix == ".pdf":
            seen.append(entry.path in manifest.load(built / "dist").known())
        publish(part, path)

    monkeypatch.setattr(atomic, "publish", watch)
    part = atomic.write_part(built / "dist" / entry.path, b"new")
    folder.commit([Finished(part, entry)])
    assert seen == [False]
