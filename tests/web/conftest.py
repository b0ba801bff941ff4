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


@contextlib.contextmanager
def quiet_page(browser: Browser) -> Iterator[Page]:
    """A page that has never been anywhere; whatever it says on its console is a fault."""
    width, height = DESKTOP
    context = browser.new_context(viewport={"width": width, "height": height})
    # A page that never comes to it fails the test, however busy the machine is.
    context.set_default_timeout(1000 * HANGS)
    expect.set_options(timeout=1000 * HANGS)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    # A server that has been stopped answers no more; what it refuses, the page tells.
    told = ("net::ERR_", "status of 409", "status of 422")
    assert [words for words in said if not any(one in words for one in told)] == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of the test's own."""
    with quiet_page(browser) as page:
        yield page
