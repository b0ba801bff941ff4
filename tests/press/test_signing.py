"""Signing from the command line: what is complete and clean, and why the rest is not."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from handouts.catalogs.message_code import message_code
from handouts.cli.application import run as run_command
from handouts.model.languages import language
from handouts.pdf_reading.reader import read
from handouts.pdf_reading.speech import spoken
from handouts.press import manifest
from handouts.project.project import Project
from handouts.reports.status import progress
from tests.press.conftest import _model, project
from tests.press.model import GUIDE, edit, offer, run
from tests.press.test_incremental import of

__all__ = ["_model", "project"]

ANA = ("--reviewer", "Name of Reviewer", "--credential", "Certified translator")


def sign(project: Path, *arguments: str) -> int:
    return run_command(["sign", *arguments], project, "build.py")


def signed(project: Path, tag: str) -> tuple[int, int]:
    row = progress(Project(project), language(tag))
    return row.signed, row.messages


def code_of(project: Path, words: str) -> str:
    (message,) = (
        message
        for messages in Project(project).extraction.domains.values()
        for message in messages
        if words == message.msgid
    )
    return message_code(message.key)


@pytest.mark.parametrize("tag", ["es", "en"])
def test_signed_sheets_are_no_drafts(project: Path, tag: str) -> None:
    run_command(["extract"], project, "build.py")
    assert sign(project, tag, *ANA) == 0
    done, total = signed(project, tag)
    assert done == total > 10
    (act,) = Project(project).review(language(tag))[0].acts
    assert act.signature.reviewer == "Name of Reviewer"
    assert abs((datetime.date.fromisoformat(act.signature.date) - datetime.date.today()).days) <= 1
    run(project)
    entries = manifest.load(project / "dist").handouts
    assert {path for path, entry in entries.items() if not entry.draft} == of(tag)


def foot(project: Path, tag: str) -> str:
    """The foot of the first page of a sheet, with spaces as they come."""
    (found,) = (
        one.text
        for one in read((project / "dist" / tag / f"{GUIDE}-before.pdf").read_bytes()).artifacts
        if (one.page, one.subtype) == (1, "Footer")
    )
    return " ".join(re.sub("[\u2066-\u2069]", "", found).split())


def test_a_signed_sheet_says_by_whom_and_when_it_was_checked(project: Path) -> None:
    run(project)
    assert "Words checked by" not in foot(project, "es")
    first = code_of(project, "Your knee before")
    ben = ("--reviewer", "Ben Ode", "--credential", "RN")
    assert sign(project, "es", *ben, "--only", first) == 0
    assert sign(project, "es", *ANA) == 0
    run(project)
    day = datetime.datetime.now(datetime.UTC).astimezone().date().isoformat()
    names = r"(Name of Reviewer; Ben Ode|Ben Ode; Name of Reviewer)"
    assert re.search(f"Words checked by: {names}, {day}", foot(project, "es"))
    assert re.search(f"es: Words checked by: {names}, {day}", foot(project, "es"))
    entries = manifest.load(project / "dist").handouts
    (entry,) = (one for path, one in entries.items() if path == f"es/{GUIDE}-before.pdf")
    assert [(who["reviewer"], who["credential"], who["date"]) for who in entry.signed_by] == [
        ("Ben Ode", "RN", day),
        ("Name of Reviewer", "Certified translator", day),
    ]
    assert {one.signed_by for path, one in entries.items() if path not in of("es")} == {()}


def test_a_long_name_takes_more_lines_of_the_foot(project: Path) -> None:
    name = " ".join(["Name", *["of"] * 60, "Reviewer"])
    assert sign(project, "es", "--reviewer", name, "--credential", "RN") == 0
    result, _ = run(project, languages=("es",))
    assert not result.findings
    assert f"Words checked by: {name}, " in foot(project, "es")


def test_a_name_that_cannot_be_printed_signs_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign(project, "es", "--reviewer", "\U00010348", "--credential", "RN") == 2
    assert "U+10348" in capsys.readouterr().err
    assert signed(project, "es")[0] == 0


def test_a_message_with_an_error_is_refused_and_the_others_are_signed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    po = project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(po, "es: Your knee before", "es: Your 9 knees before")
    edit(po, 'msgstr "es: Your knee after"', 'msgstr ""')
    assert sign(project, "es", *ANA) == 1
    done, total = signed(project, "es")
    assert done == total - 2
    output = capsys.readouterr().out
    assert f"{total - 2} of {total} messages signed, 2 not signed" in output
    assert "added-number" in output
    assert "Your knee after" in output


def test_a_file_that_cannot_be_read_whole_stops_the_signing_of_its_language(project: Path) -> None:
    po = project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    po.write_bytes(po.read_bytes() + b"<<<<<<< ours\n")
    assert sign(project, "es", *ANA) == 1
    assert signed(project, "es")[0] == 0
    assert sign(project, "ru", *ANA, "--with-warnings") == 0


def test_some_messages_by_handout_and_by_code(project: Path) -> None:
    before = code_of(project, "Your knee before")
    assert sign(project, "es", *ANA, "--only", before.lower()) == 0
    assert signed(project, "es")[0] == 1
    assert (
        sign(
            project,
            "es",
            *ANA,
            "--handout",
            "after",
            "--except",
            code_of(project, "Your knee after"),
        )
        == 0
    )
    some, total = signed(project, "es")
    assert 1 < some < total - 1
    assert sign(project, "es", "--withdraw", "--only", before) == 0
    assert signed(project, "es")[0] == some - 1
    assert sign(project, "es", "--withdraw") == 0
    assert signed(project, "es")[0] == 0


def test_guides_and_sheets_are_named_by_code_too(project: Path) -> None:
    counts = []
    for guide, sheet in ((GUIDE, "after"), ("KNEE", "AFT"), ("KNEE", "KNEE-AFT")):
        assert sign(project, "es", *ANA, "--guide", guide, "--handout", sheet) == 0
        counts.append(signed(project, "es"))
        assert sign(project, "es", "--withdraw") == 0
    assert counts[0][0] > 0
    assert counts == [counts[0]] * 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("es", "--credential", "RN"), "--reviewer is missing"),
        (("es", "--reviewer", "Ana"), "--credential is missing"),
        (("es", *ANA, "--only", "ZZZZZZ"), "no message has the code 'ZZZZZZ'"),
        (("es", *ANA, "--handout", "afte"), "Did you mean after?"),
        (("es", *ANA, "--guide", "sore-kne"), f"Did you mean {GUIDE}?"),
        (("xx", *ANA), "unknown language 'xx'"),
    ],
)
def test_a_wrong_name_signs_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert sign(project, *arguments) == 2
    assert told in capsys.readouterr().err
    assert signed(project, "es")[0] == 0


def test_a_language_that_is_only_started_stops_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offer(project, ("en", "es"))
    po = project / "locales" / "th" / "LC_MESSAGES" / f"{GUIDE}.po"
    po.write_text(re.sub(r'msgstr "th.*"', 'msgstr ""', po.read_text("utf-8")), "utf-8")
    run_command(["extract"], project, "build.py")
    assert run_command(["check"], project, "build.py") == 0
    output = capsys.readouterr().out
    assert "locales/th: note started-language: Thai is started, not offered" in output
    assert "untranslated-message" not in output
    assert run_command(["check", "-l", "th"], project, "build.py") == 1
    assert "untranslated-message" in capsys.readouterr().out
    run(project)
    assert set(manifest.load(project / "dist").handouts) == of("en", "es")
    assert run_command(["build", "-l", "th"], project, "build.py") == 2
    assert "started, but not offered" in capsys.readouterr().err


def test_a_guide_can_be_offered_in_fewer_languages(project: Path) -> None:
    toml = project / "templates" / GUIDE / "guide.toml"
    edit(toml, 'version = "1.0"', 'version = "1.0"\nlanguages = ["es"]')
    run(project)
    assert set(manifest.load(project / "dist").handouts) == of("en", "es")


def test_what_is_offered_has_catalogs(project: Path) -> None:
    offer(project, ("en", "es", "ru", "th", "fr", "no-such"))
    found = [finding for finding in Project(project).findings if finding.code == "offered-language"]
    assert [finding.message.split("'")[1] for finding in found] == ["fr", "no-such"]
    assert {finding.where.path for finding in found} == {"templates/brand.toml"}
    assert all(finding.where.line for finding in found)


def test_withdrawing_from_one_handout_names_the_others_that_it_touches(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign(project, "es", *ANA) == 0
    capsys.readouterr()
    said = withdraw(project, capsys, "--guide", "KNEE", "--handout", "AFT")
    assert f"stand on {GUIDE}-after" not in said
    (number,) = re.findall(
        rf"(\d+) of them stand on {GUIDE}-before too, which is a draft now", said
    )
    assert int(number) > 5


def test_status_tells_what_was_changed_after_it_was_signed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign(project, "es", *ANA) == 0
    catalog = project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, "es: Sit down.", "es: Siéntese.")
    capsys.readouterr()
    assert run_command(["status", "es"], project, "build.py") == 0
    output = capsys.readouterr().out
    assert re.search(r"unsigned: changed after 20[0-9-]+, when it was signed", output)
    assert run_command(["status", "es", "--json"], project, "build.py") == 0
    assert '"was_signed_by": "Name of Reviewer"' in capsys.readouterr().out


def withdraw(project: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said of it."""
    capsys.readouterr()
    assert sign(project, "es", "--withdraw", *arguments) == 0
    return capsys.readouterr().out


