"""The `desk` command: the front desk on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import conclude

#: The same on every day, so that a link of another program leads here.
PORT = 8741


@options.command("desk")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, metavar="N", help=f"Else {PORT}; 0: any."
)
@click.option("--host", default="", metavar="ADDRESS", help="Only this machine can be served.")
@click.option(
    "--count", type=options.PATH, metavar="FILE", help="Count prints, without patients, in a CSV."
)
@options.out
@options.fonts
@options.pass_project
def command(
    folder: Path, port: int, host: str, count: Path | None, out: Path | None, fonts: Path | None
) -> int:
    """Serve the front desk's page, which fills sheets in.

    Prints an address; open it in a browser. Ctrl+C ends.
    """
    from handouts.desk import page
    from handouts.press import cache, program
    from handouts.press.output_folder import default_folder
    from handouts.press.worker import Options
    from handouts.text.fonts import default_folders
    from handouts.web.app import Address, listen, only_loopback, serve
    from handouts.web.desk.counting import Counter
    from handouts.web.desk.filling import Filler
    from handouts.web.desk.front_desk import desk_app
    from handouts.web.desk.sheets import CurrentSheets, FillInLines

    only_loopback(host)
    sheets = out or default_folder(folder, release=False)
    conclude(
        page.write(sheets, lambda: print("a build is writing to this folder; waiting", flush=True))
    )
    found = tuple(default_folders(fonts, folder))
    code = program.code_digest(folder / cache.FOLDER)
    listening = listen(port)
    address = Address(listening.getsockname()[1])
    filler = Filler(Options(folder, sheets, found, code))
    filler.start()
    lines = FillInLines(folder)

    def changed() -> None:
        lines.forget()
        filler.start()

    app = desk_app(CurrentSheets(sheets, changed), lines, filler, address, Counter(count).add)
    try:
        serve(app, listening, lambda: print(f"Front desk: {address.url}  Ctrl+C ends", flush=True))
    except KeyboardInterrupt:
        pass
    finally:
        filler.stop()
    return 0
