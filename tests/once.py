"""Work that each build of a test run would do again with the same outcome, done once.

Hundreds of tests build a small project in their own process, each with a fresh cache. The program,
the system's fonts and most templates are the same in all of them. What is remembered here hangs
on names and bytes alone; what a test changes, it has in a folder of its own, and is read. Commands
that tests start as processes remember nothing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from handouts.catalogs import extract, po
from handouts.checks import catalog_checks
from handouts.checks.catalog_checks import Rules
from handouts.checks.problem import Problem
from handouts.compose import templates
from handouts.compose.inheritance import Outline
from handouts.model.findings import Finding
from handouts.model.languages import Language
from handouts.press import processes, program, shards
from handouts.project import vocabulary
from handouts.text.face import FaceRecord, FontFace
from handouts.text.fonts import FontLibrary

#: Where packages of the system put what no test changes.
_SYSTEM = "/usr/share/"


@contextlib.contextmanager
def done_once() -> Iterator[None]:
    """Remembers until the end of the context."""
    with pytest.MonkeyPatch.context() as patch:
        # A build within a test does its work there, unless it is told a number of processes.
        for module in (processes, shards):
            patch.setattr(module, "cores", lambda: 1)
        _program(patch)
        _fonts(patch)
        _templates(patch)
        _messages(patch)
        _checks(patch)
        yield


def _program(patch: pytest.MonkeyPatch) -> None:
    """What a module imports follows from its name and bytes; this checkout's modules are not
    changed by any test; the releases follow from what is installed."""
    imports, releases, file_digest = program._imports, program.releases, program.file_digest
    closure = program.closure
    closures: dict[Path, program.Closure] = {}
    parsed: dict[tuple[str, bytes], list[str]] = {}
    known: dict[tuple[str, ...], dict[str, str]] = {}
    digests: dict[str, str] = {}
    own = f"{program.ROOT}{os.sep}"

    def imports_once(root: Path, file: str) -> list[str]:
        key = file, (root / file).read_bytes()
        if key not in parsed:
            parsed[key] = imports(root, file)
        return parsed[key]

    def releases_once(foreign: Iterable[str]) -> dict[str, str]:
        key = *sorted(foreign), "", *program._installed()
        if key not in known:
            known[key] = releases(foreign)
        return known[key]

    def digest_once(path: Path) -> str:
        name = str(path)
        if not name.startswith(own):
            return file_digest(path)
        if name not in digests:
            digests[name] = file_digest(path)
        return digests[name]

    def closure_once(
        root: Path, known: dict[str, tuple[str, list[str]]] | None = None
    ) -> program.Closure:
        if root != program.ROOT:
            return closure(root, known)
        if root not in closures:
            closures[root] = closure(root, known)
        return closures[root]

    patch.setattr(program, "closure", closure_once)
    patch.setattr(program, "_imports", imports_once)
    patch.setattr(program, "releases", releases_once)
    patch.setattr(program, "file_digest", digest_once)


def _fonts(patch: pytest.MonkeyPatch) -> None:
    """The system's fonts are listed, read, judged and opened once; what is measured of their
    glyphs hangs on the open face."""
    files, read = FontLibrary._files, FontLibrary._read
    fault, opened = FontLibrary._fault, FontLibrary._open
    listed: dict[Path, list[Path]] = {}
    records: dict[Path, tuple[FaceRecord, ...]] = {}
    faults: dict[tuple[FaceRecord, int, str], str] = {}
    faces: dict[tuple[FaceRecord, int], FontFace] = {}

    def is_systems(path: Path) -> bool:
        return str(path).startswith(_SYSTEM)

    def files_once(self: FontLibrary) -> Iterator[tuple[int, Path]]:
        for rank, folder in enumerate(self.folders):
            if folder not in listed or not is_systems(folder):
                listed[folder] = [path for _, path in files(FontLibrary([folder]))]
            yield from ((rank, path) for path in listed[folder])

    def read_once(self: FontLibrary, path: Path) -> tuple[FaceRecord, ...]:
        if not is_systems(path):
            return read(self, path)
        if path not in records:
            records[path] = read(self, path)
        return records[path]

    def fault_once(self: FontLibrary, face: FontFace, script: str) -> str:
        key = face.record, face.weight, script
        if not is_systems(face.path):
            return fault(self, face, script)
        if key not in faults:
            faults[key] = fault(self, face, script)
        return faults[key]

    def open_once(self: FontLibrary, record: FaceRecord | None, bold: bool) -> FontFace | None:
        face = opened(self, record, bold)
        if face is None or not is_systems(face.path):
            return face
        key = face.record, face.weight
        return self._opened.setdefault(key, faces.setdefault(key, face))

    patch.setattr(FontLibrary, "_files", files_once)
    patch.setattr(FontLibrary, "_read", read_once)
    patch.setattr(FontLibrary, "_fault", fault_once)
    patch.setattr(FontLibrary, "_open", open_once)


def _templates(patch: pytest.MonkeyPatch) -> None:
    """What Jinja makes of a template follows from its name and text. Only the file that a message
    of Python's names is another one in each project."""
    compile_, parse = templates._Environment.compile, SandboxedEnvironment.parse
    compiled: dict[tuple[str, str | None], CodeType] = {}
    parsed: dict[tuple[str, str | None], nodes.Template] = {}

    def compile_once(
        self: templates._Environment,
        source: str,
        name: str | None = None,
        filename: str | None = None,
        **options: Any,
    ) -> CodeType:
        assert not options
        key = source, name
        if key not in compiled:
            compiled[key] = compile_(self, source, name, filename)
        return _from(compiled[key], filename or "<template>")

    class Parsing(SandboxedEnvironment):
        """Parses a template once. Nobody changes the tree."""

        def parse(
            self, source: str, name: str | None = None, filename: str | None = None
        ) -> nodes.Template:
            key = source, name
            if key not in parsed:
                parsed[key] = parse(self, source, name, filename)
            return parsed[key]

    def outline_once(_: type[Outline], name: str, source: str, tree: nodes.Template) -> Outline:
        key = name, source
        if key not in outlines:
            outlines[key] = outline(name, source, tree)
        return outlines[key]

    outline = Outline.of
    outlines: dict[tuple[str, str], Outline] = {}
    patch.setattr(templates._Environment, "compile", compile_once)
    patch.setattr(templates, "SandboxedEnvironment", Parsing)
    patch.setattr(Outline, "of", classmethod(outline_once))


