"""Every sentence rests on facts of the guide, and every fact is used or left out on purpose."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from handouts.catalogs.extract import Message
from handouts.model import codes
from handouts.model.findings import Finding, Where


def check_message_facts(
    messages: Sequence[Message], known: Mapping[str, Where]
) -> Iterator[Finding]:
    """Messages that name no fact, or one the guide does not have. `known` says where each fact of
    the guide stands."""
    for message in messages:
        where = message.places[0]
        if not message.facts and not message.no_fact_reason:
            text = "the message names no fact it rests on"
            hint = "write {# Fact: id #} before it, or {# Fact: none - a heading #}"
            yield Finding(codes.NO_FACT, text, where, hint)
        for fact in message.facts:
            if fact not in known:
                near = difflib.get_close_matches(fact, known, 1)
                hint = f"did you mean {near[0]}?" if near else "add it to guide.toml first"
                text = f"the guide has no fact {fact!r}"
                yield Finding(codes.UNKNOWN_FACT, text, where, hint)


def check_facts_used(
    messages: Sequence[Message], known: Mapping[str, Where], left_out: Mapping[str, str]
) -> Iterator[Finding]:
    """Facts of a guide that no sheet uses and that are not left out with a reason, or both."""
    used = {fact for message in messages for fact in message.facts}
    for fact, where in known.items():
        if fact not in used and fact not in left_out:
            text = f"no sheet uses the fact {fact!r}"
            hint = "name it before a message, or give the reason under [left_out]"
            yield Finding(codes.UNUSED_FACT, text, where, hint)
        elif fact in used and fact in left_out:
            text = f"the fact {fact!r} is left out, but a sheet uses it"
            hint = "delete it under [left_out]"
            yield Finding(codes.LEFT_OUT_FACT_USED, text, where, hint)
