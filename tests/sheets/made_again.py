"""Prints the digests of sheets as JSON: each made in a process of its own, and all in one process.

    .venv/bin/python -m tests.sheets.made_again [--every]

What a process remembers (shaped messages, tags, boxes, recordings) must not be seen in a file. Each
fresh process is forked before anything has been made.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from multiprocessing import get_context

from handouts.compose.compose import Composer
from handouts.editions import EDITIONS, Edition, Materials
from handouts.model.document import Handout
from handouts.model.languages import SOURCE_LANGUAGE, language
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter
from tests.covering import array

from .conftest import GUIDE, LANGUAGES, PROJECT, SHEETS

Job = tuple[str, str, str]

#: The languages whose scripts, or ways of setting them, differ.
SCRIPTS = list({language(tag).rule: tag for tag in reversed(LANGUAGES)}.values())


def jobs_in(tags: Sequence[str]) -> list[Job]:
    """Every sheet in these languages, in every edition."""
    return [
        (tag, name, edition.name)
        for edition in EDITIONS.values()
        for name in SHEETS
        for tag in tags
        if edition.made_in(language(tag))
    ]


def some(jobs: Sequence[Job]) -> tuple[list[Job], list[Job]]:
    """Jobs that cover all languages, sheets and editions, before each of them another sheet in the
    same language and edition; and a few of them that cover all sheets and editions."""
    order = []
    several = [jobs[number] for number in sorted(array(jobs, 1))]
    for tag, name, edition in several:
        other = SHEETS[SHEETS.index(name) - 1]
        order += [(tag, other, edition), (tag, name, edition)]
    few = array([(name, edition) for _, name, edition in several], 1)
    return order, [several[number] for number in sorted(few)]


def digests(jobs: Sequence[Job], composer: Composer, materials: Materials) -> Iterator[str]:
    """The digests of the files."""
    for tag, name, edition in jobs:
        composed = composer.compose(GUIDE, name, language(tag))
        assert composed.handout
        row: Edition = EDITIONS[edition]
        file = row.render(composed.handout, materials, materials.brand.paper)
        assert file.data, file.findings
        yield hashlib.sha256(file.data).hexdigest()


def _materials(composer: Composer) -> Materials:
    project = composer.project
    typesetter = Typesetter(FontLibrary(default_folders(None, PROJECT)), project.unbreakable)

    def english(handout: Handout) -> Handout:
        composed = composer.compose(GUIDE, handout.name, SOURCE_LANGUAGE)
        assert composed.printable
        return composed.printable

    return Materials(project.brand, typesetter, project.art, english)


def fresh(job: Job) -> str:
    """A digest, from a process that has made nothing yet."""
    composer = Composer(Project(PROJECT))
    (digest,) = digests([job], composer, _materials(composer))
    return digest


def main() -> None:
    """Prints `{"fresh": {job: digest}, "again": [{job: digest}, ...]}`. With `--every`, all sheets
    in all languages are made; else two in one language for each script, and a few of them fresh."""
    jobs = jobs_in(LANGUAGES)
    jobs, chosen = (jobs, jobs) if "--every" in sys.argv else some(jobs_in(SCRIPTS))
    with get_context("fork").Pool(len(os.sched_getaffinity(0)), maxtasksperchild=1) as pool:
        alone = pool.map(fresh, chosen, chunksize=1)
    composer = Composer(Project(PROJECT))
    materials = _materials(composer)
    again = []
    for order in (jobs, chosen[::-1]):
        made = digests(order, composer, materials)
        again.append({"/".join(job): digest for job, digest in zip(order, made, strict=True)})
    named = {"/".join(job): digest for job, digest in zip(chosen, alone, strict=True)}
    json.dump({"fresh": named, "again": again}, sys.stdout)


if __name__ == "__main__":
    main()
