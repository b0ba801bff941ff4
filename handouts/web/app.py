"""What all pages served on this machine share: who may ask, what a page may do, and serving.

Only the loopback address is served. Another page in the same browser must not be able to read or
use what is served here, so each request is held against the address that it was meant for: `Host`
(a foreign name that resolves to this machine is refused: DNS rebinding), `Origin` and
`Sec-Fetch-Site` (another site's page or form). What a page may load and run is limited by its
policy (CSP), and nothing is kept by any cache.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from handouts.model.errors import SetupError, UsageError

LOOPBACK = "127.0.0.1"

#: More than any form here sends, bytes.
MAX_REQUEST = 64 * 1024

#: A page holds one stream of events open; these are served beside the others.
THREADS = 16

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: What a page of this address may come from: itself, or the person who typed the address.
_SITES = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is served."""

    port: int

    @property
    def url(self) -> str:
        """What a person opens in the browser."""
        return f"http://{LOOPBACK}:{self.port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which it may be asked for."""
        names = frozenset({LOOPBACK, "localhost"})
        usual = names if self.port == 80 else frozenset()
        return usual | {f"{name}:{self.port}" for name in names}


def make_app(name: str, address: Address, static: Path, frames: str = "'none'") -> Flask:
    """An application without pages of its own; files of `static` are served under `/static/`.
    `frames` is what its pages may frame, as their policy (CSP) says it."""
    app = Flask(name, static_folder=str(static), static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST
    app.before_request(lambda: _refused(address))
    app.after_request(lambda response: _guarded(response, frames))
    app.register_error_handler(HTTPException, _plain)
    app.register_error_handler(Exception, _failed)
    return app


def _refused(address: Address) -> Response | None:
    """An answer to who may not ask."""
    origins = {f"http://{host}" for host in address.hosts}
    origin = request.headers.get("Origin")
    if request.headers.get("Host", "").lower() not in address.hosts:
        reason = f"This page is served at {address.url} only."
    elif origin is not None and origin not in origins:
        reason = "A page of another site may not ask."
    elif request.headers.get("Sec-Fetch-Site", "none") not in _SITES and request.method != "GET":
        reason = "A form of another site may not ask."
    else:
        return None
    return Response(f"{reason}\n", 403, mimetype="text/plain")


def _guarded(response: Response, frames: str) -> Response:
    response.headers.setdefault("Content-Security-Policy", f"{_POLICY}; frame-src {frames}")
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _plain(error: HTTPException) -> Response:
    return Response(f"{error.name}.\n", error.code, mimetype="text/plain")


def _failed(error: Exception) -> Response:
    """An internal error: nothing of it, nor of the request, is shown or written anywhere."""
    del error
    return Response(
        "This did not work. Reload the page and try again.\n", 500, mimetype="text/plain"
    )


def only_loopback(host: str) -> None:
    """Raises `UsageError` for any address but this machine's own."""
    if host not in ("", LOOPBACK, "localhost"):
        raise UsageError(
            f"--host {host}: only this machine ({LOOPBACK}) can be served. There is no sign-in and "
            "no encryption here, and what is typed is about patients. To serve other machines, put "
            "a web server that has both (such as nginx or Caddy) on this machine before it: let it "
            f"check Host and Origin itself, and pass requests on to http://{LOOPBACK}:PORT with "
            "both headers set to that address"
        )


def listen(port: int) -> socket.socket:
    """A socket on the loopback address; port 0 takes any that is free. Raises `SetupError` when
    the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((LOOPBACK, port))
        found.listen(64)
    except OSError as error:
        found.close()
        raise SetupError(
            f"port {port} cannot be used ({error.strerror}). What is served there already may be "
            f"what you want: open {Address(port).url}; else give another: --port N"
        ) from error
    return found


def serve(
    app: Flask,
    listening: socket.socket,
    ready: Callable[[], None],
    ending: Callable[[], None] = lambda: None,
) -> None:
    """Serves until interrupted, in the main thread. `ready` is called once requests are answered,
    `ending` before the server waits for the answers under way: it ends those that would not."""
    from waitress.server import create_server  # noqa: PLC0415 - only a server needs it

    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        max_request_body_size=MAX_REQUEST,
        max_request_header_size=16 * 1024,
        channel_timeout=30,
        clear_untrusted_proxy_headers=True,
    )

    def interrupted(number: int, frame: FrameType | None) -> None:
        ending()
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, interrupted)
    ready()
    try:
        server.run()
    finally:
        server.close()
        signal.signal(signal.SIGINT, before)
