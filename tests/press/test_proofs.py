"""Proofs: made whatever is still to do, valid, and what they say is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.catalogs import store
from handouts.cli.application import run as run_command
from handouts.pdf_reading.reader import read
from handouts.pdf_reading.speech import spoken
from handouts.press import manifest
from tests.press.conftest import _model, project
from tests.press.model import GUIDE, add_language, edit, run, sign
from tests.press.test_signing import ANA, code_of, signed

__all__ = ["_model", "project"]

KNEE = "Your knee before"


def proof(project: Path, tag: str, *arguments: str) -> int:
    return run_command(["proof", tag, *arguments], project, "build.py")


def pdf(project: Path, tag: str, handout: str = "before", *, changed: bool = False) -> bytes:
    name = f"{GUIDE}-{handout}-proof{'-changed' if changed else ''}.pdf"
    path = project / "dist" / "proof" / tag / name
    return path.read_bytes()


def heard(project: Path, tag: str, handout: str = "before", *, changed: bool = False) -> str:
    """What a screen reader says of a proof, each run of white space as one space."""
    return re.sub(r"\s+", " ", spoken(read(pdf(project, tag, handout, changed=changed))))


def visible_head(project: Path) -> str:
    """What stands at the head of the pages of a proof of what has changed."""
    found = read(pdf(project, "es", changed=True)).artifacts
    return " ".join(one.text for one in found if one.subtype == "Header")


def po(project: Path, tag: str) -> Path:
    return project / "locales" / tag / "LC_MESSAGES" / f"{GUIDE}.po"


@pytest.mark.parametrize(
    "tag", ["en", "ur", *(pytest.param(tag, marks=pytest.mark.slow) for tag in ("es", "th", "ar"))]
)
def test_a_proof_is_made_twice_the_same(project: Path, tag: str) -> None:
    """It was checked against PDF/UA-1 and PDF/A-2a before it was written."""
    if not (project / "locales" / tag).is_dir() and tag != "en":
        add_language(project, tag)
    assert proof(project, tag) == 0
    first = pdf(project, tag), pdf(project, tag, "after")
    assert proof(project, tag, "--handout", "before") == 0
    assert (pdf(project, tag), pdf(project, tag, "after")) == first
    said = heard(project, tag)
    assert code_of(project, KNEE) in said
    assert "Rest the knee. [Rest]" in said
    assert "correction of message 1" in said


def test_a_language_that_was_just_started_has_a_proof(project: Path) -> None:
    assert run_command(["language", "add", "fa"], project, "build.py") == 0
    assert proof(project, "fa") == 0
    said = heard(project, "fa")
    assert "0 complete" in said
    assert "Not translated yet" in said
    assert "What is signed: 0 of" in said


def test_every_message_of_a_sheet_is_listed_and_numbered(project: Path) -> None:
    assert proof(project, "es") == 0
    said = heard(project, "es")
    numbers = [int(number) for number in re.findall(r"heading level 3: (\d+) · \w{6} ·", said)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 10
    artifacts = [one for one in read(pdf(project, "es")).artifacts if one.type == "Layout"]
    shown = {int(word) for one in artifacts for word in one.text.split() if word.isdigit()}
    on_a_page = re.findall(r"heading level 3: (\d+) · \w{6} · not signed · page 1", said)
    assert {int(number) for number in on_a_page} <= shown


def test_what_was_changed_since_it_was_signed_is_shown_with_the_old_words(project: Path) -> None:
    sign(project, "es")
    edit(po(project, "es"), f"es: {KNEE}", "Su rodilla antes")
    assert proof(project, "es") == 0
    said = heard(project, "es")
    assert "Changed since Name of Reviewer signed it on 2026-01-02. It was:" in said
    assert f"es: {KNEE}" in said
    assert "1 changed since they were signed" in said


@pytest.mark.parametrize("confirmed", [False, True])
def test_old_words_are_found_when_the_english_has_changed(project: Path, confirmed: bool) -> None:
    """As long as the catalog is fuzzy, and after somebody has translated it anew."""
    sign(project, "es")
    template = project / "templates" / GUIDE / "before.xml"
    edit(template, "Put your leg up before you eat.", "Put your leg up before you drink.")
    assert run_command(["extract"], project, "build.py") == 0
    assert run_command(["update"], project, "build.py") == 0
    if confirmed:
        catalog, _ = store.load(po(project, "es"))
        text = po(project, "es").read_text()
        assert "#, fuzzy" in text
        changed = re.sub(r"#, fuzzy\n(#\|.*\n)*", "", text)
        po(project, "es").write_text(changed.replace("you eat", "you drink", 2))
        assert catalog.entries
    assert proof(project, "es", "--handout", "before") == 0
    said = heard(project, "es")
    assert "Changed since Name of Reviewer" in said
    assert "Put your leg up before you eat." in said


def test_a_proof_binds_what_is_signed_to_what_was_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert proof(project, "es") == 0
    (digest,) = re.findall(r"--proof ([0-9a-f]{16})", heard(project, "es"))
    catalog = po(project, "es")
    before = catalog.read_bytes()
    edit(catalog, f"es: {KNEE}", "es: Your other knee before")
    arguments = ("es", *ANA, "--handout", "before", "--proof", digest)
    assert run_command(["sign", *arguments], project, "build.py") == 2
    assert "not the words of the proof" in capsys.readouterr().err
    assert signed(project, "es")[0] == 0
    catalog.write_bytes(before)
    but = code_of(project, KNEE)
    assert run_command(["sign", *arguments, "--except", but], project, "build.py") == 0
    assert signed(project, "es")[0] > 5


def test_words_that_no_font_has_are_shown_as_such(project: Path) -> None:
    edit(po(project, "es"), f"es: {KNEE}", "es: rodilla 膝 \U00010348")
    assert proof(project, "es") == 0
    said = heard(project, "es")
    assert "has an error" in said
    assert "\ufffd" in said


def test_a_template_that_cannot_be_read_leaves_the_other_proof(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = project / "templates" / GUIDE / "before.xml"
    template.write_text(template.read_text() + "{% block")
    assert proof(project, "es") == 1
    assert "before.xml" in capsys.readouterr().out
    assert pdf(project, "es", "after")
    assert not (project / "dist" / "proof" / "es" / f"{GUIDE}-before-proof.pdf").exists()


def test_building_leaves_proofs_alone(project: Path) -> None:
    assert proof(project, "es") == 0
    made = pdf(project, "es")
    run(project)
    assert pdf(project, "es") == made
    assert not [path for path in manifest.load(project / "dist").handouts if "proof" in path]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("xx",), "unknown language 'xx'"),
        (("es", "--handout", "befor"), "before"),
        (("es", "--guide", "nothing"), GUIDE),
        (("es", "--paper", "a7"), "a4"),
    ],
)
def test_a_wrong_name_makes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert proof(project, *arguments) == 2
    assert told in capsys.readouterr().err
    assert not (project / "dist").exists()


def test_a_message_is_left_out_by_its_number_on_the_proof(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert proof(project, "es", "--handout", "before") == 0
    said = heard(project, "es")
    (digest,) = re.findall(r"--proof ([0-9a-f]{16})", said)
    listed = dict(re.findall(r"heading level 3: (\d+) · (\w{6}) ·", said))
    named = ("--handout", "before", "--proof", digest)
    for wrong in (("--except", "3"), (*named, "--except", "99"), (*named, "--only", "0")):
        assert run_command(["sign", "es", *ANA, *wrong], project, "build.py") == 2
    assert signed(project, "es")[0] == 0
    capsys.readouterr()
    assert run_command(["sign", "es", *ANA, *named, "--except", "3"], project, "build.py") == 0
    total = len(listed)
    assert f"{total - 1} of {total} messages signed, left out: {listed['3']}" in (
        capsys.readouterr().out
    )
    assert run_command(["sign", "es", *ANA, *named, "--only", "3"], project, "build.py") == 0
    assert "1 of 1 message signed" in capsys.readouterr().out


def test_what_is_on_no_handout_is_read_and_signed_with_a_proof(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert proof(project, "es", "--handout", "before") == 0
    said = heard(project, "es")
    (digest,) = re.findall(r"--proof ([0-9a-f]{16})", said)
    assert "Our website" in said
    assert "on no handout, as the clinic's brand is" in said
    arguments = ("es", *ANA, "--handout", "before", "--proof", digest)
    assert run_command(["status", "es"], project, "build.py") == 0
    assert re.search(
        r"on no handout, as the brand is: (\d+), \1 not signed", capsys.readouterr().out
    )
    assert run_command(["sign", *arguments], project, "build.py") == 0
    assert run_command(["status", "es"], project, "build.py") == 0
    assert re.search(r"on no handout, as the brand is: \d+, 0 not signed", capsys.readouterr().out)


def test_a_proof_of_what_has_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The others keep their numbers, and one digest stands for all."""
    assert proof(project, "es") == 0
    whole = heard(project, "es")
    sign(project, "es")
    assert proof(project, "es", "--changed") == 0
    assert capsys.readouterr().out.count("all of it is signed as it reads now") == 2
    edit(po(project, "es"), f"es: {KNEE}", "Su rodilla antes")
    assert proof(project, "es", "--changed") == 0
    assert "no proof of sore-knee-after" in capsys.readouterr().out
    assert heard(project, "es") == whole, "the proof of everything is still there"
    said = heard(project, "es", changed=True)
    assert "Proof of what is not signed: " in visible_head(project)
    code = code_of(project, KNEE)
    assert re.findall(r"heading level 3: (\d+) · (\w{6}) ·", said) == (
        re.findall(rf"heading level 3: (\d+) · ({code}) ·", whole)
    )
    assert "Changed since Name of Reviewer signed it" in said
    assert "What is signed: 1 of " in said
    (digest,) = re.findall(r"--proof ([0-9a-f]{16})", said)
    arguments = ("es", *ANA, "--handout", "before", "--proof", digest)
    assert run_command(["sign", *arguments], project, "build.py") == 0


