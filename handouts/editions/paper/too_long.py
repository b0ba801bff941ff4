"""What is said of a sheet that its pages do not hold: by how much, and what to shorten first."""

from __future__ import annotations

import math
import re

from handouts.editions.paper.fit import Fitted
from handouts.model import codes
from handouts.model.blocks import Text
from handouts.model.document import Handout
from handouts.model.findings import Finding

#: How many messages are named.
_NAMED = 3

_INLINE = re.compile(r"</?(?:b|term)>")


def too_long(handout: Handout, fitted: Fitted) -> Finding:
    """The finding, at the message that grew most beside its English."""
    most = fitted.rules.pages
    lines = math.ceil(fitted.excess / fitted.context.style.body.leading)
    allowed = "1 page" if most == 1 else f"{most} pages"
    message = (
        f"{handout.name} fills {len(fitted.pages)} pages, and may have {allowed}: "
        f"about {lines} lines too many"
    )
    texts = list(dict.fromkeys(handout.texts()))
    grown = sorted((text for text in texts if _growth(text) > 0), key=_growth, reverse=True)
    longest = sorted(texts, key=lambda text: len(text.plain), reverse=True)
    first = (grown or longest)[:_NAMED]
    said = "grew most beside the English" if grown else "are the longest"
    named = "; ".join(_named(text, by_growth=bool(grown)) for text in first)
    hint = f"shorten the messages that {said}: {named}; or write pages = 4 in guide.toml"
    return Finding(codes.TOO_MANY_PAGES, message, first[0].where, hint, handout.language.tag)


def _named(text: Text, *, by_growth: bool) -> str:
    letters = f"{_growth(text):+d}" if by_growth else str(len(text.plain))
    return f"line {text.where.line} ({letters} letters)"


def _growth(text: Text) -> int:
    """By how many letters a message is longer than the English that it translates."""
    return len(text.plain) - len(_INLINE.sub("", text.where.msgid)) if text.where.msgid else 0
