"""The program that makes the PDFs, as a digest: another program makes every PDF anew.

What counts is the import closure of the worker: its module, all modules of this package that it
imports directly or through others, at the top of a module or inside a function, and the data files
beside them. Nothing is listed by hand: a new command or report is outside of the closure and makes
no PDF out of date, and a new module that the worker needs is inside.

Of other packages the release counts: of those that the closure imports, and of those that these
require. Python's own release does not count, but that of its Unicode database does.

The imports are read from the source without running it. Parsing a hundred modules takes half a
second, so the result for each module is kept in the cache, with the digest of the source.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.press import cache
from handouts.press.digests import digest, file_digest, file_names

if TYPE_CHECKING:
    import ast

ROOT = Path(__file__).parents[2]
OWN = "handouts"
ENTRY = "handouts.press.worker"
FILE = "program.json"


@dataclass(frozen=True, slots=True)
class Closure:
    """All that `ENTRY` imports. `modules` gives for each module of this package, by its path from
    the root, the digest of its source and the names it imports; `data` the digests of the files
    beside them; `foreign` are the top-level names of other packages."""

    modules: dict[str, tuple[str, list[str]]]
    data: dict[str, str]
    foreign: frozenset[str]


def code_digest(folder: Path, root: Path = ROOT) -> str:
    """The digest of the program. `folder` is that of the cache."""
    import unicodedata  # noqa: PLC0415 - not loaded otherwise when there is nothing to do

    kept = _Kept.load(folder / FILE)
    found = closure(root, kept.modules)
    key = digest(sorted(found.foreign), _installed())
    packages = kept.packages if kept.key == key else releases(found.foreign)
    now = _Kept(found.modules, key, packages)
    if now != kept:
        cache.save(folder / FILE, now.as_json())
    sources = [(path, source) for path, (source, _) in found.modules.items()]
    return digest(sorted(sources), found.data, packages, unicodedata.unidata_version)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the cache holds: the modules of a closure, and the releases of the packages that it
    stands on, which hold as long as the packages installed have the digest `key`."""

    modules: dict[str, tuple[str, list[str]]]
    key: str
    packages: dict[str, str]

    @classmethod
    def load(cls, path: Path) -> _Kept:
        try:
            body = cache.load(path)
            modules = {name: (source, names) for name, (source, names) in body["modules"].items()}
            return cls(modules, body["key"], dict(body["packages"]))
        except (TypeError, KeyError, ValueError, AttributeError):
            return cls({}, "", {})

    def as_json(self) -> dict[str, Any]:
        return {"modules": self.modules, "key": self.key, "packages": self.packages}


def closure(root: Path, known: dict[str, tuple[str, list[str]]] | None = None) -> Closure:
    """Follows the imports from `ENTRY` in the package below `root`. A module that is `known`, with
    the same digest, is not parsed again."""
    files = [f"{OWN}/{name}" for name in file_names(root / OWN)]
    sources = {_module(file): file for file in files if file.endswith(".py")}
    modules: dict[str, tuple[str, list[str]]] = {}
    foreign: set[str] = set()
    seen: set[str] = set()
    waiting = [ENTRY]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name.partition(".")[0] != OWN:
            foreign.add(name)
            continue
        waiting.append(name.rpartition(".")[0] or OWN)
        file = sources.get(name)  # none for what is something in a module
        if file:
            source = file_digest(root / file)
            before = (known or {}).get(file)
            imports = before[1] if before and before[0] == source else _imports(root, file)
            modules[file] = (source, imports)
            waiting += imports
    data = {
        file: file_digest(root / file)
        for file in files
        if not file.endswith((".py", ".pyi")) and _package(file, sources) in seen
    }
    return Closure(modules, data, frozenset(foreign))


def _module(file: str) -> str:
    """`handouts/text/bidi.py` → `handouts.text.bidi`."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _package(file: str, sources: dict[str, str]) -> str:
    """The package that a data file belongs to, perhaps in a folder of its own below it."""
    name = file.rpartition("/")[0].replace("/", ".")
    return name if name in sources or not name else _package(name.replace(".", "/"), sources)


def _imports(root: Path, file: str) -> list[str]:
    """The names a module imports, absolute; of `from a import b` both `a` and `a.b`."""
    import ast  # noqa: PLC0415 - only when a module has changed
    from importlib.util import resolve_name  # noqa: PLC0415 - as above

    package = file.rpartition("/")[0].replace("/", ".")
    found: set[str] = set()
    for node in _statements(ast.parse((root / file).read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            names = [module, *(f"{module}.{alias.name}" for alias in node.names)]
        else:
            continue
        found.update(map(_relevant, names))
    return sorted(found - {""})


def _relevant(name: str) -> str:
    """A module of this package, or the top-level name of another; nothing of Python's own."""
    top = name.partition(".")[0]
    if top == OWN:
        return name
    return "" if top in sys.stdlib_module_names else top


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements below a node, but for what only a type checker reads. Expressions, which hold
    no import, are most of a tree and are passed over."""
    import ast  # noqa: PLC0415 - as above

    for name in ("body", "orelse", "handlers", "finalbody", "cases"):
        if name == "body" and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        for inner in getattr(node, name, ()):
            yield inner
            yield from _statements(inner)


def _installed() -> list[str]:
    """What is installed, as the names of the folders of metadata tell it, without opening any:
    `jinja2-3.1.6.dist-info`."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            entries = list(os.scandir(folder or "."))
        except OSError:
            continue
        found.update(
            entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))
        )
    return sorted(found)


def releases(foreign: Iterable[str]) -> dict[str, str]:
    """The releases of the installed packages with these top-level names, and of all that they
    require."""
    from importlib import metadata  # noqa: PLC0415 - slow to load; only after an installation

    owners = metadata.packages_distributions()
    waiting = [owner for name in foreign for owner in owners.get(name, [name])]
    found: dict[str, str] = {}
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # required by other systems only
            continue
        found[name] = package.version
        waiting += [
            match[0]
            for line in package.requires or ()
            if "extra ==" not in line and (match := re.match(r"[A-Za-z0-9._-]+", line))
        ]
    return dict(sorted(found.items()))
