"""PDFs from elsewhere: each is read, or told as one that cannot be, in little time and memory."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.cli.inspect import _shown
from handouts.pdf.errors import UnreadableError
from handouts.pdf.identifier import is_unchanged
from handouts.pdf_reading import reader
from handouts.pdf_reading.confined import confined
from handouts.pdf_reading.facts import facts
from handouts.reports.pictures import differences
from tests.hostile.pdfs import hostile_pdfs, sound
from tests.hostile.running import guarded
from tests.hostile.test_fuzz import many
from tests.press.model import GUIDE, HANGS

ALL = hostile_pdfs()
#: What makes a reader work for as long as it may.
LONG = frozenset({
    "forms-of-2-to-the-30", "forms-many", "instructions-many", "quotes-nested", "structure-wide",
    "words-again", "codes-of-4-billion", "codes-listed", "codes-long", "codes-unclosed",
    "deflate-bomb", "pages-many", "text-shared", "attributes-double", "cells-wide",
})  # fmt: skip
SECONDS = 5.0


def answered(data: bytes) -> Iterator[str]:
    """What comes of reading and of drawing a file; each gives an answer or says why not."""
    for function, arguments in (
        (_shown, (data, False, True)),
        (differences, (sound(), data)),
        (facts, (data,)),
    ):
        begun = time.monotonic()
        try:
            confined(function, *arguments, seconds=SECONDS)
            yield ""
        except UnreadableError as error:
            yield str(error) or "no reason is given"
        assert time.monotonic() - begun < HANGS


@pytest.mark.parametrize("name", sorted(ALL.keys() - LONG))
def test_a_hostile_pdf_is_read_or_refused(name: str) -> None:
    assert "no reason is given" not in list(answered(ALL[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LONG))
def test_one_that_keeps_its_reader_busy_is_given_up(name: str) -> None:
    assert "no reason is given" not in list(answered(ALL[name]))


def test_after_one_that_ends_its_reader_the_next_is_read() -> None:
    with pytest.raises(UnreadableError, match="ends the program"):
        confined(_die)
    assert "word" in confined(_shown, sound(), False, False)
    with pytest.raises(UnreadableError, match="takes more than"):
        confined(time.sleep, 60, seconds=0.2)
    with pytest.raises(UnreadableError, match="memory"):
        confined(bytearray, 4 << 30)
    assert "word" in confined(_shown, sound(), False, False)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("form-draws-itself", "holds itself"),
        ("structure-doubles", "stands in two places"),
        ("structure-in-a-circle", "stands in two places"),
        ("locked-user", "password"),
        ("no-pdf", "cannot be read"),
        ("pages-in-a-circle", "cannot be read"),
    ],
)
def test_inspect_says_why_and_exits_with_1(project: Path, name: str, why: str) -> None:
    file = project / "from-elsewhere.pdf"
    file.write_bytes(ALL[name])
    done = guarded(project, "inspect", str(file))
    assert done.code == 1, done.output
    done.answers("from-elsewhere.pdf", "unreadable-pdf", "cannot be read:", why)


def test_compare_says_which_sheet_cannot_be_read_and_compares_the_others(built: Path) -> None:
    new = Path(shutil.copytree(built / "dist", built / "new"))
    listed = json.loads((new / "manifest.json").read_text())
    wide, other = f"ar/{GUIDE}-after.pdf", f"es/{GUIDE}-after.pdf"
    for entry in listed["handouts"]:
        if entry["path"] in (wide, other):
            data = ALL["page-wide"] if entry["path"] == wide else sound()
            (new / entry["path"]).write_bytes(data)
            entry["sha256"] = hashlib.sha256(data).hexdigest()
    (new / "manifest.json").write_text(json.dumps(listed))
    page = built / "dist" / "comparison.html"
    done = guarded(built, "compare", str(built / "dist"), str(new), "--out", str(page))
    assert done.code == 1, done.output
    done.answers(f"{wide}: error unreadable-pdf", "too large", f"changed {other}")


@pytest.fixture(scope="session")
def sheet(_hostile_built: Path) -> bytes:
    """A PDF as this program writes it."""
    return (_hostile_built / "dist" / "ar" / f"{GUIDE}-after.pdf").read_bytes()


def mutated(data: bytes, seed: int) -> bytes:
    """A file with flipped bits, cut, or with pieces moved and doubled."""
    dice = random.Random(seed)
    raw = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        place, size = dice.randrange(len(raw)), dice.randrange(1, 64)
        match dice.randrange(5):
            case 0:
                raw[place] ^= 1 << dice.randrange(8)
            case 1:
                del raw[place : place + size]
            case 2:
                raw[place:place] = raw[dice.randrange(len(raw)) :][:size]
            case 3:
                raw[place : place + size] = dice.randbytes(size)
            case _:
                if len(raw) > 400:
                    del raw[place if place > 200 else 200 :]
        raw = raw or bytearray(b"%")
    return bytes(raw)


def _reads(data: bytes) -> None:
    for function in (reader.read, facts):
        with contextlib.suppress(UnreadableError):
            function(data)


@many(150)
@given(seed=st.integers(0, 1 << 48))
def test_mutations_of_pdfs_are_read_or_refused(opened: bytes, seed: int) -> None:
    _reads(mutated(opened, seed))


@pytest.mark.fuzz
@given(seed=st.integers(0, 1 << 48))
@settings(max_examples=20_000, derandomize=False)
def test_many_mutations_of_pdfs_are_read_or_refused(sheet: bytes, opened: bytes, seed: int) -> None:
    _reads(mutated(opened, seed))
    _reads(mutated(sheet, seed))


@pytest.fixture(scope="session")
def opened(sheet: bytes) -> bytes:
    """A sheet whose objects stand open, so that a mutation reaches what they mean."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet)) as made:
        made.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


@many(200)
@given(seed=st.integers(0, 1 << 48))
def test_no_mutation_passes_for_unchanged(sheet: bytes, seed: int) -> None:
    data = mutated(sheet, seed)
    assert is_unchanged(data) == (data == sheet)
