"""A pool of worker processes.

Tasks come in groups (one per language), and a worker stays with its group while it lasts, so that
few processes open the same font and prepare the same glyphs. A worker that has none left takes
tasks from the largest group of another. A worker that dies costs the one task it had, which is
answered as crashed; a new worker takes over its group.

    groups    [ar ar ar] [en en en] [es es es]
    worker 1   ar ar ar   es   ·  es
    worker 2   en en en     es
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from handouts.files import children

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Answer = TypeVar("Answer")

#: Makes, once in each process, what carries out its tasks.
Factory = Callable[[], Callable[[Task], Answer]]

#: No task takes so many seconds or bytes, unless it would take for ever. Who does is ended.
MAX_SECONDS = 300
MAX_MEMORY = 6 << 30
#: What is said of a worker that took too long and was ended.
TOO_LONG = f"it took more than {MAX_SECONDS} seconds"

#: A worker is replaced after so many tasks, so that its memory does not grow without end.
LIFETIME = 600


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: BaseProcess
    pipe: Connection
    group: deque[Task] = field(default_factory=deque)
    task: Task | None = None
    done: int = 0


def run(
    groups: Sequence[Sequence[Task]],
    factory: Factory[Task, Answer],
    crashed: Callable[[Task, str], Answer],
    jobs: int,
) -> Generator[Answer, None, None]:
    """Yields an answer per task, as they come. `factory` and the tasks must be picklable. `crashed`
    answers for a task whose worker died, with the cause in words. With `jobs` = 1 all is done in
    this process."""
    if jobs == 1:
        work = factory()
        for group in groups:
            yield from map(work, group)
        return
    if not any(groups):
        return
    pool = _Pool(groups, factory)
    try:
        for _ in range(min(jobs, sum(map(len, groups)))):
            pool.start()
        while pool.workers:
            yield from pool.answers(crashed)
    finally:
        pool.stop()


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Pool(Generic[Task, Answer]):
    """The workers at work, and the groups no worker has begun."""

    def __init__(self, groups: Sequence[Sequence[Task]], factory: Factory[Task, Answer]) -> None:
        self.workers: list[_Worker[Task]] = []
        self._groups = deque(deque(group) for group in groups if group)
        self._factory = factory
        self._context = children.context()

    def start(self, group: deque[Task] | None = None) -> None:
        """Adds a worker, if there is anything to do."""
        ours, theirs = self._context.Pipe()
        # A forked child inherits our ends of all pipes; unless it closes them, nobody would ever
        # see the end of a pipe when this process is killed.
        inherited = (
            [worker.pipe for worker in self.workers] + [ours]
            if self._context.get_start_method() == "fork"
            else []
        )
        process = self._context.Process(
            target=_serve, args=(theirs, self._factory, inherited, MAX_SECONDS), daemon=True
        )
        worker: _Worker[Task] = _Worker(process, ours, group if group is not None else deque())
        if self._has_task(worker):
            with _interrupts_held():
                process.start()
                self.workers.append(worker)
            self._give(worker)
        else:
            ours.close()
        theirs.close()

    def answers(self, crashed: Callable[[Task, str], Answer]) -> Iterator[Answer]:
        """Waits, and yields what has come in."""
        from multiprocessing.connection import wait  # noqa: PLC0415 - slow to load, and not needed when nothing changed

        ready = wait([worker.pipe for worker in self.workers])
        for worker in [worker for worker in self.workers if worker.pipe in ready]:
            task = worker.task
            assert task is not None
            try:
                answer: Answer = worker.pipe.recv()
            except (EOFError, ConnectionError):
                self._retire(worker)
                self.start(worker.group)
                yield crashed(task, _death(worker.process))
                continue
            worker.done += 1
            if worker.done >= LIFETIME:
                self._retire(worker)
                self.start(worker.group)
            elif self._has_task(worker):
                self._give(worker)
            else:
                self._retire(worker)
            yield answer

    def stop(self) -> None:
        """Ends whoever is still at work."""
        for worker in self.workers:
            worker.process.terminate()
        for worker in list(self.workers):
            self._retire(worker)

    def _has_task(self, worker: _Worker[Task]) -> bool:
        """Sees to it that the worker's group has a task: its own, a fresh group, or what the
        busiest of the others has not begun."""
        if not worker.group and self._groups:
            worker.group = self._groups.popleft()
        if not worker.group:
            busiest = max(self.workers, key=lambda other: len(other.group), default=None)
            if busiest is not None and busiest.group:
                worker.group.append(busiest.group.pop())
        return bool(worker.group)

    def _give(self, worker: _Worker[Task]) -> None:
        worker.task = worker.group.popleft()
        try:
            worker.pipe.send(worker.task)
        except (BrokenPipeError, ConnectionError):
            # Dead already: the next `recv` will say so.
            return

    def _retire(self, worker: _Worker[Task]) -> None:
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join()


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Holds Ctrl-C back while a process is started: it reaches the whole process group, and the new
    process must not take it before it has said that it leaves it to its parent."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    pipe: Connection,
    factory: Factory[Task, Answer],
    inherited: Sequence[Connection],
    seconds: int,
) -> None:
    """What a worker process runs: takes tasks, each for so many seconds, until the pipe ends."""
    # Ctrl-C reaches the whole process group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for connection in inherited:
        connection.close()
    _limit_memory()
    work = factory()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        # The alarm ends the process whatever it is doing, and though its parent be gone.
        signal.alarm(seconds)
        answer = work(task)
        signal.alarm(0)
        pipe.send(answer)


def _limit_memory() -> None:
    """So that a worker runs into a `MemoryError` before the whole machine stands still."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    least = MAX_MEMORY if most == resource.RLIM_INFINITY else min(MAX_MEMORY, most)
    with contextlib.suppress(ValueError, OSError):  # not every system knows this limit
        resource.setrlimit(resource.RLIMIT_AS, (least, most))


def _death(process: BaseProcess) -> str:
    code = process.exitcode
    if code == -signal.SIGALRM:
        return TOO_LONG
    if code is not None and code < 0:
        return f"a worker was ended by {signal.Signals(-code).name}"
    return f"a worker ended by itself with code {code}"
