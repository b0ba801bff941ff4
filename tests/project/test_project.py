"""One reader of a project: tolerant, reloadable, and the same for every command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.files.file import File
from handouts.model.errors import FindingsError
from handouts.model.languages import SOURCE_LANGUAGE, language
from handouts.press import judge
from handouts.project.catalogs import unread, update_all
from handouts.project.project import Project, read_project
from handouts.text.fonts import FontLibrary, default_folders
from tests.press.conftest import _model, project
from tests.press.model import GUIDE, LANGUAGES, edit, run

__all__ = ["_model", "project"]

SPANISH = language("es")
OTHER = "sore-hip"


def codes(project: Project) -> list[tuple[str, str]]:
    return [(finding.code, finding.where.path) for finding in project.findings]


def write_signatures(project: Path, data: bytes) -> None:
    folder = project / "locales" / "es" / "signatures"
    folder.mkdir()
    (folder / "one.toml").write_bytes(data)


def second_guide(folder: Path) -> Path:
    """The same guide again under another name, so that both have the same fact ids."""
    guide = Path(shutil.copytree(folder / "templates" / GUIDE, folder / "templates" / OTHER))
    edit(guide / "guide.toml", '"KNEE"', '"HIP"')
    edit(guide / "guide.toml", "Rest the knee.", "Rest the hip.")
    return guide


def test_a_whole_project_has_no_findings(project: Path) -> None:
    found = Project(project)
    assert found.findings == ()
    assert [guide.name for guide in found.guides] == [GUIDE]
    assert {own.tag for own in found.languages} == set(LANGUAGES)
    assert set(found.extraction.domains) == {"common", GUIDE} == set(found.pots())
    assert found.po(SPANISH, GUIDE) == File(
        project / f"locales/es/LC_MESSAGES/{GUIDE}.po", f"locales/es/LC_MESSAGES/{GUIDE}.po"
    )


def test_languages_come_as_the_brand_orders_them_english_first(project: Path) -> None:
    edit(project / "templates" / "brand.toml", 'languages = ["en", "es"', 'languages = ["th", "es"')
    assert [own.tag for own in Project(project).languages][:3] == ["en", "th", "es"]


@pytest.mark.parametrize("damage", ["", "\xff", "[clinic", "a = " + "[" * 5000])
def test_what_cannot_be_read_never_raises(project: Path, damage: str) -> None:
    for path in (
        *project.rglob("*.toml"), *project.rglob("*.xml"), *project.rglob("*.po"),
        *project.rglob("*.pot"), *project.rglob("*.rng"), *project.rglob("*.svg"),
    ):  # fmt: skip
        path.write_bytes(damage.encode("latin-1"))
    (project / "locales" / "glossary.csv").write_bytes(damage.encode("latin-1"))
    write_signatures(project, damage.encode("latin-1"))
    found = Project(project)
    assert found.brand_findings
    assert found.broken == {GUIDE}
    assert found.brand.name == ""
    assert found.extraction.domains.keys() == {"common", GUIDE}
    assert found.catalog(SPANISH, GUIDE)[1]
    assert found.review(SPANISH)[1] or not damage
    assert found.glossary[1]
    assert judge.check(found, FontLibrary(default_folders(None, project)))


def test_an_empty_folder_is_a_project_without_anything(tmp_path: Path) -> None:
    found = Project(tmp_path)
    assert codes(found) == [
        ("brand-unreadable", "templates/brand.toml"),
        ("folder-unreadable", "templates"),
        ("folder-unreadable", "locales"),
    ]
    assert (found.guides, found.languages) == ((), (SOURCE_LANGUAGE,))
    assert "[Errno" not in found.findings[0].message


def test_what_is_right_of_a_brand_is_kept(project: Path) -> None:
    brand = project / "templates" / "brand.toml"
    edit(brand, 'tint = "#E8F1F4"', 'tint = "pale"')
    edit(brand, 'paper = "letter"', 'paper = "a4"')
    found = Project(project)
    assert [finding.where.line for finding in found.brand_findings] == [
        brand.read_text().splitlines().index('tint = "pale"') + 1
    ]
    assert (found.brand.name, found.brand.paper) == ("ReleviiMed", "a4")
    assert (found.brand.colors["tint"], found.brand.colors["brand"]) == ("#FFFFFF", "#12455B")


@pytest.mark.parametrize(
    ("logo", "files"),
    [
        ("logo.svg", ()),
        ("logo.gif", ("logo.gif",)),
        ("art/logo.svg", ("art/logo.svg",)),
        ("../logo.svg", ("../logo.svg",)),
        ("logo", ("logo",)),
    ],
)
def test_a_logo_that_is_not_there_is_reported(
    project: Path, logo: str, files: tuple[str, ...]
) -> None:
    for name in files:
        (project / "templates" / name).write_bytes(b"")
    brand = project / "templates" / "brand.toml"
    edit(brand, 'logo = ""', f'logo = "{logo}"')
    (finding,) = Project(project).brand_findings
    assert finding.code == "brand-value"
    assert finding.where.line == brand.read_text().splitlines().index(f'logo = "{logo}"') + 1


def test_templates_without_their_guide_are_reported(project: Path) -> None:
    second_guide(project).joinpath("guide.toml").unlink()
    found = Project(project)
    assert codes(found) == [("guide-unreadable", f"templates/{OTHER}/guide.toml")]
    assert found.broken == {OTHER}


def test_reload_reads_everything_anew(project: Path) -> None:
    found = Project(project)
    before = (found.brand, found.guides, found.languages, found.extraction, found.glossary)
    assert found.catalog(SPANISH, GUIDE)[0].translation("Sit down.") == "es: Sit down."
    assert found.review(SPANISH)[1] == []
    edit(project / f"locales/es/LC_MESSAGES/{GUIDE}.po", "es: Sit down.", "Siéntese.")
    edit(project / "templates" / "brand.toml", "ReleviiMed", "Other Clinic")
    edit(project / "templates" / GUIDE / "guide.toml", "1.0", "1.1")
    edit(project / "templates" / GUIDE / "after.xml", "Sit down.", "Stand up.")
    write_signatures(project, b"nonsense")
    (project / "locales" / "glossary.csv").write_text("nonsense")
    shutil.rmtree(project / "locales" / "th")
    assert before == (found.brand, found.guides, found.languages, found.extraction, found.glossary)
    found.reload()
    after = (found.brand, found.guides, found.languages, found.extraction, found.glossary)
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert found.catalog(SPANISH, GUIDE)[0].translation("Sit down.") == "Siéntese."
    assert found.review(SPANISH)[1]


# Facts


def test_two_guides_may_use_the_same_fact_id(project: Path) -> None:
    """Each catalog template has the facts of its own guide, whoever writes or checks it."""
    second_guide(project)
    arguments = ["--project", str(project)]
    assert main(["extract", *arguments]) == 0
    assert main(["extract", "--check", *arguments]) == 0
    pots = {name: (project / f"locales/{name}.pot").read_text() for name in (GUIDE, OTHER)}
    assert "Rest the knee." in pots[GUIDE]
    assert "Rest the hip." not in pots[GUIDE]
    assert "Rest the hip." in pots[OTHER]
    checked = judge.check(Project(project), FontLibrary(default_folders(None, project)), [])
    assert "outdated-pot" not in {finding.code for finding in checked}


# Languages


@pytest.mark.parametrize(
    ("name", "right"),
    [("klingon", ""), ("spanish", ""), ("pt-BR", "pt_BR"), ("PT_br", "pt_BR"), ("FR", "fr"),
     ("zh-hans", "zh_Hans"), ("english", ""), ("x", "")],
)  # fmt: skip
def test_a_badly_named_language_folder_is_told(project: Path, name: str, right: str) -> None:
    (project / "locales" / name / "LC_MESSAGES").mkdir(parents=True)
    (finding,) = Project(project).findings
    assert (finding.code, finding.where.path) == ("unknown-language", f"locales/{name}")
    assert right in finding.message


@pytest.mark.parametrize("name", ["klingon", "PT_br"])
def test_a_badly_named_language_folder_stops_nothing(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "locales" / name / "LC_MESSAGES").mkdir(parents=True)
    (finding,) = Project(project).findings
    _same_finding_everywhere(project, str(finding), capsys)


def test_a_broken_guide_stops_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(second_guide(project) / "guide.toml", 'code = "AFT"', "code = 1")
    (finding,) = Project(project).findings
    assert finding.where.path == f"templates/{OTHER}/guide.toml"
    _same_finding_everywhere(project, str(finding), capsys)


def _same_finding_everywhere(
    project: Path, finding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command that reads the project reports it, and goes on with the rest."""
    result, watched = run(project)
    assert [str(found) for found in result.findings] == [finding]
    assert len(watched.outcomes) == len(LANGUAGES) * 2
    capsys.readouterr()
    for command in ("check", "plain", "facts"):
        assert main([command, "--project", str(project)]) == 1
        captured = capsys.readouterr()
        assert finding in captured.out + captured.err, command
        assert GUIDE in captured.out, command
    for command in ("status", "doctor"):
        main([command, "--project", str(project)])
        assert "Spanish" in capsys.readouterr().out, command


