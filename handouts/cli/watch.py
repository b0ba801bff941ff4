"""The `watch` command: the translator's live page."""

from __future__ import annotations

import socket
import zlib
from pathlib import Path

import click

from handouts.cli import options

#: The ports that no service is registered for (IANA), without those that systems give to whoever
#: asks for any.
_FIRST, _PORTS = 49152, 11000


@options.command("watch")
@click.argument("language", metavar="L")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="Else one that stays the same from start to start.",
)
@options.fonts
@options.pass_project
def command(folder: Path, language: str, port: int, fonts: Path | None) -> int:
    """Show the sheets of a language in the browser, as they change.

    Prints an address of this machine; open it in a browser. Ctrl+C ends.
    """
    import threading

    from handouts.press.plan import find_or_pseudo
    from handouts.project.project import Project
    from handouts.text.fonts import FontLibrary, default_folders
    from handouts.web.app import Address, serve
    from handouts.web.events import ChangeEvents
    from handouts.web.translators.preview import Preview
    from handouts.web.translators.watch import follow, watch_app

    found = find_or_pseudo(language, Project(folder).languages)
    preview = Preview(folder, found, FontLibrary(default_folders(fonts, folder)))
    changes, stop = ChangeEvents(), threading.Event()
    listening = _listening(folder, found.tag, port)
    address = Address(listening.getsockname()[1])
    app = watch_app(preview, changes, address)
    follower = threading.Thread(target=follow, args=(folder, preview, changes, stop), daemon=True)
    follower.start()

    def ready() -> None:
        print(f"{found.name}: open {address.url} in a browser; Ctrl+C ends", flush=True)

    try:
        serve(app, listening, ready, changes.end)
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
    return 0


def _listening(folder: Path, tag: str, port: int) -> socket.socket:
    """At the port that is asked for; else at one that is the same whenever a language of a project
    is watched, so that a page that is open goes on; else at any. Raises `SetupError`."""
    from handouts.model.errors import SetupError
    from handouts.web.app import listen

    if port:
        return listen(port)
    usual = _FIRST + zlib.crc32(f"{folder.resolve()} {tag}".encode()) % _PORTS
    try:
        return listen(usual)
    except SetupError:
        return listen(0)
