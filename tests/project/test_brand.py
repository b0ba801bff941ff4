"""The brand file: what is read from it, and what is said of a bad one, each fault at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.project.brand import COLOR_KEYS, read_brand

BRAND = Path(__file__).parents[2] / "templates" / "brand.toml"

#: Keys that stand in comments and in other tables too; dotted keys; tables in another order.
AWKWARD = """\
# name = "not this one", paper = "nor this"
[print]
paper = "a4"
languages = [
    "en",
    "es",
]

[contact]
phone = ""
address = \"\"\"
name = 3
paper = 3
\"\"\"

[colors]
brand = "#12455B"
tint = "#E8F1F4"
ink = "#1B1F23"
muted = "#495157"
rule = "#636F76"
do = "#1E5B3A"
dont = "#8C2A1C"

[clinic]
name = "A Clinic"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "brand.toml"
    path.write_text(AWKWARD, encoding="utf-8")
    return path


def test_a_brand_is_read_with_its_defaults(path: Path) -> None:
    brand = read_brand(path)[0]
    assert (brand.name, brand.logo, brand.paper) == ("A Clinic", None, "a4")
    assert brand.languages == ("en", "es")
    assert brand.contact["address"] == "name = 3\npaper = 3\n"
    assert brand.contact["website"] == ""
    assert list(brand.colors) == list(COLOR_KEYS)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('name = "A', 'nmae = "A', 26, "unknown key nmae under [clinic]"),
        ('name = "A', 'nmae = "A', 25, "name under [clinic] is missing"),
        ('name = "A Clinic"', "name = 3", 26, "name under [clinic] must be text"),
        ('paper = "a4"', 'paper = "a5"', 3, "paper under [print] 'a5' is unknown"),
        ('    "es",', "    3,", 4, "languages under [print] must be a list of texts"),
        ('phone = ""', "phone = 5551234", 10, "phone under [contact] must be text"),
        ('rule = "#636F76"', 'rule = "grey"', 21, "rule under [colors] 'grey' must be a colour"),
        ('rule = "#636F76"', "", 16, "rule under [colors] is missing"),
        ('rule = "#636F76"', 'rule = "#8C989F"', 21, "rule #8C989F and tint #E8F1F4"),
        ("[clinic]\n", "[contact.clinic]\n", 0, "[clinic] is missing"),
        ("[clinic]\n", "clinic.logo = 'x.png'\n[clinic]\n", 25, "unknown key clinic"),
        ("[clinic]\n", "[clinic]\nlogo = 'x.png'\n", 26, "there is no drawing x.png"),
        ("[clinic]\n", "[clinik]\n", 25, "unknown key clinik"),
        ("[contact]\n", "[contact]\nfax = ''\n", 10, "unknown key fax under [contact]"),
        ("[print]\n", "[print]\npaper = ''\n", 4, "Cannot overwrite a value"),
    ],
)
def test_a_fault_is_told_at_its_own_line(
    path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in AWKWARD
    path.write_text(AWKWARD.replace(old, new, 1), encoding="utf-8")
    _, findings = read_brand(path, "templates/brand.toml")
    said = [(finding.where.line, finding.message) for finding in findings]
    assert any(at == line and text.startswith(message) for at, text in said), said
    assert all(finding.hint for finding in findings)


def test_all_faults_are_told_at_once_and_something_neutral_stands_in(path: Path) -> None:
    text = AWKWARD.replace('"#12455B"', '"teal"').replace('"A Clinic"', "''").replace("a4", "a5")
    path.write_text(text, encoding="utf-8")
    brand, findings = read_brand(path)
    assert len(findings) == 3
    assert (brand.name, brand.colors["brand"], brand.paper) == ("", "#000000", "letter")


@pytest.mark.parametrize("text", ["", "clinic = 1\n", "[[print]]\n", "colors = 'red'\n"])
def test_wrong_kinds_of_value_are_findings(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    brand, findings = read_brand(path)
    assert findings
    assert brand.colors["tint"] == "#FFFFFF"


def test_the_brand_of_the_project_is_sound() -> None:
    assert read_brand(BRAND)[1] == []


@pytest.mark.parametrize("separator", ["\u0085", "\u2028", "\u2029"])
def test_a_value_holds_no_separator_that_nobody_sees(tmp_path: Path, separator: str) -> None:
    file = tmp_path / "brand.toml"
    source = BRAND.read_text(encoding="utf-8")
    file.write_text(source.replace('name = "', f'name = "A{separator}', 1), encoding="utf-8")
    assert "name under [clinic] holds U+" in str(read_brand(file)[1][0])
