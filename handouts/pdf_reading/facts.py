"""What a finished PDF says of itself, for those who must not take somebody's word for it."""

from __future__ import annotations

import io
import re
from typing import NamedTuple

import pikepdf
from lxml import etree

from handouts.files.xml_parser import untrusted_parser
from handouts.pdf.errors import UnreadableError

_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_SIZE = re.compile(rb"\s([\d.]{1,8}) Tf\b")


class PdfFacts(NamedTuple):
    """Title, language (BCP 47) and identifier; number of pages, width and height of the first one
    (points), and the smallest type on it (points)."""

    title: str
    language: str
    identifier: str
    pages: int
    width: float
    height: float
    smallest_type: float


def facts(data: bytes) -> PdfFacts:
    """Raises `UnreadableError` for anything but a PDF as this program writes it."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _facts(pdf)
    except pikepdf.PdfError as error:
        raise UnreadableError(str(error).rpartition(">: ")[2]) from error
    except Exception as error:  # a file may hold anything in place of what is asked for
        raise UnreadableError(f"it is not made as a sheet is ({type(error).__name__})") from error


def _facts(pdf: pikepdf.Pdf) -> PdfFacts:
    page = pdf.pages[0]
    left, bottom, right, top = (float(each) for each in page.mediabox)
    sizes = [float(size) for size in _SIZE.findall(page.obj["/Contents"].read_bytes())]
    metadata = etree.fromstring(pdf.Root["/Metadata"].read_bytes(), untrusted_parser())
    return PdfFacts(
        title=str(pdf.docinfo["/Title"]),
        language=str(pdf.Root["/Lang"]),
        identifier=next(metadata.iter(_IDENTIFIER)).text or "",
        pages=len(pdf.pages),
        width=right - left,
        height=top - bottom,
        smallest_type=min(sizes),
    )
