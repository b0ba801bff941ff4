"""Serving the translator's live page: it is drawn anew whenever a file of the project changes."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request

from handouts.editions import EDITIONS, STANDARD
from handouts.editions.paper.style import DESIGNS
from handouts.html import render
from handouts.model.errors import FindingsError, SetupError
from handouts.model.languages import SOURCE_LANGUAGE
from handouts.model.visible import json_safe
from handouts.press.sheet_messages import by_place
from handouts.project.project import Project
from handouts.web.app import Address, make_app
from handouts.web.events import ChangeEvents
from handouts.web.translators.preview import Chosen, Preview, View, finding_json, message_json

_STATIC = Path(__file__).parent / "static"
_STYLE = Path(__file__).parents[2] / "html" / "style.css"

#: Files that editors write beside the one that is being saved change nothing.
_SUFFIXES = frozenset(
    {".po", ".pot", ".toml", ".csv", ".xml", ".rng", ".svg", ".png", ".jpg", ".jpeg", ".txt"}
)

#: Changes within this time are one: an editor writes, renames and touches; milliseconds.
_TOGETHER = 15


def watch_app(preview: Preview, changes: ChangeEvents, address: Address) -> Flask:
    """The application."""
    app = make_app("handouts-watch", address, _STATIC)

    @app.get("/")
    def page() -> str:
        sheets = [
            {"value": f"{guide.name}/{name}", "name": name.capitalize(), "guide": guide.title}
            for guide, name in preview.sheets
        ]
        return render(
            "web/translators/watch.html",
            language=preview.language,
            sheets=sheets,
            editions=[
                one
                for one in EDITIONS.values()
                if one.extension == ".pdf" and one.made_in(preview.language)
            ],
        )

    @app.get("/style.css")
    def style() -> Response:
        return Response(_STYLE.read_bytes(), mimetype="text/css")

    @app.get("/state")
    def state() -> Response:
        number = changes.number
        try:
            chosen = _chosen(preview)
            view = preview.view(chosen)
        except KeyError:
            abort(404)
        except FindingsError as error:
            return _json({"number": number, "findings": [*map(finding_json, error.findings)]})
        return _json({"number": number, **_shown(view, preview, chosen.edition)})

    @app.get("/room")
    def room_of() -> Response:
        try:
            chosen = _chosen(preview)
            preview.view(chosen)
        except KeyError:
            abort(404)
        except FindingsError:
            return _json(None)
        code = request.args.get("code", "")
        try:
            found = preview.room(chosen, code)
        except KeyError:
            if code:
                abort(404)
            return _json(None)
        except (FindingsError, SetupError):
            return _json(None)
        return _json({"letters": found.letters, "enough": found.enough})

    @app.get("/page/<look>.bmp")
    def picture(look: str) -> Response:
        try:
            return Response(preview.page(look), mimetype="image/bmp")
        except KeyError:
            abort(404)

    @app.get("/events")
    def events() -> Response:
        stream = changes.stream()
        if stream is None:
            abort(503)
        return Response(stream, mimetype="text/event-stream")

    return app


def _chosen(preview: Preview) -> Chosen:
    """The sheet that is asked for. Raises `KeyError` for an edition that is not made of it."""
    guide, _, handout = request.args.get("sheet", "").partition("/")
    edition = request.args.get("edition", STANDARD.name)
    if not EDITIONS[edition].made_in(preview.language):
        raise KeyError(edition)
    return Chosen(guide, handout, edition)


def _json(data: Mapping[str, Any] | None) -> Response:
    text = json_safe(json.dumps(data, ensure_ascii=False))
    return Response(text, mimetype="application/json")


def _shown(view: View, preview: Preview, edition: str) -> Mapping[str, Any]:
    drawn = view.drawn
    width, height = drawn.page_size
    messages = by_place(view.messages)
    places = [
        {
            "code": messages[place.text.where].code,
            "page": place.page,
            "lines": place.lines,
            "room": place.room,
            "left": place.box[0] / width,
            "top": 1 - place.box[3] / height,
            "width": (place.box[2] - place.box[0]) / width,
            "height": (place.box[3] - place.box[1]) / height,
        }
        for place in drawn.places
        if place.text.where in messages
    ]
    return {
        "stale": view.stale,
        "damaged": view.damaged,
        "pages": drawn.looks,
        "ratio": width / height,
        "left": [round(left) for left in drawn.left],
        "white": round(drawn.white * 100),
        "too_long": drawn.too_long,
        "counted": DESIGNS[edition].counted,
        "findings": [finding_json(finding) for finding in view.findings],
        "messages": [message_json(message, view) for message in view.messages],
        "places": places,
        "language": preview.language.tag,
        "rtl": preview.language.right_to_left,
        "source": preview.language == SOURCE_LANGUAGE,
    }


def follow(folder: Path, preview: Preview, changes: ChangeEvents, stop: threading.Event) -> None:
    """Looks at the project's files until `stop` is set, and tells of changes."""
    from watchfiles import watch  # noqa: PLC0415 - only this command needs it

    project = Project(folder)
    read = {one.locale for one in (SOURCE_LANGUAGE, preview.language)}

    def is_read(path: Path) -> bool:
        """Whether the page may hang on a file: on those of other languages it does not."""
        inside = path.is_relative_to(project.locales)
        parts = path.relative_to(project.locales).parts if inside else ()
        return path.suffix in _SUFFIXES and (len(parts) < 2 or parts[0] in read)

    roots = [path for path in (project.templates, project.locales) if path.is_dir()]
    for batch in watch(
        *roots,
        watch_filter=lambda _, path: is_read(Path(path)),
        debounce=_TOGETHER * 4,
        step=_TOGETHER,
        stop_event=stop,
        rust_timeout=1000,
        raise_interrupt=False,
    ):
        preview.refresh({Path(path) for _, path in batch})
        changes.tell()
