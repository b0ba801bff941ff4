"""Fuzzing what is served on this machine, the front desk's page and the translator's: whatever is
asked, the answer is no internal error, holds nothing that acts on whoever reads it, and changes no
file.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.languages import language
from handouts.press.manifest import NAME, Entry, Manifest
from handouts.text.fonts import FontLibrary, default_folders
from handouts.web.app import MAX_REQUEST, Address
from handouts.web.desk.filling import NotPrintedError
from handouts.web.desk.front_desk import desk_app
from handouts.web.desk.protocol import Trouble, Wanted
from handouts.web.desk.sheets import CurrentSheets, FillInLines
from handouts.web.events import STREAMS, ChangeEvents
from handouts.web.translators.preview import Preview
from handouts.web.translators.watch import watch_app
from tests.hostile.pdfs import sound
from tests.hostile.running import snapshot
from tests.hostile.test_fuzz import PIECES, many
from tests.press.model import GUIDE, ROOT
from tests.press.test_manifest import ES

ADDRESS = Address(8080)
OWN = "127.0.0.1:8080"
CLINIC = "sacroiliac-joint-injection"
SHEET = f"es/{CLINIC}-preparation.pdf"
KEYS = ("appointment.date", "appointment.time", "appointment.place", "appointment.phone")

WORDS = st.text(max_size=40) | st.lists(PIECES | st.text(max_size=9), max_size=6).map("".join)
LONG = st.sampled_from(
    ["9" * 5000, "a" * 9000, "../" * 900, "%00", "\ud800", "\x1b[2J", "[" * 9000]
)
ANY = WORDS | LONG | st.sampled_from([SHEET, f"{GUIDE}/before", "standard", "large", "1", "-1"])
PATHS = st.sampled_from(
    [
        *("/", "/desk.js", "/desk.css", "/style.css", "/print", "/written", "/state", "/room"),
        *(
            "/static/",
            "/static/../app.py",
            f"/sheets/{SHEET}",
            "/sheets/",
            "/thumbnails/",
            "/events",
            "/page/",
        ),
    ]
)
TAILS = st.just("") | ANY | st.lists(ANY, min_size=1, max_size=3).map("/".join)
METHODS = st.sampled_from(["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "X"])
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("Origin", "Sec-Fetch-Site", "Content-Type", "Accept-Encoding", "Range", "Cookie"),
            *("If-None-Match", "If-Modified-Since", "X-Forwarded-Host", "Transfer-Encoding"),
            *("Content-Length", "Expect", "Accept", "X-HTTP-Method-Override", "Referer"),
        ]
    ),
    WORDS
    | st.sampled_from(
        [
            *("null", f"http://{OWN}", "http://evil.example", "same-origin", "cross-site", "-1"),
            *("application/json", "application/json; charset=nothing", "text/plain", "chunked"),
            *("multipart/form-data; boundary=", "application/x-www-form-urlencoded", "bytes=9-1"),
            *("gzip", "99999999999999999999", "application/json; charset=utf-16", "*/*"),
        ]
    ),
    max_size=4,
)
HOSTS = st.sampled_from([OWN] * 6 + ["localhost:8080", "evil.example", "", "[::1]:8080", "\xff"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
JOBS = st.fixed_dictionaries(
    {
        "sheets": st.lists(st.just(SHEET) | ANY, max_size=4) | VALUES,
        "copies": st.integers(-1, 30) | VALUES,
        "typed": st.dictionaries(st.sampled_from(KEYS) | WORDS, ANY | VALUES, max_size=5) | VALUES,
    }
)
BODIES = (
    st.just(b"")
    | st.binary(max_size=60)
    | ANY.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | (JOBS | VALUES).map(lambda value: json.dumps(value).encode())
    | st.sampled_from([b"x" * (MAX_REQUEST + 1), b"[" * 60_000, b'{"a":' * 10_000, b"9" * 5_000])
)


class Filler:
    """Stands for the process that fills sheets in: its answer is chosen by what was typed."""

    def make(self, sheets: Sequence[Wanted], typed: Mapping[str, str], copies: int) -> bytes:
        trouble = [*Trouble, None][sum(map(len, typed.values())) % (len(Trouble) + 1)]
        if trouble:
            raise NotPrintedError(trouble, sheets[0] if copies > 1 else None)
        return sound()


def entry() -> Entry:
    """A sheet of the clinic's, whose file nobody has made."""
    return dataclasses.replace(ES, path=SHEET, guide=CLINIC, handout="preparation")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    out = tmp_path_factory.mktemp("sheets")
    (out / NAME).write_bytes(Manifest({SHEET: entry()}).dump())
    current = CurrentSheets(out, lambda: None)
    app = desk_app(current, FillInLines(ROOT), Filler(), ADDRESS, lambda *_: None)  # type: ignore[arg-type]
    before = snapshot(out)
    yield app.test_client()
    assert snapshot(out) == before


@pytest.fixture(scope="module")
def watch(_hostile_model: Path) -> Iterator[FlaskClient]:
    fonts = FontLibrary(default_folders(None, _hostile_model))
    app = watch_app(Preview(_hostile_model, language("es"), fonts), ChangeEvents(), ADDRESS)
    before = snapshot(_hostile_model)
    yield app.test_client()
    assert snapshot(_hostile_model) == before


