"""A page for each sheet that prints it at once, for the desk's page when no server is there.

A page in a file may not reach into the viewer of a PDF, so that no key of it can print one. So
each sheet stands in a page of its own too, with the action of PDF that opens the print dialog
(`OpenAction`, `Print`), which the sheet itself has not: whoever opens that wants to read it. The
page hands it to the browser's viewer, and tells the page that has framed it. One that is missing,
locked or only half there tells nothing. It is named after the content of its PDF: it is written
once, and never out of date.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from handouts.desk.catalogue import print_page_name
from handouts.desk.inline import policy_source
from handouts.files import atomic, reading
from handouts.press.manifest import Entry

#: Folder of the pages, beside the desk's page.
FOLDER = "print"

#: Names of such pages.
_NAME = re.compile(r"[0-9a-f]+\.html")

_SCRIPT = Path(__file__).parent / "static" / "print.js"


def write_missing(out: Path, entries: Iterable[Entry]) -> None:
    """Writes the pages that are not there yet, and removes those of sheets that are no more. A file
    that cannot be read has none. Raises `OutputError`."""
    folder = out / FOLDER
    wanted = {print_page_name(one): one for one in entries if one.media_type == "application/pdf"}
    atomic.must_be_within(folder / "name", out)
    there = {path.name for path in folder.glob("*.html") if _NAME.fullmatch(path.name)}
    if missing := sorted(wanted.keys() - there):
        _write(out, {name: wanted[name] for name in missing})
    for name in there - wanted.keys():
        atomic.remove(folder / name)


def _write(out: Path, missing: Mapping[str, Entry]) -> None:
    # Not loaded when there is nothing to do.
    from handouts.pdf.errors import UnreadableError  # noqa: PLC0415
    from handouts.pdf_reading.confined import confined  # noqa: PLC0415

    for name, entry in missing.items():
        try:
            pdf = reading.read(out / entry.path, reading.PDF, out)
            whole = hashlib.sha256(pdf).hexdigest() == entry.sha256
            page = _page(confined(_opens_dialog, pdf)) if whole else b""
        except (OSError, UnreadableError):
            continue
        if page:
            atomic.write(out / FOLDER / name, page, out)


def _opens_dialog(pdf: bytes) -> bytes:
    """The same document, which asks the viewer for its print dialog once it is open. Raises
    `UnreadableError`."""
    import pikepdf  # noqa: PLC0415 - as above

    from handouts.pdf.errors import UnreadableError  # noqa: PLC0415 - as above

    file = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            action = {"/S": pikepdf.Name.Named, "/N": pikepdf.Name.Print}
            document.Root.OpenAction = pikepdf.Dictionary(action)
            document.save(file, static_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError) as error:
        raise UnreadableError(str(error)) from error
    return file.getvalue()


def _page(pdf: bytes) -> bytes:
    from handouts.html import render  # noqa: PLC0415 - as above

    script = _SCRIPT.read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {policy_source(script)}; frame-src blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    sheet = base64.b64encode(pdf).decode("ascii")
    return render("desk/print.html", policy=policy, sheet=sheet, script=script).encode()
