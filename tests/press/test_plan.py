"""What is built when somebody asks for this or that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.editions import EDITIONS
from handouts.model.errors import UsageError
from handouts.model.languages import language
from handouts.press.plan import (
    Job,
    Narrowing,
    Shard,
    clashes,
    find_language,
    make_plan,
    parse_shard,
)
from handouts.project.brand import PAPERS
from handouts.project.guide import Guide, Sheet

LANGUAGES = tuple(language(tag) for tag in ("en", "es", "zh-Hans"))


def guide(name: str, *sheets: str) -> Guide:
    listed = tuple(Sheet(sheet, sheet[:3].upper(), place) for place, sheet in enumerate(sheets, 1))
    return Guide(name, name, "X", "1.0", "2026-01-01", "", listed, {}, {}, {}, {}, Path(name), "")


GUIDES = (guide("hip", "before", "after"), guide("knee", "before"))


def paths(
    brand_editions: tuple[str, ...] = (), **narrowing: tuple[str, ...] | str | Shard
) -> list[str]:
    asked = Narrowing(**narrowing)  # type: ignore[arg-type]
    plan = make_plan(GUIDES, LANGUAGES, "letter", asked, editions=brand_editions)
    return [job.path for job in plan]


def test_a_plain_build_is_every_guide_sheet_and_language_in_the_standard_edition() -> None:
    assert len(paths()) == len(set(paths())) == 9
    assert paths()[:3] == ["en/hip-before.pdf", "en/hip-after.pdf", "en/knee-before.pdf"]


def test_the_brand_says_which_editions_are_built() -> None:
    every = paths(tuple(EDITIONS))
    assert len(every) == len(set(every)) == 3 * (4 * len(LANGUAGES) - 1)
    assert "es/hip-before-bilingual.pdf" in every
    assert "en/hip-before-bilingual.pdf" not in every


def test_an_edition_that_no_language_has_is_answered() -> None:
    with pytest.raises(UsageError, match="no bilingual edition in English"):
        paths(languages=("en",), editions=("bilingual",))


@pytest.mark.parametrize(
    ("job", "path"),
    [
        (Job(LANGUAGES[2], "hip", "after"), "zh-Hans/hip-after.pdf"),
        (Job(LANGUAGES[1], "hip", "after", EDITIONS["large"]), "es/hip-after-large.pdf"),
        (Job(LANGUAGES[1], "hip", "after", EDITIONS["large"], "a4"), "es/hip-after-large-a4.pdf"),
    ],
)
def test_paths_are_as_contracted(job: Job, path: str) -> None:
    assert job.path == path


CLASHES = (
    ("blood-pressure", "check-checking", "blood-pressure-check", "checking"),
    ("hip", "checking", "hip", "checking-large"),
    ("hip", "checking", "hip", "checking-a4"),
    ("hip", "checking", "hip-checking", "large-a4"),
)


@pytest.mark.parametrize("names", CLASHES, ids="-".join)
def test_two_handouts_never_share_a_file(names: tuple[str, str, str, str]) -> None:
    """Not in any edition, nor on any paper, even if nobody has asked for those yet."""
    sheets: dict[str, list[str]] = {}
    for name, sheet in (names[:2], names[2:]):
        sheets.setdefault(name, []).append(sheet)
    found = list(clashes(guide(name, *listed) for name, listed in sheets.items()))
    (finding, owners) = found[0]
    assert finding.code == "same-file"
    assert owners == set(sheets)
    assert all(name in finding.message for name in names)


@given(
    st.dictionaries(
        st.sampled_from(["a", "a-b", "a-large", "b"]),
        st.sets(st.sampled_from(["b", "c", "b-c", "c-large", "large", "c-a4"]), min_size=1),
        min_size=1,
    )
)
def test_without_a_clash_every_file_has_a_path_of_its_own(sheets: dict[str, set[str]]) -> None:
    guides = [guide(name, *sorted(listed)) for name, listed in sheets.items()]
    every = [
        job.path
        for paper in PAPERS
        for job in make_plan(guides, LANGUAGES, paper, Narrowing(editions=tuple(EDITIONS)))
    ]
    assert (len(set(every)) == len(every)) == (not list(clashes(guides)))


def test_options_narrow_together() -> None:
    assert paths(languages=("es",), guides=("hip",), handouts=("after",)) == ["es/hip-after.pdf"]
    assert paths(languages=("es", "en"), guides=("knee",)) == [
        "en/knee-before.pdf",
        "es/knee-before.pdf",
    ]


def test_paper_comes_from_the_brand_unless_asked_for() -> None:
    assert paths(handouts=("after",), paper="a4") == [
        "en/hip-after-a4.pdf",
        "es/hip-after-a4.pdf",
        "zh-Hans/hip-after-a4.pdf",
    ]
    plan = make_plan(GUIDES, LANGUAGES, "a4", Narrowing(handouts=("after",)))
    assert {job.paper for job in plan} == {"a4"}


@pytest.mark.parametrize(
    "name", ["zh-Hans", "zh_Hans", "ZH-hans", "Simplified Chinese", "\u7b80\u4f53\u4e2d\u6587"]
)
def test_a_language_may_be_named_in_any_way_a_person_would(name: str) -> None:
    known = LANGUAGES[2]
    names = {known.name: "Simplified Chinese", known.autonym: "\u7b80\u4f53\u4e2d\u6587"}
    spoken = {alias: real for real, alias in names.items()}
    assert find_language(spoken.get(name, name), LANGUAGES) is known


@pytest.mark.parametrize(
    ("narrowing", "nearest", "existing"),
    [
        ({"languages": ("Spansh",)}, "Did you mean es?", "en, es, zh-Hans"),
        ({"languages": ("zz",)}, "", "en, es, zh-Hans"),
        ({"guides": ("hp",)}, "Did you mean hip?", "hip, knee"),
        ({"handouts": ("aftr",)}, "Did you mean after?", "after, before"),
        ({"guides": ("knee",), "handouts": ("after",)}, "", "before"),
        ({"editions": ("lage",)}, "", "standard"),
        ({"paper": "leter"}, "Did you mean letter?", "letter, a4"),
    ],
)
def test_an_unknown_name_is_answered_with_those_there_are(
    narrowing: dict[str, tuple[str, ...] | str], nearest: str, existing: str
) -> None:
    with pytest.raises(UsageError) as caught:
        paths(**narrowing)
    assert nearest in str(caught.value)
    assert existing in str(caught.value)


def test_an_unknown_language_is_answered_with_how_it_would_be_started() -> None:
    with pytest.raises(UsageError, match="language add fr"):
        paths(languages=("fr",))


@given(count=st.integers(1, 12))
def test_shards_share_the_plan_without_overlap_or_gap(count: int) -> None:
    parts = [paths(shard=Shard(index, count)) for index in range(1, count + 1)]
    assert sorted(path for part in parts for path in part) == sorted(paths())


def test_a_new_sheet_moves_no_other_to_another_shard() -> None:
    more = (*GUIDES, guide("shoulder", "before", "after"))
    part = Narrowing(shard=Shard(1, 3))
    old = {job.path for job in make_plan(GUIDES, LANGUAGES, "letter", part)}
    new = {job.path for job in make_plan(more, LANGUAGES, "letter", part)}
    assert old == {path for path in new if "shoulder" not in path}


@pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "a/b", "1/2/3", "-1/2", "1/0"])
def test_a_wrong_shard_says_what_to_write(text: str) -> None:
    with pytest.raises(UsageError, match="1/4"):
        parse_shard(text)


def test_only_the_plain_build_is_full() -> None:
    assert Narrowing().is_full
    for narrowing in (
        Narrowing(languages=("es",)),
        Narrowing(paper="a4"),
        Narrowing(shard=Shard(1, 1)),
    ):
        assert not narrowing.is_full
    assert Narrowing(languages=("es",)).by_name
    assert not Narrowing(shard=Shard(1, 2), paper="a4").by_name
