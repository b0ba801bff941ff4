"""What is said of finished files is not believed; what is not ours is neither replaced nor removed;
a sheet that fails a gate is in no list.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.desk.catalogue import page_data
from handouts.editions import EDITIONS
from handouts.files import atomic
from handouts.files.replacing import KEPT
from handouts.model.errors import FindingsError, SetupError, UsageError
from handouts.press import cache, cache_key, manifest
from handouts.press.digests import digest
from handouts.press.plan import Shard, file_name
from handouts.press.shards import MergeRequest, merge
from handouts.press.worker import State
from handouts.project import guide
from handouts.project.brand import PAPERS
from tests.hostile.pdfs import sound
from tests.hostile.running import guarded, snapshot
from tests.press.model import GUIDE, edit, pdfs, run

PATH = f"es/{GUIDE}-after.pdf"
OTHER = f"ar/{GUIDE}-after.pdf"
#: Characters of the name of a guide or handout.
LONGEST_NAME = 80


def rewrite(folder: Path, change: Callable[[dict[str, dict[str, object]]], object]) -> None:
    """Changes the entries of a manifest, by path."""
    file = folder / manifest.NAME
    document = json.loads(file.read_text())
    entries = {entry["path"]: entry for entry in document["handouts"]}
    change(entries)
    document["handouts"] = list(entries.values())
    file.write_text(json.dumps(document))


def forge(**facts: object) -> Callable[[dict[str, dict[str, object]]], object]:
    return lambda entries: entries[PATH].update(facts)


def swap(*names: str) -> Callable[[dict[str, dict[str, object]]], object]:
    def change(entries: dict[str, dict[str, object]]) -> None:
        one, other = entries[PATH], entries[OTHER]
        for name in names:
            one[name], other[name] = other[name], one[name]

    return change


FORGERIES = {
    "draft": forge(draft=False),
    "title": forge(title="Another"),
    "English title": forge(title_en="Another"),
    "version": forge(version="9"),
    "pages": forge(pages=7),
    "guide": forge(guide="other"),
    "handout": forge(handout="before"),
    "edition": forge(edition="large"),
    "paper": forge(paper="a4"),
    "media type": forge(media_type="text/html"),
    "inputs": forge(inputs="0" * 64),
    "digest": forge(sha256="0" * 64),
    "languages": swap("language"),
    "languages and titles": swap("language", "title"),
    "two sheets": swap("path"),
    "types": forge(pages="2", draft="no"),
    "nothing left": lambda entries: entries.clear(),
}


@pytest.mark.parametrize("verify", [True, False])
@pytest.mark.parametrize("cached", [True, False])
@pytest.mark.parametrize("name", FORGERIES)
def test_the_facts_of_a_manifest_follow_from_the_sources(
    built: Path, name: str, cached: bool, verify: bool
) -> None:
    before, files = manifest.load(built / "dist"), pdfs(built / "dist")
    rewrite(built / "dist", FORGERIES[name])
    if not cached:
        shutil.rmtree(built / ".cache")
    run(built, verify=verify)
    after = manifest.load(built / "dist")
    facts = [dataclasses.replace(one, verified=True) for one in after.handouts.values()]
    assert facts == list(before.handouts.values())
    assert pdfs(built / "dist") == files


def test_that_a_file_was_verified_is_not_believed(project: Path) -> None:
    run(project)
    rewrite(project / "dist", forge(verified=True))
    _, watched = run(project, verify=True)
    assert PATH in watched.paths(State.BUILT)


def forge_cache(project: Path, change: Callable[[dict[str, list[object]]], object]) -> None:
    """Changes the rows of a cache, and gives it the digest that anybody can compute."""
    file = project / cache.FOLDER / cache.HANDOUTS
    body = json.loads(file.read_text())["body"]
    change(body["handouts"])
    seal = hashlib.sha256(json.dumps(body).encode()).hexdigest()
    file.write_text(json.dumps({"seal": seal, "digest": digest(body), "body": body}))


def test_a_forged_cache_keeps_no_old_words_and_releases_no_draft(built: Path) -> None:
    """Whoever forges it knows the digest that the changed files have."""
    words = built / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    old = pdfs(built / "dist")
    other = Path(shutil.copytree(built, built.parent / "other"))
    for project in (built, other):
        edit(project / words.relative_to(built), "es: Sit down.", "es: Stand up.")
    run(other, verify=True)
    known = json.loads((other / cache.FOLDER / cache.HANDOUTS).read_text())["body"]["handouts"]

    def lie(rows: dict[str, list[object]]) -> None:
        for path, row in rows.items():
            row[0], row[2] = known[path][0], False

    forge_cache(built, lie)
    run(built, verify=True)
    new = pdfs(built / "dist")
    assert new[PATH] != old[PATH]
    assert new == pdfs(other / "dist")
    forge_cache(built, lambda rows: [row.__setitem__(2, False) for row in rows.values()])
    result, _ = run(built, out=built / "release", release=True)
    assert {finding.code for finding in result.findings} == {"nothing-signed"}


def test_a_forged_pdf_with_a_manifest_to_match_is_made_again(built: Path) -> None:
    files = pdfs(built / "dist")
    for data in (b"no PDF at all", sound(), files[OTHER], files[PATH] + b"\n% changed"):
        (built / "dist" / PATH).write_bytes(data)
        rewrite(built / "dist", forge(sha256=hashlib.sha256(data).hexdigest()))
        for verify in (False, True):
            run(built, verify=verify)
            assert (built / "dist" / PATH).read_bytes() == files[PATH]


def test_the_key_to_the_cache_is_the_users_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(cache_key.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    key = cache_key.cache_key()
    assert key is not None
    assert cache_key.cache_key() == key
    file = tmp_path / "handouts" / "cache.key"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    assert cache_key.cache_key() is None, "others could have read it"
    file.unlink()
    os.mkfifo(file)
    assert cache_key.cache_key() is None
    monkeypatch.setenv(cache_key.VARIABLE, "short")
    assert cache_key.cache_key() is None
    monkeypatch.setenv(cache_key.VARIABLE, "a secret of the job's own")
    assert cache_key.cache_key() not in (None, key)


def test_without_a_home_everything_is_built_each_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(project / "nowhere"))
    for _ in range(2):
        result, watched = run(project, verify=True, languages=("es",))
        assert not result.findings
        assert len(watched.paths(State.BUILT)) == 2
    assert not (project / "nowhere").exists()


# A person's own files.

OWN = {
    "es/letter.pdf": b"Dear aunt",
    ".download.part": b"half",
    "es/.video.part": b"half",
    "es/sheet.pdf.handouts.part": b"mine",
    "notes.txt": b"",
    "facts.html": b"<p>mine</p>",
}


def test_a_persons_own_files_stay_whatever_is_done(built: Path) -> None:
    for name, data in OWN.items():
        (built / "dist" / name).write_bytes(data)
    edit(built / "templates" / "brand.toml", "#12455B", "#5B1245")
    shutil.rmtree(built / "locales" / "ar")
    run(built)
    done = guarded(built, "facts", "--format", "html")
    assert done.code == 2, done.output
    done.answers("facts.html is there already")
    for name, data in OWN.items():
        assert (built / "dist" / name).read_bytes() == data


@pytest.mark.parametrize("text", ['{"name": "My app"}', "[]", "7", '{"schema": 1}'])
def test_somebody_elses_manifest_is_left_alone(project: Path, text: str) -> None:
    out = project.parent / "website"
    out.mkdir()
    (out / "manifest.json").write_text(text)
    (out / ".0123456789abcdef.1.handouts.part").write_text("who knows")
    before = snapshot(out)
    done = guarded(project, "--out", str(out), out=out)
    assert done.code == 2, done.output
    done.answers("is not a list of handouts but something else", "--out")
    assert snapshot(out) == before


def test_a_damaged_manifest_is_kept_and_stops_nothing(built: Path) -> None:
    whole = pdfs(built / "dist")
    (built / "dist" / "manifest.json").write_text('{"schema": 2, "hand')
    result, _ = run(built)
    assert [finding.code for finding in result.findings] == ["changed-file"]
    assert (built / "dist" / "manifest.json.kept").read_text() == '{"schema": 2, "hand'
    assert pdfs(built / "dist") == whole
    assert not run(built)[0].findings


def test_a_sheet_that_somebody_has_changed_is_kept_beside_the_new_one(built: Path) -> None:
    whole = pdfs(built / "dist")
    for number in (1, 2):
        noted = whole[PATH] + b"%% note %d" % number
        (built / "dist" / PATH).write_bytes(noted)
        result, _ = run(built)
        (finding,) = result.findings
        assert (finding.code, finding.severity.value) == ("changed-file", "warning")
        kept = built / "dist" / f"{PATH}.kept{'-2' if number == 2 else ''}"
        assert kept.read_bytes() == noted
    assert pdfs(built / "dist") == whole


def test_a_folder_in_place_of_a_sheet_harms_no_other_sheet(built: Path) -> None:
    whole = pdfs(built / "dist")
    (built / "dist" / PATH).unlink()
    (built / "dist" / PATH).mkdir()
    (built / "dist" / PATH / "own.txt").write_text("mine")
    run(built)
    assert pdfs(built / "dist") == whole
    assert (built / "dist" / f"{PATH}.kept" / "own.txt").read_text() == "mine"


def test_a_pdf_of_somebodys_that_a_manifest_claims_is_not_removed(built: Path) -> None:
    own = built / "dist" / "es" / "own.pdf"
    own.write_bytes(sound())
    claim = {"path": "es/own.pdf", "handout": "gone"}
    claim["sha256"] = hashlib.sha256(sound()).hexdigest()
    rewrite(built / "dist", lambda all_: all_.update({"own": {**all_[PATH], **claim}}))
    result, _ = run(built)
    assert own.read_bytes() == sound()
    assert not result.removed


@pytest.mark.slow
def test_a_page_is_written_over_as_long_as_nobody_has_changed_it(project: Path) -> None:
    page = project / "dist" / "facts.html"
    for _ in range(2):
        assert guarded(project, "facts", "--format", "html").code == 0
    page.write_text(page.read_text().replace("<h1>", "<h1>My "))
    before = page.read_bytes()
    assert guarded(project, "facts", "--format", "html").code == 2
    assert page.read_bytes() == before


# A wrong sheet is worse than none.


@pytest.mark.parametrize("keeps", [False, True])
def test_a_sheet_that_fails_a_gate_leaves_the_list(built: Path, keeps: bool) -> None:
    brand, words = built / "templates/brand.toml", built / f"locales/es/LC_MESSAGES/{GUIDE}.po"
    if not keeps:
        edit(brand, 'outdated = "keep"', 'outdated = "remove"')
    whole = pdfs(built / "dist")
    edit(words, 'msgid "Sit down."', '#, fuzzy\nmsgid "Sit down."')
    assert run(built)[0].exit_code == 1
    listed = manifest.load(built / "dist")
    spanish = {path for path in whole if path.startswith("es/")}
    assert set(listed.handouts) == whole.keys() - spanish
    assert (set(listed.stale), set(listed.withheld)) == (
        (spanish, set()) if keeps else (set(), spanish)
    )
    shown = page_data(listed, {})
    assert {one["path"] for one in shown["sheets"]} == set(listed.handouts)
    assert ("es" in {one["tag"] for one in shown["languages"]}) == keeps
    assert {tag for tag, _, _ in shown["updating"]} == ({"es"} if keeps else set())
    assert pdfs(built / "dist").keys() == (set(whole) if keeps else set(listed.handouts))
    edit(words, '#, fuzzy\nmsgid "Sit down."', 'msgid "Sit down."')
    assert run(built)[0].exit_code == 0
    assert pdfs(built / "dist") == whole
    assert not manifest.load(built / "dist").withheld


def test_a_fault_of_the_machine_removes_nothing(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.editions.paper import render  # noqa: PLC0415 - patched

    edit(built / "templates/brand.toml", 'outdated = "keep"', 'outdated = "remove"')
    edit(built / "templates/brand.toml", "#12455B", "#5B1245")
    whole = pdfs(built / "dist")

    def fails(*_: object, **__: object) -> None:
        raise SetupError("no paper")

    monkeypatch.setattr(render, "render", fails)
    result, _ = run(built)
    assert (result.exit_code, {finding.code for finding in result.findings}) == (2, {"setup"})
    assert pdfs(built / "dist") == whole


# Shards.


@pytest.fixture
def shards(project: Path) -> list[Path]:
    """The project, built in two parts."""
    folders = [project / f"shard-{number}" for number in (1, 2)]
    for number, folder in enumerate(folders, 1):
        run(project, out=folder, shard=Shard(number, 2), verify=True)
    return folders


def join(project: Path, shards: list[Path]) -> set[str]:
    """The codes of what a merge finds."""
    try:
        merge(MergeRequest(project, tuple(shards), project / "whole", jobs=1), lambda: None)
    except FindingsError as error:
        assert not (project / "whole").exists()
        return {finding.code for finding in error.findings}
    return set()


LIES = ["draft", "title", "English title", "version", "pages", "paper", "inputs"]


@pytest.mark.parametrize("name", LIES)
def test_merge_takes_no_shards_word(project: Path, shards: list[Path], name: str) -> None:
    (folder,) = (one for one in shards if PATH in manifest.load(one).handouts)
    rewrite(folder, FORGERIES[name])
    assert join(project, shards) == {"shard-facts"}


@pytest.mark.parametrize("data", [b"no PDF", sound(), b""])
def test_merge_reads_the_pdfs_it_takes(project: Path, shards: list[Path], data: bytes) -> None:
    (folder,) = (one for one in shards if PATH in manifest.load(one).handouts)
    (folder / PATH).write_bytes(data)
    rewrite(folder, forge(sha256=hashlib.sha256(data).hexdigest()))
    assert join(project, shards) == {"shard-facts"}


@pytest.mark.slow
def test_merge_refuses_the_words_of_another_day(project: Path, shards: list[Path]) -> None:
    words = project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(words, "es: Sit down.", "es: Stand up.")
    assert join(project, shards) == {"shard-facts"}


@pytest.mark.slow
def test_after_a_merge_nothing_is_left_to_do(project: Path, shards: list[Path]) -> None:
    assert join(project, shards) == set()
    _, watched = run(project, out=project / "whole", verify=True)
    assert not watched.outcomes


@pytest.mark.slow
def test_merge_leaves_somebody_elses_manifest_alone(project: Path, shards: list[Path]) -> None:
    (project / "whole").mkdir()
    (project / "whole" / "manifest.json").write_text("{}")
    with pytest.raises(UsageError, match="something else"):
        join(project, shards)
    assert (project / "whole" / "manifest.json").read_text() == "{}"


# Names of files.


def test_no_file_has_a_name_that_no_folder_can_hold() -> None:
    """The longest names of a guide and a handout that are allowed, and what is added to them."""
    longest = "n" * LONGEST_NAME
    assert guide._NAME.fullmatch(longest)
    assert not guide._NAME.fullmatch(f"{longest}n")
    names = [
        file_name(longest, longest, edition, paper)
        for edition in EDITIONS.values()
        for paper in PAPERS
    ]
    assert max(map(len, names)) + len(f"{KEPT}-9999") <= 255
    assert len(atomic._part_of(Path(max(names, key=len))).name) < 100
