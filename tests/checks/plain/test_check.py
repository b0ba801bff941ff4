"""Plain language: what is gated in English, what is said of a translation."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.checks.plain import check as plain
from handouts.checks.plain.check import check, check_sheet, check_translation, is_passive
from handouts.checks.plain.text import ListSize, Message, lists_of, messages_of
from handouts.checks.plain.words import general_words, words_for
from handouts.compose.compose import Composer
from handouts.model.blocks import Bullets, Item, Kind, Paragraph, Span, Text
from handouts.model.document import Handout
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import SOURCE_LANGUAGE, language
from handouts.project.guide import load_guide
from handouts.project.project import Project

PROJECT = Path(__file__).parents[3]
SHEET = Where("templates/knee/before.xml")
EASY = "Rest at home today."


def messages(*texts: str, kind: Kind = Kind.RUNNING) -> list[Message]:
    return [Message(text, Where(SHEET.path, line), kind) for line, text in enumerate(texts, 1)]


def findings(*texts: str, kind: Kind = Kind.RUNNING) -> list[Finding]:
    return list(check(messages(*texts, kind=kind), [], SHEET).findings)


def codes(*texts: str) -> list[str]:
    return [finding.code for finding in findings(*texts)]


def test_easy_words_have_no_findings() -> None:
    report = check(messages(*[EASY] * 30), [], SHEET)
    assert report.findings == ()
    assert (report.words, report.sentences, report.longest_sentence) == (120, 30, 4)
    assert report.grade < plain.TARGET_GRADE
    assert report.smog < plain.MAX_SMOG


def test_an_empty_sheet_has_no_figures_and_no_findings() -> None:
    report = check([], [], SHEET)
    assert (report.words, report.grade, report.smog, report.passive_share) == (0, 0, 0, 0)
    assert report.findings == ()


def test_headings_and_labels_stay_out_of_the_formulas() -> None:
    text = messages(EASY)
    labels = messages("Musculoskeletal rehabilitation", kind=Kind.LABEL)
    assert check([*labels, *text], [], SHEET) == check(text, [], SHEET)


def test_a_hard_sheet_is_told_with_its_long_words() -> None:
    hard = "Rehabilitation necessitates considerable individual determination."
    found = {finding.code: finding for finding in findings(*[hard] * 30)}
    assert found["reading-grade"].severity is Severity.ERROR
    assert found["reading-grade"].where == SHEET
    assert "rehabilitation (30)" in found["reading-grade"].hint
    assert found["reading-smog"].severity is Severity.ERROR


def test_between_target_and_limit_the_grade_is_a_warning() -> None:
    fair = "After breakfast you can enjoy the sun and visit a neighbor."
    report = check(messages(*[fair] * 30), [], SHEET)
    assert plain.TARGET_GRADE < report.grade < plain.MAX_GRADE
    grade = next(finding for finding in report.findings if finding.code == "reading-grade")
    assert grade.severity is Severity.WARNING


def test_formulas_are_not_gated_on_a_few_sentences() -> None:
    assert codes("Rehabilitation necessitates considerable determination.") == []


def test_a_long_sentence_is_quoted_and_cut_near_its_middle() -> None:
    long = (
        "You can go home and rest in a soft chair for the whole day, "
        "but you do not lift a heavy box or a child."
    )
    [finding] = findings(EASY, long)
    assert (finding.code, finding.severity, finding.where.line) == (
        "long-sentence",
        Severity.ERROR,
        2,
    )
    assert finding.message.startswith("25 words; at most 18")
    assert 'after "the whole day"' in finding.hint


def test_a_sentence_of_18_words_may_stand() -> None:
    assert codes("You " + "may " * 16 + "rest.") == []
    assert codes("You " + "may " * 17 + "rest.") == ["long-sentence"]


def test_long_sentences_on_the_whole_are_told_once() -> None:
    found = findings(*["We sit in the sun and then we go to the sea for a good swim."] * 20)
    assert [finding.code for finding in found if finding.where == SHEET].count(
        "average-sentence"
    ) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The skin is cleaned.",
        "The needle is slowly guided into the joint.",
        "You will be given a pillow.",
        "It was not done.",
        "The list must be written by you.",
    ],
)
def test_passive_voice_is_seen(sentence: str) -> None:
    assert is_passive(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We clean the skin.",
        "You may be tired.",
        "This is normal.",
        "You are worried about it.",
        "You have rested.",
        "It is red.",
        "We used ice.",
    ],
)
def test_active_voice_and_states_are_left_alone(sentence: str) -> None:
    assert not is_passive(sentence)


def test_one_passive_among_many_is_a_note_and_more_are_errors() -> None:
    passive = "The skin is cleaned."
    few = findings(passive, *[EASY] * 30)
    assert [finding.severity for finding in few] == [Severity.NOTE]
    many = findings(passive, passive, *[EASY] * 30)
    assert [finding.severity for finding in many] == [Severity.ERROR] * 2


@pytest.mark.parametrize(
    "text",
    [
        "A <term>steroid</term> is a strong medicine.",
        "We give a <b><term>steroid</term></b>. It calms swelling.",
        "We use <term>ultrasound</term>, pictures made with sound waves.",
        "We use <term>ultrasound</term> (pictures made with sound waves).",
        "This medicine is called a <term>steroid</term>.",
        "Rest. The <term>steroid</term> calms swelling.",
    ],
)
def test_a_term_explained_on_the_spot_passes(text: str) -> None:
    assert codes(text) == []


def test_a_term_without_explanation_is_an_error() -> None:
    [finding] = findings("We put a <term>steroid</term> into the joint.")
    assert (finding.code, finding.severity) == ("unexplained-term", Severity.ERROR)


def test_a_term_is_explained_once() -> None:
    first = "A <term>steroid</term> is a strong medicine."
    assert codes(first, "We give the <term>steroid</term> now.", "The steroid works.") == []


def test_a_medical_word_nobody_explains_is_jargon() -> None:
    [finding] = findings("We inject a corticosteroid.", "The corticosteroid works.")
    assert (finding.code, finding.where.line) == ("jargon", 1)
    assert "steroid" in finding.hint


def test_a_medical_word_before_its_explanation_is_told() -> None:
    [finding] = findings("Steroids work slowly.", "A <term>steroid</term> is a strong medicine.")
    assert finding.message == "steroid stands before it is explained"


def test_a_heading_may_name_what_its_section_explains() -> None:
    heading = messages("What is a steroid?", kind=Kind.HEADING)
    text = messages("A <term>steroid</term> is a strong medicine.")
    assert check([*heading, *text], [], SHEET).findings == ()


def test_a_term_goes_by_its_short_name_too() -> None:
    text = "The <term>sacroiliac (SI) joint</term>, where spine and hip meet, is sore."
    assert codes(text, "Your sacroiliac joint is strong.") == []


def test_a_formal_word_comes_with_its_plain_synonym() -> None:
    [finding] = findings("Take your medications prior to the visit, and utilize ice.")[:1]
    assert finding.code == "complex-word"
    hints = {each.hint for each in findings("Take your medications prior to noon.")}
    assert hints == {"say: medicine", "say: before"}


def test_a_guide_has_hard_words_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "gout"
    shutil.copytree(PROJECT / "tests/guides/project/templates/blood-pressure-check", folder)
    with (folder / "guide.toml").open("a", encoding="utf-8") as file:
        file.write('[medical_words]\ngout = "sore, red joints"\n')
        file.write('[formal_words]\nfootwear = "shoes"\n')
    text = "Wear your footwear. Gout and steroids hurt. Utilize ice."
    found = check(messages(text), [], SHEET, words_for(load_guide(folder))).findings
    assert sorted(finding.hint.partition(";")[0] for finding in found) == [
        "say: a strong medicine that calms swelling",
        "say: shoes",
        "say: sore, red joints",
        "say: use",
    ]


def test_plain_words_are_themselves_plain() -> None:
    words = general_words()
    listed = (*words.medical.words.values(), *words.formal.words.values())
    hard = [plain for plain in listed if codes(plain + ".") != []]
    explained = {"steroid", "numbing medicine", "blood thinner", "ultrasound tool"}
    assert set(hard) <= explained


def test_percentages_and_numbers_in_letters_are_told() -> None:
    assert codes("It helps 50% of people.") == ["percentage"]
    assert codes("Rest for two days.") == ["spelled-number"]
    assert codes("Rest for 2 days.", "One of us helps you.") == []


def test_a_list_above_7_is_an_error_at_its_first_item() -> None:
    at = Where(SHEET.path, 9)
    assert check([], [ListSize(7, at)], SHEET).findings == ()
    [finding] = check([], [ListSize(8, at)], SHEET).findings
    assert (finding.code, finding.severity, finding.where) == ("long-list", Severity.ERROR, at)


def test_a_long_heading_is_a_warning() -> None:
    heading = "What do I do when I am at home again?"
    assert [each.code for each in findings(heading, kind=Kind.HEADING)] == ["long-heading"]
    assert findings(heading, kind=Kind.LABEL) == []


def test_findings_come_in_reading_order() -> None:
    lines = [each.where.line for each in findings("Utilize ice.", EASY, "Rest for two days.")]
    assert lines == sorted(lines)


# The project's own sheets, and translations of them.


@pytest.fixture(scope="module")
def sheets() -> dict[str, Handout]:
    composer = Composer(Project(PROJECT))
    found = {}
    for guide in composer.project.guides:
        for sheet in guide.sheets:
            handout = composer.compose(guide, sheet.name, SOURCE_LANGUAGE).printable
            assert handout is not None
            found[f"{guide.name}/{sheet.name}"] = handout
    return found


def test_every_sheet_of_the_project_reads_easily(sheets: dict[str, Handout]) -> None:
    guides = {guide.name: guide for guide in Project(PROJECT).guides}
    for name, handout in sheets.items():
        report = check_sheet(handout, Where(f"templates/{name}.xml"), guides[handout.guide])
        assert report.findings == (), name
        assert report.grade <= plain.TARGET_GRADE, name
        assert report.sentences >= 30, name


def test_what_is_judged_is_what_the_author_wrote(sheets: dict[str, Handout]) -> None:
    for name, handout in sheets.items():
        judged = {message.where for message in messages_of(handout)}
        own = {text.where for text in handout.texts() if text.where.path == f"templates/{name}.xml"}
        assert own - judged <= {handout.guide_title.where}
        assert len(own) > 20
        assert lists_of(handout)


def as_translation(handout: Handout, words: str, tag: str) -> Handout:
    """The same sheet, with one section of one paragraph in another language."""
    text = Text((Span(words),), Where("locales/x.po", 5))
    section = replace(handout.sections[0], blocks=(Paragraph(text),), figure=None)
    return replace(handout, language=language(tag), sections=(section,))


@pytest.mark.parametrize(
    ("tag", "short", "long"),
    [
        ("es", "Descanse hoy en casa.", "Descanse " + "y descanse " * 12 + "hoy."),
        ("th", "วันนี้พักผ่อนที่บ้าน", "วันนี้พักผ่อนที่บ้าน" * 8),
        ("zh-Hans", "今天请在家休息。", "今天请在家休息" * 8 + "。"),
        ("ur", "آج گھر پر آرام کریں۔", "آج گھر پر آرام کریں " * 8 + "۔"),
    ],
)
def test_a_translated_sentence_much_longer_than_its_source_is_a_warning(
    sheets: dict[str, Handout], tag: str, short: str, long: str
) -> None:
    source = next(iter(sheets.values()))
    english = as_translation(source, EASY, "en")
    assert check_translation(as_translation(source, short, tag), english).findings == ()
    report = check_translation(as_translation(source, long, tag), english)
    [finding] = report.findings
    assert (finding.code, finding.severity) == ("long-translated-sentence", Severity.WARNING)
    assert (finding.language, finding.where.path) == (tag, "locales/x.po")


def test_two_short_sentences_may_stand_for_one(sheets: dict[str, Handout]) -> None:
    source = next(iter(sheets.values()))
    text = "آج گھر پر آرام کریں۔ " * 10
    english = as_translation(source, EASY, "en")
    assert check_translation(as_translation(source, text, "ur"), english).findings == ()


def test_terms_keep_their_mark_and_bold_does_not(sheets: dict[str, Handout]) -> None:
    item = Item(Text((Span("Rest. ", bold=True), Span("Ice", term=True)), SHEET))
    source = next(iter(sheets.values()))
    section = replace(source.sections[0], blocks=(Bullets((item,)),), figure=None)
    walked = messages_of(replace(source, sections=(section,)))
    assert walked[-1] == Message("Rest. <term>Ice</term>", SHEET)
