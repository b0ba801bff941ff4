"""Where a page had better not end: where little of a list or of a section stands on one side."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.editions.paper.boxes import Flow, InFlow


def little_costs(items: Sequence[InFlow], *, led: bool = False, times: float = 1.0) -> list[InFlow]:
    """The entries of a list, or the blocks of a section below its heading, each with the cost of a
    page's end right below it (`End.cost`): the fewer entries or blocks stand on one side, the
    more; so many `times` more than elsewhere. Where they are `led` by a picture beside the first,
    that counts as one."""
    counts = [_count(item) + (led and not number) for number, item in enumerate(items)]
    found: list[InFlow] = []
    above, below = 0, sum(counts)
    for item, count in zip(items, counts, strict=True):
        above += count
        below -= count
        cost = times / min(above, below) if below else 0.0
        found.append(item._replace(cost=max(item.cost, cost)))
    return found


def _count(item: InFlow) -> int:
    """How many entries or blocks an item has."""
    return sum(map(_count, item.layout.items)) if isinstance(item.layout, Flow) else 1
