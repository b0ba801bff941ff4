"""Signatures: they hold for the words they were given for, and for no others."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.files.file import File
from handouts.model.errors import FindingsError
from handouts.model.findings import Where
from handouts.model.languages import language
from handouts.model.signature import Signature
from handouts.project import signatures
from handouts.project.project import Project
from handouts.project.signatures import Review, Status

SIGNER = Signature("Name of Reviewer", 'Certified "CHI" interpreter', "2026-11-22")
BEN = Signature("Ben Ode", "RN", "2026-12-01")
REST = Entry("Rest", "Descanse")
ICE = Entry("Ice", "Hielo", "noun")
EMPTY = Review()


def test_a_signature_is_found_for_the_words_as_they_were() -> None:
    signed = signatures.sign(EMPTY, [REST, ICE], SIGNER)
    assert signed.signature(REST) == SIGNER
    assert signatures.signed_by(signed, [REST, ICE]) == (SIGNER,)


@pytest.mark.parametrize("change", [{"msgid": "Rest."}, {"msgstr": "Repose"}, {"context": "noun"}])
def test_a_changed_message_loses_its_signature_by_itself(change: dict[str, str]) -> None:
    signed = signatures.sign(EMPTY, [REST, ICE], SIGNER)
    changed = dataclasses.replace(REST, **change)
    assert signed.signature(changed) is None
    assert signatures.signed_by(signed, [changed, ICE]) == ()
    assert signatures.signed_by(signed, [ICE]) == (SIGNER,)


def test_comments_references_and_order_do_not_touch_a_signature() -> None:
    signed = signatures.sign(EMPTY, [REST], SIGNER)
    moved = dataclasses.replace(REST, comments=(" hm",), references=("b.xml",), line=99)
    assert signed.signature(moved) == SIGNER


def test_signing_again_signs_only_what_is_unsigned() -> None:
    signed = signatures.sign(EMPTY, [REST], SIGNER)
    assert signatures.sign(signed, [REST], BEN) is signed
    both = signatures.sign(signed, [REST, ICE], BEN)
    assert (both.signature(REST), both.signature(ICE)) == (SIGNER, BEN)


@pytest.mark.parametrize(
    "entry", [Entry("Rest", ""), Entry("Rest", " "), Entry("Rest", "Descanse", fuzzy=True)]
)
def test_an_unfinished_message_cannot_be_signed(entry: Entry) -> None:
    with pytest.raises(FindingsError) as refused:
        signatures.sign(EMPTY, [ICE, entry], SIGNER)
    assert [finding.code for finding in refused.value.findings] == ["unsignable-message"]


@pytest.mark.parametrize(
    "signature",
    [
        Signature("", "RN", "2026-11-22"),
        Signature("Ana", " ", "2026-11-22"),
        Signature("Name\nof Reviewer", "RN", "2026-11-22"),
        Signature("Ana", "RN", "22.11.2026"),
        Signature("Ana", "RN", "2026-02-30"),
    ],
)
def test_an_incomplete_signature_is_refused(signature: Signature) -> None:
    with pytest.raises(FindingsError):
        signatures.sign(EMPTY, [REST], signature)


def folder_of(project: Path) -> File:
    return Project(project).signatures_folder(language("es"))


def test_each_act_is_a_file_of_its_own(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    odd = Entry('A "quote" \\ and \x7f', "ñ \u2028")
    first = signatures.sign(EMPTY, [REST, odd], SIGNER)
    (name,) = signatures.write_review(EMPTY, first, folder)
    loaded, findings = signatures.load_review(folder)
    assert (loaded, findings) == (first, [])
    assert signatures.write_review(loaded, loaded, folder) == []
    both = signatures.sign(loaded, [ICE], BEN)
    before = (folder.path / name).read_bytes()
    (second,) = signatures.write_review(loaded, both, folder)
    assert signatures.load_review(folder) == (both, [])
    assert (folder.path / name).read_bytes() == before
    table = f'[messages.{signatures.digest(REST)}]\nenglish = "Rest"\ntranslation = "Descanse"\n'
    assert table in before.decode()
    assert second != name


def test_the_words_that_were_signed_are_kept() -> None:
    signed = signatures.sign(EMPTY, [REST, ICE], SIGNER)
    again = signatures.sign(signed, [dataclasses.replace(REST, msgstr="Repose")], BEN)
    words, signature = again.words[REST.key]
    assert (words.translation, signature) == ("Repose", BEN)
    words, signature = again.words[ICE.key]
    assert (words.translation, signature) == ("Hielo", SIGNER)


def test_what_is_signed_on_two_branches_can_be_merged(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    ours, theirs = signatures.sign(EMPTY, [REST], SIGNER), signatures.sign(EMPTY, [ICE], BEN)
    names = {
        *signatures.write_review(EMPTY, ours, folder),
        *signatures.write_review(EMPTY, theirs, folder),
    }
    assert len(names) == 2
    merged, _ = signatures.load_review(folder)
    assert (merged.signature(REST), merged.signature(ICE)) == (SIGNER, BEN)


def test_a_signature_can_be_withdrawn(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    signed = signatures.sign(signatures.sign(EMPTY, [REST], SIGNER), [ICE], BEN)
    signatures.write_review(EMPTY, signed, folder)
    signed, _ = signatures.load_review(folder)
    marks = [signatures.digest(entry) for entry in (REST, ICE)]
    assert signatures.withdraw(signed, marks, "Nobody") == signed
    assert signatures.withdraw(signed, [signatures.digest(Entry("Go", "Vaya"))]) == signed
    ben = signatures.withdraw(signed, marks, "Ben Ode")
    assert (ben.signature(REST), ben.signature(ICE)) == (SIGNER, None)
    left = signatures.withdraw(signed, marks[:1])
    assert (left.signature(REST), left.signature(ICE)) == (None, BEN)
    signatures.write_review(signed, left, folder)
    assert signatures.load_review(folder) == (left, [])
    assert len(list(folder.path.iterdir())) == 1
    signatures.write_review(left, EMPTY, folder)
    assert not folder.path.exists(), "no empty folder is left"


GOOD = """reviewer = "Ana"
credential = "RN"
date = "2026-11-22"