def _messages(patch: pytest.MonkeyPatch) -> None:
    """The messages of a template, and the entries of a catalog, follow from its text."""
    parse, found, read = extract._ENVIRONMENT.parse, extract._template_messages, po.parse
    trees: dict[str, nodes.Template] = {}
    messages: dict[bytes, list[tuple[int, Any, Any, Any]]] = {}
    catalogs: dict[str, po.Parsed] = {}

    def parse_once(source: str) -> nodes.Template:
        if source not in trees:
            trees[source] = parse(source)
        return trees[source]

    def found_once(
        fileobj: Any, keywords: Any, comment_tags: Any, options: Any
    ) -> Iterator[tuple[int, Any, Any, Any]]:
        source = fileobj.read()
        if source not in messages:
            fileobj.seek(0)
            messages[source] = list(found(fileobj, keywords, comment_tags, options))
        for line, function, arguments, comments in messages[source]:
            yield line, function, arguments, list(comments)

    def read_once(text: str) -> po.Parsed:
        if text not in catalogs:
            catalogs[text] = read(text)
        known = catalogs[text]
        return po.Parsed(list(known.entries), list(known.faults), list(known.leftovers))

    patch.setattr(extract._ENVIRONMENT, "parse", parse_once)
    patch.setattr(extract, "_template_messages", found_once)
    patch.setattr(po, "parse", read_once)


def _checks(patch: pytest.MonkeyPatch) -> None:
    """What the slow checks say of a pair of texts follows from these and the words of both
    languages, which are those of their files."""
    load, closely = vocabulary.load_vocabulary, catalog_checks._closely
    same: dict[str, vocabulary.Vocabulary] = {}
    known: dict[tuple[object, ...], tuple[Rules, list[Problem]]] = {}

    def load_once(*file: Any) -> tuple[vocabulary.Vocabulary, list[Finding]]:
        words, findings = load(*file)
        return same.setdefault(repr(words), words), findings

    def closely_once(
        source: str, target: str, language: Language, rules: Rules
    ) -> Iterator[Problem]:
        words = id(rules.vocabulary), id(rules.english)
        key = source, target, language.tag, *words, rules.length, rules.names
        if key not in known:  # the rules stay, so that no others get their number
            known[key] = rules, list(closely(source, target, language, rules))
        yield from known[key][1]

    patch.setattr(vocabulary, "load_vocabulary", load_once)
    patch.setattr(catalog_checks, "_closely", closely_once)


def _from(code: CodeType, file: str) -> CodeType:
    """The code as if it had been compiled from this file."""
    inner = (_from(each, file) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_filename=file, co_consts=tuple(inner))
