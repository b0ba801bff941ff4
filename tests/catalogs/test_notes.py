"""What translators are told of each message of this project: its place, and how long it may be."""

from __future__ import annotations

import re
from pathlib import Path

from handouts.catalogs.extract import Message
from handouts.project.project import Project
from tests.each import each

ROOT = Path(__file__).parents[2]
MESSAGES = [
    message for messages in Project(ROOT).extraction.domains.values() for message in messages
]
_LENGTH = re.compile(r"Keep short: at most (\d+) letters\.")


@each("message", MESSAGES, ids=lambda message: message.msgid[:40])
def test_a_message_says_where_it_stands(message: Message) -> None:
    assert message.notes
    for note in message.notes:
        role = note.partition(".")[0]
        assert re.search(r"[a-z]", role)
        assert not role.startswith(("Keep", "Explains")), "the role comes first"


@each("message", MESSAGES, ids=lambda message: message.msgid[:40])
def test_a_short_message_says_how_short_and_the_english_is(message: Message) -> None:
    for note in message.notes:
        assert not re.search(r"keep short(?!: at most \d+ letters\.)", note, re.IGNORECASE)
        for letters in _LENGTH.findall(note):
            assert len(re.sub(r"</?\w+>", "", message.msgid)) <= int(letters)
