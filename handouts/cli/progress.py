"""The progress of a build: a bar on a terminal, quiet lines elsewhere, events for programs.

The bar is one line on standard error that is drawn over itself; findings and the closing line go
to standard output, where they can be kept. With `--json`, standard output carries one JSON object
per line and nothing else.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from handouts.cli.command_line import as_typed
from handouts.cli.finding_formats import as_json, as_line, count, gathered, json_text, say, summary
from handouts.model.findings import Finding
from handouts.press.build import Result
from handouts.press.worker import Outcome, State

_BAR = 24


def closing(result: Result, seconds: float | None = None) -> str:
    """The last line of a build; `seconds` is how long it took."""
    names = {
        State.BUILT: "built",
        State.UNCHANGED: "unchanged",
        State.DRAFT: "left out as drafts",
        State.FAILED: "not built",
    }
    parts = [
        f"{result.states[state]} {name}"
        for state, name in names.items()
        if result.states.get(state)
    ]
    if result.removed:
        parts.append(f"{len(result.removed)} removed")
    line = ", ".join(parts) or "nothing to build"
    if seconds is not None:
        line += f" in {seconds:.1f} s"
    found = summary(result.findings)
    return f"{line}; {found}" if found else line


class Lines:
    """A line per sheet that was built or could not be; nothing for those up to date. Findings come
    at the end, as text or annotations (`style`)."""

    def __init__(self, stream: TextIO | None = None, style: str = "text") -> None:
        self._stream = stream or sys.stdout
        self._style = style
        self._begun = time.monotonic()

    def waiting(self) -> None:
        """Says that another build is at work."""
        self._say("another build is writing to this folder; waiting for it to end")

    def planned(self, total: int, unchanged: int) -> None:
        """Prints nothing: the closing line has the numbers."""

    def done(self, outcome: Outcome) -> None:
        """Says what was built and what was not."""
        if outcome.entry:
            self._say(f"built {outcome.job.path} ({count(outcome.entry.pages, 'page')})")
        elif outcome.state is State.FAILED:
            self._say(f"not built {outcome.job.path}")

    def end(self, result: Result, shown: Sequence[Finding] | None = None) -> None:
        """Prints the findings, or those `shown` instead, and the closing line."""
        for finding in gathered(result.findings if shown is None else shown):
            self._say(as_line(finding, self._style))
        for line in result.left_out:
            self._say(line)
        if result.started:
            names = ", ".join(f"{one.name} ({one.tag})" for one in result.started)
            command = as_typed(f"python3 build.py status {result.started[0].tag}")
            self._say(f"not offered yet: {names}; what is left to do: {command}")
        self._say(closing(result, time.monotonic() - self._begun))

    def after(self, findings: Sequence[Finding]) -> None:
        """Prints what was found when the sheets were done."""
        for finding in findings:
            self._say(as_line(finding, self._style))

    def _say(self, line: str) -> None:
        say(line, self._stream)


class Bar(Lines):
    """A bar with sheets per second, the language and the sheet."""

    def __init__(
        self, stream: TextIO | None = None, bar: TextIO | None = None, style: str = "text"
    ) -> None:
        super().__init__(stream, style)
        self._bar = bar or sys.stderr
        self._total = self._done = 0
        self._drawn = 0.0

    def planned(self, total: int, unchanged: int) -> None:
        """Draws the bar empty."""
        self._total = total - unchanged

    def done(self, outcome: Outcome) -> None:
        """Moves the bar on."""
        self._done += 1
        now = time.monotonic()
        if now - self._drawn > 0.05 or self._done == self._total:
            self._drawn = now
            self._draw(outcome, now)

    def end(self, result: Result, shown: Sequence[Finding] | None = None) -> None:
        """Clears the bar, then prints as `Lines` does."""
        self._wipe()
        super().end(result, shown)

    def _draw(self, outcome: Outcome, now: float) -> None:
        full = _BAR * self._done // max(1, self._total)
        rate = self._done / max(0.001, now - self._begun)
        job = outcome.job
        line = (
            f"[{'#' * full}{'.' * (_BAR - full)}] {self._done}/{self._total}  "
            f"{rate:.0f}/s  {job.language.name}: {job.handout}"
        )
        width = shutil.get_terminal_size().columns - 1
        self._bar.write(f"\r{line[:width].ljust(width)}")
        self._bar.flush()

    def _wipe(self) -> None:
        self._bar.write(f"\r{' ' * (shutil.get_terminal_size().columns - 1)}\r")
        self._bar.flush()


class Events(Lines):
    """One JSON object per line."""

    def waiting(self) -> None:
        """`{"event": "waiting"}`"""
        self._tell("waiting")

    def planned(self, total: int, unchanged: int) -> None:
        """`{"event": "plan", "sheets": 33, "unchanged": 30}`"""
        self._tell("plan", sheets=total, unchanged=unchanged)

    def done(self, outcome: Outcome) -> None:
        """`{"event": "sheet", "path": …, "language": …, "state": "built", "pages": 2}`"""
        job = outcome.job
        pages = outcome.entry.pages if outcome.entry else 0
        self._tell(
            "sheet",
            path=job.path,
            language=job.language.tag,
            guide=job.guide,
            handout=job.handout,
            state=outcome.state.value,
            pages=pages,
        )

    def end(self, result: Result, shown: Sequence[Finding] | None = None) -> None:
        """The findings, or those `shown` instead, then
        `{"event": "end", "built": 3, …, "exit_code": 0}`"""
        for finding in result.findings if shown is None else shown:
            self._tell("finding", **as_json(finding))
        states = {state.value: result.states.get(state, 0) for state in State}
        listed = {"removed": list(result.removed), "left_out": list(result.left_out)}
        self._tell("end", **states, **listed, exit_code=result.exit_code)

    def after(self, findings: Sequence[Finding]) -> None:
        """As findings."""
        for finding in findings:
            self._tell("finding", **as_json(finding))

    def _tell(self, event: str, **values: Any) -> None:
        line = json_text({"event": event, **values}, indent=None)
        print(line, file=self._stream, flush=True)


def reporter(
    *, events: bool, style: str = "text", environment: Mapping[str, str] = os.environ
) -> Lines:
    """The reporter for the kind of output; `style` is that of findings."""
    if events:
        return Events()
    if (
        sys.stderr
        and sys.stderr.isatty()
        and environment.get("TERM") != "dumb"
        and "CI" not in environment
    ):
        return Bar(style=style)
    return Lines(style=style)