def test_a_broken_brand_leaves_the_rest_to_be_checked(project: Path) -> None:
    edit(project / "templates" / "brand.toml", 'brand = "#12455B"', 'brand = "teal"')
    edit(project / f"locales/es/LC_MESSAGES/{GUIDE}.po", 'msgstr "es: Sit down."', 'msgstr ""')
    checked = judge.check(Project(project), FontLibrary(default_folders(None, project)), [SPANISH])
    assert {"brand-value", "untranslated-message"} <= {finding.code for finding in checked}


# Catalogs that nothing reads


@pytest.mark.parametrize(
    ("path", "hint", "tag"),
    [
        ("es/LC_MESSAGES/knee.po", "delete it", "es"),
        ("th/LC_MESSAGES/old-guide.po", "delete it", "th"),
        (f"es/{GUIDE}.po", f"move it to locales/es/LC_MESSAGES/{GUIDE}.po", "es"),
        (f"es/LC_MESSAGES/old/{GUIDE}.po", f"move it to locales/es/LC_MESSAGES/{GUIDE}.po", "es"),
        ("es/knee.po", "delete it", "es"),
        (f"en/LC_MESSAGES/{GUIDE}.po", "delete it", ""),
        ("knee.pot", "delete it", ""),
    ],
)
def test_a_catalog_that_nothing_reads_is_reported(
    project: Path, path: str, hint: str, tag: str
) -> None:
    stray = project / "locales" / path
    stray.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(project / f"locales/es/LC_MESSAGES/{GUIDE}.po", stray)
    checked = judge.check(Project(project), FontLibrary(default_folders(None, project)))
    (finding,) = (one for one in checked if one.code == "obsolete-catalog")
    assert (finding.where.path, finding.language) == (f"locales/{path}", tag)
    assert hint in finding.hint


def test_the_catalogs_of_a_whole_project_are_all_read(project: Path) -> None:
    found = Project(project)
    assert [each for own in found.languages for each in unread(found, own)] == []


def test_update_reports_a_badly_named_folder_and_goes_on(project: Path) -> None:
    (project / "locales" / "klingon" / "LC_MESSAGES").mkdir(parents=True)
    (project / f"locales/es/LC_MESSAGES/{GUIDE}.po").unlink()
    done = update_all(Project(project))
    assert f"locales/es/LC_MESSAGES/{GUIDE}.po" in done.changed
    assert [finding.code for finding in done.findings] == ["unknown-language"]


def test_a_project_to_print_from_has_its_brand(project: Path) -> None:
    assert read_project(project).brand.name == "ReleviiMed"
    edit(project / "templates" / "brand.toml", "[clinic]", "[clinics]")
    with pytest.raises(FindingsError, match="brand-value"):
        read_project(project)
