"""XML files that come from translators' tools, read within limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from handouts.files import reading
from handouts.files.reading import Kind
from handouts.files.xml_parser import untrusted_parser
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where

#: Far above any file of one language; keeps a wrong file from eating the machine's memory.
KIND = Kind("file of translations", 32_000_000)
_HINT = "export it from the translation tool again"


def read_xml(path: Path) -> etree._Element:
    """The root of a file, without comments and processing instructions. Raises `FindingsError`."""

    def fault(message: str, line: int = 0, hint: str = _HINT) -> FindingsError:
        where = Where(str(path), line)
        return FindingsError([Finding(codes.EXCHANGE_FILE, message, where, hint)])

    try:
        data = reading.read(path, KIND)
    except OSError as error:
        hint = "name the file that the translation tool has exported"
        raise fault(f"cannot be read: {error.strerror}", hint=hint) from error
    try:
        root = etree.fromstring(data, untrusted_parser())
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else 0
        raise fault(f"not well-formed XML: {error.msg}", line) from error
    except ValueError as error:  # an encoding that does not exist
        raise fault(f"not well-formed XML: {error}") from error
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise fault("a <!DOCTYPE> may not stand in it", 1, "delete it")
    return root
