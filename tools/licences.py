"""Prints the licences of all packages that an SBOM lists, as a page: `make sbom` runs it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_HEAD = """\
# Licences

*Written by `make sbom` from the metadata of the packages that `requirements.lock` names. Fonts are
found on the machine, not shipped.*

| package | version | licence |
| --- | --- | --- |"""


def licence(component: dict[str, Any]) -> str:
    """What a package says of its licence, in one line."""
    names = []
    for choice in component.get("licenses", ()):
        own = choice.get("license", {})
        name = choice.get("expression") or own.get("id") or own.get("name", "")
        if name and len(name) < 80 and not name.startswith("declared licence"):
            names.append(name.removeprefix("License :: ").removeprefix("OSI Approved :: "))
    return "; ".join(dict.fromkeys(names)) or "see the package"


def main() -> None:
    """Prints the page."""
    components = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["components"]
    print(_HEAD)
    for each in sorted(components, key=lambda one: str(one["name"]).lower()):
        print(f"| {each['name']} | {each['version']} | {licence(each)} |")


if __name__ == "__main__":
    main()
