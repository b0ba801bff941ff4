"""The clinic's face: name, colours, contact lines, paper, read from `templates/brand.toml`.

A palette that cannot be read by everybody is a fault like any other: see `contrast`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.files.toml_file import read_toml
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Code, Finding, Where
from handouts.project import contrast

CONTACT_KEYS = ("phone", "hours", "address", "website")
COLOR_KEYS = ("brand", "tint", "ink", "muted", "rule", "do", "dont")
PAPERS = ("letter", "a4")

#: What stands in for a colour that cannot be used.
_PLAIN = {**dict.fromkeys(COLOR_KEYS, "#000000"), "tint": "#FFFFFF"}

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_TABLES = {
    "clinic": ("name", "logo"),
    "contact": CONTACT_KEYS,
    "colors": COLOR_KEYS,
    "print": ("paper", "languages"),
}


@dataclass(frozen=True, slots=True)
class Brand:
    """What `brand.toml` says. Colours are `#RRGGBB`; an unknown contact line is empty. `places`
    gives the line of the name and of each contact line."""

    name: str
    logo: str
    contact: dict[str, str]
    colors: dict[str, str]
    paper: str
    languages: tuple[str, ...]
    places: Mapping[str, Where] = field(default_factory=dict, compare=False, repr=False)

    @property
    def words(self) -> Mapping[str, str]:
        """What is printed of it, by key."""
        return {"name": self.name, **self.contact}


def load_brand(path: Path, shown_as: str = "") -> Brand:
    """Reads and checks the brand. Raises `FindingsError` with every fault found."""
    brand, findings = read_brand(path, shown_as)
    if findings:
        raise FindingsError(findings)
    return brand


def read_brand(path: Path, shown_as: str = "") -> tuple[Brand, list[Finding]]:
    """The brand, and every fault of it. Never raises: black and white, Letter paper and empty
    words stand in for what cannot be used, so that the rest of the project can still be checked;
    nothing is printed then."""
    shown = shown_as or str(path)
    try:
        data, source = read_toml(path, shown, codes.BRAND_UNREADABLE)
    except FindingsError as error:
        return _brand({}, {}), list(error.findings)
    places = {key: Where(shown, _line(key, source)) for key in ("name", *CONTACT_KEYS)}
    return _brand(data, places), list(_faults(data, source, shown, path.parent))


def _line(key: str, source: str) -> int:
    """Where a key or a table stands, from 1; 0 if nowhere."""
    match = re.search(rf"^\s*\[?{re.escape(key)}\b", source, re.MULTILINE)
    return source.count("\n", 0, match.start()) + 1 if match else 0


def _brand(data: dict[str, Any], places: Mapping[str, Where]) -> Brand:
    def table(name: str) -> dict[str, Any]:
        values = data.get(name, {})
        return values if isinstance(values, dict) else {}

    def text(name: str, key: str) -> str:
        value = table(name).get(key, "")
        return value if isinstance(value, str) else ""

    colors = {key: text("colors", key).upper() for key in COLOR_KEYS}
    paper, languages = text("print", "paper"), table("print").get("languages")
    listed = languages if isinstance(languages, list) else ["en"]
    return Brand(
        name=text("clinic", "name"),
        logo=text("clinic", "logo"),
        contact={key: text("contact", key) for key in CONTACT_KEYS},
        colors={
            key: value if _HEX.fullmatch(value) else _PLAIN[key] for key, value in colors.items()
        },
        paper=paper if paper in PAPERS else PAPERS[0],
        languages=tuple(tag for tag in listed if isinstance(tag, str)),
        places=places,
    )


def _faults(data: dict[str, Any], source: str, shown: str, folder: Path) -> list[Finding]:
    found: list[Finding] = []

    def fault(key: str, message: str, hint: str, kind: Code = codes.BRAND_VALUE) -> None:
        found.append(Finding(kind, message, Where(shown, _line(key, source)), hint))

    for table, keys in _TABLES.items():
        values = data.get(table, {})
        if not isinstance(values, dict):
            fault(table, f"{table} is not a table", f"write [{table}] on a line of its own")
            continue
        for key in values:
            if key not in keys:
                fault(key, f"unknown key {key} in [{table}]", f"known: {', '.join(keys)}")
        for key, value in values.items():
            if key in keys and key != "languages" and not isinstance(value, str):
                fault(key, f"{key} must be text", f'write {key} = "..."')
    for table in data:
        if table not in _TABLES:
            fault(table, f"unknown table [{table}]", f"known: {', '.join(_TABLES)}")
    clinic = data.get("clinic", {})
    if not (isinstance(clinic, dict) and clinic.get("name")):
        fault("clinic", "the clinic has no name", 'write name = "..." under [clinic]')
    logo = clinic.get("logo") if isinstance(clinic, dict) else None
    if isinstance(logo, str) and logo and not _is_drawing(folder, logo):
        hint = 'write logo = "name.svg", a drawing that lies beside brand.toml; or leave it out'
        fault("logo", f"there is no drawing {logo}", hint)
    colors = data.get("colors", {})
    for key in COLOR_KEYS:
        value = colors.get(key) if isinstance(colors, dict) else None
        if not (isinstance(value, str) and _HEX.fullmatch(value)):
            fault(key, f"colour {key} is not #RRGGBB", f'write {key} = "#12455B"')
    if not found:
        for mend in contrast.mends({key: colors[key] for key in COLOR_KEYS}):
            fault(mend.key, mend.message(colors), mend.hint, codes.CONTRAST)
    printing = data.get("print", {})
    if isinstance(printing, dict):
        if printing.get("paper", "letter") not in PAPERS:
            fault("paper", "unknown paper size", f"known: {', '.join(PAPERS)}")
        languages = printing.get("languages", [])
        if not (isinstance(languages, list) and all(isinstance(tag, str) for tag in languages)):
            fault("languages", "languages must be a list of tags", 'write ["en", "es"]')
    return found


def _is_drawing(folder: Path, name: str) -> bool:
    """Whether the name is that of an SVG file in the folder itself."""
    path = folder / name
    return path.suffix == ".svg" and path.parent == folder and path.is_file()
