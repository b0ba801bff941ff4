"""What the program is made of: a bill of materials (CycloneDX 1.6) and a page of licences.

Both are made from `requirements.lock` and from what the packages that are installed beside this
Python say of themselves. Nothing is fetched. Run as `python3 tools/sbom.py SBOM.json LICENCES.md`.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

_HEAD = """\
# Licences

*Written by `make sbom` from the metadata of the packages that `requirements.lock` names. Fonts are
found on the machine, not shipped.*

| package | version | licence |
| --- | --- | --- |
"""


class DifferentPackagesError(Exception):
    """What is installed is not what the lock file names."""


@dataclass(frozen=True)
class Package:
    """A package of the lock file. `about` is None where this system does without it."""

    pin: Requirement
    digests: tuple[str, ...]
    about: metadata.Distribution | None

    @property
    def key(self) -> str:
        """The name in its one spelling."""
        return canonicalize_name(self.pin.name)

    @property
    def name(self) -> str:
        """The name as the package spells it."""
        return self.about.name if self.about else self.pin.name

    @property
    def version(self) -> str:
        """The version that is locked."""
        return next(iter(self.pin.specifier)).version

    @property
    def url(self) -> str:
        """The package URL, which names it everywhere."""
        return f"pkg:pypi/{self.key}@{self.version}"


def locked(lock: str) -> list[Package]:
    """The packages of a lock file, as they are installed beside this Python. Raises
    `DifferentPackagesError` where they are not."""
    packages, wrong = [], []
    for block in re.split(r"\n(?=[^\s#])", lock.strip()):
        pin = Requirement(block.split("\\", 1)[0].split("--hash", 1)[0].strip())
        digests = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
        package = Package(pin, digests, None)
        if pin.marker is None or pin.marker.evaluate():
            try:
                package = Package(pin, digests, metadata.distribution(pin.name))
            except metadata.PackageNotFoundError:
                wrong.append(f"{pin.name} is not installed")
            else:
                if package.about and package.about.version != package.version:
                    wrong.append(f"{pin} is locked, {package.about.version} is installed")
        packages.append(package)
    if wrong:
        raise DifferentPackagesError("\n".join([*wrong, "run: make set-up"]))
    return packages


def licence(about: metadata.Distribution) -> tuple[str, bool]:
    """What a package says of its licence, in a line, and whether that is an SPDX expression."""
    told = about.metadata.json
    if expression := told.get("license_expression"):
        return str(expression), True
    field = str(told.get("license", "")).strip()
    if re.fullmatch(r"[A-Za-z0-9.+-]+", field):
        return field, False
    classes = map(str, told.get("classifier", ()))
    names = [one.rpartition(" :: ")[2] for one in classes if one.startswith("License ::")]
    if not names and "\n" not in field and 0 < len(field) < 80:
        names.append(field)
    return "; ".join(dict.fromkeys(names)) or _title(about), False


def _title(about: metadata.Distribution) -> str:
    """How the licence that a package brings along begins: its title, and the version below it."""
    for file in about.files or ():
        if re.fullmatch(r"(?i)licen[cs]e(\.txt|\.md)?", file.name):
            lines = [line.strip() for line in file.read_text().splitlines() if line.strip()]
            return ", ".join(line.partition(",")[0] for line in lines[:2])
    return "see the package"


def bill(project: dict[str, Any], packages: Sequence[Package]) -> dict[str, Any]:
    """The bill of materials of a project, whose `pyproject.toml` says what it is."""
    name = project["name"]
    ours = _needed(map(Requirement, project["dependencies"]), packages)
    needed = {one.url: _needed(_wanted(one), packages) for one in packages}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": name,
                "name": name,
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [_component(package) for package in packages],
        "dependencies": [
            {"ref": ref, "dependsOn": urls} for ref, urls in {name: ours, **needed}.items()
        ],
    }


def _component(package: Package) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.url,
        "name": package.name,
        "version": package.version,
        "purl": package.url,
        "externalReferences": [
            {
                "type": "distribution",
                "url": package.url,
                "comment": "its files, as requirements.lock has them",
                "hashes": [{"alg": "SHA-256", "content": one} for one in package.digests],
            }
        ],
    }
    if package.about:
        words, is_expression = licence(package.about)
        shape = {"expression": words} if is_expression else {"license": {"name": words}}
        component["description"] = package.about.metadata.json.get("summary", "")
        component["licenses"] = [shape]
    else:
        component["scope"] = "optional"
        component["description"] = f"not on this system: {package.pin.marker}"
    return component


def _wanted(package: Package) -> Iterator[Requirement]:
    """What an installed package needs on this system."""
    for line in (package.about and package.about.requires) or ():
        need = Requirement(line)
        extras = ("", *package.pin.extras)
        if not need.marker or any(need.marker.evaluate({"extra": extra}) for extra in extras):
            yield need


def _needed(needs: Iterator[Requirement], packages: Sequence[Package]) -> list[str]:
    """The packages among those of the lock file."""
    urls = {package.key: package.url for package in packages}
    keys = {canonicalize_name(need.name) for need in needs}
    return sorted(urls[key] for key in keys & urls.keys())


def page(packages: Sequence[Package]) -> str:
    """The licences, as a page of documentation."""
    rows = []
    for package in sorted(packages, key=lambda one: one.name.lower()):
        words = licence(package.about)[0] if package.about else f"only where {package.pin.marker}"
        rows.append(f"| {package.name} | {package.version} | {words} |\n")
    return _HEAD + "".join(rows)


def main() -> int:
    """Writes both files."""
    bom, licences = map(Path, sys.argv[1:])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    try:
        packages = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    except DifferentPackagesError as error:
        print(error, file=sys.stderr)
        return 1
    bom.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(project, packages), indent=2, ensure_ascii=False)
    bom.write_text(f"{text}\n", encoding="utf-8")
    licences.write_text(page(packages), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
