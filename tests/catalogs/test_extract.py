"""Extraction: which words a translator gets, with which facts, and what templates may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.catalogs.extract import Extraction
from handouts.project.project import Project

GUIDE = "sij"


def extracted(tmp_path: Path, source: str, name: str = f"{GUIDE}/recovery.xml") -> Extraction:
    path = tmp_path / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return Project(tmp_path).extraction


def test_a_message_brings_its_facts_notes_and_place(tmp_path: Path) -> None:
    found = extracted(
        tmp_path,
        """<p>
{# Fact: rec.rest_24h, rec.ice
   Checklist item, keep short.
   %(phone)s is a phone number: 555 0100. #}
{{ _("Rest. Call %(phone)s.", phone=contact.phone) }}</p>""",
    )
    assert found.findings == ()
    (message,) = found.domains[GUIDE]
    assert message.msgid == "Rest. Call %(phone)s."
    assert message.context is None
    assert message.facts == ("rec.rest_24h", "rec.ice")
    assert message.no_fact_reason == ""
    assert message.notes == ("Checklist item, keep short. %(phone)s is a phone number: 555 0100.",)
    assert message.placeholders == ("phone",)
    assert [str(place) for place in message.places] == ["templates/sij/recovery.xml:5"]


@pytest.mark.parametrize("dash", ["-", "–", "—", ":"])
def test_a_message_may_claim_nothing_for_a_reason(tmp_path: Path, dash: str) -> None:
    source = f'{{# Fact: none {dash} heading #}}{{{{ _("Rest") }}}}'
    (message,) = extracted(tmp_path, source).domains[GUIDE]
    assert message.facts == ()
    assert message.no_fact_reason == "heading"


def test_a_list_of_facts_may_go_on_in_the_next_line(tmp_path: Path) -> None:
    source = '{#- Fact: a,\n   b, c\n   Short. -#}\n{{ _("Rest") }}'
    (message,) = extracted(tmp_path, source).domains[GUIDE]
    assert message.facts == ("a", "b", "c")
    assert message.notes == ("Short.",)


def test_a_note_broken_after_a_comma_has_one_space_there(tmp_path: Path) -> None:
    source = '{# Fact: none - a form\n     It is heard,\n     not seen. #}\n{{ _("Rest") }}'
    (message,) = extracted(tmp_path, source).domains[GUIDE]
    assert message.notes == ("It is heard, not seen.",)


@pytest.mark.parametrize(
    ("note", "most"),
    [
        ("Keep short: at most 25 letters.", 25),
        ("At the top, at\n   most 9 letters. #}{# x", 9),
        ("", None),
    ],
)
def test_how_many_letters_fit_is_read_from_a_note(
    tmp_path: Path, note: str, most: int | None
) -> None:
    source = f'{{# Fact: none - a form\n   {note} #}}\n{{{{ _("Rest") }}}}'
    (message,) = extracted(tmp_path, source).domains[GUIDE]
    assert message.most_letters == most


def test_each_comment_belongs_to_the_next_message_only(tmp_path: Path) -> None:
    source = (
        '{# Fact: a #}<h>{{ _("One") }}</h>{# Fact: b #}<p>{{ _("Two") }}</p>\n'
        '<p>{{ _("Three") }}</p>{# a remark that is no translator comment #}{{ _("Four") }}\n'
        '{# Fact: e #}\n\n{{ pgettext("verb", "Five") }}'
    )
    messages = extracted(tmp_path, source).domains[GUIDE]
    assert [(message.msgid, message.facts) for message in messages] == [
        ("One", ("a",)),
        ("Two", ("b",)),
        ("Three", ()),
        ("Four", ()),
        ("Five", ("e",)),
    ]
    assert [message.notes for message in messages] == [()] * 5
    assert messages[-1].context == "verb"


def test_the_folder_decides_the_domain(tmp_path: Path) -> None:
    extracted(tmp_path, '{{ _("Frame") }}', "handout.xml")
    extracted(tmp_path, '{{ _("Macro") }}', "blocks.xml")
    extracted(tmp_path, '{{ _("Knee") }}', "knee/recovery.xml")
    found = extracted(tmp_path, '{{ _("Joint") }}')
    words = {name: [message.msgid for message in found.domains[name]] for name in found.domains}
    assert words == {"common": ["Frame", "Macro"], "knee": ["Knee"], "sij": ["Joint"]}


def test_the_same_words_twice_are_one_message_with_both_places(tmp_path: Path) -> None:
    source = '{# Fact: a\n Short. #}{{ _("Rest") }}\n{# Fact: b\n Short. #}{{ _("Rest") }}'
    (message,) = extracted(tmp_path, source).domains[GUIDE]
    assert message.facts == ("a", "b")
    assert message.notes == ("Short.",)
    assert [place.line for place in message.places] == [2, 4]


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ('\n{{ _("Rest" }}', "template-syntax", 2),
        ("<p>\n\n{{ oops", "template-syntax", 3),
        ("{% nonsense %}", "template-syntax", 1),
        ("{% trans %}Rest{% endtrans %}", "template-syntax", 1),
        ("{{ _(title) }}", "dynamic-message", 1),
        ('{{ _("Rest " ~ hours) }}', "dynamic-message", 1),
        ('{{ pgettext("Rest") }}', "dynamic-message", 1),
        ('{{ _("Rest", 3) }}', "dynamic-message", 1),
        ('{{ _("Rest", **all) }}', "dynamic-message", 1),
        ('{{ ngettext("hour", "hours", n) }}', "plural-message", 1),
        ('\n{{ _("Call %(nobody)s") }}', "placeholder-value", 2),
        ('{{ _("Call us", phone=phone) }}', "placeholder-value", 1),
        ('{{ _(" ") }}', "empty-message", 1),
    ],
)
def test_a_template_fault_is_a_finding(tmp_path: Path, source: str, code: str, line: int) -> None:
    findings = extracted(tmp_path, source).findings
    assert [(finding.code, finding.where.line) for finding in findings] == [(code, line)]
    assert findings[0].where.path == "templates/sij/recovery.xml"
    assert findings[0].hint


def test_a_trans_block_is_told_what_to_write_instead(tmp_path: Path) -> None:
    (finding,) = extracted(tmp_path, "{% trans %}Rest{% endtrans %}").findings
    assert '_("...")' in finding.hint
    (finding,) = extracted(tmp_path, "{{ oops").findings
    assert "}}" in finding.hint


def test_a_broken_template_does_not_hide_the_others(tmp_path: Path) -> None:
    extracted(tmp_path, "{{ oops", f"{GUIDE}/broken.xml")
    found = extracted(tmp_path, '{{ _("Rest") }}')
    assert [message.msgid for message in found.domains[GUIDE]] == ["Rest"]


def test_a_template_in_another_encoding_is_a_finding(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / GUIDE
    folder.mkdir(parents=True)
    (folder / "a.xml").write_bytes(b"<p>\n\xe9</p>")
    (finding,) = Project(tmp_path).extraction.findings
    assert (finding.code, finding.where.line) == ("template-unreadable", 2)


def test_nothing_is_lost_on_deep_nesting(tmp_path: Path) -> None:
    findings = extracted(tmp_path, "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}").findings
    assert [finding.code for finding in findings] == ["template-syntax"]


def test_the_project_s_own_templates_have_no_fault() -> None:
    templates = Path(__file__).parents[2] / "templates"
    found = Project(templates.parent).extraction
    assert found.findings == ()
    calls = sum(path.read_text(encoding="utf-8").count('_("') for path in templates.rglob("*.xml"))
    assert calls == sum(len(m.places) for messages in found.domains.values() for m in messages)
