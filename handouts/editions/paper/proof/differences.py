"""Where an old wording differs from the new one."""

from __future__ import annotations

import difflib
import re

from handouts.model.blocks import Span

#: Words with the space before them, Chinese by character; elsewhere, where a script has no spaces,
#: what stands between two.
_PIECES = re.compile(
    r"\s*(?:[\u3000-\u303f\u3400-\u9fff\uff00-\uff60]|[^\s\u3000-\u9fff\uff00-\uff60]+|\S)"
)


def marked(old: str, new: str) -> tuple[Span, ...]:
    """The old words, in bold what the new ones do not have.

    >>> [(span.text, span.bold) for span in marked("Rest for two days.", "Rest for a day.")]
    [('Rest for', False), (' two days.', True)]
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    spans: list[Span] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, last, *_ in matcher.get_opcodes():
        if first < last:
            spans.append(Span("".join(before[first:last]), bold=kind != "equal"))
    return tuple(spans)
