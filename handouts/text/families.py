"""Names of font families, and which of them are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STYLE = re.compile(r"(?:regular|bold|vf|variable(?:font)?[a-z]*)$")
_AXES = re.compile(r"\[.*\]")
#: Debian's package for a family, where it is not `fonts-noto-core`.
_PACKAGES = {"Noto Sans CJK": "fonts-noto-cjk", "Lohit Odia": "fonts-lohit-orya"}


def package_of(family: str) -> str:
    """Debian's package with a family."""
    found = (name for start, name in _PACKAGES.items() if family.startswith(start))
    return next(found, "fonts-noto-core")


def same_family(family: str, wanted: str) -> bool:
    """Whether a family is the wanted one, or one region's part of it."""
    return plain(family) in (plain(wanted), plain(_region_family(wanted)))


def base_name(stem: str) -> str:
    """What the name of a font file says of its family: `NotoSansThai-Bold` → `notosansthai`."""
    return _STYLE.sub("", plain(_AXES.sub("", stem)))


def file_names(family: str) -> Iterator[str]:
    """The base names of files that promise a family."""
    yield plain(family)
    if " CJK " in family:
        yield plain(family)[:-2]
        yield plain(_region_family(family))


def plain(name: str) -> str:
    """Without what fonts spell now so, now so: "Noto Sans Phags Pa" is "Noto Sans PhagsPa"."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def of_collection(family: str) -> str:
    """The name in the CJK collection of a region's part of it that is published by itself."""
    return re.sub(r"^(Noto \w+) (SC|TC|HK|JP|KR)$", r"\1 CJK \2", family)


def _region_family(family: str) -> str:
    """The name under which one region's part of the CJK collection is published by itself."""
    return family.replace(" CJK ", " ")
