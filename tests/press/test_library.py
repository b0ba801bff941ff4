"""A library of many guides: it can be made and built, and memory does not grow with it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.library import BORROWED, LANGUAGES, write_library
from handouts.catalogs.store import CatalogFile
from handouts.compose import compose as compose_module
from handouts.compose.compose import Composer
from handouts.compose.sheet_reader import ParsedSheet
from handouts.model.languages import language
from handouts.press import worker
from handouts.press.plan import Narrowing, make_plan
from handouts.press.worker import Options, State, Task, Worker
from handouts.project import project as project_module
from handouts.project.project import Project
from tests.press.model import run

GUIDES = 3
SHEETS = 3


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few guides in all languages."""
    folder = tmp_path_factory.mktemp("library")
    write_library(folder, GUIDES)
    return folder


def alive(kind: type) -> int:
    """Objects of a class that were made since `gc.freeze` and that something still holds. To look
    at all that earlier tests have made would take seconds."""
    gc.collect()
    return sum(isinstance(one, kind) for one in gc.get_objects())


def compositions(library: Path) -> Callable[[], None]:
    """Composes every sheet in two languages."""
    composer = Composer(Project(library))

    def compose() -> None:
        for tag in ("es", "ur"):
            for guide in composer.project.guides:
                for sheet in guide.sheets:
                    found = composer.compose(guide, sheet.name, language(tag))
                    assert found.printable, "\n".join(map(str, found.findings))

    return compose


def test_templates_and_catalogs_in_memory_do_not_grow_with_the_library(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is bounded: here by less than a small library has."""
    most = 5
    assert most < GUIDES * SHEETS
    for module in (compose_module, project_module):
        monkeypatch.setattr(module, "_KEPT", most)
    gc.freeze()
    compose = compositions(library)
    compose()
    assert 0 < alive(ParsedSheet) <= most
    assert 0 < alive(CatalogFile) <= most


def test_a_library_has_the_sheets_it_promises(library: Path) -> None:
    project = Project(library)
    plan = make_plan(project.guides, project.languages, "letter", Narrowing())
    assert len(plan) == GUIDES * SHEETS * LANGUAGES
    assert {own.tag for own in project.languages} == {"en", *BORROWED}


def test_no_two_guides_say_the_same(library: Path) -> None:
    composer = Composer(Project(library))
    for tag in ("en", "ur", "th", "zh-Hans"):
        sections = []
        for guide in composer.project.guides[:3]:
            handout = composer.compose(guide, "recovery", language(tag)).printable
            assert handout
            sections.append(str([one.heading for one in handout.sections]))
        assert all(one != other for one, other in combinations(sections, 2)), tag


def test_its_sheets_are_built_in_borrowed_words(library: Path, tmp_path: Path) -> None:
    result, _ = run(
        library, out=tmp_path, languages=("fr", "fa"), guides=("guide-003",), verify=True
    )
    assert result.states == {State.BUILT: 6}
    assert not result.findings


def test_a_worker_keeps_one_guide_at_a_time(library: Path, tmp_path: Path) -> None:
    project = Project(library)
    plan = make_plan(project.guides, [language("en")], "letter", Narrowing())
    gc.freeze()
    make = Worker(Options(library, tmp_path, (), "code", release=True, verify=False))
    for job in plan:
        make(Task(job))
    assert alive(worker.Guide) <= 1
