"""Bad input: a finding at the place to mend, the other sheets built, earlier PDFs whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.press import manifest
from handouts.press.worker import State
from tests.press.model import ALL, GUIDE, SHEETS, command, edit, finish, pdfs, run

CATALOG = f"locales/es/LC_MESSAGES/{GUIDE}.po"
COMMON = "locales/es/LC_MESSAGES/common.po"
DRAWING = "templates/art/square.svg"
TOML = f"templates/{GUIDE}/guide.toml"
TEMPLATE = f"templates/{GUIDE}/before.xml"
ES = frozenset(f"es/{GUIDE}-{sheet}.pdf" for sheet in SHEETS)
BEFORE = frozenset(path for path in ALL if path.endswith("-before.pdf"))


@dataclass(frozen=True)
class Case:
    """What somebody did, in which file the finding is, which sheets it stops."""

    name: str
    damage: Callable[[Path], None]
    file: str
    line_of: str
    stopped: frozenset[str]


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda project: edit(project / file, old, new)


def written(file: str, data: bytes) -> Callable[[Path], None]:
    def damage(project: Path) -> None:
        (project / file).write_bytes(data)

    return damage


def removed(file: str) -> Callable[[Path], None]:
    return lambda project: (project / file).unlink()


def fuzzy(project: Path) -> None:
    edit(project / CATALOG, 'msgid "Sit down."', '#, fuzzy\nmsgid "Sit down."')


CASES = (
    Case(
        "untranslated",
        replaced(CATALOG, 'msgstr "es: Sit down."', 'msgstr ""'),
        CATALOG,
        'msgstr ""\n\n',
        ES,
    ),
    Case("fuzzy", fuzzy, CATALOG, 'msgstr "es: Sit down."', ES),
    Case(
        "wrong placeholder",
        replaced(COMMON, "es: page %(page)s", "es: page %(pag)s"),
        COMMON,
        "%(pag)s",
        ES,
    ),
    Case(
        "open tag",
        replaced(CATALOG, "es: Sit down.", "es: <b>Sit down."),
        CATALOG,
        "<b>",
        ES,
    ),
    Case(
        "no glyph",
        replaced(CATALOG, "es: Sit down.", "es: Sit down \U0001e900\U00013000."),
        CATALOG,
        "\U0001e900",
        ES,
    ),
    Case(
        "conflict",
        replaced(CATALOG, 'msgid "Sit', '<<<<<<< ours\nmsgid "Sit'),
        CATALOG,
        "<<<",
        ES,
    ),
    Case("not UTF-8", written(CATALOG, b'msgid ""\nmsgstr "\xff\xfe"\n'), CATALOG, "", ES),
    Case("no catalog", removed(CATALOG), CATALOG, "", ES),
    Case(
        "too long",
        replaced(CATALOG, "es: Your knee before", "es: " + "Sit down, please. " * 900),
        CATALOG,
        "",
        ES & BEFORE,
    ),
    Case("broken XML", replaced(TEMPLATE, "</steps>", "</stps>"), TEMPLATE, "", BEFORE),
    Case("broken Jinja", replaced(TEMPLATE, "block body", "block"), TEMPLATE, "", BEFORE),
    Case(
        "not in the vocabulary",
        replaced(TEMPLATE, "<steps>", "<steps><hr/>"),
        TEMPLATE,
        "<hr/>",
        BEFORE,
    ),
    Case(
        "unknown variable",
        replaced(TEMPLATE, "<steps>", "<steps>{{ dose }}"),
        TEMPLATE,
        "dose",
        BEFORE,
    ),
    Case("missing drawing", removed(DRAWING), DRAWING, "", ALL - BEFORE),
    Case("broken drawing", written(DRAWING, b"<svg><rect"), DRAWING, "", ALL - BEFORE),
    Case("broken guide", replaced(TOML, "code = ", "code : "), TOML, "code :", ALL),
)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_it_is_told_where_and_how_and_the_rest_is_built(built: Path, case: Case) -> None:
    old = pdfs(built / "dist")
    edit(built / "templates" / "brand.toml", "#12455B", "#5B1245")
    case.damage(built)
    result, watched = run(built)
    assert result.exit_code == 1
    assert "internal-error" not in {finding.code for finding in result.findings}
    errors = [finding for finding in result.findings if finding.severity == "error"]
    assert errors
    for finding in errors:
        place = Path(finding.where.path)
        assert not place.is_absolute()
        assert (built / place).parent.exists(), "a place that the user can go to"
        assert finding.hint, finding
    assert case.file in {finding.where.path for finding in errors}
    if case.line_of:
        text = (built / case.file).read_text()
        lines = {finding.where.line for finding in errors}
        assert 1 + text.count("\n", 0, text.index(case.line_of)) in lines
    assert watched.paths(State.BUILT) == ALL - case.stopped
    new = pdfs(built / "dist")
    assert all((new[path] == old[path]) == (path in case.stopped) for path in ALL)
    listed = manifest.load(built / "dist")
    assert set(listed.handouts) == ALL - case.stopped, "nothing stale is offered"
    assert set(listed.stale) == case.stopped


def test_the_command_prints_findings_and_their_number_and_no_traceback(built: Path) -> None:
    CASES[0].damage(built)
    code, output = finish(command(built, "build", "--no-verify"))
    assert code == 1
    assert f"{CATALOG}:" in output
    assert "untranslated" in output
    assert output.rstrip().endswith("1 error")
    assert "Traceback" not in output


def test_a_broken_brand_stops_the_build_and_touches_nothing(built: Path) -> None:
    old = pdfs(built / "dist")
    edit(built / "templates" / "brand.toml", 'brand = "#12455B"', 'brand = "teal"')
    code, output = finish(command(built, "build"))
    assert code == 1
    assert "templates/brand.toml:" in output
    assert "Traceback" not in output
    assert pdfs(built / "dist") == old


def test_an_unknown_language_folder_is_told_and_the_others_are_built(built: Path) -> None:
    (built / "locales" / "klingon" / "LC_MESSAGES").mkdir(parents=True)
    edit(built / "templates" / "brand.toml", "#12455B", "#5B1245")
    result, watched = run(built)
    assert [finding.code for finding in result.findings] == ["unknown-language"]
    assert watched.paths(State.BUILT) == ALL


def test_what_was_taken_back_heals_without_building(built: Path) -> None:
    CASES[0].damage(built)
    run(built)
    edit(built / CATALOG, 'msgstr ""\n\n', 'msgstr "es: Sit down."\n\n')
    result, watched = run(built)
    assert not result.findings
    assert not watched.paths(State.BUILT)
    listed = manifest.load(built / "dist")
    assert set(listed.handouts) == ALL
    assert not listed.stale


def test_a_missing_font_is_told_with_what_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Thai without any Thai font; the folders are those of a machine that has Noto Sans only."""
    from handouts.text import fonts  # noqa: PLC0415 - patched below

    lonely = tmp_path / "fonts"
    lonely.mkdir()
    for folder in fonts.default_folders(None, project):
        for path in folder.rglob("NotoSans-*.ttf"):
            (lonely / path.name).symlink_to(path)
    monkeypatch.setattr(fonts, "_system_folders", lambda: [lonely])
    result, watched = run(project)
    assert result.exit_code == 2
    assert {finding.language for finding in result.findings} == {"th"}
    assert "fonts-noto-core" in result.findings[0].message
    assert watched.paths(State.BUILT) == {path for path in ALL if not path.startswith("th/")}


def test_a_broken_guide_asked_for_by_name_is_told_as_broken_not_as_unknown(built: Path) -> None:
    edit(built / TOML, "code = ", "code : ")
    code, output = finish(command(built, "build", "--guide", GUIDE))
    assert code == 1
    assert f"{TOML}:" in output
    assert "unknown" not in output
