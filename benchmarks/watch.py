"""How long after a catalog is saved the translator's page shows it: the table of
docs/evidence/performance.md, Live page.

    .venv/bin/python -m benchmarks.watch [LANGUAGE ...]

The server runs as `build.py watch` does; a client listens for events, asks for the sheet and
fetches both pages, as the browser does. Each time another sentence is changed.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parents[1]
GUIDE = "sacroiliac-joint-injection"
SHEET = f"{GUIDE}/recovery"
TIMES = 20
LANGUAGES = ("es", "ar", "ur", "th", "zh-Hans")


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    data = answer.read()
    assert answer.status == 200, (path, answer.status, data)
    connection.close()
    return data


def _pages(port: int, shown: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The pages as they are now; those that are not `shown` are fetched."""
    state = json.loads(_get(port, f"/state?sheet={SHEET}"))
    for look in state["pages"]:
        if look not in shown:
            _get(port, f"/page/{look}.bmp")
    return tuple(state["pages"])


def _processor_time(process: int) -> float:
    """Milliseconds that a process has had of the processors."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measure(project: Path, tag: str) -> tuple[list[float], float]:
    """Milliseconds from each save until both pages have been fetched, and the mean processor time
    of the server for one save: the machine may have other work."""
    command = [sys.executable, str(PROJECT / "build.py"), "watch", tag, "--project", str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            port = int(server.stdout.readline().split("127.0.0.1:")[1].split("/")[0])
            return _saves(project, tag, port, server.pid)
        finally:
            server.terminate()


def _saves(project: Path, tag: str, port: int, process: int) -> tuple[list[float], float]:
    events = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    events.request("GET", "/events")
    stream = events.getresponse()
    shown = _pages(port)
    po = project / "locales" / tag.replace("-", "_") / "LC_MESSAGES" / f"{GUIDE}.po"
    lines = po.read_text(encoding="utf-8").splitlines(keepends=True)
    long = [
        number
        for number, line in enumerate(lines)
        if line.startswith('msgstr "') and len(line) > 30
    ]
    found: list[float] = []
    saves, before = 0, _processor_time(process)
    for number in (long * TIMES)[: 3 * TIMES]:
        if len(found) == TIMES:
            break
        words = lines[number]
        # A word is said twice: other words, and as good as the same length.
        inner = words[len('msgstr "') : words.rindex('"')]
        cut = inner.find(" ") + 1 or len(inner) // 2
        lines[number] = f'msgstr "{inner[:cut]}{inner[cut:]}{inner[:1]}"\n'
        part = po.with_suffix(".part")
        part.write_text("".join(lines), encoding="utf-8")
        start = time.perf_counter()
        part.replace(po)
        while not stream.readline().startswith(b"data:"):
            pass
        now = _pages(port, shown)
        saves += 1
        if now != shown:  # some sentences stand on another sheet
            found.append((time.perf_counter() - start) * 1000)
        shown = now
    events.close()
    return found, (_processor_time(process) - before) / saves


def main(arguments: list[str]) -> None:
    """Prints the table."""
    print(f"Load when it began: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    print("| language | median, ms | longest, ms | processor, ms |\n| --- | ---: | ---: | ---: |")
    for tag in arguments or LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            for name in ("templates", "locales"):
                shutil.copytree(PROJECT / name, Path(folder) / name)
            times, processor = measure(Path(folder), tag)
        row = (tag, *(f"{one:.0f}" for one in (statistics.median(times), max(times), processor)))
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
