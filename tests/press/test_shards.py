"""Shards become one folder, equal to what one machine builds, or nothing is written at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.model.errors import FindingsError, UsageError
from handouts.press.manifest import NAME, load
from handouts.press.plan import Shard
from handouts.press.shards import Merged, MergeRequest, merge
from tests.press.model import LANGUAGES, command, edit, finish, offer, pdfs, run, unsign
from tests.press.test_incremental import of, signature

PARTS = 3


def never() -> None:
    raise AssertionError("nobody else is building here")


def join(project: Path, *shards: Path, release: bool = False) -> Merged:
    """Merges into `whole`, beside the project's shards, in this process."""
    request = MergeRequest(project, shards, project / "whole", release=release, jobs=1)
    return merge(request, never)


def codes(merging: Callable[[], Merged]) -> set[str]:
    """The codes of the findings that a merge fails with."""
    with pytest.raises(FindingsError) as caught:
        merging()
    return {finding.code for finding in caught.value.findings}


@pytest.fixture(scope="session")
def _sharded(_model: Path) -> Path:
    folder = _model.parent / "sharded"
    shutil.copytree(_model, folder)
    for number in range(1, PARTS + 1):
        run(folder, out=folder / f"shard-{number}", shard=Shard(number, PARTS), verify=True)
    return folder


@pytest.fixture
def sharded(_sharded: Path, tmp_path: Path) -> Path:
    """The project, its plan built in parts."""
    return Path(shutil.copytree(_sharded, tmp_path / "sharded"))


def parts(project: Path) -> list[Path]:
    """The shards' folders."""
    return [project / f"shard-{number}" for number in range(1, PARTS + 1)]


def test_the_whole_is_equal_to_the_byte_to_one_build(sharded: Path, built: Path) -> None:
    merged = join(sharded, *reversed(parts(sharded)))
    assert merged.files == merged.written == 8
    assert pdfs(sharded / "whole") == pdfs(built / "dist")
    assert (sharded / "whole" / NAME).read_bytes() == (built / "dist" / NAME).read_bytes()


def test_a_second_merge_writes_nothing(sharded: Path) -> None:
    join(sharded, *parts(sharded))
    assert join(sharded, *parts(sharded)).written == 0


def test_what_is_no_longer_in_any_shard_goes(sharded: Path) -> None:
    join(sharded, *parts(sharded))
    shutil.rmtree(sharded / "locales" / "th")
    for number in range(1, PARTS + 1):
        shutil.rmtree(sharded / f"shard-{number}")
        run(sharded, out=sharded / f"shard-{number}", shard=Shard(number, PARTS))
    merged = join(sharded, *parts(sharded))
    assert merged.removed == ("th/sore-knee-after.pdf", "th/sore-knee-before.pdf")
    assert not (sharded / "whole" / "th").exists()


def test_a_missing_shard_is_a_gap_and_nothing_is_written(sharded: Path) -> None:
    assert codes(lambda: join(sharded, *parts(sharded)[1:])) == {"shard-missing"}
    assert not (sharded / "whole").exists()


def test_a_sheet_in_two_shards_is_an_overlap(sharded: Path) -> None:
    run(sharded, out=sharded / "shard-1", shard=Shard(2, PARTS))
    assert codes(lambda: join(sharded, *parts(sharded))) == {"shard-overlap"}


def test_a_sheet_that_failed_is_reported_as_withheld(sharded: Path) -> None:
    path = next(iter(load(sharded / "shard-1").handouts))
    tag, sheet = path.split("/")[0], path.removesuffix(".pdf").rsplit("-", 1)[1]
    if tag == "en":
        edit(sharded / "templates/sore-knee" / f"{sheet}.xml", "<steps>", "<stops>")
    else:
        catalog = sharded / "locales" / tag / "LC_MESSAGES" / "sore-knee.po"
        edit(catalog, f'msgstr "{tag}: Sit down."', 'msgstr ""')
    run(sharded, out=sharded / "shard-1", shard=Shard(1, PARTS))
    assert codes(lambda: join(sharded, *parts(sharded))) == {"shard-unbuilt"}


def test_a_damaged_sheet_is_refused(sharded: Path) -> None:
    path = next(iter(load(sharded / "shard-2").handouts))
    with (sharded / "shard-2" / path).open("ab") as file:
        file.write(b"x")
    assert codes(lambda: join(sharded, *parts(sharded))) == {"shard-damaged"}


