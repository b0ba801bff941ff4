"""When the clinic can be called: days and times, in the words of each language (CLDR).

    [[hours]]
    days = "mon-fri"
    open = "08:00"
    close = "16:30"

English: Monday–Friday 8:00 AM – 4:30 PM; Russian: понедельник–пятница 08:00–16:30. Spanish has
twelve hours in the United States, and 24 in Spain: the clinic's country counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from handouts.files.toml_schema import Table, Tables, Text
from handouts.model.clock import counts_half_days, locale_in
from handouts.model.contact import BETWEEN_ROWS
from handouts.model.languages import Language

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RANGE = re.compile(f"({'|'.join(_DAYS)})(?:-({'|'.join(_DAYS)}))?")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _time(example: str) -> Text:
    form = "a time from 00:00 to 23:59"
    return Text(required=True, test=_TIME.fullmatch, form=form, example=example)


HOURS = Tables(
    Table(
        {
            "days": Text(
                required=True,
                test=_RANGE.fullmatch,
                form="a day or a range of days: mon, mon-fri",
                example="mon-fri",
            ),
            "open": _time("08:00"),
            "close": _time("16:30"),
        }
    )
)


#: Two a day.
MOST = 14


class Opening(NamedTuple):
    """Days (`mon-fri`) and the times (`08:00`) between which somebody answers."""

    days: str
    open: str
    close: str

    def meets(self, other: Opening) -> bool:
        """Whether both hold at one time of some day."""
        together = bool(_days(self) & _days(other))
        return together and max(self.open, other.open) < min(self.close, other.close)


def _days(opening: Opening) -> set[int]:
    """The days of the week, from 0."""
    first, _, last = opening.days.partition("-")
    start, end = _DAYS.index(first), _DAYS.index(last or first)
    return {day % 7 for day in range(start, end + 1 + 7 * (end < start))}


def in_words(openings: Sequence[Opening], language: Language, country: str) -> str:
    """All of them on one line, as the language writes days and times in a country."""
    return BETWEEN_ROWS.join(_words(each, language, country) for each in openings)


def _words(opening: Opening, language: Language, country: str) -> str:
    from babel.dates import format_interval, get_day_names  # noqa: PLC0415 - few clinics need it

    cldr = locale_in(language, country)
    # Not "stand-alone": where it is the same as this, Babel may give another language's names.
    names = get_day_names("wide", "format", cldr)
    first, _, last = opening.days.partition("-")
    days = "–".join(names[_DAYS.index(day)] for day in (first, last) if day)
    start, end = (
        datetime.fromisoformat(f"2001-01-01T{at}") for at in (opening.open, opening.close)
    )
    skeleton = "hm" if counts_half_days(cldr) else "Hm"
    return f"{days} {format_interval(start, end, skeleton, locale=cldr)}"
