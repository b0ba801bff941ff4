"""The other views of the desk: the languages to point at, and whether a paper is current."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from handouts.press.manifest import load
from tests.each import each
from tests.web.conftest import DESKTOP, PHONE
from tests.web.desk.conftest import (
    PREPARATION,
    ask,
    find,
    path_of,
    with_drafts,
)

ZOOMED = (DESKTOP[0] // 2, DESKTOP[1] // 2)  # what 200 % zoom leaves of a desktop


@each(
    ("typed", "answer"),
    [
        ("SIJ-PREP-ur \u00b7 version {v} \u00b7 {d}", "Current:"),
        ("sij-prep-ur version {v} {d}", "Current:"),
        ("SIJ-PREP-ur version 0.9 {d}", "Superseded"),
        ("SIJ-PREP-ur version {v} 2020-01-01", "Superseded"),
        ("page 1 of 4 SIJ-PREP-ur \u00b7 {v} \u00b7 {d} LARGE PRINT", "Current:"),
        ("LARGE PRINT SIJ-PREP-ur \u00b7 {v} \u00b7 {d} page 5 of 6", "Current:"),
        ("LARGE PRINT SIJ-PREP-ur \u00b7 {v} \u00b7 {d} 4/5", "Current:"),
        ("SIJ-PREP-ur \u00b7 {d} page 5 of 6", "Current by its date"),
        ("SIJ-PREP-ur version {v} {us}", "Current:"),
        ("SIJ-PREP-ur version {v} 2097-01-01", "later than ours"),
        ("SIJ-PREP-ur \u00b7 {v} \u00b7 {slashed}", "Current:"),
        ("SIJ-PREP-ur {v} {named}", "Current:"),
        ("SIJ-PREP-ur 1.O {d}", "Current:"),
        ("SIJ-PREP-ur 1 {d}", "Current:"),
        ("SIJ-PREP-ur {v} {dotted}", "Current:"),
        ("SIJ-PREP-ur {v} 5.6.2025", "could not be read: 5.6.2025"),
        ("SIJ-PREP-ur {v} 2026-31-12", "could not be read"),
        ("SIJ-PREP-ur {v} 2020-01-01", "Superseded"),
        ("SIJ-PREP-ur 2020-01-01", "Type the version"),
        ("SIJ-PREP-ur 0.9", "Type the date"),
        ("SIJ-PREP-zh-Hans", "only if its foot says the same"),
        ("OLD-PREP-ur version 1", "None of the sheets has"),
        ("x", "Type the code"),
    ],
)
def test_an_old_paper_is_told(opened: Page, sheets: Path, typed: str, answer: str) -> None:
    entry = load(sheets).handouts[path_of("ur")]
    opened.get_by_role("link", name="Find a sheet").click()
    opened.get_by_role("link", name="Is my paper current?").click()
    expect(opened.locator("#code")).to_be_focused()
    year, month, day = entry.date.split("-")
    american = f"{int(month)}/{int(day)}/{year}"
    ways = {
        "us": american,
        "slashed": entry.date.replace("-", "/"),
        "named": datetime.date.fromisoformat(entry.date).strftime("%d %b %Y"),
        "dotted": f"{day}.{month}.{year}",
    }
    assert int(day) > 12, "a day that could be a month is written in no other way"
    opened.locator("#code").fill(typed.format(v=entry.version, d=entry.date, **ways))
    opened.keyboard.press("Enter")
    said = opened.locator("#current-answer")
    expect(said).to_contain_text(answer)
    if answer == "Current:":
        expect(said).to_contain_text(f"{PREPARATION}, Urdu (editions: standard, large).")
        expect(said).to_contain_text("A draft: no qualified person has checked the words.")


def test_a_patient_points_to_a_language(opened: Page) -> None:
    opened.get_by_role("link", name="Point to your language").click()
    name = opened.locator("#point-languages bdi[lang=ur]")
    expect(name).to_have_attribute("dir", "rtl")
    name.click()
    expect(opened.locator("#find")).to_be_visible()
    expect(opened.locator("#chosen")).to_contain_text("Urdu")


def test_pointing_leaves_nothing_of_the_search_before(opened: Page) -> None:
    find(opened, "span")
    with_drafts(opened)
    opened.keyboard.press("1")
    opened.get_by_role("link", name="Point to your language").click()
    opened.locator("#point-languages bdi[lang=ar]").click()
    expect(opened.locator("#chosen")).to_contain_text("Arabic")
    expect(opened.locator("#chosen")).to_be_focused()
    expect(opened.locator("#search")).to_have_value("")
    expect(opened.locator("#found")).to_have_text("")
    opened.keyboard.press("2")
    expect(opened.locator("#search")).to_have_value("")


def test_the_view_to_point_at_is_a_poster_too(opened: Page, sheets: Path) -> None:
    opened.get_by_role("link", name="Point to your language").click()
    for paper in ("Letter", "A4"):
        link = opened.locator("#posters").get_by_role("link", name=paper)
        href = link.get_attribute("href")
        assert href
        assert (sheets / href.lstrip("/")).is_file()
        if not opened.url.startswith("file:"):
            answer = ask(opened.url.partition("#")[0].rstrip("/") + href)
            assert answer.body == (sheets / href.lstrip("/")).read_bytes()


@pytest.mark.parametrize("size", [DESKTOP, ZOOMED, PHONE])
def test_everybody_can_read_the_page(opened: Page, size: tuple[int, int]) -> None:
    opened.set_viewport_size({"width": size[0], "height": size[1]})
    for view in ("Find a sheet", "Point to your language", "Is my paper current?"):
        opened.get_by_role("link", name=view).click()
        if view == "Find a sheet":
            find(opened, "ur")
            with_drafts(opened)
        found = Axe().run(opened)
        assert found.violations_count == 0, found.generate_report()
        assert opened.evaluate("document.documentElement.scrollWidth") <= size[0]
