"""A disk that is full, and folders that cannot be written: earlier PDFs stay whole, and the next
build heals."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.desk.page import write as write_desk_page
from handouts.files.atomic import OutputError
from tests.press.healing import assert_heals, assert_true, new_colour
from tests.press.model import AS_ANYBODY, PROGRAM, command, finish, leftovers, pdfs, run


def test_a_full_disk(built: Path, expected: dict[str, bytes]) -> None:
    old = pdfs(built / "dist")
    new_colour(built)
    limit = max(map(len, old.values())) // 2
    done = subprocess.run(
        [*PROGRAM, "--no-verify", "--project", built],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert pdfs(built / "dist") == old
    assert not leftovers(built / "dist")
    assert_heals(built, expected)


#: Builds into a small disk of its own, then saves what has come of it.
ON_A_SMALL_DISK = """
mkdir "$1/disk" && mount -t tmpfs -o size="$2" tmpfs "$1/disk" || exit 77
cp -a "$1/dist" "$1/disk/dist"
"$3" "$4" build --no-verify --project "$1" --out "$1/disk/dist"
code=$?
cp -a "$1/disk/dist" "$1/after"
exit $code
"""


def test_a_disk_that_is_really_full(built: Path, expected: dict[str, bytes]) -> None:
    """There is room for the earlier sheets and some of the new ones, not for all."""
    old = pdfs(built / "dist")
    room = sum(map(len, old.values())) * 3 // 2
    new_colour(built)
    done = subprocess.run(
        [
            *("unshare", "--user", "--map-root-user", "--mount"),
            *("sh", "-c", ON_A_SMALL_DISK, "sh", built, str(room)),
            *PROGRAM,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode in (1, 77) and not (built / "after").exists():
        pytest.skip("no disk of one's own can be made here")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "cannot write" in done.stderr
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert pdfs(built / "after").keys() == old.keys()
    assert_true(built / "after")
    assert not leftovers(built / "after")
    assert_heals(built, expected)


def test_an_output_folder_that_cannot_be_written(built: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    code, output = finish(command(built, "build", "--out", str(blocked)))
    assert code == 2
    assert f"cannot write {blocked}" in output
    assert "--out" in output
    assert "Traceback" not in output


@pytest.fixture
def read_only(built: Path) -> Iterator[tuple[str, ...]]:
    """Makes the output folder read-only, as a build has left it, with the desk's page; gives the
    command to put before another, so that it holds for root as well."""
    write_desk_page(built / "dist", lambda: None)
    folders = [built / "dist", *(path for path in (built / "dist").iterdir() if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    root = os.geteuid() == 0
    if root and not shutil.which(AS_ANYBODY[0]):
        pytest.skip("root may write anywhere, and setpriv is not there to take that away")
    yield AS_ANYBODY if root else ()
    for folder in folders:
        folder.chmod(0o755)


def test_a_read_only_output_folder(built: Path, read_only: tuple[str, ...]) -> None:
    new_colour(built)
    old = pdfs(built / "dist")
    code, output = finish(command(built, "build", "--no-verify", program=(*read_only, *PROGRAM)))
    assert code == 2
    assert "cannot write" in output
    assert "--out" in output
    assert "Traceback" not in output
    assert pdfs(built / "dist") == old
    assert_true(built / "dist")


def test_a_read_only_output_folder_that_is_up_to_date(
    built: Path, read_only: tuple[str, ...]
) -> None:
    code, output = finish(command(built, "build", program=(*read_only, *PROGRAM)))
    assert (code, "8 unchanged" in output) == (0, True)


def test_a_language_folder_that_cannot_be_written(built: Path) -> None:
    whole = pdfs(built / "dist")
    shutil.rmtree(built / "dist" / "es")
    (built / "dist" / "es").write_text("a file where the folder should be")
    with pytest.raises(OutputError, match="a file stands where a folder is needed"):
        run(built)
    (built / "dist" / "es").unlink()
    assert_heals(built, whole)
