"""The `packet` command: the handouts of a language as one file for each guide."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.editions import EDITIONS, STANDARD


@options.command("packet")
@click.argument("language", metavar="L")
@click.option("--guide", "-g", multiple=True, metavar="G", help="A guide; may be given again.")
@click.option(
    "--edition",
    type=options.Choice(list(EDITIONS)),
    default=STANDARD.name,
    metavar="E",
    help=f"{', '.join(EDITIONS)}.",
)
@options.paper
@click.option("--release", is_flag=True, help="Fail where a handout is a draft.")
@options.out
@options.fonts
@options.pass_project
def command(
    folder: Path,
    language: str,
    guide: tuple[str, ...],
    edition: str,
    paper: str,
    release: bool,
    out: Path | None,
    fonts: Path | None,
) -> int:
    """Make the packet of a language: its handouts in one PDF.

    Each handout begins on a new leaf. What templates/brand.toml appends comes last.
    """
    from handouts.cli.finding_formats import conclude, count, say
    from handouts.press.output_folder import default_folder
    from handouts.press.packet import PacketRequest, make_packets

    request = PacketRequest(
        project=folder,
        language=language,
        out=out or default_folder(folder, release=release),
        guides=guide,
        edition=edition,
        paper=paper,
        fonts=fonts,
        release=release,
    )
    packets, findings = make_packets(
        request, lambda: print("waiting: another build holds the output folder", flush=True)
    )
    for packet in packets:
        if packet.pages:
            say(f"made {packet.path} ({count(packet.pages, 'page')})")
        else:
            say(f"not made {packet.path}")
    return conclude(findings)
