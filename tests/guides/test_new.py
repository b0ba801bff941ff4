"""A new guide and another clinic's project, from one command each."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.project.brand import EDITIONS, PALETTE, read_brand
from handouts.project.clinic_starter import blank_brand
from tests.guides.fixture import ROOT, build_py
from tests.press.model import HANGS


def test_a_new_guide_builds_at_once_and_breaks_no_other(project: Path) -> None:
    done = build_py(project, "new", "guide", "sore-knee", "--title", "Sore knee")
    assert done.returncode == 0, done.stderr
    done = build_py(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "built en/sore-knee-sheet.pdf (1 page)" in done.stdout
    assert "built th/parking-parking.pdf" in done.stdout
    assert build_py(project, "extract").returncode == 0
    done = build_py(project, "check", "--language", "en")
    assert (done.returncode, done.stdout) == (0, "no findings\n")


def test_the_commands_it_names_run_as_they_are(project: Path) -> None:
    told = build_py(project, "new", "guide", "sore-knee").stdout
    commands = re.findall(r"^(?:Look at it:|   ) python3 (.*)$", told, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        words = [sys.executable, str(ROOT / "build.py"), *shlex.split(command)[1:]]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=HANGS)
        assert done.returncode == 0, done.stdout + done.stderr


def test_each_new_guide_has_a_code_of_its_own(project: Path) -> None:
    for name in ("sore-knee", "sore-kneecap"):
        assert build_py(project, "new", "guide", name).returncode == 0
    assert "same-code" not in build_py(project, "check", "--language", "en").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Sore Knee"], "small letters"),
        (["parking"], "already"),
        (["knee", "--code", "PARK"], "no other guide has"),
        (["knee", "--title", '"{{ x }}"'], "plain punctuation"),
    ],
)
def test_what_cannot_be_started_leaves_nothing(
    project: Path, arguments: list[str], said: str
) -> None:
    before = sorted(project.rglob("*"))
    done = build_py(project, "new", "guide", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert sorted(project.rglob("*")) == before


def test_another_clinic_builds_at_once(project: Path, tmp_path: Path) -> None:
    file = project / "templates" / "brand.toml"
    own = file.read_text().replace("append = []", 'append = ["parking/parking"]')
    own = own.replace('address = ""', 'address = "https://pain.example/{handout}"')
    file.write_text(own)
    clinic = tmp_path / "clinic"
    done = build_py(project, "new", "clinic", str(clinic))
    assert done.returncode == 0, done.stderr
    brand = (clinic / "templates" / "brand.toml").read_text()
    assert not any(word in brand for word in ("ReleviiMed", "pain.example", "parking/parking"))
    done = build_py(clinic)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "built en/first-guide-sheet.pdf (1 page)" in done.stdout
    assert "not offered yet" not in done.stdout
    assert build_py(clinic, "extract").returncode == 0
    done = build_py(clinic, "check")  # languages that only have the shared words are not told
    assert (done.returncode, done.stdout) == (0, "no findings\n")
    terms = (clinic / "locales" / "glossary.csv").read_text("utf-8").splitlines()
    assert terms[0].startswith("term,note,es")
    assert not any("steroid" in row for row in terms)
    done = build_py(project, "new", "clinic", str(clinic))
    assert done.returncode == 2
    assert "already" in done.stderr


@pytest.mark.parametrize(
    "written",
    [
        lambda brand: brand,
        lambda brand: brand.replace('"', "'"),
        lambda brand: re.sub(r"= (\[.*?\]|\".*?\")", r"= \1  # Dr. Own", brand),
        lambda brand: brand.replace("= [", "= [ # Dr. Own\n  "),
        lambda brand: "contact.fax = 'Own'\n" + brand.replace("[contact]", "[own]\nOwn = 'Own'"),
        lambda brand: brand.replace("[packet]\n", "[[own.Own]]\nown = 'Own'\n[packet]\n"),
    ],
    ids=["plain", "quotes", "comments", "lines", "unknown", "tables"],
)
def test_no_value_of_a_clinic_stays_in_a_blank_brand(written: Callable[[str], str]) -> None:
    placeholder = (ROOT / "templates" / "brand.toml").read_text("utf-8")
    own = re.sub(r'(?m)^(\w+) = ".*"$', r'\1 = "Own \1"', placeholder)
    own = re.sub(r"(?m)^(\w+) = \[.*\]$", r'\1 = ["Own \1"]', own)
    own = re.sub(r"(?m)^# (\[\[hours|days|open|close)(.*)$", r"\1\2", own)
    own = own.replace("[contact]", 'language = "ar"\n\n[contact]')
    blank = blank_brand(written(own))
    values = tomllib.loads(blank)
    assert "hours" not in values
    assert "Own" not in blank
    assert "language" not in values["clinic"]
    assert values["colors"] == PALETTE
    expected = tomllib.loads(blank_brand(placeholder))
    assert {key: values[key] for key in expected if key in values} == {
        key: value for key, value in expected.items() if key in values
    }
    assert expected["print"]["languages"] == ["en"]
    comments = re.findall(r"(?m)^#.*$", written(placeholder))
    assert set(re.findall(r"(?m)^#.*$", blank)) <= set(comments)


def test_what_another_clinic_gets_is_a_brand_without_findings(tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text(blank_brand((ROOT / "templates" / "brand.toml").read_text("utf-8")), "utf-8")
    brand, findings = read_brand(file)
    assert findings == []
    assert brand.name == "Name of the clinic"
    assert brand.editions == EDITIONS


def test_a_new_clinic_starts_only_the_languages_that_it_offers(
    project: Path, tmp_path: Path
) -> None:
    checks = Path("locales") / "ar" / "checks.toml"
    (project / checks).write_bytes((ROOT / checks).read_bytes())
    clinic = tmp_path / "clinic"
    clinic.mkdir()  # a folder that is empty, as a new repository is
    assert build_py(project, "new", "clinic", str(clinic)).returncode == 0
    assert (clinic / checks).exists()
    brand = clinic / "templates" / "brand.toml"
    brand.write_text(
        re.sub(r"(?m)^languages = .*$", 'languages = ["en", "ar"]', brand.read_text("utf-8")),
        "utf-8",
    )
    for command in ("extract", "update"):
        assert build_py(clinic, command).returncode == 0
    begun = {path.parts[-3] for path in clinic.glob("locales/*/LC_MESSAGES/first-guide.po")}
    assert begun == set()  # the guide has a list of its own: English alone
    done = build_py(clinic, "check")
    assert "no findings" in done.stdout, done.stdout
    guide = clinic / "templates" / "first-guide" / "guide.toml"
    guide.write_text(re.sub(r"(?m)^languages = .*\n", "", guide.read_text("utf-8")), "utf-8")
    assert build_py(clinic, "update").returncode == 0
    begun = {path.parts[-3] for path in clinic.glob("locales/*/LC_MESSAGES/first-guide.po")}
    assert begun == {"ar"}
