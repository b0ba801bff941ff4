"""What is said of a sheet that its pages do not hold, or hold but for the closing box: by how much
it is too long, and what to shorten first."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from handouts.editions.paper.fitted import Fitted
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
    first, named = _to_shorten(handout)
    hint = f"shorten {named}; or write pages = 4 in guide.toml"
    return Finding(codes.TOO_MANY_PAGES, message, first.where, hint, handout.language.tag)


def closing_box_alone(handout: Handout, fitted: Fitted, *, online: bool) -> Iterator[Finding]:
    """The note that a sheet would need a page less, if its last one holds nothing but the closing
    box, and its address `online`."""
    count = len(fitted.pages)
    if count < 2 or not fitted.fits or len(fitted.pages[-1]) != 1 + online:
        return
    lacking = fitted.lacking(1 + online) / fitted.context.style.body.leading
    lines = "1 line" if lacking <= 1 else f"{math.ceil(lacking)} lines"
    pages = "1 page" if count == 2 else f"{count - 1} pages"
    first, named = _to_shorten(handout)
    message = (
        f"{handout.name} in {handout.language.name} has nothing but the closing box on page "
        f"{count}: about {lines} less, and {pages} will do"
    )
    hint = f"shorten {named}, or make a drawing smaller; or leave it at that"
    yield Finding(codes.CLOSING_BOX_ALONE, message, first.where, hint, handout.language.tag)


def _to_shorten(handout: Handout) -> tuple[Text, str]:
    """The messages to shorten first, and the first of them."""
    texts = list(dict.fromkeys(handout.texts()))
    grown = sorted((text for text in texts if _growth(text) > 0), key=_growth, reverse=True)
    longest = sorted(texts, key=lambda text: len(text.plain), reverse=True)
    first = (grown or longest)[:_NAMED]
    said = "grew most beside the English" if grown else "are the longest"
    named = "; ".join(_named(text, by_growth=bool(grown)) for text in first)
    return first[0], f"the messages that {said}: {named}"


def _named(text: Text, *, by_growth: bool) -> str:
    letters = f"{_growth(text):+d}" if by_growth else str(len(text.plain))
    return f"line {text.where.line} ({letters} letters)"


def _growth(text: Text) -> int:
    """By how many letters a message is longer than the English that it translates."""
    return len(text.plain) - len(_INLINE.sub("", text.where.msgid)) if text.where.msgid else 0
