"""What changed between two builds, shown: in lines for a terminal, and as a page of pictures.

The page is one file without scripts; the pictures stand in it as PNG. It names no folder and no
time, so that equal builds give equal bytes.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handouts.html import page
from handouts.model.errors import UsageError
from handouts.model.languages import language
from handouts.press.manifest import Entry
from handouts.reports.comparison import Changed, Comparison
from handouts.reports.pictures import Difference

_STYLE = """
body { max-width: 110rem; }
section { border-top: 2px solid #6f7c84; margin-top: 2rem; }
.three { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem; }
figure { margin: 0; }
figcaption { font-weight: 600; padding: .25rem 0; }
img { width: 100%; height: auto; border: 1px solid #6f7c84; }
.words { list-style: none; padding: 0; overflow-wrap: anywhere; }
.words li { padding: .1rem .5rem; border-inline-start: .4rem solid transparent; }
.words .gone { background: #fdeee2; border-color: #c25100; }
.words .new { background: #e6f0f8; border-color: #0b5fa5; }
.words del, .words ins { text-decoration: none; }
.words .gap { color: #565f66; }
@media (max-width: 45rem) { .three { grid-template-columns: 1fr; } }
@media print { figure { break-inside: avoid; } }
"""

_NAMES = {
    "title": "Title",
    "title_en": "Title in English",
    "version": "Version",
    "draft": "Draft",
    "pages": "Pages",
}

_LEGEND = (
    "In the pictures of differences, what is gone is orange, what is new is blue, and each change "
    "stands in a frame. Words are listed as a screen reader gets them."
)

_PICTURE = Markup('<img alt="{}" src="data:image/png;base64,{}">')


def summed(found: Comparison) -> str:
    """The whole in one line."""
    silent = sum(not sheet.visible for sheet in found.changed)
    parts = [
        f"{len(found.changed)} changed" + (f" ({silent} with no visible change)" if silent else ""),
        f"{len(found.added)} added",
        f"{len(found.removed)} removed",
        f"{found.same} the same",
    ]
    if found.withheld:
        parts.insert(3, f"{len(found.withheld)} withheld")
    line = ", ".join(parts)
    return line if found.visible else f"no visible change: {line}"


def as_text(found: Comparison) -> Iterator[str]:
    """Lines for a terminal: each sheet, what differs in it, and the whole."""
    for sheet in found.changed:
        yield f"changed {sheet.entry.path}: {_what(sheet)}"
    for name, entries in (
        ("added", found.added),
        ("removed", found.removed),
        ("withheld", found.withheld),
    ):
        yield from (f"{name} {entry.path}" for entry in entries)
    yield from (f"font file changed: {name}" for name in found.fonts)
    yield summed(found)


def as_page(found: Comparison) -> str:
    """A page with pictures of every page that changed."""
    body = [page.paragraph(_sentence(summed(found)))]
    if found.changed:
        body.append(page.paragraph(_LEGEND))
        items = [
            Markup("{}: {}").format(page.link(_anchor(sheet.entry), _name(sheet.entry)), what)
            for sheet in found.changed
            for what in [_what(sheet)]
        ]
        body += [page.heading(2, "Changed sheets"), page.listing(items)]
    for title, words, entries in (
        ("Added sheets", "New in this build.", found.added),
        ("Removed sheets", "No longer in this build.", found.removed),
        ("Withheld sheets", "Not fit to be handed out at present; see check.", found.withheld),
    ):
        if entries:
            body += [page.heading(2, title), page.paragraph(words)]
            body.append(page.listing(map(_listed, entries)))
    if found.fonts:
        body += [page.heading(2, "Fonts whose files differ"), page.listing(found.fonts)]
    body += [_section(sheet) for sheet in found.changed]
    return page.page("What changed in the handouts", body, _STYLE)


def _section(sheet: Changed) -> Markup:
    parts = [page.heading(2, _name(sheet.entry), _anchor(sheet.entry))]
    parts.append(
        Markup("<p>{} File: {}</p>").format(_sentence(_what(sheet)), page.code(sheet.entry.path))
    )
    if sheet.facts:
        rows = [(_NAMES[name], was, now) for name, was, now in sheet.facts]
        parts.append(page.table("About the sheet", ("", "Before", "After"), rows))
    if sheet.words:
        parts += [page.heading(3, "Words"), _words(sheet)]
    for one in sheet.pages or ():
        parts += [page.heading(3, f"Page {one.number}"), _three(one)]
    return Markup("<section>\n{}\n</section>").format(Markup("\n").join(parts))


def _what(sheet: Changed) -> str:
    """`looks different on page 1; words differ`."""
    if not sheet.visible:
        return "no visible change: the files differ, the words and pictures of the pages do not"
    parts = []
    if sheet.pages:
        numbers = " and ".join(str(one.number) for one in sheet.pages)
        parts.append(f"looks different on page {numbers}")
    elif sheet.pages is None:
        parts.append("pages not drawn, too many sheets changed")
    else:
        parts.append("looks the same")
    if sheet.words:
        parts.append("words differ")
    parts += [f"{_NAMES[name].lower()}: {was} to {now}" for name, was, now in sheet.facts]
    return "; ".join(parts)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _words(sheet: Changed) -> Markup:
    tag = sheet.entry.language
    items = [_line(line) for line in sheet.words]
    return Markup('<ul class="words" lang="{}">\n{}\n</ul>').format(tag, Markup("\n").join(items))


def _line(line: str) -> Markup:
    kind, text = line[0], line[1:]
    if kind == "-":
        return Markup('<li class="gone" dir="auto"><del>- {}</del></li>').format(text)
    if kind == "+":
        return Markup('<li class="new" dir="auto"><ins>+ {}</ins></li>').format(text)
    if kind == "@":
        return Markup('<li class="gap">…</li>')
    return Markup('<li dir="auto">{}</li>').format(text)


def _three(one: Difference) -> Markup:
    """Before, after, and the difference, side by side; one alone where a page came or went."""
    told: Sequence[tuple[str, str, bytes]] = (
        ("Before", f"Page {one.number} before the change", one.before),
        ("After", f"Page {one.number} after the change", one.after),
        (
            "Difference",
            f"Page {one.number} with frames around what changed",
            one.marked,
        ),
    )
    figures = [
        Markup("<figure><figcaption>{}</figcaption>{}</figure>").format(
            caption, _PICTURE.format(alt, base64.b64encode(png).decode("ascii"))
        )
        for caption, alt, png in told
        if png
    ]
    if not one.before or not one.after:
        figures.append(Markup("<p>This page {}.</p>").format("is new" if one.after else "is gone"))
    return Markup('<div class="three">{}</div>').format(Markup("\n").join(figures))


def _name(entry: Entry) -> str:
    try:
        spoken = language(entry.language).name
    except UsageError:
        spoken = entry.language
    edition = "" if entry.edition == "standard" else f", {entry.edition}"
    paper = "" if entry.paper == "letter" else f", {entry.paper}"
    return f"{spoken}: {entry.title_en}{edition}{paper}"


def _listed(entry: Entry) -> Markup:
    return Markup("{} ({})").format(_name(entry), page.code(entry.path))


def _anchor(entry: Entry) -> str:
    return entry.path.removesuffix(".pdf").replace("/", "-")
