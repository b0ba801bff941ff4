"""What changed is built, nothing else is touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.model.findings import Finding
from handouts.model.languages import language
from handouts.press import cache, manifest, program
from handouts.press.worker import State
from handouts.text.fonts import FontLibrary, default_folders
from tests.press.model import (
    ALL,
    GUIDE,
    LANGUAGES,
    SHEETS,
    SQUARE,
    add_language,
    edit,
    offer,
    pdfs,
    run,
    sign,
)

Change = Callable[[Path], None]

BEFORE = frozenset(f"{tag}/{GUIDE}-before.pdf" for tag in LANGUAGES)
AFTER = ALL - BEFORE


def of(*tags: str) -> frozenset[str]:
    """Every sheet of some languages."""
    return frozenset(f"{tag}/{GUIDE}-{sheet}.pdf" for tag in tags for sheet in SHEETS)


def po(project: Path, tag: str, domain: str = GUIDE) -> Path:
    return project / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"


def nothing(project: Path) -> None:
    (project / "README.md").write_text("Not a part of any sheet.")


def times(project: Path) -> None:
    for path in project.rglob("*"):
        if path.is_file() and "dist" not in path.parts:
            path.touch()


def message_of_one_sheet(project: Path) -> None:
    edit(po(project, "es"), "es: Your knee before", "es: Su rodilla antes")


def message_of_both_sheets(project: Path) -> None:
    edit(po(project, "es"), "es: Sit down.", "es: Si\u00e9ntese.")


def message_grown_by_a_line(project: Path) -> None:
    edit(po(project, "es"), '"es: Your knee before"', '"es: Your knee "\n"before it all"')


def common_message(project: Path) -> None:
    edit(
        po(project, "ru", "common"),
        "ru: Our phone number",
        "ru: \u0422\u0435\u043b\u0435\u0444\u043e\u043d",
    )


def translator_comment(project: Path) -> None:
    edit(po(project, "es"), 'msgid "Sit down."', '# Is this polite?\nmsgid "Sit down."')


def glossary(project: Path) -> None:
    (project / "locales" / "glossary.csv").write_text("term,note,es\nknee,,rodilla\n")


def word_for_the_checks(project: Path) -> None:
    edit(project / "locales" / "es" / "checks.toml", "same = []", 'same = ["sofa"]')


def template(project: Path) -> None:
    path = project / "templates" / GUIDE / "before.xml"
    edit(path, "<steps>", "<list>")
    edit(path, "</steps>", "</list>")


def template_comment(project: Path) -> None:
    edit(project / "templates" / GUIDE / "before.xml", "<steps>", "{# for now #}<steps>")


def frame(project: Path) -> None:
    edit(project / "templates" / "handout.xml", '"call"', '"note"')


def version(project: Path) -> None:
    edit(project / "templates" / GUIDE / "guide.toml", 'version = "1.0"', 'version = "1.1"')


def fact(project: Path) -> None:
    edit(project / "templates" / GUIDE / "guide.toml", "Rest the knee.", "Rest your knee.")


def colour(project: Path) -> None:
    edit(project / "templates" / "brand.toml", "#12455B", "#5B1245")


def logo(project: Path) -> None:
    edit(project / "templates" / "brand.toml", 'logo = ""', 'logo = "logo.svg"')
    (project / "templates" / "logo.svg").write_text(SQUARE.format(width=80))


def order_of_sheets(project: Path) -> None:
    """Each sheet shows its place in the set."""
    path = project / "templates" / GUIDE / "guide.toml"
    edit(path, "order = 1", "order = 3")


def fact_left_out(project: Path) -> None:
    path = project / "templates" / GUIDE / "guide.toml"
    fact = '\n[facts."knee.heat"]\nsection = "Rest"\nsays = "Heat may help."\n'
    path.write_text(path.read_text() + fact + '\n[left_out]\n"knee.heat" = "Not on a sheet."\n')


def schema_comment(project: Path) -> None:
    edit(project / "templates" / "handout.rng", "<start>", "<!-- begins here --><start>")


def phone(project: Path) -> None:
    edit(project / "templates" / "brand.toml", 'phone = ""', 'phone = "555 0100"')


def desk_order(project: Path) -> None:
    edit(project / "templates" / "brand.toml", '"en", "es",', '"es", "en",')


def drawing(project: Path) -> None:
    (project / "templates" / "art" / "square.svg").write_text(SQUARE.format(width=90))


def drawing_nobody_uses(project: Path) -> None:
    (project / "templates" / "art" / "other.svg").write_text(SQUARE.format(width=90))


def font(project: Path) -> None:
    """Another release of the Thai fonts, put into the project's own folder."""
    library = FontLibrary(default_folders(None, project))
    folder = project / "fonts"
    folder.mkdir()
    for bold in (False, True):
        (face, *_) = library.stack(language("th"), bold)
        (folder / face.path.name).write_bytes(face.path.read_bytes() + b"\0\0\0\0")


