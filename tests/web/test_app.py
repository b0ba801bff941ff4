"""Who may ask what is served on this machine, and what its pages may do."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from handouts.model.errors import SetupError
from handouts.web.app import Address, listen, make_app
from handouts.web.events import STREAMS, ChangeEvents

ADDRESS = Address(8080)
OWN = {"Host": "127.0.0.1:8080"}


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    app = make_app("test", ADDRESS, tmp_path)
    _add_pages(app)
    return app.test_client()


def _add_pages(app: Flask) -> None:
    @app.route("/", methods=["GET", "POST"])
    def page() -> str:
        return "here"

    @app.get("/broken")
    def broken() -> str:
        raise ValueError("secret")


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080"])
def test_the_own_address_is_answered(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert (answer.status_code, answer.text) == (200, "here")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:80", "[::1]:8080", "",
     "127.0.0.1.evil.example:8080", "0.0.0.0:8080"],
)  # fmt: skip
def test_another_name_for_this_machine_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 403
    assert "here" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:8080"},
        {"Origin": "http://127.0.0.1:9090"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_may_not_send_a_form(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/", headers={**OWN, **headers}).status_code == 403


def test_the_own_page_may_send_a_form_and_a_link_may_lead_here(client: FlaskClient) -> None:
    own = {**OWN, "Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/", headers=own).status_code == 200
    assert client.get("/", headers={**OWN, "Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_nothing_is_kept_framed_or_run_from_elsewhere(client: FlaskClient) -> None:
    for path in ("/", "/nowhere", "/broken"):
        answer = client.get(path, headers=OWN)
        assert answer.headers["Cache-Control"] == "no-store"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


def test_a_fault_shows_nothing_of_itself(client: FlaskClient) -> None:
    answer = client.get("/broken", headers=OWN)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_too_much_is_refused(client: FlaskClient) -> None:
    client.application.add_url_rule("/read", "read", _read, methods=["POST"])
    assert client.post("/read", data=b"x" * 100_000, headers=OWN).status_code == 413


def _read() -> str:
    return str(len(request.get_data()))


def test_only_the_loopback_address_is_listened_on_and_a_taken_port_is_told() -> None:
    with listen(0) as listening:
        host, port = listening.getsockname()
        assert host == "127.0.0.1"
        with pytest.raises(SetupError, match=f"port {port} cannot be used"):
            listen(port)


def test_pages_hear_of_changes_and_too_many_are_turned_away() -> None:
    changes = ChangeEvents()
    streams = [changes.stream() for _ in range(STREAMS)]
    assert changes.stream() is None
    first = streams[0]
    assert first
    assert next(first) == "data: 0\n\n"
    threading.Timer(0.05, changes.tell).start()
    assert next(first) == "data: 1\n\n"
    first.close()
    first.close()
    last = changes.stream()
    assert last
    assert changes.stream() is None
    assert next(last) == "data: 1\n\n"
    threading.Timer(0.05, changes.end).start()
    assert list(last) == []
