"""The registry of findings: every code there is, what it means, and how to correct it.

One row for each kind of finding, so that a fault has one code, one severity and one category
wherever it is found. A finding is made from a row::

    from handouts.model import codes

    Finding(codes.UNTRANSLATED_MESSAGE, "not translated", where)

Reports, annotations, `build.py explain` and `docs/checks.md` are made from the same rows.
"""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity
from handouts.model.codes.exchange import *
from handouts.model.codes.inputs import *
from handouts.model.codes.meaning import *
from handouts.model.codes.releases import *
from handouts.model.codes.sheets import *
from handouts.model.codes.sources import *
from handouts.model.codes.text import *
from handouts.model.codes.translation import *

#: Every code by its id, in the order of categories, and of the modules within a category.
REGISTRY: dict[str, Code] = {
    row.id: row
    for category in Category
    for row in list(globals().values())
    if isinstance(row, Code) and row.category is category
}

__all__ = ["REGISTRY", "Category", "Code", "Severity"]