def signature(project: Path) -> None:
    """Every Spanish message signed: the sheets lose their draft banner."""
    sign(project, "es")


CASES: tuple[tuple[Change, frozenset[str]], ...] = (
    (nothing, frozenset()),
    (times, frozenset()),
    (message_of_one_sheet, frozenset({f"es/{GUIDE}-before.pdf"})),
    (message_of_both_sheets, of("es")),
    (message_grown_by_a_line, frozenset({f"es/{GUIDE}-before.pdf"})),
    (common_message, of("ru")),
    (translator_comment, frozenset()),
    (glossary, frozenset()),
    (word_for_the_checks, frozenset()),
    (template, BEFORE),
    (template_comment, frozenset()),
    (frame, ALL),
    (version, ALL),
    (fact, frozenset()),
    (order_of_sheets, ALL),
    (fact_left_out, frozenset()),
    (schema_comment, frozenset()),
    (colour, ALL),
    (logo, ALL),
    (phone, ALL),
    (desk_order, frozenset()),
    (drawing, AFTER),
    (drawing_nobody_uses, frozenset()),
    (font, of("th")),
    (signature, of("es")),
)


#: Each case with the cache, and without where that makes a difference: if all is built, nothing is
#: looked up.
RUNS = [
    pytest.param(change, expected, cached, id=f"{change.__name__}-{'' if cached else 'no-'}cache")
    for change, expected in CASES
    for cached in (True, False)
    if cached or expected != ALL
]


@pytest.mark.parametrize(("change", "expected", "cached"), RUNS)
def test_each_kind_of_input_rebuilds_exactly_what_depends_on_it(
    built: Path, change: Change, expected: frozenset[str], cached: bool
) -> None:
    before = {path: path.stat().st_ino for path in (built / "dist").rglob("*.pdf")}
    change(built)
    if not cached:
        shutil.rmtree(built / ".cache")
    result, watched = run(built)
    assert not result.findings
    assert watched.paths(State.BUILT) == expected
    rewritten = {
        path.relative_to(built / "dist").as_posix()
        for path, inode in before.items()
        if path.stat().st_ino != inode
    }
    assert rewritten == expected


def test_a_word_for_the_checks_may_refuse_sheets(built: Path) -> None:
    """Common words tell Spanish from the English that the model's catalog is full of."""
    edit(built / "locales" / "es" / "checks.toml", "common = []", 'common = ["de"]')
    _, watched = run(built)
    assert watched.paths(State.FAILED) == of("es")


def test_a_change_of_the_program_rebuilds_everything(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "code_digest", lambda _: "another release")
    _, watched = run(built)
    assert watched.paths(State.BUILT) == ALL


def test_when_nothing_changed_no_worker_is_asked(built: Path) -> None:
    result, watched = run(built)
    assert watched.unchanged == len(ALL)
    assert not watched.outcomes
    assert result.states == {State.UNCHANGED: len(ALL)}


@pytest.mark.parametrize("damage", [b"", b"{", b"[1, 2]", b'{"digest": "0", "body": {}}'])
def test_a_damaged_cache_does_no_harm(built: Path, damage: bytes) -> None:
    for path in (built / cache.FOLDER).iterdir():
        path.write_bytes(damage)
    _, watched = run(built)
    assert watched.paths(State.UNCHANGED) == ALL


def test_a_cache_that_lies_is_not_believed(built: Path) -> None:
    path = built / cache.FOLDER / cache.HANDOUTS
    path.write_text(path.read_text().replace('"handouts": {', '"handouts": {"x": [], ', 1))
    _, watched = run(built)
    assert watched.paths(State.UNCHANGED) == ALL