def ever_signed(project: Path) -> set[str]:
    """The English of every message that somebody has signed, in whatever words."""
    review, _ = Project(project).review(language("es"))
    return {words.english for act in review.acts for words in act.messages.values()}


@pytest.mark.parametrize("narrowed", ["not", "by handout", "by code"])
def test_a_signature_on_words_that_have_changed_can_be_withdrawn(
    project: Path, capsys: pytest.CaptureFixture[str], narrowed: str
) -> None:
    assert sign(project, "es", *ANA) == 0
    catalog = project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, "es: Your knee after", "es: Su rodilla")
    how = {
        "not": (),
        "by handout": ("--handout", "after"),
        "by code": ("--only", code_of(project, "Your knee after")),
    }[narrowed]
    said = withdraw(project, capsys, *how)
    assert "1 of them were on words that have changed since" in said
    assert "Your knee after" not in ever_signed(project)
    assert ("Your knee before" in ever_signed(project)) is (narrowed != "not")


@pytest.mark.parametrize("by_code", [False, True])
def test_a_signature_on_replaced_english_can_be_withdrawn(
    project: Path, capsys: pytest.CaptureFixture[str], by_code: bool
) -> None:
    assert sign(project, "es", *ANA) == 0
    old = code_of(project, "Your knee after")
    template = project / "templates" / GUIDE / "after.xml"
    edit(template, "Your knee after", "Your knee afterwards")
    for command in (["extract"], ["update"]):
        run_command(command, project, "build.py")
    how = ("--only", old) if by_code else ("--handout", "after")
    assert "1 of them were on words that have changed" in withdraw(project, capsys, *how)
    assert "Your knee after" not in ever_signed(project)
    assert "Your knee before" in ever_signed(project)


