"""Loading: every unreadable file is a finding with a line, and is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.catalogs import store
from handouts.model.findings import Severity, has_errors

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"X-Own: kept\\n"\n'


def load(tmp_path: Path, data: bytes) -> tuple[store.CatalogFile, list[tuple[str, int]]]:
    path = tmp_path / "a.po"
    path.write_bytes(data)
    catalog, findings = store.load(path, "locales/a.po")
    assert all(finding.severity is not Severity.NOTE and finding.hint for finding in findings)
    assert all(finding.where.path == "locales/a.po" for finding in findings)
    return catalog, [(finding.code, finding.where.line) for finding in findings]


def test_a_clean_catalog_has_no_findings(tmp_path: Path) -> None:
    data = HEADER + '\nmsgid "Yes"\nmsgstr "Sí"\n\n#, fuzzy\nmsgid "No"\nmsgstr "Non"\n'
    catalog, findings = load(tmp_path, data.encode())
    assert findings == []
    assert catalog.whole
    assert catalog.headers["X-Own"] == "kept"
    assert catalog.translation("Yes") == "Sí"
    assert catalog.translation("No") is None
    assert catalog.translation("Perhaps") is None
    assert str(catalog.where(catalog.entries[0])) == "locales/a.po:7"
    assert store.dump(catalog) == data


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEADER.encode() + b'\nmsgid "a"\nmsgstr "\xe9"\n', ("catalog-encoding", 7)),
        (b"\xef\xbb\xbf" + HEADER.encode(), ("catalog-encoding", 1)),
        ('msgid "a"\nmsgstr ""\n'.encode("utf-16"), ("catalog-encoding", 1)),
        (b"", ("catalog-header", 1)),
        (b'msgid "a"\nmsgstr "b"\n', ("catalog-header", 1)),
        (b'msgid "a"\nmsgstr "b"\n\n' + HEADER.encode(), ("catalog-header", 4)),
        (HEADER.encode() + b'\nmsgid "a"\nmsgstr ""\n' * 2, ("duplicate-message", 9)),
        (HEADER.encode() + b"\n<<<<<<< ours\n", ("conflict-marker", 6)),
        (b"\x00\x01\x02PK", ("catalog-syntax", 1)),
    ],
)
def test_a_bad_file_is_a_finding(tmp_path: Path, data: bytes, expected: tuple[str, int]) -> None:
    catalog, findings = load(tmp_path, data)
    assert expected in findings
    assert catalog.whole != has_errors(store.load(tmp_path / "a.po")[1])


def test_an_absent_file_and_a_folder_are_findings(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.po", tmp_path):
        catalog, findings = store.load(path)
        assert not catalog.whole
        assert [finding.code for finding in findings] == ["catalog-unreadable"]


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    data = (HEADER + '\nmsgid "Yes"\nmsgstr "Sí"\n').replace("\n", "\r\n")
    catalog, findings = load(tmp_path, data.encode())
    assert findings == []
    assert catalog.translation("Yes") == "Sí"


def test_equal_words_in_two_contexts_are_two_messages(tmp_path: Path) -> None:
    data = HEADER + '\nmsgid "Do"\nmsgstr "a"\n\nmsgctxt "verb"\nmsgid "Do"\nmsgstr "b"\n'
    catalog, findings = load(tmp_path, data.encode())
    assert findings == []
    assert catalog.translation("Do") == "a"
    assert catalog.translation("Do", "verb") == "b"


def test_saving_is_atomic_and_leaves_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(HEADER, encoding="utf-8")
    catalog, _ = store.load(path)
    before = path.stat()
    assert store.write(catalog, path) is False
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    header = store.with_headers(catalog.header, {"X-Own": "changed"})
    assert store.write(store.CatalogFile("a.po", header, ()), path) is True
    assert [found.name for found in tmp_path.iterdir()] == ["a.po"]
    assert store.load(path)[0].headers["X-Own"] == "changed"
