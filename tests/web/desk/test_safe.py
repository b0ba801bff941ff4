"""Who is answered, and what: through requests to a desk as it is served."""

from __future__ import annotations

import gc
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.desk.values import MOST_LETTERS
from handouts.model.languages import Language
from handouts.press import cache, program
from handouts.press.manifest import NAME, load
from handouts.press.worker import Options
from handouts.text.fonts import default_folders
from handouts.text.identity_cache import remember_more
from handouts.text.paragraph import ShapedParagraph, TextSpan, Typesetter
from handouts.web.app import Address
from handouts.web.desk.filling import Filler
from handouts.web.desk.front_desk import MOST_COPIES, desk_app
from handouts.web.desk.keeper import Keeper, _filled
from handouts.web.desk.protocol import Wanted
from handouts.web.desk.sheets import CurrentSheets, FillInLines
from tests.press.model import HANGS, ROOT
from tests.web.conftest import served
from tests.web.desk.conftest import ask, job, new_word, path_of, text_of


def status_of(address: str, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    """The status of a request whose headers are exactly these."""
    parts = urllib.parse.urlsplit(address)
    client = http.client.HTTPConnection(parts.netloc, timeout=HANGS)
    client.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": parts.netloc, **headers}.items():
        client.putheader(name.replace("_", "-"), value)
    if body:
        client.putheader("Content-Length", str(len(body)))
    client.endheaders(body or None)
    status = client.getresponse().status
    client.close()
    return status


JSON = {"Content_Type": "application/json"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "0.0.0.0:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_other_sites_are_refused(desk: str, headers: dict[str, str]) -> None:
    body = json.dumps(job("es")).encode()
    assert status_of(desk, "POST", "/print", body, **{**JSON, **headers}) == 403


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]
)
def test_a_form_of_any_page_is_not_a_print_job(desk: str, kind: str) -> None:
    body = json.dumps(job("es")).encode()
    assert status_of(desk, "POST", "/print", body, Content_Type=kind) == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b'{"sheets": "x"}',
        b'{"sheets": []}',
        b'{"sheets": [1]}',
        json.dumps({"sheets": [path_of("es")] * 61}).encode(),
        json.dumps({**job("es"), "copies": 0}).encode(),
        json.dumps({**job("es"), "copies": MOST_COPIES + 1}).encode(),
        json.dumps({**job("es"), "copies": True}).encode(),
        json.dumps({**job("es"), "copies": "2"}).encode(),
        json.dumps({**job("es"), "typed": []}).encode(),
        json.dumps({**job("es"), "typed": {"phone": 5}}).encode(),
        b'{"sheets": ["' + b"\xff" * 9 + b'"]}',
        b"[" * 20_000,
    ],
)
def test_what_the_page_does_not_send_is_refused_in_plain_words(desk: str, body: bytes) -> None:
    for path in ("/print", "/written"):
        if path == "/written" and b"copies" in body:
            continue
        answer = ask(f"{desk}{path}", body or b" ")
        assert answer.status == 400
        assert answer.message == "This did not work. Reload the page and try again."


def test_more_than_any_form_sends_is_refused(desk: str) -> None:
    assert ask(f"{desk}/print", b"x" * 100_000).status == 413


@pytest.mark.parametrize(
    "path",
    ["/sheets/../manifest.json", "/sheets/manifest.json", "/sheets/%2e%2e/%2e%2e/etc/passwd",
     "/sheets//etc/passwd", "/thumbnails/../index.html", "/thumbnails/x.png",
     "/static/../sheets.py", "/print", "/nowhere", "/index.html"],
)  # fmt: skip
def test_only_what_is_listed_is_given(desk: str, path: str) -> None:
    assert status_of(desk, "GET", path) in (308, 404, 405)  # 308: one slash fewer


def test_every_answer_may_be_kept_framed_and_run_nowhere_else(desk: str) -> None:
    for path in ("/", "/desk.js", "/desk.css", f"/sheets/{path_of('es')}", "/nowhere"):
        headers = ask(f"{desk}{path}").headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "frame-src blob:" in policy
        assert "unsafe" not in policy
        assert not {"Set-Cookie", "Server"} & headers.keys()
    page = ask(desk).body.decode()
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page) == []
    assert re.findall(r"<[^>]+\son\w+=|<style|style=", page) == []


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "build.py", *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "desk.example"])
def test_another_address_is_refused_with_the_reason_and_the_way(host: str) -> None:
    told = command("desk", "--host", host)
    assert told.returncode == 2
    assert "no sign-in and no encryption" in told.stderr
    assert "web server" in told.stderr


def test_a_second_desk_on_the_same_port_is_told(desk: str, sheets: Path) -> None:
    port = desk.rpartition(":")[2]
    told = command("desk", "--port", port, "--out", str(sheets))
    assert told.returncode == 2
    assert f"port {port} cannot be used" in told.stderr
    assert f"open http://127.0.0.1:{port}/" in told.stderr
    assert "--port N" in told.stderr


def test_what_cannot_be_printed_is_told_in_the_desks_words(desk: str) -> None:
    long = ask(f"{desk}/print", job("ur", address="a" * (MOST_LETTERS + 1)))
    assert long.status == 422
    assert "too long" in json.loads(long.body)["fields"]["address"]
    glyph = ask(f"{desk}/print", job("es", address="\U0001f600 street"))
    assert glyph.status == 422
    assert "use the letters of English" in json.loads(glyph.body)["fields"]["address"]
    gone = ask(f"{desk}/print", {"sheets": ["es/none.pdf"]})
    assert gone.status == 409
    assert "Give the English one and call an interpreter" in gone.message
    for answer in (long, glyph, gone):
        assert b"Traceback" not in answer.body


