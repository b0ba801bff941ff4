"""The registry of codes is whole: what the package finds is in it, and what is in it is found."""

from __future__ import annotations

import ast
import pickle
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.model import codes
from handouts.model.findings import Code, Finding, Severity, Where
from tests.each import each

PACKAGE = Path(codes.__file__).parents[2]
REGISTERING = Path(codes.__file__).parent
ROWS = tuple(codes.REGISTRY.values())


def trees(*, registry: bool) -> Iterator[ast.Module]:
    """The syntax trees of the registry's own modules, or of all others of the package."""
    for path in PACKAGE.rglob("*.py"):
        if (path.parent == REGISTERING) is registry:
            yield ast.parse(path.read_text(encoding="utf-8"))


def imports_codes(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "handouts.model"
        and any(alias.name == "codes" for alias in node.names)
        for node in ast.walk(tree)
    )


def used() -> set[str]:
    """Names of rows that the package makes findings from: `codes.NAME`."""
    return {
        node.attr
        for tree in trees(registry=False)
        if imports_codes(tree)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "codes"
    }


def calls(tree: ast.Module, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def test_the_package_finds_every_code_and_no_other() -> None:
    registered = {name for name, row in vars(codes).items() if isinstance(row, Code)}
    assert used() == registered
    assert len(registered) == len(ROWS)


def test_no_row_hides_another() -> None:
    rows = [call for tree in trees(registry=True) for call in calls(tree, "Code")]
    ids = Counter(ast.literal_eval(call.args[0]) for call in rows)
    assert ids.keys() == codes.REGISTRY.keys()
    assert set(ids.values()) == {1}


def test_codes_are_made_in_the_registry_alone() -> None:
    assert [call.lineno for tree in trees(registry=False) for call in calls(tree, "Code")] == []


@each("row", ROWS, ids=str)
def test_a_row_is_complete(row: Code) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row.id)
    assert vars(codes)[row.id.upper().replace("-", "_")] is row
    assert not row.title.endswith(".")
    for text in (row.why, row.fix):
        assert re.fullmatch(r"[A-Z].*[.]", text), text


def test_a_finding_takes_code_category_and_severity_from_its_row() -> None:
    finding = Finding(codes.MISSING_GLYPH, "no font has it", Where("a.po", 3))
    assert (finding.code, finding.severity) == ("missing-glyph", Severity.ERROR)
    assert finding.category is codes.Category.FONTS
    assert pickle.loads(pickle.dumps(finding)) == finding, "workers send findings"


def test_only_severities_that_a_row_allows_can_be_chosen() -> None:
    many = codes.PASSIVE_VOICE.at_severity(Severity.ERROR)
    assert (many.id, many.severity) == ("passive-voice", Severity.ERROR)
    assert many.at_severity(Severity.NOTE).severity is Severity.NOTE
    with pytest.raises(ValueError, match="passive-voice is never"):
        codes.PASSIVE_VOICE.at_severity(Severity.WARNING)
