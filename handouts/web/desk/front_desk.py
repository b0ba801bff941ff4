"""The front desk's page, served on this machine, and the print jobs that it asks for.

What is typed comes in the body of a request and leaves in the PDF of the answer. It is in no
address, no log, no file; see `filling` for where it goes in between.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request

from handouts.desk import page, poster, thumbnails
from handouts.desk.catalogue import page_data
from handouts.desk.values import MOST_LETTERS, TypedValueError, all_spans, check
from handouts.editions import EDITIONS
from handouts.files import reading
from handouts.html import render
from handouts.model.blocks import FillKind
from handouts.model.errors import SetupError, UsageError
from handouts.model.languages import ENGLISH, language
from handouts.model.visible import json_safe
from handouts.press.manifest import Entry, Manifest
from handouts.web.app import Address, make_app
from handouts.web.desk.filling import Filler, NotPrintedError
from handouts.web.desk.protocol import Trouble, Wanted
from handouts.web.desk.sheets import CurrentSheets, FillInLines

#: Sheets of one print job, and copies of it.
MOST_SHEETS, MOST_COPIES = 60, 20

_STATIC = Path(__file__).parent / "static"

UPDATING = "This sheet is being updated. Give the English one and call an interpreter."
UPDATING_ENGLISH = (
    "The English sheet is being updated too. Call an interpreter, and tell who looks after this "
    "computer: the sheets must be built anew."
)
_NOT_MADE = "The sheet could not be made. Print it with blank lines, and write by hand."
_CORRECT = "Correct what is marked."
#: What is wrong with a line on a sheet: words that follow its name.
_FAULTS = {
    Trouble.TOO_LONG: "does not fit on the {name} sheet: shorten it, or write it by hand",
    Trouble.NO_GLYPH: "has a letter that no font of the {name} sheet has: use the letters of "
    "English, or write it by hand",
    Trouble.FAILED: "cannot be printed on the {name} sheet: use the letters of English, or write "
    "it by hand",
}
_NO_SHEETS = (
    "The sheets cannot be found just now. Wait a minute and reload this page. If they stay away, "
    "tell who looks after this computer: the folder {folder} has no list of sheets."
)


class _BadRequestError(Exception):
    """A request that is not as the page sends it."""


def desk_app(
    current: CurrentSheets,
    lines: FillInLines,
    filler: Filler,
    address: Address,
    count: Callable[[Sequence[Wanted], int], None],
) -> Flask:
    """The application. `count` is told the sheets and copies of each print job."""
    app = make_app("handouts-desk", address, _STATIC, frames="blob:")

    @app.errorhandler(UsageError)
    def no_sheets(error: UsageError) -> Response:
        del error
        words = _NO_SHEETS.format(folder=current.folder)
        if request.method == "POST":
            return _told(words, 503)
        return Response(f"{words}\n", 503, mimetype="text/plain")

    @app.get("/")
    def front() -> Response:
        manifest = current.manifest()
        posters = poster.there(current.folder)
        data = {
            **page_data(manifest, posters),
            "lines": lines.of(manifest),
            "mostLetters": MOST_LETTERS,
        }
        return Response(
            render(
                "desk/desk.html",
                data=page.as_json(data),
                sheets=data["sheets"],
                clinic=data["clinic"],
                policy="",
                served=True,
            ),
            mimetype="text/html",
        )

    @app.get("/desk.css")
    def style() -> Response:
        return Response(page.style(current.manifest().about.colors), mimetype="text/css")

    @app.get("/desk.js")
    def script() -> Response:
        own = (_STATIC / "job.js").read_text(encoding="utf-8")
        return Response(f"{page.script(page.PARTS)}\n{own}\nstart();\n", mimetype="text/javascript")

    _serve_files(app, current)

    @app.post("/print")
    def printed() -> Response:
        try:
            asked = _asked()
            sheets = _sheets(asked, current.manifest())
            copies = _copies(asked)
            typed, faults = _typed(asked, lines.kinds(sheets))
        except _BadRequestError:
            return _told("This did not work. Reload the page and try again.", 400)
        if faults:
            return _told(_CORRECT, 422, fields=faults)
        if not sheets:
            return _told(_updating(_tags_of(asked, current.manifest())), 409)
        try:
            pdf = filler.make(sheets, typed, copies)
        except NotPrintedError as error:
            name = language(error.sheet.language).name if error.sheet else ""
            where = f"{name}: " if name and len(sheets) > 1 else ""
            if error.trouble is Trouble.UPDATING and error.sheet:
                return _told(where + _updating({error.sheet.language}), 409)
            fault = _FAULTS.get(error.trouble, "").format(name=name)
            if fault and error.keys:
                return _told(_CORRECT, 422, fields=dict.fromkeys(error.keys, fault))
            return _told(where + _NOT_MADE, 409)
        count(sheets, copies)
        return Response(pdf, mimetype="application/pdf")

    @app.post("/written")
    def written() -> Response:
        """What was typed, as it will stand on the sheets."""
        try:
            asked = _asked()
            sheets = _sheets(asked, current.manifest())
            kinds = lines.kinds(sheets)
            typed, faults = _typed(asked, kinds)
        except _BadRequestError:
            return _told("This did not work. Reload the page and try again.", 400)
        tags = dict.fromkeys(sheet.language for sheet in sheets)
        rows = {tag: _in_words(kinds, typed, tag, lines.country) for tag in tags}
        return _json({"fields": faults, "written": rows})

    return app


def _serve_files(app: Flask, current: CurrentSheets) -> None:
    """Pictures, posters and sheets as they were built."""

    @app.get(f"/{thumbnails.FOLDER}/<name>")
    def picture(name: str) -> Response:
        folder = current.folder / thumbnails.FOLDER
        try:
            names = thumbnails.names(folder)
            data = reading.read(folder / name, within=current.folder) if name in names else None
        except (OSError, SetupError):
            data = None
        return abort(404) if data is None else Response(data, mimetype="image/png")

    @app.get(f"/{poster.FOLDER}/<name>")
    def poster_file(name: str) -> Response:
        path = f"{poster.FOLDER}/{name}"
        try:
            known = path in poster.there(current.folder).values()
            data = reading.read(current.folder / path, within=current.folder) if known else None
        except OSError:
            data = None
        return abort(404) if data is None else Response(data, mimetype="application/pdf")

    @app.get("/sheets/<path:path>")
    def sheet(path: str) -> Response:
        """A sheet as it was built: only what the manifest lists, and only while it is that file."""
        entry = current.manifest().handouts.get(path)
        if entry is None:
            words = _updating(_tags_of({"sheets": [path]}, current.manifest()))
            return Response(f"{words}\n", 404, mimetype="text/plain")
        return _whole(current.folder, entry)


def _in_words(
    kinds: Mapping[str, FillKind], typed: Mapping[str, str], tag: str, country: str
) -> Mapping[str, str]:
    spans = all_spans(kinds, typed, language(tag), country)
    return {key: "".join(span.text for span in value) for key, value in spans.items()}


def _asked() -> Mapping[str, Any]:
    """The body of a request. Only a page of this address can send JSON."""
    try:
        asked = request.get_json(silent=True)
    except RecursionError:
        asked = None
    if not isinstance(asked, dict):
        raise _BadRequestError
    return asked


def _sheets(asked: Mapping[str, Any], manifest: Manifest) -> list[Wanted]:
    """The sheets that are asked for by their paths, those of them that may be handed out."""
    paths = asked.get("sheets")
    if not isinstance(paths, list) or not 0 < len(paths) <= MOST_SHEETS:
        raise _BadRequestError
    if not all(isinstance(path, str) for path in paths):
        raise _BadRequestError
    entries = [manifest.handouts.get(path) for path in paths]
    found = [one for one in entries if one is not None]
    if len(found) < len(entries):
        return []
    return [*map(Wanted.of, found)]


def _tags_of(asked: Mapping[str, Any], manifest: Manifest) -> set[str]:
    """The languages of those sheets that are asked for and being updated."""
    return {manifest.stale[path].language for path in asked["sheets"] if path in manifest.stale}


def _updating(tags: Collection[str]) -> str:
    """What to do while sheets in these languages are being updated: the English one may be it."""
    return UPDATING_ENGLISH if ENGLISH.tag in tags else UPDATING


def _copies(asked: Mapping[str, Any]) -> int:
    copies = asked.get("copies", 1)
    if not isinstance(copies, int) or isinstance(copies, bool) or not 1 <= copies <= MOST_COPIES:
        raise _BadRequestError
    return copies


def _typed(
    asked: Mapping[str, Any], kinds: Mapping[str, FillKind]
) -> tuple[dict[str, str], dict[str, str]]:
    """What was typed, checked, and what is wrong with it; both by key."""
    typed = asked.get("typed", {})
    if not isinstance(typed, dict) or not all(isinstance(one, str) for one in typed.values()):
        raise _BadRequestError
    good, faults = {}, {}
    for key, kind in kinds.items():
        try:
            good[key] = check(kind, typed.get(key, ""))
        except TypedValueError as fault:
            faults[key] = str(fault)
    return good, faults


def _told(message: str, status: int, fields: Mapping[str, str] | None = None) -> Response:
    return _json({"message": message, "fields": fields or {}}, status)


def _json(data: Mapping[str, Any], status: int = 200) -> Response:
    text = json_safe(json.dumps(data, ensure_ascii=False))
    return Response(text, status, mimetype="application/json")


def _whole(folder: Path, entry: Entry) -> Response:
    """A file, if it is the one that the manifest describes: a folder that is being copied to, or
    synchronized, holds halves."""
    try:
        data = reading.read(folder / entry.path, reading.PDF, folder)
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        return Response(f"{_updating({entry.language})}\n", 409, mimetype="text/plain")
    return Response(data, mimetype=EDITIONS[entry.edition].media_type)