def test_half_a_folder_is_told(sheets: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(sheets, out)
    whole = (out / path_of("es")).read_bytes()
    manifest = (out / NAME).read_bytes()
    with served(ROOT, "desk", "--port", "0", "--out", str(out)) as desk:
        (out / path_of("es")).write_bytes(whole[:5000])
        (out / path_of("ar")).unlink()
        for tag in ("es", "ar"):
            answer = ask(f"{desk}/sheets/{path_of(tag)}")
            assert answer.status == 409
            assert b"call an interpreter" in answer.body
        (out / NAME).write_bytes(manifest[:3000])
        answer = ask(desk)
        assert answer.status == 503
        assert b"cannot be found just now" in answer.body
        assert ask(f"{desk}/print", job("es")).status == 503
        # Another build: these words are not those that the desk would print.
        changed = json.loads(manifest)
        for entry in changed["handouts"]:
            if entry["language"] == "es":
                entry["inputs"] = "0" * 64
        (out / NAME).write_text(json.dumps(changed))
        answer = ask(f"{desk}/print", job("es", driver_name="Ali"))
        assert answer.status == 409
        assert "being updated" in answer.message
        (out / NAME).write_bytes(manifest)
        assert ask(f"{desk}/print", job("es", driver_name="Ali")).status == 200


@pytest.fixture
def filler(sheets: Path) -> Iterator[Filler]:
    fonts = tuple(default_folders(None, ROOT))
    code = program.code_digest(ROOT / cache.FOLDER)
    filler = Filler(Options(ROOT, sheets, fonts, code))
    filler.start()
    yield filler
    filler.stop()


def held(marker: str) -> list[object]:
    """Every string, and all bytes, of this process that hold the marker."""
    gc.collect()
    found, seen = [], set()
    for thing in gc.get_objects():
        for part in gc.get_referents(thing):
            if id(part) in seen or not isinstance(part, str | bytes | bytearray):
                continue
            seen.add(id(part))
            words = part.encode("utf-8", "replace") if isinstance(part, str) else bytes(part)
            if marker.encode() in words:
                found.append(part)
    return found


def test_after_the_answer_nothing_remembers_what_was_typed(sheets: Path, filler: Filler) -> None:
    """Neither the process that serves nor the one that has the sheets ready, whose whole memory is
    searched."""
    address = Address(8080)
    counted: list[object] = []
    lines = FillInLines(ROOT)
    app = desk_app(
        CurrentSheets(sheets, filler.start),
        lines,
        filler,
        address,
        lambda *told: counted.append(told),
    )
    token = new_word()
    client = app.test_client()
    for tag in ("es", "ar", "es"):
        body = job(tag, driver_name=token)
        answer = client.post("/print", json=body, headers={"Host": "127.0.0.1:8080"})
        assert token in text_of(answer.data)
        client.post("/written", json=body, headers={"Host": "127.0.0.1:8080"})
        del answer, body
    assert [one for one in held(token) if one is not token] == []
    assert len(counted) == 3
    memory = memory_of(filler.process_id)
    assert b"Injection" in memory or b"injection" in memory
    for spelling in ("utf-8", "utf-16-le", "utf-32-le"):
        assert token.encode(spelling) not in memory


def memory_of(process: int) -> bytes:
    """All that a process may write to."""
    found = bytearray()
    with (
        Path(f"/proc/{process}/maps").open() as maps,
        Path(f"/proc/{process}/mem").open("rb", 0) as mem,
    ):
        for line in maps:
            area, rights = line.split()[:2]
            if not rights.startswith("rw") or "[v" in line:
                continue
            start, end = (int(edge, 16) for edge in area.split("-"))
            try:
                os.lseek(mem.fileno(), start, os.SEEK_SET)
                found += mem.read(end - start)
            except OSError:
                continue
    return bytes(found)


def test_a_keeper_that_dies_is_replaced(sheets: Path, filler: Filler) -> None:
    wanted = Wanted.of(load(sheets).handouts[path_of("es")])
    assert filler.make([wanted], {}, 1)
    os.kill(filler.process_id, 9)
    assert filler.make([wanted], {"driver.name": "Ali"}, 1)


def test_what_was_made_ready_first_is_still_known_when_all_are(
    sheets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many sheets there are, filling one in shapes only what was typed."""
    fonts = tuple(default_folders(None, ROOT))
    code = program.code_digest(ROOT / cache.FOLDER)
    keeper = Keeper(Options(ROOT, sheets, fonts, code))
    try:
        keeper.waiting = keeper.waiting[-16:]
        order = list(reversed(keeper.waiting))
        while keeper.waiting:
            keeper.get_ready()
        shaped: list[str] = []
        shape = Typesetter._shape

        def noted(
            setter: Typesetter, paragraphs: list[tuple[TextSpan, ...]], language: Language
        ) -> list[ShapedParagraph]:
            shaped.extend("".join(span.text for span in spans) for spans in paragraphs)
            return shape(setter, paragraphs, language)

        monkeypatch.setattr(Typesetter, "_shape", noted)
        for wanted in order[:3]:
            ready = keeper.sheet(wanted)
            handout = _filled(ready, {"phone": "555 0199"})
            ready.job.edition.render(handout, keeper.materials, wanted.paper)
        assert shaped
        assert {words for words in shaped if "555" not in words} == set()
    finally:
        remember_more(1)
