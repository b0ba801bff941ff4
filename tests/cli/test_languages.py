"""Languages on the command line: started under one name, found by any, checked mark by mark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.press.model import GUIDE, add_language, edit


@pytest.mark.parametrize(
    ("typed", "again", "folder"),
    [
        ("pt-br", "PT_BR", "pt_BR"),
        ("tl", "fil", "fil"),
        ("iw", "he", "he"),
        ("zh-tw", "zh-Hant", "zh_Hant"),
        ("prs", "fa-AF", "fa_AF"),
        ("sr@latin", "sr-Latn", "sr_Latn"),
        ("kmr", "ku", "ku"),
    ],
)
def test_every_spelling_starts_the_same_folder(
    run: Run, project: Path, typed: str, again: str, folder: str
) -> None:
    code, output = run("language", "add", typed)
    assert code == 0
    assert f"started locales/{folder}/LC_MESSAGES/{GUIDE}.po" in output
    assert f"{typed} is another spelling of it" in output
    assert (project / "locales" / folder).name in {one.name for one in project.glob("locales/*")}
    assert "has its catalogs already" in run("language", "add", again)[1]


def test_a_build_tells_which_languages_are_not_offered_yet(run: Run, project: Path) -> None:
    assert run("language", "add", "fr")[0] == 0
    code, output = run()
    assert code == 0
    assert "not offered yet: French (fr)" in output
    assert not (project / "dist" / "fr").exists()
    assert "not offered" not in run("--language", "es")[1]


def test_a_new_language_gets_a_column_of_the_glossary(run: Run, project: Path) -> None:
    glossary = project / "locales" / "glossary.csv"
    glossary.write_text("term,note,es\nknee,,rodilla\n")
    code, output = run("language", "add", "pt-BR")
    assert code == 0
    assert "added a column to locales/glossary.csv" in output
    assert glossary.read_text() == "term,note,es,pt_BR\nknee,,rodilla,\n"
    assert "added a column" not in run("language", "add", "pt-BR")[1]


def test_a_glossary_with_a_fault_is_not_touched(run: Run, project: Path) -> None:
    glossary = project / "locales" / "glossary.csv"
    glossary.write_text("term,note,es\nknee,,rodilla,too,many\n")
    code, output = run("language", "add", "pt-BR")
    assert code == 1
    assert "error glossary-file" in output
    assert "too,many\n" in glossary.read_text()


@pytest.mark.parametrize("tag", ["sm", "chk", "ksw", "rhg", "chr", "dv", "ii", "mn-Mong"])
def test_rare_languages_are_started_and_have_fonts(run: Run, project: Path, tag: str) -> None:
    code, output = run("language", "add", tag)
    assert code == 0
    catalog = project / "locales" / tag.replace("-", "_") / "LC_MESSAGES" / f"{GUIDE}.po"
    header = catalog.read_text(encoding="utf-8")
    assert "Plural-Forms: nplurals=" in header
    assert ("no plural rule" in output) == (tag in ("sm", "chk", "ksw"))
    code, output = run("doctor", "--json")
    assert code == 0, output
    (one,) = [one for one in json.loads(output)["languages"] if one["language"] == tag]
    assert one["missing"] == ""
    assert one["vertical"] == (tag == "mn-Mong")


@pytest.mark.parametrize("name", ["pt-BR", "PT_br", "tl", "iw", "zh_TW", "zh_CN", "prs", "es_Latn"])
def test_a_folder_of_another_name_is_told_its_canonical_one(
    run: Run, project: Path, name: str
) -> None:
    wanted = {
        "pt-BR": "pt_BR", "PT_br": "pt_BR", "tl": "fil", "iw": "he", "zh_TW": "zh_Hant",
        "zh_CN": "zh_Hans", "prs": "fa_AF", "es_Latn": "es",
    }[name]  # fmt: skip
    (project / "locales" / name / "LC_MESSAGES").mkdir(parents=True)
    code, output = run("check")
    assert code == 1
    assert f"locales/{name}: error unknown-language: {name} is another name for {wanted}" in output
    verb = "move what it has into" if wanted == "es" else "rename it to"
    assert f"{verb} locales/{wanted}" in output


def test_doctor_does_not_call_it_whole_where_letters_are_missing(run: Run, project: Path) -> None:
    add_language(project, "chr")
    catalog = project / "locales/chr/LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, "chr: Sit down.", "chr: Sit down. \U00010570")  # Vithkuqi
    code, output = run("doctor")
    assert code == 2
    assert "no font has: \U00010570 U+10570" in output
    assert "Everything is there." not in output


@pytest.mark.parametrize(
    ("tag", "words", "kind", "hint"),
    [
        ("my", "ကံု", "dotted-circle", "write ကုံ"),
        ("my", "ေဆးခန္း", "zawgyi-text", "converter"),
        ("hi", "हिदंी", "dotted-circle", "write हिदीं"),
        ("hi", "िदन", "mark-order", "write दिन"),
        ("th", "เเพทย์", "mark-order", "write แพทย์"),
        ("th", "ที่่", "doubled-mark", "write ที่"),
        ("bo", "ཀིྱ", "dotted-circle", "write ཀྱི"),
        ("km", "កំុ", "mark-order", "write កុំ"),
        ("es", "2\u0301", "stray-mark", "delete it"),
    ],
)
def test_check_and_build_find_it_at_its_place(
    run: Run, project: Path, tag: str, words: str, kind: str, hint: str
) -> None:
    if tag not in ("es", "th"):
        add_language(project, tag)
    catalog = project / f"locales/{tag}/LC_MESSAGES/{GUIDE}.po"
    edit(catalog, f"{tag}: Sit down.", f"{tag}: Sit down {words}.")
    lines = catalog.read_text(encoding="utf-8").splitlines()
    line = 1 + next(place for place, text in enumerate(lines) if words in text)
    place = f"locales/{tag}/LC_MESSAGES/{GUIDE}.po:{line}: error {kind}: "
    for command in (("check", "--language", tag), ("--language", tag, "--no-verify")):
        code, output = run(*command)
        assert code == 1
        (found,) = [each for each in output.splitlines() if f" {kind}: " in each]
        assert found.startswith(place)
        assert hint in found
        assert words.rstrip(".") in found


def test_a_language_is_chosen_by_any_of_its_names(run: Run, project: Path) -> None:
    add_language(project, "fa-AF")
    for name in ("fa-AF", "prs", "Dari", "afghan persian", "fa_af"):
        code, output = run("check", "--language", name, "--format", "json")
        assert code < 2, output
        assert "fa-AF" in {each["language"] for each in json.loads(output)["findings"]}


NOT_CHECKED = "not checked in Greek: negations, cautions, units, contraries, claims"


def test_a_new_language_says_what_is_not_checked_until_its_words_are_listed(
    run: Run, project: Path
) -> None:
    words = project / "locales" / "el" / "checks.toml"
    code, output = run("language", "add", "el")
    assert code == 0
    assert "started locales/el/checks.toml" in output
    assert 'a lost "Do not" is not noticed' in output
    for command in (("check", "--language", "el"), ("status", "el")):
        output = run(*command)[1]
        assert f"locales/el/checks.toml: note unchecked-words: {NOT_CHECKED}" in output
    assert "checks-file" not in run("check", "--language", "el")[1]
    filled = words.read_text(encoding="utf-8")
    filled = filled.replace("\nwords = []", '\nwords = ["μην", "δεν"]')
    filled = filled.replace("[units]", '[units]\nhour = ["ώρα", "ώρες"]')
    words.write_text(filled, encoding="utf-8")
    output = run("check", "--language", "el")[1]
    assert "not checked in Greek: cautions, contraries, claims" in output
    (row,) = json.loads(run("status", "el", "--json")[1])["languages"]
    assert row["not_checked"] == ["cautions", "contraries", "claims"]
    assert run("language", "add", "el")[0] == 0
    assert "μην" in words.read_text(encoding="utf-8"), "what a translator wrote stays"


def test_a_deleted_list_of_words_is_started_again(run: Run, project: Path) -> None:
    run("language", "add", "el")
    words = project / "locales" / "el" / "checks.toml"
    text = words.read_text(encoding="utf-8")
    words.unlink()
    assert NOT_CHECKED in run("check", "--language", "el")[1]
    assert "started locales/el/checks.toml" in run("language", "add", "el")[1]
    assert words.read_text(encoding="utf-8") == text


def test_the_list_asks_for_every_meaning_that_the_english_has(run: Run, project: Path) -> None:
    english = project / "locales" / "en" / "checks.toml"
    english.parent.mkdir(exist_ok=True)
    english.write_text(
        '[negation]\nwords = ["not", "*n\'t"]\n[units]\nweek = ["weeks"]\n'
        '[cautions]\nsome-people = ["some people"]\n[contraries]\nbefore = ["before"]\n'
        '[claims]\nalways = ["always"]\n'
    )
    run("language", "add", "el")
    listed = (project / "locales" / "el" / "checks.toml").read_text(encoding="utf-8")
    for line in (
        'words = []  # say no: "not", "*n\'t"',
        'week = []  # "weeks"',
        'some-people = []  # "some people"',
        'before = []  # "before"',
        'always = []  # "always"',
    ):
        assert f"\n{line}\n" in listed
