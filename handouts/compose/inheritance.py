"""Which template says what: a sheet, the frame it extends, and the blocks that one fills for the
other. What a sheet says but no block of the frame takes up would silently not be printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import nodes

from handouts.catalogs.extract import KEYWORDS
from handouts.model import codes
from handouts.model.findings import Finding, Where
from handouts.model.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a template: its line, the blocks that it stands in, outermost first, whether it
    stands under a condition of the author's, and whether it is plain content of the template (in
    no block, no macro, no variable), and the macro that it stands in."""

    line: int = 0
    blocks: tuple[str, ...] = ()
    conditional: bool = False
    outside: bool = True
    macro: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A message of a template: its context and words, the template that it is written in, and the
    line there. `at` is where it stands in the template that extends or is extended: a message of an
    included template stands where that one is included."""

    context: str
    msgid: str
    template: str
    line: int
    at: Position


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a template before it is rendered. `blocks` and `outer_blocks` give the line
    of each block, the second of those that stand in no other one; `outside` are lines with content
    that stands in no block; `includes` are the templates that it includes by name, and those whose
    macros it uses, with each use."""

    name: str
    source: str
    parent: str
    parent_line: int
    blocks: dict[str, int]
    outer_blocks: dict[str, int]
    outside: tuple[int, ...]
    calls: tuple[Call, ...]
    includes: tuple[tuple[str, str, Position], ...]

    @classmethod
    def of(cls, name: str, source: str, tree: nodes.Template) -> Outline:
        """The outline of a parsed template."""
        extends = next(tree.find_all(nodes.Extends), None)
        parent = extends.template if extends else None
        named = isinstance(parent, nodes.Const) and isinstance(parent.value, str)
        outer = [node for node in tree.body if isinstance(node, nodes.Block)]
        return cls(
            name=name,
            source=source,
            parent=parent.value if isinstance(parent, nodes.Const) and named else "",
            parent_line=extends.lineno if extends else 0,
            blocks={block.name: block.lineno for block in tree.find_all(nodes.Block)},
            outer_blocks={block.name: block.lineno for block in outer},
            outside=tuple(dict.fromkeys(_outside(tree))),
            calls=tuple(_calls(tree, Position(), name)),
            includes=(*_includes(tree, Position()), *_uses(tree, Position())),
        )

    def including(self, outline: Outline, macro: str, at: Position) -> Outline:
        """This outline with the messages of a template that it includes at a position, or with
        those of one of its macros."""
        calls = [
            replace(call, at=_within(at, call.at))
            for call in outline.calls
            if not macro or call.at.macro == macro
        ]
        return replace(self, calls=(*self.calls, *calls))


#: What holds content that is put in elsewhere.
_HOLDERS = (nodes.Block, nodes.Macro, nodes.CallBlock, nodes.Assign, nodes.AssignBlock)


