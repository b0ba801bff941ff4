"""A sheet without the drawings of its lists: what is left when two pages hold no more."""

from __future__ import annotations

from dataclasses import replace

from handouts.model.document import (
    Block,
    Bullets,
    Checklist,
    DoDont,
    Handout,
    Item,
    Section,
    Steps,
)


def without_list_figures(handout: Handout) -> Handout:
    """The same sheet with no drawing in its lists, where the words beside each say the same."""
    return replace(handout, sections=tuple(map(_plain_lists, handout.sections)))


def _plain_lists(section: Section) -> Section:
    return replace(section, blocks=tuple(map(_plain_list, section.blocks)))


def _plain_list(block: Block) -> Block:
    if isinstance(block, Steps | Checklist | Bullets):
        return replace(block, items=_plain(block.items))
    if isinstance(block, DoDont):
        return replace(block, do=_plain(block.do), dont=_plain(block.dont))
    return block


def _plain(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(item, figure=None) for item in items)
