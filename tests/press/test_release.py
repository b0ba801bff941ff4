"""Drafts are printed as drafts and never released; what was released stays."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from handouts.catalogs.message_code import message_code
from handouts.cli.application import COMMANDS
from handouts.model import codes
from handouts.model.findings import Finding, Severity
from handouts.model.languages import language
from handouts.press import manifest
from handouts.press.output_folder import default_folder
from handouts.press.worker import State
from handouts.project import signatures
from handouts.project.project import Project
from tests.press.model import (
    ALL,
    GUIDE,
    command,
    edit,
    finish,
    keep_editions,
    pdfs,
    run,
    sign,
    unsign,
)
from tests.press.test_incremental import message_of_both_sheets, of, signature
from tests.press.test_reproducible import folder_digest


@pytest.fixture
def released(built: Path) -> Path:
    """The Spanish handouts are signed and released."""
    signature(built)
    result, _ = release(built)
    assert result.exit_code == 0
    return built


def release(project: Path, phone: str = "555-0100", **narrowing: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """Builds a release in the folder of its own, with the clinic's phone number."""
    brand = project / "templates" / "brand.toml"
    text = re.sub(r'(?m)^phone = ".*"$', f'phone = "{phone}"', brand.read_text(encoding="utf-8"))
    brand.write_text(text, encoding="utf-8")
    return run(project, out=default_folder(project, release=True), release=True, **narrowing)


def test_a_release_without_a_phone_number_is_warned_of(built: Path) -> None:
    signature(built)
    result, _ = release(built, phone="")
    (finding,) = result.findings
    assert (finding.kind, finding.severity) == (codes.NO_PHONE, Severity.WARNING)
    assert str(finding.where).startswith("templates/brand.toml:")
    assert result.exit_code == 0
    assert not release(built)[0].findings


def assert_hints_name_commands(findings: Iterable[Finding]) -> None:
    """A hint sends nobody to a command that does not exist."""
    known = set(COMMANDS)
    for finding in findings:
        assert set(re.findall(r"build\.py ([a-z]+)", finding.hint)) <= known, finding


def test_an_unsigned_handout_is_a_draft_in_the_manifest(built: Path) -> None:
    signature(built)
    run(built)
    entries = manifest.load(built / "dist").handouts
    assert {path for path, entry in entries.items() if not entry.draft} == of("es")


def test_a_release_of_partly_signed_handouts_holds_the_signed_ones(built: Path) -> None:
    signature(built)
    result, watched = release(built)
    assert (result.exit_code, result.findings) == (0, ())
    assert set(pdfs(built / "release")) == of("es")
    assert set(manifest.load(built / "release").handouts) == of("es")
    assert result.states[State.DRAFT] == len(ALL - of("es"))
    assert watched.paths(State.BUILT) == of("es")


def test_a_release_has_a_folder_of_its_own(built: Path) -> None:
    signature(built)
    drafts = folder_digest(built / "dist")
    code, output = finish(command(built, "build", "--release", "--no-verify"))
    assert (code, "2 built, 6 left out as drafts" in output) == (0, True)
    assert folder_digest(built / "dist") == drafts
    assert set(pdfs(built / "release")) == of("es")


def test_with_nothing_signed_a_release_says_so_and_touches_nothing(built: Path) -> None:
    for _ in ("judged by a worker", "known from the cache"):
        result, _ = release(built)
        assert result.exit_code == 1
        (finding,) = result.findings
        assert (finding.code, finding.severity) == ("nothing-signed", Severity.ERROR)
        assert "before" not in finding.message
        assert_hints_name_commands(result.findings)
        assert not (built / "release" / "manifest.json").exists()


def test_when_all_signatures_are_withdrawn_nothing_is_listed_to_be_handed_out(
    released: Path,
) -> None:
    """The files stay on the disk. That nothing is released is no fault: the site is to follow."""
    before = pdfs(released / "release")
    unsign(released, "es")
    for told in (["nothing-signed", *["outdated-release"] * 2], ["nothing-signed"]):
        result, _ = release(released)
        assert (result.exit_code, sorted(one.code for one in result.findings)) == (0, told)
        assert {one.severity for one in result.findings} == {Severity.WARNING}
        assert_hints_name_commands(result.findings)
        listed = manifest.load(released / "release")
        assert (set(listed.handouts), set(listed.stale)) == (set(), set(of("es")))
        assert pdfs(released / "release") == before
    signature(released)
    result, watched = release(released)
    assert (result.findings, watched.paths(State.BUILT)) == ((), frozenset())
    assert set(manifest.load(released / "release").handouts) == of("es")


