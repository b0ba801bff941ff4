"""A library of many guides: it can be made and built, and memory does not grow with it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.library import BORROWED, LANGUAGES, write_library
from handouts.catalogs.store import CatalogFile
from handouts.compose.compose import Sources
from handouts.compose.templates import Rendered
from handouts.model.languages import language
from handouts.press import worker
from handouts.press.plan import Narrowing, make_plan
from handouts.press.worker import Bench, Order, Setting, State
from handouts.project.project import read_project
from tests.press.model import run


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifteen guides in all languages."""
    folder = tmp_path_factory.mktemp("library")
    write_library(folder, 15)
    return folder


def alive(kind: type) -> int:
    """Objects of a class that something still holds."""
    gc.collect()
    return sum(isinstance(one, kind) for one in gc.get_objects())


def compositions(library: Path) -> Callable[[], None]:
    """Composes every sheet in two languages."""
    sources = Sources(library)

    def compose() -> None:
        for tag in ("es", "ur"):
            for guide in sources.guides:
                for sheet in guide.sheets:
                    found = sources.compose(guide, sheet.name, language(tag))
                    assert found.handout, "\n".join(map(str, found.findings))

    return compose


def test_templates_and_catalogs_in_memory_do_not_grow_with_the_library(library: Path) -> None:
    before = alive(Rendered), alive(CatalogFile)
    compose = compositions(library)
    compose()
    assert alive(Rendered) - before[0] < 45
    assert alive(CatalogFile) - before[1] <= 32


def test_a_library_has_the_sheets_it_promises(library: Path) -> None:
    project = read_project(library)
    plan = make_plan(project.guides, project.languages, "letter", Narrowing())
    assert len(plan) == 15 * 3 * LANGUAGES
    assert {own.tag for own in project.languages} == {"en", *BORROWED}


def test_no_two_guides_say_the_same(library: Path) -> None:
    sources = Sources(library)
    for tag in ("en", "ur", "th", "zh-Hans"):
        sections = []
        for guide in sources.guides[:3]:
            handout = sources.compose(guide, "recovery", language(tag)).handout
            assert handout
            sections.append(str([one.heading for one in handout.sections]))
        assert all(one != other for one, other in combinations(sections, 2)), tag


def test_its_sheets_are_built_in_borrowed_words(library: Path, tmp_path: Path) -> None:
    result, _ = run(
        library, out=tmp_path, languages=("fr", "fa"), guides=("guide-003",), verify=True
    )
    assert result.states == {State.BUILT: 6}
    assert not result.findings


def test_a_bench_keeps_one_guide_at_a_time(library: Path, tmp_path: Path) -> None:
    project = read_project(library)
    plan = make_plan(project.guides[:4], [language("en")], "letter", Narrowing())
    before = alive(worker.Guide)
    make = Bench(Setting(library, tmp_path, (), "code", release=True, verify=False))
    for job in plan:
        make(Order(job))
    assert alive(worker.Guide) - before <= 1
