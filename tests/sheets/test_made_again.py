"""A sheet made again after others, in a process that remembers much, is equal to a fresh one."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from handouts.editions import EDITIONS
from handouts.model.languages import language

from .conftest import LANGUAGES, PROJECT


@pytest.mark.parametrize("extent", [(), pytest.param(("--every",), marks=pytest.mark.slow)])
def test_what_a_process_remembers_is_not_seen_in_a_file(extent: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.sheets.made_again", *extent],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    made = json.loads(done.stdout)
    everything, chosen = made["again"]
    fresh = made["fresh"]
    assert chosen == fresh
    assert {job: everything[job] for job in fresh} == fresh
    scripts = {language(job.split("/")[0]).rule for job in everything}
    assert scripts == {language(tag).rule for tag in LANGUAGES}
    assert {job.split("/")[2] for job in fresh} == set(EDITIONS)
