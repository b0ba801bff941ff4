"""Placeholders, tags and anything that only looks like them.

A catalog is untrusted: nothing but `<b>`, `<term>` and the placeholders of the English sentence is
allowed in it.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from handouts.checks.problem import Problem
from handouts.model import codes

TAGS = ("b", "term")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_LIKE_PLACEHOLDER = re.compile(r"[%％]\s*[(（][^()（）]*[)）]?\s*[a-zA-Z]?")
_TAG = re.compile(r"<(/?)(\w+)>")
_ENTITY = re.compile(r"&(#?\w+);")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\$\{")
_BRACES = re.compile(r"\{\w*\}")


@functools.lru_cache(maxsize=64)  # each check of a message asks for it
def bare(text: str) -> str:
    """The words alone: tags gone, a space for each placeholder."""
    return PLACEHOLDER.sub(" ", _TAG.sub("", text))


def check_placeholders(source: str, target: str) -> Iterator[Problem]:
    """The same placeholders as in the source, whole, and no other percent sign."""
    wanted, given = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(target))
    for name in sorted(wanted - given):
        hint = f"write %({name})s where the value belongs, in Latin letters, without spaces"
        yield Problem(codes.PLACEHOLDER_MISSING, f"%({name})s is missing", hint)
    for name in sorted(given - wanted):
        known = ", ".join(f"%({other})s" for other in sorted(wanted))
        hint = f"use only {known}" if known else "delete it: the English has no placeholder"
        yield Problem(codes.PLACEHOLDER_UNKNOWN, f"%({name})s is not in the English", hint)
    rest = PLACEHOLDER.sub("", target)
    for match in _LIKE_PLACEHOLDER.finditer(rest):
        known = " or ".join(f"%({name})s" for name in sorted(wanted)) or "plain words"
        message = f"a broken placeholder: {match[0].strip()}"
        yield Problem(codes.PLACEHOLDER_BROKEN, message, f"write {known}")
    rest = _LIKE_PLACEHOLDER.sub("", rest).replace("%%", "")
    if "%" in rest:
        hint = 'write the share in words, such as "about half"'
        yield Problem(codes.PERCENT_SIGN, "a percent sign that belongs to no placeholder", hint)


def check_tags(source: str, target: str) -> Iterator[Problem]:
    """Only the two tags, opened and closed in order, as often as in the source."""
    open_tags: list[str] = []
    for match in _TAG.finditer(target):
        closing, name = match[1], match[2]
        if name not in TAGS:
            yield Problem(
                codes.TAG_UNKNOWN, f"the tag {match[0]} is not allowed", _only_tags(source)
            )
        elif not closing and name in open_tags:
            hint = f"close the first with </{name}> before it"
            yield Problem(codes.TAG_NESTING, f"<{name}> inside <{name}>", hint)
        elif not closing:
            open_tags.append(name)
        elif not open_tags or open_tags[-1] != name:
            hint = "close tags in the reverse order of opening them"
            yield Problem(codes.TAG_NESTING, f"</{name}> closes nothing", hint)
            if name in open_tags:
                open_tags.remove(name)
        else:
            open_tags.pop()
    for name in open_tags:
        hint = f"write </{name}> after the words"
        yield Problem(codes.TAG_UNCLOSED, f"<{name}> is never closed", hint)
    if re.search(r"<(\w+)>\s*</\1>", target):
        yield Problem(codes.TAG_EMPTY, "a tag around nothing", "put it around the words it is for")
    wanted, given = _opened(source), _opened(target)
    for name in TAGS:
        if wanted[name] != given[name]:
            message = _other_count(name, wanted[name], given[name])
            parts = re.findall(rf"<{name}>.*?</{name}>", source)
            shown = ", ".join(parts) or f"no <{name}>"
            hint = f"put <{name}> around the same words as in the English: {shown}"
            yield Problem(codes.TAG_COUNT, message, hint)


def _other_count(name: str, wanted: int, given: int) -> str:
    """That a tag stands more or less often than in the English."""
    if not wanted:
        return f"<{name}> is not in the English"
    if not given:
        return f"<{name}> is missing"
    times = "once" if given == 1 else f"{given} times"
    return f"<{name}> stands {times}, in the English {'once' if wanted == 1 else wanted}"


def check_no_markup(source: str, target: str) -> Iterator[Problem]:
    """Nothing else that a template engine or an XML parser could take for its own."""
    rest = _TAG.sub("", target)
    if match := re.search(r"[<>]", rest):
        around = rest[max(0, match.start() - 8) : match.start() + 12]
        hint = f"{_only_tags(source)}; say less than or more than in words"
        yield Problem(codes.STRAY_BRACKET, f"a stray {match[0]} near: {around.strip()}", hint)
    for match in _ENTITY.finditer(rest):
        yield Problem(codes.CHARACTER_ENTITY, f"the entity {match[0]}", "type the character itself")
    for match in _TEMPLATE.finditer(rest):
        yield Problem(
            codes.TEMPLATE_CODE, f"template code: {match[0]}", "delete it; write plain words"
        )
    for match in _BRACES.finditer(_TEMPLATE.sub("", rest)):
        message = f"{match[0]} is no placeholder here"
        yield Problem(codes.PLACEHOLDER_BROKEN, message, "placeholders look like %(name)s")


def _opened(text: str) -> Counter[str]:
    return Counter(name for closing, name in _TAG.findall(text) if not closing)


def _only_tags(source: str) -> str:
    names = sorted(_opened(source))
    if not names:
        return "use no tags: the English has none"
    return f"use only {', '.join(f'<{name}>' for name in names)}, as in the English"
