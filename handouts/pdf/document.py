"""The file: ReportLab's object store, written as PDF 1.7 with object and cross-reference streams.

ReportLab keeps numbered objects and formats each of them; this subclass takes objects that are
formatted already (`Sink`) beside ReportLab's own, and writes them all in a form that PDF/A accepts:
an end-of-line before every `endstream`, a document identifier made from the content, and nothing
that depends on the clock. Small objects share one compressed stream, which makes the structure tree
of a two-page document about 3 kB instead of 30.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping

from deflate import zlib_compress
from reportlab.pdfbase import pdfdoc

from handouts.pdf.objects import byte_string, dictionary, reference

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_END = b"endstream\n"
#: Two bytes, so that no reader takes the last byte of the data for half of it.
_EOL = b"\r\n"
#: Of libdeflate, from 1 to 12: higher ones take long and save one part in a hundred.
_LEVEL = 6


class _Page(pdfdoc.PDFPage):  # type: ignore[misc]
    """A page that takes part in the structure."""

    __NoDefault__ = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")


class TaggedDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document as a `Sink`, with our way of writing the file."""

    def __init__(self) -> None:
        self._raw: dict[int, bytes] = {}
        super().__init__(invariant=1, pdfVersion=(1, 7))
        self.Catalog.Outlines = None

    def reserve(self) -> int:
        """See `Sink`."""
        return self._keep(b"")

    def put(self, number: int, body: str) -> None:
        """See `Sink`."""
        self._raw[number] = body.encode("ascii")

    def add(self, body: str) -> int:
        """See `Sink`."""
        return self._keep(body.encode("ascii"))

    def add_stream(
        self,
        entries: Mapping[str, str],
        data: bytes,
        *,
        deflate: bool = True,
        keep: bool = False,
    ) -> int:
        """See `Sink`."""
        return self._keep(stream(entries, data, deflate=deflate, keep=keep))

    def _keep(self, body: bytes) -> int:
        """An object that ReportLab need not know; it has the next number all the same."""
        self.objectcounter: int = self.objectcounter + 1
        number = self.objectcounter
        self._raw[number] = body
        return number

    def add_page(self, size: tuple[float, float], content: str, forms: Mapping[str, int]) -> int:
        """A page of `size` points with its content stream and the forms it paints, by resource
        name; its number."""
        page = _Page()
        page.MediaBox = pdfdoc.PDFArray([0, 0, *size])
        page.Contents = self._link(self.add_stream({}, content.encode("latin-1")))
        page.Resources = pdfdoc.PDFDictionary(
            {
                "Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts),
                "XObject": pdfdoc.PDFDictionary(
                    {name: self._link(number) for name, number in forms.items()}
                ),
            }
        )
        page.StructParents = len(self.Pages.pages)
        page.Tabs = "/S"
        name = self.thisPageName()
        self.addPage(page)
        return self._number_of(name)

    def _number_of(self, name: str) -> int:
        """The number of an object by ReportLab's internal name."""
        return int(self.idToObjectNumberAndVersion[name][0])

    def _link(self, number: int) -> pdfdoc.PDFObjectReference:
        """A reference for use inside ReportLab's own objects, which go by names."""
        name = f"R{number}"
        self.idToObjectNumberAndVersion[name] = (number, 0)
        return pdfdoc.PDFObjectReference(name)

    def set_fonts(self, fonts: Mapping[str, int]) -> None:
        """Fills the font dictionary that all pages share."""
        shared = self.idToObject[pdfdoc.BasicFonts].dict
        shared.update({key: self._link(number) for key, number in fonts.items()})

    def write(self, catalog_entries: Mapping[str, str], info: str) -> bytes:
        """The whole file, with further entries for the catalog, and the Info dictionary."""
        catalog = self.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, *catalog_entries]
        for key, value in catalog_entries.items():
            setattr(catalog, key, value)
        catalog_name = self.Reference(catalog).name
        info_number = self.add(info)
        return assemble(self._bodies(), self._number_of(catalog_name), info_number)

    def _bodies(self) -> dict[int, bytes]:
        """Every object by number. Formatting one may make new ones."""
        bodies: dict[int, bytes] = {}
        while (number := len(bodies) + 1) <= self.objectcounter:
            raw = self._raw.get(number)
            bodies[number] = self._formatted(number) if raw is None else raw
        return bodies

    def _formatted(self, number: int) -> bytes:
        """One of ReportLab's objects."""
        item = self.idToObject[self.numberToId[number]]
        body: bytes = pdfdoc.format(item, self, toplevel=1)
        return body


def stream(
    entries: Mapping[str, str], data: bytes, *, deflate: bool = True, keep: bool = False
) -> bytes:
    """A stream object (7.3.8). See `Sink` for `keep`."""
    extra = {}
    if deflate:
        data = _kept_deflated(data) if keep else _deflated(data)
        extra["Filter"] = "/FlateDecode"
    head = dictionary({**entries, **extra, "Length": str(len(data))})
    return head.encode("ascii") + b"\nstream\n" + data + _EOL + _END


def _deflated(data: bytes) -> bytes:
    """Deflated by libdeflate: half the time of zlib, and the same bytes on every machine, where
    zlib is whatever the system has."""
    return bytes(zlib_compress(data, _LEVEL))


_kept_deflated = functools.lru_cache(maxsize=64)(_deflated)


def assemble(bodies: Mapping[int, bytes], catalog: int, info: int) -> bytes:
    """The file around its objects: streams stand alone, all others in one object stream (7.5.7),
    and a cross-reference stream (7.5.8) says where."""
    digest = hashlib.sha256()
    small = [number for number, body in bodies.items() if not body.endswith(_END)]
    container = len(bodies) + 1
    table = container + 1
    rows = [b"\0\0\0\0\0\xff\xff"] * (table + 1)
    parts = [_HEADER]
    offset = len(_HEADER)
    packed = _object_stream({number: bodies[number] for number in small})
    for index, number in enumerate(small):
        rows[number] = b"\2" + container.to_bytes(4, "big") + index.to_bytes(2, "big")
    streams = {number: body for number, body in bodies.items() if body.endswith(_END)}
    for number, body in (*streams.items(), (container, packed)):
        rows[number] = b"\1" + offset.to_bytes(4, "big") + b"\0\0"
        part = b"%d 0 obj\n%bendobj\n" % (number, body)
        digest.update(part)
        parts.append(part)
        offset += len(part)
    rows[table] = b"\1" + offset.to_bytes(4, "big") + b"\0\0"
    identifier = byte_string(digest.digest()[:16])
    entries = {
        "Type": "/XRef",
        "Size": str(table + 1),
        "W": "[1 4 2]",
        "Root": reference(catalog),
        "Info": reference(info),
        "ID": f"[{identifier} {identifier}]",
    }
    parts.append(b"%d 0 obj\n%bendobj\n" % (table, stream(entries, b"".join(rows))))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
    return b"".join(parts)


def _object_stream(bodies: Mapping[int, bytes]) -> bytes:
    places = []
    offset = 0
    for number, body in bodies.items():
        places.append(b"%d %d" % (number, offset))
        offset += len(body) + 1
    head = b" ".join(places) + b"\n"
    data = head + b"\n".join(bodies.values())
    entries = {"Type": "/ObjStm", "N": str(len(bodies)), "First": str(len(head))}
    return stream(entries, data)