@pytest.mark.parametrize(
    "narrowing",
    [
        {"languages": ("ru",)},
        {"handouts": ("after",)},
        {"paper": "a4"},
        {"editions": ("large",)},
        {"languages": ("es",), "paper": "a4"},
    ],
)
def test_what_is_withdrawn_leaves_the_list_whatever_is_asked_for(
    released: Path, narrowing: dict[str, tuple[str, ...]]
) -> None:
    release(released, paper="a4")  # type: ignore[arg-type]
    sign(released, "ru")
    release(released, languages=("ru",))
    listed = manifest.load(released / "release").handouts
    (kept, withdrawn) = (
        {path for path, entry in listed.items() if entry.language == tag} for tag in ("ru", "es")
    )
    assert len(withdrawn) == 4
    unsign(released, "es")
    release(released, **narrowing)
    listed_now = manifest.load(released / "release")
    assert {entry.language for entry in listed_now.handouts.values()} == {"ru"}
    assert kept <= set(listed_now.handouts)
    assert set(listed_now.stale) == withdrawn


def test_english_that_is_withdrawn_takes_the_edition_it_stands_in_out(built: Path) -> None:
    keep_editions(built, "standard", "bilingual")
    signature(built)
    domains = Project(built).extraction.domains.values()
    sign(built, "en", [signatures.source_entry(one) for found in domains for one in found])
    release(built, languages=("es",))
    before = manifest.load(built / "release").handouts
    bilingual = {path for path, entry in before.items() if entry.edition == "bilingual"}
    assert len(bilingual) == 2
    unsign(built, "en")
    release(built, languages=("es",), editions=("standard",))
    listed = manifest.load(built / "release")
    assert (set(listed.handouts), set(listed.stale)) == (of("es"), bilingual)


def test_a_release_into_a_folder_of_drafts_does_not_empty_it(built: Path) -> None:
    """Somebody who names `dist` gets what was asked for, but loses no file."""
    before = folder_digest(built / "dist")
    assert run(built, release=True)[0].exit_code == 1
    assert folder_digest(built / "dist") == before
    signature(built)
    assert run(built, release=True)[0].exit_code == 0
    assert set(pdfs(built / "dist")) == ALL
    listed = manifest.load(built / "dist")
    assert (set(listed.handouts), set(listed.stale)) == (of("es"), ALL - of("es"))
    result, watched = run(built)
    assert not watched.outcomes, "a plain build puts all of it right without building"
    assert set(manifest.load(built / "dist").handouts) == ALL
    assert not result.removed


def test_what_was_released_in_other_words_stays_on_the_disk_as_stale(released: Path) -> None:
    """The words of one handout change, the drawing of the other; a drawing is not signed."""
    before = pdfs(released / "release")
    edit(released / "templates" / "art" / "square.svg", 'width="100"', 'width="90"')
    edit(
        released / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po",
        "es: Your knee before",
        "es: Su rodilla antes",
    )
    result, watched = release(released)
    assert result.exit_code == 0
    assert watched.paths(State.BUILT) == {f"es/{GUIDE}-after.pdf"}
    (finding,) = result.findings
    assert (finding.code, finding.severity) == ("outdated-release", Severity.WARNING)
    assert_hints_name_commands(result.findings)
    listed = manifest.load(released / "release")
    path = f"es/{GUIDE}-before.pdf"
    assert set(listed.handouts) == {f"es/{GUIDE}-after.pdf"}
    assert set(listed.stale) == {path}
    assert pdfs(released / "release")[path] == before[path]


