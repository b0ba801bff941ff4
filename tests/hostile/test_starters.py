"""What a new project or guide starts from: nothing of another clinic, no name that cannot be built;
and no output among the sources.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from handouts.model.errors import UsageError
from handouts.project.clinic_starter import blank_brand
from tests.each import each
from tests.hostile.running import snapshot
from tests.hostile.test_commands import Told, told
from tests.press.model import ROOT

__all__ = ["told"]

BRAND = (ROOT / "templates" / "brand.toml").read_text()

#: What another clinic's sheets must not say, however it is written.
OTHERS = {
    "as ours": ('phone = ""', 'phone = "555-0100"'),
    "with a comment": ('phone = ""', 'phone = "555-0100"  # the office'),
    "in other quotes": ('phone = ""', "phone = '555-0100'"),
    "without blanks": ('phone = ""', 'phone="555-0100"'),
    "moved in": ('phone = ""', '   phone   =   "555-0100"'),
    "with quotes in it": ('phone = ""', 'phone = "say \\"555-0100\\" "'),
    "hours by day": ("[colors]", '[[hours]]\ndays = "mon"\nopen = "05:55"\n[colors]'),
    "hours at the end": ("append = []", 'append = []\n[[hours]]\ndays = "mon"\nopen = "05:55"'),
    "address online": ('address = ""\n\n[packet]', 'address = "https://555.example/"\n\n[packet]'),
    "appended": ("append = []", 'append = [\n  "555/notice",\n] # ours'),
    "language": ('logo = ""', 'logo = ""\nlanguage = "ar" # 555'),
    "logo": ('logo = ""', 'logo = "555.svg"'),
    "pharmacy": ('phone_pharmacy = ""', "phone_pharmacy = '''555'''"),
    "many lines": ('address = ""\nwebsite', 'address = """\n555 Street\n"""\nwebsite'),
    "key in quotes": ('phone = ""', '"phone" = "555-0100"'),
    "table in a line": ('[online]\n', '[other]\nx = {phone = "555"}\n[online]\n'),
    "no TOML": ('phone = ""', 'phone = "555'),
}  # fmt: skip


@each("way", OTHERS)
def test_nothing_of_one_clinic_goes_to_another(way: str) -> None:
    old, new = OTHERS[way]
    assert old in BRAND
    brand = BRAND.replace(old, new)
    assert "555" in brand or "05:55" in brand
    if way == "no TOML":
        with pytest.raises(UsageError, match="cannot be read"):
            blank_brand(brand)
        return
    blank = blank_brand(brand)
    assert "555" not in blank
    assert "05:55" not in blank
    values = tomllib.loads(blank)
    assert not any(values["contact"].values())
    assert not values["online"]["address"]


@pytest.mark.parametrize(
    "name",
    ["common", "x" * 81, "A", "a b", "..", ".", "-x", "a--b", "a/b", "a\nb", "\u202eabc", "", "a."],
)
def test_a_guide_has_a_name_that_can_be_built(project: Path, told: Told, name: str) -> None:
    before = snapshot(project.parent)
    code, _ = told(project, "new", "guide", "--", name)
    assert code == 2
    assert snapshot(project.parent) == before


@pytest.mark.parametrize("title", ["TODO", "\u2800", "-", "a\u202eb", "x" * 400, "<b>", "%(x)s"])
def test_a_guide_has_a_title_that_can_be_printed(project: Path, told: Told, title: str) -> None:
    code, _ = told(project, "new", "guide", "bad-back", "--title", title)
    assert code == 2
    assert not (project / "templates" / "bad-back").exists()


COMMANDS = (
    ("build",),
    ("proof", "es"),
    ("packet", "es"),
    ("index",),
    ("publish",),
    ("screenshots", "es"),
    ("facts", "--format", "html"),
    ("plain", "--format", "html"),
    ("merge", "{project}/dist"),
)
SOURCES = ("templates", "locales", "templates/art", "locales/new", "link")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("source", SOURCES)
def test_nothing_is_made_among_the_sources(
    project: Path, told: Told, source: str, command: tuple[str, ...]
) -> None:
    (project / "link").symlink_to("locales")
    before = snapshot(project)
    arguments = [part.format(project=project) for part in command]
    code, output = told(project, *arguments, "--out", project / source)
    assert code == 2, output
    assert "from which the handouts are made" in output
    assert snapshot(project) == before
