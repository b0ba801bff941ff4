"""Long words and long scripts: columns follow their words, and two pages hold what is longer than
the English."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path

import pytest

from handouts.editions import RenderedFile
from handouts.editions.paper.render import render
from handouts.model.blocks import Diary, Event, Section, Span, Text, Timeline
from handouts.model.document import Handout
from handouts.model.findings import Where
from handouts.model.languages import language
from handouts.model.rewrite import with_texts
from handouts.text import breaks
from tests.covering import covering
from tests.fixtures.scripts import fixtures, plain

from .conftest import PROJECT, SHEETS, _typesetter, compose_sheet, composer

#: Heads of a diary's columns, and names of its rows.
WORDS = {
    "de": (
        ("Beobachtungszeitpunkt", "Schmerzbewertung (0–10)", "Alltagsbeschäftigungen"),
        (
            "Unmittelbar danach",
            "Krankenhausentlassung",
        ),
    ),
    "fi": (
        ("Havaintoajankohta", "Kipuvoimakkuusarvio", "Päivittäistoiminnot"),
        (
            "Välittömästi",
            "Sairaalastakotiutumispäivä",
        ),
    ),
    "hu": (
        ("Megfigyelés időpontja", "Fájdalomerősség (0–10)", "Tevékenységeim"),
        (
            "Közvetlenül utána",
            "Fizioterápiakezdet",
        ),
    ),
    "ru": (
        ("Продолжительность", "Интенсивность боли (0–10)", "Жизнедеятельность"),
        (
            "Непосредственно после",
            "Физиотерапевтическое лечение",
        ),
    ),
    "hy": (
        ("Դիտարկման ժամանակահատվածը", "Ցավի ուժգնությունը (0–10)", "Գործունեությունը"),
        (
            "Ներարկումից անմիջապես հետո",
            "Ֆիզիոթերապիայի սկիզբը",
        ),
    ),
    "ka": (
        ("დაკვირვების დრო", "ტკივილის ინტენსივობა", "ყოველდღიური საქმიანობა"),
        (
            "ინექციისთანავე",
            "ფიზიოთერაპიის დაწყება",
        ),
    ),
    "ml": (
        ("നിരീക്ഷണസമയം", "വേദനയുടെകാഠിന്യം (0–10)", "ദൈനംദിനപ്രവർത്തനങ്ങൾ"),
        (
            "കുത്തിവയ്പ്പിനുശേഷം",
            "ഫിസിയോതെറാപ്പിയാരംഭം",
        ),
    ),
    "ta": (
        ("கண்காணிப்புநேரம்", "வலியின்தீவிரமதிப்பீடு (0–10)", "அன்றாடசெயல்பாடுகள்"),
        (
            "ஊசிபோட்டபிறகு",
            "பிசியோதெரபிதொடக்கம்",
        ),
    ),
    "my": (
        ("စောင့်ကြည့်ချိန်", "နာကျင်မှု (0–10)", "နေ့စဉ်လုပ်ဆောင်ချက်များ"),
        ("ထိုးပြီးချိန်", "ကုသမှုစတင်ချိန်"),
    ),
}
#: Three words that no three columns hold side by side, and where they may be divided.
DIVISIBLE = (
    (
        "Beobachtungs\u00adzeitpunkt",
        "Schmerzstärken\u00adbewertung",
        "Bewegungs\u00admöglichkeiten",
    ),
    ("Physiotherapie\u00adbehandlungs\u00adbeginn", "Krankenhaus\u00adentlassungstag"),
)


def text(words: str) -> Text:
    return Text((Span(words),), Where("templates/test/sheet.xml", 1))


def printed(handout: Handout, edition: str = "standard") -> RenderedFile:
    return render(
        handout,
        composer().project.brand,
        _typesetter(),
        PROJECT / "templates" / "art",
        edition=edition,
        paper="letter",
    )


def table(tag: str, words: tuple[tuple[str, ...], tuple[str, ...]]) -> Handout:
    """A sheet with a diary and a timeline of these words."""
    heads, names = (tuple(map(text, each)) for each in words)
    blocks = (
        Timeline(tuple(Event(name, heads[2]) for name in names)),
        Diary(None, heads, names, text("x")),
    )
    sheet = compose_sheet("en", "recovery")
    sections = (Section(heads[0], blocks),)
    return replace(sheet, language=language(tag), sections=sections, draft_notice=())


def cut(file: RenderedFile) -> list[str]:
    return [each.message for each in file.findings if each.kind.id == "overwide-word"]


@pytest.mark.parametrize("tag", WORDS)
def test_columns_follow_their_longest_words(tag: str) -> None:
    assert cut(printed(table(tag, WORDS[tag]))) == []


def test_words_too_long_for_all_columns_are_divided_at_soft_hyphens(tmp_path: Path) -> None:
    file = printed(table("de", DIVISIBLE))
    assert cut(file) == []
    heads, names = (tuple(word.replace("\u00ad", "") for word in words) for words in DIVISIBLE)
    assert cut(printed(table("de", (heads, names))))  # without them they are cut, and it is said
    path = tmp_path / "divided.pdf"
    path.write_bytes(file.data)
    shown = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    assert re.search("[-\u00ad]\\s*\n", shown.stdout.decode())
    tagged = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True)
    read = tagged.stdout.decode().replace("\u00ad", "")
    assert all(word in read for word in (*heads, *names))


def pseudo(tag: str, name: str, length: float) -> Handout:
    """A sheet in words of the fixture, each message `length` times as long as the English."""
    own = language(tag)
    source = " ".join(map(plain, fixtures()[tag].lines[:-1]))
    ends = breaks.opportunities(source, own).strict
    pieces = [source[start:end] for start, end in zip((0, *ends), ends, strict=False)]
    words = cycle([word for word in pieces if len(word) > 1 and not re.search("[“”«»()]", word)])

    def translated(message: Text) -> Text:
        found = ""
        while len(found) < len(message.plain) * length - 2 or not found:
            found += next(words)
        return Text((Span(found.strip()),), message.where)

    english = compose_sheet("en", name)
    (notice,) = english.draft_notice
    return replace(
        english,
        language=own,
        title=translated(english.title),
        subtitle=translated(english.subtitle),
        summary=with_texts(english.summary, translated),
        sections=tuple(with_texts(section, translated) for section in english.sections),
        draft_notice=(
            Text(
                tuple(replace(each, language=language("en")) for each in notice.spans), notice.where
            ),
            translated(notice),
        ),
    )


@covering(("tag", "name"), list(product(("ta", "ml", "my", "bo", "km", "si", "ka", "hy"), SHEETS)))
def test_two_pages_hold_a_tenth_more_than_the_english(tag: str, name: str) -> None:
    file = printed(pseudo(tag, name, 1.1))
    assert file.data, [str(finding) for finding in file.findings]
    assert file.pages <= 2


#: Chinese and Japanese say the same in half as many characters; Urdu in fewer than English.
_SHORT = {"zh-Hans", "zh-Hant", "ja", "ur"}


@pytest.mark.slow
@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("tag", [tag for tag in fixtures() if tag not in _SHORT])
def test_two_pages_hold_a_tenth_more_in_every_script(tag: str, name: str) -> None:
    assert printed(pseudo(tag, name, 1.1)).pages <= 2
