"""Faults of the disk while signatures, accepted findings and releases are written: what
was there stays whole, nothing half is left, and the next attempt does what the first should have.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.files import atomic
from handouts.model.errors import SetupError
from handouts.model.languages import language
from handouts.pdf.identifier import is_unchanged
from handouts.press import manifest
from handouts.press.output_folder import default_folder
from handouts.project import signatures
from handouts.project.accepted import Accepted, Act, write_accepted
from handouts.project.project import Project
from handouts.web.desk.counting import Counter
from handouts.web.desk.protocol import Wanted
from tests.press.model import GUIDE, command, edit, leftovers, pdfs, run
from tests.press.test_incremental import signature


class Struck(BaseException):
    """Stands for the machine stopping at once."""


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def struck(*_: object) -> None:
    raise Struck


def disk_full(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(os, "fsync", full)


def rename_fails(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Path, "replace", broken)


def machine_stops(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(atomic, "publish", struck)


def stops_while_writing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(os, "fsync", struck)


FAULTS = (disk_full, rename_fails, machine_stops, stops_while_writing)


def sign(project: Path, date: str) -> None:
    """One more act of signing, as the `sign` command writes it."""
    read = Project(project)
    own = language("es")
    before, _ = read.review(own)
    entries = [
        entry
        for domain in read.pots()
        for entry in read.catalog(own, domain)[0].entries
        if before.signature(entry) is None
    ]
    signer = signatures.Signature("Name of Reviewer", "RN", date)
    after = signatures.sign(before, entries[: len(entries) // 2 or 1], signer)
    signatures.write_review(before, after, read.signatures_folder(own))


def accept(project: Path, date: str) -> None:
    """One more act of accepting, as the `accept` command writes it."""
    read = Project(project)
    own = language("es")
    before, _ = read.accepted(own)
    act = Act("number-as-word", "Name of Reviewer", date, {f"{date[-2:]:0>32}": "Rest"})
    file = read.accepted_file(own)
    write_accepted(Accepted((*before.acts, act)), file.path, file.root)


ROOMS: tuple[Callable[[Path, str], None], ...] = (sign, accept)


def state(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(atomic.PART)
    }


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
@pytest.mark.parametrize("first", [True, False], ids=["a new file", "one there already"])
def test_what_people_have_said_is_never_lost(
    project: Path,
    room: Callable[[Path, str], None],
    fault: Callable[[pytest.MonkeyPatch], None],
    first: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not first:
        room(project, "2026-11-20")
    before = state(project / "locales")
    with monkeypatch.context() as patch:
        fault(patch)
        with pytest.raises((SetupError, Struck)):
            room(project, "2026-11-22")
    assert state(project / "locales") == before
    if fault is not machine_stops:
        assert not list(project.rglob(f"*{atomic.PART}"))
    room(project, "2026-11-22")
    after = state(project / "locales")
    assert after != before
    read = Project(project)
    assert not read.review(language("es"))[1] + read.accepted(language("es"))[1]


@pytest.mark.parametrize("name", ["signatures", "accepted.toml"])
def test_nothing_is_written_through_a_link_in_a_language(
    project: Path, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "accepted.toml").write_text("# mine\n")
    before = state(outside)
    place = project / "locales" / "es" / name
    if name == "signatures":
        place.symlink_to(outside, target_is_directory=True)
        with pytest.raises(SetupError):
            sign(project, "2026-11-22")
    else:
        (project / "locales" / "es").rename(outside / "es")
        (project / "locales" / "es").symlink_to(outside / "es", target_is_directory=True)
        before = state(outside)
        with pytest.raises(SetupError):
            accept(project, "2026-11-22")
    assert state(outside) == before


def test_accepting_loses_nothing_that_cannot_be_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "locales" / "es" / "accepted.toml"
    path.write_text('[[accepted]]\ncode = "double-space"\nreviewer = ""\n')
    before = path.read_bytes()
    code = main(["accept", "es", "--reviewer", "Name of Reviewer", "--project", str(project)])
    assert code == 1
    assert "accepted.toml:" in capsys.readouterr().out
    assert path.read_bytes() == before


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_release_stays_whole(
    built: Path, fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    signature(built)
    folder = default_folder(built, release=True)
    run(built, out=folder, release=True)
    before, listed = pdfs(folder), (folder / manifest.NAME).read_bytes()
    assert before
    edit(built / "templates" / "brand.toml", "#12455B", "#5B1245")
    with monkeypatch.context() as patch:
        fault(patch)
        try:
            result, _ = run(built, out=folder, release=True)
        except (SetupError, Struck):
            result = None
    assert result is None or result.exit_code == 2
    assert pdfs(folder) == before
    assert (folder / manifest.NAME).read_bytes() == listed
    result, _ = run(built, out=folder, release=True)
    assert (result.exit_code, leftovers(folder)) == (0, [])
    assert pdfs(folder).keys() == before.keys()
    assert all(pdfs(folder)[path] != before[path] for path in before)


# What the newer commands write.

#: The commands, and what each writes.
WRITING = {
    "proof": (("proof", "es", "--handout", "after"), "dist/proof"),
    "packet": (("packet", "es"), "dist/packets"),
    "index": (("index",), "dist"),
    "pictures of messages": (("screenshots", "es", "--out", "{project}/shots"), "shots"),
    "to a translator": (("xliff", "out", "es", "--out", "{project}/out/es.xlf"), "out"),
    "from a translator": (("xliff", "in", "es", "{project}/back.xlf"), "locales"),
    "site": (("publish",), "site"),
}


def at_work(project: Path, kind: str) -> int:
    arguments, _ = WRITING[kind]
    return main([*(one.format(project=project) for one in arguments), "--project", str(project)])


def other_words(project: Path, kind: str) -> None:
    """Changes what the command writes next."""
    if kind == "from a translator":
        edit(project / "back.xlf", "es: Sit down.", "es: Lie down.")
    elif kind == "index":
        edit(project / "templates/brand.toml", "#12455B", "#5B1245")
        run(project, verify=True)
    elif kind == "site":
        edit(project / "templates/brand.toml", "#12455B", "#5B1245")
        run(project, out=default_folder(project, release=True), release=True, verify=True)
    else:
        catalog = project / "locales/es/LC_MESSAGES" / f"{GUIDE}.po"
        edit(catalog, "es: Put your leg up after you eat.", "es: Put your feet up after you eat.")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("kind", WRITING)
def test_what_a_command_has_written_stays_whole(
    built: Path,
    kind: str,
    fault: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signature(built)
    run(built, out=default_folder(built, release=True), release=True, verify=True)
    main(["xliff", "out", "es", "--out", str(built / "back.xlf"), "--project", str(built)])
    assert at_work(built, kind) == 0
    other_words(built, kind)
    folder = built / WRITING[kind][1]
    before = state(folder)
    with monkeypatch.context() as patch:
        fault(patch)
        try:
            code = at_work(built, kind)
        except Struck:
            code = 2
    assert code == 2
    after = state(folder)
    changed = {name for name in before if after.get(name) != before[name]}
    # Of files that belong together the list comes first: it says what is about to be true.
    assert changed <= {"manifest.json", "history.json"}
    if fault not in (machine_stops, stops_while_writing):
        assert not list(built.rglob(f"*{atomic.PART}"))
    assert at_work(built, kind) == 0
    assert state(folder) != before


def test_half_a_line_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "count.csv"
    sheet = Wanted("es", GUIDE, "after", "standard", "letter", "")
    counter = Counter(path)
    counter.add([sheet], 1)
    before, write = path.read_bytes(), os.write
    for fault in (lambda handle, data: write(handle, data[:9]), full, broken):
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", fault)
            counter.add([sheet], 1)
        assert path.read_bytes() == before
    counter.add([sheet], 2)
    assert path.read_bytes().startswith(before)
    assert path.read_bytes().count(b"\n") == 3


@pytest.mark.parametrize("kind", ["packet", "index"])
def test_a_command_waits_for_a_build(
    built: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    handle = os.open(built / "dist", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    threading.Timer(0.5, os.close, [handle]).start()
    assert at_work(built, kind) == 0
    assert "another build" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.5, 0.9, 1.3, 1.7, 2.1, 2.6])
@pytest.mark.parametrize("kind", ["proof", "packet", "pictures of messages"])
def test_a_command_that_is_killed_leaves_whole_files(built: Path, kind: str, moment: float) -> None:
    arguments, name = WRITING[kind]
    process = command(built, *(one.format(project=built) for one in arguments))
    time.sleep(moment)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    for path in (built / name).rglob("*"):
        if path.suffix == ".pdf":
            assert is_unchanged(path.read_bytes())
        elif path.suffix == ".png":
            assert path.read_bytes().endswith(b"IEND\xaeB`\x82")
    assert at_work(built, kind) == 0
    assert [path.name for path in (built / name).rglob("*.kept*")] == []
