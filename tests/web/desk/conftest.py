"""The clinic's own sheets in some languages and both editions, and a desk that serves them."""

from __future__ import annotations

import json
import secrets
import unicodedata
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from playwright.sync_api import Page

from handouts.desk import page as desk_page
from handouts.desk import poster
from handouts.project.project import Project
from handouts.text.fonts import default_folders
from tests.press.model import HANGS, ROOT, run
from tests.web.conftest import served

LANGUAGES = ("en", "es", "ar", "ur", "zh-Hans", "th", "am")
GUIDE = "sacroiliac-joint-injection"
PREPARATION = "Getting ready for your injection"


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the sheets and the page."""
    out = tmp_path_factory.mktemp("sheets")
    result, _ = run(ROOT, out=out, languages=LANGUAGES, editions=("standard", "large"))
    assert result.exit_code == 0, result.findings
    fonts = tuple(default_folders(None, ROOT))
    assert poster.write(Project(ROOT), out, fonts, lambda: None) == ()
    desk_page.write(out, lambda: None)
    return out


@pytest.fixture(scope="session")
def desk(sheets: Path) -> Iterator[str]:
    """The address of a desk."""
    with served(ROOT, "desk", "--port", "0", "--out", str(sheets)) as address:
        yield address


WAYS = ("file", "served")


@pytest.fixture(params=WAYS)
def opened(request: pytest.FixtureRequest, page: Page, sheets: Path) -> Page:
    """The page, in both ways."""
    if request.param == "file":
        page.goto((sheets / desk_page.NAME).as_uri())
    else:
        page.goto(request.getfixturevalue("desk"))
    return page


class Answered(NamedTuple):
    """What a desk answered."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def message(self) -> str:
        """What the person at the desk is told."""
        told: str = json.loads(self.body)["message"]
        return told


def ask(
    address: str, body: Any = None, headers: Mapping[str, str] | None = None, method: str = ""
) -> Answered:
    """A request, of a program rather than a browser. A body that is no bytes is sent as JSON."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **(headers or {})} if data is not None else headers
    asked = urllib.request.Request(address, data, dict(sent or {}), method=method or None)
    try:
        with urllib.request.urlopen(asked, timeout=HANGS) as answer:
            return Answered(answer.status, answer.read(), dict(answer.headers))
    except urllib.error.HTTPError as error:
        with error:
            return Answered(error.code, error.read(), dict(error.headers))


def new_word() -> str:
    """A word that stands nowhere else. Of letters alone: readers of PDFs turn a run of digits round
    in a line from right to left."""
    return "Zq" + "".join(secrets.choice("bcdfghjkmnpqrstvwxz") for _ in range(16))


def path_of(tag: str, handout: str = "preparation", edition: str = "") -> str:
    """The path of a sheet in the folder."""
    return f"{tag}/{GUIDE}-{handout}{edition}.pdf"


def job(tag: str, handout: str = "preparation", copies: int = 1, **typed: str) -> dict[str, Any]:
    """A print job of one sheet; `appointment_date` is the key `appointment.date`."""
    keys = {key.replace("_", "."): words for key, words in typed.items()}
    return {"sheets": [path_of(tag, handout)], "copies": copies, "typed": keys}


def text_of(pdf: bytes) -> str:
    """The words on all pages, as an independent reader finds them, in one line and without the
    marks that steer direction."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    seen = (char for char in words if unicodedata.category(char) != "Cf")
    return " ".join("".join(seen).split())


def pages_of(pdf: bytes) -> int:
    """The number of pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def find(page: Page, words: str) -> None:
    """Types words into the search and takes the first language."""
    page.locator("#search").fill(words)
    page.keyboard.press("Enter")


def with_drafts(page: Page) -> None:
    """Shows drafts, which all sheets of this project are."""
    page.locator("#drafts").check()


def card(page: Page, title: str = PREPARATION):  # type: ignore[no-untyped-def]
    """The card of a sheet."""
    return page.locator(".card").filter(has_text=title)


def choose(page: Page, words: str, title: str = PREPARATION) -> None:
    """Puts a sheet into the print job."""
    find(page, words)
    if not page.locator("#drafts").is_checked():
        with_drafts(page)
    card(page, title).get_by_role("button").click()
