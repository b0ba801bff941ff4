"""Serving the translator's live page: it is drawn anew whenever a file of the project changes."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request

from handouts.editions import EDITIONS, STANDARD
from handouts.html import render
from handouts.model.errors import FindingsError
from handouts.model.languages import SOURCE_LANGUAGE
from handouts.model.visible import json_safe
from handouts.press.sheet_messages import by_place
from handouts.project.project import Project
from handouts.web.app import Address, make_app
from handouts.web.events import Changes
from handouts.web.translators.preview import Chosen, Preview, View, finding_json, message_json

_STATIC = Path(__file__).parent / "static"
_STYLE = Path(__file__).parents[2] / "html" / "style.css"

#: Numbers of pages.
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")

#: Files that editors write beside the one that is being saved change nothing.
_SUFFIXES = frozenset({".po", ".pot", ".toml", ".csv", ".xml", ".rng", ".svg", ".txt"})

#: Changes within this time are one: an editor writes, renames and touches; milliseconds.
_TOGETHER = 30


def watch_app(preview: Preview, changes: Changes, address: Address) -> Flask:
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
        guide, _, handout = request.args.get("sheet", "").partition("/")
        edition = request.args.get("edition", STANDARD.name)
        if edition not in EDITIONS or not EDITIONS[edition].made_in(preview.language):
            abort(404)
        number = changes.number
        try:
            view = preview.view(Chosen(guide, handout, edition))
        except KeyError:
            abort(404)
        except FindingsError as error:
            return _json({"number": number, "findings": [*map(finding_json, error.findings)]})
        return _json({"number": number, **_shown(view, preview)})

    @app.get("/page/<digest>/<name>.png")
    def picture(digest: str, name: str) -> Response:
        if not _NUMBER.fullmatch(name):
            abort(404)
        try:
            return Response(preview.page(digest, int(name)), mimetype="image/png")
        except KeyError:
            abort(404)

    @app.get("/events")
    def events() -> Response:
        stream = changes.stream()
        if stream is None:
            abort(503)
        return Response(stream, mimetype="text/event-stream")

    return app


def _json(data: Mapping[str, Any]) -> Response:
    text = json_safe(json.dumps(data, ensure_ascii=False))
    return Response(text, mimetype="application/json")


def _shown(view: View, preview: Preview) -> Mapping[str, Any]:
    drawn = view.drawn
    width, height = drawn.page_size
    messages = by_place(view.messages)
    places = [
        {
            "code": messages[place.text.where].code,
            "page": place.page,
            "left": place.box[0] / width,
            "top": 1 - place.box[3] / height,
            "width": (place.box[2] - place.box[0]) / width,
            "height": (place.box[3] - place.box[1]) / height,
        }
        for place in drawn.places
        if place.text.where in messages
    ]
    return {
        "digest": view.digest,
        "stale": view.stale,
        "pages": len(drawn.left),
        "ratio": width / height,
        "left": [round(left) for left in drawn.left],
        "white": round(drawn.white * 100),
        "too_long": drawn.too_long,
        "findings": [finding_json(finding) for finding in view.findings],
        "messages": [*map(message_json, view.messages)],
        "places": places,
        "language": preview.language.tag,
        "rtl": preview.language.right_to_left,
        "source": preview.language == SOURCE_LANGUAGE,
    }


def follow(folder: Path, preview: Preview, changes: Changes, stop: threading.Event) -> None:
    """Looks at the project's files until `stop` is set, and tells of changes."""
    from watchfiles import watch  # noqa: PLC0415 - only this command needs it

    project = Project(folder)
    roots = [path for path in (project.templates, project.locales) if path.is_dir()]
    for batch in watch(
        *roots,
        watch_filter=lambda _, path: Path(path).suffix in _SUFFIXES,
        debounce=_TOGETHER * 4,
        step=_TOGETHER,
        stop_event=stop,
        rust_timeout=1000,
        raise_interrupt=False,
    ):
        paths = [Path(path) for _, path in batch]
        preview.refresh(words_only=all(path.is_relative_to(project.locales) for path in paths))
        changes.tell()
