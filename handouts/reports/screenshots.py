"""A picture of each message where it stands, cut from the pages of our own layout: what translators
see beside a message in a translation editor.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from handouts.compose.compose import Composer
from handouts.editions.paper.places import Place
from handouts.editions.paper.render import Drawn, draw
from handouts.files import reading, replacing
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding
from handouts.model.languages import Language
from handouts.model.visible import json_safe
from handouts.pdf.tags import Box
from handouts.press.ownership import kept_aside
from handouts.press.sheet_messages import SheetMessage, by_place, sheet_messages
from handouts.project.guide import COMMON
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary
from handouts.text.paragraph import Typesetter

#: The list of pictures, beside them.
NAME = "screenshots.json"

#: Pixels per point; white space around a message, and the least size of a picture, in points.
_SCALE = 2.0
_AROUND = 30.0
_LEAST_WIDTH, _LEAST_HEIGHT = 360.0, 150.0

#: The frame around the message: its colour, its width in pixels.
_FRAME, _FRAME_WIDTH = "#A3123A", 3


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A message and its picture, a PNG file. `component` is its domain in gettext; without a
    place on a page there is no `picture`, `guide`, `handout` and `page`."""

    component: str
    message: SheetMessage
    guide: str = ""
    handout: str = ""
    page: int = 0
    picture: bytes = b""

    @property
    def name(self) -> str:
        """Of its file; the same as long as the English stays."""
        return f"{self.message.code}.png" if self.picture else ""

    def as_json(self) -> dict[str, Any]:
        """For programs. Component, context and source together are a message's key in gettext."""
        return {
            "component": self.component,
            "context": self.message.message.context or "",
            "source": self.message.english,
            "code": self.message.code,
            "file": self.name,
            "guide": self.guide,
            "handout": self.handout,
            "page": self.page,
            "sha256": hashlib.sha256(self.picture).hexdigest() if self.picture else "",
        }


def screenshots(
    project: Project, language: Language, fonts: FontLibrary, findings: list[Finding]
) -> list[Screenshot]:
    """A picture of every message of the project, on the first sheet that it stands on. What keeps a
    sheet from being drawn is added to `findings`."""
    composer = Composer(project)
    typesetter = Typesetter(fonts, project.unbreakable)
    found: dict[tuple[str, str], Screenshot] = {}
    for guide in project.guides:
        own = {message.key for message in project.extraction.domains.get(guide.name, ())}
        for sheet in guide.sheets:
            composed = composer.compose(guide, sheet.name, language)
            if composed.handout is None:
                findings += composed.findings
                continue
            try:
                drawn = draw(
                    composed.handout,
                    project.brand,
                    typesetter,
                    project.art,
                    paper=project.brand.paper,
                )
            except FindingsError as error:
                findings += error.findings
                continue
            messages = sheet_messages(project, composer, guide, sheet.name, language)
            pictures = dict(_pictures(drawn, messages))
            for message in messages:
                component = guide.name if message.message.key in own else COMMON
                key = component, message.code
                if message.code in pictures:
                    page, picture = pictures[message.code]
                    shot = Screenshot(component, message, guide.name, sheet.name, page, picture)
                    if key not in found or not found[key].picture:
                        found[key] = shot
                else:
                    found.setdefault(key, Screenshot(component, message))
    return list(found.values())


def write(folder: Path, language: Language, shots: list[Screenshot]) -> list[Finding]:
    """Writes the pictures and their list, `screenshots.json`. What somebody else has written or
    changed there is kept aside, and told. Raises `OutputError`."""
    listed = as_json(language, shots).encode()
    try:
        before = reading.read(folder / NAME, within=folder)
    except OSError:
        before = b""
    ours = {one["sha256"] for one in json.loads(before)["messages"]} if _is_ours(before) else set()

    def drawn_here(data: bytes) -> bool:
        return hashlib.sha256(data).hexdigest() in ours

    findings: list[Finding] = []
    for shot in shots:
        if shot.picture:
            place = folder / shot.name
            findings += kept_aside(place, replacing.put(place, shot.picture, drawn_here, folder))
    kept = replacing.put(folder / NAME, listed, _is_ours, folder)
    return findings + kept_aside(folder / NAME, kept)


def as_json(language: Language, shots: list[Screenshot]) -> str:
    """The list of pictures. Its last line is a digest of the others."""
    data = {"language": language.tag, "messages": [shot.as_json() for shot in shots]}
    body = json_safe(json.dumps(data, ensure_ascii=False, indent=1)).removesuffix("\n}")
    return f'{body},\n "digest": "{hashlib.sha256(body.encode()).hexdigest()}"\n}}\n'


def _is_ours(listed: bytes) -> bool:
    body, found, end = listed.rpartition(b',\n "digest": "')
    digest = hashlib.sha256(body).hexdigest().encode()
    return bool(found) and end == digest + b'"\n}\n'


def _pictures(
    drawn: Drawn, messages: tuple[SheetMessage, ...]
) -> Iterator[tuple[str, tuple[int, bytes]]]:
    """For each message that stands on a page, its first place there."""
    known = by_place(messages)
    first: dict[str, Place] = {}
    for place in drawn.places:
        if place.text.where in known:
            first.setdefault(known[place.text.where].code, place)
    pages: dict[int, Image.Image] = {}
    with pypdfium2.PdfDocument(drawn.data) as pdf:
        for code, place in first.items():
            if place.page not in pages:
                page = pdf[place.page - 1]
                pages[place.page] = page.render(scale=_SCALE).to_pil().convert("RGB")
            yield code, (place.page, _cut(pages[place.page], place.box))


def _cut(page: Image.Image, box: Box) -> bytes:
    """The part of a page around a box, which is framed."""
    left, bottom, right, top = (value * _SCALE for value in box)
    top, bottom = page.height - top, page.height - bottom
    wide = max(right - left + 2 * _AROUND * _SCALE, _LEAST_WIDTH * _SCALE)
    high = max(bottom - top + 2 * _AROUND * _SCALE, _LEAST_HEIGHT * _SCALE)
    x = _within((left + right - wide) / 2, wide, page.width)
    y = _within((top + bottom - high) / 2, high, page.height)
    part = page.crop((round(x), round(y), round(x + wide), round(y + high)))
    space = 2 * _FRAME_WIDTH
    frame = (left - x - space, top - y - space, right - x + space, bottom - y + space)
    ImageDraw.Draw(part).rectangle(frame, outline=_FRAME, width=_FRAME_WIDTH)
    file = io.BytesIO()
    part.save(file, "PNG", optimize=True)
    return file.getvalue()


def _within(start: float, extent: float, limit: float) -> float:
    """Where something begins that shall lie within a page."""
    return max(0.0, min(start, limit - extent))
