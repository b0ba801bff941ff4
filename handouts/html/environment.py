"""The Jinja2 environment of all pages: everything is escaped, and a name that is not there is an
error, not an empty cell."""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handouts.model.visible import harmless

#: Which colour of a clinic a page takes for what.
_ROLES = {"ink": "ink", "accent": "brand", "line": "rule", "tint": "tint"}
_HEX = re.compile("#[0-9A-Fa-f]{6}")


def render(template: str, **values: object) -> str:
    """A page. `template` is its path in the package, such as `reports/facts.html`."""
    return environment().get_template(template).render(values)


def in_colors(colors: Mapping[str, str]) -> str:
    """The style that gives a page the colours of a clinic, by their roles on its sheets; empty
    where they are not known. Their contrast is that of the sheets, which `check` asks for."""
    known = {name: colors.get(role, "") for name, role in _ROLES.items()}
    if not all(map(_HEX.fullmatch, known.values())):
        return ""
    return f":root {{ {' '.join(f'--{name}: {color};' for name, color in known.items())} }}\n"


@functools.cache
def environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1]),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["sentence"] = sentence
    environment.filters["in_colors"] = in_colors
    environment.filters["png_url"] = png_url
    return environment


def _shown(value: object) -> object:
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def sentence(words: str) -> str:
    """Words as a sentence: with a capital letter and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def png_url(png: bytes) -> str:
    """A picture as a URL that holds it, so that a page stays one file."""
    return f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"
