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


@pytest.mark.parametrize("tag", ["th", "vi", "lo", "km"])
def test_each_word_of_the_project_stays_whole_and_would_not_without_its_list(tag: str) -> None:
    own = language(tag)
    words = Project(ROOT).unbreakable(own)
    broken = 0
    for word in words:
        assert breaks.opportunities(word, own, words).strict == (len(word),)
        broken += breaks.opportunities(word, own).strict != (len(word),)
    assert broken > 0