def test_what_a_proof_signs_is_withdrawn_with_its_handout(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the messages that are on no handout, which both commands name."""
    run_command(["extract"], project, "build.py")
    run_command(["proof", "es", "--handout", "after"], project, "build.py")
    proof = project / "dist" / "proof" / "es" / f"{GUIDE}-after-proof.pdf"
    (digest,) = re.findall(r"--proof ([0-9a-f]{16})", spoken(read(proof.read_bytes())))
    capsys.readouterr()
    assert sign(project, "es", *ANA, "--handout", "after", "--proof", digest) == 0
    output = capsys.readouterr().out
    (loose,) = re.findall(r"(\d+) of them are on no handout", output)
    assert int(loose) > 0
    assert re.search(r"wrote locales/es/signatures/\S+\.toml: commit it, or send it", output)
    said = withdraw(project, capsys, "--handout", "after")
    assert f"{loose} of them were on messages of no handout" in said
    assert ever_signed(project) == set()
    assert re.search(r"deleted locales/es/signatures/\S+\.toml", said)
    assert not (project / "locales" / "es" / "signatures").exists()


def test_withdrawing_names_the_files_that_still_say_they_are_signed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign(project, "es", *ANA) == 0
    run(project)
    run(project, out=project / "release", release=True)
    told = [
        f"{project / folder / 'es'}/{GUIDE}-{sheet}.pdf still says that its words are signed"
        for folder in ("dist", "release")
        for sheet in ("after", "before")
    ]
    only = ("--only", code_of(project, "Your knee before"))
    output = withdraw(project, capsys, *only)
    assert re.findall(r"(\S+ still says that its words are signed)", output) == told[1::2]
    assert re.search(
        r"out of the release, .*: .*build\.py .*--release; .*build\.py .*publish", output
    )
    assert "changed locales/es/signatures/" in output
    output = withdraw(project, capsys)
    assert re.findall(r"(\S+ still says that its words are signed)", output) == told
    run(project)
    run(project, out=project / "release", release=True)
    output = withdraw(project, capsys)
    assert "still says" not in output
    assert "0 signatures withdrawn" in output