def test_what_stands_in_the_foot_is_said_to(project: Path) -> None:
    assert proof(project, "es") == 0
    said = heard(project, "es")
    for words in ("Turn over", "page %\\(page\\)s of %\\(pages\\)s"):
        code = code_of(project, words.replace("\\", ""))
        assert re.search(rf"{code} · not signed · at the head or the foot of a page", said)


def test_the_comments_of_the_translator_stand_under_their_message(project: Path) -> None:
    """Whatever is in them; each in full, and those of another message are not among them."""
    asked = "Reviewer: is \u201cпокой\u201d meant, or الراحة? <b>\u202e \U0001f600 %(page)s"
    before = f'msgid "{KNEE}"'
    catalog = po(project, "es")
    edit(catalog, before, f"# {asked}\n#\n#  The knee of both sheets.\n{before}")
    head = catalog.read_text(encoding="utf-8")
    assert head.index(asked) < head.index(before)
    assert proof(project, "es", "--handout", "before") == 0
    said = heard(project, "es")
    _, _, own = said.partition(f"{code_of(project, KNEE)} ·")
    own = own.partition("heading level 3:")[0]
    assert "To the reviewer: is “покой” meant, or" in own  # Spanish has no font for the Arabic
    assert "<b>" in own
    assert "%(page)s" in own
    assert "Translator: The knee of both sheets." in own
    assert said.count("To the reviewer:") == said.count("Translator:") == 1
