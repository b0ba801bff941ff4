"""Shapes the words of a sheet ahead of its layout: all at once takes less time than one by one."""

from __future__ import annotations

from handouts.editions.paper.context import Context
from handouts.editions.paper.tagged import TaggedHandout, TaggedSection, TaggedSummary
from handouts.pdf.tags import Role, Scope, StructElement
from handouts.text.identity_cache import IdentityCache
from handouts.text.paragraph import Typesetter

#: Sections whose words have been shaped.
_shaped = IdentityCache[Typesetter, bool](64)


def shape_ahead(context: Context, handout: TaggedHandout) -> None:
    """Shapes together all messages that are not shaped yet. One that is set in another weight than
    assumed here is shaped when it is laid out."""
    typesetter = context.messages.typesetter
    parts: list[TaggedSection | TaggedSummary] = [handout.summary, *handout.sections]
    new = [part for part in parts if not _shaped.get(part, typesetter)]
    if not new:
        return
    texts = [handout.title, handout.subtitle, *(text for part in new for text in part.texts)]
    context.messages.shape_ahead([(text.text, _is_bold(text.element)) for text in texts])
    for part in new:
        _shaped.put(part, typesetter, value=True)


def _is_bold(element: StructElement) -> bool:
    """Whether headings, labels and column heads are set in bold."""
    return (
        element.role in (Role.H1, Role.H2, Role.H3, Role.H4, Role.LBL)
        or element.attributes.scope is Scope.COLUMN
    )
