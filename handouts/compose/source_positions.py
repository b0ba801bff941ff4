"""Annotations in rendered XML that say where each part was written, and how they are read back.

    <p at="knee/after.xml:12">...<?at knee/after.xml:14?></p>    a tag, and its end
    <?block body?>...<?end?>                                     a block of the frame, filled in
    <summary at="handout.xml:46" block-summary_figure="" ...>    a block inside a start tag

They are processing instructions, which mean nothing to a schema, and attributes that are removed
before the schema is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from handouts.catalogs.extract import KEYWORDS
from handouts.model.findings import Where

AT = "at"
BLOCK = "block-"

#: Jinja's own constructs and comments are passed over; what is left may be a tag.
_TEMPLATE_TOKEN = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->|(?P<end></[^\W\d])|<(?P<start>[^\W\d][\w:.-]*)",
    re.DOTALL,
)
_ANNOTATION = re.compile(
    r'\bat="(?P<start>[^"]*)"|<\?at (?P<end>[^?]*)\?>|\bblock-(?P<block>\w+)=""'
)
_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?(?P<kind>\w+) ?(?P<value>.*?)\?>"
    r"|</(?P<end>[^\W\d][\w:.-]*)\s*>"
    r"""|<(?P<start>[^\W\d][\w:.-]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*?)(?P<empty>/?)>""",
    re.DOTALL,
)


def where(at: str, shown_as: str, msgid: str = "") -> Where:
    """The place that an annotation names, in the folder of templates as findings show it."""
    name, _, line = at.rpartition(":")
    return Where(f"{shown_as}/{name}", int(line), msgid)


# Writing annotations


def annotate_tags(source: str, name: str) -> str:
    """The source of a template with the place of every tag."""
    line, seen = 1, 0

    def annotated(match: re.Match[str]) -> str:
        nonlocal line, seen
        line += source.count("\n", seen, match.start())
        seen = match.start()
        if match["start"]:
            return f'{match[0]} {AT}="{name}:{line}"'
        return f"<?{AT} {name}:{line}?>{match[0]}" if match["end"] else match[0]

    return _TEMPLATE_TOKEN.sub(annotated, source)


def annotate_messages(tree: nodes.Template, name: str) -> None:
    """Gives each call of gettext its place as first argument."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in KEYWORDS:
            call.args.insert(0, nodes.Const(f"{name}:{call.lineno}", lineno=call.lineno))


def annotate_blocks(body: list[nodes.Node], *, in_tag: bool = False) -> bool:
    """Annotates every block of a list of nodes, and of all lists within. `in_tag` says whether the
    list begins inside a start tag; returns whether it ends inside one."""
    place = 0
    while place < len(body):
        node = body[place]
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData):
                    in_tag = _ends_in_tag(part.data, in_tag=in_tag)
        elif isinstance(node, nodes.Block):
            annotate_blocks(node.body, in_tag=in_tag)
            before = f' {BLOCK}{node.name}=""' if in_tag else f"<?block {node.name}?>"
            around = [_text(before, node), node, *([] if in_tag else [_text("<?end?>", node)])]
            body[place : place + 1] = around
            place += len(around) - 1
        else:
            for inner in _bodies(node):
                in_tag = annotate_blocks(inner, in_tag=in_tag)
        place += 1
    return in_tag


def _bodies(node: nodes.Node) -> Iterator[list[nodes.Node]]:
    for name in ("body", "elif_", "else_"):
        inner = getattr(node, name, None)
        if isinstance(inner, list):
            yield inner


def _text(data: str, beside: nodes.Node) -> nodes.Output:
    text = nodes.TemplateData(data, lineno=beside.lineno)
    return nodes.Output([text], lineno=beside.lineno)


def _ends_in_tag(text: str, *, in_tag: bool) -> bool:
    opened, closed = text.rfind("<"), text.rfind(">")
    return in_tag if opened == closed else opened > closed


# Reading annotations


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag of rendered XML: its name, its position (`file:line`), and the blocks that stand
    in it or directly in its element, in their order."""

    name: str
    at: str
    blocks_in_tag: tuple[str, ...]
    blocks: list[str]


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """Tags that do not pair: what is wrong, and the position to correct."""

    message: str
    at: str


def read_tags(xml: str) -> tuple[list[Tag], Unbalanced | None]:
    """Every start tag in its order, and the first pair of tags that does not match. Within what
    stands for a block of the frame, tags must pair among themselves."""
    tags: list[Tag] = []
    open_tags: list[Tag] = []
    floors: list[int] = []  # how many tags were open where each open block began
    at = ""
    for match in _TAG.finditer(xml):
        floor = floors[-1] if floors else 0
        if match["kind"] == AT:
            at = match["value"]
        elif match["kind"] == "block":
            floors.append(len(open_tags))
            if open_tags:
                open_tags[-1].blocks.append(match["value"])
        elif match["kind"] == "end":
            if len(open_tags) > floor:
                return tags, _never_closed(open_tags[-1], "the end of the block")
            floors.pop()
        elif match["start"]:
            tags.append(_tag(match["start"], match["rest"]))
            if not match["empty"]:
                open_tags.append(tags[-1])
        elif match["end"]:
            names = [tag.name for tag in open_tags]
            if names[floor:] and names[-1] == match["end"]:
                open_tags.pop()
            elif match["end"] in names[floor:]:
                return tags, _never_closed(open_tags[-1], f"</{match['end']}>")
            else:
                return tags, Unbalanced(_closes_nothing(match["end"], open_tags, floor), at)
    if open_tags:
        return tags, _never_closed(open_tags[-1], "the end of the file")
    return tags, None


def _tag(name: str, rest: str) -> Tag:
    found = list(_ANNOTATION.finditer(rest))
    at = next((each["start"] for each in found if each["start"]), "")
    return Tag(name, at, tuple(each["block"] for each in found if each["block"]), [])


def _never_closed(tag: Tag, before: str) -> Unbalanced:
    return Unbalanced(f"<{tag.name}> is not closed before {before}", tag.at)


def _closes_nothing(name: str, open_tags: list[Tag], floor: int) -> str:
    if len(open_tags) > floor:
        tag = open_tags[-1]
        return f"</{name}> where </{tag.name}> should close line {tag.at.rpartition(':')[2]}"
    if name in {tag.name for tag in open_tags}:
        return f"</{name}> closes an element of the frame"
    return f"</{name}> closes nothing"


def last_position(xml: str, offset: int) -> tuple[str, str]:
    """The position of this offset: the annotation before it, moved on by the line ends since; and
    the block inside a start tag that the offset is in, if any."""
    at, block, end = "", "", 0
    for match in _ANNOTATION.finditer(xml, 0, offset):
        if match["block"]:
            block = match["block"]
        else:
            at, block = match["start"] or match["end"], ""
        end = match.end()
    name, _, line = at.rpartition(":")
    if not name:
        return "", ""
    return f"{name}:{int(line) + xml.count(chr(10), end, offset)}", block
