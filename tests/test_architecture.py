"""The folder list is the architecture: imports point downwards only."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "handouts"

PAGE = PACKAGE.parent / "docs" / "architecture.md"

#: The packages, lowest first, as the page lists them. A module may import from its own package and
#: from those before it.
FLOORS = (
    "__init__",
    *re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE),
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


def test_the_page_lists_every_package() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert set(FLOORS) == packages | {"__init__"}


#: `press/build.py: _Run._task` on the page: a module, and a name in it.
_STEPS = re.findall(
    r"`((?:\w+/)*\w+\.py)(?:: ([\w.]+))?`",
    PAGE.read_text(encoding="utf-8").partition("## Rules")[0],
)


@pytest.mark.parametrize(("module", "name"), _STEPS)
def test_what_the_page_names_is_there(module: str, name: str) -> None:
    found = [path for path in PACKAGE.rglob("*.py") if path.as_posix().endswith(f"/{module}")]
    found += [path for path in PACKAGE.parent.glob("*/*.py") if path.as_posix().endswith(module)]
    found += [PACKAGE.parent / module] if (PACKAGE.parent / module).exists() else []
    assert found, module
    for part in filter(None, name.split(".")):
        assert any(re.search(rf"\b{part}\b", path.read_text(encoding="utf-8")) for path in found)
