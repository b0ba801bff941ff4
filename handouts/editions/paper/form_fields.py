"""Fields to fill in by hand, as elements: what a screen reader says for a line or a box."""

from __future__ import annotations

import re

from handouts.model.blocks import Text
from handouts.pdf.tags import Attributes, Field, Role, StructElement

#: Marks that steer direction on paper; nothing to say aloud.
_UNSPOKEN = re.compile("[\u2066-\u2069]")


def field(parent: StructElement, kind: Field, name: str, says: str) -> StructElement:
    """A field to fill in by hand. `name` tells it from others; `says` is what is read aloud."""
    attributes = Attributes(field=kind, field_name=_UNSPOKEN.sub("", name))
    return parent.add(Role.FORM, alt=_UNSPOKEN.sub("", says), attributes=attributes)


def name_of(label: Text) -> str:
    """A label without the colon that points at its line."""
    return label.plain.rstrip(" :\uff1a\u1366")
