"""What it takes to fill a sheet in: the table of docs/evidence/performance.md, A filled sheet.

    .venv/bin/python -m benchmarks.desk [LANGUAGE ...]

The sheets are built as for the desk, and the keeper gets all of them ready as it does there. Then
each is filled in 20 times, with other words each time. Processor time is that of the writer from
its fork to its end; wall time runs from the job's sending until the whole PDF is back.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from handouts.editions import EDITIONS
from handouts.model.blocks import FillIn
from handouts.press import cache, program
from handouts.press.manifest import load
from handouts.press.worker import Options
from handouts.text.fonts import default_folders
from handouts.web.desk.keeper import Keeper
from handouts.web.desk.protocol import Wanted, receive_answer, send_job

PROJECT = Path(__file__).parents[1]
TIMES = 20
LANGUAGES = ("en", "es", "ru", "ar", "ur", "hi", "th", "zh-Hans", "ko", "am")


def _typed(number: int) -> dict[str, str]:
    """Words for every line of this project's sheets, other ones for each number."""
    return {
        "appointment.date": f"2026-03-{number + 1:02}",
        "appointment.time": f"{8 + number // 4:02}:{number % 4 * 15:02}",
        "next.date": f"2026-05-{number + 1:02}",
        "next.time": f"{8 + number // 4:02}:{number % 4 * 15:02}",
        "injection.date": f"2026-04-{number + 1:02}",
        "phone": f"555-01{number:02}",
        "hours": f"8-{number}",
        "address": f"{number} Main Street",
        "driver.name": f"Mr. {chr(65 + number)}{'aeiou'[number % 5]}son",
    }


def _once(keeper: Keeper, wanted: Wanted, typed: dict[str, str]) -> tuple[float, float]:
    """Milliseconds of the processor and of the clock for one print job."""
    ours, theirs = socket.socketpair()
    control, other = socket.socketpair()
    start = time.perf_counter()
    with ours, control, other:
        with theirs:
            keeper.fork([asdict(wanted)], theirs, control)
        send_job(ours, typed, 1)
        answer = receive_answer(ours)
    wall = time.perf_counter() - start
    assert answer.pdf, answer
    _, status, usage = os.wait4(-1, 0)
    assert status == 0
    return (usage.ru_utime + usage.ru_stime) * 1000, wall * 1000


def measure(keeper: Keeper, wanted: Wanted) -> list[tuple[float, float]]:
    """The milliseconds of each of the jobs of one sheet."""
    ready = keeper.sheet(wanted)
    assert ready.handout
    keys = {line.key for line in ready.handout.fields() if isinstance(line, FillIn)}
    assert keys & _typed(0).keys()
    return [_once(keeper, wanted, _typed(number)) for number in range(TIMES)]


def main(arguments: list[str]) -> None:
    """Prints the table: medians over the jobs of all sheets of a language."""
    tags = arguments or LANGUAGES
    print(f"Load when it began: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    print("| language | edition | processor, ms | longest | wall, ms | longest |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(PROJECT / "build.py"), "--out", folder]
        options = [f"--language={tag}" for tag in tags]
        subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)
        fonts = tuple(default_folders(None, PROJECT))
        code = program.code_digest(PROJECT / cache.FOLDER)
        keeper = Keeper(Options(PROJECT, Path(folder), fonts, code))
        while keeper.waiting:
            keeper.get_ready()
        entries = load(Path(folder)).handouts.values()
        for tag in tags:
            for edition in EDITIONS:
                own = [one for one in entries if (one.language, one.edition) == (tag, edition)]
                jobs = [job for one in own for job in measure(keeper, Wanted.of(one))]
                if jobs:
                    columns = list(zip(*jobs, strict=True))
                    numbers = [each(one) for one in columns for each in (statistics.median, max)]
                    row = (tag, edition, *(f"{one:.0f}" for one in numbers))
                    print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
