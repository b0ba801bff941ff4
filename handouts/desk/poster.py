"""The poster "Point to your language", for each paper, beside the sheets.

It lists the languages that have a sheet there. Its sentence is a message like any other, of
`templates/poster.xml`; a language in which that is not translated stands there by its name alone,
and a project without that template has no poster.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.desk.catalogue import languages_of
from handouts.files import atomic, reading, replacing
from handouts.model.blocks import Span, Text
from handouts.model.findings import Where, has_errors
from handouts.model.languages import ENGLISH, Language, language
from handouts.press import cache, digests, program
from handouts.press.manifest import Manifest, read
from handouts.press.ownership import kept_aside
from handouts.project.brand import PAPERS
from handouts.project.guide import COMMON
from handouts.project.project import TEMPLATES, Project

if TYPE_CHECKING:
    from handouts.catalogs.extract import Message
    from handouts.catalogs.po import Entry
    from handouts.editions.paper.poster import Row
    from handouts.model.findings import Finding

#: The folder of posters in a folder of sheets. No language has this name.
FOLDER = "poster"

_TEMPLATE = "poster.xml"
_HERE = Where(f"{TEMPLATES}/{_TEMPLATE}")
_NOTICE = "Draft: no translator has checked all of these sentences yet."


def file_name(paper: str) -> str:
    """The path of a poster in a folder of sheets."""
    return f"{FOLDER}/point-to-your-language-{paper}.pdf"


def there(out: Path) -> Mapping[str, str]:
    """The posters in a folder of sheets: paper → path."""
    return {paper: file_name(paper) for paper in PAPERS if (out / file_name(paper)).is_file()}


def write(
    project: Project,
    out: Path,
    fonts: Sequence[Path],
    waiting: Callable[[], None],
    *,
    release: bool = False,
) -> tuple[Finding, ...]:
    """Writes the posters into an output folder, for the languages of its manifest, and gives what
    was found. In a release only signed sentences stand on them. `waiting` is called when a build
    holds the folder. Raises `UsageError` when there is no manifest, `SetupError` when a font is
    missing or the folder cannot be written."""
    if not reading.is_there(project.templates / _TEMPLATE):
        return ()
    with atomic.lock(out, waiting):
        languages = _languages(read(out))
        if not languages:
            return ()
        key = _key(project, languages, fonts, release=release)
        old = [paper for paper in PAPERS if not _is_made_from(out / file_name(paper), key)]
        return _written(project, out, fonts, languages, key, old, release) if old else ()


def _languages(manifest: Manifest) -> list[Language]:
    return [language(one.tag) for one in languages_of(manifest)]


def _key(
    project: Project, languages: Sequence[Language], fonts: Sequence[Path], *, release: bool
) -> str:
    """The digest of all that a poster is made from."""
    folders = [project.language_folder(one).path for one in languages]
    own = program.ROOT / program.OWN
    return digests.digest(
        program.code_digest(project.folder / cache.FOLDER),
        digests.file_digest(own / "editions/paper/poster.py"),
        digests.file_digest(own / "desk/poster.py"),
        digests.file_digest(project.templates / _TEMPLATE, project.folder),
        [one.tag for one in languages],
        [digests.tree_digest(folder, project.folder) for folder in folders],
        digests.brand_digest(project.brand),
        digests.listing_digest(fonts),
        release,
    )


def _is_made_from(path: Path, key: str) -> bool:
    """Whether a poster is whole and made from what has this digest, which its metadata names."""
    from handouts.pdf.identifier import is_unchanged  # noqa: PLC0415 - not needed without a poster

    try:
        data = reading.read(path, reading.PDF)
    except OSError:
        return False
    return key.encode() in data and is_unchanged(data)


def _written(
    project: Project,
    out: Path,
    fonts: Sequence[Path],
    languages: Sequence[Language],
    key: str,
    papers: Sequence[str],
    release: bool,
) -> tuple[Finding, ...]:
    # Not loaded when there is nothing to do.
    from handouts.catalogs.extract import extract  # noqa: PLC0415
    from handouts.editions.paper.conformance import conformance  # noqa: PLC0415
    from handouts.editions.paper.poster import PosterText, render_poster  # noqa: PLC0415
    from handouts.pdf.identifier import is_unchanged  # noqa: PLC0415
    from handouts.text.fonts import FontLibrary  # noqa: PLC0415
    from handouts.text.paragraph import Typesetter  # noqa: PLC0415

    shown = [(domain, file) for domain, file in project.template_files() if _is_poster(file.path)]
    extraction = extract(shown, project.folder)
    [messages] = extraction.domains.values()
    if not messages or has_errors(extraction.findings):
        return extraction.findings
    rows, signed = _rows(project, messages[0], languages, release)
    words = PosterText(_text(messages[0].msgid.rstrip(".")), "" if signed else _NOTICE, key)
    typesetter = Typesetter(FontLibrary(tuple(fonts)), project.unbreakable)
    findings: list[Finding] = []
    for paper in papers:
        file = render_poster(rows, words, project.brand, typesetter, paper)
        findings += file.findings
        if file.data and not (faults := [*conformance(file.data, file_name(paper))]):
            place = out / file_name(paper)
            findings += kept_aside(place, replacing.put(place, file.data, is_unchanged, out))
        elif file.data:
            findings += faults
    return tuple(dict.fromkeys(findings))


def _is_poster(path: Path) -> bool:
    return path.name == _TEMPLATE


def _rows(
    project: Project, message: Message, languages: Sequence[Language], release: bool
) -> tuple[list[Row], bool]:
    """The languages with the sentence where it may be printed, and whether every one that is there
    is signed."""
    from handouts.editions.paper.poster import Row  # noqa: PLC0415 - as above

    rows, all_signed = [], True
    for one in languages:
        if one == ENGLISH:
            rows.append(Row(one, _text(message.msgid)))
            continue
        entry, where = _translation(project, message, one)
        signed = entry is not None and project.review(one)[0].signature(entry) is not None
        if entry is None or (release and not signed):
            rows.append(Row(one))
            continue
        rows.append(Row(one, _text(entry.msgstr, where)))
        all_signed = all_signed and signed
    return rows, all_signed


def _translation(
    project: Project, message: Message, language: Language
) -> tuple[Entry | None, Where]:
    """The entry with the sentence in a language, if it may be printed; and where it stands."""
    from handouts.checks.catalog_checks import Rules, check_entry  # noqa: PLC0415 - as above

    catalog, _ = project.catalog(language, COMMON)
    entry = catalog.by_key.get(message.key)
    if entry is None or not entry.translated:
        return None, Where("")
    where = catalog.where(entry)
    return (None if has_errors(check_entry(catalog, entry, language, Rules())) else entry), where


def _text(words: str, where: Where = _HERE) -> Text:
    return Text((Span(words),), where)
