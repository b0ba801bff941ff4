"""The clinic's face: name, colours, contact lines, paper, read from `templates/brand.toml`.

A palette that cannot be read by everybody is a fault like any other: see `contrast`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.files.toml_file import read_toml
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Severity, Where
from handouts.project import contrast

CONTACT_KEYS = ("phone", "hours", "address", "website")
COLOR_KEYS = ("brand", "tint", "ink", "muted", "rule", "do", "dont")
PAPERS = ("letter", "a4")

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_TABLES = {
    "clinic": ("name", "logo"),
    "contact": CONTACT_KEYS,
    "colors": COLOR_KEYS,
    "print": ("paper", "languages"),
}


@dataclass(frozen=True, slots=True)
class Brand:
    """What `brand.toml` says. Colours are `#RRGGBB`; an unknown contact line is empty."""

    name: str
    logo: str
    contact: dict[str, str]
    colors: dict[str, str]
    paper: str
    languages: tuple[str, ...]


def load_brand(path: Path, shown_as: str = "") -> Brand:
    """Reads and checks the brand. Raises `FindingsError` with every fault found."""
    shown = shown_as or str(path)
    data, source = read_toml(path, shown, "brand-unreadable")
    findings = list(_faults(data, source, shown))
    if findings:
        raise FindingsError(findings)
    return Brand(
        name=data["clinic"]["name"],
        logo=data["clinic"].get("logo", ""),
        contact={key: data.get("contact", {}).get(key, "") for key in CONTACT_KEYS},
        colors={key: data["colors"][key].upper() for key in COLOR_KEYS},
        paper=data["print"].get("paper", "letter"),
        languages=tuple(data["print"].get("languages", ("en",))),
    )


def _faults(data: dict[str, Any], source: str, shown: str) -> list[Finding]:
    found: list[Finding] = []

    def fault(key: str, message: str, hint: str, code: str = "brand-value") -> None:
        pattern = re.compile(rf"^\s*\[?{re.escape(key)}\b", re.MULTILINE)
        match = pattern.search(source)
        line = source.count("\n", 0, match.start()) + 1 if match else 0
        found.append(Finding(Severity.ERROR, code, message, Where(shown, line), hint))

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
    colors = data.get("colors", {})
    for key in COLOR_KEYS:
        value = colors.get(key) if isinstance(colors, dict) else None
        if not (isinstance(value, str) and _HEX.fullmatch(value)):
            fault(key, f"colour {key} is not #RRGGBB", f'write {key} = "#12455B"')
    if not found:
        for mend in contrast.mends({key: colors[key] for key in COLOR_KEYS}):
            fault(mend.key, mend.message(colors), mend.hint, "contrast")
    printing = data.get("print", {})
    if isinstance(printing, dict):
        if printing.get("paper", "letter") not in PAPERS:
            fault("paper", "unknown paper size", f"known: {', '.join(PAPERS)}")
        languages = printing.get("languages", [])
        if not (isinstance(languages, list) and all(isinstance(tag, str) for tag in languages)):
            fault("languages", "languages must be a list of tags", 'write ["en", "es"]')
    return found