def _outside(node: nodes.Node) -> Iterator[int]:
    """Lines with text or an expression that stands in no block."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            if words := child.data.lstrip():
                yield child.lineno + child.data[: -len(words)].count("\n")
        elif isinstance(node, nodes.Output):
            yield child.lineno
        elif not isinstance(child, _HOLDERS):
            yield from _outside(child)


def _positions(node: nodes.Node, at: Position) -> Iterator[tuple[nodes.Node, Position]]:
    """All nodes below a node, each with its position; `at` is that of the node."""
    if isinstance(node, _HOLDERS):
        at = replace(at, outside=False)
    if isinstance(node, nodes.Macro):
        at = replace(at, macro=node.name)
    if isinstance(node, nodes.Block):
        at = replace(at, blocks=(*at.blocks, node.name))
    elif isinstance(node, nodes.If | nodes.CondExpr | nodes.For):
        at = replace(at, conditional=at.conditional or not _is_constant(node))
    yield node, replace(at, line=node.lineno)
    for child in node.iter_child_nodes():
        yield from _positions(child, at)


def _calls(tree: nodes.Node, at: Position, template: str) -> Iterator[Call]:
    """The messages of a template."""
    for node, place in _positions(tree, at):
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            words = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
            if node.node.name in KEYWORDS and words and all(isinstance(one, str) for one in words):
                context = words[0] if node.node.name == "pgettext" else ""
                yield Call(context, words[-1], template, node.lineno, place)


def _includes(tree: nodes.Node, at: Position) -> Iterator[tuple[str, str, Position]]:
    """The templates that a template includes by name, as a whole."""
    for node, place in _positions(tree, at):
        if isinstance(node, nodes.Include) and isinstance(node.template, nodes.Const):
            names = node.template.value
            yield from ((name, "", place) for name in ([names] if isinstance(names, str) else ()))


def _uses(tree: nodes.Node, at: Position) -> Iterator[tuple[str, str, Position]]:
    """The macros of other templates that a template calls: template, macro, place of the call."""
    modules = {
        node.target: node.template.value
        for node in tree.find_all(nodes.Import)
        if isinstance(node.template, nodes.Const)
    }
    macros = {
        (one[1] if isinstance(one, tuple) else one): (
            node.template.value,
            one[0] if isinstance(one, tuple) else one,
        )
        for node in tree.find_all(nodes.FromImport)
        if isinstance(node.template, nodes.Const)
        for one in node.names
    }
    for node, place in _positions(tree, at):
        called = node.node if isinstance(node, nodes.Call) else None
        if isinstance(called, nodes.Name) and called.name in macros:
            yield (*macros[called.name], place)
        elif isinstance(called, nodes.Getattr):
            module = called.node.name if isinstance(called.node, nodes.Name) else ""
            if module in modules:
                yield modules[module], called.attr, place


def _within(outer: Position, inner: Position) -> Position:
    """The position in the including template of what stands in the included one."""
    return Position(
        outer.line,
        (*outer.blocks, *inner.blocks),
        outer.conditional or inner.conditional,
        outer.outside and inner.outside,
        outer.macro,
    )


def _is_constant(node: nodes.If | nodes.CondExpr | nodes.For) -> bool:
    try:
        condition: Any = node.iter if isinstance(node, nodes.For) else node.test
        condition.as_const()
    except nodes.Impossible:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Inheritance:
    """A sheet's template, what it extends, and so on up to the frame."""

    chain: tuple[Outline, ...]
    shown_as: str

    @property
    def sheet(self) -> Where:
        """The sheet's template as a whole."""
        return self._where(self.chain[0].name, 0)

    def is_of_frame(self, where: Where) -> bool:
        """Whether a place is in a template that the sheet extends."""
        return where.path in {self._where(outline.name, 0).path for outline in self.chain[1:]}

    def filled_in(self, block: str) -> Where | None:
        """Where the sheet, or what stands between it and the frame, fills a block; nothing where
        only the frame has it."""
        for outline in self.chain[:-1]:
            if block in outline.blocks:
                return self._where(outline.name, outline.blocks[block])
        return None

    def to_be_filled_in(self, block: str) -> Where:
        """Where the sheet's template fills a block, or where it is missed."""
        sheet = self.chain[0]
        return self._where(sheet.name, sheet.blocks.get(block, sheet.parent_line))

    @property
    def frame(self) -> Where:
        """The frame as a whole."""
        return self._where(self.chain[-1].name, 0)

    def findings(self) -> Iterator[Finding]:
        """Blocks that no template above has, and content that stands in no block."""
        for place, outline in enumerate(self.chain[:-1]):
            known = [name for above in self.chain[place + 1 :] for name in above.blocks]
            for name, line in outline.outer_blocks.items():
                if name not in known:
                    message = f"{outline.parent} has no block {name}, so it is not printed"
                    message += did_you_mean(name, known)
                    hint = f"the blocks are: {', '.join(dict.fromkeys(known))}"
                    yield Finding(
                        codes.UNKNOWN_BLOCK, message, self._where(outline.name, line), hint
                    )
            for line in outline.outside:
                message = "this stands in no block, so it is not printed"
                hint = "move it into a block, such as {% block body %}"
                yield Finding(codes.OUTSIDE_BLOCK, message, self._where(outline.name, line), hint)

    def unprinted(self, printed: set[tuple[Where, str]]) -> Iterator[Finding]:
        """Messages that are extracted for translators but are not among those that reached the
        sheet, given by their places and contexts. What is under a condition may be left out."""
        for place, outline in enumerate(self.chain):
            replaced = {name for below in self.chain[:place] for name in below.blocks}
            for call in outline.calls:
                where = Where(self._where(call.template, 0).path, call.line, call.msgid)
                if call.at.conditional or (where, call.context) in printed:
                    continue
                if replaced.isdisjoint(call.at.blocks) and self._may_be_printed(place, call):
                    message = f"this message does not reach the sheet: {call.msgid}"
                    hint = "put it into an element of a block, or delete it"
                    yield Finding(codes.UNPRINTED_MESSAGE, message, where, hint)

    def _may_be_printed(self, place: int, call: Call) -> bool:
        """Not in a block that no template above has, nor outside of every block: there is a finding
        for the whole of it."""
        above = self.chain[place + 1 :]
        if not above:
            return True
        known = {name for outline in above for name in outline.blocks}
        return call.at.blocks[0] in known if call.at.blocks else not call.at.outside

    def _where(self, name: str, line: int) -> Where:
        return Where(f"{self.shown_as}/{name}", line)
