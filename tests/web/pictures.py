"""Draws the pictures of docs/translating.md: `python -m tests.web.pictures`.

The project is copied; in the copy one Spanish message is emptied and one has an error, so that the
pictures show what a translator sees while there is something to do. The picture of Poedit is drawn
anew where Poedit and Xvfb are installed, and stays as it is where they are not.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
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
#: A message whose English has changed, and what it was.
CHANGED, BEFORE = "<b>Rest for the first 24 hours.</b>", "<b>Rest for 24 hours.</b>"
_COLORS = 96
_DISPLAY, _WINDOW = ":77", (960, 700)
#: Seconds until Poedit has drawn its window.
_STARTED = 20


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
        page.locator(".message.chosen .room").get_by_text("on the sheet").wait_for()
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


def poedit_window(folder: Path) -> None:
    """Poedit with a message that is fuzzy."""
    poedit = shutil.which("poedit") or shutil.which("poeditor")
    if not poedit or not shutil.which("Xvfb"):
        print("Poedit or Xvfb is not installed: poedit.png stays as it is")
        return
    settings = folder / "home" / ".config" / "poedit" / "config"
    settings.parent.mkdir(parents=True)
    settings.write_text("enable_spellchecking=0\nsort_order=file-order\n")
    po = folder / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    head, *entries = po.read_text("utf-8").split("\n\n")
    # Poedit opens a file at its first message.
    entries.sort(key=lambda entry: CHANGED not in entry)
    now = f'msgid "{CHANGED}"'
    entries[0] = entries[0].replace(now, f'#, fuzzy\n#| msgid "{BEFORE}"\n{now}')
    po.write_text("\n\n".join([head, *entries]), "utf-8")
    frame = folder / "frame"
    frame.mkdir()
    screen = ["Xvfb", _DISPLAY, "-screen", "0", "{}x{}x24".format(*_WINDOW), "-fbdir", str(frame)]
    home = {"HOME": str(folder / "home"), "DISPLAY": _DISPLAY, "GDK_BACKEND": "x11"}
    with subprocess.Popen(screen) as server:
        time.sleep(2)
        command = ["dbus-run-session", "--", poedit, str(po)]
        environment = {**os.environ, **home}
        with subprocess.Popen(command, env=environment, start_new_session=True) as editor:
            time.sleep(_STARTED)
            save(window(frame / "Xvfb_screen0"), "poedit")
            os.killpg(editor.pid, signal.SIGKILL)
        server.terminate()


def window(dump: Path) -> Image.Image:
    """What stands on a screen, from a dump of the X window system (XWD 7): a header of 25 numbers,
    a name, a table of colours, then pixels."""
    data = dump.read_bytes()
    header = struct.unpack(">25I", data[:100])
    width, height, stride = header[4], header[5], header[12]
    start = header[0] + header[19] * 12
    pixels = data[start : start + stride * height]
    screen = Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", stride, 1)
    return screen.crop(screen.getbbox())


def main() -> None:
    """Draws all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        prepare(folder)
        watch_page(folder)
        proof_pages(folder)
        poedit_window(folder)


if __name__ == "__main__":
    main()
