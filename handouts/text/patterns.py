"""Pieces of text that belong together whatever the script around them: phone numbers, times,
ranges of numbers, names in another script's letters.

Line breaking keeps them whole; bidi isolates them, so that they come out in the right order.
Character classes are kept to a few ranges, and the larger patterns are compiled when first asked
for: compiling them all takes longer than setting a sheet.
"""

from __future__ import annotations

import functools
import re

_DASH = "[-\u2010-\u2014]"
_NUMBER = r"\d+(?:[.,]\d+)*"
_CLOCK = r"\d{1,2}[:.]\d{2}"
_HALF = r"(?:[ \u00a0]?(?:[AaPp][Mm]\b|[AaPp]\.[Mm]\.))"
#: What makes digits part of a code ("A1-2"). Letters of other scripts stand close to a number in
#: many languages: "拨打555-0142联系", "በ555-0142".
_CODE = "\\dA-Za-z_"
_TIMES = rf"(?<![{_CODE}:]){_CLOCK}{_HALF}?(?![{_CODE}])"
_PHONES = (
    rf"(?<![{_CODE}+])(?=(?:[^\w\n]{{0,4}}\d){{7,15}}(?!\d))"
    r"(?:\+?\d{1,3}[ .\u00a0-]?)?(?:\(\d{1,4}\)[ .\u00a0-]?)?"
    rf"\d{{2,4}}(?:[ .\u00a0-]\d{{2,4}})+(?![{_CODE}])"
)
_RANGES = (
    rf"(?<![{_CODE}.,:/-])(?:{_CLOCK}|{_NUMBER})[ \u00a0]?{_DASH}[ \u00a0]?(?:{_CLOCK}|{_NUMBER})"
    rf"(?![{_CODE}:/-])"
)
_YEARS = rf"(?<!\d)(?:19|20)\d\d ?{_DASH} ?(?:19|20)\d\d(?!\d)"
#: Characters of right-to-left scripts.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
#: A word of left-to-right letters: "ReleviiMed", "www.example.org/a", "B12", "COVID-19".
_WORD = rf"""(?<!\d)\d*(?![{_RIGHT}])[^\W\d_](?:[^\s{_RIGHT}()\[\]«»"“”,;!]*(?<=[\w+#%\u00ae]))?"""

#: What stands before a name: "Dr.", "J. R.". Its full stop ends no sentence.
_TITLE = rf"(?:(?![{_RIGHT}])[^\W\d_]{{1,4}}\.[ \u00a0]?(?=[A-Z]))"

#: `+1 (555) 010-2345`, `555-0102`: seven digits or more, in groups.
PHONE = re.compile(_PHONES)
#: `9:30`, `9:30 AM`.
TIME = re.compile(_TIMES)
#: `3-6`, `3–6`, `9:30–11:00`.
RANGE = re.compile(_RANGES)
#: `1 000`: digits grouped by spaces.
THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)")


@functools.cache
def foreign_to_right_to_left() -> re.Pattern[str]:
    """What is isolated inside right-to-left text: phone numbers, times and words that read left to
    right ("SI joint (left)" is one piece), and, as group `range`, ranges of numbers."""
    word = rf"{_TITLE}*{_WORD}"
    words = rf"{word}(?:[ \u00a0](?P<more>\()?{word}(?(more)\)))*"
    return re.compile(rf"(?!{_YEARS})(?:{_PHONES})|(?P<range>{_RANGES})|{_TIMES}|{words}")


@functools.cache
def foreign_to_left_to_right() -> re.Pattern[str]:
    """A stretch of right-to-left words with what stands between them."""
    return re.compile(rf"[{_RIGHT}][{_RIGHT} \u00a0\u200c\u200d'’\"-]*(?<=[{_RIGHT}])")


@functools.cache
def left_to_right_or_digit() -> re.Pattern[str]:
    """Without one of these, right-to-left text holds no foreign piece."""
    return re.compile(rf"\d|(?![{_RIGHT}])[^\W_]")
