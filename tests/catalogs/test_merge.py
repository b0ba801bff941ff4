"""Merging: no translation is ever lost, no line changes without a reason."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.catalogs import headers, merge, pot, store
from handouts.catalogs.po import Entry, Key
from handouts.model.errors import SetupError
from handouts.model.languages import language
from handouts.project.catalogs import create, update_all
from handouts.project.project import Project
from tests.catalogs.fixtures import (
    DOMAIN,
    FIRST_DAY,
    SHEET,
    start,
    translate,
    write_pot,
    write_sheet,
)

REST = "Rest at home for 24 hours after you come home from your visit."
WORDS = {REST: "Descanse 24 horas.", "After your injection": "Después de su inyección"}


def change(project: Path, sheet: str) -> merge.Updated:
    """A day later the template has changed; extract and update run."""
    write_sheet(project, sheet)
    write_pot(project, FIRST_DAY + timedelta(days=1))
    return update_all(Project(project))


def test_a_started_language_has_complete_headers(tmp_path: Path) -> None:
    catalog, findings = store.load(start(tmp_path, "zh-Hans"))
    assert findings == []
    assert dict(catalog.headers) == {
        "Project-Id-Version": "handouts 1.0.0",
        "Report-Msgid-Bugs-To": "file:CONTRIBUTING.md",
        "POT-Creation-Date": "2026-11-22 20:15+0000",
        "PO-Revision-Date": "2026-11-22 20:15+0000",
        "Last-Translator": "No translator yet <draft@handouts.internal>",
        "Language-Team": language("zh-Hans").name,
        "Language": "zh_CN",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    assert len(catalog.entries) == 3


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("zh-Hans", "zh_CN"), ("zh-Hant", "zh_TW"), ("pa-Arab", "pa_PK"), ("pt-BR", "pt_BR"),
     ("es", "es"), ("sr-Latn", "sr@latin"), ("hmn", "hmn")],
)  # fmt: skip
def test_the_language_header_speaks_gettext(tag: str, expected: str) -> None:
    assert headers.header_language(language(tag)) == expected


def test_starting_a_language_again_keeps_its_words(tmp_path: Path) -> None:
    po = start(tmp_path)
    translate(po, WORDS)
    before = po.read_bytes()
    assert create(Project(tmp_path), language("es")).changed == ()
    assert po.read_bytes() == before


def test_update_without_a_change_touches_no_file(tmp_path: Path) -> None:
    po = start(tmp_path)
    translate(po, WORDS)
    before = po.stat()
    assert update_all(Project(tmp_path)) == merge.Updated((), ())
    assert po.stat() == before


def test_changed_english_makes_the_translation_fuzzy_and_keeps_the_old_english(
    tmp_path: Path,
) -> None:
    po = start(tmp_path)
    translate(po, WORDS)
    done = change(tmp_path, SHEET.replace("24 hours after", "48 hours after"))
    assert done == merge.Updated(("locales/es/LC_MESSAGES/sij.po",), ())
    catalog, _ = store.load(po)
    entry = catalog.entries[1]
    assert entry.msgid == REST.replace("24", "48")
    assert (entry.msgstr, entry.fuzzy, entry.previous) == ("Descanse 24 horas.", True, REST)
    assert catalog.translation("After your injection") == "Después de su inyección"
    assert catalog.headers["POT-Creation-Date"] == "2026-11-23 20:15+0000"
    assert catalog.headers["PO-Revision-Date"] == "2026-11-22 20:15+0000"
    assert update_all(Project(tmp_path)).changed == ()
    assert store.load(po)[0].entries[1].previous == REST


def test_a_removed_message_becomes_obsolete_and_comes_back_whole(tmp_path: Path) -> None:
    po = start(tmp_path)
    translate(po, WORDS)
    original = po.read_text(encoding="utf-8")
    heading = '<h>{{ _("After your injection") }}</h>'
    change(tmp_path, SHEET.replace(heading, '<h>{{ _("Xyz") }}</h>'))
    catalog, _ = store.load(po)
    assert [entry.msgstr for entry in catalog.obsolete] == ["Después de su inyección"]
    assert '#~ msgid "After your injection"' in po.read_text(encoding="utf-8")
    change(tmp_path, SHEET)
    assert po.read_text(encoding="utf-8").replace("11-23", "11-22") == original


def test_what_translators_and_their_tools_write_stays(tmp_path: Path) -> None:
    po = start(tmp_path)
    translate(po, WORDS)
    text = po.read_text(encoding="utf-8")
    text = text.replace('"MIME', '"X-Generator: Poedit 3.4\\n"\n"X-Own: yes\\n"\n"MIME')
    text = text.replace(
        "#. A heading; it states no medical fact.",
        "# Ask the nurse.\n#. A heading; it states no medical fact.",
    )
    po.write_text(text.replace("# Patient", "# A. Reviewer, 2026.\n# Patient"), encoding="utf-8")
    change(tmp_path, SHEET.replace("Keep short.", "Keep it short."))
    catalog, _ = store.load(po)
    assert list(catalog.headers)[-3:] == ["Plural-Forms", "X-Generator", "X-Own"]
    assert catalog.header.comments[0] == " A. Reviewer, 2026."
    assert catalog.entries[0].comments == (" Ask the nurse.",)
    assert "Keep it short." in catalog.entries[1].extracted


def test_the_order_is_the_template_s(tmp_path: Path) -> None:
    po = start(tmp_path)
    translate(po, WORDS)
    heading, rest = SHEET.split("{# Fact: rec.rest\n   Keep", 1)
    change(tmp_path, "{# Fact: rec.rest\n   Keep" + rest + heading)
    catalog, _ = store.load(po)
    assert [entry.msgid for entry in catalog.entries][-1] == "After your injection"
    assert catalog.translation(REST) == "Descanse 24 horas."


def test_a_second_change_of_the_english_still_tells_what_the_translation_was_made_for(
    tmp_path: Path,
) -> None:
    po = start(tmp_path)
    translate(po, WORDS)
    change(tmp_path, SHEET.replace("24 hours after", "48 hours after"))
    change(tmp_path, SHEET.replace("24 hours after", "72 hours after"))
    entry = store.load(po)[0].entries[1]
    assert (entry.msgid, entry.previous) == (REST.replace("24", "72"), REST)


@pytest.mark.parametrize(
    ("source", "previous"),
    [
        (Entry("Rest at home.", "a", "verb", fuzzy=True), ("verb", "Rest at home.")),
        (Entry("Rest at home.", "a", previous="Left behind."), (None, "Rest at home.")),
        (Entry("Rest at home.", "a", fuzzy=True, previous="Rest."), (None, "Rest.")),
    ],
)
def test_the_previous_english_is_what_the_translation_was_made_for(
    source: Entry, previous: tuple[str | None, str]
) -> None:
    template = store.CatalogFile("a.pot", Entry(""), (Entry("Rest at home now."),))
    old = store.CatalogFile("es.po", Entry(""), (source,))
    (entry,) = merge.merge(old, template, language("es")).entries
    assert (entry.previous_context, entry.previous) == previous


SENTENCES = ["Rest.", "Rest now.", "Rest at home.", "Use ice.", "Use ice now.", "Call us at noon."]
keys = st.tuples(st.none() | st.just("verb"), st.sampled_from(SENTENCES))
entries = st.builds(
    lambda key, fuzzy, obsolete: Entry(
        key[1], f"{key} words", key[0], fuzzy=fuzzy, obsolete=obsolete
    ),
    keys,
    st.booleans(),
    st.booleans(),
)


@given(
    st.lists(entries, unique_by=lambda entry: (entry.key, entry.obsolete)),
    st.lists(keys, unique=True),
)
def test_no_merge_ever_loses_a_translation(old: list[Entry], wanted: list[Key]) -> None:
    active = tuple(entry for entry in old if not entry.obsolete)
    keys_of_active = {entry.key for entry in active}
    gone = tuple(e for e in old if e.obsolete and e.key not in keys_of_active)
    before = store.CatalogFile("es.po", Entry("", "X-Own: yes\n"), active, gone)
    header = Entry("", "POT-Creation-Date: 2026-11-22 20:15+0000\n")
    fresh = tuple(Entry(msgid, "", context) for context, msgid in wanted)
    template = store.CatalogFile("a.pot", header, fresh)
    after = merge.merge(before, template, language("es"))
    assert [entry.key for entry in after.entries] == wanted
    assert {entry.msgstr for entry in (*active, *gone)} <= {
        entry.msgstr for entry in (*after.entries, *after.obsolete)
    }
    for entry in after.entries:
        own = before.by_key.get(entry.key)
        assert own is None or (entry.msgstr, entry.fuzzy) == (own.msgstr, own.fuzzy)
        assert entry.fuzzy or entry.msgstr in ("", f"{entry.key} words")
    assert merge.merge(after, template, language("es")) == after


def test_a_catalog_with_a_fault_is_never_written_over(tmp_path: Path) -> None:
    po = start(tmp_path)
    translate(po, WORDS)
    po.write_text(po.read_text(encoding="utf-8") + "\n<<<<<<< ours\n", encoding="utf-8")
    before = po.read_bytes()
    done = change(tmp_path, SHEET.replace("24 hours", "48 hours"))
    assert done.changed == ()
    assert [finding.code for finding in done.findings] == ["conflict-marker"]
    assert po.read_bytes() == before


def test_one_bad_catalog_does_not_stop_the_others(tmp_path: Path) -> None:
    start(tmp_path, "vi")
    po = start(tmp_path)
    po.write_bytes(b"\xff")
    (tmp_path / "locales" / "xx_nowhere" / "LC_MESSAGES").mkdir(parents=True)
    done = change(tmp_path, SHEET.replace("24 hours", "48 hours"))
    assert done.changed == ("locales/vi/LC_MESSAGES/sij.po",)
    assert {finding.code for finding in done.findings} == {"catalog-encoding", "unknown-language"}


def test_a_new_domain_is_started_in_every_language(tmp_path: Path) -> None:
    po = start(tmp_path)
    pot = tmp_path / "locales" / f"{DOMAIN}.pot"
    pot.with_name("knee.pot").write_bytes(pot.read_bytes())
    assert update_all(Project(tmp_path)).changed == ("locales/es/LC_MESSAGES/knee.po",)
    assert po.with_name("knee.po").exists()


def test_a_folder_that_cannot_be_written_is_a_setup_error(tmp_path: Path) -> None:
    start(tmp_path)
    (tmp_path / "locales" / "vi").write_text("a file where a folder must be", encoding="utf-8")
    with pytest.raises(SetupError, match="cannot write"):
        create(Project(tmp_path), language("vi"))


def test_a_new_message_begins_with_what_another_guide_has(tmp_path: Path) -> None:
    """Fuzzy, with a word on where it is from; what was deleted here on purpose does not return."""
    po = start(tmp_path)
    translate(po, WORDS)
    other = tmp_path / "templates" / "other"
    other.mkdir()
    words = f'{{# Fact: none - a heading #}}<p>{{{{ _("{REST}") }}}}</p>'
    (other / "sheet.xml").write_text(words, encoding="utf-8")
    messages = Project(tmp_path).extraction.domains["other"]
    pot.write_pot(tmp_path / "locales" / "other.pot", messages, now=FIRST_DAY)
    assert update_all(Project(tmp_path)).findings == ()
    borrowed = po.with_name("other.po")
    (entry,) = store.load(borrowed)[0].entries
    assert (entry.msgstr, entry.fuzzy) == (WORDS[REST], True)
    assert entry.comments == (f" Translation taken from {DOMAIN}: does it fit here too?",)

    text = borrowed.read_text(encoding="utf-8")
    borrowed.write_text(text.replace("#, fuzzy\n", "").replace(WORDS[REST], ""), encoding="utf-8")
    update_all(Project(tmp_path))
    assert store.load(borrowed)[0].entries[0].msgstr == ""


def test_words_of_another_guide_push_none_of_this_one_out() -> None:
    template = store.CatalogFile("a.pot", Entry(""), (Entry("Rest"),))
    old = store.CatalogFile("a.po", Entry(""), (Entry("Rest now", "Descanse ya"),))
    others: dict[Key, tuple[str, Entry]] = {(None, "Rest"): ("other", Entry("Rest", "Descanse"))}
    merged = merge.merge(old, template, language("es"), others)
    assert merged.entries[0].msgstr == "Descanse"
    assert [entry.msgstr for entry in merged.obsolete] == ["Descanse ya"], "nothing is lost"


def test_each_message_says_how_the_reader_is_spoken_to(tmp_path: Path) -> None:
    po = start(tmp_path)
    text = po.read_text(encoding="utf-8")
    note = "# Register: usted throughout, nosotros for the clinic; words of Mexico.\n"
    po.write_text(text.replace("msgid", f"{note}msgid", 1), encoding="utf-8")
    update_all(Project(tmp_path))
    catalog = store.load(po)[0]
    line = "Register: usted throughout, nosotros for the clinic."
    assert {entry.extracted[-1] for entry in catalog.entries} == {line}
    assert update_all(Project(tmp_path)).changed == ()
