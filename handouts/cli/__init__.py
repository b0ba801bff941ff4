"""The command line: `application` finds the command, each command is a module of its own name."""

from handouts.cli.application import main, run
from handouts.cli.machine import prepare

__all__ = ["main", "prepare", "run"]