def test_shards_set_in_different_fonts_are_refused(sharded: Path) -> None:
    manifest = sharded / "shard-3" / NAME
    name, digest = next(iter(load(manifest.parent).fonts.items()))
    edit(manifest, f'"{name}": "{digest}"', f'"{name}": "{"0" * 64}"')
    assert codes(lambda: join(sharded, *parts(sharded))) == {"shard-fonts"}


def test_a_sheet_of_another_state_of_the_project_is_refused(sharded: Path) -> None:
    shutil.rmtree(sharded / "locales" / "th")
    offer(sharded, LANGUAGES[:-1])
    assert codes(lambda: join(sharded, *parts(sharded))) == {"shard-unplanned"}


@pytest.fixture
def release_shards(sharded: Path) -> list[Path]:
    """The parts of a release; only the Spanish handouts are signed."""
    signature(sharded)
    return release_of(sharded)


def release_of(project: Path) -> list[Path]:
    """Builds the parts of a release; a part without anything signed is no fault."""
    folders = [project / f"release-{number}" for number in range(1, PARTS + 1)]
    for number, folder in enumerate(folders, 1):
        result, _ = run(project, out=folder, shard=Shard(number, PARTS), release=True)
        assert result.exit_code == 0
    return folders


def test_drafts_left_out_of_a_release_are_no_gap(sharded: Path, release_shards: list[Path]) -> None:
    assert codes(lambda: join(sharded, *release_shards)) == {"shard-missing"}
    assert join(sharded, *release_shards, release=True).files == 2
    assert set(pdfs(sharded / "whole")) == of("es")


def test_a_merged_release_goes_to_the_folder_of_releases(
    sharded: Path, release_shards: list[Path]
) -> None:
    code, output = finish(command(sharded, "merge", "--release", *map(str, release_shards)))
    assert code == 0, output
    assert set(pdfs(sharded / "release")) == of("es")
    assert not (sharded / "dist").exists()


def test_merging_a_release_removes_only_what_the_project_no_longer_has(
    sharded: Path, release_shards: list[Path]
) -> None:
    join(sharded, *release_shards, release=True)
    before = load(sharded / "whole").handouts
    one, other = sorted(before)
    edit(sharded / "locales/es/LC_MESSAGES/sore-knee.po", "es: Your knee after", "es: Su rodilla")
    merged = join(sharded, *release_of(sharded), release=True)
    assert (merged.files, merged.removed) == (1, ())
    listed = load(sharded / "whole")
    assert (set(listed.handouts), set(listed.stale)) == ({other}, {one})
    assert set(pdfs(sharded / "whole")) == {one, other}


def test_merging_a_release_with_nothing_signed_leaves_nothing_to_hand_out(
    sharded: Path, release_shards: list[Path]
) -> None:
    join(sharded, *release_shards, release=True)
    before = pdfs(sharded / "whole")
    unsign(sharded, "es")
    shards = release_of(sharded)
    merged = join(sharded, *shards, release=True)
    told = [finding.code for finding in merged.findings]
    assert told == ["nothing-signed", *["outdated-release"] * len(before)]
    listed = load(sharded / "whole")
    assert (set(listed.handouts), set(listed.stale)) == (set(), set(before))
    assert pdfs(sharded / "whole") == before


def test_merging_a_release_in_which_nothing_was_ever_signed_is_a_fault(
    sharded: Path, release_shards: list[Path]
) -> None:
    del release_shards
    unsign(sharded, "es")
    shards = release_of(sharded)
    assert codes(lambda: join(sharded, *shards, release=True)) == {"nothing-signed"}


def test_the_same_folder_twice_and_the_folder_to_write_are_wrong_usage(sharded: Path) -> None:
    one = sharded / "shard-1"
    with pytest.raises(UsageError, match="twice"):
        join(sharded, one, one)
    with pytest.raises(UsageError, match="--out"):
        join(sharded, one, sharded / "whole")


def test_a_folder_without_a_manifest_is_wrong_usage(sharded: Path) -> None:
    (sharded / "shard-1" / NAME).write_text("{")
    with pytest.raises(UsageError, match="damaged"):
        join(sharded, *parts(sharded))
    (sharded / "shard-1" / NAME).unlink()
    with pytest.raises(UsageError, match="build first"):
        join(sharded, *parts(sharded))
