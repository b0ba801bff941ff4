"""Whether a font may be used: asked once of each face, before anything is set in it.

A file that was looked at as a whole is known by its digest. Of any other its tables are looked at
(`soundness`), then its letters (`letters`), then what it says of itself (`measures`).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import uharfbuzz as hb

from handouts.files import reading
from handouts.text import letters, measures, soundness
from handouts.text.face import FontFace
from handouts.text.reference import known_files


def fault(face: FontFace, script: str) -> str:
    """What is wrong with a face, as one that sets this script (any, where none is given); nothing
    for a sound one. Never raises."""
    known = known_files()
    try:
        if face.sha256 in known:
            return ""
        data = reading.read(face.path, reading.FONT)
        found = soundness.fault(data, face.record.index, script)
        return found or letters.fault(face, script) or measures.fault(face, script)
    except OSError as error:
        return error.strerror or str(error)
    except (struct.error, hb.HarfBuzzError, ValueError, IndexError, OverflowError):
        return "its tables contradict each other"


def file_fault(path: Path, faces: Sequence[int]) -> str:
    """What is wrong with the tables of a file that should have these faces, and at least one.
    Never raises."""
    try:
        data = reading.read(path, reading.FONT)
    except OSError as error:
        return error.strerror or str(error)
    return next(filter(None, (soundness.fault(data, face) for face in faces or [0])), "")
