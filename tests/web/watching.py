"""What the tests of the live page share."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.press.model import GUIDE

#: What the page says of a sheet with one message left.
TODO = re.compile(r"1 of \d+ messages to do")


def catalog(project: Path, tag: str) -> Path:
    return project / "locales" / tag / "LC_MESSAGES" / f"{GUIDE}.po"


def card(page: Page, words: str):  # type: ignore[no-untyped-def]
    return page.locator(".message").filter(
        has=page.get_by_role("button", name=re.compile(rf"^\d+\. {words}$"))
    )


def open_sheet(page: Page, address: str, handout: str = "before") -> None:
    page.goto(f"{address}/?sheet={GUIDE}/{handout}")
    expect(page.locator(".page img").first).to_have_attribute("src", re.compile(r"\.bmp$"))
    expect(page.locator(".message").first).to_be_visible()
