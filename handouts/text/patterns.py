"""Pieces of text that belong together whatever the script around them: phone numbers, times, dates,
ranges of numbers, a number and its unit, names in another script's letters.

Line breaking keeps them whole; bidi isolates them, so that they come out in the right order.
Character classes are kept to a few ranges, and the larger patterns are compiled when first asked
for: compiling them all takes longer than setting a sheet.
"""

from __future__ import annotations

import functools
import re

#: What is written for "to" between two numbers: hyphens and dashes, minus signs, tildes, wave
#: dashes, in their wide forms too.
RANGE_MARKS = (
    "-~\u058a\u05be\u2010-\u2015\u2053\u2212\u223c\u2e3a\u2e3b\u301c\u3030\ufe31\ufe32\ufe58\ufe63"
    "\uff0d\uff5e"
)
_DASH = f"[{RANGE_MARKS}]"
_SPACE = "[ \u00a0\u2009\u202f]"
NUMBER = r"\d+(?:[.,\u066b\u066c']\d+){0,5}"
_CLOCK = r"\d{1,2}[:.]\d{2}"
_HALF = r"(?:[ \u00a0\u202f]?(?:[AaPp][Mm]\b|[AaPp]\.[Mm]\.))"
#: What makes digits part of a code ("A1-2"). Letters of other scripts stand close to a number in
#: many languages: "拨打555-0142联系", "በ555-0142".
_CODE = "\\dA-Za-z_"
_TIMES = rf"(?<![{_CODE}:]){_CLOCK}{_HALF}?(?![{_CODE}])"
_DATES = rf"(?<![{_CODE}.,:/-])\d{{1,4}}(?P<stroke>[-./])\d\d?(?P=stroke)\d{{1,4}}(?![{_CODE}:/-])"
_PHONES = (
    rf"(?<![{_CODE}+])(?=(?:[^\w\n]{{0,4}}\d){{7,15}}(?!\d))"
    r"(?:\+?\d{1,3}[ .\u00a0-]?)?(?:\(\d{1,4}\)[ .\u00a0-]?)?"
    rf"\d{{2,4}}(?:[ .\u00a0-]\d{{2,4}})+(?![{_CODE}])"
)
_RANGES = (
    rf"(?<![{_CODE}.,:/-])(?:{_CLOCK}{_HALF}?|{NUMBER}){_SPACE}?{_DASH}{{1,2}}{_SPACE}?"
    rf"(?:{_CLOCK}{_HALF}?|{NUMBER})(?![{_CODE}:/-])"
)
_YEARS = rf"(?<!\d)(?:19|20)\d\d ?{_DASH} ?(?:19|20)\d\d(?!\d)"
_THOUSANDS = r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,\u066b]\d+)?(?!\d)"
#: Characters of right-to-left scripts.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
#: A word of left-to-right letters: "ReleviiMed", "www.example.org/a", "B12", "COVID-19".
_WORD = (
    rf"(?<!\d)(?<!\d[.,/])(?:{NUMBER})?(?![{_RIGHT}])[^\W\d_]"
    rf"(?:[^\s{_RIGHT}()\[\]«»\"“”,;!]*(?<=[\w+#%\u00ae]))?"
)

#: What stands before a name: "Dr.", "J. R.". Its full stop ends no sentence.
_TITLE = rf"(?:(?![{_RIGHT}])[^\W\d_]{{1,4}}\.[ \u00a0]?(?=[A-Z]))"

#: `+1 (555) 010-2345`, `555-0102`: seven digits or more, in groups.
PHONE = re.compile(_PHONES)
#: `9:30`, `9:30 AM`.
TIME = re.compile(_TIMES)
#: `3-6`, `3–6`, `2～7`, `9:30–11:00`.
RANGE = re.compile(_RANGES)
#: Two years with a dash between them.
YEARS = re.compile(_YEARS)
#: `9:30 AM`: the half of the day in Latin letters, after a time.
HALF = re.compile(_HALF)
#: `1 000`: digits grouped by spaces.
THOUSANDS = re.compile(_THOUSANDS)


@functools.cache
def date() -> re.Pattern[str]:
    """A date in digits: `12/05/2026`, `12-5-2026`, `2026-05-12`."""
    return re.compile(_DATES)


@functools.cache
def foreign_word() -> re.Pattern[str]:
    """A word of left-to-right letters, with the titles before it."""
    return re.compile(rf"{_TITLE}*{_WORD}")


@functools.cache
def foreign_beginning() -> re.Pattern[str]:
    """What a foreign piece in right-to-left text can begin with."""
    return re.compile(
        rf"[-+(\u00b1\u2212<>\u2264\u2265\u2248~]{_SPACE}?\d|\d|[$\u00a3-\u00a5\u20a0-\u20c0]"
        rf"|[\u00bc-\u00be\u2150-\u215e]|(?![{_RIGHT}])[^\W\d_]"
    )


@functools.cache
def foreign_to_left_to_right() -> re.Pattern[str]:
    """A stretch of right-to-left words with what stands between them."""
    return re.compile(rf"[{_RIGHT}][{_RIGHT} \u00a0\u200c\u200d'’\"-]*(?<=[{_RIGHT}])")


@functools.cache
def left_to_right_or_digit() -> re.Pattern[str]:
    """Without one of these, right-to-left text holds no foreign piece."""
    return re.compile(rf"\d|(?![{_RIGHT}])[^\W_]")
