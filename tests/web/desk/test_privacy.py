"""Nothing that is typed for a patient is left on the disk."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.press.model import ROOT
from tests.web.conftest import CHROMIUM, served
from tests.web.desk.conftest import choose

from .test_print import MARKER, press_print, type_line


def spellings(words: str) -> list[bytes]:
    return [words.encode(), words.encode("utf-16-le"), words.replace(" ", "%20").encode(),
            words.replace(" ", "+").encode()]  # fmt: skip


def test_nothing_typed_is_left_on_the_disk(browser: Browser, sheets: Path, tmp_path: Path) -> None:
    """Neither by the desk nor by a browser with a profile that it keeps."""
    out, profile, count = tmp_path / "out", tmp_path / "profile", tmp_path / "count.csv"
    shutil.copytree(sheets, out)
    server = ("desk", "--port", "0", "--out", str(out), "--count", str(count))
    options = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-print-preview"]
    with served(ROOT, *server) as address:
        context = browser.browser_type.launch_persistent_context(
            str(profile), executable_path=CHROMIUM, args=options
        )
        page = context.new_page()
        page.goto(address)
        choose(page, "urdu")
        type_line(page, "driver.name", MARKER)
        type_line(page, "address", MARKER)
        press_print(page)
        expect(page.locator("#job-status")).to_contain_text("print dialog")
        assert MARKER.split(maxsplit=1)[0] not in page.url
        page.goto("about:blank")
        context.close()
    looked = 0
    for folder in (tmp_path, ROOT / ".cache"):
        for path in folder.rglob("*"):
            if path.is_file():
                looked += 1
                data = path.read_bytes()
                assert not any(one in data for one in spellings(MARKER)), path
    assert looked > 50
    rows = count.read_text().splitlines()
    assert rows[0] == "day,guide,handout,language,edition,paper,copies"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d,[a-z-]+,preparation,ur,standard,letter,1", rows[1])
    assert len(rows) == 2
