"""What the manifest says of the clinic: its name, its paper, its languages, its colours."""

from __future__ import annotations

from handouts.model.languages import names
from handouts.press.manifest import About, OfferedLanguage
from handouts.project.project import Project


def about(project: Project) -> About:
    """What is true of all sheets of a project."""
    offered = [one for one in project.languages if project.is_offered(one)]
    rows = []
    for language in offered:
        own, english, others = names(language.tag)
        rows.append(OfferedLanguage(language.tag, english, own, others, language.right_to_left))
    brand = project.brand
    return About(brand.name, brand.paper, tuple(rows), brand.colors)
