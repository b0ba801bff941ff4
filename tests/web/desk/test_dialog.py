"""What comes out of the printer: a browser with a window, whose dialog prints into a file.

And what is told when nothing can come out, in the page that needs no server.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from handouts.desk import page as desk_page
from handouts.desk import printing
from handouts.press.manifest import NAME, load
from tests.web.conftest import CHROMIUM
from tests.web.desk.conftest import choose, find, pages_of, path_of, text_of, with_drafts

UPDATING = re.compile("This sheet is being updated. Give the English one and call an interpreter")


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1280x900x24",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
        server.terminate()


@pytest.fixture
def printer(
    playwright: Playwright, display: str, tmp_path: Path
) -> Iterator[tuple[BrowserContext, Path]]:
    """A browser, and the folder that its print dialog prints into without being asked."""
    profile, out = tmp_path / "profile", tmp_path / "printed"
    (profile / "Default").mkdir(parents=True)
    out.mkdir()
    pdf = "Save as PDF"
    one = {"id": pdf, "origin": "local", "account": "", "capabilities": {}}
    state = {"recentDestinations": [one], "selectedDestinationId": pdf, "version": 2}
    settings = {
        "printing": {"print_preview_sticky_settings": {"appState": json.dumps(state)}},
        "savefile": {"default_directory": str(out)},
    }
    (profile / "Default" / "Preferences").write_text(json.dumps(settings))
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=CHROMIUM,
        headless=False,
        args=["--no-sandbox", "--disable-dev-shm-usage", "--kiosk-printing"],
        # Its viewer of PDFs is an extension that comes with it.
        ignore_default_args=[
            "--disable-extensions",
            "--disable-component-extensions-with-background-pages",
        ],
        env={**os.environ, "DISPLAY": display},
    )
    yield context, out
    context.close()


def printed(out: Path) -> bytes:
    """The file that was printed, once it is whole."""
    for _ in range(600):
        for path in out.glob("*.pdf"):
            data = path.read_bytes()
            if data.rstrip().endswith(b"%%EOF"):
                return data
        time.sleep(0.1)
    raise AssertionError("nothing was printed")


def test_one_key_prints_a_sheet_of_a_file(
    printer: tuple[BrowserContext, Path], sheets: Path
) -> None:
    context, out = printer
    page = context.new_page()
    page.goto((sheets / desk_page.NAME).as_uri())
    page.keyboard.type("urdu")
    page.keyboard.press("Enter")
    with_drafts(page)
    page.keyboard.press("1")
    expect(page.locator("#print-status")).to_contain_text("Sent to the print dialog")
    came, blank = printed(out), (sheets / path_of("ur")).read_bytes()
    assert pages_of(came) == pages_of(blank)
    assert text_of(came) == text_of(blank)


def test_a_filled_sheet_comes_out(printer: tuple[BrowserContext, Path], desk: str) -> None:
    context, out = printer
    page = context.new_page()
    page.goto(desk)
    choose(page, "urdu", "At home after your injection")
    page.get_by_label("My next visit").fill("2026-03-10T09:30")
    page.keyboard.press("Enter")
    expect(page.locator("#job-status")).to_contain_text("Sent to the print dialog")
    text = text_of(printed(out))
    # The printer's file is written anew, and has no order of reading.
    for words in ("Tuesday", "March", "مارچ", "2026", "9:30"):
        assert words in text


# A page in a file, when a sheet is not there


def missing(path: Path) -> None:
    path.unlink()


def locked(path: Path) -> None:
    """As a file that may not be opened, to root too: a link to itself."""
    path.unlink()
    path.symlink_to(path.name)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


@pytest.mark.parametrize("fault", [missing, locked, half])
@pytest.mark.clock
def test_a_sheet_that_cannot_be_printed_is_told(
    page: Page, sheets: Path, tmp_path: Path, fault: Callable[[Path], None]
) -> None:
    out = Path(shutil.copytree(sheets, tmp_path / "out"))
    entry = load(out).handouts[path_of("ur")]
    fault(out / printing.FOLDER / f"{entry.sha256[:20]}.html")
    page.clock.install()
    page.goto((out / desk_page.NAME).as_uri())
    find(page, "urdu")
    with_drafts(page)
    page.get_by_role("button", name="Print Getting ready").click()
    page.clock.fast_forward(8000)
    expect(page.locator("#print-status")).to_have_text(UPDATING)
    expect(page.locator("#sheet")).to_have_count(0)
    page.get_by_role("button", name="Print What happens").click()
    expect(page.locator("#print-status")).to_contain_text("Sent to the print dialog")
    page.get_by_role("button", name="Print What happens").click()  # it was cancelled
    expect(page.locator("#print-status")).to_contain_text("Sent to the print dialog")
    expect(page.locator("#sheet")).to_have_count(1)


def test_half_a_page_says_so(page: Page, sheets: Path, tmp_path: Path) -> None:
    whole = (sheets / desk_page.NAME).read_text(encoding="utf-8")
    path = tmp_path / desk_page.NAME
    for share in (0.3, 0.6, 0.9):
        path.write_text(whole[: int(len(whole) * share)], encoding="utf-8")
        page.goto(path.as_uri())
        expect(page.locator("#loading")).to_contain_text("this page is only half here")
    path.write_text(whole, encoding="utf-8")
    page.goto(path.as_uri())
    expect(page.locator("#loading")).to_be_hidden()


def test_a_build_that_is_not_whole_prints_nothing_else(sheets: Path, tmp_path: Path) -> None:
    """No page is made of a sheet that is not the listed one; pages of sheets that are gone go."""
    out = Path(shutil.copytree(sheets, tmp_path / "out"))
    shutil.rmtree(out / printing.FOLDER)
    (out / path_of("ur")).write_bytes(b"%PDF-1.7 half")
    stray = out / printing.FOLDER / "0123.html"
    stray.parent.mkdir()
    stray.touch()
    desk_page.write(out, lambda: None)
    entries = load(out).handouts
    names = {f"{one.sha256[:20]}.html" for path, one in entries.items() if path != path_of("ur")}
    assert {path.name for path in stray.parent.iterdir()} == names
    assert (out / NAME).exists()