def ask(client: FlaskClient, path: str, method: str, host: str, **request: Any) -> None:
    """Asks, and looks at the answer."""
    raw = path.encode("utf-8", "surrogatepass").decode("latin-1")
    headers = request.pop("headers", {})
    environ = {
        f"HTTP_{name.upper().replace('-', '_')}": value.encode("utf-8", "surrogatepass").decode(
            "latin-1"
        )
        for name, value in {"Host": host, **headers}.items()
        if name not in ("Content-Type", "Content-Length")
    }
    for name in ("Content-Type", "Content-Length"):
        if name in headers:
            environ[name.upper().replace("-", "_")] = headers[name]
    environ["PATH_INFO"] = raw
    answer = client.open(method=method, environ_overrides=environ, **request)
    with answer:
        assert answer.status_code < 500 or (answer.status_code == 503 and raw == "/events")
        if host not in (OWN, "localhost:8080"):
            assert answer.status_code == 403
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        if answer.mimetype == "text/event-stream":
            return
        if answer.mimetype in ("application/json", "text/plain"):
            text = answer.get_data(as_text=True)
            assert "Traceback" not in text
            assert not [char for char in text if char in "\x00\x1b\x7f\u202e\u2066\u2067\r"]
        if answer.mimetype == "application/json":
            answer.get_json()


@many(60)
@given(st.tuples(PATHS, TAILS).map("".join), METHODS, HOSTS, HEADERS, ANY, BODIES)
def test_the_desk_answers_whatever_it_is_asked(
    desk: FlaskClient,
    path: str,
    method: str,
    host: str,
    headers: dict[str, str],
    query: str,
    body: bytes,
) -> None:
    ask(
        desk,
        path,
        method,
        host,
        headers=headers,
        query_string={"sheet": query.encode("utf-8", "surrogatepass")},
        data=body,
    )


@many(60)
@given(JOBS | VALUES, st.sampled_from(["/print", "/written"]))
def test_the_desk_takes_any_print_job_or_says_why_not(
    desk: FlaskClient, job: object, path: str
) -> None:
    ask(desk, path, "POST", OWN, json=job)


@many(40)
@given(st.dictionaries(st.sampled_from(KEYS), ANY | WORDS, max_size=4), st.integers(1, 20))
def test_the_desk_takes_anything_typed_or_says_why_not(
    desk: FlaskClient, typed: dict[str, str], copies: int
) -> None:
    for path in ("/written", "/print"):
        job = {"sheets": [SHEET], "typed": typed, "copies": copies}
        ask(desk, path, "POST", OWN, json=job)


@many(60)
@given(
    st.tuples(PATHS, TAILS).map("".join), METHODS, HOSTS, HEADERS,
    st.dictionaries(st.sampled_from(["sheet", "edition", "code"]) | WORDS, ANY, max_size=3), BODIES,
)  # fmt: skip
def test_the_translators_page_answers_whatever_it_is_asked(
    watch: FlaskClient,
    path: str,
    method: str,
    host: str,
    headers: dict[str, str],
    query: dict[str, str],
    body: bytes,
) -> None:
    values = {name: value.encode("utf-8", "surrogatepass") for name, value in query.items()}
    ask(watch, path, method, host, headers=headers, query_string=values, data=body)


@pytest.mark.parametrize("look", ["9" * 5000, "0", "-1", "\u0661", "x", "1\x00", "../x"])
def test_a_page_that_nobody_has_drawn_is_not_there(watch: FlaskClient, look: str) -> None:
    answer = watch.get(f"/page/{look}.bmp", headers={"Host": OWN})
    assert answer.status_code == 404


def test_streams_that_are_closed_leave_room(watch: FlaskClient) -> None:
    for _ in range(2 * STREAMS):
        ask(watch, "/events", "GET", OWN)


@pytest.mark.parametrize("place", ["sheet", "picture", "list"])
def test_the_desk_gives_out_nothing_that_is_no_sheet(tmp_path: Path, place: str) -> None:
    """A pipe is not waited for; a link is not followed out of the folder."""
    out, secret = tmp_path / "out", tmp_path / "secret.pdf"
    (out / "es").mkdir(parents=True)
    (out / "thumbnails").mkdir()
    secret.write_bytes(sound())
    listed = dataclasses.replace(entry(), sha256=snapshot(tmp_path)["secret.pdf"])
    (out / NAME).write_bytes(Manifest({SHEET: listed}).dump())
    current = CurrentSheets(out, lambda: None)
    app = desk_app(current, FillInLines(ROOT), Filler(), ADDRESS, lambda *_: None)  # type: ignore[arg-type]
    name = f"{'0' * 20}.png"
    hostile = {"sheet": out / SHEET, "picture": out / "thumbnails" / name, "list": out / NAME}[
        place
    ]
    path = {"sheet": f"/sheets/{SHEET}", "picture": f"/thumbnails/{name}", "list": "/"}[place]
    client = app.test_client()
    for make in (lambda: hostile.symlink_to(secret), lambda: os.mkfifo(hostile)):
        hostile.unlink(missing_ok=True)
        make()
        answer = client.get(path, headers={"Host": OWN})
        assert answer.status_code in (404, 409, 503)
        assert b"%PDF" not in answer.data