[messages.{mark}]
english = "Rest"
translation = "Descanse"
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('reviewer = "Ana"', "reviewer = 3", 1),
        ('credential = "RN"\n', "", 0),
        ('"2026-11-22"', '"yesterday"', 3),
        ('"2026-11-22"', "2026-11-22", 3),
        ('= "Rest"', "= 1", 6),
        ('english = "Rest"\n', "", 5),
        ('"Descanse"', '"Descansar"', 5),
        ('date = "2026-11-22"\n', 'date = "2026-11-22"\nday = 1\n', 4),
        ("[messages", "[[messages", 5),
        ("[messages", "<<<<<<< ours", 5),
        ("[messages", "[messages.x]\n[messages", 5),
    ],
)
def test_a_bad_file_is_a_finding_and_takes_no_other_with_it(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    folder = folder_of(tmp_path)
    signatures.write_review(EMPTY, signatures.sign(EMPTY, [ICE], BEN), folder)
    path = folder.path / "2026-11-22-ana.toml"
    text = GOOD.format(mark=signatures.digest(REST))
    path.write_text(text, encoding="utf-8")
    assert signatures.load_review(folder)[0].signature(REST) is not None
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    loaded, findings = signatures.load_review(folder)
    assert {(finding.code, finding.where.path) for finding in findings} == {
        ("review-file", "locales/es/signatures/2026-11-22-ana.toml")
    }
    assert findings[0].where.line == line
    assert (loaded.signature(REST), loaded.signature(ICE)) == (None, BEN)


def test_no_folder_and_no_utf8(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert signatures.load_review(folder) == (Review(), [])
    folder.path.mkdir(parents=True)
    (folder.path / "one.toml").write_bytes(b"\xff")
    assert [finding.code for finding in signatures.load_review(folder)[1]] == ["review-file"]


def test_status_counts_the_messages_of_the_templates() -> None:
    places = (Where("a.xml", 1),)
    messages = [
        Message(text, None, (), "heading", (), places) for text in ("Rest", "Ice", "Go", "New")
    ]
    entries = (REST, Entry("Ice", "Hielo"), Entry("Go", "Vaya", fuzzy=True), Entry("Old", "Viejo"))
    catalog = CatalogFile("es.po", Entry(""), entries)
    signed = signatures.sign(EMPTY, [REST], SIGNER)
    assert signatures.status(messages, catalog, signed) == Status(4, 2, 1, 1)


def test_the_english_is_signed_like_a_translation() -> None:
    message = Message("Rest", None, ("a",), "", (), (Where("a.xml", 1),))
    entry = signatures.source_entry(message)
    signed = signatures.sign(Review(), [entry], BEN)
    assert signed.signature(entry) == BEN
    assert signed.signature(REST) is None
