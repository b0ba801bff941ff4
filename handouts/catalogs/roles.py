"""What a message is on the sheet, and under which heading: read from the elements around its call,
so that a translator is told even where the author says nothing.

    Role: point under what not to do; in the section "First 24 hours: what do I do?".
"""

from __future__ import annotations

import re

#: By element and those around it, or by element alone.
_ROLES = {
    "title": "title of the sheet",
    "subtitle": "subtitle, under the title",
    "guide": "name of the guide",
    "h": "heading",
    "section/h": "heading of a section",
    "summary/h": "heading of the first box",
    "callout/h": "heading of a box",
    "do/h": "head of the column of what to do",
    "dont/h": "head of the column of what not to do",
    "columns/h": "head of a column of a table",
    "rows/h": "head of a row of a table",
    "row/h": "head of a row of a table",
    "table/h": "head of a column of a table",
    "cell": "words in a table",
    "subheading": "heading inside a section",
    "warning": "head of a box that warns",
    "question/h": "question",
    "question/p": "answer to a question",
    "word": "word that is explained",
    "meaning": "what a word means",
    "source": "where what the sheet says comes from",
    "p": "paragraph",
    "list/item": "point of a list",
    "item/list/item": "point of a point",
    "steps/item": "step, numbered",
    "checklist/item": "point of a list to tick",
    "do/item": "point under what to do",
    "dont/item": "point under what not to do",
    "alt": "description of a drawing, heard and not seen",
    "label": "words in a drawing, where room is short; heard after its description",
    "caption": "caption under a drawing",
    "diary/caption": "text over a table",
    "table/caption": "text over a table",
    "event/when": "moment on a line of time",
    "event/what": "text beside a moment on a line of time",
    "fill": "label before a line to fill in",
    "lines": "label over empty lines",
    "draft": "notice on each page",
    "page": "foot of each page",
    "see": "foot of the first page",
    "turn": "foot of the first page",
    "stamp": "name of an empty field",
    "checked": "foot of the first page of a sheet that is signed",
    "box": "heard and not seen",
    "blank": "heard and not seen",
    "empty": "heard and not seen",
    "poster": "sentence on a poster",
}
#: Blocks of the frame that stand for an element.
_BLOCKS = {
    "title": "title",
    "subtitle": "subtitle",
    "guide": "guide",
    "summary": "summary",
    "summary_caption": "summary",
}
_TAG = re.compile(r"<(/?)([a-zA-Z]\w*)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)(/?)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_QUOTED = 60


class RoleReader:
    """Follows the elements of a template as it is read from its beginning."""

    def __init__(self) -> None:
        self._rest = ""
        self._open: list[str] = []
        self._blocks: list[int] = []
        self._section = ""

    def data(self, text: str) -> None:
        """What stands between Jinja's tags. An element may begin in one piece, end in another."""
        self._rest = _COMMENT.sub("", self._rest + text)
        end = 0
        for match in _TAG.finditer(self._rest):
            end = match.end()
            closing, name, _, empty = match.groups()
            if closing:
                self._close(name)
            elif not empty:
                self._open.append(name)
                self._section = "" if name in ("section", "summary") else self._section
        self._rest = self._rest[end:]

    def _close(self, name: str) -> None:
        if name in self._open:
            while self._open.pop() != name:
                pass
        if name == "section":
            self._section = ""

    def block(self, name: str) -> None:
        """A block of the frame begins."""
        self._blocks.append(len(self._open))
        if name in _BLOCKS:
            self._open.append(_BLOCKS[name])

    def end_block(self) -> None:
        """The block that began last ends."""
        if self._blocks:
            del self._open[self._blocks.pop() :]

    def words(self, text: str) -> None:
        """Words of a message that stands here."""
        if self._open[-2:] == ["section", "h"]:
            self._section = " ".join(re.sub(r"</?\w+>", "", text).split())

    def role(self) -> str:
        """What a message is that stands here; empty where that is not known."""
        path = [name for name in self._open if name != "t"]
        if not path:
            return ""
        around = ["/".join(path[-count:]) for count in (3, 2, 1)]
        role = next((_ROLES[each] for each in around if each in _ROLES), "")
        if role and "summary" in path and path[-1] != "h":
            return f"{role}; in the first box"
        if role and self._section and "section" in path:
            cut = f"{self._section[:_QUOTED]}..." if len(self._section) > _QUOTED else self._section
            return f'{role}; in the section "{cut}"'
        return role
