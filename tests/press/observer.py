"""Makes every PDF of a project in this process, from nothing, and prints as JSON which files were
opened and which modules loaded for it.

    .venv/bin/python -m tests.press.observer PROJECT OUT
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

_opened: set[str] = set()


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    """Notes the files that Python opens, and the shared libraries that it loads."""
    path = {"open": 0, "import": 1}.get(event)
    if path is not None and isinstance(arguments[path], str | bytes | os.PathLike):
        _opened.add(os.fsdecode(arguments[path]))  # type: ignore[arg-type]


def main() -> None:
    sys.addaudithook(_hear)
    from handouts.editions import EDITIONS  # noqa: PLC0415 - heard by the hook
    from handouts.press.plan import Narrowing, make_plan  # noqa: PLC0415
    from handouts.press.worker import Options, State, Task, Worker  # noqa: PLC0415
    from handouts.project.project import read_project  # noqa: PLC0415
    from handouts.text.fonts import default_folders  # noqa: PLC0415

    folder, out = map(Path, sys.argv[1:])
    project = read_project(folder)
    everything = Narrowing(editions=tuple(EDITIONS))
    plan = make_plan(project.guides, project.languages, project.brand.paper, everything)
    worker = Worker(Options(folder, out, tuple(default_folders(None, folder)), "code"))
    outcomes = [worker(Task(job)) for job in plan]
    assert {outcome.state for outcome in outcomes} == {State.BUILT}, outcomes
    seen = {
        "opened": sorted(os.path.realpath(path) for path in _opened if Path(path).is_file()),
        "modules": sorted(sys.modules),
        "fonts": dict(pair for outcome in outcomes for pair in outcome.fonts.items()),
    }
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
