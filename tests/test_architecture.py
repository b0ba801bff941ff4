"""The folder list is the architecture: imports point downwards only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "handouts"

#: The packages, lowest first. A module may import from its own package and from those before it.
FLOORS = (
    "__init__",
    "model",
    "files",
    "catalogs",
    "project",
    "checks",
    "compose",
    "text",
    "pdf",
    "pdf_reading",
    "editions",
    "html",
    "press",
    "reports",
    "cli",
)

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(module: str) -> str:
    """`handouts.text.bidi` → `text`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports_of(path: Path) -> set[str]:
    """The rooms a module imports from, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "handouts":
                found |= {alias.name for alias in node.names if not alias.name.startswith("__")}
            elif node.module.startswith("handouts."):
                found.add(room_of(node.module))
        elif isinstance(node, ast.Import):
            found |= {
                room_of(alias.name) for alias in node.names if alias.name.startswith("handouts.")
            }
    return found


def room_of_path(path: Path) -> str:
    """The room a file stands in."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    room = room_of_path(path)
    assert room in FLOORS, f"{room} has no floor yet: add it to the table"
    for other in imports_of(path) - {room}:
        assert other in FLOORS, f"{other} has no floor yet"
        assert FLOORS.index(other) < FLOORS.index(room), f"{room} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_small_and_say_what_they_are(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(source)), "a module opens with its idea"
