"""From a template and catalogs to a handout, in two steps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handouts.compose.compose import Composer, Composition
from handouts.compose.sheet_reader import SourceText
from handouts.model.blocks import Text
from handouts.model.document import Handout
from handouts.model.languages import SOURCE_LANGUAGE, Language, language
from handouts.project.project import Project
from tests.press.conftest import _model, project
from tests.press.model import GUIDE, add_language, edit
from tests.press.test_drawings import PLACES

__all__ = ["_model", "project"]

SPANISH = language("es")
CATALOG = f"locales/es/LC_MESSAGES/{GUIDE}.po"


def compose(folder: Path, own: Language = SPANISH, sheet: str = "before") -> Composition:
    composer = Composer(Project(folder))
    (guide,) = composer.project.guides
    return composer.compose(guide, sheet, own)


def text_of(handout: Handout, msgid: str) -> Text:
    (text,) = (text for text in handout.texts() if text.where.msgid == msgid)
    return text


def test_the_first_step_is_the_same_for_every_language(project: Path) -> None:
    composer = Composer(Project(project))
    (guide,) = composer.project.guides
    parsed = composer.parse(guide, "before")
    assert parsed.findings == ()
    assert parsed.sheet
    for own in composer.project.languages:
        composer.compose(guide, "before", own)
        assert composer.parse(guide, "before") is parsed
    assert isinstance(parsed.sheet.title, SourceText)
    assert parsed.sheet.title.plain == "Your knee before"


def test_a_handout_is_whole_in_each_language(project: Path) -> None:
    english = compose(project, SOURCE_LANGUAGE).printable
    spanish = compose(project).printable
    assert english
    assert spanish
    assert (spanish.title.plain, spanish.title_en) == ("es: Your knee before", "Your knee before")
    assert (spanish.code, spanish.order, spanish.siblings) == ("KNEE-BEF", 1, 2)
    shapes = [
        [(type(visit.node), visit.name, visit.number) for visit in handout.walk()]
        for handout in (replace(english, draft_notice=()), replace(spanish, draft_notice=()))
    ]
    assert shapes[0] == shapes[1]
    assert not any(isinstance(text, SourceText) for text in (*english.texts(), *spanish.texts()))


def test_the_place_of_words_is_where_they_are_corrected(project: Path) -> None:
    for own, path in ((SPANISH, CATALOG), (SOURCE_LANGUAGE, f"templates/{GUIDE}/before.xml")):
        handout = compose(project, own).printable
        assert handout
        for msgid in ("Your knee before", "Sit down."):
            where = text_of(handout, msgid).where
            assert where.path == path
            assert msgid in (project / path).read_text().splitlines()[where.line - 1]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('msgstr "es: Sit down."', 'msgstr ""', "untranslated-message"),
        ('msgid "Sit down."', '#, fuzzy\nmsgid "Sit down."', "fuzzy-message"),
        ('msgid "Sit down."', 'msgid "Sit."', "missing-message"),
        ("es: Sit down.", "es: <b>Sit down.", "tag-unclosed"),
        ("es: Sit down.", "es: Sit down for 3 days.", "added-number"),
        ("es: Sit down.", "es: %(who)s", "placeholder-unknown"),
    ],
)
def test_a_gap_is_english_and_may_be_shown_but_not_printed(
    project: Path, old: str, new: str, code: str
) -> None:
    edit(project / CATALOG, old, new)
    composed = compose(project)
    assert code in {finding.code for finding in composed.findings}
    assert composed.printable is None
    assert composed.handout
    assert composed.handout.draft
    gap = text_of(composed.handout, "Sit down.")
    assert gap.plain == "Sit down."
    assert {span.language for span in gap.spans} == {SOURCE_LANGUAGE}
    assert gap.where.path == CATALOG
    whole = text_of(composed.handout, "Your knee before")
    assert {span.language for span in whole.spans} == {None}


def test_english_in_a_gap_keeps_its_direction_on_a_page_from_right_to_left(project: Path) -> None:
    """Else its brackets and numbers would change places with the words around them."""
    add_language(project, "ar")
    path = project / "locales" / "ar" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(path, 'msgstr "ar: Sit down."', 'msgstr ""')
    composed = compose(project, language("ar"))
    assert composed.handout
    (gap,) = (text for text in composed.handout.texts() if "Sit down." in text.plain)
    assert gap.plain == "\u2066Sit down.\u2069"
    assert {span.language for span in gap.spans} == {SOURCE_LANGUAGE}


def test_a_catalog_that_cannot_be_read_is_one_finding(project: Path) -> None:
    (project / CATALOG).write_bytes(b"\xff")
    composed = compose(project)
    assert [finding.code for finding in composed.findings] == ["catalog-encoding"]
    assert composed.printable is None
    assert composed.handout
    assert composed.handout.title.plain == "Your knee before"


def test_words_come_from_the_catalog_of_their_template(project: Path) -> None:
    """The frame's "The main thing" is not that of a guide which says the same."""
    edit(
        project / f"templates/{GUIDE}/before.xml", "Sit down.", "The main thing",
    )  # fmt: skip
    edit(project / CATALOG, 'msgid "Sit down."', 'msgid "The main thing"')
    handout = compose(project).printable
    assert handout
    assert handout.summary.heading
    assert handout.summary.heading.plain == "es: The main thing"
    (step, _) = [t.plain for t in handout.texts() if t.where.path == CATALOG][-2:]
    assert step == "es: Sit down."


def test_a_template_that_cannot_be_read_leaves_nothing(project: Path) -> None:
    edit(project / f"templates/{GUIDE}/before.xml", "</steps>", "</stps>")
    for own in (SPANISH, SOURCE_LANGUAGE):
        composed = compose(project, own)
        assert (composed.handout, composed.printable) == (None, None)
        assert [finding.code for finding in composed.findings] == ["xml-syntax"]
    assert compose(project, sheet="after").printable


def test_a_fault_of_the_template_is_reported_in_every_language(project: Path) -> None:
    edit(project / f"templates/{GUIDE}/before.xml", "{% block body", "words\n{% block body")
    for own in (SPANISH, SOURCE_LANGUAGE):
        composed = compose(project, own)
        assert [finding.code for finding in composed.findings] == ["outside-block"]
        assert composed.handout
        assert composed.printable is None


@pytest.mark.parametrize("place", PLACES)
def test_a_drawing_that_is_not_there_is_reported_in_its_line(project: Path, place: str) -> None:
    old, new = PLACES[place]
    sheet = project / "templates" / GUIDE / "before.xml"
    new = new.replace('"new"', '"sqare"')
    edit(sheet, old, f"\n{new}{old}" if old.startswith("{%") else f"\n{new}")
    (finding,) = compose(project, SOURCE_LANGUAGE).findings
    line = sheet.read_text().split('"sqare"')[0].count("\n") + 1
    assert (finding.code, finding.where.path) == (
        "drawing-missing",
        f"templates/{GUIDE}/before.xml",
    )
    assert finding.where.line == line
    assert "did you mean square?" in finding.message


def test_a_sheet_that_the_guide_does_not_have(project: Path) -> None:
    with pytest.raises(KeyError):
        compose(project, sheet="during")
