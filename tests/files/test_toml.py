"""TOML files: the line of each key, and what is said of what may not stand there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.files.toml_file import TomlFile, read_toml
from handouts.files.toml_schema import Named, Schema, Table, Tables, Text, Texts, Whole
from handouts.model import codes
from handouts.model.errors import FindingsError

DOCUMENT = """\
# name = "a comment"
title = \"\"\"
name = "not a key"
\"\"\"
pair = {name = "inside", more = {deep = 1}}

[one]
name = "first"  # [two]
list = [
    "name",
    "[two]",
]
dotted.name = 1

  [ two . 'odd key' ]
name = 'second'

[[act]]
name = "a"
[act.words]
"x.y" = 1

[[act]]
[act.words]
"x.y" = 2
[[act.part]]
name = "p"
[[act.part]]
name = "q"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("name",), 0),
        (("pair", "name"), 5),
        (("pair", "more", "deep"), 5),
        (("one",), 7),
        (("one", "name"), 8),
        (("one", "list"), 9),
        (("one", "dotted", "name"), 13),
        (("two",), 15),
        (("two", "odd key", "name"), 16),
        (("two", "odd key", "absent"), 15),
        (("act",), 18),
        (("act", 0, "name"), 19),
        (("act", 0, "words", "x.y"), 21),
        (("act", 1), 23),
        (("act", 1, "words", "x.y"), 25),
        (("act", 1, "part", 0, "name"), 27),
        (("act", 1, "part", 1, "name"), 29),
    ],
)
def test_every_key_has_its_own_line(path: tuple[str | int, ...], line: int) -> None:
    assert TomlFile("x.toml", DOCUMENT).line(*path) == line


keys = st.sampled_from(["a", "b.c", "d e", "name", "ü", '"', "#"])


@given(st.lists(keys, max_size=4, unique=True), st.lists(keys, max_size=4, unique=True))
def test_lines_count_from_the_top_whatever_the_keys(tables: list[str], names: list[str]) -> None:
    lines: list[str] = []
    places: dict[tuple[str, ...], int] = {}
    for table in tables:
        quoted = table.replace('"', '\\"')
        lines.append(f'[ "{quoted}" ] # "')
        places[(table,)] = len(lines)
        for name in names:
            quoted = name.replace('"', '\\"')
            lines += ["", f'"{quoted}" = """', '[x]"""']
            places[table, name] = len(lines) - 1
    toml = TomlFile("x.toml", "\r\n".join(lines).replace("\r\n", "\n"))
    assert {path: toml.line(*path) for path in places} == places


SCHEMA = Table(
    {
        "name": Text(required=True),
        "size": Text(choices=("letter", "a4"), default="letter"),
        "count": Whole(),
        "tags": Texts(("en",)),
        "lines": Named(Text(), test=str.islower, form="small letters", example="first"),
        "acts": Tables(Table({"who": Text(required=True)})),
        "more": Table({"note": Text()}),
    }
)
GOOD: dict[str, Any] = {"name": "x", "count": 2}


def said(schema: Schema, data: Any) -> list[tuple[tuple[str | int, ...], str, str]]:
    return [(fault.place, fault.message, fault.hint) for fault in schema.faults(data)]


@pytest.mark.parametrize(
    ("change", "place", "message", "hint"),
    [
        ({"name": 3}, ("name",), "name must be text", 'write name = "..."'),
        ({"name": " "}, ("name",), "name is empty", 'write name = "..."'),
        ({"name": "a\x07"}, ("name",), "name holds a control character", 'write name = "..."'),
        ({"size": "a5"}, ("size",), "size 'a5' is unknown", "did you mean a4? known: letter, a4"),
        ({"count": True}, ("count",), "count must be a whole number", "write count = 1"),
        ({"tags": "en"}, ("tags",), "tags must be a list of texts", 'write tags = ["en"]'),
        ({"tags": ["en", 1]}, ("tags",), "tags must be a list of texts", 'write tags = ["en"]'),
        ({"nmae": "x"}, ("nmae",), "unknown key nmae",
         "did you mean name? known: name, size, count, tags, lines, acts, more"),
        ({"lines": 1}, ("lines",), "lines must be a table", "write [lines] on a line of its own"),
        ({"lines": {"ONE": ""}}, ("lines", "ONE"), "ONE under [lines] must be small letters",
         "such as first"),
        ({"lines": {"a b": 1}}, ("lines", "a b"), '"a b" under [lines] must be text',
         'write "a b" = "..."'),
        ({"acts": {}}, ("acts",), "acts must be tables", "write [[acts]]"),
        ({"acts": [{"who": "a"}, {}]}, ("acts", 1, "who"), "who under [[acts]] is missing",
         'write who = "..."'),
        ({"acts": [3]}, ("acts", 0), "0 under [acts] must be a table",
         "write [[acts]] on a line of its own"),
        ({"more": {"x": 1}}, ("more", "x"), "unknown key x under [more]", "known: note"),
    ],
)  # fmt: skip
def test_a_fault_says_where_what_and_what_to_write(
    change: dict[str, Any], place: tuple[str | int, ...], message: str, hint: str
) -> None:
    assert said(SCHEMA, GOOD) == []
    assert said(SCHEMA, {**GOOD, **change}) == [(place, message, hint)]


def test_what_is_missing_is_told_as_a_whole() -> None:
    schema = Table({"a": SCHEMA, "b": Named(Text(), test=str.islower, form="", example="x",
                                            required=True)})  # fmt: skip
    assert said(schema, {}) == [
        (("a",), "[a] is missing", "write [a] with name, count"),
        (("b",), "[b] is missing", "write [b.x], for example"),
    ]


def test_defaults_stand_in_for_what_is_missing_or_faulty() -> None:
    data = {"size": "a5", "tags": 3, "lines": {"one": "1", "TWO": "2"}, "acts": 1, "count": "x"}
    assert SCHEMA.filled(data) == {
        "name": "",
        "size": "letter",
        "count": 0,
        "tags": (),
        "lines": {"one": "1"},
        "acts": [],
        "more": {"note": ""},
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*SCHEMA.keys, "x"]), inner),
    max_leaves=8,
)


@given(json_values)
def test_no_value_whatever_raises_and_what_is_filled_is_right(value: Any) -> None:
    for fault in SCHEMA.faults(value, ("top",)):
        assert fault.message
        assert fault.hint
    filled = SCHEMA.filled(value)
    assert filled.keys() == SCHEMA.keys.keys()
    assert SCHEMA.filled(filled) == filled


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b'a = "x\n', 1, "Illegal character"),
        (b"a = 1\na = 2\n", 2, "Cannot overwrite"),
        (b"a = 1\nb = '\xff'\n", 2, "the file is not in UTF-8"),
        (b"a = " + b"[" * 5000, 0, "nested too deep"),
        (None, 0, "cannot be read: No such file"),
    ],
)
def test_what_cannot_be_read_is_a_finding(
    tmp_path: Path, content: bytes | None, line: int, message: str
) -> None:
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FindingsError) as caught:
        read_toml(path, "templates/x.toml", codes.BRAND_UNREADABLE)
    (finding,) = caught.value.findings
    assert (finding.where.path, finding.where.line) == ("templates/x.toml", line)
    assert message in finding.message
    assert finding.hint


def test_what_editors_on_other_systems_write_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    toml = read_toml(path, "x.toml", codes.BRAND_UNREADABLE)
    assert toml.data == {"a": 1, "b": 2}
    assert toml.line("b") == 2
    assert tomllib.loads("a = 1\r\nb = 2\r\n") == toml.data
