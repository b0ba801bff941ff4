"""Workers answer every task, whatever happens to them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from handouts.files import children
from handouts.press import processes

Answer = tuple[int, int]

#: Other tests may have left threads in this process; no worker here waits for one.
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are forked even so."""
    monkeypatch.setattr(children, "context", lambda: multiprocessing.get_context("fork"))


def factory() -> Callable[[int], Answer]:
    return work


def work(task: int) -> Answer:
    """Answers with the task and the worker's process; some tasks kill it."""
    if task == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if task == 14:
        os._exit(3)
    time.sleep(0.001)
    return task, os.getpid()


def crashed(task: int, how: str) -> Answer:
    deaths = {13: "a worker was ended by SIGKILL", 14: "a worker ended by itself with code 3"}
    assert how == deaths[task]
    return task, 0


def run(groups: list[list[int]], jobs: int) -> list[Answer]:
    return list(processes.run(groups, factory, crashed, jobs))


@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_task_is_answered_once(jobs: int) -> None:
    groups = [[1, 2, 3], [], [4], list(range(20, 40))]
    assert sorted(task for task, _ in run(groups, jobs)) == sorted(chain(*groups))


@pytest.mark.usefixtures("forking")
def test_no_more_processes_are_started_than_there_is_work() -> None:
    assert len({process for _, process in run([[1], [2], [3]], 10**20)}) == 3


def test_one_job_needs_no_other_process() -> None:
    assert {process for _, process in run([[1, 2], [3]], 1)} == {os.getpid()}


@pytest.mark.usefixtures("forking")
def test_a_single_task_that_kills_its_worker_does_not_kill_us() -> None:
    assert run([[13]], 8) == [(13, 0)]


@pytest.mark.usefixtures("forking")
def test_a_worker_that_dies_is_reported_and_replaced() -> None:
    groups = [[1, 13, 2, 3], [4, 5, 14, 6], [13, 14]]
    answers = run(groups, 2)
    assert sorted(task for task, _ in answers) == sorted(chain(*groups))
    assert all((process == 0) == (task in (13, 14)) for task, process in answers)


@pytest.mark.usefixtures("forking")
def test_a_group_stays_with_its_worker_while_there_are_groups_enough() -> None:
    groups = [[number * 100 + place for place in range(1, 9)] for number in range(1, 7)]
    seen: dict[int, set[int]] = {}
    for task, process in run(groups, 2):
        seen.setdefault(task // 100, set()).add(process)
    assert sum(len(processes) == 1 for processes in seen.values()) >= 4


@pytest.mark.usefixtures("forking")
def test_workers_are_replaced_after_their_lifetime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LIFETIME", 5)
    answers = run([list(range(20, 60))], 2)
    assert len({process for _, process in answers}) >= 8


@pytest.mark.usefixtures("forking")
def test_whoever_stops_listening_leaves_no_worker_behind() -> None:
    answers = processes.run([list(range(20, 60)), list(range(60, 90))], factory, crashed, 2)
    workers = {next(answers)[1] for _ in range(4)}
    answers.close()
    for process in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


@pytest.mark.usefixtures("forking")
def test_an_interrupt_that_meets_a_process_just_begun_is_its_parents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    serve = processes._serve

    def interrupted(*arguments: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        serve(*arguments)

    monkeypatch.setattr(processes, "_serve", interrupted)
    answers = run([[1, 2], [3, 4]], 2)
    assert all(process != 0 for _, process in answers), "nobody has died of it"


def test_a_process_with_threads_is_not_forked() -> None:
    """A library's threads are not there in a fork, and whoever waits for them waits for ever."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert children.context().get_start_method() == "spawn"
    finally:
        done.set()
        thread.join()


def test_it_works_where_processes_cannot_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "context", lambda: multiprocessing.get_context("spawn"))
    answers = run([[1, 2], [3, 4]], 2)
    assert sorted(task for task, _ in answers) == [1, 2, 3, 4]
    assert os.getpid() not in {process for _, process in answers}
