"""Signatures: they hold for the words they were given for, and for no others."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.model.languages import language
from handouts.project import signatures
from handouts.project.project import Project
from handouts.project.signatures import Review, Signature, Status

SIGNER = Signature("Name of Reviewer", 'Certified "CHI" interpreter', "2026-11-22")
BEN = Signature("Ben Ode", "RN", "2026-12-01")
REST = Entry("Rest", "Descanse")
ICE = Entry("Ice", "Hielo", "noun")
EMPTY = Review("locales/es/review.toml")


def test_a_signature_is_found_for_the_words_as_they_were() -> None:
    signed = signatures.sign(EMPTY, [REST, ICE], SIGNER, [])
    assert signed.signature(REST) == SIGNER
    assert not signatures.is_draft(signed, [REST, ICE])


@pytest.mark.parametrize("change", [{"msgid": "Rest."}, {"msgstr": "Repose"}, {"context": "noun"}])
def test_a_changed_message_loses_its_signature_by_itself(change: dict[str, str]) -> None:
    signed = signatures.sign(EMPTY, [REST, ICE], SIGNER, [])
    changed = dataclasses.replace(REST, **change)
    assert signed.signature(changed) is None
    assert signatures.is_draft(signed, [changed, ICE])
    assert not signatures.is_draft(signed, [ICE])


def test_comments_references_and_order_do_not_touch_a_signature() -> None:
    signed = signatures.sign(EMPTY, [REST], SIGNER, [])
    moved = dataclasses.replace(REST, comments=(" hm",), references=("b.xml",), line=99)
    assert signed.signature(moved) == SIGNER


def test_signing_again_signs_only_what_is_unsigned() -> None:
    signed = signatures.sign(EMPTY, [REST], SIGNER, [])
    assert signatures.sign(signed, [REST], BEN, []) is signed
    both = signatures.sign(signed, [REST, ICE], BEN, [])
    assert (both.signature(REST), both.signature(ICE)) == (SIGNER, BEN)


@pytest.mark.parametrize(
    "entry", [Entry("Rest", ""), Entry("Rest", " "), Entry("Rest", "Descanse", fuzzy=True)]
)
def test_an_unfinished_message_cannot_be_signed(entry: Entry) -> None:
    with pytest.raises(FindingsError) as refused:
        signatures.sign(EMPTY, [ICE, entry], SIGNER, [])
    assert [finding.code for finding in refused.value.findings] == ["unsignable-message"]


def test_what_the_checks_reject_cannot_be_signed() -> None:
    fault = Finding(codes.ADDED_NUMBER, "wrong", Where("sij.po", 3))
    doubt = Finding(codes.LONG_TRANSLATION, "long", Where("sij.po", 3))
    with pytest.raises(FindingsError) as refused:
        signatures.sign(EMPTY, [REST], SIGNER, [doubt, fault])
    assert refused.value.findings == (fault,)
    assert signatures.sign(EMPTY, [REST], SIGNER, [doubt]).signature(REST) == SIGNER


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
        signatures.sign(EMPTY, [REST], signature, [])


def test_signatures_survive_their_file(tmp_path: Path) -> None:
    path = Project(tmp_path).review_file(language("es")).path
    odd = Entry('A "quote" \\ and \x7f', "ñ \u2028")
    signed = signatures.sign(signatures.sign(EMPTY, [REST, odd], SIGNER, []), [ICE], BEN, [])
    assert signatures.write_review(signed, path) is True
    assert signatures.write_review(signed, path) is False
    loaded, findings = signatures.load_review(path, EMPTY.shown_as)
    assert findings == []
    assert loaded == signed
    assert f'"{signatures.digest(REST)}" = "Rest"\n' in path.read_text(encoding="utf-8")


GOOD = """[[signed]]
reviewer = "Ana"
credential = "RN"
date = "2026-11-22"

[signed.messages]
"{mark}" = "Rest"
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('reviewer = "Ana"', "reviewer = 3", 2),
        ('credential = "RN"\n', "", 1),
        ('"2026-11-22"', '"yesterday"', 4),
        ('"2026-11-22"', "2026-11-22", 4),
        ('= "Rest"', "= 1", 7),
        ('date = "2026-11-22"\n', 'date = "2026-11-22"\nday = 1\n', 5),
        ("[[signed]]", "[[signed]", 1),
        ("[[signed]]", "<<<<<<< ours", 1),
        ("[signed.messages]\n", "[signed.messages]\nx = 'y'\n", 7),
        ("[[signed]]", "extra = 1\n[[signed]]", 1),
    ],
)
def test_a_bad_file_is_a_finding_and_what_is_bad_signs_nothing(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    path = tmp_path / "review.toml"
    text = GOOD.format(mark=signatures.digest(REST))
    path.write_text(text, encoding="utf-8")
    assert signatures.load_review(path)[0].signature(REST) is not None
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    loaded, findings = signatures.load_review(path, "locales/es/review.toml")
    assert [(finding.code, finding.where.line) for finding in findings] == [("review-file", line)]
    assert (loaded.signature(REST) is None) == ("extra" not in new)


def test_one_faulty_table_takes_no_other_signature_with_it(tmp_path: Path) -> None:
    path = tmp_path / "review.toml"
    good = GOOD.format(mark=signatures.digest(REST))
    path.write_text(good.replace('"Ana"', '""') + good, encoding="utf-8")
    loaded, findings = signatures.load_review(path)
    assert [finding.where.line for finding in findings] == [2]
    assert len(loaded.acts) == 1
    assert loaded.signature(REST) == Signature("Ana", "RN", "2026-11-22")


def test_no_file_and_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "review.toml"
    assert signatures.load_review(path) == (Review(str(path)), [])
    path.write_bytes(b"\xff")
    assert [finding.code for finding in signatures.load_review(path)[1]] == ["review-file"]


def test_status_counts_the_messages_of_the_templates() -> None:
    places = (Where("a.xml", 1),)
    messages = [
        Message(text, None, (), "heading", (), places) for text in ("Rest", "Ice", "Go", "New")
    ]
    entries = (REST, Entry("Ice", "Hielo"), Entry("Go", "Vaya", fuzzy=True), Entry("Old", "Viejo"))
    catalog = CatalogFile("es.po", Entry(""), entries)
    signed = signatures.sign(EMPTY, [REST], SIGNER, [])
    assert signatures.status(messages, catalog, signed) == Status(4, 2, 1, 1)


def test_the_english_is_signed_like_a_translation() -> None:
    message = Message("Rest", None, ("a",), "", (), (Where("a.xml", 1),))
    entry = signatures.source_entry(message)
    signed = signatures.sign(Review("locales/en/review.toml"), [entry], BEN, [])
    assert signed.signature(entry) == BEN
    assert signed.signature(REST) is None
