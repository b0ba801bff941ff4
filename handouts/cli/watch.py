"""The `watch` command: the translator's live page."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options


@options.command("watch")
@click.argument("language", metavar="L")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Any free one.")
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
    from handouts.web.app import Address, listen, serve
    from handouts.web.events import ChangeEvents
    from handouts.web.translators.preview import Preview
    from handouts.web.translators.watch import follow, watch_app

    found = find_or_pseudo(language, Project(folder).languages)
    preview = Preview(folder, found, FontLibrary(default_folders(fonts, folder)))
    changes, stop = ChangeEvents(), threading.Event()
    listening = listen(port)
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
