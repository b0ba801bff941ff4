"""The desk's page: one file beside the sheets, that any browser opens without a server."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from handouts.desk import poster, printing, thumbnails
from handouts.desk.catalogue import page_data
from handouts.desk.inline import policy_source
from handouts.files import atomic, reading, replacing
from handouts.model.findings import Finding
from handouts.model.visible import json_safe
from handouts.press.digests import digest, tree_digest
from handouts.press.manifest import read
from handouts.press.ownership import kept_aside

NAME = "index.html"

_OWN = Path(__file__).parent
_HTML = Path(__file__).parents[1] / "html"
_STATIC = _OWN / "static"
_STYLE = _HTML / "style.css"

#: The end of a page: the digest of what it was made from, and one of both.
_SEAL = re.compile(rb"\n<!-- made from ([0-9a-f]{64}) \(([0-9a-f]{64})\) -->\n\Z")

#: In the order in which they count.
PARTS = ("find.js", "desk.js", "search.js", "current.js")
SCRIPTS = (*PARTS, "start.js")


def style(colors: Mapping[str, str]) -> str:
    """The style sheet of the page, in the colours of the clinic."""
    from handouts.html import in_colors  # noqa: PLC0415 - not loaded when there is nothing to do

    own = (_STATIC / "desk.css").read_text(encoding="utf-8")
    return _STYLE.read_text(encoding="utf-8") + in_colors(colors) + own


def script(names: Sequence[str] = SCRIPTS) -> str:
    """The program of the page."""
    return "\n".join((_STATIC / name).read_text(encoding="utf-8") for name in names)


def write(out: Path, waiting: Callable[[], None]) -> list[Finding]:
    """Writes the page and its pictures into an output folder, from its manifest alone; tells of a
    page that somebody else has written or changed, which is kept aside. `waiting` is called when a
    build holds the folder. Raises `UsageError` when there is no manifest, `OutputError` when the
    folder cannot be written."""
    if not out.is_dir():
        read(out)  # says so, and makes no folder
    with atomic.lock(out, waiting):
        manifest = read(out)
        thumbnails.draw_missing(out, manifest.handouts.values())
        printing.write_missing(out, manifest.handouts.values())
        page, data = out / NAME, page_data(manifest, poster.there(out))
        key = digest(data, tree_digest(_OWN, _OWN), tree_digest(_HTML, _HTML))
        if _made_from(page) == key:
            return []
        made = _sealed(static_page(data).encode(), key)
        return kept_aside(page, replacing.put(page, made, lambda old: bool(_key(old)), out))


def _sealed(body: bytes, key: str) -> bytes:
    """A page whose last line tells whether it is whole, and made from what has the digest `key`:
    a build that has nothing to do need not compose it to know."""
    seal = digest(key, hashlib.sha256(body).hexdigest())
    return body + f"\n<!-- made from {key} ({seal}) -->\n".encode()


def _made_from(page: Path) -> str:
    """The key of the page that is there; empty where it is none of ours, or was changed."""
    if page.is_symlink():
        return ""
    try:
        return _key(reading.read(page))
    except OSError:
        return ""


def _key(data: bytes) -> str:
    seal = _SEAL.search(data, max(0, len(data) - 200))
    if seal is None:
        return ""
    key = seal[1].decode()
    return key if data == _sealed(data[: seal.start()], key) else ""


def static_page(data: Mapping[str, Any]) -> str:
    """The page with everything inside it but the sheets and the pictures. Its policy allows the
    script and style by their digests, and nothing from elsewhere."""
    from handouts.html import render  # noqa: PLC0415 - not loaded when there is nothing to do

    own_style, own_script = style(data["colors"]), script()
    policy = (
        f"default-src 'none'; script-src {policy_source(own_script)}; "
        f"style-src {policy_source(own_style)}; "
        "img-src 'self' data: file:; frame-src 'self' file:; base-uri 'none'; form-action 'none'"
    )
    return render(
        "desk/desk.html",
        data=as_json(data),
        sheets=data["sheets"],
        clinic=data["clinic"],
        policy=policy,
        style=own_style,
        script=own_script,
        served=False,
    )


def as_json(data: object) -> str:
    """JSON that may stand in a script element: no `<` ends it."""
    text = json_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    return text.replace("<", "\\u003c")
