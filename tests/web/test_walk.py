"""The whole way of a word, with the tools that people use: a template is edited, catalogs follow,
an editor saves a translation, the live page shows it, a proof is read, it is signed and released.
Then a word changes, and what rested on it is signed no more, and nothing else.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handouts.cli.application import run as run_command
from handouts.model.languages import language
from handouts.pdf_reading.reader import read
from handouts.pdf_reading.speech import spoken
from handouts.press import manifest
from handouts.project import signatures
from handouts.project.project import Project
from tests.press.model import GUIDE, edit
from tests.press.test_incremental import of
from tests.press.test_signing import ANA
from tests.web.conftest import served
from tests.web.test_watch import card, catalog, open_sheet

TAGS = ("en", "es", "th", "ru")
NEW, NEWER = "Sit down and rest.", "Sit down and wait."


def build(project: Path, *arguments: str) -> int:
    return run_command(list(arguments), project, "build.py")


def gettext(tool: str, *arguments: str | Path) -> None:
    """Runs one of GNU gettext's tools, which is what Poedit runs too."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    subprocess.run([tool, *map(str, arguments)], check=True, capture_output=True)


def follow_template(project: Path, tag: str) -> None:
    """What Poedit does by "Update from POT file"."""
    pot = project / "locales" / f"{GUIDE}.pot"
    gettext("msgmerge", "--quiet", "--update", "--previous", "--backup=none",
            catalog(project, tag), pot)  # fmt: skip


def translate(project: Path, tag: str, english: str, words: str) -> None:
    """What Poedit does when a message is edited and saved: the mark `fuzzy` goes, the file is
    written in gettext's own style and compiled."""
    po = catalog(project, tag)
    text = re.sub(
        rf'(?:#, fuzzy\n)?((?:#\|.*\n)*)msgid "{re.escape(english)}"\nmsgstr ".*"\n',
        f'msgid "{english}"\nmsgstr "{words}"\n',
        po.read_text("utf-8"),
    )
    assert words in text
    po.write_text(text, "utf-8")
    gettext("msgcat", "--output-file", po, po)
    gettext("msgfmt", "--check", "--output-file", po.with_suffix(".mo"), po)
    po.with_suffix(".mo").unlink()


def unsigned(project: Path, tag: str) -> list[str]:
    """The English of every message without a signature."""
    read_anew = Project(project)
    own = language(tag)
    review, findings = read_anew.review(own)
    assert findings == []
    found = []
    for domain, messages in read_anew.extraction.domains.items():
        for message in messages:
            if tag == "en":
                entry = signatures.source_entry(message)
            else:
                entry = read_anew.catalog(own, domain)[0].by_key[message.key]
            if review.signature(entry) is None:
                found.append(message.msgid)
    return found


def released(project: Path) -> tuple[set[str], set[str]]:
    """What may be handed out, and what was released but is stale."""
    found = manifest.load(project / "release")
    return set(found.handouts), set(found.stale)


def test_from_a_template_to_a_release_and_on(page: Page, project: Path) -> None:
    template = project / "templates" / GUIDE / "before.xml"
    edit(template, "Sit down.", NEW)
    assert build(project, "extract") == 0
    for tag in TAGS[1:]:
        follow_template(project, tag)
    assert build(project, "update") == 0

    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(page.locator("#status")).to_contain_text(re.compile(r"1 of \d+ messages to do"))
        expect(page.locator(".place.gap")).to_have_count(1)
        translate(project, "es", NEW, f"es: {NEW}")
        expect(card(page, re.escape(NEW)).locator(".translation")).to_have_text(f"es: {NEW}")
        expect(page.locator("#status")).to_contain_text("all translated")
    for tag in TAGS[2:]:
        translate(project, tag, NEW, f"{tag}: {NEW}")

    assert build(project, "proof", "es", "--handout", "before") == 0
    proof = project / "dist" / "proof" / "es" / f"{GUIDE}-before-proof.pdf"
    said = spoken(read(proof.read_bytes()))
    assert f"es: {NEW}" in said
    (digest,) = re.findall(r"--proof ([0-9a-f]{16})", said)
    assert build(project, "sign", "es", *ANA, "--handout", "before", "--proof", digest) == 0
    for tag in TAGS:
        # Checks warn of the made-up words, which are English with a mark before them.
        assert build(project, "sign", tag, *ANA, "--with-warnings") == 0
        assert unsigned(project, tag) == []
    assert build(project, "build", "--release") == 0
    assert released(project) == (of(*TAGS), set())

    # One word of one translation: its own signature is gone, in its own language.
    translate(project, "es", NEW, "es: Sit down and rest a bit.")
    assert unsigned(project, "es") == [NEW]
    assert [tag for tag in TAGS if unsigned(project, tag)] == ["es"]
    assert build(project, "build", "--release") == 0
    touched = {f"es/{GUIDE}-before.pdf"}
    assert released(project) == (of(*TAGS) - touched, touched)
    assert build(project, "sign", "es", *ANA) == 0
    assert build(project, "build", "--release") == 0
    assert released(project) == (of(*TAGS), set())

    # One word of the English: that message's signatures are gone in every language.
    edit(template, NEW, NEWER)
    assert build(project, "extract") == 0
    for tag in TAGS[1:]:
        follow_template(project, tag)
    assert build(project, "update") == 0
    for tag in TAGS:
        assert unsigned(project, tag) == [NEWER]
    build(project, "build", "--release")
    before = {path for path in of(*TAGS) if path.endswith("-before.pdf")}
    left, stale = released(project)
    assert left == of(*TAGS) - before
    assert stale == before
    assert all((project / "release" / path).is_file() for path in before)