def test_a_cache_copied_from_another_checkout_does_no_harm(built: Path) -> None:
    other = built.parent / "other"
    shutil.copytree(built, other)
    colour(other)
    run(other)
    shutil.copytree(other / ".cache", built / ".cache", dirs_exist_ok=True)
    before = pdfs(built / "dist")
    result, watched = run(built)
    assert watched.paths(State.UNCHANGED) == ALL
    assert not result.findings
    assert pdfs(built / "dist") == before


def test_of_a_new_language_only_its_own_sheets_are_built(built: Path) -> None:
    add_language(built, "fr")
    result, watched = run(built)
    assert not result.findings
    assert watched.paths(State.BUILT) == of("fr")
    assert set(pdfs(built / "dist")) == ALL | of("fr")


def test_what_was_not_verified_is_verified_by_the_next_build_that_verifies(built: Path) -> None:
    run(built, force=True)
    entries = manifest.load(built / "dist").handouts
    assert not any(entry.verified for entry in entries.values())
    before = pdfs(built / "dist")
    result, watched = run(built, verify=True)
    assert not result.findings
    assert watched.paths(State.BUILT) == ALL
    assert pdfs(built / "dist") == before
    entries = manifest.load(built / "dist").handouts
    assert all(entry.verified for entry in entries.values())
    for verify in (True, False):
        assert not run(built, verify=verify)[1].outcomes


def test_the_sheets_of_a_removed_language_go(built: Path) -> None:
    shutil.rmtree(built / "locales" / "ru")
    result, watched = run(built)
    assert set(result.removed) == of("ru")
    assert not watched.outcomes
    assert set(pdfs(built / "dist")) == ALL - of("ru")
    assert not (built / "dist" / "ru").exists()


def test_a_sheet_of_a_removed_language_that_somebody_has_changed_stays(built: Path) -> None:
    """It may hold somebody's notes; but it is in no list."""
    changed = built / "dist" / "ru" / f"{GUIDE}-after.pdf"
    changed.write_bytes(changed.read_bytes() + b"% with notes")
    before = changed.read_bytes()
    shutil.rmtree(built / "locales" / "ru")
    offer(built, [tag for tag in LANGUAGES if tag != "ru"])
    result, _ = run(built)
    assert set(result.removed) == of("ru") - {f"ru/{GUIDE}-after.pdf"}
    assert [finding.code for finding in result.findings] == ["changed-file"]
    assert changed.read_bytes() == before
    assert not of("ru") & manifest.load(built / "dist").known().keys()


def test_the_sheets_of_a_removed_handout_go(built: Path) -> None:
    toml = built / "templates" / GUIDE / "guide.toml"
    edit(toml, '[handouts.after]\ncode = "AFT"\norder = 2\n', "")
    (built / "templates" / GUIDE / "after.xml").unlink()
    result, _ = run(built)
    assert set(result.removed) == AFTER
    assert set(pdfs(built / "dist")) == BEFORE


def test_a_narrowed_build_removes_nothing(built: Path) -> None:
    shutil.rmtree(built / "locales" / "ru")
    result, _ = run(built, languages=("es",))
    assert not result.removed
    assert set(pdfs(built / "dist")) == ALL


def test_files_that_are_not_ours_stay(built: Path) -> None:
    own = built / "dist" / "es" / "letter-to-my-aunt.pdf"
    own.write_bytes(b"Dear aunt")
    run(built)
    assert own.read_bytes() == b"Dear aunt"


def test_a_pdf_that_was_damaged_or_taken_away_is_made_again(built: Path) -> None:
    one, two = sorted(ALL)[:2]
    whole = pdfs(built / "dist")
    (built / "dist" / one).write_bytes(whole[one][:-100])
    (built / "dist" / two).unlink()
    _, watched = run(built)
    assert watched.paths(State.BUILT) == {one, two}
    assert pdfs(built / "dist") == whole


def test_a_sheet_on_other_paper_is_kept_up_to_date_once_asked_for(built: Path) -> None:
    run(built, languages=("es",), paper="a4")
    message_of_one_sheet(built)
    result, watched = run(built)
    assert watched.paths(State.BUILT) == {
        f"es/{GUIDE}-before.pdf",
        f"es/{GUIDE}-before-a4.pdf",
    }
    assert not result.removed


def test_no_finding_is_hidden_by_the_cache(built: Path) -> None:
    edit(po(built, "es"), 'msgstr "es: Sit down."', 'msgstr ""')
    first: tuple[Finding, ...] = run(built)[0].findings
    assert first
    assert run(built)[0].findings == first
