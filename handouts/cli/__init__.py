"""The command line: `commands` is its table, the other modules carry the commands out."""

from handouts.cli.commands import main

__all__ = ["main"]
