"""Brings a site up to date with a release.

Everything is read, checked and written beside its place first. Only when the new release is whole
do its files take the places of the old ones, each by a rename, and the manifest is true at every
moment; what is no longer released is removed last. A run that fails or is killed leaves the earlier
release published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from handouts.files import atomic, reading, replacing
from handouts.files.sealed import is_unchanged, sealed
from handouts.html import render
from handouts.model import codes
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Finding, Where
from handouts.model.languages import Language, language
from handouts.model.signature import Signature
from handouts.press.delivered import differences
from handouts.press.manifest import NAME, Build, Entry, Manifest, read
from handouts.press.output_folder import Finished, Leaving, OutputFolder
from handouts.press.ownership import kept_aside
from handouts.press.signed_files import SignedFiles
from handouts.project.brand import Brand
from handouts.project.project import Project
from handouts.reports import comparison
from handouts.reports.comparison import Comparison
from handouts.site import history

COMPARISON = "comparison.html"

#: Sheets whose pages are drawn in the comparison.
DRAWN = 50

#: Where a sheet lies in a site, as an address online names it.
_SHEET = "{language}/{guide}-{handout}.pdf"

_HINT = "build it again: python3 build.py --release"


@dataclass(frozen=True, slots=True)
class Published:
    """What a site holds now, what is new in it, and what was found on the way: files of somebody
    else's that are kept aside, sheets that could not be compared."""

    sheets: int
    found: Comparison
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The sheets of one language on the start page."""

    language: Language
    entries: tuple[Entry, ...]


def publish(release: Path, out: Path, project: Project, waiting: Callable[[], None]) -> Published:
    """Makes `out` the site of the project's release in the folder `release`.

    Raises `FindingsError` when a sheet of the release is a draft, unverified, damaged, or signed by
    others than its manifest says: who has signed is asked of the project,
    `UsageError` when there is no release or something else lies in `out`, `OutputError` when the
    site cannot be written.
    """
    if not reading.is_there(release / NAME):
        raise UsageError(f"there is no release in {release}: build one: python3 build.py --release")
    manifest = read(release)
    if out.resolve() == release.resolve():
        raise UsageError(f"{out} is the release itself: choose another folder with --out")
    with atomic.lock(release, waiting), atomic.lock(out, waiting):
        new = Build(release, Manifest(manifest.handouts, manifest.stale, manifest.fonts))
        data = _contents(new, project)
        if any(out.iterdir()) and not reading.is_there(out / history.NAME):
            raise UsageError(f"{out} is no site and not empty: choose another folder with --out")
        site = OutputFolder(out)
        try:
            return _replace(site, new, data, project.brand)
        finally:
            atomic.sweep(out)


def _contents(new: Build, project: Project) -> dict[str, bytes]:
    """The bytes of every sheet of a release. Raises `FindingsError` with all that are unfit."""
    data, findings = {}, []
    signed = SignedFiles(project)
    for path, entry in new.manifest.handouts.items():
        try:
            data[path] = reading.read(new.folder / path, reading.PDF, new.folder)
            same = hashlib.sha256(data[path]).hexdigest() == entry.sha256
        except OSError:
            same = False
        says = differences(new.folder, entry) if same else []
        reasons = (
            (entry.draft, "is a draft"),
            (
                not entry.draft and not _as_said(entry, signed.signatures(entry)),
                "is not signed as its manifest says",
            ),
            (not entry.verified, "was built with --no-verify"),
            (not same, "is missing, or not as it was built"),
            (bool(says), "; ".join(says)),
        )
        findings += [
            Finding(
                codes.UNFIT_RELEASE,
                f"{reason}; the site stays as it was",
                Where(str(new.folder / path)),
                _HINT,
                entry.language,
            )
            for holds, reason in reasons
            if holds
        ]
    if findings:
        raise FindingsError(findings)
    return data


def _as_said(entry: Entry, found: Sequence[Signature]) -> bool:
    """Whether those who have signed the words are those whom the entry names."""
    return bool(found) and [asdict(one) for one in found] == list(entry.signed_by)


def _replace(site: OutputFolder, new: Build, data: Mapping[str, bytes], brand: Brand) -> Published:
    before = {
        path: entry
        for path, entry in site.manifest.handouts.items()
        if site.entry(path) is not None
    }
    present = new.manifest.handouts
    old = Build(site.folder, Manifest(before, {}, site.manifest.fonts))
    found = comparison.compare(old, new, DRAWN)
    earlier = history.extended(history.read(site.folder), before, found)
    atomic.write(site.folder / history.NAME, history.dump(earlier), site.folder)
    finished = [
        Finished(atomic.write_part(site.folder / path, data[path], site.folder), entry)
        for path, entry in present.items()
        if path not in before or before[path].sha256 != entry.sha256
    ]
    unchanged = [entry for path, entry in present.items() if before.get(path) == entry]
    pages = dict(_pages(present, earlier, brand))
    if found.changed or found.visible or not reading.is_there(site.folder / COMPARISON):
        values = {
            "found": found,
            "fields": comparison.FIELDS,
            "name_of": comparison.name_of,
            "colors": brand.colors,
        }
        pages[COMPARISON] = render("reports/comparison.html", **values)
    site.commit(finished, unchanged, fonts=new.manifest.fonts)
    kept: list[Finding] = []
    for name, page in pages.items():
        place = site.folder / name
        name_kept = replacing.put(place, sealed(page.encode()), is_unchanged, site.folder)
        kept += kept_aside(place, name_kept)
    site.commit(leaving=Leaving(gone=sorted(site.manifest.known().keys() - present.keys())))
    return Published(len(present), found, (*found.findings, *site.findings, *kept))


def _pages(
    present: Mapping[str, Entry],
    earlier: tuple[history.Earlier, ...],
    brand: Brand,
) -> Iterator[tuple[str, str]]:
    """The start page, and the one that a server shows for an address that is not there."""
    used = sorted({language(entry.language).tag for entry in present.values()})
    order = [language(tag).tag for tag in brand.languages]
    tags = sorted(used, key=lambda tag: order.index(tag) if tag in order else len(order))
    sections = [
        Section(
            language(tag),
            tuple(entry for _, entry in sorted(present.items()) if entry.language == tag),
        )
        for tag in tags
    ]
    rows = [
        (one, language(one.language), one.fate(present))
        for one in history.to_tell(earlier, present)
    ]
    values = {
        "clinic": brand.name,
        "colors": brand.colors,
        "sections": sections,
        "earlier": rows,
        "home": _home(brand.online),
    }
    yield "index.html", render("site/index.html", **values)
    yield "404.html", render("site/404.html", **values)


def _home(online: str) -> str:
    """The address of the start page, as it is seen from where sheets lie: whole, where the address
    of sheets online tells it."""
    site, _, sheet = online.partition("{")
    return site if f"{{{sheet}" == _SHEET else "../index.html"
