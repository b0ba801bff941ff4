"""Which face and script each piece of a paragraph is shaped with."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.model.languages import language
from handouts.text.fonts import FontLibrary
from handouts.text.itemize import FaceStack, Style, itemize, resolve_scripts

from . import tiny_fonts
from .helpers import typesetter


def items(text: str, tag: str) -> list[tuple[str, str, str]]:
    """Text, script and family of each item."""
    its = language(tag)
    stack = FaceStack(typesetter().fonts.stack(its), its.script)
    style = Style(0, len(text), 0, False, its)
    found, _ = itemize(text, [style], bytes(len(text)), [stack])
    assert "".join(text[item.start : item.end] for item in found) == text
    return [(text[item.start : item.end], item.script, item.face.family) for item in found]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "Rest (24 h).", [("Rest (24 h).", "Latn", "Noto Sans")]),
        ("ru", "Да", [("Да", "Cyrl", "Noto Sans")]),
        ("ru", "Да SI.", [("Да ", "Cyrl", "Noto Sans"), ("SI.", "Latn", "Noto Sans")]),
        (
            "am",
            "ክፍል (SI 2) ነው",
            [
                ("ክፍል ", "Ethi", "Noto Sans Ethiopic"),
                ("(SI 2)", "Latn", "Noto Sans"),
                (" ነው", "Ethi", "Noto Sans Ethiopic"),
            ],
        ),
        (
            "hi",
            "घंटे ☑",
            [("घंटे ", "Deva", "Noto Sans Devanagari"), ("☑", "Deva", "Noto Sans Symbols2")],
        ),
        ("ja", "注射のカードSI", [
            ("注射のカード", "Hani", "Noto Sans CJK JP"), ("SI", "Latn", "Noto Sans CJK JP"),
        ]),
        ("hi", "क\u093c\u200b", [("क\u093c\u200b", "Deva", "Noto Sans Devanagari")]),
    ],
)  # fmt: skip
def test_items(tag: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert items(text, tag) == expected


def test_base_and_marks_stay_in_one_face() -> None:
    # The Thai font has no Latin letter; the acute must not be taken from another font than the e.
    assert items("กe\u0301ก", "th")[1] == ("e\u0301", "Latn", "Noto Sans")
    # A Thai mark on a dotted circle that only another font has.
    assert [text for text, _, _ in items("ก\u25cc\u0e48", "th")][-1].endswith("\u0e48")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a (א) b", "Latn " * 3 + "Hebr " + "Latn " * 3),
        ("12 ab", "Latn " * 5),
        ("१।", "Deva Deva"),
        ("...", "Arab " * 3),
        ("e\u0301", "Latn Latn"),
    ],
)
def test_shared_characters_follow_their_neighbours(text: str, expected: str) -> None:
    default = "Arab" if text == "..." else "Latn"
    assert resolve_scripts(text, default) == expected.split()


def test_a_letter_may_be_taken_apart_or_put_together_to_find_a_face(tmp_path: Path) -> None:
    tiny_fonts.truetype(tmp_path / "NotoSansCherokee-Regular.ttf", "Noto Sans Cherokee")
    its = language("chr")
    stack = FaceStack(FontLibrary([tmp_path]).stack(its), its.script)
    for text, missing in (("A", ()), ("A\u030a", ()), ("\u212b", ()), ("A\u0301", ("\u0301",))):
        _, found = itemize(text, [Style(0, len(text), 0, False, its)], bytes(len(text)), [stack])
        assert found == missing


def test_what_no_face_has_is_told_once_in_order() -> None:
    its = language("en")
    stack = FaceStack(typesetter().fonts.stack(its), its.script)
    text = "a\U00012000b\uf8ff\U00012000\u200d\u2068\u2060\x07"
    _, missing = itemize(text, [Style(0, len(text), 0, False, its)], bytes(len(text)), [stack])
    assert missing == ("\U00012000", "\uf8ff")
