"""Servers started as people start them, and a real browser."""

from __future__ import annotations

import contextlib
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.commands import quick
from tests.press.conftest import _model, project
from tests.press.model import HANGS

__all__ = ["_model", "project"]

#: Milliseconds that a page may take on a machine that has other work.
expect.set_options(timeout=60_000)

#: Debian's browser; the tests fetch none of their own.
CHROMIUM = "/usr/bin/chromium"
DESKTOP, PHONE = (1280, 900), (390, 844)


@contextlib.contextmanager
def served(project: Path, *arguments: str) -> Iterator[str]:
    """The address at which a command serves."""
    command = [*quick(), *arguments, "--project", str(project)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout
            said = server.stdout.readline()
            assert "http://127.0.0.1:" in said, said
            yield f"http://127.0.0.1:{said.split('127.0.0.1:')[1].split('/')[0]}"
        finally:
            server.send_signal(signal.SIGINT)
            rest, _ = server.communicate(timeout=HANGS)
            assert "Traceback" not in rest
            assert server.returncode == 0


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; a process can have one."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, without a window."""
    # In a container there is no user for a sandbox of its own, and little shared memory.
    # Its own print preview needs a window; the system's dialog is only asked for.
    options = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-print-preview"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
    yield browser
    browser.close()


#: What pages say on their consoles.
_SAID: list[str] = []


def _new_page(browser: Browser) -> Page:
    """A page that has never been anywhere."""
    width, height = DESKTOP
    context = browser.new_context(viewport={"width": width, "height": height})
    # A page that never comes to it fails the test, however busy the machine is.
    context.set_default_timeout(1000 * HANGS)
    expect.set_options(timeout=1000 * HANGS)
    page = context.new_page()
    page.on("console", lambda message: _SAID.append(message.text))
    page.on("pageerror", lambda error: _SAID.append(str(error)))
    return page


@pytest.fixture(scope="session")
def _page(browser: Browser) -> Iterator[Page]:
    """Serves all tests, one after the other: a new one takes as long as most of them."""
    page = _new_page(browser)
    yield page
    page.context.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, _page: Page) -> Iterator[Page]:
    """An empty page that remembers nothing; whatever it says on its console is a fault. One whose
    clock is set (marker `clock`) is the test's own."""
    own = request.node.get_closest_marker("clock")
    page = _new_page(browser) if own else _page
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    _SAID.clear()
    yield page
    if own:
        page.context.close()
    else:
        if page.url.startswith(("http:", "file:")):
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        # Every test begins with an address. What a server serves is left before the server ends; a
        # file stays, as each way to an empty page and back takes a new process of the browser.
        if not page.url.startswith("file:"):
            page.goto("about:blank")
        page.context.clear_cookies()
    # A server that has been stopped answers no more; what it refuses, the page tells.
    told = ("net::ERR_", "status of 409", "status of 422")
    assert [words for words in _SAID if not any(one in words for one in told)] == []
