"""Draws the pictures of docs/translating.md: `python -m tests.web.pictures`.

The project is copied; in the copy one Spanish message is emptied and one has an error, so that the
pictures show what a translator sees while there is something to do.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from handouts.cli.application import run as run_command
from tests.press.model import ROOT
from tests.web.conftest import CHROMIUM, served

GUIDE = "sacroiliac-joint-injection"
PICTURES = ROOT / "docs" / "pictures"
#: A message to translate, and one with an error, by their English.
GAP, WRONG = "Do not lift heavy things.", "The main thing"
_COLORS = 96


def prepare(folder: Path) -> None:
    """Copies the project, with two messages to do."""
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    for domain, english, words in ((GUIDE, GAP, ""), ("common", WRONG, "Lo 1 más importante")):
        po = folder / "locales" / "es" / "LC_MESSAGES" / f"{domain}.po"
        before, found, after = po.read_text("utf-8").partition(f'msgid "{english}"\n')
        assert found, english
        rest = after.partition("\n\n")[2]
        po.write_text(f'{before}{found}msgstr "{words}"\n\n{rest}', "utf-8")


def save(picture: Image.Image, name: str) -> None:
    """Writes a picture with few colours, so that it stays small."""
    few = picture.convert("RGB").quantize(_COLORS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def watch_page(folder: Path) -> None:
    """The live page, with the message that is not translated chosen."""
    with served(folder, "watch", "es") as address, sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}/?sheet={GUIDE}/recovery")
        page.locator("body[data-shown]").wait_for()
        page.locator(".place.gap").first.click()
        page.locator(".message.chosen summary").click()
        save(Image.open(io.BytesIO(page.screenshot())), "watch")
        browser.close()


def proof_pages(folder: Path) -> None:
    """The first page of a proof beside the first page of its list."""
    assert run_command(["proof", "es", "--handout", "recovery"], folder, "build.py") == 0
    path = folder / "dist" / "proof" / "es" / f"{GUIDE}-recovery-proof.pdf"
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [pdf[number].render(scale=1.1).to_pil() for number in (0, 2)]
    both = Image.new("RGB", (sum(page.width for page in pages) + 12, pages[0].height), "#9AA5AB")
    both.paste(pages[0], (0, 0))
    both.paste(pages[1], (pages[0].width + 12, 0))
    save(both, "proof")


def main() -> None:
    """Draws both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        prepare(folder)
        watch_page(folder)
        proof_pages(folder)


if __name__ == "__main__":
    main()