def test_words_that_come_back_are_released_again_without_building(released: Path) -> None:
    signed = Project(released).review(language("es"))[0]
    catalog = released / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    words = catalog.read_bytes()
    edit(catalog, "es: Your knee before", "es: Su rodilla antes")
    release(released)
    catalog.write_bytes(words)
    folder = Project(released).signatures_folder(language("es"))
    signatures.write_review(signatures.Review(), signed, folder)
    result, watched = release(released)
    assert (result.findings, watched.paths(State.BUILT)) == ((), frozenset())
    assert set(manifest.load(released / "release").handouts) == of("es")


def test_what_the_project_no_longer_has_is_removed(released: Path) -> None:
    toml = released / "templates" / GUIDE / "guide.toml"
    edit(toml, '[handouts.after]\ncode = "AFT"\norder = 2\n', "")
    (released / "templates" / GUIDE / "after.xml").unlink()
    signature(released)
    result, _ = release(released)
    assert result.removed == (f"es/{GUIDE}-after.pdf",)
    assert set(pdfs(released / "release")) == {f"es/{GUIDE}-before.pdf"}


def test_a_release_of_everything_gone_keeps_its_files(released: Path) -> None:
    """A project without languages or guides is a wrong checkout, not a decision: a fault, after
    which nothing is handed out and nothing is lost."""
    before = pdfs(released / "release")
    shutil.rmtree(released / "locales" / "es")
    assert release(released)[0].exit_code == 1
    shutil.rmtree(released / "templates" / GUIDE)
    assert release(released)[0].exit_code == 1
    assert pdfs(released / "release") == before
    listed = manifest.load(released / "release")
    assert (set(listed.handouts), set(listed.stale)) == (set(), set(of("es")))


def test_a_draft_asked_for_by_name_is_refused(built: Path) -> None:
    signature(built)
    result, watched = run(built, release=True, languages=("es", "ru"), handouts=("after",))
    assert result.exit_code == 1
    (finding,) = [each for each in result.findings if each.kind is not codes.NO_PHONE]
    assert finding.code == "draft"
    assert finding.where.path == "locales/ru/signatures"
    assert_hints_name_commands(result.findings)
    assert watched.paths(State.BUILT) == {f"es/{GUIDE}-after.pdf"}


def test_a_draft_names_its_unsigned_messages(built: Path) -> None:
    signature(built)
    edit(
        built / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po",
        "es: Your knee before",
        "es: Su rodilla antes",
    )
    code = message_code((None, "Your knee before"))
    result, _ = release(built, languages=("es",))
    (finding,) = result.findings
    assert (
        f"before in Spanish is a draft and may not be released: 1 of 23 messages not signed: {code}"
        in (finding.message)
    )
    assert_hints_name_commands(result.findings)
    result, _ = release(built)
    assert result.findings == ()
    assert result.left_out == (
        f"left out: Spanish, before: 1 of 23 messages not signed: {code}",
        "left out, since nothing of them is signed: English (en), Russian (ru), Thai (th)",
    )


def test_english_that_is_unsigned_leaves_out_the_edition_that_it_stands_in(built: Path) -> None:
    """Who asks for that edition by its name is refused."""
    keep_editions(built, "standard", "bilingual")
    signature(built)
    for narrowing in ({"languages": ("es",)}, {}):
        result, _ = release(built, **narrowing)  # type: ignore[arg-type]
        assert (result.exit_code, result.findings) == (0, ())
        assert set(pdfs(built / "release")) == of("es")
        assert result.left_out[0] == (
            "left out: Spanish, bilingual edition: "
            "the English words of the bilingual edition are not signed"
        )
    result, _ = release(built, languages=("es",), editions=("bilingual",))
    assert result.exit_code == 1
    for finding in result.findings:
        assert "the bilingual edition of sore-knee-" in finding.message
        assert "the English words of the bilingual edition are not signed" in finding.message
        assert "build.py status en" in finding.hint
    keep_editions(built, "bilingual")
    assert release(built, languages=("es",))[0].exit_code == 1, "nothing else was built"


def test_drafts_asked_for_by_name_are_refused_and_their_earlier_files_are_stale(
    released: Path,
) -> None:
    message_of_both_sheets(released)
    before = pdfs(released / "release")
    result, _ = release(released, languages=("es",))
    assert result.exit_code == 1
    assert {finding.code for finding in result.findings} == {"draft", "outdated-release"}
    assert pdfs(released / "release") == before
    assert set(manifest.load(released / "release").stale) == of("es")
