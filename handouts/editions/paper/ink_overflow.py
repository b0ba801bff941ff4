"""Ink that stands out of a piece's box, and how far two such pieces must be apart.

In Nastaliq, whose words slope, each piece has such edges; in other scripts only a piece whose ink
leaves its line, as tall stacks of Khmer, Burmese and Tibetan do. All others are parted by white
space alone, and cost nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.text.skyline import Skyline, distance, flat, strips, widened

#: What stays clear between ink and a box or a picture, and where there is room; between ink and a
#: rule or the edge of a bar, at the least, and where words stand between two of them; between ink
#: and ink; between that of large type and what comes below it, which would else read as its dots;
#: and between that of two lines of a paragraph, and of large type; points.
CLEAR, BEST_CLEAR = 2.0, 4.0
CLEAR_OF_RULE = 1.4
CLEAR_BETWEEN_RULES = 2.4
APART = 1.0
LARGE_APART = 3.5
LINES_APART, LARGE_LINES_APART = 0.6, 3.0

#: How far inside its box the ink of a text is, at least, where it is not measured; points.
_INSIDE = 0.5


@dataclass(frozen=True, slots=True)
class Edge:
    """The ink of a first or last line. `depth` is how far inside the piece its baseline stands
    (below the top, or above the bottom); `shift` how far from the piece's start side its origin is.
    Points. `free` tells that it stands at no start side: nothing is known of its strips; `rtl` that
    the start side is the right one; `apart` how far from it ink below stays, and from what is up
    to `wide` points beside it; `beside`, that something else stands at the piece's edge, beside the
    ink; `level`, that it is no ink of letters but the level edge of something else, from which
    white space alone parts what has no ink either; `clear` how far it stays from such an edge."""

    skyline: Skyline
    depth: float
    shift: float = 0.0
    free: bool = False
    rtl: bool = True
    apart: float = APART
    wide: int = 0
    beside: bool = False
    level: bool = False
    clear: float = CLEAR

    def over(self, *, top: bool) -> float:
        """How far the ink stands out of the piece."""
        return max(0.0, self.reach(top=top))

    def reach(self, *, top: bool) -> float:
        """How far the ink reaches over the edge of the piece; negative where it ends inside."""
        return (self.skyline.top if top else -self.skyline.bottom) - self.depth

    def moved(self, *, deeper: float = 0.0, shift: float = 0.0) -> Edge:
        """The same ink in a piece around the piece."""
        return replace(self, depth=self.depth + deeper, shift=self.shift + shift)


Edges = tuple[Edge, ...]


def over(edges: Edges, *, top: bool) -> float:
    """How far the ink of all edges stands out."""
    return max([edge.over(top=top) for edge in edges]) if edges else 0.0


def reaching(edges: Edges, *, top: bool) -> float:
    """How far the ink of all edges reaches over the edge of a piece; negative where it ends inside,
    and nothing else stands at the edge."""
    if not edges or any(edge.beside for edge in edges):
        return over(edges, top=top)
    return max([edge.reach(top=top) for edge in edges])


def beside(edges: Edges) -> Edges:
    """Edges beside something that stands at the edge of the piece."""
    return tuple([replace(edge, beside=True) for edge in edges]) if edges else ()


def moved(edges: Edges, *, deeper: float = 0.0, shift: float = 0.0) -> Edges:
    """All edges, seen from a piece around their piece."""
    return tuple([edge.moved(deeper=deeper, shift=shift) for edge in edges]) if edges else ()


def clear_by(tail: Edges, points: float) -> Edges:
    """The same ink, which keeps so far from a box without ink below it."""
    return tuple([replace(edge, clear=points) for edge in tail]) if tail else ()


def apart_by(tail: Edges, points: float) -> Edges:
    """The same ink, which keeps so far from ink below it."""
    return tuple([replace(edge, apart=points) for edge in tail]) if tail else ()


def level_edge(width: float, above: float, *, rtl: bool) -> Edge:
    """The upper edge of something that is no letter, so wide, from the start side of a piece, and
    `above` points over its top: what hangs from above stays clear of it."""
    skyline = flat(-width, 0.0) if rtl else flat(0.0, width)
    return Edge(skyline, APART - CLEAR - above, rtl=rtl, level=True)


def needed(tail: Edges, head: Edges) -> float:
    """The white space between two pieces that keeps the ink of the upper one's last line (`tail`)
    clear of the lower one's first line (`head`); of its edge, where it has no such ink."""
    if not tail or not head:
        tail, head = (tuple([edge for edge in each if not edge.level]) for each in (tail, head))
        if not tail and not head:
            return 0.0
        found = [edge.clear for edge in (*tail, *head)]
        clear = max([*found, *(edge.apart - _INSIDE for edge in tail)])
        return over(tail, top=False) + over(head, top=True) + clear
    return max(_apart(upper, lower) + upper.apart for upper in tail for lower in head)


def _apart(upper: Edge, lower: Edge) -> float:
    if upper.free or lower.free:
        return upper.over(top=False) + lower.over(top=True)
    right = upper.shift - lower.shift if upper.rtl else lower.shift - upper.shift
    ink = widened(upper.skyline, upper.wide) if upper.wide else upper.skyline
    return distance(ink, lower.skyline, strips(right)) - upper.depth - lower.depth


def baselines(
    first: float, leading: float, distances: Sequence[float], clear: float = LINES_APART
) -> tuple[float, ...]:
    """Where lines stand below the top of their box: `leading` apart, or as far as their ink asks
    for (`distances`, one for each pair), with `clear` points between them."""
    found = [first]
    for apart in distances:
        found.append(found[-1] + max(leading, apart + clear))
    return tuple(found)
