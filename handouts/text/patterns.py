"""Pieces of text that belong together whatever the script around them: phone numbers, times,
ranges of numbers, names in another script's letters.

Line breaking keeps them whole; bidi isolates them, so that they come out in the right order.
"""

from __future__ import annotations

import re

#: Digits of the scripts that clinics print; `\\d` without the mathematical ones.
_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9\u0966-\u096f\u09e6-\u09ef\u1040-\u1049]"
_DASH = "[-\u2010-\u2014\u2212]"
_NUMBER = rf"{_DIGIT}+(?:[.,\u066b\u066c]{_DIGIT}+)*"
_CLOCK = rf"{_DIGIT}{{1,2}}[:.\u2236]{_DIGIT}{{2}}"
_HALF = r"(?:[ \u00a0\u202f]?(?:[AaPp][Mm]\b|[AaPp]\.[Mm]\.))"

#: `+1 (555) 010-2345`, `555-0102`: seven digits or more, in groups.
PHONE = re.compile(
    rf"(?<![\w+(])(?=(?:[^\w\n]*{_DIGIT}){{7,15}}(?![0-9]))"
    rf"(?:\+?{_DIGIT}{{1,3}}[ .\u00a0-]?)?(?:\({_DIGIT}{{1,4}}\)[ .\u00a0-]?)?"
    rf"{_DIGIT}{{2,4}}(?:[ .\u00a0-]{_DIGIT}{{2,4}})+(?!\w)"
)
#: `9:30`, `9:30 AM`.
TIME = re.compile(rf"(?<![\w:]){_CLOCK}{_HALF}?(?!\w)")
#: `3-6`, `3–6`, `9:30–11:00`.
RANGE = re.compile(
    rf"(?<![\w.,:/-])(?:{_CLOCK}|{_NUMBER})[ \u00a0]?{_DASH}[ \u00a0]?(?:{_CLOCK}|{_NUMBER})"
    r"(?![\w:/-])"
)
#: `1 000`: digits grouped by spaces.
THOUSANDS = re.compile(rf"(?<!\d){_DIGIT}{{1,3}}(?:[ \u00a0\u202f]{_DIGIT}{{3}})+(?!\d)")
#: Letters that read left to right and are found inside right-to-left text.
_LEFT = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u0373\u0376-\u052f"
_LEFT += (
    "\u1e00-\u1fff\u0900-\u0df7\u0e01-\u0fbc\u1000-\u137c\u1780-\u17d3\u3041-\u9fff\uac00-\ud7a3"
)
_WORD = rf"[0-9]*[{_LEFT}](?:[{_LEFT}\u0300-\u036f0-9'’.&@+/:_%#~=?\u00ae\u2122-]*"
_WORD += rf"[{_LEFT}\u0300-\u036f0-9+#\u00ae\u2122])?"
#: `ReleviiMed`, `SI joint (left)`, `www.example.org/a`, `B12`.
LEFT_TO_RIGHT = re.compile(rf"(?:\({_WORD}\)|{_WORD})(?:[ \u00a0](?:\({_WORD}\)|{_WORD}))*")
#: A stretch of right-to-left words with what stands between them.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U0001e900-\U0001e95f"
RIGHT_TO_LEFT = re.compile(rf"[{_RIGHT}][{_RIGHT} \u00a0\u200c\u200d'’\"-]*(?<=[{_RIGHT}])")
_YEARS = r"(?<!\d)(?:19|20)\d\d ?[-\u2010-\u2014] ?(?:19|20)\d\d(?!\d)"
#: What is isolated inside right-to-left text; group `range` reads in the paragraph's direction.
PIECES = re.compile(
    rf"(?!{_YEARS})(?P<phone>{PHONE.pattern})|(?P<range>{RANGE.pattern})"
    rf"|(?P<time>{TIME.pattern})|(?P<words>{LEFT_TO_RIGHT.pattern})"
)
#: Without one of these, text holds no piece.
CANDIDATE = re.compile(rf"[{_LEFT}{_DIGIT[1:-1]}]")
