"""How a build is told: a bar, lines, or events."""

from __future__ import annotations

import io
import json
import sys

import pytest

from handouts.cli.progress import Bar, Events, Lines, closing, reporter
from handouts.model import codes
from handouts.model.findings import Finding, Where
from handouts.model.languages import language
from handouts.press.build import Result
from handouts.press.plan import Job
from handouts.press.worker import Outcome, State


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def outcome(tag: str = "ur") -> Outcome:
    return Outcome(Job(language(tag), "hip", "after"), State.UNCHANGED)


def test_the_bar_stays_on_one_line_and_wipes_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    bar, lines = Terminal(), io.StringIO()
    told = Bar(lines, bar)
    told.planned(4, 2)
    for _ in range(2):
        told.done(outcome())
    drawn = bar.getvalue()
    assert "\n" not in drawn
    assert "[########################] 2/2" in drawn
    assert "Urdu: after" in drawn
    assert "/s" in drawn
    told.end(Result({State.BUILT: 2}, (), ()))
    assert bar.getvalue().endswith(f"\r{' ' * 59}\r")
    assert lines.getvalue().startswith("2 built in ")
    assert all(len(line) <= 59 for line in bar.getvalue().split("\r"))


@pytest.mark.parametrize(
    ("terminal", "events", "environment", "kind"),
    [
        (True, False, {}, Bar),
        (True, False, {"CI": "true"}, Lines),
        (True, False, {"TERM": "dumb"}, Lines),
        (False, False, {}, Lines),
        (True, True, {}, Events),
    ],
)
def test_the_way_of_telling_fits_where_it_goes(
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    events: bool,
    environment: dict[str, str],
    kind: type,
) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal() if terminal else io.StringIO())
    assert type(reporter(events=events, environment=environment)) is kind


def test_the_closing_line_counts_everything() -> None:
    findings = (
        Finding(codes.SCHEMA, "x", Where("x")),
        Finding(codes.JARGON, "y", Where("y")),
        Finding(codes.EDGE_SPACE, "z", Where("z")),
    )
    states = {State.BUILT: 3, State.UNCHANGED: 29, State.FAILED: 1}
    assert closing(Result(states, ("es/x.pdf",), findings), 1.25) == (
        "3 built, 29 unchanged, 1 not built, 1 removed in 1.2 s; 2 errors, 1 warning"
    )
    assert closing(Result({}, (), ()), 0) == "nothing to build in 0.0 s"


def test_events_are_one_json_object_per_line_and_nothing_else() -> None:
    stream = io.StringIO()
    told = Events(stream)
    told.waiting()
    told.planned(3, 1)
    told.done(outcome())
    finding = Finding(codes.EDGE_SPACE, "zwei\nZeilen \u0644", Where("a.po", 3))
    told.end(Result({State.BUILT: 1, State.UNCHANGED: 2}, ("es/x.pdf",), (finding,)))
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [event["event"] for event in events] == ["waiting", "plan", "sheet", "finding", "end"]
    assert events[2] == {
        "event": "sheet", "path": "ur/hip-after.pdf", "language": "ur", "guide": "hip",
        "handout": "after", "state": "unchanged", "pages": 0,
    }  # fmt: skip
    assert events[3]["message"] == finding.message
    assert (events[4]["built"], events[4]["removed"]) == (1, ["es/x.pdf"])
