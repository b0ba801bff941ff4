"""docs/architecture.md is true: imports point upwards in its table, and what it names is there."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.project.guide import COMMON
from tests.each import each

PACKAGE = Path(__file__).parent.parent / "handouts"

PAGE = PACKAGE.parent / "docs" / "architecture.md"

#: The packages, lowest first, as the page lists them. A module may import from its own package and
#: from those before it.
PACKAGES = (
    "__init__",
    *re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE),
)

MODULES = sorted(PACKAGE.rglob("*.py"))


@functools.cache
def parsed(path: Path) -> ast.Module:
    """A module's code, read by the first test that asks."""
    return ast.parse(path.read_text(encoding="utf-8"))


def package_of(module: str) -> str:
    """`handouts.text.bidi` → `text`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports_of(path: Path) -> set[str]:
    """The packages a module imports from, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "handouts":
                found |= {alias.name for alias in node.names if not alias.name.startswith("__")}
            elif node.module.startswith("handouts."):
                found.add(package_of(node.module))
        elif isinstance(node, ast.Import):
            found |= {
                package_of(alias.name) for alias in node.names if alias.name.startswith("handouts.")
            }
    return found


def package_of_path(path: Path) -> str:
    """The package a file stands in."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


@each("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    package = package_of_path(path)
    assert package in PACKAGES, f"{package} is not in the table"
    for other in imports_of(path) - {package}:
        assert other in PACKAGES, f"{other} is not in the table"
        assert PACKAGES.index(other) < PACKAGES.index(package), f"{package} must not import {other}"


@each("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_small_and_say_what_they_are(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 400
    assert ast.get_docstring(parsed(path)), "a module opens with its idea"


def test_the_page_lists_every_package() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert set(PACKAGES) == packages | {"__init__"}


def defined(body: list[ast.stmt], prefix: str = "") -> Iterator[str]:
    """Classes, functions and values of a module, and what stands in its classes."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield prefix + node.name
            yield from defined(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield prefix + node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (prefix + one.id for one in targets if isinstance(one, ast.Name))


@functools.cache
def names(path: Path) -> frozenset[str]:
    """What a module defines."""
    return frozenset(defined(parsed(path).body))


_WAY = PAGE.read_text(encoding="utf-8").partition("## The way")[2].partition("## Rules")[0]

#: `press/build.py: _Run._task`, or `Fitted.fits` and `tag` alone, where the page names them.
_MODULES = re.findall(r"`((?:\w+/)*\w+\.py)(?::\s([\w.]+))?`", _WAY)
_ALONE = sorted(set(re.findall(r"`(_?[A-Z]\w+\.\w+|\w+)`", _WAY)))


@each(("module", "name"), _MODULES)
def test_a_module_that_the_page_names_has_what_it_says(module: str, name: str) -> None:
    found = [path for path in MODULES if path.as_posix().endswith(f"/{module}")]
    if not found:
        assert (PACKAGE.parent / module).is_file(), module
    elif name:
        assert any(name in names(path) for path in found), name


@pytest.mark.parametrize("name", _ALONE)
def test_what_the_page_names_alone_is_there(name: str) -> None:
    commands = {path.stem for path in (PACKAGE / "cli").glob("*.py")}
    domains = {COMMON}
    known = frozenset().union(*map(names, MODULES)) | commands | domains
    assert name in known, name
