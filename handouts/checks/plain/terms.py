"""Medical words must be explained where they first stand.

An author marks the word with `<term>` and explains it on the spot, in one of four ways::

    A <term>steroid</term> is a strong medicine.            the sentence is about the term
    <term>physical therapy</term>, exercises that help      beside it, after a comma or in brackets
    a <term>blood thinner</term>. This is a medicine        the next sentence points back
    a medicine called a <term>steroid</term>                named after the explanation

Whether the explanation is a good one, only a reader can tell; that there is one, this can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.checks.plain.text import Message
from handouts.checks.plain.words import WordList
from handouts.model import codes
from handouts.model.blocks import Kind
from handouts.model.findings import Finding

_BOLD = re.compile(r"</?b>")
_TERM = re.compile(r"<term>(.*?)</term>")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)(?:an?\s+|the\s+)?$", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:called|named|or|means)\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*(?:,|\(|:|–|—)\s*\w")
_NEXT = re.compile(r"[^.!?]*[.!?]\s+(?:this|these|it|they|that|those)\b", re.IGNORECASE)


def term_findings(messages: Sequence[Message], medical: WordList) -> Iterator[Finding]:
    """Findings about the terms and medical words of one sheet, given in reading order."""
    explained: set[str] = set()
    everywhere = {name for message in messages for term in _terms(message) for name in names(term)}
    reported: set[str] = set()
    for message in messages:
        text = _BOLD.sub("", message.text)
        for match in _TERM.finditer(text):
            if explained.isdisjoint(names(match[1])) and not is_explained(text, match):
                yield _unexplained(match[1], message)
            explained |= names(match[1])
        # A title, or the description of a drawing, is read before what it sums up.
        known = explained if message.kind is Kind.RUNNING else everywhere
        for word, plain in medical.found_in(_TERM.sub(r"\1", text)):
            if word in reported or any(word in name for name in known):
                continue
            reported.add(word)
            yield _unmarked(word, plain, message, word in everywhere)


def names(term: str) -> set[str]:
    """What a term goes by: `sacroiliac (SI) joint` also as `sacroiliac joint` and `SI joint`."""
    whole = term.casefold()
    without = re.sub(r"\s*\([^)]*\)", "", whole)
    short = re.sub(r"^.*\(([^)]*)\)", r"\1", whole)
    return {whole, without, short}


def is_explained(text: str, term: re.Match[str]) -> bool:
    """Whether the term matched in `text` is explained there, in one of the four ways."""
    before, after = _TERM.sub(r"\1", text[: term.start()]), _TERM.sub(r"\1", text[term.end() :])
    begins = _SENTENCE_START.search(before) and re.match(r"\s+\w", after)
    patterns = _BESIDE.match(after) or _NEXT.match(after)
    return bool(begins or patterns or _NAMED.search(before))


def _terms(message: Message) -> list[str]:
    return _TERM.findall(_BOLD.sub("", message.text))


def _unexplained(term: str, message: Message) -> Finding:
    return Finding(
        codes.UNEXPLAINED_TERM,
        f"{term} is not explained where it first stands",
        message.where,
        f"explain it beside the word or in the next sentence: {term}. This is ...",
    )


def _unmarked(word: str, plain: str, message: Message, later: bool) -> Finding:
    if later:
        said = f"{word} stands before it is explained"
        hint = "explain it here, with <term>, or say it later"
    else:
        said = f"{word} is a medical word that the sheet does not explain"
        hint = f"say: {plain}; or mark it <term>{word}</term> and explain it there"
    return Finding(codes.JARGON, said, message.where, hint)
