"""The PO format: nothing is lost on the way through, every fault has its line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.catalogs import po
from handouts.catalogs.po import Entry
from tests.each import each

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'

FULL = """\
#  by hand, two spaces
#: not-a-note
#. Fact prep.driver: someone drives
#: templates/a.xml templates/b.xml
#, fuzzy, python-format
#| msgctxt "old place"
#| msgid "Old %(name)s"
msgctxt "place"
msgid ""
"Line one\\n"
"line \\"two\\" %(name)s"
msgstr "Zeile\\teins"

#~ msgid "gone"
#~ msgstr "weg"
"""


def test_every_part_of_an_entry_is_read() -> None:
    parsed = po.parse(FULL)
    entries, faults = parsed.entries, parsed.faults
    assert faults == []
    entry, gone = entries
    assert entry.comments == ("  by hand, two spaces",)
    assert entry.extracted == ("Fact prep.driver: someone drives",)
    assert entry.references == ("not-a-note", "templates/a.xml", "templates/b.xml")
    assert entry.fuzzy
    assert entry.flags == ("python-format",)
    assert (entry.previous_context, entry.previous) == ("old place", "Old %(name)s")
    assert entry.key == ("place", 'Line one\nline "two" %(name)s')
    assert entry.msgstr == "Zeile\teins"
    assert (entry.line, entry.msgstr_line) == (8, 12)
    assert gone.obsolete
    assert (gone.msgid, gone.msgstr) == ("gone", "weg")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('msgid "a"\nmsgstr "b\n', "catalog-syntax", 2),
        ('msgid "a"\nmsgstr "b', "catalog-cut", 2),
        ('msgid "a"\nmsgstr "b"\n\n#. Fact x: the', "catalog-cut", 4),
        ('msgid "a"\nmsgstr "b"\n\n#, fuzzy\n', "catalog-cut", 4),
        ('msgid "a"\nmsgstr "b"\n\nmsg', "catalog-cut", 4),
        ('msgid "a"\nmsgstr "b"\n\n# a com', "catalog-cut", 4),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "c"', "catalog-cut", 4),
        ('msgid "a"\nmsgstr "b" c', "catalog-syntax", 2),
        ('msgid "a"\n', "catalog-cut", 1),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""', "catalog-syntax", 3),
        ('msgstr "b"\n', "catalog-syntax", 1),
        ('msgid "a"\nmsgid "b"\nmsgstr ""', "catalog-syntax", 2),
        ('msgid "a"\nmsgstr "\\q"', "catalog-syntax", 2),
        ('nonsense\nmsgid "a"\nmsgstr ""', "catalog-syntax", 1),
        ('"loose"\nmsgid "a"\nmsgstr ""', "catalog-syntax", 1),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""', "catalog-syntax", 2),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr ""', "conflict-marker", 1),
        ('msgid "a"\nmsgstr ""\n=======\n', "conflict-marker", 3),
        ('msgid "a"\nmsgstr ""\n\n>>>>>>> theirs\n', "conflict-marker", 4),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, code: str, line: int) -> None:
    faults = po.parse(text).faults
    assert (faults[0].kind.id, faults[0].line) == (code, line)
    assert faults[0].hint


CONFLICT = """\
msgid "a"
<<<<<<< HEAD
msgstr "b"

msgid "c"
msgstr "d"
=======
msgstr "e"

msgid "c"
msgstr "f"
>>>>>>> theirs

msgid "g"
msgstr "h"
"""


def test_a_conflict_is_one_fault() -> None:
    """And no version is read, nor taken for a message that stands twice."""
    parsed = po.parse(CONFLICT)
    assert [(fault.kind.id, fault.line) for fault in parsed.faults] == [("conflict-marker", 2)]
    assert [entry.msgid for entry in parsed.entries] == ["g"]


def test_wherever_a_file_is_cut_it_is_told_or_ends_after_an_entry() -> None:
    whole = HEADER + FULL.partition("#~")[0].rstrip("\n")
    for length in range(1, len(whole)):
        part = whole[:length]
        faults = [fault.kind.id for fault in po.parse(part).faults]
        entry = part.rpartition("\n\n")[2]
        ended = re.search(r'\A(#  .*\n)?\Z|^msgstr ".*"(\n".*")*\n?\Z', entry, re.MULTILINE)
        assert faults == ([] if ended else ["catalog-cut"]), part


def test_what_an_editor_writes_at_the_end_is_no_cut() -> None:
    assert not po.parse('msgid "a"\nmsgstr "b"\n\n# vim: tw=79\n').faults


def test_a_comment_without_a_space_gets_the_one_gettext_gives_it() -> None:
    entries = po.parse('#by hand\n#\nmsgid "a"\nmsgstr ""\n').entries
    assert po.format_entries(entries) == '# by hand\n#\nmsgid "a"\nmsgstr ""\n'


def test_reading_goes_on_after_a_fault() -> None:
    parsed = po.parse('msgid "a"\nmsgstr "\n\nmsgid "b"\nmsgstr "c"\n')
    assert [entry.msgid for entry in parsed.entries] == ["b"]
    assert len(parsed.faults) == 1


texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=200)
words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
entries = st.builds(
    Entry,
    msgid=texts.filter(bool),
    msgstr=texts,
    context=st.none() | texts,
    fuzzy=st.booleans(),
    flags=st.sampled_from([(), ("python-format",), ("python-format", "no-wrap")]),
    comments=st.lists(words.map(" {}".format), max_size=2).map(tuple),
    extracted=st.lists(words, max_size=2).map(tuple),
    references=st.lists(words, max_size=30).map(tuple),
    previous=st.none() | texts,
    obsolete=st.booleans(),
)


@given(st.lists(entries, max_size=4))
def test_what_is_written_reads_back_the_same(written: list[Entry]) -> None:
    read = po.parse(po.format_entries(written))
    assert (read.faults, read.leftovers) == ([], [])
    assert read.entries == written


@given(st.text(max_size=300))
def test_no_text_whatever_raises(text: str) -> None:
    assert all(fault.line > 0 for fault in po.parse(text).faults)


PIECES = (
    "msgid ",
    "msgstr ",
    "msgctxt ",
    '"a"',
    '"b',
    "\n",
    "#",
    "#~ ",
    "#| ",
    "#, fuzzy",
    "\\",
    "[0]",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_half_written_file_raises(text: str) -> None:
    po.parse(text)


@each(
    ("line", "right"),
    [
        ("msgstr “Vaya a casa.”", 'msgstr "Vaya a casa."'),
        ('msgstr „Vaya a "casa".“', r'msgstr "Vaya a \"casa\"."'),
        ("msgstr Vaya a casa.", 'msgstr "Vaya a casa."'),
        ('msgstr ""\n«Vaya a casa.»', '"Vaya a casa."'),
    ],
)
@each("end", ["", '\nmsgid "Rest."\nmsgstr "Descanse."\n'])
def test_words_between_other_quotes_are_told_with_what_to_write(
    line: str, right: str, end: str
) -> None:
    faults = po.parse(f'msgid "Go home."\n{line}\n{end}').faults
    assert [(fault.kind.id, fault.message) for fault in faults] == [
        ("catalog-syntax", 'the words must stand between straight quotes: "')
    ]
    assert faults[0].hint == f"write: {right}"
