"""Fifty desks' worth of requests at once: each gets its own words, and nobody else's."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import statistics
import threading
import time
import urllib.parse
from pathlib import Path

import pytest

from tests.press.model import HANGS, ROOT
from tests.web.conftest import served
from tests.web.desk.conftest import ask, job, new_word, text_of

TOGETHER = 50
SECONDS = 60
TAGS = ("en", "es", "ar", "ur", "zh-Hans", "th", "am")
TOKEN = re.compile(r"Zq[a-z]{16}")

#: The reader of PDFs serves one thread at a time.
READER = threading.Lock()


def processes_of(address: str) -> set[int]:
    """Who listens at an address, and all that they have started."""
    port = urllib.parse.urlsplit(address).port
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    sockets = {f"socket:[{row[9]}]" for row in rows if row[1].endswith(f":{port:04X}")}
    parents, found = {}, set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().split(")")[-1].split()[1])
            if sockets & {str(file.readlink()) for file in (folder / "fd").iterdir()}:
                found.add(int(folder.name))
    found.discard(os.getpid())  # which has asked there
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def memory(processes: set[int]) -> int:
    """KiB that processes hold by themselves."""
    total = 0
    for one in processes:
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{one}/status").read_text()
            found = re.search(r"RssAnon:\s+(\d+)", status)
            total += int(found[1]) if found else 0
    return total


def made_ready(address: str) -> set[int]:
    """The processes that serve and last, once all sheets are ready and memory grows no more."""
    end, before = time.monotonic() + HANGS, 0
    while time.monotonic() < end:
        lasting = processes_of(address)
        now = memory(lasting)
        if before and now < before * 1.005:
            return lasting
        before = now
        time.sleep(3)
    raise AssertionError("the sheets are never ready")


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
        lasting = made_ready(address)
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
        early = memory(lasting)
        time.sleep(SECONDS / 2)
        late = memory(lasting)
        for thread in threads:
            thread.join()
        print(
            f"{len(times)} jobs, median {statistics.median(times):.2f} s, "
            f"longest {max(times):.2f} s; {early} KiB, then {late} KiB"
        )
        assert faults == []
        assert len(times) > TOGETHER
        assert early > 50_000  # a server and all sheets made ready, or it is somebody else's
        assert late < early * 1.05
