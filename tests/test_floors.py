"""The folder list is the architecture: imports point downwards only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "handouts"

#: Floor of each package, or of each module that stands alone. A module may import from its own
#: package and from floors below.
FLOORS = {
    "__init__": 0,
    "errors": 0,
    "languages": 0,
    "brand": 0,
    "contrast": 0,
    "document": 0,
    "guides": 0,
    "settings": 0,
    "files": 0,
    "text": 1,
    "pdf": 2,
    "layout": 3,
    "catalogs": 3,
    "inline": 3,
    "templating": 3,
    "vocabulary": 3,
    "plain": 3,
    "content": 4,
    "gate": 5,
    "press": 5,
    "reports": 6,
    "cli": 7,
}

#: What a package may not know, although it lies below.
STRANGERS = {
    "text": {"document", "brand", "guides"},
    "pdf": {"document", "brand", "languages", "guides"},
    "catalogs": {"pdf", "text", "layout", "document"},
    "layout": {"catalogs", "templating", "vocabulary", "inline"},
}

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
        same_ground = FLOORS[other] == FLOORS[room] == 0
        assert FLOORS[other] < FLOORS[room] or same_ground, f"{room} must not import {other}"
        assert other not in STRANGERS.get(room, set()), f"{room} must not know {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_small_and_say_what_they_are(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(source)), "a module opens with its idea"
