"""Every standard sheet of the project, set once per run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from handouts.compose.compose import Composer
from handouts.model.document import Handout
from handouts.model.languages import language
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter

PROJECT = Path(__file__).parents[2]
#: The guide of the sheets is the first one; what it is offered in is set in print.
GUIDE = Project(PROJECT).guides[0]
LANGUAGES = tuple(
    one.tag for one in Project(PROJECT).languages if Project(PROJECT).offers(GUIDE, one)
)
SHEETS = tuple(sheet.name for sheet in GUIDE.sheets)

ALL = [(tag, sheet) for tag in LANGUAGES for sheet in SHEETS]
EVERY_SHEET = pytest.mark.parametrize(
    ("tag", "name"), ALL, ids=[f"{tag}-{sheet}" for tag, sheet in ALL]
)


@cache
def composer() -> Composer:
    """The one composer of the process."""
    return Composer(Project(PROJECT))


@cache
def _typesetter() -> Typesetter:
    fonts = FontLibrary(default_folders(None, PROJECT))
    return Typesetter(fonts, Project(PROJECT).unbreakable)


@cache
def compose_sheet(tag: str, name: str) -> Handout:
    """The words of a sheet; every finding fails the test that asked."""
    composed = composer().compose(GUIDE, name, language(tag))
    assert composed.printable, "\n".join(str(finding) for finding in composed.findings)
    return composed.printable
