"""A sheet without the drawings of its lists, or without those of its sections: what is left when
two pages hold no more."""

from __future__ import annotations

from dataclasses import replace

from handouts.model.blocks import Block, Bullets, Checklist, DoDont, Item, Section, Steps
from handouts.model.document import Handout


def without_list_figures(handout: Handout) -> Handout:
    """The same sheet with no drawing in its lists, where the words beside each say the same."""
    return replace(handout, sections=tuple(map(_plain_lists, handout.sections)))


def without_section_figures(handout: Handout) -> Handout:
    """The same sheet with no drawing in its lists and none beside a section's text; the one of the
    main thing stays, and those that have labels: their words stand nowhere else."""
    plain = without_list_figures(handout)
    return replace(plain, sections=tuple(map(_undrawn, plain.sections)))


def _undrawn(section: Section) -> Section:
    labelled = section.figure and section.figure.labels
    return section if labelled else replace(section, figure=None)


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
