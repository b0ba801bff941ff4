"""Bad input: a finding at the place to correct, the other sheets built, earlier PDFs whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.model.findings import Finding
from handouts.model.languages import language
from handouts.press import judge, manifest
from handouts.press.worker import State
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary, default_folders
from tests.press.model import ALL, GUIDE, SHEETS, command, edit, finish, pdfs, run

CATALOG = f"locales/es/LC_MESSAGES/{GUIDE}.po"
COMMON = "locales/es/LC_MESSAGES/common.po"
BRAND = "templates/brand.toml"
DRAWING = "templates/art/square.svg"
TOML = f"templates/{GUIDE}/guide.toml"
TEMPLATE = f"templates/{GUIDE}/before.xml"
AFTER = f"templates/{GUIDE}/after.xml"
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


def logo(data: bytes) -> Callable[[Path], None]:
    def damage(project: Path) -> None:
        (project / "templates" / "logo.svg").write_bytes(data)
        edit(project / BRAND, 'logo = ""', 'logo = "logo.svg"')

    return damage


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
        replaced(CATALOG, "es: Your knee before", "es: " + "Sit down, please. " * 500),
        CATALOG,
        "",
        ES & BEFORE,
    ),
    Case(
        "longer than any message",
        replaced(CATALOG, "es: Your knee before", "es: " + "Sit down, please. " * 900),
        CATALOG,
        "",
        ES,
    ),
    Case("broken XML", replaced(TEMPLATE, "</steps>", "</stps>"), TEMPLATE, "", BEFORE),
    Case("template in Latin-1", written(TEMPLATE, b"<p>\n\xe9</p>"), TEMPLATE, "", BEFORE),
    Case(
        "template nested too deeply",
        replaced(TEMPLATE, "<steps>", "<steps>{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}"),
        TEMPLATE,
        "",
        BEFORE,
    ),
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
    Case("missing drawing", removed(DRAWING), AFTER, '<section figure="square">', ALL - BEFORE),
    Case("broken drawing", written(DRAWING, b"<svg><rect"), DRAWING, "", ALL - BEFORE),
    Case(
        "unknown block",
        replaced(TEMPLATE, "{% block body", "{% block calls %}{% endblock %}\n{% block body"),
        TEMPLATE,
        "{% block calls",
        BEFORE,
    ),
    Case(
        "message that is not printed",
        replaced(TEMPLATE, "<steps>", '<!-- {{ _("Sit down.") }} -->\n<steps>'),
        TEMPLATE,
        "<!-- ",
        BEFORE,
    ),
    Case(
        "content outside of blocks",
        replaced(TEMPLATE, "{% block body", "Sit down.\n{% block body"),
        TEMPLATE,
        "Sit down.\n{%",
        BEFORE,
    ),
    Case(
        "no glyph in English",
        replaced(TEMPLATE, "Sit down.", "Sit down \U00013000."),
        TEMPLATE,
        "Sit down \U00013000.",
        BEFORE,
    ),
    Case(
        "no glyph in the clinic's phone number",
        replaced(BRAND, 'phone = ""', 'phone = "555 0100 \U00013000"'),
        BRAND,
        "phone =",
        ALL,
    ),
    Case(
        "no glyph in the clinic's name",
        replaced(BRAND, '"ReleviiMed"', '"Relevii\U00013000"'),
        BRAND,
        "name =",
        ALL,
    ),
    Case("logo that is no drawing", logo(b"<svg><rect"), "templates/logo.svg", "", ALL),
    Case("broken guide", replaced(TOML, "code = ", "code : "), TOML, "code :", ALL),
)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_it_is_reported_with_its_place_and_a_hint_and_the_rest_is_built(
    built: Path, case: Case
) -> None:
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
    assert_check_finds(built, result.findings)


def assert_check_finds(project: Path, findings: Sequence[Finding]) -> None:
    """`check` finds what a build has found, in the source and in Spanish, and each fault once."""
    fonts = FontLibrary(default_folders(None, project))
    checked = judge.check(Project(project), fonts, [language("es")])
    in_others = {finding for finding in findings if finding.language not in ("", "en", "es")}
    assert set(findings) - in_others <= set(checked)
    reported = [(one.code, one.where, one.message) for one in checked]
    assert len(reported) == len(set(reported))


def test_the_command_prints_findings_and_their_number_and_no_traceback(built: Path) -> None:
    CASES[0].damage(built)
    code, output = finish(command(built, "build", "--no-verify"))
    assert code == 1
    assert f"{CATALOG}:" in output
    assert "untranslated" in output
    assert output.rstrip().endswith("1 error")
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("old", "new"),
    [('brand = "#12455B"', 'brand = "teal"'), ('logo = ""', 'logo = "nothing.svg"')],
    ids=["colour", "logo"],
)
def test_a_broken_brand_stops_the_build_and_touches_nothing(
    built: Path, old: str, new: str
) -> None:
    before = pdfs(built / "dist")
    edit(built / "templates" / "brand.toml", old, new)
    code, output = finish(command(built, "build"))
    assert code == 1
    assert "templates/brand.toml:" in output
    assert "Traceback" not in output
    assert pdfs(built / "dist") == before


def test_handouts_that_would_share_a_file_are_refused_and_the_rest_is_built(built: Path) -> None:
    """No file may hold now this handout, now that one, as the order of the build would have it."""
    old = pdfs(built / "dist")
    shutil.copytree(built / "templates" / GUIDE, built / "templates" / "sore")
    toml = built / "templates" / "sore" / "guide.toml"
    edit(toml, 'code = "KNEE"', 'code = "SORE"')
    for name in SHEETS:
        edit(toml, f"[handouts.{name}]", f"[handouts.knee-{name}]")
        shutil.move(toml.with_name(f"{name}.xml"), toml.with_name(f"knee-{name}.xml"))
    shutil.copytree(toml.parent, built / "templates" / "other-guide")
    edit(built / "templates" / "other-guide" / "guide.toml", '"SORE"', '"OTHER"')
    result, watched = run(built, languages=("en",))
    assert result.exit_code == 1
    assert {finding.code for finding in result.findings} == {"same-file"}
    for name, finding in zip(SHEETS, result.findings, strict=True):
        assert finding.where.path == "templates/sore-knee/guide.toml"
        lines = (built / finding.where.path).read_text().splitlines()
        assert lines[finding.where.line - 1] == f"[handouts.{name}]"
    assert watched.paths(State.BUILT) == {f"en/other-guide-knee-{name}.pdf" for name in SHEETS}
    assert old.items() <= pdfs(built / "dist").items()
    fonts = FontLibrary(default_folders(None, built))
    checked = judge.check(Project(built), fonts, [language("en")])
    assert set(result.findings) <= set(checked)


def test_an_unknown_language_folder_is_reported_and_the_others_are_built(built: Path) -> None:
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


def test_a_missing_font_is_reported_with_what_to_install(
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
    assert {(finding.language, finding.code) for finding in result.findings} == {
        ("th", "missing-font")
    }
    assert "fonts-noto-core" in result.findings[0].message
    assert watched.paths(State.BUILT) == {path for path in ALL if not path.startswith("th/")}


def test_a_broken_guide_asked_for_by_name_is_reported_as_broken_not_as_unknown(built: Path) -> None:
    edit(built / TOML, "code = ", "code : ")
    code, output = finish(command(built, "build", "--guide", GUIDE))
    assert code == 1
    assert f"{TOML}:" in output
    assert "unknown" not in output
