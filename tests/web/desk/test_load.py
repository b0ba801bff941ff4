"""Fifty desks' worth of requests at once: each gets its own words, and nobody else's."""

from __future__ import annotations

import contextlib
import re
import socket
import statistics
import threading
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.press.model import ROOT
from tests.web.conftest import served
from tests.web.desk.conftest import ask, job, new_word, text_of

TOGETHER = 50
SECONDS = 60
TAGS = ("en", "es", "ar", "ur", "zh-Hans", "th", "am")
TOKEN = re.compile(r"Zq[a-z]{16}")

#: The reader of PDFs serves one thread at a time.
READER = threading.Lock()


def processes_of(out: Path) -> Iterator[int]:
    """The desk that serves a folder, and what it has started."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_bytes().decode()
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            parents[int(folder.name)] = int(parent)
            if str(out) in words and "desk" in words:
                root = int(folder.name)
    yield root
    yield from (one for one, parent in parents.items() if parent == root)


def memory(processes: list[int]) -> int:
    """KiB that processes hold by themselves."""
    total = 0
    for one in processes:
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{one}/status").read_text()
            found = re.search(r"RssAnon:\s+(\d+)", status)
            total += int(found[1]) if found else 0
    return total


def worker(address: str, end: float, number: int, times: list[float], faults: list[str]) -> None:
    """One desk: prints again and again."""
    turn = number
    while time.monotonic() < end:
        token = new_word()
        turn += 1
        started = time.monotonic()
        answer = ask(f"{address}/print", job(TAGS[turn % len(TAGS)], address=token))
        times.append(time.monotonic() - started)
        if answer.status != 200:
            faults.append(f"{answer.status} {answer.body[:200]!r}")
        else:
            with READER:
                found = set(TOKEN.findall(text_of(answer.body)))
            if found != {token}:
                faults.append(f"not its own words: {found}")


def nuisance(address: str, end: float, kind: int) -> None:
    """A client that is slow, stops in the middle, or leaves before the answer."""
    parts = urllib.parse.urlsplit(address)
    body = b'{"sheets": ["es/x.pdf"]}'
    head = (
        f"POST /print HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    while time.monotonic() < end:
        with (
            contextlib.suppress(OSError),
            socket.create_connection((parts.hostname, parts.port), timeout=5) as client,
        ):
            if kind == 0:
                for byte in head:
                    client.sendall(bytes([byte]))
                    time.sleep(0.05)
                    if time.monotonic() > end:
                        return
            elif kind == 1:
                client.sendall(head + body[:9])
                time.sleep(1)
            else:
                client.sendall(head + body)
                time.sleep(0.2)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


@pytest.mark.slow
def test_fifty_at_once_for_a_minute(sheets: Path) -> None:
    with served(ROOT, "desk", "--port", "0", "--out", str(sheets)) as address:
        for tag in TAGS:
            assert ask(f"{address}/print", job(tag)).status == 200
        end = time.monotonic() + SECONDS
        times: list[float] = []
        faults: list[str] = []
        threads = [
            threading.Thread(target=worker, args=(address, end, number, times, faults))
            for number in range(TOGETHER)
        ]
        threads += [
            threading.Thread(target=nuisance, args=(address, end, number % 3))
            for number in range(6)
        ]
        for thread in threads:
            thread.start()
        time.sleep(SECONDS / 3)
        early = memory(list(processes_of(sheets)))
        time.sleep(SECONDS / 2)
        late = memory(list(processes_of(sheets)))
        for thread in threads:
            thread.join()
        print(
            f"{len(times)} jobs, median {statistics.median(times):.2f} s, "
            f"longest {max(times):.2f} s; {early} KiB, then {late} KiB"
        )
        assert faults == []
        assert len(times) > TOGETHER
        assert late < early * 1.2
