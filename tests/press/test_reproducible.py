"""The same content gives the same bytes, whoever builds it, where, and how."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from handouts.press.plan import Shard
from tests.press.model import PROGRAM, add_language, command, edit, finish, pdfs, run


def folder_digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_another_checkout_user_zone_locale_hash_seed_and_number_of_workers(project: Path) -> None:
    """Two real processes that share nothing but the content."""
    add_language(project, "ur")
    other = project.parent / "elsewhere" / "deep" / "checkout"
    shutil.copytree(project, other)
    first_seed = {"PYTHONHASHSEED": "1", "TZ": "UTC"}
    arguments = ("build", "--no-verify", "--jobs", "1")
    one = command(project, *arguments, program=PROGRAM, **first_seed)
    two = command(
        other,
        "build",
        "--no-verify",
        "--jobs",
        "2",
        program=PROGRAM,
        PYTHONHASHSEED="2",
        TZ="Asia/Kathmandu",
        LC_ALL="tr_TR.UTF-8",
        LANG="tr_TR.UTF-8",
        HOME=str(other),
        USER="somebody",
    )
    assert finish(one)[0] == finish(two)[0] == 0
    first = folder_digest(project / "dist")
    assert len(pdfs(project / "dist")) == 10
    assert first == folder_digest(other / "dist")


def test_built_step_by_step_or_all_at_once(built: Path) -> None:
    edit(built / "templates" / "brand.toml", "#12455B", "#5B1245")
    run(built, languages=("es",))
    add_language(built, "fr")
    run(built, handouts=("after",))
    shutil.rmtree(built / "locales" / "ru")
    run(built)
    run(built, out=built / "fresh", force=True)
    assert folder_digest(built / "dist") == folder_digest(built / "fresh")


def test_shards_make_the_same_sheets(built: Path) -> None:
    for index in (1, 2, 3):
        run(built, out=built / "s", shard=Shard(index, 3))
    assert pdfs(built / "s") == pdfs(built / "dist")


def test_built_again_by_force_changes_nothing(built: Path) -> None:
    before = folder_digest(built / "dist")
    assert finish(command(built, "build", "--force", "--jobs", "2"))[0] == 0
    assert folder_digest(built / "dist").items() >= before.items()
