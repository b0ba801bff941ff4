"""Words that no line is broken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.model.languages import language
from handouts.project.unbreakable import unbreakable_words
from handouts.text import breaks

LOCALES = Path(__file__).parents[2] / "locales"


def test_a_word_a_line_without_comments(tmp_path: Path) -> None:
    (tmp_path / "zh_Hans").mkdir()
    file = tmp_path / "zh_Hans" / "unbreakable.txt"
    file.write_text("# how to use it\n\n  超声 \n骶髂关节\n", encoding="utf-8")
    assert unbreakable_words(tmp_path, language("zh-Hans")) == ("超声", "骶髂关节")
    file.write_bytes(b"\xff\xfe\n")
    assert len(unbreakable_words(tmp_path, language("zh-Hans"))) == 1
    assert unbreakable_words(tmp_path, language("th")) == ()


@pytest.mark.parametrize("tag", ["th", "vi", "lo", "km"])
def test_each_word_of_the_project_stays_whole_and_would_not_without_its_list(tag: str) -> None:
    own = language(tag)
    words = unbreakable_words(LOCALES, own)
    broken = 0
    for word in words:
        assert breaks.opportunities(word, own, words).strict == (len(word),)
        broken += breaks.opportunities(word, own).strict != (len(word),)
    assert broken > 0
