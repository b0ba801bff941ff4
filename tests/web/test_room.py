"""How much room a message has, held against sheets that are laid out."""

from __future__ import annotations

from pathlib import Path

from handouts.editions.paper.render import draw
from handouts.model.document import Handout
from handouts.model.languages import language
from handouts.text.fonts import FontLibrary, default_folders
from handouts.web.translators.preview import Chosen, Preview
from handouts.web.translators.room import MOST, Room, room
from tests.press.model import GUIDE, edit
from tests.sheets.conftest import _typesetter, compose_sheet, composer


def length(handout: Handout) -> int:
    return sum(len(text.plain) for text in handout.texts())


def test_the_room_is_what_may_be_added() -> None:
    handout = compose_sheet("es", "recovery")
    text = max(handout.texts(), key=lambda one: len(one.plain))
    before = length(handout)
    asked: list[int] = []

    def fits(other: Handout) -> bool:
        asked.append(length(other) - before)
        return asked[-1] <= 130

    found = room(handout, {text.where}, fits)
    assert not found.enough
    assert 130 - MOST // 2**5 <= found.letters <= 130
    assert asked[:2] == [0, MOST]


def test_what_must_go_is_told_where_a_sheet_is_too_long() -> None:
    handout = compose_sheet("es", "recovery")
    text = max(handout.texts(), key=lambda one: len(one.plain))
    before = length(handout)
    most = -len(text.plain)
    found = room(handout, {text.where}, lambda other: length(other) - before <= -20)
    assert most < found.letters <= -20
    assert room(handout, {text.where}, lambda _: False) == Room(most, enough=True)


def test_as_many_letters_as_fit_fit_and_a_line_more_does_not(project: Path) -> None:
    """On a sheet that is nearly full."""
    sheet = project / "templates" / GUIDE / "before.xml"
    point = '<item>{{ _("Sit down.") }}</item>'
    edit(sheet, point, point + f"\n      {{# Fact: knee.rest #}}\n{point}" * 40)
    fonts = FontLibrary(default_folders(None, project))
    preview = Preview(project, language("en"), fonts)
    chosen = Chosen(GUIDE, "before")
    view = preview.view(chosen)
    (message,) = [one for one in view.messages if one.english == "Sit down."]
    found = preview.room(chosen, message.code)
    assert not found.enough
    full = sheet.read_text()
    for more, too_long in ((found.letters, False), (found.letters + MOST // 2**5 + 1, True)):
        words = ("Sit down." + " Sit down." * 50)[: len("Sit down.") + more]
        sheet.write_text(full.replace('"Sit down."', f'"{words}"'))
        preview.refresh({sheet})
        assert preview.view(chosen).drawn.too_long == too_long


def test_lines_and_what_their_last_one_takes_are_counted() -> None:
    handout = compose_sheet("es", "recovery")
    project = composer().project
    found = draw(handout, project.brand, _typesetter(), project.art)
    places = [place for place in found.places if place.lines]
    assert places
    for place in places:
        letters = len(place.text.plain) / place.lines
        assert place.room >= 0
        if place.lines > 1:
            assert place.room <= 2.5 * letters
    assert any(place.room > 10 for place in places)
    assert len(found.looks) == len(found.left) == len(set(found.looks))
