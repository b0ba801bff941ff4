"""Words that no line is broken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.model.languages import language
from handouts.project.project import Project
from handouts.project.unbreakable import unbreakable_words
from handouts.text import breaks

ROOT = Path(__file__).parents[2]


def test_a_word_a_line_without_comments(tmp_path: Path) -> None:
    file = tmp_path / "unbreakable.txt"
    assert unbreakable_words(file)[0] == ()
    file.write_text("# how to use it\n\n  超声 \n骶髂关节\n", encoding="utf-8")
    assert unbreakable_words(file)[0] == ("超声", "骶髂关节")
    file.write_bytes(b"\xff\xfe\n")
    assert len(unbreakable_words(file)[0]) == 1


@pytest.mark.parametrize("tag", ["th", "vi", "lo", "km", "my", "zh-Hans", "zh-Hant"])
def test_each_word_of_the_project_stays_whole_and_would_not_without_its_list(tag: str) -> None:
    own = language(tag)
    words = Project(ROOT).unbreakable(own)
    broken = 0
    for word in words:
        assert breaks.opportunities(word, own, words).strict == (len(word),)
        broken += breaks.opportunities(word, own).strict != (len(word),)
    assert broken > 0


@pytest.mark.parametrize(
    ("tag", "before", "after"),
    [
        ("th", "กินยา", "ก่อน"),
        ("lo", "ກິນຢາ", "ກ່ອນ"),
        ("km", "លេបថ្នាំ", "មុន"),
        ("my", "ဆေး", "မသောက်"),
        ("zh-Hans", "服用", "之前"),
        ("zh-Hant", "服用", "之前"),
    ],
)
@pytest.mark.parametrize("blank", ["", " "])
def test_a_medicine_is_whole_inside_a_sentence(
    tag: str, before: str, after: str, blank: str
) -> None:
    own = language(tag)
    words = Project(ROOT).unbreakable(own)
    for word in words:
        start = len(before)
        inside = set(range(start + 1, start + len(word)))
        found = breaks.opportunities(before + word + blank + after, own, words).strict
        assert not inside & {*found}, word


def test_words_of_the_glossary_are_whole(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    rows = "term,note,th,zh_Hans,es\nsteroid,,ยาเมตฟอร์มิน|ยา,甲泼尼龙|针 药,la pastilla\n"
    (tmp_path / "locales" / "glossary.csv").write_text(rows, encoding="utf-8")
    project = Project(tmp_path)
    assert project.unbreakable(language("th")) == ("ยาเมตฟอร์มิน",)
    assert project.unbreakable(language("zh-Hans")) == ("甲泼尼龙",)
    assert project.unbreakable(language("es")) == ()
