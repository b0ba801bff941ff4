"""Reading takes as much memory as the file, whatever its kind may be."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from handouts.files import reading
from handouts.files.reading import Kind, RefusedError


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_000_000])
def test_no_more_memory_is_taken_than_the_file_needs(size: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(size))
    tracemalloc.start()
    try:
        data = reading.read(path, reading.FONT)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert data == bytes(size)
    assert most < 2 * size + 200_000 + 1_000_000 * bool(size)


def test_a_file_of_the_kernels_is_read_though_it_says_it_is_empty() -> None:
    assert reading.read(Path("/proc/self/status")).startswith(b"Name:")


@pytest.mark.parametrize(("size", "fits"), [(9, True), (10, True), (11, False), (2_000_000, False)])
def test_the_limit_of_a_kind_is_kept(size: int, fits: bool, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(size))
    if fits:
        assert len(reading.read(path, Kind("note", 10))) == size
        return
    with pytest.raises(RefusedError, match="too large for a note"):
        reading.read(path, Kind("note", 10))
