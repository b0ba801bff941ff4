"""The live page while files are damaged, repaired, and exchanged for those of another branch."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.press.model import GUIDE, edit
from tests.web.conftest import served
from tests.web.watching import TODO, card, catalog, open_sheet


def test_a_damaged_catalog_leaves_the_last_good_pages(page: Page, project: Path) -> None:
    po = catalog(project, "es")
    good = po.read_bytes()
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        picture = page.locator(".page img").first.get_attribute("src")
        for damage, told in (
            (good + b"<<<<<<< ours\n", "conflict"),
            (good[: len(good) // 2 + 7], GUIDE),
            (good.decode().replace("es:", "\u00e9:").encode("latin-1"), "not UTF-8"),
            (b"", GUIDE),
            (None, "No such file"),
        ):
            if damage is None:
                po.unlink()
            else:
                po.write_bytes(damage)
            expect(page.locator("#status")).to_contain_text("last good pages")
            expect(page.locator("#problems")).to_contain_text(told)
            expect(page.locator(".page img").first).to_have_attribute("src", picture or "")
            po.write_bytes(good)
            expect(page.locator("#status")).to_contain_text("all translated")
            expect(page.locator("#problems li")).to_have_count(0)


def test_a_catalog_whose_end_is_gone_is_never_done(page: Page, project: Path) -> None:
    """Also where the messages of the sheet that is looked at stand before the cut."""
    po = catalog(project, "es")
    good = po.read_bytes()
    assert good.index(b"Your knee after") < good.index(b"Your knee before")
    cut = good[: good.index(b'msgid "Your knee before"') - 20]
    with served(project, "watch", "es") as address:
        open_sheet(page, address, "after")
        expect(page.locator("#status")).to_contain_text("all translated")
        po.write_bytes(cut)
        expect(page.locator("#status")).to_contain_text("last good pages")
        expect(page.locator("#status")).not_to_contain_text("done")
        expect(page.locator("#problems")).to_contain_text("in the middle of an entry")
        expect(page.locator("#problems li")).to_have_count(1)
        # Who opens the page only now has no good pages.
        page.reload()
        expect(page.locator("#problems li")).to_have_count(1)
        expect(page.locator("#status")).not_to_contain_text("all translated")
    with served(project, "watch", "es") as address:
        open_sheet(page, address, "after")
        expect(page.locator("#status")).to_contain_text("A catalog is damaged")
        expect(page.locator("#status")).not_to_contain_text("all translated")
        po.write_bytes(good)
        expect(page.locator("#status")).to_contain_text("all translated")


def test_a_byte_order_mark_is_a_warning_and_the_page_goes_on(page: Page, project: Path) -> None:
    po = catalog(project, "es")
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        words = po.read_text(encoding="utf-8").replace("es: Your knee before", "Otra rodilla")
        po.write_text(words, encoding="utf-8-sig")
        expect(card(page, "Your knee before").locator(".translation")).to_have_text("Otra rodilla")
        expect(page.locator("#problems")).to_contain_text("byte order mark")
        expect(page.locator("#status")).to_contain_text("all translated")


def test_templates_brand_and_glossary_are_looked_at_too(page: Page, project: Path) -> None:
    template = project / "templates" / GUIDE / "before.xml"
    good = template.read_text()
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        before = page.locator(".page img").first.get_attribute("src")
        edit(project / "templates" / "brand.toml", 'brand = "#12455B"', 'brand = "#5B1245"')
        expect(page.locator(".page img").first).not_to_have_attribute("src", before or "")
        template.write_text(good + "{% block")
        expect(page.locator("#status")).to_contain_text("last good pages")
        template.write_text(good)
        expect(page.locator("#status")).to_contain_text("all translated")


def git(project: Path, *arguments: str) -> None:
    named = ["-c", "user.name=Name", "-c", "user.email=name@example.org"]
    subprocess.run(["git", *named, *arguments], cwd=project, check=True, capture_output=True)


def test_another_branch_is_shown_as_soon_as_it_is_checked_out(page: Page, project: Path) -> None:
    git(project, "init", "-q", "-b", "main")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Words")
    git(project, "checkout", "-q", "-b", "other")
    edit(catalog(project, "es"), "es: Your knee before", "Otra rodilla")
    edit(project / "templates" / GUIDE / "before.xml", "Sit down.", "Sit down now.")
    git(project, "commit", "-q", "-a", "-m", "Other words")
    git(project, "checkout", "-q", "main")
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(page.locator("#status")).to_contain_text("all translated")
        git(project, "checkout", "-q", "other")
        expect(card(page, "Your knee before").locator(".translation")).to_have_text("Otra rodilla")
        expect(page.locator("#status")).to_contain_text(TODO)
        expect(page.locator(".place.gap")).to_have_count(1)
        git(project, "checkout", "-q", "main")
        expect(page.locator("#status")).to_contain_text("all translated")
        expect(card(page, "Your knee before").locator(".translation")).to_have_text(
            "es: Your knee before"
        )


def test_a_character_that_no_font_has_is_told_and_the_page_stays(page: Page, project: Path) -> None:
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        before = page.locator(".page img").first.get_attribute("src")
        edit(catalog(project, "es"), "es: Your knee before", "es: \U00010348 rodilla")
        expect(page.locator("#status button.bad")).to_have_text("1 error")
        expect(page.locator(".page img").first).not_to_have_attribute("src", before or "")
        edit(catalog(project, "es"), "es: ¿What do I do before my visit?", "es: \U00010348?")
        expect(card(page, r"What do I do before my visit\?")).to_contain_text("U+10348")


@pytest.mark.parametrize("viewport", [(1280, 800), (390, 844)])
def test_how_to_restore_a_broken_catalog_is_seen_whole(
    page: Page, project: Path, viewport: tuple[int, int]
) -> None:
    po = catalog(project, "es")
    good = po.read_bytes()
    width, height = viewport
    page.set_viewport_size({"width": width, "height": height})
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        po.write_bytes(good[: len(good) // 2 + 7])
        why = page.locator("#status button", has_text="Cannot be read just now")
        expect(why).to_have_css("color", "rgb(140, 42, 28)")
        problems = page.locator("#problems")
        why.click()
        expect(problems).to_be_focused()
        expect(problems.locator("li").first).to_be_in_viewport(ratio=1)
        assert problems.evaluate("one => one.scrollHeight <= one.clientHeight")
        side = problems.locator("li").first.bounding_box()
        assert side
        assert side["x"] >= 8
        assert side["x"] + side["width"] <= width - 8
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        one = page.locator(".message").first
        expect(one).to_have_class(re.compile("doubtful"))
        expect(one.locator(".state")).to_have_text("Translated, when it was last read")
        expect(one).to_have_css("border-inline-start-color", "rgb(138, 145, 150)")
        po.write_bytes(good)
        expect(one.locator(".state")).to_have_text("Translated")
