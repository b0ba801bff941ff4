"""What a project holds, as far as a plan needs it: its brand, its guides, its languages.

A guide or a language that cannot be read becomes a finding, and the others are still there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import Language, language
from handouts.project.brand import Brand, load_brand
from handouts.project.guide import Guide, load_guide


@dataclass(frozen=True, slots=True)
class Project:
    """The parts of a project. `broken` names the guides that could not be read."""

    brand: Brand
    guides: tuple[Guide, ...]
    languages: tuple[Language, ...]
    findings: tuple[Finding, ...]
    broken: frozenset[str]


def read_project(folder: Path) -> Project:
    """Reads what is in a project's folder. The source language, English, comes first.

    Raises `FindingsError` when the brand cannot be read: no sheet could be built then.
    """
    findings: list[Finding] = []
    broken: set[str] = set()
    guides: list[Guide] = []
    templates = folder / "templates"
    brand = load_brand(templates / "brand.toml", "templates/brand.toml")
    for path in sorted(templates.glob("*/guide.toml")):
        name = path.parent.name
        try:
            guides.append(load_guide(path.parent, f"templates/{name}/guide.toml"))
        except FindingsError as error:
            findings += error.findings
            broken.add(name)
    languages = {"en": language("en")}
    for path in sorted((folder / "locales").glob("*/LC_MESSAGES")):
        name = path.parent.name
        try:
            found = language(name)
        except UsageError as error:
            hint = "name the folder as CLDR does, such as es, pt_BR or zh_Hans"
            where = Where(f"locales/{name}")
            findings.append(Finding(Severity.ERROR, "unknown-language", str(error), where, hint))
        else:
            languages.setdefault(found.tag, found)
    return Project(
        brand, tuple(guides), tuple(languages.values()), tuple(findings), frozenset(broken)
    )
