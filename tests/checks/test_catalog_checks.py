"""The checks on whole catalogs: headers, gaps, consistency, the English source, facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.catalogs import store
from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.checks.catalog_checks import (
    Rules,
    check_catalog,
    check_consistency,
    check_language,
    check_source,
)
from handouts.checks.facts import check_facts_used, check_message_facts
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import language
from handouts.project.project import Project
from tests.catalogs.fixtures import DOMAIN, start, translate

SPANISH = language("es")
WORDS = {
    "After your injection": "Después de su inyección",
    "Rest at home for 24 hours": "Descanse en casa las primeras 24 horas después de su visita.",
    "Call us if you have questions": "Llámenos si tiene preguntas: %(phone)s",
}


def found(project: Path, po: Path) -> list[Finding]:
    messages = Project(project).extraction.domains[DOMAIN]
    catalog, faults = store.load(po, "locales/es/LC_MESSAGES/sij.po")
    return faults + list(check_catalog(catalog, SPANISH, messages, Rules()))


def told(findings: list[Finding]) -> list[str]:
    assert all(finding.hint and finding.language == "es" for finding in findings)
    return [f"{finding.where}: {finding.severity} {finding.code}" for finding in findings]


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = start(tmp_path)
    translate(path, WORDS)
    return path


def test_a_language_is_checked_whole(tmp_path: Path, po: Path) -> None:
    unlisted = "locales/es/checks.toml: note unchecked-words"
    assert told(list(check_language(Project(tmp_path), SPANISH, Rules()))) == [unlisted]
    po.with_name("knee.po").write_bytes(po.read_bytes())
    signatures = tmp_path / "locales" / "es" / "signatures"
    signatures.mkdir()
    (signatures / "one.toml").write_text("[messages", encoding="utf-8")
    po.write_bytes(b"\xff")
    assert told(list(check_language(Project(tmp_path), SPANISH, Rules()))) == [
        unlisted,
        "locales/es/LC_MESSAGES/sij.po:1: error catalog-encoding",
        "locales/es/LC_MESSAGES/knee.po: warning obsolete-catalog",
        "locales/es/signatures/one.toml: error review-file",
    ]


def replace(po: Path, old: str, new: str) -> None:
    text = po.read_text(encoding="utf-8")
    assert old in text
    po.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_complete_catalog_has_no_findings(tmp_path: Path, po: Path) -> None:
    assert found(tmp_path, po) == []


def test_an_empty_translation_is_an_error_at_its_line(tmp_path: Path, po: Path) -> None:
    replace(po, "Después de su inyección", "")
    (finding,) = found(tmp_path, po)
    assert told([finding]) == ["locales/es/LC_MESSAGES/sij.po:20: error untranslated-message"]
    assert finding.where.msgid == "After your injection"


def test_a_fuzzy_translation_tells_what_the_english_was(tmp_path: Path, po: Path) -> None:
    replace(po, 'msgid "After', '#, fuzzy\n#| msgid "After the shot"\nmsgid "After')
    (finding,) = found(tmp_path, po)
    assert told([finding]) == ["locales/es/LC_MESSAGES/sij.po:22: error fuzzy-message"]
    assert "After the shot" in finding.message


def test_a_message_the_catalog_lacks_and_one_too_many(tmp_path: Path, po: Path) -> None:
    replace(po, 'msgid "After your injection"', 'msgid "After the injection"')
    assert told(found(tmp_path, po)) == [
        "locales/es/LC_MESSAGES/sij.po: error missing-message",
        "locales/es/LC_MESSAGES/sij.po:20: warning obsolete-message",
    ]


def test_a_catalog_without_entries_lacks_every_message(tmp_path: Path, po: Path) -> None:
    catalog, _ = store.load(po)
    store.write(CatalogFile("", catalog.header, ()), po)
    assert [finding.code for finding in found(tmp_path, po)] == ["missing-message"] * 3


def test_a_wrong_translation_is_found_at_the_line_of_its_msgstr(tmp_path: Path, po: Path) -> None:
    replace(po, "24 horas", "48 horas")
    assert "locales/es/LC_MESSAGES/sij.po:27: error added-number" in told(found(tmp_path, po))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("charset=UTF-8", "charset=latin-1", "error header-charset"),
        ('"Language: es\\n"', '"Language: fr\\n"', "error header-language"),
        ('"Language: es\\n"\n', "", "error header-language"),
        ("(n != 1)", "(n > 1)", "warning header-plurals"),
        ("nplurals=2", "nplurals=9", "warning header-plurals"),
        ("nplurals=2; plural=(n != 1);", "one and many", "warning header-plurals"),
        ("No translator yet", "FULL NAME", "warning header-field"),
        ("No translator yet", "Machine draft, not reviewed", "warning header-field"),
        ("<draft@handouts.internal>", "", "warning header-field"),
        ("draft@handouts.internal", "draft@handouts", "warning header-field"),
        ('"Last-Translator: ', '"X-Last: ', "warning header-field"),
        ("PO-Revision-Date: 2026-11-22", "PO-Revision-Date: today", "warning header-field"),
        ('msgid ""', '#, fuzzy\nmsgid ""', "warning header-field"),
    ],
)
def test_a_header_fault_is_found(
    tmp_path: Path, po: Path, old: str, new: str, expected: str
) -> None:
    replace(po, old, new)
    lines = told(found(tmp_path, po))
    assert [line.partition(": ")[2] for line in lines] == [expected]


def catalog(name: str, *pairs: tuple[str, str]) -> CatalogFile:
    entries = tuple(Entry(a, b, line=number) for number, (a, b) in enumerate(pairs, start=5))
    return CatalogFile(name, Entry(""), entries)


def test_the_same_english_in_two_ways_is_found_across_domains() -> None:
    one = catalog("common.po", ("Rest", "Descanse"), ("Ice", "Hielo"))
    two = catalog("sij.po", ("Rest", "Repose"), ("ice", "hielo"))
    findings = list(check_consistency([one, two], SPANISH))
    assert told(findings) == ["sij.po:5: warning inconsistent-translation"]
    assert "common.po:5" in findings[0].message


def test_two_english_sentences_in_the_same_words_are_noted() -> None:
    one = catalog("sij.po", ("Rest", "Descanse"), ("Stay home", "Descanse"))
    assert told(list(check_consistency([one], SPANISH))) == ["sij.po:6: note duplicate-translation"]


def message(text: str, *facts: str, reason: str = "") -> Message:
    return Message(text, None, facts, reason, (), (Where("templates/a.xml", 7, text),))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("About 50% of people", "percent-sign"),
        ("<i>Rest</i>", "tag-unknown"),
        ("Rest  now", "double-space"),
        ("Rest\u200b now", "invisible-character"),
        ("Salt &amp; ice", "character-entity"),
        ("Rest\nnow", "line-break"),
        ("Rеst now", "mixed-scripts"),
    ],
)
def test_the_english_is_held_to_the_same_rules(text: str, code: str) -> None:
    findings = list(check_source([message(text)], language("en")))
    assert code in {finding.code for finding in findings}
    assert {finding.where.line for finding in findings} == {7}


def test_plain_english_passes() -> None:
    clean = [message("<b>Rest</b> for 24 hours. Call %(phone)s."), message("Don’t lift.")]
    assert list(check_source(clean, language("en"))) == []


KNOWN = {"rec.rest": Where("guide.toml", 3), "rec.ice": Where("guide.toml", 6)}


def test_facts_that_are_named_and_used_pass() -> None:
    messages = [message("Rest", "rec.rest", "rec.ice"), message("Heading", reason="heading")]
    assert list(check_message_facts(messages, KNOWN)) == []
    assert list(check_facts_used(messages, KNOWN, {})) == []
    assert list(check_facts_used(messages[1:], KNOWN, dict.fromkeys(KNOWN, "not for today"))) == []


def test_a_message_without_a_fact_and_an_unknown_fact_are_errors() -> None:
    findings = list(check_message_facts([message("A"), message("B", "rec.ise")], KNOWN))
    assert [(finding.code, finding.where.line) for finding in findings] == [
        ("no-fact", 7),
        ("unknown-fact", 7),
    ]
    assert findings[1].hint == "did you mean rec.ice?"


def test_a_fact_nobody_uses_must_be_left_out_with_a_reason() -> None:
    used = [message("Rest", "rec.rest")]
    left_out = {"rec.rest": "why?", "rec.ice": "not for today"}
    assert [
        (str(finding.where), finding.severity, finding.code)
        for left in ({}, left_out)
        for finding in check_facts_used(used, KNOWN, left)
    ] == [
        ("guide.toml:6", Severity.ERROR, "unused-fact"),
        ("guide.toml:3", Severity.WARNING, "left-out-fact-used"),
    ]
